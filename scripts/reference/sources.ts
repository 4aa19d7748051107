import type { Command } from "../../src/catalog/command.js";
import { type Setting, settings } from "../../src/config/settings-table.js";
import { REASONS, type ReasonInfo } from "../../src/errors/reasons.js";
import { END_REASONS } from "../../src/gateway/push/end-reason.js";
import { commandsOf, type EnumImage } from "../catalog-source.js";
import { type MetricFact, metricFacts } from "./metric-facts.js";
import { type Schema, type ServedFile, schemaOf } from "./schema.js";

/** All that the pages are made of. */
export interface Sources {
  readonly commands: readonly Command[];
  readonly schema: Schema;
  readonly reasons: Readonly<Record<string, ReasonInfo>>;
  readonly settings: readonly Pick<Setting, "key" | "flag" | "env" | "defaultText" | "expects" | "summary" | "why">[];
  readonly metrics: readonly MetricFact[];
  readonly endReasons: readonly string[];
}

/** What the pages say of the code as it is, with the protos of `files`. */
export async function sourcesOf(files: readonly ServedFile[]): Promise<Sources> {
  const commands = catalogOf(files);
  return {
    commands,
    schema: schemaOf(files, commands),
    reasons: REASONS,
    settings,
    metrics: await metricFacts(),
    endReasons: END_REASONS,
  };
}

/** The table that the image of opend/v1/catalog.proto holds. */
export function catalogOf(files: readonly ServedFile[]): readonly Command[] {
  const catalog = files.find(({ name }) => name === "opend/v1/catalog.proto");
  const protoId = catalog?.enumType?.find(({ name }) => name === "ProtoId");
  if (protoId === undefined) throw new Error("opend/v1/catalog.proto has no enum ProtoId");
  return commandsOf(protoId as EnumImage);
}

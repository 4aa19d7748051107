import { readFileSync } from "node:fs";
import { join } from "node:path";
import { protoImages } from "./buf.js";
import { type PackageCommand, packageCommands } from "./package-commands.js";
import { type ProtoModel, protoModel } from "./proto-model.js";

/** A release of OpenD, as its `futu-api` package describes it. */
export interface Release {
  readonly version: string;
  /** Of the downloaded package, or of the lock for the installed one. */
  readonly integrity: string;
  readonly model: ProtoModel;
  readonly commands: readonly PackageCommand[];
}

/** Reads an unpacked `futu-api` package. Its JavaScript is read as text and never run. */
export function readRelease(folder: string, integrity: string, scratch: string): Release {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { readonly version: string };
  const model = protoModel(protoImages(join(folder, "proto"), scratch));
  return {
    version,
    integrity,
    model,
    commands: packageCommands(model, idTable(readFileSync(join(folder, "main.js"), "utf8"))),
  };
}

/** The ids by name, from the command table of the package's websocket client. */
export function idTable(source: string): ReadonlyMap<string, number> {
  const ids = new Map<string, number>();
  for (const [, key = "", id, name = ""] of source.matchAll(/(\w+): \{ cmd: (\d+), name: '(\w+)'/g)) {
    // The table's one slip: InitConnect carries the name of the line below it (facts: ftapi-protocol.md 4.3).
    ids.set(key === "InitConnect" ? key : name, Number(id));
  }
  if (ids.size === 0) throw new Error("main.js has no command table of the known form: look where the ids stand now");
  return ids;
}

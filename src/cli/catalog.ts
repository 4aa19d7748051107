import { Command, Option } from "commander";
import { commands } from "../catalog/catalog.js";
import type { Command as CatalogCommand, Limit } from "../catalog/command.js";
import { CliError, EXIT_FAILED } from "./cli-error.js";
import type { CliIo } from "./cli-io.js";
import { printJson } from "./cli-io.js";
import { textTable } from "./text-table.js";

interface Filter {
  readonly json?: boolean;
  readonly category?: string;
  readonly scope?: string;
}

export function createCommand(io: CliIo): Command {
  return new Command("catalog")
    .description("Lists the commands and pushes of OpenD: id, name, kind, scope, limit and purpose.")
    .argument("[text...]", "only rows whose id, name or summary has all these words")
    .option("--json", "print as JSON")
    .addOption(new Option("--category <category>", "only this category").choices(valuesOf((row) => row.category)))
    .addOption(new Option("--scope <scope>", "only what needs this scope").choices(valuesOf((row) => row.scope)))
    .addHelpText(
      "after",
      "\nExamples:\n  opend-gateway catalog order book\n  opend-gateway catalog --scope trade --json",
    )
    .action((words: string[], filter: Filter) => {
      const rows = commands.filter((row) => matches(row, words, filter));
      if (filter.json === true) printJson(io, rows);
      else if (rows.length > 0) {
        io.stdout.write(
          textTable(["ID", "NAME", "KIND", "CATEGORY", "SCOPE", "EFFECT", "LIMIT", "PURPOSE"], rows.map(cells)),
        );
      }
      if (rows.length === 0) throw new CliError(EXIT_FAILED, filter.json === true ? [] : ["no row of the table fits"]);
    });
}

function matches(row: CatalogCommand, words: readonly string[], { category, scope }: Filter): boolean {
  if (category !== undefined && row.category !== category) return false;
  if (scope !== undefined && row.scope !== scope) return false;
  const text = `${row.protoId} ${row.name} ${row.summary}`.toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}

function cells(row: CatalogCommand): string[] {
  const { protoId, name, kind, category, scope, effect, status, summary } = row;
  const marked = status === "active" ? summary : `(${status}) ${summary}`;
  return [String(protoId), name, kind, category, scope, effect ?? "-", limitText(row.limit), marked];
}

function limitText(limit: Limit | null): string {
  if (limit === null || limit.calls === 0) return "-";
  return `${limit.calls}/${limit.windowSeconds}s per ${limit.per}`;
}

function valuesOf(read: (row: CatalogCommand) => string): string[] {
  return [...new Set(commands.map(read))].sort();
}

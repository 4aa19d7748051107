import type { Breaks, Change } from "./change.js";
import type { TableFindings } from "./table-findings.js";

/** What `make upstream` found. */
export interface Report {
  readonly from: { readonly version: string; readonly integrity: string };
  readonly to: { readonly version: string; readonly integrity: string };
  readonly changes: readonly Change[];
  readonly table: TableFindings;
  /** The text of the rows that the table lacks. */
  readonly rows: readonly string[];
}

const HEADINGS: Readonly<Record<Breaks, string>> = {
  wire: "Breaks the wire",
  names: "Breaks names: JSON bodies, JSON tools, generated code",
  nothing: "Breaks nothing",
};
/** How many commands a line names. */
const MAX_COMMANDS = 6;

/** The report for people. `idOf` gives the id that a line shows with a command's name. */
export function reportText({ from, to, changes, table, rows }: Report, idOf: (name: string) => number | null): string {
  const command = (name: string): string => `${idOf(name) ?? "?"} ${name}`;
  const line = ({ what, how, name, detail, commands }: Change): string => {
    const others = what === "command" ? [] : commands;
    const more = others.length > MAX_COMMANDS ? ` and ${others.length - MAX_COMMANDS} more` : "";
    const users = others.length === 0 ? "" : ` [${others.slice(0, MAX_COMMANDS).map(command).join(", ")}${more}]`;
    return `  ${what} ${how}: ${name}: ${detail}${users}`;
  };
  const same = from.version === to.version;
  return [
    same ? `futu-api ${to.version} on both sides: nothing to compare` : `futu-api ${from.version} to ${to.version}`,
    ...(["wire", "names", "nothing"] as const).flatMap((breaks) => {
      const found = changes.filter((change) => change.breaks === breaks);
      return ["", `${HEADINGS[breaks]}: ${found.length}`, ...found.map(line)];
    }),
    "",
    `The table against futu-api ${to.version}: ${table.missing.length} commands without a row, ${table.wrong.length} rows that disagree`,
    ...table.wrong.map((text) => `  ${text}`),
    ...(rows.length === 0 ? [] : ["", "Rows for proto/opend/v1/catalog.proto (--write puts them there):", ...rows]),
    "",
  ].join("\n");
}

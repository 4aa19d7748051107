export const NAME_WIDTH = 56;
export const VALUE_WIDTH = 16;

/** One line of the report: a name, and cells in columns. */
export function row(name: string, cells: readonly string[]): string {
  return (name.padEnd(NAME_WIDTH) + cells.map((cell) => cell.padEnd(VALUE_WIDTH)).join("")).trimEnd();
}

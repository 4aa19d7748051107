/** Usage or settings are wrong, a port is in use, a key can't be read. */
export const EXIT_USAGE = 2;
/** The command ran and failed. */
export const EXIT_FAILED = 1;

/** Ends a command with `exitCode` and `lines` on standard error; no stack is shown. */
export class CliError extends Error {
  override readonly name = "CliError";
  readonly exitCode: number;
  readonly lines: readonly string[];

  constructor(exitCode: number, lines: readonly string[], options?: ErrorOptions) {
    super(lines.join("\n"), options);
    this.exitCode = exitCode;
    this.lines = lines;
  }
}

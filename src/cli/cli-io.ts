/** What a command talks to; replaced in tests. */
export interface CliIo {
  readonly stdout: { write(data: string | Uint8Array): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(data: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  readonly readStdin: () => Promise<string>;
}

/** Prints `value` as JSON, indented or on one line. */
export function printJson(io: CliIo, value: unknown, layout: "indented" | "line" = "indented"): void {
  io.stdout.write(`${JSON.stringify(value, null, layout === "indented" ? 2 : 0)}\n`);
}

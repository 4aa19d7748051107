/** Standard output: a terminal, a pipe or a file. */
export interface CliOutput {
  /** False: what was written waits; `drain` tells when it has left. */
  write(data: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  /** Size of a terminal. */
  readonly columns?: number;
  readonly rows?: number;
  on?(event: "drain" | "resize" | "error", listener: () => void): unknown;
  off?(event: "drain" | "resize" | "error", listener: () => void): unknown;
}

/** What a command talks to; replaced in tests. */
export interface CliIo {
  readonly stdout: CliOutput;
  readonly stderr: { write(data: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  readonly readStdin: () => Promise<string>;
}

/** Prints `value` as JSON, indented or on one line. */
export function printJson(io: CliIo, value: unknown, layout: "indented" | "line" = "indented"): void {
  io.stdout.write(`${JSON.stringify(value, null, layout === "indented" ? 2 : 0)}\n`);
}

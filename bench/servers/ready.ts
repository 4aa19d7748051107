/** What a server process of the benchmark prints once it listens. */
export interface Listening {
  readonly event: "listening";
  readonly port: number;
}

/** Tells the parent the port, and ends with the parent: it holds our standard input open. */
export function ready(port: number): void {
  const line: Listening = { event: "listening", port };
  console.log(JSON.stringify(line));
  process.stdin.resume().on("end", () => process.exit(0));
  // An orderly end, or a profile would not be written.
  process.once("SIGTERM", () => process.exit(0));
}

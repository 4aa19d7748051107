import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** One line of the log. */
export type LogLine = Readonly<Record<string, unknown>> & { readonly event: string };

/** The real program in a process of its own. */
export class SpawnedCli {
  readonly process: ChildProcessWithoutNullStreams;
  readonly lines: LogLine[] = [];
  stderr = "";
  readonly #waiting = new Set<() => void>();
  #ended = false;

  constructor(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const isSource = import.meta.url.endsWith(".ts");
    const main = fileURLToPath(new URL(isSource ? "../main.ts" : "../main.js", import.meta.url));
    const runtime = isSource ? ["--import", "tsx"] : [];
    this.process = spawn(process.execPath, [...runtime, main, ...argv], { env: { PATH: process.env["PATH"], ...env } });
    this.process.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
      this.#wake();
    });
    createInterface({ input: this.process.stdout }).on("line", (line) => {
      this.lines.push(JSON.parse(line) as LogLine);
      this.#wake();
    });
    this.process.on("close", () => {
      this.#ended = true;
      this.#wake();
    });
  }

  /** Waits for the first log line of an event. */
  event(name: string): Promise<LogLine> {
    return this.line(name, ({ event }) => event === name);
  }

  /** Waits for the first line of standard output that fits. */
  async line(what: string, fits: (line: LogLine) => boolean): Promise<LogLine> {
    await this.#until(what, () => this.lines.some(fits));
    return this.lines.find(fits) ?? this.#without(what);
  }

  /** Waits for a text on standard error. */
  async complaint(pattern: RegExp): Promise<void> {
    await this.#until(String(pattern), () => pattern.test(this.stderr));
  }

  /** Waits for the end. Returns the exit code, or the signal that killed it. */
  async end(): Promise<number | string> {
    if (!this.#ended) await once(this.process, "close");
    return this.process.exitCode ?? this.process.signalCode ?? "unknown";
  }

  kill(): void {
    this.process.kill("SIGKILL");
  }

  async #until(what: string, isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      if (this.#ended) this.#without(what);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #without(what: string): never {
    throw new Error(`the program ended without ${what}: ${this.stderr}${JSON.stringify(this.lines)}`);
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

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
  async event(name: string): Promise<LogLine> {
    for (;;) {
      const found = this.lines.find(({ event }) => event === name);
      if (found !== undefined) return found;
      if (this.#ended)
        throw new Error(`the program ended without ${name}: ${this.stderr}${JSON.stringify(this.lines)}`);
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  /** Waits for the end. Returns the exit code, or the signal that killed it. */
  async end(): Promise<number | string> {
    if (!this.#ended) await once(this.process, "close");
    return this.process.exitCode ?? this.process.signalCode ?? "unknown";
  }

  kill(): void {
    this.process.kill("SIGKILL");
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

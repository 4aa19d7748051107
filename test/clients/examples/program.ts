import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** How a program is started. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export type ExampleName = "quote" | "watch" | "order";

/** The programs of one language. */
export type ExamplePrograms = Readonly<Record<ExampleName, Command>>;

/** For machines that have much else to do. */
const LINE_TIMEOUT_MS = 40_000;
const STOP_TIMEOUT_MS = 15_000;

/** A running program and the lines that it printed so far. */
export class Program {
  readonly lines: string[] = [];
  /** Resolves with the exit code; null if a signal ended it. */
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcess;
  private running = true;
  private wake: () => void = () => {};

  constructor({ command, args, env }: Command) {
    // Settings of the person who runs the tests must not leak in.
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith("OPEND_GATEWAY_"));
    this.child = spawn(command, args, {
      env: { ...Object.fromEntries(own), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const input of [this.child.stdout, this.child.stderr]) {
      if (input === null) continue;
      createInterface({ input }).on("line", (line) => {
        this.lines.push(line);
        this.wake();
      });
    }
    this.ended = new Promise((resolve, reject) => {
      this.child.once("error", reject);
      this.child.once("close", (code) => {
        this.running = false;
        this.wake();
        resolve(code);
      });
    });
    // Told to whoever waits; a program that nobody waits for must not end the tests.
    this.ended.catch(() => {});
  }

  /** Resolves with the first line, at or after `from`, that matches. */
  async line(pattern: RegExp, { from = 0, timeoutMs = LINE_TIMEOUT_MS } = {}): Promise<RegExpExecArray> {
    const deadline = performance.now() + timeoutMs;
    for (let next = from; ; ) {
      for (; next < this.lines.length; next += 1) {
        const match = pattern.exec(this.lines[next] ?? "");
        if (match !== null) return match;
      }
      const leftMs = deadline - performance.now();
      if (leftMs <= 0 || !this.running) {
        const why = this.running ? `no line in ${timeoutMs} ms` : "the program ended without a line";
        throw new Error(`${why} that matches ${pattern}, after:\n${this.lines.slice(from).slice(-60).join("\n")}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Sends a signal and resolves with the exit code; null if a signal ended it. */
  async stop(signal: NodeJS.Signals): Promise<number | null> {
    if (!this.running) return this.ended;
    this.signal(signal);
    const timer = setTimeout(() => this.signal("SIGKILL"), STOP_TIMEOUT_MS);
    const code = await this.ended;
    clearTimeout(timer);
    return code;
  }
}

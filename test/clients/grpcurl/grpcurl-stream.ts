import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

const WAIT_TIMEOUT_MS = 20_000;

/** A grpcurl that prints what a stream carries until it is stopped. */
export class GrpcurlStream {
  private readonly child: ChildProcess;
  private printed = "";
  private wake: () => void = () => {};

  constructor(binary: string, args: readonly string[]) {
    this.child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.printed += text;
        this.wake();
      });
    }
    this.child.once("close", () => this.wake());
  }

  /** The messages that have come whole. */
  get messages(): readonly Readonly<Record<string, unknown>>[] {
    // grpcurl prints each with its braces in the first column.
    const texts = this.printed.match(/^\{$[\s\S]*?^\}$/gm) ?? [];
    return texts.map((text) => JSON.parse(text) as Readonly<Record<string, unknown>>);
  }

  /** Waits for a message. */
  async until(
    wanted: (message: Readonly<Record<string, unknown>>) => boolean,
  ): Promise<Readonly<Record<string, unknown>>> {
    const deadline = AbortSignal.timeout(WAIT_TIMEOUT_MS);
    for (;;) {
      const found = this.messages.find(wanted);
      if (found !== undefined) return found;
      if (deadline.aborted || this.child.exitCode !== null) throw new Error(`no such message came:\n${this.printed}`);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        deadline.addEventListener("abort", () => resolve(), { once: true });
      });
    }
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const closed = once(this.child, "close");
    this.child.kill("SIGTERM");
    await closed;
  }
}

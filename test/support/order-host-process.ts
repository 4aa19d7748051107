import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { OrderUsage } from "../../src/limits/orders/order-store.js";
import { type HostCall, type HostOptions, type HostOutcome, OrderHost } from "./order-host.js";

type Method = "start" | "call" | "known" | "usage" | "query" | "jump" | "ready" | "stop";

interface Asked {
  readonly id: number;
  readonly method: Method;
  readonly args: readonly unknown[];
}

interface Told {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** What a sequence needs of a host, in this process or in one of its own. */
export interface OrderGateway {
  call(call: HostCall): Promise<HostOutcome>;
  known(call: HostCall): Promise<string | null>;
  usage(keyId: string): Promise<OrderUsage>;
  query(protoId: number, body: Uint8Array): Promise<Uint8Array>;
  jump(spanMs: number): Promise<void>;
  ready(): Promise<void>;
  stop(): Promise<void>;
  /** kill -9: what is under way ends with an error. */
  kill(): Promise<void>;
}

/** An {@link OrderHost} in a process of its own, which can be killed. */
export class OrderHostProcess implements OrderGateway {
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (told: Told) => void>();
  private nextId = 1;

  static async start(options: HostOptions): Promise<OrderHostProcess> {
    const host = new OrderHostProcess();
    await host.ask("start", [options]);
    return host;
  }

  private constructor() {
    const execArgv = import.meta.url.endsWith(".ts") ? ["--import", "tsx"] : [];
    this.child = fork(fileURLToPath(import.meta.url), ["order-host"], { execArgv, serialization: "advanced" });
    this.child.on("message", (told: Told) => {
      this.waiting.get(told.id)?.(told);
      this.waiting.delete(told.id);
    });
    this.child.on("exit", () => {
      for (const [id, answer] of this.waiting) answer({ id, error: "killed" });
      this.waiting.clear();
    });
  }

  call(call: HostCall): Promise<HostOutcome> {
    return this.ask("call", [call]) as Promise<HostOutcome>;
  }

  known(call: HostCall): Promise<string | null> {
    return this.ask("known", [call]) as Promise<string | null>;
  }

  usage(keyId: string): Promise<OrderUsage> {
    return this.ask("usage", [keyId]) as Promise<OrderUsage>;
  }

  query(protoId: number, body: Uint8Array): Promise<Uint8Array> {
    return this.ask("query", [protoId, body]) as Promise<Uint8Array>;
  }

  async jump(spanMs: number): Promise<void> {
    await this.ask("jump", [spanMs]);
  }

  async ready(): Promise<void> {
    await this.ask("ready", []);
  }

  async stop(): Promise<void> {
    await this.ask("stop", []);
    await this.end("SIGTERM");
  }

  kill(): Promise<void> {
    return this.end("SIGKILL");
  }

  private async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, "exit");
    this.child.kill(signal);
    await exited;
  }

  private ask(method: Method, args: readonly unknown[]): Promise<unknown> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result, error }) => (error === undefined ? resolve(result) : reject(new Error(error))));
      this.child.send({ id, method, args });
    });
  }
}

/** The other side. */
async function answer({ id, method, args }: Asked, hosted: { host: OrderHost | null }): Promise<Told> {
  try {
    if (method === "start") {
      hosted.host = await OrderHost.start(args[0] as HostOptions);
      return { id };
    }
    const { host } = hosted;
    if (host === null) throw new Error("not started");
    const run = Reflect.get(host, method) as (...args: readonly unknown[]) => unknown;
    return { id, result: await run.apply(host, [...args]) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

if (process.argv[2] === "order-host") {
  const hosted: { host: OrderHost | null } = { host: null };
  // Its test has ended, however that came.
  process.on("disconnect", () => process.exit());
  process.on("message", (asked: Asked) => {
    void answer(asked, hosted).then((told) => process.send?.(told));
  });
}

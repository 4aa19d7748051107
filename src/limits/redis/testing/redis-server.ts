import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { Redis } from "ioredis";

const VARIABLE = "OPEND_GATEWAY_REDIS_SERVER";
const NAMES = ["redis-server", "valkey-server"] as const;
const PORT_TRIES = 5;

/** A Redis or Valkey of this machine, or null. */
export function findRedisServer(env: Readonly<NodeJS.ProcessEnv> = process.env): string | null {
  const named = env[VARIABLE];
  if (named !== undefined && named !== "") return named;
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find(isExecutable) ?? null;
}

/** For the `skip` option of tests: false, or why they can't run. */
export function skipWithoutRedis(): string | false {
  if (findRedisServer() !== null) return false;
  return `no ${NAMES.join(" or ")} on PATH; ${VARIABLE} may name one, and make test-clients brings one`;
}

/** A real Redis of one test, on a port and with a folder of its own. */
export class TestRedis {
  readonly port: number;
  private readonly folder: string;
  private readonly settings: readonly string[];
  private child: ChildProcess;

  private constructor(port: number, folder: string, settings: readonly string[], child: ChildProcess) {
    this.port = port;
    this.folder = folder;
    this.settings = settings;
    this.child = child;
  }

  /** @param settings such as `--appendonly yes`; without any, nothing is kept on disk. */
  static async start(settings: readonly string[] = []): Promise<TestRedis> {
    const folder = mkdtempSync(join(tmpdir(), "opend-gateway-redis-"));
    for (let tries = 1; ; tries++) {
      const port = await freePort();
      try {
        return new TestRedis(port, folder, settings, await launch(port, folder, settings));
      } catch (error) {
        // Someone else took the port meanwhile.
        if (tries < PORT_TRIES) continue;
        rmSync(folder, { recursive: true, force: true });
        throw error;
      }
    }
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}/0`;
  }

  /** Stops it in the middle of everything: connections stay, nothing is answered. */
  pause(): void {
    this.child.kill("SIGSTOP");
  }

  resume(): void {
    this.child.kill("SIGCONT");
  }

  /** Ends it at once; clients are refused until {@link startAgain}. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.kill("SIGKILL");
    await ended;
  }

  /** What an operator has at hand. */
  cli(): RedisCli {
    return new RedisCli(this.port);
  }

  /** On the same port, with what it kept on disk. */
  async startAgain(): Promise<void> {
    this.child = await launch(this.port, this.folder, this.settings);
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Sends single commands over a connection of its own. */
export class RedisCli {
  private readonly redis: Redis;

  constructor(port: number) {
    this.redis = new Redis({ host: "127.0.0.1", port, lazyConnect: true, retryStrategy: () => null });
  }

  async run(command: string, ...args: readonly (string | number)[]): Promise<unknown> {
    return this.redis.call(command, [...args]);
  }

  close(): void {
    this.redis.disconnect();
  }
}

async function launch(port: number, folder: string, settings: readonly string[]): Promise<ChildProcess> {
  const binary = findRedisServer();
  if (binary === null) throw new Error("there is no Redis on this machine");
  const own = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--daemonize", "no"];
  const child = spawn(binary, [...own, ...settings], { stdio: ["ignore", "pipe", "ignore"] });
  const lines = createInterface({ input: child.stdout });
  await new Promise<void>((resolve, reject) => {
    const said: string[] = [];
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`Redis ended at its start: ${said.join("\n")}`)));
    lines.on("line", (line) => {
      said.push(line);
      if (line.includes("Ready to accept connections")) resolve();
    });
  });
  lines.removeAllListeners("line");
  child.stdout.resume();
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port was free");
  return address.port;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

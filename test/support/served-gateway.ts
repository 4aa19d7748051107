import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { GatewayServer } from "../../src/cli/gateway-server.js";
import { loadConfig } from "../../src/config/load.js";
import { FutuClient } from "../../src/grpc/testing/futu-client.js";
import { createLogger } from "../../src/telemetry/logger.js";
import { type KeyJson, KeysJson } from "./keys-json.js";

const WITHIN_MS = 20_000;

export type LogLine = Readonly<Record<string, unknown>> & { readonly event: string };

export interface ServedOptions {
  /** As on the command line of `serve`, without dashes. Ports are free ones. */
  readonly flags?: Readonly<Record<string, string>>;
  /** Absent: open mode. */
  readonly keys?: readonly KeyJson[];
  /** Whether to wait for OpenD. Default true. */
  readonly ready?: boolean;
}

/** A method of a service, as grpc-js describes it. */
interface UnaryMethod<Request, Response> {
  readonly path: string;
  readonly requestSerialize: (message: Request) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

export interface MethodOutcome<Response> {
  readonly response: Response | null;
  readonly error: ServiceError | null;
}

/** What `serve` runs, in this process: settings, listeners, keys file, audit log, metrics, OpenD or the simulator. */
export class ServedGateway {
  readonly folder: string;
  readonly keysPath: string;
  readonly keys = new KeysJson();
  readonly lines: LogLine[] = [];
  private readonly clients: { close(): void }[] = [];
  private readonly waiting = new Set<() => void>();
  private server: GatewayServer | null = null;
  private stopped: Promise<void> | null = null;

  static async start(options: ServedOptions = {}): Promise<ServedGateway> {
    const gateway = new ServedGateway();
    try {
      await gateway.open(options);
      return gateway;
    } catch (error) {
      await gateway.stop();
      throw error;
    }
  }

  private constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "og-served-"));
    this.keysPath = join(this.folder, "keys.json");
  }

  get port(): number {
    return this.portOf("grpc");
  }

  get metricsUrl(): string {
    return `http://127.0.0.1:${this.portOf("http")}/metrics`;
  }

  get readyUrl(): string {
    return `http://127.0.0.1:${this.portOf("http")}/readyz`;
  }

  /** @param keyId null: without a key. */
  newClient(keyId: string | null = null): FutuClient {
    return this.clientWith(keyId === null ? null : this.keys.token(keyId));
  }

  clientWith(token: string | null): FutuClient {
    const client = new FutuClient(this.port, token);
    this.clients.push(client);
    return client;
  }

  /** A call of one of the gateway's own services. */
  call<Request, Response>(
    method: UnaryMethod<Request, Response>,
    message: Request,
    token: string | null,
  ): Promise<MethodOutcome<Response>> {
    const client = new Client(`127.0.0.1:${this.port}`, credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
    });
    const metadata = new Metadata();
    if (token !== null) metadata.set("authorization", `Bearer ${token}`);
    return new Promise((resolve) => {
      const { path, requestSerialize, responseDeserialize } = method;
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, message, metadata, (error, response) => {
        client.close();
        resolve({ error, response: response ?? null });
      });
    });
  }

  /** Replaces the keys file at once, as editors and `keys` do. */
  writeKeys(keys: readonly KeyJson[]): void {
    this.writeKeysText(this.keys.text(keys));
  }

  writeKeysText(text: string): void {
    const draft = join(this.folder, "keys.draft");
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, this.keysPath);
  }

  /** Waits for a line of the log. @param from index of the first one that counts */
  async line(event: string, fits: (line: LogLine) => boolean = () => true, from = 0): Promise<LogLine> {
    const found = (): LogLine | undefined => this.lines.slice(from).find((line) => line.event === event && fits(line));
    await this.until(`the log line ${event}`, () => found() !== undefined);
    const line = found();
    if (line === undefined) throw new Error(`no line ${event}`);
    return line;
  }

  reload(): void {
    this.server?.reload();
  }

  stop(): Promise<void> {
    this.stopped ??= this.close();
    return this.stopped;
  }

  private async close(): Promise<void> {
    await this.server?.stop();
    for (const client of this.clients) client.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async open({ flags = {}, keys, ready = true }: ServedOptions): Promise<void> {
    if (keys !== undefined) this.writeKeys(keys);
    const config = loadConfig({
      flags: {
        grpc: "127.0.0.1:0",
        http: "127.0.0.1:0",
        "shutdown-grace": "500ms",
        ...(keys === undefined ? {} : { keys: this.keysPath }),
        ...flags,
      },
      env: {},
    });
    const logger = createLogger({
      level: "debug",
      format: "json",
      maxBufferedBytes: 1024 * 1024,
      write: (text) => {
        this.lines.push(JSON.parse(text) as LogLine);
        for (const wake of this.waiting) wake();
        this.waiting.clear();
      },
    });
    this.server = await GatewayServer.start({ config, rsaKey: null, version: "0.0.0", logger });
    if (ready) await this.line("upstream.available");
  }

  private portOf(listener: "grpc" | "http"): number {
    const started = this.lines.find(({ event }) => event === "gateway.started");
    return Number(/:(\d+)$/.exec(String(started?.[listener]))?.[1]);
  }

  private async until(what: string, reached: () => boolean): Promise<void> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      for (const wake of this.waiting) wake();
    }, WITHIN_MS);
    try {
      while (!reached()) {
        if (late) throw new Error(`${what} did not come within ${WITHIN_MS} ms; ${JSON.stringify(this.lines)}`);
        await new Promise<void>((resolve) => this.waiting.add(resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }
}

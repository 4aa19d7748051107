import { createHash, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Client, credentials, Metadata, status } from "@grpc/grpc-js";
import { GetLimitsRequest, GetLimitsResponse } from "../../generated/ts/opend/v1/limits.js";
import { runCli } from "../../src/cli/testing/fake-io.js";
import { SpawnedCli } from "../../src/cli/testing/spawn-cli.js";
import { readReply } from "../../src/ftapi/envelope.js";
import { findPacketIdSlot } from "../../src/ftapi/packet-id.js";
import { idempotencyMark } from "../../src/gateway/orders/idempotency-key.js";
import { detailsOf, FutuClient, type Outcome } from "../../src/grpc/testing/futu-client.js";
import { LocalOrderStore } from "../../src/limits/orders/local-order-store.js";
import type { OrderUsage } from "../../src/limits/orders/order-store.js";
import { systemClock } from "../../src/opend/clock.js";
import { AppendLog } from "../../src/state/append-log.js";
import { KeysJson } from "./keys-json.js";
import type { HostCall, HostOptions, HostOutcome } from "./order-host.js";
import type { OrderGateway } from "./order-host-process.js";
import { numberOf } from "./order-world.js";

const READER = "reader";
const QUERY_MS = 5000;
const HASH_DIGITS = 16;

interface Running {
  readonly program: SpawnedCli;
  readonly port: number;
  readonly readyUrl: string;
  /** Of a key each. */
  readonly clients: Map<string, FutuClient>;
  killed: boolean;
}

/** The real `serve` with keys, state folder and audit log, called over gRPC. It outlives its processes. */
export class ServedOrders implements OrderGateway {
  /** Kills that let time pass; the others are their callers'. */
  timeKills = 0;
  /** Requests that reached OpenD before their line was in the audit log. */
  readonly unaudited: number[] = [];
  private readonly keys = new KeysJson();
  /** What a caller's key is called by, and which are still free. */
  private readonly taken = new Map<string, string>();
  private readonly free: { readonly id: string; readonly rules: HostCall["rules"] }[] = [];
  private readonly hashes = new Map<number, string>();
  private options: HostOptions | null = null;
  private running: Running | null = null;

  /** @param rules of each key that will be asked for. */
  constructor(rules: readonly HostCall["rules"][]) {
    for (const [index, each] of rules.entries()) this.free.push({ id: `key-${index}`, rules: each });
  }

  async open(options: HostOptions): Promise<this> {
    this.options = options;
    const { folder, opend, jumpedMs } = options;
    const keysPath = join(folder, "keys.json");
    if (!fs.existsSync(keysPath)) {
      fs.mkdirSync(folder, { recursive: true });
      fs.writeFileSync(keysPath, this.keysText(), { mode: 0o600 });
    }
    const ports = ["serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", "--opend", `${opend.host}:${opend.port}`];
    const flags = ["--keys", keysPath, "--state-dir", folder, "--trading", "simulate", "--pacing", "off"];
    const program = new SpawnedCli([...ports, ...flags, "--log-format", "json", "--shutdown-grace", "100ms"], {
      NODE_OPTIONS: `--import ${clockAhead(jumpedMs)}`,
    });
    const { grpc, http } = await program.event("gateway.started");
    const port = Number(String(grpc).split(":").at(-1));
    this.running = { program, port, readyUrl: `http://${String(http)}/readyz`, clients: new Map(), killed: false };
    await this.ready();
    return this;
  }

  async call({
    protoId,
    body,
    keyId,
    rules,
    idempotencyKey,
    timeoutMs,
    cancelAfterMs,
  }: HostCall): Promise<HostOutcome> {
    const running = this.current;
    const number = numberOf(body);
    // Another body with its key is never sent.
    if (!this.hashes.has(number)) {
      this.hashes.set(number, createHash("sha256").update(body).digest("hex").slice(0, HASH_DIGITS));
    }
    const outcome = await this.client(this.keyOf(keyId, rules)).request(protoId, body, {
      ...(idempotencyKey === null ? {} : { metadata: { "idempotency-key": idempotencyKey } }),
      deadline: new Date(Date.now() + timeoutMs),
      onCall: (cancel) => {
        if (cancelAfterMs !== null) setTimeout(cancel, cancelAfterMs);
      },
    });
    if (running.killed) throw new Error("killed");
    const { response, error, headers } = outcome;
    const retType = response === null ? null : readReply(bodyOf(response.body)).retType;
    return {
      retType,
      reason: error === null ? null : reasonOf(error),
      replayed: headers.get("x-idempotent-replay").length > 0,
    };
  }

  /** As a gateway would find it that was started now. */
  known({ keyId, rules, idempotencyKey, protoId, body }: HostCall): Promise<string | null> {
    if (idempotencyKey === null) return Promise.resolve(null);
    const { folder } = this.opened;
    const copy = join(folder, "copy");
    fs.rmSync(copy, { recursive: true, force: true });
    fs.cpSync(join(folder, "orders"), copy, { recursive: true, filter: (path) => !path.endsWith("lock") });
    const log = AppendLog.open(copy, {
      maxSegmentBytes: 2 ** 24,
      maxAgeMs: 25 * 3_600_000,
      keepsAll: true,
      onError: (error) => {
        throw error;
      },
    });
    const store = new LocalOrderStore({ log, clock: systemClock, newTicketId: randomUUID });
    const mark = idempotencyMark(idempotencyKey, protoId, body, findPacketIdSlot(body));
    const known = store.recall(`key:${this.keyOf(keyId, rules)}`, mark)?.type ?? null;
    return store.close().then(() => known);
  }

  async usage(keyId: string): Promise<OrderUsage> {
    const metadata = new Metadata();
    const id = this.taken.get(keyId);
    if (id === undefined) return { dayCents: 0, ordersLastMinute: 0 };
    metadata.set("authorization", `Bearer ${this.keys.token(id)}`);
    const client = new Client(`127.0.0.1:${this.current.port}`, credentials.createInsecure());
    const reply = await new Promise<GetLimitsResponse>((resolve, reject) => {
      client.makeUnaryRequest(
        "/opend.v1.Limits/Get",
        (message: GetLimitsRequest) => Buffer.from(GetLimitsRequest.encode(message).finish()),
        (bytes: Buffer) => GetLimitsResponse.decode(bytes),
        {},
        metadata,
        (error, response) => (response === undefined ? reject(error ?? new Error("no answer")) : resolve(response)),
      );
    });
    client.close();
    const { daily_value_used, orders_last_minute } = reply.orders ?? {};
    if (daily_value_used === undefined || orders_last_minute === undefined) throw new Error("the usage is not known");
    return { dayCents: Math.round(daily_value_used * 100), ordersLastMinute: orders_last_minute };
  }

  async query(protoId: number, body: Uint8Array): Promise<Uint8Array> {
    const deadline = new Date(Date.now() + QUERY_MS);
    const { response, error } = await this.client(READER).request(protoId, body, { deadline });
    if (response === null) throw error ?? new Error("no answer");
    return bodyOf(response.body);
  }

  /** A process can't have its time moved on: it is killed, and the next one's is ahead. */
  async jump(spanMs: number): Promise<void> {
    this.timeKills++;
    await this.kill();
    await this.open({ ...this.opened, jumpedMs: this.opened.jumpedMs + spanMs });
  }

  async ready(): Promise<void> {
    const { readyUrl } = this.current;
    for (;;) {
      if ((await fetch(readyUrl)).status === 200) return;
      await delay(10);
    }
  }

  stop(): Promise<void> {
    return this.end("SIGTERM");
  }

  kill(): Promise<void> {
    return this.end("SIGKILL");
  }

  /** To be called when a request reaches OpenD: its line is on the disk then. */
  received(number: number): void {
    const hash = this.hashes.get(number);
    const lines = this.auditText().split("\n");
    const isThere = lines.some((line) => line.includes('"order_sent"') && line.includes(`"args_hash":"${hash}"`));
    if (hash === undefined || !isThere) this.unaudited.push(number);
  }

  /** What `audit verify` prints on standard error; empty: all is well. */
  async auditFaults(): Promise<string> {
    const { code, stderr } = await runCli(["audit", "verify", join(this.opened.folder, "audit")]);
    return code === 0 ? "" : `${code}: ${stderr}`;
  }

  private auditText(): string {
    const folder = join(this.opened.folder, "audit");
    const names = fs.readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
    return names.map((name) => fs.readFileSync(join(folder, name), "utf8")).join("");
  }

  private async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const { running } = this;
    if (running === null) return;
    running.killed = true;
    running.program.process.kill(signal);
    await running.program.end();
    for (const client of running.clients.values()) client.close();
    this.running = null;
  }

  private keyOf(keyId: string, rules: HostCall["rules"]): string {
    const taken = this.taken.get(keyId);
    if (taken !== undefined) return taken;
    const at = this.free.findIndex((each) => isSame(each.rules, rules));
    const [key] = at < 0 ? [] : this.free.splice(at, 1);
    if (key === undefined) throw new Error("the keys file has no more keys of this kind");
    this.taken.set(keyId, key.id);
    return key.id;
  }

  private keysText(): string {
    const keys = this.free.map(({ id, rules }) => ({
      id,
      scopes: ["read", "trade:simulate"],
      max_daily_value: rules.maxDailyValue,
      max_orders_per_minute: rules.maxOrdersPerMinute,
      tag_remark: rules.tagsRemark,
    }));
    return this.keys.text([...keys, { id: READER, scopes: ["read"] }]);
  }

  private client(id: string): FutuClient {
    const { clients, port } = this.current;
    let client = clients.get(id);
    if (client === undefined) {
      client = new FutuClient(port, this.keys.token(id));
      clients.set(id, client);
    }
    return client;
  }

  private get current(): Running {
    if (this.running === null) throw new Error("killed");
    return this.running;
  }

  private get opened(): HostOptions {
    if (this.options === null) throw new Error("it was never opened");
    return this.options;
  }
}

function isSame(one: HostCall["rules"], other: HostCall["rules"]): boolean {
  return (
    one.maxDailyValue === other.maxDailyValue &&
    one.maxOrdersPerMinute === other.maxOrdersPerMinute &&
    one.tagsRemark === other.tagsRemark
  );
}

function bodyOf(body: Uint8Array | undefined): Uint8Array {
  if (body === undefined) throw new Error("an answer without a body");
  return body;
}

function reasonOf(error: NonNullable<Outcome["error"]>): string {
  // The client's own end comes before the gateway's answer, and without details.
  if (error.metadata.get("grpc-status-details-bin").length === 0) return status[error.code] ?? String(error.code);
  return detailsOf(error).errorInfo?.reason ?? error.details;
}

/** A module that sets a process's wall clock ahead, for node's `--import`. */
function clockAhead(aheadMs: number): string {
  const source = `const Real = Date;
globalThis.Date = class extends Real {
  constructor(...args) { if (args.length === 0) super(Real.now() + ${aheadMs}); else super(...args); }
  static now() { return Real.now() + ${aheadMs}; }
};`;
  return `data:text/javascript,${encodeURIComponent(source)}`;
}

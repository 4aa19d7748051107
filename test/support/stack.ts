import { randomBytes, randomUUID } from "node:crypto";
import { Registry } from "prom-client";
import type { TradingMode } from "../../src/auth/access.js";
import { Authenticator } from "../../src/auth/authenticator.js";
import { FailedAttempts } from "../../src/auth/failed-attempts.js";
import { KeySet } from "../../src/auth/key-set.js";
import { type TestKey, testKey } from "../../src/auth/testing/test-key.js";
import { newToken, tokenSha256 } from "../../src/auth/token.js";
import { commandById } from "../../src/catalog/catalog.js";
import { DEFAULT_MAX_BODY_BYTES } from "../../src/ftapi/frame-decoder.js";
import type { BodyCheck } from "../../src/gateway/body-check.js";
import { Gateway, type PushOptions } from "../../src/gateway/gateway.js";
import type { PushLimits } from "../../src/gateway/push/push-hub.js";
import type { LimitsParts } from "../../src/grpc/limits-service.js";
import { GrpcServer } from "../../src/grpc/server.js";
import { FutuClient } from "../../src/grpc/testing/futu-client.js";
import { PUSH_LIMITS } from "../../src/grpc/testing/push-parts.js";
import { silentLogger } from "../../src/grpc/testing/test-server.js";
import type { CallerLimits } from "../../src/limits/caller-limits.js";
import { LocalOrderStore } from "../../src/limits/orders/local-order-store.js";
import type { Pacing } from "../../src/limits/pacing.js";
import type { StaticCache } from "../../src/limits/static-cache.js";
import { type Clock, systemClock } from "../../src/opend/clock.js";
import type { PoolEvent } from "../../src/opend/pool.js";
import { dialTcp } from "../../src/opend/tcp-transport.js";
import type { OpendAddress } from "../../src/opend/transport.js";
import type { AuditSink } from "../../src/telemetry/audit-entry.js";
import { CallMetrics } from "../../src/telemetry/call-metrics.js";

export interface StackOptions {
  readonly opend: readonly OpendAddress[];
  readonly connections?: number;
  readonly trading?: TradingMode;
  readonly bodyCheck?: BodyCheck;
  readonly maxInFlightPerMember?: number;
  readonly maxQueued?: number;
  readonly queueTimeoutMs?: number;
  readonly defaultTimeoutMs?: number;
  readonly pushLimits?: Partial<PushLimits>;
  readonly leaseMs?: number;
  readonly lingerMs?: number;
  readonly record?: Partial<PushOptions["record"]>;
  readonly autoSubscribe?: boolean;
  readonly clock?: Clock;
  /** Absent: open mode. Clients have the first one's token unless they name another. */
  readonly keys?: readonly TestKey[];
  readonly audit?: AuditSink;
  /** Whether answered reads of accounts are audited too. */
  readonly auditReads?: boolean;
  /** Absent: callers have no limits. */
  readonly limits?: CallerLimits;
  /** Absent: OpenD judges its limits alone. */
  readonly pacing?: Pacing;
  /** Absent: no answer is kept. */
  readonly staticCache?: StaticCache;
}

/** Gateway and gRPC listener in this process, wired as `serve` wires them, on a free port. */
export class Stack {
  readonly gateway: Gateway;
  readonly server: GrpcServer;
  readonly events: PoolEvent[] = [];
  private readonly clients: FutuClient[] = [];
  private waiting: (() => void)[] = [];
  private boundPort = 0;
  private readonly tokens = new Map<string, string>();

  constructor(options: StackOptions) {
    const clock = options.clock ?? systemClock;
    const { limits = null, pacing = null, staticCache = null } = options;
    const orders = new LocalOrderStore({ log: null, clock, newTicketId: randomUUID });
    this.gateway = new Gateway({
      limits,
      pacing,
      staticCache,
      pool: {
        addresses: options.opend,
        connectionsPerAddress: options.connections ?? 2,
        maxInFlightPerMember: options.maxInFlightPerMember ?? 1000,
        maxQueued: options.maxQueued ?? 1000,
        queueTimeoutMs: options.queueTimeoutMs ?? 5000,
        maxBodyBytes: DEFAULT_MAX_BODY_BYTES,
        rsaCipher: null,
        dial: dialTcp,
        clock,
        random: () => 0.5,
        isPush: (protoId) => commandById(protoId)?.kind === "push",
      },
      clock,
      random: () => 0.5,
      push: {
        limits: { ...PUSH_LIMITS, ...options.pushLimits },
        leaseMs: options.leaseMs ?? 300_000,
        lingerMs: options.lingerMs ?? 10_000,
        record: {
          maxAgeMs: 600_000,
          maxEvents: 10_000,
          newEpoch: () => BigInt(`0x${randomBytes(7).toString("hex")}`) + 1n,
          store: null,
          entries: [],
          ...options.record,
        },
      },
      bodyCheck: options.bodyCheck ?? "decoded",
      trading: options.trading ?? "simulate",
      orders: {
        store: orders,
        unlockSecret: () => null,
        randomBytes,
      },
      audit: options.audit ?? null,
      auditReads: options.auditReads ?? false,
      defaultTimeoutMs: options.defaultTimeoutMs ?? 20_000,
      onEvent: (event) => {
        this.events.push(event);
        const waiting = this.waiting;
        this.waiting = [];
        for (const wake of waiting) wake();
      },
    });
    this.server = new GrpcServer({
      address: { host: "127.0.0.1", port: 0 },
      pipeline: this.gateway.pipeline,
      hub: this.gateway.hub,
      metrics: new CallMetrics(new Registry(), { boundsSeconds: [1] }),
      logger: silentLogger,
      upstream: "test",
      maxMessageBytes: 4 * 1024 * 1024,
      keepaliveTimeMs: 30_000,
      keepaliveTimeoutMs: 75_000,
      maxConnectionAgeMs: 0,
      maxConnectionAgeGraceMs: 30_000,
      maxPushStreams: PUSH_LIMITS.maxStreams,
      autoSubscribe: options.autoSubscribe ?? true,
      reflection: true,
      authenticator: options.keys === undefined ? null : this.authenticatorOf(options.keys, clock),
      limits: this.limitsParts(limits, pacing, orders, options.trading ?? "simulate"),
      keysAdmin: null,
      audit: options.audit ?? null,
    });
  }

  private limitsParts(
    callers: CallerLimits | null,
    pacing: Pacing | null,
    orders: LocalOrderStore,
    trading: TradingMode,
  ): LimitsParts | null {
    const { budgets } = this.gateway;
    if (callers === null || budgets === null) return null;
    return { callers, budgets, opend: () => pacing?.snapshot() ?? [], orders, trading, wallMs: Date.now };
  }

  private authenticatorOf(keys: readonly TestKey[], clock: Clock): Authenticator {
    const made = keys.map((key) => {
      const token = newToken();
      const apiKey = testKey(key);
      this.tokens.set(apiKey.id, token);
      return { ...apiKey, hashes: [{ sha256: tokenSha256(token), expiresAtMs: null }] };
    });
    return new Authenticator({
      store: { current: new KeySet(made, null) },
      failures: new FailedAttempts({ now: () => clock.now() }),
      wallMs: () => clock.wallMs(),
    });
  }

  /** Starts, and waits until all connections to OpenD stand. */
  async start(): Promise<void> {
    this.gateway.start();
    const address = await this.server.start();
    if (!("port" in address)) throw new Error("the stack listens on TCP");
    this.boundPort = address.port;
    await this.until(() => this.gateway.pool.snapshot().members.every(({ state }) => state === "ready"));
  }

  /** Waits for a state of the pool; wakes at each of its events. */
  async until(reached: () => boolean): Promise<void> {
    while (!reached()) {
      await new Promise<void>((wake) => {
        this.waiting.push(wake);
      });
    }
  }

  get port(): number {
    return this.boundPort;
  }

  /** @param keyId of one of the keys; default: the first one. */
  newClient(keyId?: string): FutuClient {
    const [first = null] = this.tokens.values();
    const client = new FutuClient(this.boundPort, keyId === undefined ? first : (this.tokens.get(keyId) ?? "unknown"));
    this.clients.push(client);
    return client;
  }

  async stop(graceMs = 1000): Promise<void> {
    await this.server.stop(() => this.gateway.stop(graceMs));
    for (const client of this.clients) client.close();
  }
}

import { randomBytes, randomUUID } from "node:crypto";
import type { ApiKey, OrderRules } from "../../src/auth/api-key.js";
import { scopeSet } from "../../src/auth/scopes.js";
import { commandById } from "../../src/catalog/catalog.js";
import { GatewayError, toGatewayError } from "../../src/errors/gateway-error.js";
import { readReply } from "../../src/ftapi/envelope.js";
import { DEFAULT_MAX_BODY_BYTES } from "../../src/ftapi/frame-decoder.js";
import { findPacketIdSlot } from "../../src/ftapi/packet-id.js";
import { idempotencyMark } from "../../src/gateway/orders/idempotency-key.js";
import { KnownOrders } from "../../src/gateway/orders/known-orders.js";
import { OrderGuard } from "../../src/gateway/orders/order-guard.js";
import { OrderRulesChecker } from "../../src/gateway/orders/order-rules.js";
import { Settlement } from "../../src/gateway/orders/settlement.js";
import { LocalOrderStore } from "../../src/limits/orders/local-order-store.js";
import type { OrderUsage } from "../../src/limits/orders/order-store.js";
import { Pool } from "../../src/opend/pool.js";
import { dialTcp } from "../../src/opend/tcp-transport.js";
import type { OpendAddress } from "../../src/opend/transport.js";
import { AppendLog } from "../../src/state/append-log.js";
import { JumpClock } from "./jump-clock.js";
import { PoolUpstream } from "./pool-upstream.js";

const READY_MS = 20_000;
const QUEUE_MS = 5000;

export interface HostOptions {
  readonly opend: OpendAddress;
  /** The orders log. */
  readonly folder: string;
  /** By how much its clock is ahead at the start. */
  readonly jumpedMs: number;
}

/** One call of a key. */
export interface HostCall {
  readonly protoId: number;
  readonly body: Uint8Array;
  readonly keyId: string;
  readonly rules: Pick<OrderRules, "maxDailyValue" | "maxOrdersPerMinute" | "tagsRemark">;
  readonly idempotencyKey: string | null;
  readonly timeoutMs: number;
  /** In real time; null: the caller stays. */
  readonly cancelAfterMs: number | null;
}

export interface HostOutcome {
  /** Null where no reply came. */
  readonly retType: number | null;
  readonly reason: string | null;
  readonly replayed: boolean;
}

/** A gateway as far as orders go: guard, rules, store with its log, settlement, and connections to OpenD. */
export class OrderHost {
  private readonly clock = new JumpClock();
  private readonly pool: Pool;
  private readonly store: LocalOrderStore;
  private readonly guard: OrderGuard;
  private readonly upstream: PoolUpstream;

  static async start({ opend, folder, jumpedMs }: HostOptions): Promise<OrderHost> {
    const host = new OrderHost(opend, folder, jumpedMs);
    host.pool.start();
    await host.ready();
    return host;
  }

  private constructor(opend: OpendAddress, folder: string, jumpedMs: number) {
    const { clock } = this;
    clock.skip(jumpedMs);
    this.pool = new Pool({
      addresses: [opend],
      connectionsPerAddress: 2,
      maxInFlightPerMember: 100,
      maxQueued: 100,
      queueTimeoutMs: QUEUE_MS,
      maxBodyBytes: DEFAULT_MAX_BODY_BYTES,
      rsaCipher: null,
      dial: dialTcp,
      clock,
      // Makes every back-off 0: the tests break connections without end.
      random: () => -2,
      isPush: (protoId) => commandById(protoId)?.kind === "push",
      onEvent: () => undefined,
      onPush: () => undefined,
    });
    const log = AppendLog.open(folder, {
      maxSegmentBytes: 64 * 1024,
      maxAgeMs: 25 * 3_600_000,
      keepsAll: true,
      wallMs: () => clock.wallMs(),
      onError: (error) => {
        throw error;
      },
    });
    this.store = new LocalOrderStore({ log, clock, newTicketId: randomUUID });
    this.upstream = new PoolUpstream(this.pool);
    const { pool, store, upstream } = this;
    const known = new KnownOrders(clock.wallMs());
    this.guard = new OrderGuard({
      pool,
      clock,
      store,
      rules: new OrderRulesChecker(upstream, clock),
      unlock: { begin: () => Promise.reject(new Error("no unlock here")) },
      settlement: new Settlement({ upstream, store, known, clock, maxQueuedMs: QUEUE_MS, audit: null }),
      known,
      pacing: null,
      audit: null,
      randomBytes,
    });
  }

  call({ protoId, body, keyId, rules, idempotencyKey, timeoutMs, cancelAfterMs }: HostCall): Promise<HostOutcome> {
    const command = commandById(protoId);
    if (command === undefined) throw new Error(`no command ${protoId}`);
    const principal = { key: apiKey(keyId, rules), scopes: scopeSet(["trade:simulate"]) };
    const caller = { id: `key:${keyId}`, owner: `key:${keyId}`, principal, host: "local", autoSubscribe: false };
    return new Promise((resolve) => {
      const failed = (error: unknown): void => {
        resolve({ retType: null, reason: toGatewayError(error).reason, replayed: false });
      };
      try {
        const cancel = this.guard.submit(
          command,
          {
            body,
            packetId: findPacketIdSlot(body),
            caller,
            deadlineMs: this.clock.now() + timeoutMs,
            idempotencyKey,
            requestId: "sequence",
          },
          (reply, error, { replayed }) => {
            if (error !== null) failed(error instanceof GatewayError ? error : new Error(error.reason));
            else if (reply !== null) resolve({ retType: readReply(reply).retType, reason: null, replayed });
          },
        );
        if (cancelAfterMs !== null) setTimeout(cancel, cancelAfterMs);
      } catch (error) {
        failed(error);
      }
    });
  }

  /** What the store knows of a call's key; null: nothing. */
  known({ keyId, idempotencyKey, protoId, body }: HostCall): string | null {
    if (idempotencyKey === null) return null;
    const mark = idempotencyMark(idempotencyKey, protoId, body, findPacketIdSlot(body));
    return this.store.recall(`key:${keyId}`, mark)?.type ?? null;
  }

  usage(keyId: string): OrderUsage {
    return this.store.usage(`key:${keyId}`, this.clock.wallMs());
  }

  query(protoId: number, body: Uint8Array): Promise<Uint8Array> {
    return this.upstream.query(protoId, body, { owner: "", deadlineMs: this.clock.now() + 60_000 });
  }

  jump(spanMs: number): Promise<void> {
    return this.clock.jump(spanMs);
  }

  /** Waits until orders can be sent. */
  async ready(): Promise<void> {
    const untilMs = performance.now() + READY_MS;
    while (this.pool.snapshot().members.some(({ state }) => state !== "ready")) {
      if (performance.now() > untilMs) throw new Error("OpenD does not come back");
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async stop(): Promise<void> {
    await this.pool.stop(0);
    await this.guard.close();
    await this.store.close();
  }
}

function apiKey(id: string, rules: HostCall["rules"]): ApiKey {
  return {
    id,
    hashes: [],
    scopes: scopeSet(["trade:simulate"]),
    accIds: null,
    cardNums: null,
    orders: { markets: null, symbols: null, sides: null, hours: null, maxOrderValue: null, ...rules },
    binding: { machines: null, certificates: null, networks: null },
    profile: null,
    expiresAtMs: null,
    createdAtMs: null,
    note: "",
  };
}

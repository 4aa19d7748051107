import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Response as ListResponse } from "../../../../generated/ts/Trd_GetOrderList.js";
import { Request as ModifyRequest } from "../../../../generated/ts/Trd_ModifyOrder.js";
import { Request as PlaceRequest, Response as PlaceResponse } from "../../../../generated/ts/Trd_PlaceOrder.js";
import type { ApiKey, OrderRules } from "../../../auth/api-key.js";
import { scopeSet } from "../../../auth/scopes.js";
import { commandById } from "../../../catalog/catalog.js";
import { GatewayError } from "../../../errors/gateway-error.js";
import { findPacketIdSlot } from "../../../ftapi/packet-id.js";
import { LocalOrderStore, type OrderLog } from "../../../limits/orders/local-order-store.js";
import type { OrderStore } from "../../../limits/orders/order-store.js";
import type { OrderPacing } from "../../../limits/pace-slot.js";
import type { CallDone, CallRequest } from "../../../opend/call.js";
import { FakeClock } from "../../../opend/testing/fake-clock.js";
import type { AuditEntry } from "../../../telemetry/audit-entry.js";
import type { AnswerNotes } from "../../answer-notes.js";
import type { Caller } from "../../caller.js";
import { openCaller } from "../../testing/open-caller.js";
import type { CheckedOrder, OrderRulesCheck } from "../checked-order.js";
import { KnownOrders } from "../known-orders.js";
import { OrderGuard } from "../order-guard.js";
import type { OrderTerms } from "../order-terms.js";
import { Settlement } from "../settlement.js";
import type { UnlockDesk } from "../unlock-attempt.js";

export type ListedOrder = NonNullable<
  NonNullable<NonNullable<Parameters<typeof ListResponse.fromPartial>[0]["s2c"]>["orderList"]>[number]
>;

export const ACC_ID = 281756473194939n;
const header = { trdEnv: 0, accID: ACC_ID, trdMarket: 1 };

export const NO_RULES: OrderRules = {
  markets: null,
  symbols: null,
  sides: null,
  hours: null,
  maxOrderValue: null,
  maxDailyValue: null,
  maxOrdersPerMinute: null,
  tagsRemark: true,
};

/** An order of `qty` at 1.00, so that its value is its quantity. */
export function placeBody(qty = 100, more: Record<string, unknown> = {}): Buffer {
  const c2s = {
    packetID: { connID: 1n, serialNo: 1 },
    header,
    trdSide: 1,
    orderType: 1,
    code: "00700",
    qty,
    price: 1,
    secMarket: 1,
    ...more,
  };
  return Buffer.from(PlaceRequest.encode(PlaceRequest.fromPartial({ c2s })).finish());
}

export function cancelBody(orderID = 5n): Buffer {
  return changeBody({ orderID, modifyOrderOp: 2 });
}

export function changeBody(more: Record<string, unknown>): Buffer {
  const c2s = { packetID: { connID: 1n, serialNo: 1 }, header, orderID: 5n, modifyOrderOp: 1, ...more };
  return Buffer.from(ModifyRequest.encode(ModifyRequest.fromPartial({ c2s })).finish());
}

export function placeReply(orderID: bigint): Buffer {
  const s2c = { header, orderID, orderIDEx: `EX${orderID}` };
  return Buffer.from(PlaceResponse.encode(PlaceResponse.fromPartial({ retType: 0, s2c })).finish());
}

export function refusal(retType = -1): Buffer {
  return Buffer.from(PlaceResponse.encode(PlaceResponse.fromPartial({ retType, retMsg: "no" })).finish());
}

export function keyCaller(rules: Partial<OrderRules> = {}): Caller {
  const key: ApiKey = {
    id: "a",
    hashes: [],
    scopes: scopeSet(["trade:simulate"]),
    accIds: null,
    cardNums: null,
    orders: { ...NO_RULES, ...rules },
    binding: { machines: null, certificates: null, networks: null },
    profile: null,
    expiresAtMs: null,
    createdAtMs: null,
    note: "",
  };
  return { ...openCaller("127.0.0.1"), id: "key:a", owner: "key:a", principal: { key, scopes: key.scopes } };
}

/** A call that the pool has. */
export class PoolCall {
  readonly request: CallRequest;
  sent = false;
  over = false;
  private readonly done: CallDone;

  constructor(request: CallRequest, done: CallDone) {
    this.request = request;
    this.done = done;
  }

  get text(): string | undefined {
    return PlaceRequest.decode(this.request.body).c2s?.remark;
  }

  send(): this {
    this.sent = true;
    this.request.onSent?.("opend#1", 77);
    return this;
  }

  reply(body: Buffer): void {
    this.over = true;
    this.done(body, null);
  }

  lose(reason: "connection_lost" | "cancelled" | "no_connection" = "connection_lost"): void {
    if (this.over) return;
    this.over = true;
    this.done(null, { reason, sent: this.sent, retryAfterMs: null });
  }
}

/** How a call ended. */
export class Answer {
  count = 0;
  reply: Uint8Array | null = null;
  error: GatewayError | null = null;
  notes: AnswerNotes | null = null;
  cancel: () => void = () => undefined;

  get reason(): string | null {
    return this.error?.reason ?? null;
  }
}

export interface RigOptions {
  readonly log?: OrderLog | null;
  readonly store?: OrderStore;
  readonly clock?: FakeClock;
  /** How long the gateway has been running. */
  readonly upMs?: number;
  /** How long an order may wait for a connection. Default: not at all. */
  readonly maxQueuedMs?: number;
  readonly pacing?: OrderPacing | null;
  readonly rules?: OrderRulesCheck;
  readonly unlock?: UnlockDesk;
}

let tickets = 0;

/** The guard with a pool that a test answers for, an order list that it writes, and a clock that stands still. */
export class GuardRig {
  readonly clock: FakeClock;
  readonly calls: PoolCall[] = [];
  readonly audit: AuditEntry[] = [];
  /** What goes wrong when the audit log is written; waits while it is a promise. */
  auditing: () => Promise<void> = () => Promise.resolve();
  /** Null: OpenD gives no list. */
  listed: readonly ListedOrder[] | null = [];
  looks = 0;
  readonly store: OrderStore;
  readonly guard: OrderGuard;

  constructor(options: RigOptions = {}) {
    this.clock = options.clock ?? new FakeClock();
    const { clock } = this;
    this.store =
      options.store ?? new LocalOrderStore({ log: options.log ?? null, clock, newTicketId: () => `rig-${++tickets}` });
    const known = new KnownOrders(clock.wallMs() - (options.upMs ?? 60_000));
    this.guard = new OrderGuard({
      pool: {
        submit: (request, done) => {
          const call = new PoolCall(request, done);
          this.calls.push(call);
          return () => call.lose("cancelled");
        },
      },
      clock,
      store: this.store,
      rules: options.rules ?? new ValueRules(),
      unlock: options.unlock ?? { begin: () => Promise.reject(new Error("no unlock here")) },
      settlement: new Settlement({
        upstream: { query: (protoId) => this.list(protoId) },
        store: this.store,
        known,
        clock,
        maxQueuedMs: options.maxQueuedMs ?? 0,
        audit: { note: (entry) => this.audit.push(entry) },
      }),
      known,
      pacing: options.pacing ?? null,
      audit: {
        commit: async (entry) => {
          await this.auditing();
          this.audit.push(entry);
        },
      },
      randomBytes: (count) => Buffer.from(Array.from({ length: count }, (_, at) => (tickets * 7 + at) % 256)),
    });
  }

  call(
    body: Buffer,
    {
      key = null as string | null,
      caller = keyCaller(),
      timeoutMs = 5000,
      protoId = 2202,
    }: { key?: string | null; caller?: Caller; timeoutMs?: number; protoId?: number } = {},
  ): Answer {
    const command = commandById(protoId);
    assert.ok(command);
    const answer = new Answer();
    const call = {
      body,
      packetId: command.packetId ? findPacketIdSlot(body) : null,
      caller,
      deadlineMs: this.clock.now() + timeoutMs,
      idempotencyKey: key,
      requestId: "r",
    };
    answer.cancel = this.guard.submit(command, call, (reply, error, notes) => {
      answer.count++;
      assert.ok(error === null || error instanceof GatewayError);
      Object.assign(answer, { reply, error, notes });
    });
    return answer;
  }

  /** The same, when everything that needs no answer of OpenD has happened. */
  async run(body: Buffer, more: Parameters<GuardRig["call"]>[1] = {}): Promise<Answer> {
    const answer = this.call(body, more);
    await settle();
    return answer;
  }

  get last(): PoolCall {
    const call = this.calls.at(-1);
    assert.ok(call, "nothing was sent");
    return call;
  }

  async usage(): Promise<number> {
    return (await this.store.usage("key:a", this.clock.wallMs())).dayCents;
  }

  private async list(protoId: number): Promise<Uint8Array> {
    assert.ok(protoId === 2201 || protoId === 2221);
    this.looks++;
    if (this.listed === null) throw new GatewayError("UPSTREAM_UNAVAILABLE", "no connection");
    return ListResponse.encode(
      ListResponse.fromPartial({ retType: 0, s2c: { header, orderList: [...this.listed] } }),
    ).finish();
  }
}

/** Values orders at quantity x price, and has no other rule. */
export class ValueRules implements OrderRulesCheck {
  check(terms: OrderTerms, rules: OrderRules | null): CheckedOrder {
    const places = terms.action === "place" || terms.action === "modify";
    const valueCents = rules?.maxDailyValue != null && places ? (terms.qty ?? 0) * (terms.price ?? 0) * 100 : 0;
    const { protoId, qty, price, orderType, modifyOp } = terms;
    return {
      valueCents,
      countsAsOrder: places,
      trace: {
        protoId,
        trdEnv: terms.header.trdEnv,
        accId: String(terms.header.accId),
        trdMarket: terms.header.trdMarket,
        tag: null,
        code: terms.legs[0]?.code ?? null,
        trdSide: terms.legs[0]?.side ?? null,
        orderType,
        qty,
        price,
        orderId: terms.orderId === null ? null : String(terms.orderId),
        orderIdEx: terms.orderIdEx,
        modifyOp,
        sentAtMs: 0,
      },
    };
  }
}

/** Lets everything happen that waits for nothing but promises. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

import type { Buffer } from "node:buffer";
import type { Order } from "../../../generated/ts/Trd_Common.js";
import {
  Request as HistoryRequest,
  Response as HistoryResponse,
} from "../../../generated/ts/Trd_GetHistoryOrderList.js";
import { Request as ListRequest, Response as ListResponse } from "../../../generated/ts/Trd_GetOrderList.js";
import { RET_TYPE_SUCCESS } from "../../ftapi/envelope.js";
import type { OrderStore, OrderTicket, OrderTrace, UnknownOrder } from "../../limits/orders/order-store.js";
import type { AuditSink } from "../../telemetry/audit-entry.js";
import type { KnownOrders } from "./known-orders.js";
import { foundReply } from "./order-replies.js";
import { isSearchable, type SearchResult, searchOrders } from "./order-search.js";
import type { LookupFor, OrderClock, Upstream } from "./upstream.js";

const GET_ORDER_LIST = 2201;
const MODIFY_ORDER = 2205;
const GET_HISTORY_ORDER_LIST = 2221;

/** Before it, an order that is not in the list may still come. */
const ABSENCE_MS = 60_000;
/** One look answers for all who ask within this time: OpenD takes ten fresh ones in 30 s (facts: ftapi-protocol.md 6.4). */
const LOOK_LIFE_MS = 3000;
/** Around the moment of sending, whatever zone the market's times are in. */
const HISTORY_MARGIN_MS = 36 * 3_600_000;

export type Settled =
  /** With the reply that OpenD would have given. */
  { readonly type: "found"; readonly reply: Buffer } | { readonly type: "not_placed" } | { readonly type: "undecided" };

export interface SettlementOptions {
  readonly upstream: Upstream;
  readonly store: Pick<OrderStore, "settle" | "shared">;
  readonly known: KnownOrders;
  readonly clock: OrderClock;
  /** How long an order may wait for a connection after it was counted. */
  readonly maxQueuedMs: number;
  readonly audit: Pick<AuditSink, "note"> | null;
}

interface Look {
  readonly startedMs: number;
  readonly orders: Promise<readonly Order[]>;
}

/** Finds out what became of orders whose answer was lost, from the account's order list. */
export class Settlement {
  private readonly options: SettlementOptions;
  /** The newest look at each account and market, while it is fresh. */
  private readonly looks = new Map<string, Look>();
  private readonly running = new Map<string, Promise<Settled>>();

  constructor(options: SettlementOptions) {
    this.options = options;
  }

  /**
   * Looks, and settles what it finds. Never rejects: what can't be looked up stays undecided.
   * @param deadlineMs monotonic
   */
  resolve(order: UnknownOrder, deadlineMs: number): Promise<Settled> {
    const { id } = order.ticket;
    if (!isSearchable(order.trace)) return Promise.resolve({ type: "undecided" });
    let running = this.running.get(id);
    if (running === undefined) {
      running = this.look(order, deadlineMs)
        .catch((): Settled => ({ type: "undecided" }))
        .finally(() => this.running.delete(id));
      this.running.set(id, running);
    }
    return running;
  }

  private async look(order: UnknownOrder, deadlineMs: number): Promise<Settled> {
    const { trace, ticket } = order;
    const asker = { owner: ticket.owner, deadlineMs };
    const look = this.lookAt(trace, asker);
    const ageAtLookMs = order.ageMs - (this.options.clock.now() - look.startedMs);
    const result = this.search(trace, await look.orders);
    if (result.type === "found") return this.found(order, result.order);
    // Its age counts from its admission: it may have left as late as this.
    const absenceMs = ABSENCE_MS + this.options.maxQueuedMs;
    if (result.type === "undecided" || ageAtLookMs < absenceMs) return { type: "undecided" };
    // The list is today's. An order of a day that ended meanwhile stands only in the history.
    const past = this.search(trace, await this.history(trace, asker));
    if (past.type === "found") return this.found(order, past.order);
    return past.type === "absent" ? this.absent(order) : { type: "undecided" };
  }

  private search(trace: OrderTrace, orders: readonly Order[]): SearchResult {
    const { known, store } = this.options;
    return searchOrders(trace, orders, {
      has: ({ orderID, orderIDEx }) => known.has(trace.accId, { orderID, orderIDEx }),
      complete: !store.shared && known.covers(trace.sentAtMs),
    });
  }

  private async found({ ticket, trace }: UnknownOrder, order: Order): Promise<Settled> {
    const { store, known } = this.options;
    const { orderID, orderIDEx } = order;
    const reply = foundReply(trace.protoId, header(trace), { orderID, orderIDEx });
    // Not where it was changed: the call that placed it may be one of those that were lost.
    if (trace.protoId !== MODIFY_ORDER) known.add(trace.accId, { orderID, orderIDEx });
    await store.settle(ticket, { type: "accepted", reply });
    this.note(ticket, trace, "success", orderIDEx ?? String(orderID));
    return { type: "found", reply };
  }

  private async absent({ ticket, trace }: UnknownOrder): Promise<Settled> {
    await this.options.store.settle(ticket, { type: "not_placed" });
    this.note(ticket, trace, "failure", null);
    return { type: "not_placed" };
  }

  private note(ticket: OrderTicket, trace: OrderTrace, outcome: "success" | "failure", orderId: string | null): void {
    this.options.audit?.note({
      event: "settled",
      iface: "gateway",
      key_id: ticket.owner.startsWith("key:") ? ticket.owner.slice("key:".length) : null,
      peer: "",
      request_id: null,
      proto_id: trace.protoId,
      account: trace.accId,
      environment: trace.trdEnv === 0 ? "simulate" : "real",
      outcome,
      ...(orderId === null ? {} : { order_id: orderId }),
    });
  }

  private lookAt(trace: OrderTrace, asker: LookupFor): Look {
    const { clock } = this.options;
    const { trdEnv, accId, trdMarket, jpAccType } = trace;
    const name = `${trdEnv}/${accId}/${trdMarket}/${jpAccType ?? ""}`;
    const nowMs = clock.now();
    for (const [other, { startedMs }] of this.looks) if (startedMs + LOOK_LIFE_MS <= nowMs) this.looks.delete(other);
    const fresh = this.looks.get(name);
    if (fresh !== undefined) return fresh;
    const look = { startedMs: nowMs, orders: this.list(trace, asker) };
    this.looks.set(name, look);
    look.orders.catch(() => this.looks.delete(name));
    return look;
  }

  /** @throws Error when OpenD gives no list. */
  private async list(trace: OrderTrace, asker: LookupFor): Promise<readonly Order[]> {
    const c2s = { header: header(trace), filterStatusList: [], refreshCache: true };
    const body = ListRequest.encode(ListRequest.fromPartial({ c2s })).finish();
    const reply = await this.options.upstream.query(GET_ORDER_LIST, body, asker);
    return ordersOf(trace, ListResponse.decode(reply));
  }

  /** @throws Error when OpenD gives no list. */
  private async history(trace: OrderTrace, asker: LookupFor): Promise<readonly Order[]> {
    const { sentAtMs } = trace;
    const filterConditions = {
      beginTime: timeText(sentAtMs - HISTORY_MARGIN_MS),
      endTime: timeText(sentAtMs + HISTORY_MARGIN_MS),
    };
    const c2s = { header: header(trace), filterConditions, filterStatusList: [] };
    const body = HistoryRequest.encode(HistoryRequest.fromPartial({ c2s })).finish();
    const reply = await this.options.upstream.query(GET_HISTORY_ORDER_LIST, body, asker);
    return ordersOf(trace, HistoryResponse.decode(reply));
  }
}

interface OrderListReply {
  readonly retType?: number | undefined;
  readonly s2c?:
    | { readonly header: { readonly accID?: bigint | undefined } | undefined; readonly orderList: readonly Order[] }
    | undefined;
}

/** @throws Error for a refusal, or another account's list: nothing can be said then. */
function ordersOf({ accId }: OrderTrace, { retType, s2c }: OrderListReply): readonly Order[] {
  if (retType !== RET_TYPE_SUCCESS || s2c === undefined || String(s2c.header?.accID) !== accId) {
    throw new Error("OpenD gave no order list");
  }
  return s2c.orderList;
}

function header({ trdEnv, accId, trdMarket, jpAccType }: OrderTrace) {
  return { trdEnv, accID: BigInt(accId), trdMarket, jpAccType: jpAccType ?? undefined };
}

/** As FTAPI writes times. */
function timeText(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 19).replace("T", " ");
}

/** Where what is counted about orders is kept: in memory and a log of this process, or in Redis for several. */
export interface OrderStore {
  /** Whether other processes count here too. */
  readonly shared: boolean;
  /**
   * What is known of an idempotency key, before an order is judged: a repetition must
   * cost nothing, and gets its answer whatever the rules say by now. null: the key is new.
   * A promise only where there is something to wait for; the same holds for `admit` and `settle`.
   * @throws GatewayError (or rejects with it) STATE_UNAVAILABLE when it can't be looked up.
   */
  recall(owner: string, idempotency: IdempotencyMark): KnownRequest | null | Promise<KnownRequest | null>;
  /**
   * Decides and counts in one step, so that no two orders can pass on the same
   * room. When it is `admitted`, the reservation outlives a kill -9 (of what has
   * neither value nor limit nor idempotency key, nothing needs to).
   * @throws GatewayError (or rejects with it) STATE_UNAVAILABLE when it can't be kept: nothing is counted then.
   */
  admit(order: OrderAdmission): AdmissionResult | Promise<AdmissionResult>;
  /**
   * What became of an admitted order. Never throws, never rejects: what can't be written
   * counts as unknown. Of an `unknown` one it may come once more, with what was found out;
   * whatever comes after a final outcome does nothing.
   */
  settle(ticket: OrderTicket, outcome: SettledOutcome): void | Promise<void>;
  /** Resolves when the record of this idempotency key is no longer in flight, or `deadlineMs` (monotonic) has passed. Never rejects. */
  settled(owner: string, idempotencyKey: string, deadlineMs: number): Promise<void>;
  usage(owner: string, wallMs: number): OrderUsage | Promise<OrderUsage>;
  close(): Promise<void>;
}

/** An idempotency key, and what it stands for. */
export interface IdempotencyMark {
  readonly key: string;
  /** Of proto_id and body without PacketID: lower-case hex. */
  readonly bodySha256: string;
}

export interface OrderAdmission {
  /** Whom limits and idempotency keys belong to: `key:<id>`, or in open mode the caller's id. */
  readonly owner: string;
  /** Epoch milliseconds. */
  readonly wallMs: number;
  /** What it adds to the day's value, in hundredths of the order's currency, and the most the day may have (null: counted only). 0 for what places nothing. */
  readonly valueCents: number;
  readonly maxDailyCents: number | null;
  /** Null: not counted as an order. */
  readonly maxOrdersPerMinute: number | null;
  readonly countsAsOrder: boolean;
  readonly idempotency: IdempotencyMark | null;
  /** What finds the order again if its outcome stays unknown. Kept with the record; a few hundred bytes of JSON. */
  readonly trace: OrderTrace;
}

/** What an order looks like in the order list. */
export interface OrderTrace {
  readonly protoId: number;
  readonly trdEnv: number;
  /** Decimal. */
  readonly accId: string;
  readonly trdMarket: number;
  /** Null or absent: the request's header has none. */
  readonly jpAccType?: number | null;
  /** What the gateway put into the remark, or null. */
  readonly tag: string | null;
  /** What the caller put there. */
  readonly remark?: string | null;
  /** Of 2202: what was asked for. Of 2205: what the order should be after it. */
  readonly code: string | null;
  readonly trdSide: number | null;
  readonly orderType: number | null;
  readonly qty: number | null;
  readonly price: number | null;
  /** Of 2205 and 2237; decimal, and OpenD's string id. */
  readonly orderId: string | null;
  readonly orderIdEx: string | null;
  readonly modifyOp: number | null;
  /** Epoch milliseconds. */
  readonly sentAtMs: number;
}

/** An admitted order until it is settled. */
export interface OrderTicket {
  /** Unique over restarts and replicas. */
  readonly id: string;
  readonly owner: string;
  readonly valueCents: number;
  /** UTC day of the reservation, as 2026-11-21. */
  readonly day: string;
  readonly idempotencyKey: string | null;
}

/** An order that was sent, and whose outcome nobody knows. */
export interface UnknownOrder {
  readonly type: "unknown";
  readonly ticket: OrderTicket;
  readonly trace: OrderTrace;
  /** Since it was admitted, in milliseconds, by the clock of who counts: the wall clocks of gateways jump, and differ. */
  readonly ageMs: number;
}

/** What became of the first request with an idempotency key. */
export type KnownRequest =
  /** The first answer to this idempotency key: OpenD's whole reply body. */
  | { readonly type: "replay"; readonly reply: Uint8Array }
  | { readonly type: "in_flight" }
  | UnknownOrder
  | { readonly type: "not_placed" }
  /** The key was used with another body. */
  | { readonly type: "conflict" };

export type AdmissionResult =
  | KnownRequest
  | { readonly type: "admitted"; readonly ticket: OrderTicket }
  | { readonly type: "over_daily_value"; readonly retryAfterMs: number }
  | { readonly type: "over_rate"; readonly retryAfterMs: number };

export type SettledOutcome =
  /** OpenD took it: the value stays, the reply (which must not change afterwards) is replayed. */
  | { readonly type: "accepted"; readonly reply: Uint8Array }
  /** OpenD refused it (ret_type other than 0): the value is given back, the reply is replayed. */
  | { readonly type: "refused"; readonly reply: Uint8Array }
  /** It never left: value, and idempotency key, are as if it had not been. The count of orders stays. */
  | { readonly type: "not_sent" }
  /** Nobody knows: the value stays. */
  | { readonly type: "unknown" }
  /** An unknown outcome that the order list settled: it was not placed. The value is given back. */
  | { readonly type: "not_placed" };

export interface OrderUsage {
  /** UTC day so far. */
  readonly dayCents: number;
  /** Of the last 60 s. */
  readonly ordersLastMinute: number;
}

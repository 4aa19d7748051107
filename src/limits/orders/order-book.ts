import { GatewayError } from "../../errors/gateway-error.js";
import { OrderDays, untilMidnightMs, utcDay } from "./order-days.js";
import { OrderRate } from "./order-rate.js";
import type {
  AdmissionResult,
  IdempotencyMark,
  KnownRequest,
  OrderAdmission,
  OrderTicket,
  OrderTrace,
  OrderUsage,
  SettledOutcome,
} from "./order-store.js";

/** How long an idempotency key is kept. */
export const RECORD_LIFE_MS = 24 * 3_600_000;

export interface OrderBookLimits {
  /** Idempotency keys that are kept, of all owners together. */
  readonly maxRecords: number;
  /** Replies that are kept with them. */
  readonly maxReplyBytes: number;
}

export const ORDER_BOOK_LIMITS: OrderBookLimits = { maxRecords: 200_000, maxReplyBytes: 64 * 1024 * 1024 };

/** One owner gets no more of them: a runaway program must not take idempotency from all others. */
const MAX_OWNER_SHARE = 0.5;
const FULL_RETRY_MS = 60_000;

type EntryState = "in_flight" | "unknown" | "answered" | "not_placed";

interface Entry {
  readonly ticket: OrderTicket;
  readonly trace: OrderTrace;
  readonly bodySha256: string | null;
  readonly counted: boolean;
  /** Monotonic milliseconds. */
  readonly admittedMs: number;
  state: EntryState;
  reply: Uint8Array | null;
}

interface Kept {
  records: number;
  replyBytes: number;
}

/**
 * What is counted about orders, in memory: values by day, orders of the last
 * minute, and what became of each idempotency key. Decides; knows no disk and
 * no clock.
 */
export class OrderBook {
  private readonly limits: OrderBookLimits;
  private readonly days = new OrderDays();
  private readonly rate = new OrderRate();
  /** By ticket, oldest first: what has an idempotency key, or a value that may be given back. */
  private readonly entries = new Map<string, Entry>();
  private readonly byKey = new Map<string, Entry>();
  private readonly kept: Kept = { records: 0, replyBytes: 0 };
  private readonly keptByOwner = new Map<string, Kept>();

  constructor(limits: OrderBookLimits = ORDER_BOOK_LIMITS) {
    this.limits = limits;
  }

  /** What is known of an idempotency key; null: nothing. */
  recall(owner: string, mark: IdempotencyMark, nowMs: number): KnownRequest | null {
    this.forgetOld(nowMs);
    const entry = this.byKey.get(recordName(owner, mark.key));
    if (entry === undefined) return null;
    if (entry.bodySha256 !== mark.bodySha256) return { type: "conflict" };
    const { state, reply, ticket, trace, admittedMs } = entry;
    if (state === "answered" && reply !== null) return { type: "replay", reply };
    if (state === "unknown") return { type: "unknown", ticket, trace, ageMs: nowMs - admittedMs };
    return { type: state === "not_placed" ? "not_placed" : "in_flight" };
  }

  /**
   * Decides, and counts what it admits.
   * @throws GatewayError STATE_UNAVAILABLE when no more idempotency keys can be kept.
   */
  admit(order: OrderAdmission, ticketId: string, nowMs: number): AdmissionResult {
    const { owner, wallMs, valueCents, maxDailyCents, maxOrdersPerMinute, countsAsOrder, idempotency } = order;
    const known = idempotency === null ? null : this.recall(owner, idempotency, nowMs);
    if (known !== null) return known;
    this.rate.sweep(nowMs);
    const day = utcDay(wallMs);
    if (idempotency !== null) this.checkRoom(owner);
    if (countsAsOrder && maxOrdersPerMinute !== null && this.rate.count(owner, nowMs) >= maxOrdersPerMinute) {
      const retryAfterMs = this.rate.retryAfterMs(owner, maxOrdersPerMinute, nowMs);
      return { type: "over_rate", retryAfterMs: retryAfterMs ?? FULL_RETRY_MS };
    }
    // What adds nothing passes: a limit that was lowered since must not hold up a cancel.
    if (maxDailyCents !== null && valueCents > 0 && this.days.used(owner, day) + valueCents > maxDailyCents) {
      return { type: "over_daily_value", retryAfterMs: untilMidnightMs(wallMs) };
    }
    const ticket: OrderTicket = { id: ticketId, owner, valueCents, day, idempotencyKey: idempotency?.key ?? null };
    this.enter({ ticket, trace: order.trace, bodySha256: idempotency?.bodySha256 ?? null, countsAsOrder }, nowMs);
    return { type: "admitted", ticket };
  }

  /** Counts an order, by a decision or from the log. */
  enter(
    admitted: {
      readonly ticket: OrderTicket;
      readonly trace: OrderTrace;
      readonly bodySha256: string | null;
      readonly countsAsOrder: boolean;
    },
    admittedMs: number,
  ): void {
    const { ticket, trace, bodySha256, countsAsOrder: counted } = admitted;
    const { id, owner, day, valueCents, idempotencyKey } = ticket;
    if (counted) this.rate.add(owner, admittedMs);
    this.days.add(owner, day, valueCents);
    if (idempotencyKey === null && valueCents === 0) return;
    const entry: Entry = { ticket, trace, bodySha256, counted, admittedMs, state: "in_flight", reply: null };
    this.entries.set(id, entry);
    if (idempotencyKey === null) return;
    const name = recordName(owner, idempotencyKey);
    // From the log a key comes again that was used anew after its time: the age of the first use must not end the second.
    const earlier = this.byKey.get(name);
    if (earlier !== undefined) this.forget(earlier);
    this.byKey.set(name, entry);
    this.keep(owner, 1, 0);
  }

  /** False where it changes nothing: the order is not known (any more), or its outcome is final. */
  settle(ticketId: string, outcome: SettledOutcome): boolean {
    const entry = this.entries.get(ticketId);
    if (entry === undefined || (entry.state !== "in_flight" && entry.state !== "unknown")) return false;
    if (entry.state === "unknown" && (outcome.type === "unknown" || outcome.type === "not_sent")) return false;
    const { owner, day, valueCents, idempotencyKey } = entry.ticket;
    const givesBack = outcome.type === "refused" || outcome.type === "not_sent" || outcome.type === "not_placed";
    if (givesBack) this.days.giveBack(owner, day, valueCents);
    if (outcome.type === "unknown") entry.state = "unknown";
    else if (idempotencyKey === null || outcome.type === "not_sent") this.forget(entry);
    else if (outcome.type === "not_placed") entry.state = "not_placed";
    else {
      entry.state = "answered";
      entry.reply = outcome.reply;
      this.keep(owner, 0, outcome.reply.length);
    }
    return true;
  }

  /** Takes an admission back as if it had not been: it could not be kept. */
  withdraw({ id, owner, day, valueCents }: OrderTicket, counted: boolean, admittedMs: number): void {
    if (counted) this.rate.remove(owner, admittedMs);
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    this.days.giveBack(owner, day, valueCents);
    this.forget(entry);
  }

  /** What was under way when the process ended: nobody knows what became of it. */
  losePast(): void {
    for (const entry of this.entries.values()) if (entry.state === "in_flight") entry.state = "unknown";
  }

  isInFlight(owner: string, key: string): boolean {
    return this.byKey.get(recordName(owner, key))?.state === "in_flight";
  }

  /** For the log's reading: when an entry was admitted, to take it back; undefined where there is none. */
  entryOf(
    ticketId: string,
  ): { readonly ticket: OrderTicket; readonly counted: boolean; readonly admittedMs: number } | undefined {
    return this.entries.get(ticketId);
  }

  usage(owner: string, wallMs: number, nowMs: number): OrderUsage {
    return { dayCents: this.days.used(owner, utcDay(wallMs)), ordersLastMinute: this.rate.count(owner, nowMs) };
  }

  private checkRoom(owner: string): void {
    const { maxRecords, maxReplyBytes } = this.limits;
    const own = this.keptByOwner.get(owner);
    if (
      this.kept.records < maxRecords &&
      this.kept.replyBytes < maxReplyBytes &&
      (own === undefined ||
        (own.records < maxRecords * MAX_OWNER_SHARE && own.replyBytes < maxReplyBytes * MAX_OWNER_SHARE))
    ) {
      return;
    }
    throw new GatewayError(
      "STATE_UNAVAILABLE",
      "too many idempotency keys of the last 24 hours are kept; nothing was sent; repeat later, or without idempotency-key",
      { retryAfterMs: FULL_RETRY_MS },
    );
  }

  private keep(owner: string, records: number, replyBytes: number): void {
    let own = this.keptByOwner.get(owner);
    if (own === undefined) {
      own = { records: 0, replyBytes: 0 };
      this.keptByOwner.set(owner, own);
    }
    for (const kept of [this.kept, own]) {
      kept.records += records;
      kept.replyBytes += replyBytes;
    }
    if (own.records === 0) this.keptByOwner.delete(owner);
  }

  private forget(entry: Entry): void {
    const { id, owner, idempotencyKey } = entry.ticket;
    this.entries.delete(id);
    if (idempotencyKey === null) return;
    this.byKey.delete(recordName(owner, idempotencyKey));
    this.keep(owner, -1, -(entry.reply?.length ?? 0));
  }

  /** The oldest stand first. One that is still under way is no matter of age. */
  private forgetOld(nowMs: number): void {
    for (const entry of this.entries.values()) {
      if (entry.admittedMs > nowMs - RECORD_LIFE_MS) return;
      if (entry.state !== "in_flight") this.forget(entry);
    }
  }
}

/** Owners hold no NUL: they are made from key ids, hosts and header values. */
function recordName(owner: string, key: string): string {
  return `${owner}\0${key}`;
}

import { GatewayError } from "../../errors/gateway-error.js";
import { ORDER_BOOK_LIMITS, OrderBook, type OrderBookLimits } from "./order-book.js";
import { decodeOrderRecord, encodeOrderRecord, type OrderRecord } from "./order-record.js";
import type {
  AdmissionResult,
  IdempotencyMark,
  KnownRequest,
  OrderAdmission,
  OrderStore,
  OrderTicket,
  OrderUsage,
  SettledOutcome,
} from "./order-store.js";

/** What the store needs of a log; an AppendLog is one. It must not lose what is younger than 25 h, whatever its size. */
export interface OrderLog {
  readonly failing: boolean;
  entries(): Iterable<Uint8Array>;
  append(payload: Uint8Array): void;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Time as the store needs it; `Clock` of opend/clock.ts fits. */
export interface OrderStoreClock {
  now(): number;
  wallMs(): number;
  schedule(delayMs: number, task: () => void): () => void;
}

export interface LocalOrderStoreOptions {
  /** null: in memory only. */
  readonly log: OrderLog | null;
  readonly clock: OrderStoreClock;
  /** Never the same twice, over restarts too. */
  readonly newTicketId: () => string;
  readonly limits?: OrderBookLimits;
}

const FAILING_RETRY_MS = 1000;

/** What is counted about orders in the memory of one process, and in a log on its disk. */
export class LocalOrderStore implements OrderStore {
  readonly shared = false;
  private readonly log: OrderLog | null;
  private readonly clock: OrderStoreClock;
  private readonly newTicketId: () => string;
  private readonly book: OrderBook;
  private readonly waiters = new Map<string, Set<() => void>>();
  private closed = false;

  /**
   * Reads the log. Blocks: it is for the start.
   * @throws Error when the log was written by another version of the gateway.
   */
  constructor(options: LocalOrderStoreOptions) {
    this.log = options.log;
    this.clock = options.clock;
    this.newTicketId = options.newTicketId;
    this.book = new OrderBook(options.limits ?? ORDER_BOOK_LIMITS);
    for (const entry of this.log?.entries() ?? []) this.restore(decodeOrderRecord(entry));
    this.book.losePast();
  }

  /** Whether orders are refused because the log can't be written. */
  get failing(): boolean {
    return this.log?.failing ?? false;
  }

  recall(owner: string, mark: IdempotencyMark): KnownRequest | null {
    return this.book.recall(owner, mark, this.clock.now());
  }

  admit(order: OrderAdmission): AdmissionResult | Promise<AdmissionResult> {
    if (this.closed) throw stateUnavailable("the gateway stops");
    const { log } = this;
    if (log === null || !isKept(order)) return this.book.admit(order, this.newTicketId(), this.clock.now());
    return log.failing ? this.admitOnceWritable(order, log) : this.admitKept(order, log);
  }

  settle(ticket: OrderTicket, outcome: SettledOutcome): void {
    if (!this.book.settle(ticket.id, outcome)) return;
    this.log?.append(encodeOrderRecord({ type: "settled", id: ticket.id, outcome }));
    this.wake(ticket);
  }

  settled(owner: string, idempotencyKey: string, deadlineMs: number): Promise<void> {
    const name = waiterName(owner, idempotencyKey);
    const delayMs = deadlineMs - this.clock.now();
    if (delayMs <= 0 || !this.book.isInFlight(owner, idempotencyKey)) return Promise.resolve();
    return new Promise((resolve) => {
      const waiting = this.waiters.get(name) ?? new Set();
      this.waiters.set(name, waiting);
      const end = (): void => {
        cancelTimer();
        waiting.delete(end);
        if (waiting.size === 0 && this.waiters.get(name) === waiting) this.waiters.delete(name);
        resolve();
      };
      const cancelTimer = this.clock.schedule(delayMs, end);
      waiting.add(end);
    });
  }

  usage(owner: string, wallMs: number): OrderUsage {
    return this.book.usage(owner, wallMs, this.clock.now());
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const waiting of [...this.waiters.values()]) for (const end of [...waiting]) end();
    await this.log?.close();
  }

  /** Nothing is added to a log that takes nothing: the try is what finds out whether it does again. */
  private async admitOnceWritable(order: OrderAdmission, log: OrderLog): Promise<AdmissionResult> {
    await synced(log);
    return this.admitKept(order, log);
  }

  private admitKept(order: OrderAdmission, log: OrderLog): AdmissionResult | Promise<AdmissionResult> {
    const nowMs = this.clock.now();
    const result = this.book.admit(order, this.newTicketId(), nowMs);
    if (result.type !== "admitted") return result;
    const { wallMs, countsAsOrder, idempotency, trace } = order;
    const { ticket } = result;
    const bodySha256 = idempotency?.bodySha256 ?? null;
    log.append(encodeOrderRecord({ type: "admitted", ticket, wallMs, countsAsOrder, bodySha256, trace }));
    return synced(log).then(
      () => result,
      (error) => {
        this.book.withdraw(ticket, countsAsOrder, nowMs);
        // Should the disk take the record after all, it takes this one too.
        log.append(encodeOrderRecord({ type: "withdrawn", id: ticket.id }));
        this.wake(ticket);
        throw error;
      },
    );
  }

  private restore(record: OrderRecord): void {
    switch (record.type) {
      case "admitted": {
        // A moment that is still to come, by a clock that was set back since, counts as now.
        const ageMs = Math.max(0, this.clock.wallMs() - record.wallMs);
        this.book.enter(record, this.clock.now() - ageMs);
        return;
      }
      case "settled":
        this.book.settle(record.id, record.outcome);
        return;
      case "withdrawn": {
        const entry = this.book.entryOf(record.id);
        if (entry !== undefined) this.book.withdraw(entry.ticket, entry.counted, entry.admittedMs);
      }
    }
  }

  private wake({ owner, idempotencyKey }: OrderTicket): void {
    if (idempotencyKey === null) return;
    for (const end of [...(this.waiters.get(waiterName(owner, idempotencyKey)) ?? [])]) end();
  }
}

/** What has no limit, no value and no key is only counted: a log of it would grow for nothing. */
function isKept({
  valueCents,
  maxDailyCents,
  maxOrdersPerMinute,
  countsAsOrder,
  idempotency,
}: OrderAdmission): boolean {
  return valueCents > 0 || idempotency !== null || (countsAsOrder && (maxDailyCents ?? maxOrdersPerMinute) !== null);
}

async function synced(log: OrderLog): Promise<void> {
  try {
    await log.sync();
  } catch (error) {
    throw stateUnavailable("what orders are counted with can't be written", error);
  }
}

function stateUnavailable(cause: string, error?: unknown): GatewayError {
  return new GatewayError("STATE_UNAVAILABLE", `${cause}; nothing was sent`, {
    retryAfterMs: FAILING_RETRY_MS,
    ...(error === undefined ? {} : { cause: error }),
  });
}

function waiterName(owner: string, idempotencyKey: string): string {
  return `${owner}\0${idempotencyKey}`;
}

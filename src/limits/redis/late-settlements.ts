import type { OrderTicket, SettledOutcome } from "../orders/order-store.js";
import { RedisReplyError } from "./redis-errors.js";

/** `void`: the admission itself may or may not have been counted, and nobody was let through on it. */
export type Settlement = SettledOutcome | { readonly type: "void" };

/** Most that wait for Redis; OpenD takes fewer orders in half an hour. Beyond it the oldest stay as unknown. */
const MAX_WAITING = 1000;
const MAX_WAITING_REPLY_BYTES = 16 * 1024 * 1024;

/** What became of orders, kept until Redis takes it: lost, it would only leave values too high and outcomes unknown. */
export class LateSettlements {
  private readonly write: (ticket: OrderTicket, outcome: Settlement) => Promise<void>;
  private readonly waiting = new Map<string, { readonly ticket: OrderTicket; readonly outcome: Settlement }>();
  private replyBytes = 0;
  private flushing: Promise<void> | null = null;

  /** @param write rejects where Redis did not take it. */
  constructor(write: (ticket: OrderTicket, outcome: Settlement) => Promise<void>) {
    this.write = write;
  }

  get size(): number {
    return this.waiting.size;
  }

  /** What comes after `unknown` replaces it; after anything else it does nothing, as in the store. */
  add(ticket: OrderTicket, outcome: Settlement): void {
    const known = this.waiting.get(ticket.id);
    if (known !== undefined && (known.outcome.type !== "unknown" || outcome.type === "not_sent")) return;
    this.remove(ticket.id);
    this.waiting.set(ticket.id, { ticket, outcome });
    this.replyBytes += replyBytes(outcome);
    for (const id of this.waiting.keys()) {
      if (this.waiting.size <= MAX_WAITING && this.replyBytes <= MAX_WAITING_REPLY_BYTES) return;
      this.remove(id);
    }
  }

  /** Writes what waits, oldest first, and what is added meanwhile. What Redis does not take stays. Never rejects. */
  flush(): Promise<void> {
    this.flushing ??= this.writeAll().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  private async writeAll(): Promise<void> {
    for (const [id, entry] of this.waiting) {
      try {
        await this.write(entry.ticket, entry.outcome);
      } catch (error) {
        // An error may be about this one only; a Redis that is away takes none.
        if (error instanceof RedisReplyError) continue;
        return;
      }
      // It may have been replaced meanwhile: then the newer one is still to be written.
      if (this.waiting.get(id) === entry) this.remove(id);
    }
  }

  private remove(id: string): void {
    const known = this.waiting.get(id);
    if (known === undefined) return;
    this.waiting.delete(id);
    this.replyBytes -= replyBytes(known.outcome);
  }
}

function replyBytes(outcome: Settlement): number {
  return "reply" in outcome ? outcome.reply.length : 0;
}

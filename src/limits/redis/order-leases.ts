import type { OrderTicket } from "../orders/order-store.js";
import type { OrderKeys } from "./order-keys.js";
import { LEASE_MS, renewScript } from "./order-scripts.js";
import type { RedisClient } from "./redis-client.js";

/** Renewed at a third of the lease, so that two failures in a row do no harm. */
const RENEW_AFTER_MS = LEASE_MS / 3;

interface Lease {
  readonly ticket: OrderTicket;
  readonly idempotencyKey: string;
  renewedAtMs: number;
}

/** The orders with an idempotency key that this gateway waits for: while it lives, no other one may call them unknown. */
export class OrderLeases {
  private readonly client: RedisClient;
  private readonly keys: OrderKeys;
  private readonly now: () => number;
  private readonly shiftMs: () => number;
  private readonly leases = new Map<string, Lease>();

  constructor(client: RedisClient, keys: OrderKeys, now: () => number, shiftMs: () => number) {
    this.client = client;
    this.keys = keys;
    this.now = now;
    this.shiftMs = shiftMs;
  }

  begin(ticket: OrderTicket): void {
    const { id, idempotencyKey } = ticket;
    if (idempotencyKey !== null) this.leases.set(id, { ticket, idempotencyKey, renewedAtMs: this.now() });
  }

  end({ id }: OrderTicket): void {
    this.leases.delete(id);
  }

  /** @throws RedisUnavailable, or RedisReplyError. */
  async renew(): Promise<void> {
    const dueMs = this.now() - RENEW_AFTER_MS;
    for (const lease of this.leases.values()) {
      if (lease.renewedAtMs > dueMs) continue;
      const { id, owner } = lease.ticket;
      const record = this.keys.record(owner, lease.idempotencyKey);
      const reply = await renewScript.run(this.client, [record], [this.shiftMs(), id]);
      if (reply === 1) lease.renewedAtMs = this.now();
      else this.leases.delete(id);
    }
  }
}

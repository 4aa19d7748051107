import { GatewayError } from "../../errors/gateway-error.js";
import { SlidingWindow } from "../../limits/sliding-window.js";
import type { OrderClock } from "./upstream.js";

/** A mistyped code or two are no matter; a program that is told so ten times goes on for nothing. */
const LIMIT = { calls: 10, windowMs: 30_000, minGapMs: 0, guardMs: 0 };

/** How often an owner's orders may make the gateway look up what is not there: each time costs all owners a part of OpenD's limits. */
export class LookupBudget {
  private readonly clock: OrderClock;
  /** Of owners whose look-ups failed lately. */
  private readonly failures = new Map<string, SlidingWindow>();

  constructor(clock: OrderClock) {
    this.clock = clock;
  }

  /**
   * Looks something up for an order.
   * @throws GatewayError ORDER_QUOTA where too much was not found; nothing is looked up then.
   */
  spend<T>(owner: string, look: () => Promise<T>): Promise<T> {
    const retryAfterMs = this.failures.get(owner)?.waitMs(this.clock.now()) ?? 0;
    if (retryAfterMs > 0) throw spent(retryAfterMs);
    return look().catch((error: unknown) => {
      if (isNotThere(error)) this.count(owner);
      throw error;
    });
  }

  private count(owner: string): void {
    const nowMs = this.clock.now();
    for (const [other, window] of this.failures) if (window.isFull(nowMs)) this.failures.delete(other);
    const window = this.failures.get(owner) ?? new SlidingWindow(LIMIT);
    this.failures.set(owner, window);
    window.take(nowMs);
    window.end(nowMs, true);
  }
}

function isNotThere(error: unknown): boolean {
  return error instanceof GatewayError && (error.reason === "VALUE_UNKNOWN" || error.reason === "ORDER_NOT_FOUND");
}

function spent(retryAfterMs: number): GatewayError {
  const what = `${LIMIT.calls} orders in ${LIMIT.windowMs / 1000} s of which code or order was not found`;
  return new GatewayError("ORDER_QUOTA", `the key has sent ${what}: no more is looked up for now; nothing was sent`, {
    retryAfterMs,
    metadata: { limit: "lookups" },
    quota: { subject: "caller:lookups", description: what },
    auditReason: "lookups",
  });
}

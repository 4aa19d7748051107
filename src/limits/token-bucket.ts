import type { RateState } from "./rate-state.js";

/** `burst` calls at once, and `perSecond` on average. Both over 0; fractions are fine, such as 100 / 60. */
export interface BucketLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** What became of one call: taken, or refused until `retryAfterMs` has passed. */
export interface RateDecision extends RateState {
  /** Null: taken. Else the least time, in milliseconds, after which one more call is taken. */
  readonly retryAfterMs: number | null;
}

/** What rounding may lose when a sum passes a power of two; far below one token. */
const ROUNDING = 1e-3;

/**
 * A token bucket without a timer and with one number of state: the time, counted
 * in tokens, at which the bucket is full again. Adding a token to it is exact,
 * so the limit is hit exactly at `burst`.
 */
export class TokenBucket {
  private current: BucketLimit;
  private fullAt = 0;

  constructor(limit: BucketLimit) {
    this.current = limit;
  }

  get limit(): BucketLimit {
    return this.current;
  }

  /** Takes one token, or none. @param nowMs monotonic. */
  take(nowMs: number): RateDecision {
    const { perSecond, burst } = this.current;
    const now = (nowMs * perSecond) / 1000;
    const fullAt = Math.max(this.fullAt, now);
    const left = now + burst - fullAt;
    if (left < 1 - ROUNDING) return this.decision(fullAt - now, ((1 - left) * 1000) / perSecond);
    this.fullAt = fullAt + 1;
    return this.decision(fullAt + 1 - now, null);
  }

  /** What is left; takes nothing. */
  state(nowMs: number): RateState {
    const { limit, remaining, resetMs } = this.decision(this.used(nowMs), null);
    return { limit, remaining, resetMs };
  }

  /** Whether nothing is used: forgetting such a bucket forgives nothing. */
  isFull(nowMs: number): boolean {
    return this.used(nowMs) === 0;
  }

  /** Goes on with another limit. What is used stays used, as far as the new bucket holds it. */
  change(limit: BucketLimit, nowMs: number): void {
    const used = Math.min(this.used(nowMs), limit.burst);
    this.current = limit;
    this.fullAt = (nowMs * limit.perSecond) / 1000 + used;
  }

  private used(nowMs: number): number {
    return Math.max(0, this.fullAt - (nowMs * this.current.perSecond) / 1000);
  }

  private decision(used: number, retryAfterMs: number | null): RateDecision {
    const { perSecond, burst } = this.current;
    return {
      limit: Math.floor(burst),
      remaining: Math.max(0, Math.floor(burst - used + ROUNDING)),
      resetMs: (used * 1000) / perSecond,
      retryAfterMs,
    };
  }
}

import type { CallerBuckets } from "./caller-buckets.js";
import type { RateState } from "./rate-state.js";
import type { BucketLimit, RateDecision } from "./token-bucket.js";

/** Share of a bucket that is borrowed at once: 100 calls need one question to the store, and one gateway can't hold many tokens from the others. */
const CHUNK_SHARE = 0.01;
/** After it borrowed tokens that nobody used are gone: they may be the only ones that another gateway's callers could have. */
const MAX_AGE_MS = 1000;

const NOTHING: RateState = { limit: 0, remaining: 0, resetMs: 0 };

type Waiter = (decision: RateDecision | null) => void;

/**
 * One bucket of the shared store as this process sees it: tokens are fetched in
 * small lots, so that most calls wait for nothing. What is borrowed was taken
 * from the store: over all gateways the limit is never exceeded.
 */
export class BorrowedTokens {
  private readonly store: CallerBuckets;
  private readonly bucket: string;
  private readonly now: () => number;
  private tokens = 0;
  private rate = NOTHING;
  private askedAtMs = Number.NEGATIVE_INFINITY;
  /** Until then the bucket is empty, whoever asks: nothing but time fills it. */
  private emptyUntilMs = Number.NEGATIVE_INFINITY;
  private waiters: Waiter[] = [];
  private asking = false;

  constructor(store: CallerBuckets, bucket: string, now: () => number) {
    this.store = store;
    this.bucket = bucket;
    this.now = now;
  }

  /** Takes one token; a promise where the store must be asked, of null where it could not be. */
  take(limit: BucketLimit): RateDecision | Promise<RateDecision | null> {
    const nowMs = this.now();
    if (nowMs - this.askedAtMs > MAX_AGE_MS) this.tokens = 0;
    if (this.waiters.length === 0) {
      if (this.tokens > 0) return this.taken(nowMs);
      if (nowMs < this.emptyUntilMs) return this.refused(nowMs);
    }
    return new Promise((resolve) => {
      this.waiters.push(resolve);
      if (!this.asking) void this.ask(limit);
    });
  }

  /** What is left as the store said last; null before it was asked, and where that is long ago. */
  lastRate(nowMs: number): RateState | null {
    return nowMs - this.askedAtMs > MAX_AGE_MS ? null : this.state(nowMs);
  }

  /** Whether nobody waits and nothing is remembered that matters. */
  isIdle(nowMs: number): boolean {
    return !this.asking && nowMs - this.askedAtMs > MAX_AGE_MS && nowMs >= this.emptyUntilMs;
  }

  private async ask(limit: BucketLimit): Promise<void> {
    this.asking = true;
    while (this.waiters.length > 0) {
      const asked = this.waiters;
      this.waiters = [];
      const chunk = Math.max(1, Math.floor(limit.burst * CHUNK_SHARE));
      try {
        const grant = await this.store.take(this.bucket, limit, Math.max(chunk, asked.length));
        const nowMs = this.now();
        this.askedAtMs = nowMs;
        this.tokens = grant.granted;
        this.rate = grant.rate;
        this.emptyUntilMs = nowMs + grant.retryAfterMs;
        for (const waiter of asked) waiter(this.tokens > 0 ? this.taken(nowMs) : this.refused(nowMs));
      } catch {
        this.tokens = 0;
        for (const waiter of asked) waiter(null);
      }
    }
    this.asking = false;
  }

  private taken(nowMs: number): RateDecision {
    this.tokens--;
    return { ...this.state(nowMs), retryAfterMs: null };
  }

  private refused(nowMs: number): RateDecision {
    return { ...this.state(nowMs), retryAfterMs: Math.max(0, this.emptyUntilMs - nowMs) };
  }

  private state(nowMs: number): RateState {
    const { limit, remaining, resetMs } = this.rate;
    return { limit, remaining: remaining + this.tokens, resetMs: Math.max(0, resetMs - (nowMs - this.askedAtMs)) };
  }
}

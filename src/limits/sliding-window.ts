import type { RateState } from "./rate-state.js";

export interface WindowLimit {
  /** In any `windowMs`. */
  readonly calls: number;
  readonly windowMs: number;
  /** Least time between the sending of two calls; 0 for none. */
  readonly minGapMs: number;
  /** What is added to the window: another clock measures it. */
  readonly guardMs: number;
}

/**
 * The calls of the last `windowMs`. OpenD counts a call when it comes, which is
 * some time between its sending and its answer: so a call takes its place when
 * it is sent, and the window begins to run when its answer is there. The place
 * is never free here before it is free at OpenD, however long a call waits for
 * a connection.
 */
export class SlidingWindow {
  readonly limit: WindowLimit;
  /** How long a place stays taken after the answer. */
  private readonly spanMs: number;
  /** When the last calls ended, a ring: the oldest at `head`. */
  private readonly ends: Float64Array;
  private head = 0;
  private count = 0;
  private inFlight = 0;
  private lastTakenMs = Number.NEGATIVE_INFINITY;

  constructor(limit: WindowLimit) {
    this.limit = limit;
    this.spanMs = limit.windowMs + limit.guardMs;
    this.ends = new Float64Array(limit.calls);
  }

  /** Until a call that has `ahead` others before it finds a place, in milliseconds; calls under way are taken to end now. */
  waitMs(nowMs: number, ahead = 0): number {
    const { calls, minGapMs } = this.limit;
    this.expire(nowMs);
    const gapMs = Math.max(0, this.lastTakenMs + minGapMs - nowMs) + ahead * minGapMs;
    // Whoever is a whole window's calls further behind comes a window later.
    const rounds = Math.floor(ahead / calls);
    const needed = (ahead % calls) - (calls - this.inFlight - this.count);
    let placeMs = 0;
    if (needed >= 0) placeMs = needed < this.count ? this.endAt(needed) + this.spanMs - nowMs : this.spanMs;
    return Math.max(gapMs, placeMs + rounds * this.spanMs);
  }

  /** Counts a call that is sent now, whether there is a place or not. */
  take(nowMs: number): void {
    this.inFlight++;
    this.lastTakenMs = nowMs;
  }

  /** A counted call is over. One that never reached OpenD has not been. */
  end(nowMs: number, mayHaveReached: boolean): void {
    this.inFlight--;
    if (!mayHaveReached) return;
    this.expire(nowMs);
    const { calls } = this.limit;
    // Of more than `calls` only the last ones decide.
    if (this.count === calls) this.dropOldest();
    this.ends[(this.head + this.count) % calls] = nowMs;
    this.count++;
  }

  state(nowMs: number): RateState {
    this.expire(nowMs);
    const { calls } = this.limit;
    let resetMs = 0;
    if (this.inFlight > 0) resetMs = this.spanMs;
    else if (this.count > 0) resetMs = this.endAt(this.count - 1) + this.spanMs - nowMs;
    return { limit: calls, remaining: Math.max(0, calls - this.inFlight - this.count), resetMs };
  }

  /** Whether all of it is there, so that nothing is lost with it. */
  isFull(nowMs: number): boolean {
    this.expire(nowMs);
    return this.inFlight === 0 && this.count === 0 && this.lastTakenMs + this.limit.minGapMs <= nowMs;
  }

  private expire(nowMs: number): void {
    while (this.count > 0 && this.endAt(0) + this.spanMs <= nowMs) this.dropOldest();
  }

  private dropOldest(): void {
    this.head = (this.head + 1) % this.limit.calls;
    this.count--;
  }

  private endAt(index: number): number {
    return this.ends[(this.head + index) % this.limit.calls] as number;
  }
}

import type { RateState } from "./rate-state.js";
import type { Reserve } from "./reserve.js";
import { SlidingWindow, type WindowLimit } from "./sliding-window.js";

/** Who asks, and whether the gateway does so to judge an order of the owner's. */
export interface Asker {
  readonly owner: string;
  readonly isLookup: boolean;
}

/** One of OpenD's windows, a part of which may be kept for look-ups. */
export class DividedWindow {
  private readonly reserve: Reserve | null;
  private readonly limit: WindowLimit;
  private readonly whole: SlidingWindow;
  /** What callers may have; the whole where nothing is reserved. */
  private readonly callers: SlidingWindow;
  /** What each owner's look-ups have taken of the reserve. */
  private readonly owners = new Map<string, SlidingWindow>();

  constructor(limit: WindowLimit, reserve: Reserve | null) {
    this.limit = limit;
    this.reserve = reserve;
    this.whole = new SlidingWindow(limit);
    this.callers = reserve === null ? this.whole : this.part(reserve.callers);
  }

  /** The owner's part of the reserve, where this asker may take of it now; it takes its place before it waits. */
  reserved({ owner, isLookup }: Asker, nowMs: number): SlidingWindow | null {
    if (this.reserve === null || !isLookup) return null;
    let part = this.owners.get(owner);
    if (part === undefined) {
      for (const [other, idle] of this.owners) if (idle.isFull(nowMs)) this.owners.delete(other);
      part = this.part(this.reserve.owner);
      this.owners.set(owner, part);
    }
    return part.waitMs(nowMs) <= 0 ? part : null;
  }

  /** Until a call with so many before it has its place: `first` of those that come from the reserve, `ahead` others. */
  waitMs(nowMs: number, isReserved: boolean, first = 0, ahead = 0): number {
    const wholeMs = this.whole.waitMs(nowMs, first + ahead);
    return isReserved || this.callers === this.whole ? wholeMs : Math.max(wholeMs, this.callers.waitMs(nowMs, ahead));
  }

  take(nowMs: number, isReserved: boolean): void {
    for (const window of this.windows(isReserved)) window.take(nowMs);
  }

  end(nowMs: number, isReserved: boolean, mayHaveReached: boolean): void {
    for (const window of this.windows(isReserved)) window.end(nowMs, mayHaveReached);
  }

  /** As callers have it. */
  state(nowMs: number): RateState {
    const whole = this.whole.state(nowMs);
    if (this.callers === this.whole) return whole;
    const { limit, remaining, resetMs } = this.callers.state(nowMs);
    return {
      limit,
      remaining: Math.min(remaining, whole.remaining),
      resetMs: Math.max(resetMs, whole.remaining < limit ? whole.resetMs : 0),
    };
  }

  isFull(nowMs: number): boolean {
    return this.whole.isFull(nowMs);
  }

  private windows(isReserved: boolean): readonly SlidingWindow[] {
    return isReserved || this.callers === this.whole ? [this.whole] : [this.whole, this.callers];
  }

  private part(calls: number): SlidingWindow {
    return new SlidingWindow({ ...this.limit, calls, minGapMs: 0 });
  }
}

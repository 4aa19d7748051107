import type { Clock } from "../clock.js";
import type { Instrument } from "./instrument.js";

/** Longest single wait: a timer must not be longer than Node's 24.8 days, and a clock may be slow. */
const MAX_WAIT_MS = 3_600_000;

/** After a longer sleep of the process the grid points between are left out, as far back as this many. */
const MAX_MISSED_POINTS = 100;

/** `atMs` is the moment to look at the market: a point of the feed's grid, and so never after the clock's time. */
export type TickListener = (instrument: Instrument, atMs: number) => void;

interface Watch {
  holders: number;
  cancel: () => void;
}

/**
 * Wakes up after the trades of the securities that somebody watches, and of no
 * others. It looks at the market only at the points of a grid in market time:
 * when a timer really fires, and since when somebody watches, must not change
 * what is reported, or equal seeds would not give equal pushes. With a fast
 * clock one point stands for all trades since the last.
 */
export class Feed {
  private readonly clock: Clock;
  private readonly gridMs: number;
  private readonly watches = new Map<Instrument, Watch>();
  private readonly listeners = new Set<TickListener>();
  private readonly onError: (error: unknown) => void;
  private closed = false;

  /** @param gridMs market time between two points, and so the least between two reports of one security. */
  constructor(clock: Clock, gridMs: number, onError: (error: unknown) => void) {
    this.clock = clock;
    this.gridMs = gridMs;
    this.onError = onError;
  }

  /** Number of securities that are being followed. */
  get size(): number {
    return this.watches.size;
  }

  /** Follows `instrument` until the returned function has been called as often as this one. */
  watch(instrument: Instrument): () => void {
    let watch = this.watches.get(instrument);
    if (watch === undefined) {
      watch = { holders: 0, cancel: () => {} };
      this.watches.set(instrument, watch);
      this.schedule(instrument, watch, this.clock.now());
    }
    const held = watch;
    held.holders += 1;
    let released = false;
    return () => {
      if (released) return;
      released = true;
      held.holders -= 1;
      if (held.holders > 0) return;
      held.cancel();
      this.watches.delete(instrument);
    };
  }

  onTick(listener: TickListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.closed = true;
    for (const watch of this.watches.values()) watch.cancel();
    this.watches.clear();
    this.listeners.clear();
  }

  /** The newest point of the grid that has passed. */
  publishedMs(): number {
    return Math.floor(this.clock.now() / this.gridMs) * this.gridMs;
  }

  private schedule(instrument: Instrument, watch: Watch, afterMs: number): void {
    if (this.closed) return;
    const dueMs = this.pointAfterTrade(instrument, afterMs);
    const waitMs = Math.max(0, dueMs - this.clock.now());
    watch.cancel = this.clock.schedule(Math.min(waitMs, MAX_WAIT_MS), () => {
      let seenMs = afterMs;
      const nowMs = this.clock.now();
      let pointMs = Math.max(dueMs, this.publishedMs() - MAX_MISSED_POINTS * this.gridMs);
      // A timer may fire a little early: then nothing is due, and only the rest of the way is waited for.
      while (pointMs <= nowMs && this.watches.get(instrument) === watch) {
        this.report(instrument, pointMs);
        seenMs = pointMs;
        pointMs = this.pointAfterTrade(instrument, pointMs);
      }
      if (this.watches.get(instrument) === watch) this.schedule(instrument, watch, seenMs);
    });
  }

  private pointAfterTrade(instrument: Instrument, afterMs: number): number {
    const pointMs = Math.ceil(instrument.nextTickMs(afterMs) / this.gridMs) * this.gridMs;
    // A grid of fractions may round a point to just before its trade.
    return pointMs > afterMs ? pointMs : pointMs + this.gridMs;
  }

  private report(instrument: Instrument, atMs: number): void {
    for (const listener of this.listeners) {
      // Out of a timer an error would end the process.
      try {
        listener(instrument, atMs);
      } catch (error) {
        this.onError(error);
      }
    }
  }
}

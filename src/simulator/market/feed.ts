import type { Clock } from "../clock.js";
import type { Instrument } from "./instrument.js";

/** Longest single wait: a timer must not be longer than Node's 24.8 days, and a clock may be slow. */
const MAX_WAIT_MS = 3_600_000;

export type TickListener = (instrument: Instrument, atMs: number) => void;

interface Watch {
  holders: number;
  cancel: () => void;
}

/**
 * Wakes up at the trades of the securities that somebody watches, and of no
 * others. With a fast clock one wake-up stands for all trades since the last.
 */
export class Feed {
  private readonly clock: Clock;
  private readonly minGapMs: number;
  private readonly watches = new Map<Instrument, Watch>();
  private readonly listeners = new Set<TickListener>();
  private readonly onError: (error: unknown) => void;
  private closed = false;

  /** @param minGapMs least market time between two wake-ups for one security. */
  constructor(clock: Clock, minGapMs: number, onError: (error: unknown) => void) {
    this.clock = clock;
    this.minGapMs = minGapMs;
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

  private schedule(instrument: Instrument, watch: Watch, afterMs: number): void {
    if (this.closed) return;
    const nextMs = instrument.nextTickMs(afterMs);
    const waitMs = Math.max(this.minGapMs, nextMs - this.clock.now());
    watch.cancel = this.clock.schedule(Math.min(waitMs, MAX_WAIT_MS), () => {
      const nowMs = this.clock.now();
      // A timer may fire a little early: then only the rest of the way is waited for.
      if (nowMs < nextMs) {
        this.schedule(instrument, watch, afterMs);
        return;
      }
      for (const listener of this.listeners) {
        // Out of a timer an error would end the process.
        try {
          listener(instrument, nowMs);
        } catch (error) {
          this.onError(error);
        }
      }
      if (this.watches.get(instrument) === watch) this.schedule(instrument, watch, nowMs);
    });
  }
}

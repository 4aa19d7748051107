import { FairLine } from "./fair-line.js";
import type { PaceSlot } from "./pace-slot.js";
import type { RateState } from "./rate-state.js";
import { SlidingWindow, type WindowLimit } from "./sliding-window.js";

/** Time as pacing needs it. */
export interface PacingClock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Runs `task` once, `delayMs` from now. Returns what cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
}

interface LineEntry {
  readonly owner: string;
  readonly granted: (slot: PaceSlot) => void;
}

/** A place in a bucket's line. */
export interface LinePlace {
  /** Until its turn, in milliseconds, as far as it can be known. */
  remainingMs(): number;
  cancel(): void;
}

/** One window of OpenD's and the line of reads before it; one timer for all that wait. */
export class PacedBucket {
  private readonly clock: PacingClock;
  private readonly window: SlidingWindow;
  private readonly line = new FairLine<LineEntry>();
  private cancelTimer: (() => void) | null = null;

  constructor(limit: WindowLimit, clock: PacingClock) {
    this.clock = clock;
    this.window = new SlidingWindow(limit);
  }

  get waiting(): number {
    return this.line.length;
  }

  waitingOf(owner: string): number {
    return this.line.lengthOf(owner);
  }

  /** Until a new call of this owner would have its place; 0: now. */
  waitMs(owner: string): number {
    const ahead = this.line.length === 0 ? 0 : this.line.ahead({ owner, granted: () => {} });
    return this.window.waitMs(this.clock.now(), ahead);
  }

  /** Counts a call that is sent now. */
  take(): PaceSlot {
    this.window.take(this.clock.now());
    return new TakenSlot(this.state(), (reached) => this.end(reached));
  }

  /** Gives a place when it is there, never at once. */
  wait(owner: string, granted: (slot: PaceSlot) => void): LinePlace {
    const entry: LineEntry = { owner, granted };
    this.line.push(entry);
    this.arm();
    return {
      remainingMs: () => this.window.waitMs(this.clock.now(), this.line.ahead(entry)),
      cancel: () => {
        this.line.remove(entry);
        if (this.line.length === 0) this.disarm();
      },
    };
  }

  state(): RateState {
    return this.window.state(this.clock.now());
  }

  /** Whether forgetting it forgets nothing. */
  get isIdle(): boolean {
    return this.line.length === 0 && this.window.isFull(this.clock.now());
  }

  close(): void {
    this.disarm();
  }

  private end(mayHaveReached: boolean): void {
    this.window.end(this.clock.now(), mayHaveReached);
    if (this.line.length === 0) return;
    // The place that is free next may be another one now.
    this.disarm();
    this.serve();
  }

  private serve(): void {
    while (this.line.length > 0 && this.window.waitMs(this.clock.now()) <= 0) {
      this.line.shift()?.granted(this.take());
    }
    this.arm();
  }

  private arm(): void {
    if (this.cancelTimer !== null || this.line.length === 0) return;
    const delayMs = this.window.waitMs(this.clock.now());
    this.cancelTimer = this.clock.schedule(Math.ceil(delayMs), () => {
      this.cancelTimer = null;
      this.serve();
    });
  }

  private disarm(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
  }
}

class TakenSlot implements PaceSlot {
  readonly rate: RateState;
  private onEnd: ((mayHaveReached: boolean) => void) | null;

  constructor(rate: RateState, onEnd: (mayHaveReached: boolean) => void) {
    this.rate = rate;
    this.onEnd = onEnd;
  }

  end(mayHaveReached: boolean): void {
    const { onEnd } = this;
    this.onEnd = null;
    onEnd?.(mayHaveReached);
  }
}

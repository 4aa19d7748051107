import { type Asker, DividedWindow } from "./divided-window.js";
import { FairLine } from "./fair-line.js";
import type { PaceSlot } from "./pace-slot.js";
import type { RateState } from "./rate-state.js";
import type { Reserve } from "./reserve.js";
import type { SlidingWindow, WindowLimit } from "./sliding-window.js";

/** Time as pacing needs it. */
export interface PacingClock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Runs `task` once, `delayMs` from now. Returns what cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
}

interface LineEntry {
  readonly owner: string;
  /** The owner's part of the reserve, in which it has its place; null: it is served with the callers' reads. */
  readonly part: SlidingWindow | null;
  readonly granted: (slot: PaceSlot) => void;
}

/** A place in a bucket's line. */
export interface LinePlace {
  /** Until its turn, in milliseconds, as far as it can be known. */
  remainingMs(): number;
  cancel(): void;
}

/** What changes state is nobody's in particular. */
const ANYONE: Asker = { owner: "", isLookup: false };

/** One window of OpenD's and the lines of reads before it; one timer for all that wait. */
export class PacedBucket {
  private readonly clock: PacingClock;
  private readonly window: DividedWindow;
  /** Look-ups that have a place in the reserve: served before all others. */
  private readonly first = new FairLine<LineEntry>();
  private readonly line = new FairLine<LineEntry>();
  private cancelTimer: (() => void) | null = null;

  constructor(limit: WindowLimit, clock: PacingClock, reserve: Reserve | null = null) {
    this.clock = clock;
    this.window = new DividedWindow(limit, reserve);
  }

  /** Those who wait without a place in the reserve. */
  get waiting(): number {
    return this.line.length;
  }

  waitingOf(owner: string): number {
    return this.line.lengthOf(owner);
  }

  /** Whether what is asked now comes from the reserve. */
  isReserved(asker: Asker): boolean {
    return this.window.reserved(asker, this.clock.now()) !== null;
  }

  /** Until a new call of this asker would have its place; 0: now. */
  waitMs(asker: Asker = ANYONE): number {
    const part = this.window.reserved(asker, this.clock.now());
    return this.waitOf({ owner: asker.owner, part, granted: () => {} });
  }

  /** Counts a call that is sent now. */
  take(asker: Asker = ANYONE): PaceSlot {
    const part = this.window.reserved(asker, this.clock.now());
    part?.take(this.clock.now());
    return this.slot(part);
  }

  /** Gives a place when it is there, never at once. */
  wait(asker: Asker, granted: (slot: PaceSlot) => void): LinePlace {
    const part = this.window.reserved(asker, this.clock.now());
    part?.take(this.clock.now());
    const entry: LineEntry = { owner: asker.owner, part, granted };
    const line = part === null ? this.line : this.first;
    line.push(entry);
    if (part !== null || this.cancelTimer === null) this.rearm();
    return {
      remainingMs: () => this.waitOf(entry),
      cancel: () => {
        if (!line.remove(entry)) return;
        part?.end(this.clock.now(), false);
        if (this.next === null) this.disarm();
      },
    };
  }

  /** As callers have it. */
  state(): RateState {
    return this.window.state(this.clock.now());
  }

  /** Whether forgetting it forgets nothing. */
  get isIdle(): boolean {
    return this.next === null && this.window.isFull(this.clock.now());
  }

  close(): void {
    this.disarm();
  }

  private slot(part: SlidingWindow | null): PaceSlot {
    const isReserved = part !== null;
    this.window.take(this.clock.now(), isReserved);
    return new TakenSlot(this.state(), (mayHaveReached) => {
      part?.end(this.clock.now(), mayHaveReached);
      this.window.end(this.clock.now(), isReserved, mayHaveReached);
      // The place that is free next may be another one now.
      this.serve();
    });
  }

  private waitOf(entry: LineEntry): number {
    const nowMs = this.clock.now();
    if (entry.part !== null) return this.window.waitMs(nowMs, true, aheadIn(this.first, entry));
    return this.window.waitMs(nowMs, false, this.first.length, aheadIn(this.line, entry));
  }

  /** The line whose turn it is; null: nobody waits. */
  private get next(): FairLine<LineEntry> | null {
    if (this.first.length > 0) return this.first;
    return this.line.length > 0 ? this.line : null;
  }

  private serve(): void {
    for (let next = this.next; next !== null && this.nextMs(next) <= 0; next = this.next) {
      const entry = next.shift();
      entry?.granted(this.slot(entry.part));
    }
    this.rearm();
  }

  private nextMs(next: FairLine<LineEntry>): number {
    return this.window.waitMs(this.clock.now(), next === this.first);
  }

  private rearm(): void {
    this.disarm();
    const { next } = this;
    if (next === null) return;
    this.cancelTimer = this.clock.schedule(Math.ceil(this.nextMs(next)), () => {
      this.cancelTimer = null;
      this.serve();
    });
  }

  private disarm(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
  }
}

function aheadIn(line: FairLine<LineEntry>, entry: LineEntry): number {
  return line.length === 0 ? 0 : line.ahead(entry);
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

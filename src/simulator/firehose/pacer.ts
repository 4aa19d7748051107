import type { Clock } from "../clock.js";

/** Events of this much time are sent together: finer than what a reader can tell, coarse enough to be cheap. */
const SLICE_MS = 2;
/** What could not be sent in time is given up beyond this, or a busy machine would never get out of its debt. */
const MAX_DEBT_MS = 50;

export interface PacerOptions {
  readonly clock: Clock;
  readonly perSecond: number;
  /** Does about `count` things and returns how many it did; 0 ends the work until the next `start`. */
  readonly emit: (count: number) => number;
  readonly onError: (error: unknown) => void;
}

/** Spreads work evenly over time. */
export class Pacer {
  private readonly options: PacerOptions;
  private originMs = 0;
  private done = 0;
  private givenUp = 0;
  private cancel: (() => void) | null = null;

  constructor(options: PacerOptions) {
    this.options = options;
  }

  /** What was due while this process was too busy, and was left out. */
  get late(): number {
    return this.givenUp;
  }

  /** Begins to count time, unless the work is under way. */
  start(): void {
    if (this.cancel !== null) return;
    this.originMs = this.options.clock.now();
    this.done = 0;
    this.schedule();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }

  private schedule(): void {
    const { clock, perSecond } = this.options;
    const nextMs = this.originMs + ((this.done + 1) / perSecond) * 1000;
    this.cancel = clock.schedule(Math.max(SLICE_MS, nextMs - clock.now()), () => this.run());
  }

  private run(): void {
    const { perSecond, emit, onError } = this.options;
    const due = this.due();
    const maxDebt = Math.max(1, Math.ceil((perSecond * MAX_DEBT_MS) / 1000));
    if (due > maxDebt) {
      this.givenUp += due - maxDebt;
      this.done += due - maxDebt;
    }
    const count = Math.max(0, Math.min(due, maxDebt));
    let emitted = count;
    // Out of a timer an error would end the process.
    try {
      if (count > 0) emitted = emit(count);
    } catch (error) {
      onError(error);
    }
    this.done += emitted;
    if (this.cancel === null) return;
    this.cancel = null;
    if (count === 0 || emitted > 0) this.schedule();
  }

  private due(): number {
    const elapsedMs = this.options.clock.now() - this.originMs;
    // A whole number that floating point put just below itself still counts.
    return Math.floor((elapsedMs * this.options.perSecond) / 1000 + 1e-6) - this.done;
  }
}

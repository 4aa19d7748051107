import type { Clock } from "../../opend/clock.js";

/** A stream that waits for its reader. */
export interface Blocked {
  /** Grows whenever written events have really left. */
  readonly flushed: number;
  /** The reader has taken nothing for the whole time. */
  stalled(): void;
}

interface Wait {
  flushed: number;
  waitedMs: number;
}

/** How often it looks, as a part of the timeout: a stream ends at most so much too late. */
const LOOKS_PER_TIMEOUT = 20;

/** Finds the readers that take nothing: one timer for all of them, and none while nobody waits. */
export class StallWatch {
  private readonly clock: Clock;
  private readonly timeoutMs: number;
  private readonly tickMs: number;
  private readonly waits = new Map<Blocked, Wait>();
  private lastTickMs = 0;
  private cancelTick: (() => void) | null = null;

  constructor(clock: Clock, timeoutMs: number) {
    this.clock = clock;
    this.timeoutMs = timeoutMs;
    this.tickMs = Math.max(1, Math.floor(timeoutMs / LOOKS_PER_TIMEOUT));
  }

  /** Streams that wait now. */
  get size(): number {
    return this.waits.size;
  }

  add(stream: Blocked): void {
    if (this.waits.has(stream)) return;
    this.waits.set(stream, { flushed: stream.flushed, waitedMs: 0 });
    if (this.cancelTick === null) {
      this.lastTickMs = this.clock.now();
      this.arm();
    }
  }

  remove(stream: Blocked): void {
    this.waits.delete(stream);
    if (this.waits.size > 0) return;
    this.cancelTick?.();
    this.cancelTick = null;
  }

  private arm(): void {
    this.cancelTick = this.clock.schedule(this.tickMs, () => {
      this.cancelTick = null;
      this.tick();
      if (this.waits.size > 0 && this.cancelTick === null) this.arm();
    });
  }

  private tick(): void {
    const nowMs = this.clock.now();
    // A gateway that stood still itself (a laptop lid, a blocked event loop) must not blame its readers for it.
    const passedMs = Math.min(nowMs - this.lastTickMs, 2 * this.tickMs);
    this.lastTickMs = nowMs;
    for (const [stream, wait] of [...this.waits]) {
      const { flushed } = stream;
      if (flushed !== wait.flushed) {
        wait.flushed = flushed;
        wait.waitedMs = 0;
      } else {
        wait.waitedMs += passedMs;
        if (wait.waitedMs >= this.timeoutMs) stream.stalled();
      }
    }
  }
}

import type { Clock } from "./clock.js";

/** So many calls in a row must have timed out, */
const TIMEOUTS = 5;
/** each so long after it was sent, and nothing at all came for so long: callers with tiny deadlines end no connection. */
const SILENCE_MS = 3000;

/** Notices a peer that takes calls and answers nothing, long before the heartbeat does. */
export class HangDetector {
  private readonly clock: Clock;
  private readonly hung: (timeouts: number) => void;
  private heardAtMs = 0;
  private timeouts = 0;
  private judging = false;

  /** @param hung called when the peer hangs. */
  constructor(clock: Clock, hung: (timeouts: number) => void) {
    this.clock = clock;
    this.hung = hung;
  }

  /** Any frame from the peer counts. @param nowMs on the clock's monotonic time. */
  heard(nowMs: number): void {
    this.heardAtMs = nowMs;
    this.timeouts = 0;
  }

  /** A call's deadline passed. @param sentAtMs when its frame left. */
  timedOut(sentAtMs: number): void {
    const now = this.clock.now();
    if (now - sentAtMs < SILENCE_MS) return;
    this.timeouts++;
    if (this.judging || !this.suspicious(now)) return;
    this.judging = true;
    // After a stall of our own, deadlines pass before the sockets are read: an answer may be waiting there.
    this.clock.endOfTurn(() => {
      this.judging = false;
      if (this.suspicious(this.clock.now())) this.hung(this.timeouts);
    });
  }

  private suspicious(nowMs: number): boolean {
    return this.timeouts >= TIMEOUTS && nowMs - this.heardAtMs >= SILENCE_MS;
  }
}

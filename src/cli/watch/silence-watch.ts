import type { Clock } from "../../opend/clock.js";

/** A timer that fires so late was held up by this process: what was sent meanwhile is still to be read. */
const LATE_MS = 1000;

/** Notices that nothing was heard for a while. One timer at a time, however many messages come. */
export class SilenceWatch {
  readonly #clock: Pick<Clock, "now" | "schedule">;
  readonly #onSilence: (limitMs: number) => void;
  #limitMs = 0;
  #heardAtMs = 0;
  #cancel: (() => void) | null = null;

  constructor(clock: Pick<Clock, "now" | "schedule">, onSilence: (limitMs: number) => void) {
    this.#clock = clock;
    this.#onSilence = onSilence;
  }

  /** Begins anew. */
  start(limitMs: number): void {
    this.stop();
    this.#limitMs = limitMs;
    this.#heardAtMs = this.#clock.now();
    this.#wait(limitMs);
  }

  heard(): void {
    this.#heardAtMs = this.#clock.now();
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #wait(delayMs: number): void {
    const dueAtMs = this.#clock.now() + delayMs;
    this.#cancel = this.#clock.schedule(delayMs, () => {
      const nowMs = this.#clock.now();
      // The machine slept, or the process was stopped: what was sent meanwhile may be a turn away.
      if (nowMs - dueAtMs > LATE_MS) this.#heardAtMs = Math.max(this.#heardAtMs, nowMs - this.#limitMs + LATE_MS);
      const leftMs = this.#heardAtMs + this.#limitMs - nowMs;
      if (leftMs > 0) {
        this.#wait(leftMs);
        return;
      }
      this.#cancel = null;
      this.#onSilence(this.#limitMs);
    });
  }
}

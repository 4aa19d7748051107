/** Events a second, over the last few seconds. */
export class EventRate {
  readonly #counts = new Float64Array(SECONDS + 1);
  #second = 0;
  #sinceSecond: number | null = null;

  count(nowMs: number): void {
    this.#moveTo(nowMs);
    const slot = this.#second % this.#counts.length;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + 1;
  }

  /** Over the whole seconds that have passed, five at most. */
  perSecond(nowMs: number): number {
    this.#moveTo(nowMs);
    const passed = Math.min(SECONDS, this.#second - (this.#sinceSecond ?? this.#second));
    if (passed === 0) return this.#counts[this.#second % this.#counts.length] ?? 0;
    const running = this.#counts[this.#second % this.#counts.length] ?? 0;
    return (this.#counts.reduce((sum, count) => sum + count, 0) - running) / passed;
  }

  #moveTo(nowMs: number): void {
    const second = Math.floor(nowMs / 1000);
    this.#sinceSecond ??= second;
    for (let skipped = Math.min(second - this.#second, this.#counts.length); skipped > 0; skipped--) {
      this.#counts[(second - skipped + 1) % this.#counts.length] = 0;
    }
    this.#second = second;
  }
}

const SECONDS = 5;

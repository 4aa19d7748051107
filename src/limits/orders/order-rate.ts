export const RATE_WINDOW_MS = 60_000;
/** For owners without a limit: more are not told apart. */
const MAX_TIMES = 100_000;

/** When each owner's orders of the last minute came, in monotonic milliseconds: setting the wall clock moves nothing. */
export class OrderRate {
  private readonly owners = new Map<string, number[]>();
  private sweepAtMs = Number.NEGATIVE_INFINITY;

  count(owner: string, nowMs: number): number {
    return this.recent(owner, nowMs).length;
  }

  /** Until one more order has room, where the window holds `count` and may hold `max`; null where it never has. */
  retryAfterMs(owner: string, max: number, nowMs: number): number | null {
    const times = this.recent(owner, nowMs);
    const leaving = times[times.length - max];
    return leaving === undefined ? null : Math.max(1, leaving + RATE_WINDOW_MS - nowMs);
  }

  add(owner: string, atMs: number): void {
    const times = this.owners.get(owner);
    if (times === undefined) this.owners.set(owner, [atMs]);
    else {
      if (times.length >= MAX_TIMES) times.shift();
      times.push(atMs);
    }
  }

  /** Takes one back that was added for this moment. */
  remove(owner: string, atMs: number): void {
    const times = this.owners.get(owner);
    const at = times?.lastIndexOf(atMs) ?? -1;
    if (at >= 0) times?.splice(at, 1);
  }

  /** Lets go of owners without an order in the window, once a window: in open mode callers name themselves. */
  sweep(nowMs: number): void {
    if (nowMs < this.sweepAtMs) return;
    this.sweepAtMs = nowMs + RATE_WINDOW_MS;
    for (const owner of this.owners.keys()) if (this.recent(owner, nowMs).length === 0) this.owners.delete(owner);
  }

  private recent(owner: string, nowMs: number): readonly number[] {
    const times = this.owners.get(owner);
    if (times === undefined) return [];
    const left = times.findIndex((atMs) => atMs > nowMs - RATE_WINDOW_MS);
    if (left !== 0) times.splice(0, left < 0 ? times.length : left);
    return times;
  }
}

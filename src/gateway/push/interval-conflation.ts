import type { Buffer } from "node:buffer";
import type { Clock } from "../../opend/clock.js";
import type { Route } from "./shared-event.js";

interface Slot {
  /** -Infinity before the first. */
  sentMs: number;
  /** Values that came and were not sent. */
  waiting: number;
  filters: Buffer | null;
  afterGap: boolean;
}

/** A key whose newest value may be sent now. */
export interface DueKey {
  readonly route: Route;
  readonly filters: Buffer | null;
  /** Values that came and were not sent, the newest among them. */
  readonly waiting: number;
  readonly afterGap: boolean;
}

/** Wakes that are this close are one, as a part of the interval. */
const WAKES_PER_INTERVAL = 20;

/**
 * At most one event per key in an interval, for one stream. It keeps keys, not
 * values: the newest value stands in the hub's last values when its time comes.
 */
export class IntervalConflation {
  private readonly clock: Clock;
  private readonly intervalMs: number;
  private readonly due: () => void;
  /** In the order of `sentMs`. */
  private readonly sent = new Map<Route, Slot>();
  /** Never sent yet: their reader was not ready. */
  private readonly fresh = new Map<Route, Slot>();
  private waitingKeys = 0;
  private cancelWake: (() => void) | null = null;

  /** @param due called when {@link takeDue} has something. */
  constructor(clock: Clock, intervalMs: number, due: () => void) {
    this.clock = clock;
    this.intervalMs = intervalMs;
    this.due = due;
  }

  /** Keys whose newest value waits. */
  get size(): number {
    return this.waitingKeys;
  }

  /** Whether a value that came now may go at once; else it is noted. `writable`: whether the stream could take it. */
  admit(route: Route, filters: Buffer | null, afterGap: boolean, writable: boolean): boolean {
    const nowMs = this.clock.now();
    const slot = this.sent.get(route) ?? this.fresh.get(route);
    if (writable && (slot === undefined || (slot.waiting === 0 && nowMs - slot.sentMs >= this.intervalMs))) {
      this.noteSent(route);
      return true;
    }
    if (slot === undefined) {
      this.fresh.set(route, { sentMs: -Infinity, waiting: 1, filters, afterGap });
      this.waitingKeys++;
    } else {
      if (slot.waiting++ === 0) this.waitingKeys++;
      slot.filters = filters;
      slot.afterGap ||= afterGap;
    }
    // Who can't write now looks again when it can.
    if (writable) this.arm(nowMs);
    return false;
  }

  /** A value of the key was sent now. */
  noteSent(route: Route): void {
    const slot = this.sent.get(route) ?? this.fresh.get(route);
    if (slot !== undefined && slot.waiting > 0) this.waitingKeys--;
    this.fresh.delete(route);
    this.sent.delete(route);
    this.sent.set(route, { sentMs: this.clock.now(), waiting: 0, filters: null, afterGap: false });
  }

  /** A key whose value may be sent now, as sent; null when none is due. */
  takeDue(): DueKey | null {
    for (const [route, slot] of this.fresh) return this.take(route, slot);
    const latestMs = this.clock.now() - this.intervalMs;
    for (const [route, slot] of this.sent) {
      if (slot.sentMs > latestMs) return null;
      if (slot.waiting > 0) return this.take(route, slot);
      // Idle for the whole interval: nothing to remember.
      this.sent.delete(route);
    }
    return null;
  }

  /** The key's waiting value, due or not, before it is forgotten. */
  takeNow(route: Route): DueKey | null {
    const slot = this.sent.get(route) ?? this.fresh.get(route);
    if (slot === undefined || slot.waiting === 0) return null;
    return this.take(route, slot);
  }

  /** Wakes the owner when the next key is due. Called after each round of {@link takeDue}. */
  rearm(): void {
    this.arm(this.clock.now());
  }

  stop(): void {
    this.cancelWake?.();
    this.cancelWake = null;
    this.sent.clear();
    this.fresh.clear();
    this.waitingKeys = 0;
  }

  private take(route: Route, slot: Slot): DueKey {
    const { filters, waiting, afterGap } = slot;
    this.noteSent(route);
    return { route, filters, waiting, afterGap };
  }

  private arm(nowMs: number): void {
    if (this.cancelWake !== null || this.waitingKeys === 0) return;
    const [first] = this.sent.values();
    const dueMs = first === undefined || this.fresh.size > 0 ? nowMs : first.sentMs + this.intervalMs;
    const delayMs = Math.max(dueMs - nowMs, this.intervalMs / WAKES_PER_INTERVAL);
    this.cancelWake = this.clock.schedule(Math.ceil(delayMs), () => {
      this.cancelWake = null;
      this.due();
    });
  }
}

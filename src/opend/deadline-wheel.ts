import type { Clock } from "./clock.js";

/** Deadlines may fire 10 ms late (faults.md D2); the rest is for timers, which round to whole milliseconds. */
const TICK_MS = 8;
/** Slots of the wheel: entries further away than one turn of 4.1 s wait in their slot for later turns. */
const SLOTS = 512;

/** Something with a deadline; the wheel keeps its own fields on it, so that adding and removing allocate nothing. */
export abstract class DeadlineEntry {
  tick = 0;
  previous: DeadlineEntry | null = null;
  next: DeadlineEntry | null = null;

  /** The deadline has passed; the entry is out of the wheel. */
  abstract expire(): void;
}

/** The head of a slot's ring. */
class SlotHead extends DeadlineEntry {
  override expire(): void {}
}

/** One timer for all deadlines: adding and removing cost the same however many there are. */
export class DeadlineWheel {
  private readonly clock: Clock;
  /** Each slot is a ring with a head that is no entry. */
  private readonly slots: readonly SlotHead[];
  private currentTick: number;
  private size = 0;
  private cancelTimer: (() => void) | null = null;

  constructor(clock: Clock) {
    this.clock = clock;
    this.currentTick = Math.floor(clock.now() / TICK_MS);
    this.slots = Array.from({ length: SLOTS }, () => {
      const head = new SlotHead();
      head.previous = head;
      head.next = head;
      return head;
    });
  }

  /** Entries that wait. */
  get waiting(): number {
    return this.size;
  }

  /** Calls `entry.expire` once `deadlineMs` (on the clock's monotonic time) has passed; Infinity never does. */
  add(entry: DeadlineEntry, deadlineMs: number): void {
    if (this.size === 0) this.currentTick = Math.floor(this.clock.now() / TICK_MS);
    this.remove(entry);
    const tick = Math.min(Math.ceil(deadlineMs / TICK_MS), Number.MAX_SAFE_INTEGER);
    entry.tick = Math.max(tick, this.currentTick + 1);
    const head = this.slots[entry.tick % SLOTS] as SlotHead;
    entry.previous = head.previous;
    entry.next = head;
    (head.previous as DeadlineEntry).next = entry;
    head.previous = entry;
    this.size++;
    this.arm();
  }

  /** Takes an entry out; nothing happens if it isn't in. */
  remove(entry: DeadlineEntry): void {
    if (entry.next === null || entry.previous === null) return;
    entry.previous.next = entry.next;
    entry.next.previous = entry.previous;
    entry.previous = null;
    entry.next = null;
    this.size--;
  }

  /** Stops the timer; entries that wait never expire. */
  close(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
  }

  private arm(): void {
    if (this.cancelTimer !== null) return;
    // On the border of a tick: a timer somewhere within it would be late by up to two.
    const sinceBorderMs = this.clock.now() % TICK_MS;
    this.cancelTimer = this.clock.schedule(Math.ceil(TICK_MS - sinceBorderMs), () => {
      this.cancelTimer = null;
      this.advance();
      if (this.size > 0) this.arm();
    });
  }

  private advance(): void {
    const now = Math.floor(this.clock.now() / TICK_MS);
    // A long stall passes each slot once: one turn of the wheel sees every entry.
    const first = Math.max(this.currentTick + 1, now - SLOTS + 1);
    this.currentTick = now;
    for (let tick = first; tick <= now; tick++) this.expireSlot(this.slots[tick % SLOTS] as SlotHead, now);
  }

  private expireSlot(head: SlotHead, now: number): void {
    const due: DeadlineEntry[] = [];
    for (let entry = head.next as DeadlineEntry; entry !== head; entry = entry.next as DeadlineEntry) {
      if (entry.tick <= now) due.push(entry);
    }
    for (const entry of due) {
      // An earlier one may have taken this one out.
      if (entry.next === null) continue;
      this.remove(entry);
      entry.expire();
    }
  }
}

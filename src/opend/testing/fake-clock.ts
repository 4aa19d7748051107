import type { Clock } from "../clock.js";

interface Timer {
  readonly dueMs: number;
  readonly task: () => void;
}

/** A clock that stands still until a test moves it; the order within a turn is Node's: timers, input, end of turn. */
export class FakeClock implements Clock {
  private nowMs = 1000;
  private wallOffsetMs = 1_700_000_000_000;
  private readonly timers = new Set<Timer>();
  private tasks: (() => void)[] = [];

  now(): number {
    return this.nowMs;
  }

  wallMs(): number {
    return this.nowMs + this.wallOffsetMs;
  }

  wallPreciseMs(): number {
    return this.wallMs();
  }

  /** Timers that wait. */
  get pendingTimers(): number {
    return this.timers.size;
  }

  schedule(delayMs: number, task: () => void): () => void {
    const timer: Timer = { dueMs: this.nowMs + delayMs, task };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  endOfTurn(task: () => void): void {
    this.tasks.push(task);
  }

  /** Ends this turn of the event loop. */
  endTurn(): void {
    const tasks = this.tasks;
    this.tasks = [];
    for (const task of tasks) task();
  }

  /** Lets time pass, each timer at its moment in a turn of its own. */
  advance(ms: number): void {
    const untilMs = this.nowMs + ms;
    this.endTurn();
    for (let timer = this.nextDue(untilMs); timer !== undefined; timer = this.nextDue(untilMs)) {
      this.nowMs = Math.max(this.nowMs, timer.dueMs);
      this.timers.delete(timer);
      timer.task();
      this.endTurn();
    }
    this.nowMs = untilMs;
  }

  /** The event loop stands still for `ms`; then one turn: the timers that are due, `input`, the end of the turn. */
  stall(ms: number, input: () => void = () => undefined): void {
    this.nowMs += ms;
    const due = [...this.timers].filter(({ dueMs }) => dueMs <= this.nowMs).sort((a, b) => a.dueMs - b.dueMs);
    for (const timer of due) {
      if (this.timers.delete(timer)) timer.task();
    }
    input();
    this.endTurn();
  }

  /** Someone sets the wall clock. */
  moveWall(ms: number): void {
    this.wallOffsetMs += ms;
  }

  private nextDue(untilMs: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.timers) {
      if (timer.dueMs <= untilMs && (next === undefined || timer.dueMs < next.dueMs)) next = timer;
    }
    return next;
  }
}

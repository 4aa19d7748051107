import { setImmediate as nextTurn } from "node:timers/promises";
import { type Clock, systemClock } from "../../src/opend/clock.js";

interface Task {
  readonly dueMs: number;
  readonly run: () => void;
  cancelTimer: () => void;
}

/** Steps of a jump: shorter than a heartbeat's interval, whose answers have to come in between. */
const STEP_MS = 1_000;
/** Enough for a call to OpenD and its answer, within this process. */
const TURNS_PER_STEP = 20;

/** The machine's time, and a minute that passes at once where a test would have to wait for it. */
export class JumpClock implements Clock {
  private readonly tasks = new Set<Task>();
  private jumpedMs = 0;

  now(): number {
    return systemClock.now() + this.jumpedMs;
  }

  wallMs(): number {
    return systemClock.wallMs() + this.jumpedMs;
  }

  wallPreciseMs(): number {
    return systemClock.wallPreciseMs() + this.jumpedMs;
  }

  schedule(delayMs: number, run: () => void): () => void {
    const task: Task = { dueMs: this.now() + delayMs, run, cancelTimer: () => {} };
    task.cancelTimer = systemClock.schedule(delayMs, () => this.run(task));
    this.tasks.add(task);
    return () => this.cancel(task);
  }

  endOfTurn(task: () => void): void {
    systemClock.endOfTurn(task);
  }

  /** Sets the time forward before anything waits for it. */
  skip(spanMs: number): void {
    this.jumpedMs += spanMs;
  }

  /** Lets so much time pass at once: what falls due runs, in order. */
  async jump(spanMs: number): Promise<void> {
    for (let passedMs = 0; passedMs < spanMs; passedMs += STEP_MS) {
      this.jumpedMs += Math.min(STEP_MS, spanMs - passedMs);
      const due = [...this.tasks].filter(({ dueMs }) => dueMs <= this.now());
      for (const task of due.sort((one, other) => one.dueMs - other.dueMs)) this.run(task);
      for (let turn = 0; turn < TURNS_PER_STEP; turn++) await nextTurn();
    }
  }

  private run(task: Task): void {
    if (!this.tasks.has(task)) return;
    this.cancel(task);
    task.run();
  }

  private cancel(task: Task): void {
    task.cancelTimer();
    this.tasks.delete(task);
  }
}

/** Time as the upstream side needs it; injected so that tests run on a clock of their own. */
export interface Clock {
  /** Monotonic milliseconds: jumps of the wall clock don't move deadlines. */
  now(): number;
  /** The wall clock in epoch milliseconds. */
  wallMs(): number;
  /** Runs `task` once, `delayMs` from now. Returns what cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
  /** Runs `task` at the end of this turn of the event loop. */
  endOfTurn(task: () => void): void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wallMs: () => Date.now(),
  schedule: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
  // After the poll phase, so that all requests read in this turn leave in one write.
  endOfTurn: (task) => {
    setImmediate(task);
  },
};

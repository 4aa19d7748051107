/** Time as the upstream side needs it; injected so that tests run on a clock of their own. */
export interface Clock {
  /** Monotonic milliseconds: jumps of the wall clock don't move deadlines. */
  now(): number;
  /** The wall clock in epoch milliseconds. */
  wallMs(): number;
  /** The same with a fraction: for moments that are told to callers, such as when a push was read. */
  wallPreciseMs(): number;
  /** Runs `task` once, `delayMs` from now. Returns what cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
  /** Runs `task` at the end of this turn of the event loop. */
  endOfTurn(task: () => void): void;
}

/** How far the precise time may be from the wall clock: `Date.now` cuts off the fraction, and the two drift apart slowly. */
const MAX_WALL_DRIFT_MS = 2;

/** Epoch milliseconds at which the monotonic time was 0, as the wall clock has it now. */
let wallOriginMs = performance.timeOrigin;

/** Between steps of the wall clock as even as the monotonic time; after one it follows. */
function wallPreciseMs(): number {
  const monotonicMs = performance.now();
  const wallMs = Date.now();
  const preciseMs = wallOriginMs + monotonicMs;
  if (Math.abs(preciseMs - wallMs) <= MAX_WALL_DRIFT_MS) return preciseMs;
  wallOriginMs = wallMs - monotonicMs;
  return wallMs;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  wallMs: () => Date.now(),
  wallPreciseMs,
  schedule: (delayMs, task) => {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
  // After the poll phase, so that all requests read in this turn leave in one write.
  endOfTurn: (task) => {
    setImmediate(task);
  },
};

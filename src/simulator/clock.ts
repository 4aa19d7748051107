/** Market time of the simulator, in epoch milliseconds; may run faster than real time. */
export interface Clock {
  now(): number;
  /** Runs `task` after `delayMs` of market time. Returns what cancels it. */
  schedule(delayMs: number, task: () => void): () => void;
}

/** Real time times `speed`, beginning at `startMs`. */
export function createClock(options: { readonly startMs: number; readonly speed: number }): Clock {
  const origin = performance.now();
  return {
    now: () => options.startMs + (performance.now() - origin) * options.speed,
    schedule: (delayMs, task) => {
      const timer = setTimeout(task, delayMs / options.speed);
      return () => clearTimeout(timer);
    },
  };
}

/** A fixed rate of events, some of them at once: a read of OpenD's socket brings what was sent since the last one. */
export interface Pace {
  readonly eventsPerSecond: number;
  /** Events that come together. */
  readonly burst: number;
}

const TIMER_MS = 1;
/** What a process that stood still makes up for. */
const MAX_LATE_MS = 100;

/** Calls `publish` with the number of events that are due, for ever. */
export function publishAtPace({ eventsPerSecond, burst }: Pace, publish: (events: number) => void): void {
  const everyMs = (burst * 1_000) / eventsPerSecond;
  let dueMs = performance.now() + everyMs;
  setInterval(() => {
    const nowMs = performance.now();
    dueMs = Math.max(dueMs, nowMs - MAX_LATE_MS);
    for (; dueMs <= nowMs; dueMs += everyMs) publish(burst);
  }, TIMER_MS);
}

/** A pace as arguments of a server process. */
export function paceArgs({ eventsPerSecond, burst }: Pace): readonly string[] {
  return [String(eventsPerSecond), String(burst)];
}

/** The pace that the arguments name; null without arguments: as fast as flow control allows. */
export function paceOf(args: readonly string[]): Pace | null {
  const [eventsPerSecond, burst] = args.map(Number);
  return eventsPerSecond === undefined || burst === undefined ? null : { eventsPerSecond, burst };
}

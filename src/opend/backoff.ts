/** Waits between attempts to connect, in milliseconds; the last one repeats without end. */
export const BACKOFF_STEPS_MS: readonly number[] = [500, 1000, 2000, 3000, 4500, 10_000, 30_000];
/** Attempts of many connections spread by this share of the step, so that a restarted OpenD isn't stormed. */
const JITTER = 0.2;

/** The wait before attempt number `attempt` (from 0), in milliseconds. @param random in [0, 1). */
export function backoffMs(attempt: number, random: number): number {
  const step = BACKOFF_STEPS_MS[Math.min(attempt, BACKOFF_STEPS_MS.length - 1)] as number;
  return step * (1 + JITTER * (2 * random - 1));
}

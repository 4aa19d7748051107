/** What a caller has left of a limit: the `x-ratelimit-*` of each answer. */
export interface RateState {
  /** Calls in a full window, or the size of a full bucket. */
  readonly limit: number;
  readonly remaining: number;
  /** Until the limit is whole again, in milliseconds. */
  readonly resetMs: number;
}

/** The one of two limits that a caller meets first: the one with the lower share left. */
export function tighterRate(a: RateState | null, b: RateState | null): RateState | null {
  if (a === null || b === null) return a ?? b;
  // Without division: a limit of 0 has no share.
  return b.remaining * a.limit < a.remaining * b.limit ? b : a;
}

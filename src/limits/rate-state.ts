/** What a caller has left of a limit: the `x-ratelimit-*` of each answer. */
export interface RateState {
  /** Calls in a full window, or the size of a full bucket. */
  readonly limit: number;
  readonly remaining: number;
  /** Until the limit is whole again, in milliseconds. */
  readonly resetMs: number;
}

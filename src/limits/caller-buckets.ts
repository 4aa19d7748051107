import type { RateState } from "./rate-state.js";
import type { BucketLimit } from "./token-bucket.js";

/** Tokens taken from a bucket that several gateways share. */
export interface BucketGrant {
  /** How many of the wanted tokens were there, from 0 up. */
  readonly granted: number;
  /** After it. */
  readonly rate: RateState;
  /** Until one more token is there, in milliseconds; 0 where there is one. */
  readonly retryAfterMs: number;
}

/** Token buckets that are kept outside of the process, for several gateways together. */
export interface CallerBuckets {
  /**
   * Takes up to `count` tokens (at least 1) in one step.
   * @param bucket its name: the owner and the class, such as `key:app/quotes`.
   * @throws (rejects) when the store can't be asked within its time; nothing is taken for sure then.
   */
  take(bucket: string, limit: BucketLimit, count: number): Promise<BucketGrant>;
}

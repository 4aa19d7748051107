import type { RateState } from "../limits/rate-state.js";

/** Where a frame left the gateway. */
export interface SentAs {
  /** Name of the pool's member. */
  readonly upstream: string;
  readonly serialNo: number;
}

/** What goes with an answer, reply or refusal, besides what it says. */
export interface AnswerNotes {
  /** What the caller has left of the limit that is nearest; null where none was asked. */
  readonly rate: RateState | null;
  /** The first answer to an idempotency key once more. */
  readonly replayed: boolean;
  /** From the static cache. */
  readonly cached: boolean;
  /** For the audit log; null where nothing was sent, or nobody asked. */
  readonly sentAs: SentAs | null;
}

export const NO_NOTES: AnswerNotes = { rate: null, replayed: false, cached: false, sentAs: null };

/** The limit of which less is left, as a share of the whole. */
export function tighterRate(one: RateState | null, other: RateState | null): RateState | null {
  if (one === null || other === null) return one ?? other;
  return other.remaining * one.limit < one.remaining * other.limit ? other : one;
}

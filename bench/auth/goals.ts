import { type Ratio, ratio } from "../ratio.js";
import type { DecisionCost } from "./decision-cost.js";
import type { GuardedRound } from "./guarded-load.js";

export interface AuthResults {
  readonly decision: DecisionCost;
  readonly guarded: readonly GuardedRound[];
}

/** The ratios of authentication, scopes and limits that have a goal. */
export function authRatios({ decision, guarded }: AuthResults): readonly Ratio[] {
  const name = "auth + scope + limit to a SHA-256 of 64 B";
  return [
    ratio(`${name}, crypto.hash`, [decision.uncachedToSha256], { atMost: 1.5 }),
    ratio(`${name}, createHash`, [decision.uncachedToCreateHash], { atMost: 1.5 }),
    ratio("  with the token cached, crypto.hash", [decision.cachedToSha256], { atMost: 0.3 }),
    ratio("  with the token cached, createHash", [decision.cachedToCreateHash], { atMost: 0.3 }),
    ratio("  1,000 keys to 1 key", [decision.manyKeysToOneUncached], { atMost: 1.2 }),
    ratio("  1,000 keys to 1 key, with the token cached", [decision.manyKeysToOneCached], { atMost: 1.2 }),
    ratio(
      "throughput with everything on to everything off",
      guarded.map(({ on, off }) => on.callsPerSecond / off.callsPerSecond),
      { atLeast: 0.9 },
    ),
  ];
}

import { attributesKey } from "./attributes.js";
import type { HoldCall, Unit } from "./unit.js";

export interface RefusedCalls {
  /** Those that end with the refusal. */
  readonly calls: readonly HoldCall[];
  /** Whether others want something else of the unit, which may be granted yet. */
  readonly others: boolean;
}

/**
 * Which waiting calls a refused unit ends. OpenD was asked for the union of
 * what they want; where they differ the newest of them goes first, and the
 * rest is asked for again, so that a bad wish takes no other one with it.
 */
export function refusedCalls(unit: Unit): RefusedCalls {
  const calls = [...unit.waiters];
  const newest = calls.at(-1);
  if (newest === undefined) return { calls, others: false };
  const wishes = new Set<string>();
  for (const call of calls) {
    const want = call.wants.get(unit);
    if (want !== undefined) wishes.add(attributesKey(want));
  }
  for (const { established } of unit.holds.values()) {
    if (established !== null && !unit.covers(established)) wishes.add(attributesKey(established));
  }
  return wishes.size > 1 ? { calls: [newest], others: true } : { calls, others: false };
}

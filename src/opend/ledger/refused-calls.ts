import { attributesKey } from "./attributes.js";
import type { HoldCall, Unit } from "./unit.js";

export interface RefusedCalls {
  /** Those that end with the refusal. */
  readonly calls: readonly HoldCall[];
  /** What is to be asked for alone next. */
  readonly probe: HoldCall | null;
  /** Whether something else is wanted of the unit, which may be granted yet. */
  readonly others: boolean;
}

/**
 * Which waiting calls a refused unit ends. OpenD was asked for the union of
 * what some of them want (others came later); where those differ each is asked
 * for alone, oldest first, so that a bad wish takes no other one with it.
 */
export function refusedCalls(unit: Unit): RefusedCalls {
  const asked = unit.asked.filter((call) => unit.waiters.has(call));
  const [oldest] = asked;
  const others = unit.waiters.size > asked.length;
  if (unit.probe !== null) return { calls: asked, probe: null, others: others || unit.owed };
  if (oldest !== undefined && wishes(unit, asked).size > 1) return { calls: [], probe: oldest, others: true };
  return { calls: asked, probe: null, others };
}

/** What the refused call stood for: the different wishes in it. */
function wishes(unit: Unit, asked: readonly HoldCall[]): ReadonlySet<string> {
  const wishes = new Set<string>();
  for (const call of asked) {
    const want = call.wants.get(unit);
    if (want !== undefined) wishes.add(attributesKey(want));
  }
  for (const { established } of unit.holds.values()) {
    if (established !== null && !unit.covers(established)) wishes.add(attributesKey(established));
  }
  return wishes;
}

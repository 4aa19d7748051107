import type { Side } from "./fees.js";
import type { Level } from "./liquidity.js";

/** One leg as the matcher sees it; an ordinary order has one leg of ratio 1. */
export interface MatchLeg {
  readonly side: Side;
  /** Quantity per unit of the order. */
  readonly ratio: number;
  /** Shares behind one of its quantity. */
  readonly multiplier: number;
  /** Smallest step of a quantity: trades come in whole lots. */
  readonly lotSize: number;
  /** What it can trade against, best first; prices in money units. */
  readonly levels: readonly Level[];
}

/** `units` of the order done, each leg at its price. */
export interface Execution {
  readonly units: number;
  readonly prices: readonly number[];
}

/** Smallest number of units that is whole lots in every leg. */
function lotStep(legs: readonly MatchLeg[]): number {
  return legs.reduce((step, { lotSize, ratio }) => {
    const own = lotSize / gcd(lotSize, ratio);
    return (step * own) / gcd(step, own);
  }, 1);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** What decides about the cash of a unit. */
type PricedLeg = Pick<MatchLeg, "side" | "ratio" | "multiplier">;

/** Cash that one unit costs at these prices; negative if it brings money. */
export function netCost(legs: readonly PricedLeg[], prices: readonly number[]): number {
  return legs.reduce((sum, leg, index) => {
    const value = leg.ratio * leg.multiplier * (prices[index] ?? 0);
    return leg.side === "buy" ? sum + value : sum - value;
  }, 0);
}

/**
 * Walks the books from their best levels while a unit costs no more than
 * `maxNetCost` (minus the limit for a sell, Infinity for a sell at any price).
 */
export function match(legs: readonly MatchLeg[], wantedUnits: number, maxNetCost: number): readonly Execution[] {
  const at = legs.map(() => ({ index: 0, taken: 0 }));
  const executions: Execution[] = [];
  const step = lotStep(legs);
  let wanted = wantedUnits;
  while (wanted >= step) {
    const prices: number[] = [];
    let units = Math.floor(wanted / step) * step;
    for (const [number, leg] of legs.entries()) {
      const cursor = at[number];
      if (cursor === undefined) return executions;
      let level = leg.levels[cursor.index];
      // What is left of a level may be less than the smallest trade.
      while (level !== undefined && level.volume - cursor.taken < leg.ratio * step) {
        cursor.index += 1;
        cursor.taken = 0;
        level = leg.levels[cursor.index];
      }
      if (level === undefined) return executions;
      prices.push(level.price);
      units = Math.min(units, Math.floor((level.volume - cursor.taken) / (leg.ratio * step)) * step);
    }
    if (netCost(legs, prices) > maxNetCost) return executions;
    for (const [number, leg] of legs.entries()) {
      const cursor = at[number];
      if (cursor !== undefined) cursor.taken += units * leg.ratio;
    }
    executions.push({ units, prices });
    wanted -= units;
  }
  return executions;
}

import { securityKey } from "../../ftapi/routing-key.js";
import { type Calendar, dayNumber } from "./calendar.js";
import type { Listing } from "./listing.js";
import type { Bar } from "./price-series.js";
import { cleanPrice } from "./tick-size.js";

/** A corporate action with its effect on older prices: adjusted = price * factorA + factorB. */
export interface CorporateAction {
  /** Ex-date, YYYY-MM-DD. */
  readonly date: string;
  readonly dayIndex: number;
  /** Cash a share, else 0. */
  readonly dividend: number;
  /** New shares for one old one, else 1. */
  readonly splitInto: number;
}

/** Qot_Common.RehabType. */
export const RehabType = { none: 0, forward: 1, backward: 2 } as const;

interface Plan {
  readonly dividendRate: number;
  readonly monthDay: string;
}

const dividendPlans: ReadonlyMap<string, Plan> = new Map([
  ["1_00700", { dividendRate: 0.007, monthDay: "05-17" }],
  ["1_00005", { dividendRate: 0.05, monthDay: "03-06" }],
  ["1_00941", { dividendRate: 0.06, monthDay: "06-05" }],
  ["11_AAPL", { dividendRate: 0.005, monthDay: "05-10" }],
  ["11_MSFT", { dividendRate: 0.008, monthDay: "05-15" }],
  ["21_600519", { dividendRate: 0.02, monthDay: "06-19" }],
  ["22_000001", { dividendRate: 0.05, monthDay: "06-14" }],
]);

const splits: ReadonlyMap<string, { readonly date: string; readonly into: number }> = new Map([
  ["11_NVDA", { date: "2024-06-10", into: 10 }],
]);

/** Actions of a security up to the calendar's day 0, oldest first. */
export function corporateActions(listing: Listing, calendar: Calendar): readonly CorporateAction[] {
  const key = securityKey(listing);
  const found: CorporateAction[] = [];
  const first = calendar.day(calendar.firstIndex).date;
  const today = calendar.day(0).date;
  const add = (date: string, dividend: number, splitInto: number): void => {
    if (date <= first || date > today) return;
    found.push({ date, dayIndex: calendar.firstIndexFrom(date), dividend, splitInto });
  };
  const plan = dividendPlans.get(key);
  if (plan !== undefined) {
    for (let year = Number(first.slice(0, 4)); year <= Number(today.slice(0, 4)); year++) {
      add(`${year}-${plan.monthDay}`, cleanPrice(listing.basePrice * plan.dividendRate), 1);
    }
  }
  const split = splits.get(key);
  if (split !== undefined) add(split.date, 0, split.into);
  return found.sort((left, right) => dayNumber(left.date) - dayNumber(right.date));
}

export interface Factors {
  readonly a: number;
  readonly b: number;
}

/** Forward: makes prices before the action comparable with those after it. Backward: the other way round. */
export function forwardFactors(action: CorporateAction): Factors {
  return { a: 1 / action.splitInto, b: -action.dividend / action.splitInto };
}

export function backwardFactors(action: CorporateAction): Factors {
  return { a: action.splitInto, b: action.dividend };
}

/**
 * The path is drawn in today's shares, so that it has no jump at a split. This
 * turns a bar of day `dayIndex` into what OpenD would show: traded prices (none),
 * or prices adjusted to today (forward) or to the oldest day (backward).
 */
export function rehabilitate(bar: Bar, dayIndex: number, rehabType: number, actions: readonly CorporateAction[]): Bar {
  let a = 1;
  let b = 0;
  const apply = (factors: Factors): void => {
    a *= factors.a;
    b = b * factors.a + factors.b;
  };
  const later = actions.filter((action) => action.dayIndex > dayIndex);
  const sharesThen = later.reduce((product, action) => product * action.splitInto, 1);
  a = sharesThen;
  if (rehabType === RehabType.forward) for (const action of later) apply(forwardFactors(action));
  if (rehabType === RehabType.backward) {
    for (const action of actions) if (action.dayIndex <= dayIndex) apply(backwardFactors(action));
  }
  if (a === 1 && b === 0) return bar;
  const adjust = (price: number): number => cleanPrice(Math.max(0.0001, price * a + b));
  return {
    open: adjust(bar.open),
    high: adjust(bar.high),
    low: adjust(bar.low),
    close: adjust(bar.close),
    volume: bar.volume / sharesThen,
    turnover: bar.turnover,
  };
}

import { TrdMarket } from "../../../generated/ts/Trd_Common.js";
import { ceilToCents, ceilToWhole, toUnits, UNITS_PER_CURRENCY } from "./money.js";

export type Side = "buy" | "sell";

/** One item of a fee, in money units. */
export interface FeeItem {
  readonly title: string;
  readonly amount: number;
}

interface FeeRule {
  readonly title: string;
  /** Charged on this side only; both if absent. */
  readonly only?: Side;
  /** Share of the traded value. */
  readonly rate?: number;
  /** Currency units per share, or per contract. */
  readonly perShare?: number;
  /** Currency units per order. */
  readonly perOrder?: number;
  readonly min?: number;
  readonly max?: number;
  /** Rounds up to whole currency units instead of cents. */
  readonly whole?: boolean;
}

/**
 * The simulator's price list: close to what a retail account pays, but its own.
 * Every rule grows with quantity and value, so the fee of an order at its limit
 * bounds the fee that it can end up with.
 */
const SCHEDULES: ReadonlyMap<number, readonly FeeRule[]> = new Map([
  [
    TrdMarket.TrdMarket_HK,
    [
      { title: "佣金", rate: 0.0003, min: 3 },
      { title: "平台使用费", perOrder: 15 },
      { title: "印花税", rate: 0.001, whole: true },
      { title: "交易费", rate: 0.0000565, min: 0.01 },
      { title: "交易征费", rate: 0.000027, min: 0.01 },
      { title: "财汇局征费", rate: 0.0000015 },
      { title: "交收费", rate: 0.000042 },
    ],
  ],
  [
    TrdMarket.TrdMarket_US,
    [
      { title: "佣金", perShare: 0.0049, min: 0.99 },
      { title: "平台使用费", perShare: 0.005, min: 1 },
      { title: "交收费", perShare: 0.003 },
      { title: "证监会规费", only: "sell", rate: 0.0000278, min: 0.01 },
      { title: "交易活动费", only: "sell", perShare: 0.000166, min: 0.01, max: 8.3 },
    ],
  ],
  [
    TrdMarket.TrdMarket_HKCC,
    [
      { title: "佣金", rate: 0.0003, min: 3 },
      { title: "平台使用费", perOrder: 15 },
      { title: "经手费", rate: 0.0000341 },
      { title: "证管费", rate: 0.00002 },
      { title: "过户费", rate: 0.00003 },
      { title: "印花税", only: "sell", rate: 0.0005 },
    ],
  ],
]);

/** Options count in contracts, so `perShare` is per contract. */
const OPTION_SCHEDULES: ReadonlyMap<number, readonly FeeRule[]> = new Map([
  [
    TrdMarket.TrdMarket_HK,
    [
      { title: "佣金", rate: 0.002, min: 3 },
      { title: "平台使用费", perOrder: 15 },
      { title: "交易所费用", perShare: 3 },
    ],
  ],
  [
    TrdMarket.TrdMarket_US,
    [
      { title: "佣金", perShare: 0.65, min: 1.99 },
      { title: "平台使用费", perShare: 0.3 },
      { title: "期权监管费", perShare: 0.012 },
      { title: "期权清算费", perShare: 0.02 },
      { title: "证监会规费", only: "sell", rate: 0.0000278, min: 0.01 },
    ],
  ],
]);

/** Names a price list. */
export interface FeeSchedule {
  readonly trdMarket: number;
  readonly option: boolean;
}

/** The fees of an order that traded `qty` shares (or contracts) for `value` money units in all. */
export function feeItems(schedule: FeeSchedule, side: Side, qty: number, value: number): readonly FeeItem[] {
  if (qty === 0) return [];
  const rules = (schedule.option ? OPTION_SCHEDULES : SCHEDULES).get(schedule.trdMarket) ?? [];
  return rules
    .filter((rule) => rule.only === undefined || rule.only === side)
    .map((rule) => ({ title: rule.title, amount: amountOf(rule, qty, value) }));
}

export function totalFee(schedule: FeeSchedule, side: Side, qty: number, value: number): number {
  return feeItems(schedule, side, qty, value).reduce((sum, item) => sum + item.amount, 0);
}

function amountOf(rule: FeeRule, qty: number, value: number): number {
  const raw = value * (rule.rate ?? 0) + qty * (rule.perShare ?? 0) * UNITS_PER_CURRENCY + toUnits(rule.perOrder ?? 0);
  const bounded = Math.min(Math.max(raw, toUnits(rule.min ?? 0)), toUnits(rule.max ?? 1e9));
  return rule.whole === true ? ceilToWhole(bounded) : ceilToCents(bounded);
}

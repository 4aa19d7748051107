import { OrderType, TrailType, TrdSide } from "../../../generated/ts/Trd_Common.js";
import type { OrderRules } from "../../auth/api-key.js";
import type { OrderLeg } from "./order-terms.js";

/** What a market order may cost above the last price. */
const MARKET_MARGIN = 1.05;
/** A few roundings of doubles: 100.1 * 3 must not count as more than 300.30. */
const NOISE = 2 ** -48;
/** Beyond it a double no longer counts in cents. */
const MAX_CENTS = 2 ** 53;

/** Types whose limit is `price`. */
const LIMIT_TYPES: ReadonlySet<number> = new Set([
  OrderType.OrderType_Normal,
  OrderType.OrderType_AbsoluteLimit,
  OrderType.OrderType_AuctionLimit,
  OrderType.OrderType_SpecialLimit,
  OrderType.OrderType_SpecialLimit_All,
  OrderType.OrderType_StopLimit,
  OrderType.OrderType_LimitifTouched,
  OrderType.OrderType_TWAP_LIMIT,
  OrderType.OrderType_VWAP_LIMIT,
]);

/** Types that OpenD fills whatever `price` says. */
const UNPRICED_TYPES: ReadonlySet<number> = new Set([
  OrderType.OrderType_Market,
  OrderType.OrderType_Auction,
  OrderType.OrderType_Stop,
  OrderType.OrderType_MarketifTouched,
  OrderType.OrderType_TrailingStop,
  OrderType.OrderType_TrailingStopLimit,
  OrderType.OrderType_TWAP_MARKET,
  OrderType.OrderType_VWAP_MARKET,
]);

/** An order as it will be after the command. */
export interface ValuedOrder {
  readonly isCombo: boolean;
  readonly legs: readonly OrderLeg[];
  /** null: not known. */
  readonly orderType: number | null;
  readonly qty: number;
  /** null or 0: none. */
  readonly price: number | null;
  readonly auxPrice: number | null;
  readonly amount: number | null;
  readonly raisedBy: number;
  readonly trailType: number | null;
  readonly trailValue: number | null;
  readonly trailSpread: number | null;
}

/** What was looked up of a leg. */
export interface LegFigures {
  readonly contractSize: number;
  /** null where {@link needsLastPrice} said that it is not needed. */
  readonly lastPrice: number | null;
}

/** Whether the value depends on what the market pays. */
export function needsLastPrice(order: ValuedOrder): boolean {
  if (order.isCombo) return true;
  // A seller gets the market's price where it is better than his limit.
  const isBuy = order.legs[0]?.side === TrdSide.TrdSide_Buy || order.legs[0]?.side === TrdSide.TrdSide_BuyBack;
  return !(isBuy && hasLimit(order));
}

/** Whether `price` is what the order trades at. */
export function hasLimit({ orderType, price }: ValuedOrder): boolean {
  return orderType !== null && LIMIT_TYPES.has(orderType) && price !== null && price > 0;
}

/**
 * What an order can turn over, in its currency; never below 0.
 * @param figures one for each leg
 */
export function orderValue(order: ValuedOrder, figures: readonly LegFigures[]): number {
  const byPrice = order.isCombo ? comboValue(order, figures) : singleValue(order, figures[0]);
  return Math.max(byPrice, order.amount ?? 0);
}

function comboValue(order: ValuedOrder, figures: readonly LegFigures[]): number {
  let market = 0;
  let largestSize = 0;
  for (const [index, { contractSize, lastPrice }] of figures.entries()) {
    const ratio = order.legs[index]?.ratio ?? 1;
    market += order.qty * ratio * (lastPrice ?? 0) * contractSize * MARKET_MARGIN;
    largestSize = Math.max(largestSize, contractSize);
  }
  // A limit far above what the legs last traded at may be filled by asks that are as far away.
  return Math.max(market, order.qty * Math.abs(order.price ?? 0) * largestSize);
}

function singleValue(order: ValuedOrder, figures: LegFigures | undefined): number {
  if (figures === undefined) throw new TypeError("an order has no figures");
  const { contractSize, lastPrice } = figures;
  const limit = (order.price ?? 0) * (1 + order.raisedBy);
  const unitPrice = hasLimit(order) ? Math.max(limit, lastPrice ?? 0) : unpricedValue(order, limit, lastPrice ?? 0);
  return order.qty * unitPrice * contractSize;
}

function unpricedValue(order: ValuedOrder, limit: number, lastPrice: number): number {
  const isUnpriced = order.orderType !== null && UNPRICED_TYPES.has(order.orderType);
  return Math.max(
    lastPrice * MARKET_MARGIN,
    order.auxPrice ?? 0,
    trailedPrice(order, lastPrice),
    // Of a type that is not known the price may be a limit.
    isUnpriced ? 0 : limit,
  );
}

/** Where a trailing order of a buyer would fire now, with the distance of its limit. */
function trailedPrice({ trailType, trailValue, trailSpread }: ValuedOrder, lastPrice: number): number {
  if (trailType === null || trailType === TrailType.TrailType_Unknown) return 0;
  const trail = Math.abs(trailValue ?? 0);
  // Documented in percent; below 1 it is read as a share, which is never less.
  const ratio = trail < 1 ? trail : trail / 100;
  const distance = trailType === TrailType.TrailType_Ratio ? lastPrice * ratio : trail;
  return lastPrice + distance + Math.abs(trailSpread ?? 0);
}

/** An amount of money in hundredths, rounded up; null where it is too much to be counted. */
export function toCents(value: number): number | null {
  const hundredths = value * 100;
  if (!(hundredths < MAX_CENTS)) return null;
  const nearest = Math.round(hundredths);
  return Math.abs(hundredths - nearest) <= hundredths * NOISE ? nearest : Math.ceil(hundredths);
}

/** A limit in hundredths, rounded down, so that it is never passed. */
export function limitCents(limit: number): number {
  const hundredths = limit * 100;
  return Math.min(Math.floor(hundredths + hundredths * NOISE), Number.MAX_SAFE_INTEGER);
}

/** What a key may turn over in a UTC day, in hundredths; null: no limit. */
export function maxDailyCents(rules: OrderRules | null): number | null {
  return rules === null || rules.maxDailyValue === null ? null : limitCents(rules.maxDailyValue);
}

/** Whether the value of an order is worth looking up for a key. */
export function limitsValue(rules: OrderRules): boolean {
  return rules.maxOrderValue !== null || rules.maxDailyValue !== null;
}

import type { Order } from "../../../generated/ts/Trd_Common.js";
import { OrderStatus, OrderType, TimeInForce, TrdSide } from "../../../generated/ts/Trd_Common.js";
import { securityKey } from "../../ftapi/routing-key.js";
import type { ListedSecurity } from "../market-view.js";
import { isOption } from "./contract.js";
import type { FeeSchedule, Side } from "./fees.js";
import { totalFee } from "./fees.js";
import { formatTime } from "./market-time.js";
import { currencyNumber, fromUnits } from "./money.js";
import { isWorking } from "./order-status.js";
import type { Trigger } from "./order-trigger.js";
import type { TradeMarket } from "./trade-market.js";
import { secMarketOf } from "./trade-market.js";

/** One security of an order. An ordinary order has one leg of ratio 1, a combination several. */
export interface OrderLeg {
  readonly security: ListedSecurity;
  readonly side: Side;
  readonly ratio: number;
  /** Shares behind one of its quantity: 1, or the size of an option contract. */
  readonly multiplier: number;
  filledQty: number;
  /** Money units. */
  filledValue: number;
}

/** How an order meets the book. */
export interface ExecutionPolicy {
  /** Most cash that one unit may cost, in money units; negative for a sell, Infinity for any price. */
  readonly maxNetCost: number;
  /** Trades at its own limit and nowhere better (HK absolute limit). */
  readonly atLimitOnly: boolean;
  /** What is not done at once is cancelled. */
  readonly immediate: boolean;
  /** All or nothing. */
  readonly whole: boolean;
  /** May only wait for an opening auction. */
  readonly auction: boolean;
}

/** What the client asked for and gets back in every copy of the order, as it was given. */
export interface OrderTerms {
  readonly orderType: number;
  readonly trdSide: number;
  /** Currency units; 0 for market orders. */
  readonly price: number;
  readonly auxPrice: number | undefined;
  readonly trailType: number | undefined;
  readonly trailValue: number | undefined;
  readonly trailSpread: number | undefined;
  readonly timeInForce: number;
  readonly fillOutsideRTH: boolean | undefined;
  readonly session: number | undefined;
  readonly jpAccType: number | undefined;
  readonly expireTime: string | undefined;
  readonly remark: string | undefined;
}

/** An order in the simulator. Quantities are units: shares, or times the combination. */
export interface OrderRecord {
  readonly id: bigint;
  readonly idEx: string;
  readonly accId: bigint;
  readonly market: TradeMarket;
  readonly combo: boolean;
  readonly legs: readonly OrderLeg[];
  readonly createdMs: number;
  readonly expiresMs: number;
  terms: OrderTerms;
  execution: ExecutionPolicy;
  /** Undefined once it fired. */
  trigger: Trigger | undefined;
  /** Lower goes first at the same price; a change of price or more quantity gives a new one. */
  priority: number;
  qty: number;
  filledQty: number;
  status: number;
  updatedMs: number;
  lastError: string;
  /** Fees taken so far, money units. */
  chargedFee: number;
}

/** What an order holds back while it works. */
export interface Holding {
  /** Money units. */
  readonly cash: number;
  /** Shares by security key. */
  readonly shares: ReadonlyMap<string, number>;
}

const NOTHING: Holding = { cash: 0, shares: new Map() };

export function remainingQty(order: OrderRecord): number {
  return order.qty - order.filledQty;
}

/** The price list that applies to a leg. */
export function feeSchedule(order: OrderRecord, leg: OrderLeg): FeeSchedule {
  return { trdMarket: order.market.trdMarket, option: isOption(leg.security) };
}

/** Fees that the order owes for what it has traded. */
export function feeOf(order: OrderRecord): number {
  return order.legs.reduce(
    (sum, leg) => sum + totalFee(feeSchedule(order, leg), leg.side, leg.filledQty, leg.filledValue),
    0,
  );
}

/**
 * The most that the rest of a buy can cost, fees included, and the shares that
 * the rest of a sell delivers. Fees of a sell come out of its proceeds.
 * `worthOf` (money units for one of the quantity) values the legs of a
 * combination for its fee.
 */
export function holdingOf(order: OrderRecord, worthOf: (security: ListedSecurity) => number): Holding {
  return isWorking(order.status) ? requiredHolding(order, worthOf) : NOTHING;
}

export function requiredHolding(order: OrderRecord, worthOf: (security: ListedSecurity) => number): Holding {
  const remaining = remainingQty(order);
  const shares = new Map<string, number>();
  let feeAtLimit = 0;
  for (const leg of order.legs) {
    const qty = remaining * leg.ratio;
    if (leg.side === "sell") {
      const key = securityKey(leg.security);
      shares.set(key, (shares.get(key) ?? 0) + qty);
    }
    const price = order.combo ? worthOf(leg.security) : order.execution.maxNetCost;
    if (order.combo || leg.side === "buy") {
      feeAtLimit += totalFee(feeSchedule(order, leg), leg.side, leg.filledQty + qty, leg.filledValue + qty * price);
    }
  }
  const bound = order.execution.maxNetCost;
  const cost = Number.isFinite(bound) ? Math.max(0, bound) * remaining : 0;
  return { cash: cost + Math.max(0, feeAtLimit - order.chargedFee), shares };
}

/** Prices of an order are per share, or per share of its largest contract. */
export function quoteMultiplier(legs: readonly OrderLeg[]): number {
  return Math.max(...legs.map((leg) => leg.multiplier));
}

/** Average price of what was traded, in currency units; for a combination the net price. */
export function averagePrice(order: OrderRecord): number {
  if (order.filledQty === 0) return 0;
  const value = order.legs.reduce((sum, leg) => sum + (leg.side === "buy" ? 1 : -1) * leg.filledValue, 0);
  const net = order.combo ? value : Math.abs(value);
  return fromUnits(net / (order.filledQty * quoteMultiplier(order.legs)));
}

/** The order as it goes over the wire. */
export function toOrderMessage(order: OrderRecord): Order {
  const { terms, market } = order;
  const first = order.legs[0];
  const security = first?.security;
  return {
    trdSide: terms.trdSide,
    orderType: terms.orderType,
    orderStatus: order.status,
    orderID: order.id,
    orderIDEx: order.idEx,
    code: security?.code ?? "",
    name: security?.name ?? "",
    qty: order.qty,
    price: terms.price,
    createTime: formatTime(market.timeZone, order.createdMs),
    updateTime: formatTime(market.timeZone, order.updatedMs),
    fillQty: order.filledQty,
    fillAvgPrice: averagePrice(order),
    lastErrMsg: order.lastError,
    secMarket: secMarketOf(security?.market ?? 0),
    createTimestamp: order.createdMs / 1000,
    updateTimestamp: order.updatedMs / 1000,
    remark: terms.remark,
    timeInForce: terms.timeInForce,
    fillOutsideRTH: terms.fillOutsideRTH,
    auxPrice: terms.auxPrice,
    trailType: terms.trailType,
    trailValue: terms.trailValue,
    trailSpread: terms.trailSpread,
    currency: currencyNumber(market.currency),
    trdMarket: market.trdMarket,
    session: terms.session,
    jpAccType: terms.jpAccType,
    expireTime: terms.timeInForce === TimeInForce.TimeInForce_GTD ? terms.expireTime : undefined,
    orderAmount:
      terms.orderType === OrderType.OrderType_Market
        ? undefined
        : terms.price * order.qty * quoteMultiplier(order.legs),
    comboLegs: order.combo
      ? order.legs.map((leg) => ({
          security: { market: leg.security.market, code: leg.security.code },
          side: leg.side === "buy" ? TrdSide.TrdSide_Buy : TrdSide.TrdSide_Sell,
          qtyRatio: leg.ratio,
        }))
      : [],
  };
}

/** Where a new order starts before it is shown to anybody. */
export const INITIAL_STATUS = OrderStatus.OrderStatus_Unsubmitted;

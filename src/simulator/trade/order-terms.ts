import { OrderType, TimeInForce, TrailType, TrdMarket, TrdSide } from "../../../generated/ts/Trd_Common.js";
import { Refusal } from "../handler.js";
import type { ListedSecurity, MarketView } from "../market-view.js";
import { required } from "./checks.js";
import { multiplierOf } from "./contract.js";
import { GTC_DAYS, MARKET_ORDER_COLLAR, MAX_REMARK_BYTES } from "./defaults.js";
import type { Side } from "./fees.js";
import { formatTime, nextClose, parseTime } from "./market-time.js";
import { fromUnits, toUnits } from "./money.js";
import type { ExecutionPolicy } from "./order.js";
import type { OrderKind } from "./order-kind.js";
import { orderKind } from "./order-kind.js";
import type { PriceAdjustment } from "./order-price.js";
import { checkPrice, MAX_PRICE, toStep } from "./order-price.js";
import type { Trigger } from "./order-trigger.js";
import { triggerPrice } from "./order-trigger.js";
import type { TradeMarket } from "./trade-market.js";

const DAY_MS = 86_400_000;

/** The fields of 2202 and 2205 that set prices. */
export interface PriceFields extends PriceAdjustment {
  readonly price?: number | undefined;
  readonly auxPrice?: number | undefined;
  readonly trailType?: number | undefined;
  readonly trailValue?: number | undefined;
  readonly trailSpread?: number | undefined;
}

/** Price, trigger and book behaviour that follow from the fields of a request. */
export interface PricedOrder {
  /** As shown to the client, currency units. */
  readonly price: number;
  readonly trigger: Trigger | undefined;
  readonly policy: ExecutionPolicy;
}

export function checkSide(trdSide: number | undefined): Side {
  switch (required(trdSide, "trdSide")) {
    case TrdSide.TrdSide_Buy:
      return "buy";
    case TrdSide.TrdSide_Sell:
      return "sell";
    default:
      throw new Refusal(`不支持的交易方向: trdSide=${trdSide}, 请使用1(买入)或2(卖出)`);
  }
}

export function checkKind(orderType: number | undefined, trdMarket: number, simulated: boolean): OrderKind {
  const kind = orderKind(required(orderType, "orderType"));
  if (kind === undefined) throw new Refusal(`不支持的订单类型: orderType=${orderType}`);
  if (simulated && !kind.simulated) throw new Refusal(`模拟交易不支持该订单类型: orderType=${orderType}`);
  if (kind.hongKongOnly && trdMarket !== TrdMarket.TrdMarket_HK) {
    throw new Refusal(`该订单类型仅支持港股: orderType=${orderType}`);
  }
  return kind;
}

export function checkRemark(remark: string | undefined): string | undefined {
  if (remark !== undefined && Buffer.byteLength(remark, "utf8") > MAX_REMARK_BYTES) {
    throw new Refusal(`备注过长: remark最多${MAX_REMARK_BYTES}字节`);
  }
  return remark;
}

/** Until when the order is good; refuses what the environment does not offer. */
export function checkLifetime(
  market: TradeMarket,
  fields: {
    readonly timeInForce?: number | undefined;
    readonly expireTime?: string | undefined;
    readonly fillOutsideRTH?: boolean | undefined;
  },
  simulated: boolean,
  nowMs: number,
): { readonly timeInForce: number; readonly expiresMs: number; readonly expireTime: string | undefined } {
  const timeInForce = fields.timeInForce ?? TimeInForce.TimeInForce_DAY;
  if (simulated && timeInForce !== TimeInForce.TimeInForce_DAY) {
    throw new Refusal(`模拟交易仅支持当日有效订单: timeInForce=${timeInForce}`);
  }
  const close = fields.fillOutsideRTH === true ? market.extendedCloseMinutes : market.closeMinutes;
  switch (timeInForce) {
    case TimeInForce.TimeInForce_DAY:
    case TimeInForce.TimeInForce_IOC:
      return { timeInForce, expiresMs: nextClose(market.timeZone, close, nowMs), expireTime: undefined };
    case TimeInForce.TimeInForce_GTC:
      return { timeInForce, expiresMs: nowMs + GTC_DAYS * DAY_MS, expireTime: undefined };
    case TimeInForce.TimeInForce_GTD: {
      const text = required(fields.expireTime, "expireTime");
      const expiresMs = parseTime(market.timeZone, text, true);
      if (expiresMs === undefined) throw new Refusal(`时间格式错误: expireTime=${text}, 应为YYYY-MM-DD HH:MM:SS`);
      if (expiresMs <= nowMs) {
        throw new Refusal(
          `订单到期时间必须晚于当前时间: expireTime=${text}, 当前${formatTime(market.timeZone, nowMs)}`,
        );
      }
      return { timeInForce, expiresMs, expireTime: text };
    }
    default:
      throw new Refusal(`不支持的订单有效期: timeInForce=${timeInForce}`);
  }
}

/** Checks the price fields of an order and turns them into what the engine works with. */
export function priceOrder(
  market: MarketView,
  security: ListedSecurity,
  side: Side,
  order: {
    readonly orderType: number;
    readonly kind: OrderKind;
    readonly timeInForce: number;
    /** Best price on the other side of the book, money units. */
    readonly bestPrice: number | undefined;
  },
  fields: PriceFields,
): PricedOrder {
  const { kind } = order;
  const last = toUnits(market.lastPrice(security));
  const trigger = readTrigger(market, security, side, kind, fields, last, order.orderType);
  const price = kind.limit ? checkPrice(market, security, fields.price, "price", fields) : 0;
  return {
    price,
    trigger,
    policy: {
      maxNetCost: kind.limit
        ? signed(side, toUnits(price)) * multiplierOf(security)
        : worstPrice(market, security, side, trigger, Math.max(last, order.bestPrice ?? 0)) * multiplierOf(security),
      atLimitOnly: kind.atLimitOnly,
      immediate: kind.immediate || order.timeInForce === TimeInForce.TimeInForce_IOC,
      whole: kind.whole,
      auction: kind.auction,
    },
  };
}

function signed(side: Side, price: number): number {
  return side === "buy" ? price : -price;
}

/** The highest price an order without a limit of its own may pay; a sell takes any price unless it trails with a limit. */
function worstPrice(
  market: MarketView,
  security: ListedSecurity,
  side: Side,
  trigger: Trigger | undefined,
  reference: number,
): number {
  const at = trigger === undefined ? reference : triggerPrice(trigger, side);
  if (trigger?.kind === "trail" && trigger.spread !== undefined) {
    return signed(side, side === "buy" ? at + trigger.spread : Math.max(1, at - trigger.spread));
  }
  if (side === "sell") return Number.POSITIVE_INFINITY;
  return toUnits(toStep(market, security, fromUnits(at) * (1 + MARKET_ORDER_COLLAR), 1));
}

function readTrigger(
  market: MarketView,
  security: ListedSecurity,
  side: Side,
  kind: OrderKind,
  fields: PriceFields,
  last: number,
  orderType: number,
): Trigger | undefined {
  if (kind.trigger === "none") return undefined;
  if (kind.trigger !== "trail") {
    return { kind: kind.trigger, price: toUnits(checkPrice(market, security, fields.auxPrice, "auxPrice")) };
  }
  const trailType = required(fields.trailType, "trailType");
  const trailValue = required(fields.trailValue, "trailValue");
  const ratio = trailType === TrailType.TrailType_Ratio;
  if (!ratio && trailType !== TrailType.TrailType_Amount) throw new Refusal(`不支持的跟踪类型: trailType=${trailType}`);
  // A sell that trails by its whole price could never fire.
  const tooFar = ratio ? trailValue >= 100 : side === "sell" && toUnits(trailValue) >= last;
  if (!(trailValue > 0) || trailValue > MAX_PRICE || tooFar)
    throw new Refusal(`跟踪金额/百分比无效: trailValue=${trailValue}`);
  let spread: number | undefined;
  if (orderType === OrderType.OrderType_TrailingStopLimit) {
    const given = required(fields.trailSpread, "trailSpread");
    if (!(given >= 0) || given > MAX_PRICE) throw new Refusal(`指定价差无效: trailSpread=${given}`);
    spread = toUnits(given);
  }
  const by = ratio ? "ratio" : "amount";
  // A ratio is given in percent.
  return { kind: "trail", by, value: ratio ? trailValue / 100 : toUnits(trailValue), spread, extreme: last };
}

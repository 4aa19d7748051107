import type { ComboLeg } from "../../../generated/ts/Qot_Common.js";
import { OrderType } from "../../../generated/ts/Trd_Common.js";
import { securityKey } from "../../ftapi/routing-key.js";
import { Refusal } from "../handler.js";
import type { MarketView } from "../market-view.js";
import { checkSecurity, required } from "./checks.js";
import { lotOf, multiplierOf } from "./contract.js";
import { MARKET_ORDER_COLLAR } from "./defaults.js";
import { netCost } from "./matching.js";
import { toUnits } from "./money.js";
import type { ExecutionPolicy, OrderLeg } from "./order.js";
import { quoteMultiplier } from "./order.js";
import { checkSide } from "./order-terms.js";
import { secMarketOf } from "./trade-market.js";

const MIN_LEGS = 2;
const MAX_LEGS = 4;

/** Checks the legs of 2227 and 2112: listed, of the header's market, each once, whole ratios. */
export function readLegs(market: MarketView, trdMarket: number, given: readonly ComboLeg[]): readonly OrderLeg[] {
  if (given.length === 0) throw new Refusal("缺少必要的参数: comboLegs");
  if (given.length < MIN_LEGS || given.length > MAX_LEGS) {
    throw new Refusal(`组合订单需要${MIN_LEGS}至${MAX_LEGS}条腿: 共${given.length}条`);
  }
  const legs = given.map((leg) => {
    const named = required(leg.security, "comboLegs.security");
    const code = required(named.code, "comboLegs.security.code");
    const security = checkSecurity(market, trdMarket, code, secMarketOf(named.market ?? 0));
    const ratio = required(leg.qtyRatio, "comboLegs.qtyRatio");
    if (!Number.isSafeInteger(ratio) || ratio <= 0) throw new Refusal(`数量比例必须是正整数: qtyRatio=${ratio}`);
    const side = checkSide(required(leg.side, "comboLegs.side"));
    return { security, side, ratio, multiplier: multiplierOf(security), filledQty: 0, filledValue: 0 };
  });
  if (new Set(legs.map((leg) => securityKey(leg.security))).size < legs.length) {
    throw new Refusal("组合订单的各腿不能是同一证券");
  }
  return legs;
}

/** Units of a combination; every leg must come out in board lots. */
export function checkComboQty(legs: readonly OrderLeg[], value: number | undefined): number {
  const qty = Math.trunc(required(value, "qty"));
  if (!Number.isSafeInteger(qty) || qty <= 0) throw new Refusal(`数量必须大于0: qty=${value}`);
  for (const { security, ratio } of legs) {
    if ((qty * ratio) % lotOf(security) !== 0) {
      throw new Refusal(`数量必须是每手股数的整数倍: ${security.code} ${qty * ratio}, 每手${lotOf(security)}股`);
    }
  }
  return qty;
}

/** The net price is what one unit costs, per share of the largest contract; negative if it brings money. */
export function comboPolicy(
  market: MarketView,
  legs: readonly OrderLeg[],
  orderType: number,
  price: number | undefined,
  immediate: boolean,
): ExecutionPolicy {
  const policy = { atLimitOnly: false, immediate, whole: false, auction: false };
  if (orderType === OrderType.OrderType_Normal) {
    const limit = toUnits(required(price, "price")) * quoteMultiplier(legs);
    if (!Number.isSafeInteger(limit)) throw new Refusal(`价格无效: price=${price}`);
    return { ...policy, maxNetCost: limit };
  }
  if (orderType !== OrderType.OrderType_Market) {
    throw new Refusal(`组合订单仅支持限价单和市价单: orderType=${orderType}`);
  }
  const worst = legs.map((leg) => {
    const collar = leg.side === "buy" ? 1 + MARKET_ORDER_COLLAR : 1 - MARKET_ORDER_COLLAR;
    return Math.round(toUnits(market.lastPrice(leg.security)) * collar);
  });
  return { ...policy, maxNetCost: netCost(legs, worst) };
}

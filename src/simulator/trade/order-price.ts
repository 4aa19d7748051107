import { Refusal } from "../handler.js";
import type { ListedSecurity, MarketView } from "../market-view.js";
import { lotOf } from "./contract.js";

/** How far a price may be moved to a legal step; sign is the direction (facts: ftapi-protocol.md 6.4). */
export interface PriceAdjustment {
  readonly adjustPrice?: boolean | undefined;
  readonly adjustSideAndLimit?: number | undefined;
}

/** Prices of securities count to three decimals; OpenD drops the rest. */
const PRICE_DECIMALS = 3;
const STEP_TOLERANCE = 1e-6;
/** Keeps a price in money units times any quantity an account can pay for an exact integer. */
export const MAX_PRICE = 1e8;

/** A positive price on a legal step, or a refusal that names the field. */
export function checkPrice(
  market: MarketView,
  security: ListedSecurity,
  value: number | undefined,
  name: string,
  adjustment: PriceAdjustment = {},
): number {
  if (value === undefined) throw new Refusal(`缺少必要的参数: ${name}`);
  const scale = 10 ** PRICE_DECIMALS;
  const price = Math.floor(value * scale + STEP_TOLERANCE) / scale;
  if (!Number.isFinite(value) || price <= 0) throw new Refusal(`价格必须大于0: ${name}=${value}`);
  if (price > MAX_PRICE) throw new Refusal(`价格超出范围: ${name}=${value}, 最大${MAX_PRICE}`);
  const tick = market.tickSize(security, price);
  const steps = price / tick;
  if (Math.abs(steps - Math.round(steps)) <= STEP_TOLERANCE * Math.max(1, steps)) return price;
  const limit = adjustment.adjustSideAndLimit;
  if (adjustment.adjustPrice !== true || limit === undefined || limit === 0) {
    throw new Refusal(`价格不符合最小变动单位: ${name}=${price}, 最小变动单位为${tick}`);
  }
  const adjusted = roundTo(limit > 0 ? Math.ceil(steps) * tick : Math.floor(steps) * tick);
  if (adjusted <= 0 || Math.abs(adjusted - price) / price > Math.abs(limit) + STEP_TOLERANCE) {
    throw new Refusal(`价格调整幅度超过限制: ${name}=${price}, 合法价格为${adjusted}, 限制为${limit}`);
  }
  return adjusted;
}

/** Quantities are whole numbers in board lots. */
export function checkQty(security: ListedSecurity, value: number | undefined): number {
  if (value === undefined) throw new Refusal("缺少必要的参数: qty");
  const qty = Math.trunc(value);
  if (!Number.isSafeInteger(qty) || qty <= 0) throw new Refusal(`数量必须大于0: qty=${value}`);
  const lot = lotOf(security);
  if (qty % lot !== 0) {
    throw new Refusal(`数量必须是每手股数的整数倍: qty=${qty}, 每手${lot}股`);
  }
  return qty;
}

/** The next legal step at or above (1) or at or below (-1) a computed price; at least one step. */
export function toStep(market: MarketView, security: ListedSecurity, price: number, direction: 1 | -1): number {
  const tick = market.tickSize(security, price);
  const steps = price / tick;
  const whole = direction > 0 ? Math.ceil(steps - STEP_TOLERANCE) : Math.floor(steps + STEP_TOLERANCE);
  return roundTo(Math.max(1, whole) * tick);
}

/** Takes the noise of a binary fraction out of a price. */
function roundTo(price: number): number {
  return Math.round(price * 1e6) / 1e6;
}

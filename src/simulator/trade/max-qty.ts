import type { MaxTrdQtys } from "../../../generated/ts/Trd_Common.js";
import type { ListedSecurity } from "../market-view.js";
import type { Account } from "./account.js";
import { isOption, lotOf, multiplierOf } from "./contract.js";
import { totalFee } from "./fees.js";
import type { TradeMarket } from "./trade-market.js";

/**
 * How much of a security the account can buy and sell at `price` (money units).
 * `orderId` names an order that is about to change: what it holds back, and what
 * it has filled, count as free.
 */
export function maxQty(
  account: Account,
  market: TradeMarket,
  security: ListedSecurity,
  price: number,
  orderId: bigint | undefined,
): MaxTrdQtys {
  const cash = Math.max(0, account.ledger.available(market.currency, orderId));
  const lot = lotOf(security);
  const worth = price * multiplierOf(security);
  const schedule = { trdMarket: market.trdMarket, option: isOption(security) };
  const affordable = (lots: number): boolean => {
    const qty = lots * lot;
    return qty * worth + totalFee(schedule, "buy", qty, qty * worth) <= cash;
  };
  let low = 0;
  let high = Math.floor(cash / (worth * lot));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (affordable(middle)) low = middle;
    else high = middle - 1;
  }
  const filled = orderId === undefined ? 0 : (account.order(orderId)?.filledQty ?? 0);
  const sellable = account.positions.sellable(security, orderId);
  return {
    maxCashBuy: low * lot + filled,
    maxCashAndMarginBuy: low * lot + filled,
    maxPositionSell: Math.floor(sellable / lot) * lot + filled,
    maxSellShort: 0,
    maxBuyBack: 0,
  };
}

import type { Position } from "../../../generated/ts/Trd_Common.js";
import { PositionSide } from "../../../generated/ts/Trd_Common.js";
import type { Account } from "./account.js";
import { multiplierOf } from "./contract.js";
import { currencyNumber, fromUnits } from "./money.js";
import type { PositionRecord } from "./position.js";
import { secMarketOf, tradeMarket } from "./trade-market.js";

/** A position as 2102 shows it; `price` in money units. */
export function toPositionMessage(account: Account, position: PositionRecord, price: number): Position {
  const { security, qty, day } = position;
  const multiplier = multiplierOf(security);
  const value = qty * price * multiplier;
  const profit = value - position.dilutedCost;
  const currency = tradeMarket(position.trdMarket)?.currency ?? security.currency;
  const dilutedPrice = qty === 0 ? undefined : fromUnits(position.dilutedCost / (qty * multiplier));
  const averagePrice = qty === 0 ? undefined : fromUnits(position.averageCost / (qty * multiplier));
  return {
    positionID: position.id,
    positionSide: PositionSide.PositionSide_Long,
    code: security.code,
    name: security.name,
    qty,
    canSellQty: account.positions.sellable(security),
    price: fromUnits(price),
    costPrice: dilutedPrice,
    val: fromUnits(value),
    plVal: qty === 0 ? fromUnits(position.realizedProfit) : fromUnits(profit),
    // A diluted cost of zero or less has no meaningful ratio.
    plRatio: qty > 0 && position.dilutedCost > 0 ? (profit / position.dilutedCost) * 100 : undefined,
    secMarket: secMarketOf(security.market),
    td_plVal: fromUnits(value - day.openValue + day.sellValue - day.buyValue),
    td_trdVal: fromUnits(day.buyValue + day.sellValue),
    td_buyVal: fromUnits(day.buyValue),
    td_buyQty: day.buyQty,
    td_sellVal: fromUnits(day.sellValue),
    td_sellQty: day.sellQty,
    unrealizedPL: fromUnits(value - position.averageCost),
    realizedPL: fromUnits(position.realizedProfit),
    currency: currencyNumber(currency),
    trdMarket: position.trdMarket,
    dilutedCostPrice: dilutedPrice,
    averageCostPrice: averagePrice,
    averagePlRatio:
      qty > 0 && position.averageCost > 0 ? ((value - position.averageCost) / position.averageCost) * 100 : undefined,
    accID: account.accId,
  };
}

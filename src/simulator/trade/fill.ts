import type { OrderFill } from "../../../generated/ts/Trd_Common.js";
import { OrderFillStatus, TrdSide } from "../../../generated/ts/Trd_Common.js";
import type { ListedSecurity } from "../market-view.js";
import type { Side } from "./fees.js";
import { formatTime } from "./market-time.js";
import { fromUnits } from "./money.js";
import type { TradeMarket } from "./trade-market.js";
import { secMarketOf } from "./trade-market.js";

/** One trade of one leg of an order. */
export interface FillRecord {
  readonly id: bigint;
  readonly orderId: bigint;
  readonly orderIdEx: string;
  readonly market: TradeMarket;
  readonly security: ListedSecurity;
  readonly side: Side;
  readonly qty: number;
  /** Money units. */
  readonly price: number;
  readonly atMs: number;
}

export function toFillMessage(fill: FillRecord): OrderFill {
  return {
    trdSide: fill.side === "buy" ? TrdSide.TrdSide_Buy : TrdSide.TrdSide_Sell,
    fillID: fill.id,
    fillIDEx: `F${fill.id.toString(16)}`,
    orderID: fill.orderId,
    orderIDEx: fill.orderIdEx,
    code: fill.security.code,
    name: fill.security.name,
    qty: fill.qty,
    price: fromUnits(fill.price),
    createTime: formatTime(fill.market.timeZone, fill.atMs),
    secMarket: secMarketOf(fill.security.market),
    createTimestamp: fill.atMs / 1000,
    updateTimestamp: fill.atMs / 1000,
    status: OrderFillStatus.OrderFillStatus_OK,
    trdMarket: fill.market.trdMarket,
  };
}

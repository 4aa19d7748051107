import type { Order } from "../../../generated/ts/Trd_Common.js";
import { marketOfQuoteMarket, marketOfSecMarket } from "./market-names.js";
import type { OrderLeg, OrderTerms } from "./order-terms.js";
import type { ValuedOrder } from "./order-value.js";

/** An order as it will be if OpenD takes the command. */
export interface OrderAfter extends ValuedOrder {
  /** Where the order itself is; the header's, unless it was looked up. */
  readonly trdMarket: number;
  /** What names the order among all; null for one that is yet to be placed. */
  readonly key: string | null;
  /** Whether the command itself says how many, and at what price: the rest is as the list has it. */
  readonly saysQty: boolean;
  readonly saysPrice: boolean;
}

/** The order that a command places; null for a command about an order that exists. */
export function placedOrder(terms: OrderTerms): OrderAfter | null {
  if (terms.action !== "place" && terms.action !== "combo") return null;
  return {
    ...terms,
    isCombo: terms.action === "combo",
    qty: terms.qty ?? 0,
    trdMarket: terms.header.trdMarket,
    key: null,
    saysQty: true,
    saysPrice: true,
  };
}

/** The order that exists, with what the command changes of it; null where the list says too little of it. */
export function changedOrder(terms: OrderTerms, order: Order): OrderAfter | null {
  const trdMarket = order.trdMarket ?? terms.header.trdMarket;
  const legs = legsOf(order, trdMarket);
  const qty = given(terms.qty, order.qty);
  if (legs.length === 0 || qty === null) return null;
  return {
    isCombo: order.comboLegs.length > 0,
    trdMarket,
    key: `${terms.header.trdEnv}/${terms.header.accId}/${order.orderID ?? 0n}/${order.orderIDEx ?? ""}`,
    saysQty: isGiven(terms.qty),
    saysPrice: [terms.price, terms.auxPrice, terms.trailType, terms.trailValue, terms.trailSpread].some(isGiven),
    legs,
    orderType: order.orderType ?? null,
    qty,
    price: given(terms.price, order.price),
    auxPrice: given(terms.auxPrice, order.auxPrice),
    // A modification changes it; what it will be, quantity and price tell.
    amount: terms.action === "modify" ? null : (order.orderAmount ?? null),
    raisedBy: terms.raisedBy,
    trailType: terms.trailType ?? order.trailType ?? null,
    trailValue: terms.trailValue ?? order.trailValue ?? null,
    trailSpread: terms.trailSpread ?? order.trailSpread ?? null,
  };
}

/** 0 is no quantity and no price: OpenD would keep what the order has, or refuse. */
function given(changed: number | null, kept: number | undefined): number | null {
  return isGiven(changed) ? changed : (kept ?? null);
}

function isGiven(changed: number | null): boolean {
  return changed !== null && changed !== 0;
}

function legsOf(order: Order, trdMarket: number): readonly OrderLeg[] {
  if (order.comboLegs.length > 0) {
    return order.comboLegs.map((leg) => ({
      code: leg.security?.code ?? "",
      ...marketOfQuoteMarket(trdMarket, leg.security?.market ?? 0),
      side: leg.side ?? 0,
      ratio: leg.qtyRatio ?? 1,
    }));
  }
  if (order.code === undefined || order.code === "") return [];
  const place = marketOfSecMarket(trdMarket, order.secMarket ?? 0);
  return [{ code: order.code, ...place, side: order.trdSide ?? 0, ratio: 1 }];
}

import type { OrderTrace } from "../../limits/orders/order-store.js";
import type { OrderAfter } from "./order-after.js";
import type { OrderTerms } from "./order-terms.js";
import { hasLimit } from "./order-value.js";

/** How the order is found again in the list; the tag, and when it is sent, are put in by who sends it. */
export function traceOf(terms: OrderTerms, order: OrderAfter | null, wallMs: number): OrderTrace {
  const { header, orderId } = terms;
  const leg = order === null || order.isCombo ? undefined : order.legs[0];
  const { qty, price } = comparableFigures(terms, order);
  return {
    protoId: terms.protoId,
    trdEnv: header.trdEnv,
    accId: String(header.accId),
    trdMarket: header.trdMarket,
    jpAccType: header.jpAccType,
    tag: null,
    code: leg?.code ?? null,
    trdSide: leg?.side ?? null,
    orderType: order?.orderType ?? terms.orderType,
    qty,
    price,
    orderId: orderId === null ? null : String(orderId),
    orderIdEx: terms.orderIdEx,
    modifyOp: terms.modifyOp,
    sentAtMs: wallMs,
  };
}

/** What the list will show if OpenD takes the command; null for what it may show otherwise. */
function comparableFigures(terms: OrderTerms, order: OrderAfter | null): Pick<OrderTrace, "qty" | "price"> {
  // Its quantity and price may be as before: they would prove an effect that only the trigger can show.
  const changesTrigger = [terms.auxPrice, terms.trailType, terms.trailValue, terms.trailSpread].some(
    (it) => it !== null,
  );
  if (terms.action === "modify" && changesTrigger) return { qty: null, price: null };
  if (order === null) return { qty: terms.qty, price: terms.price };
  return { qty: order.qty, price: order.isCombo || hasLimit(order) ? order.price : null };
}

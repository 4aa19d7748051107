import type { OrderTrace } from "../../limits/orders/order-store.js";
import type { CheckedOrder } from "./checked-order.js";

const NO_TRACE: Omit<OrderTrace, "protoId"> = {
  trdEnv: 0,
  accId: "0",
  trdMarket: 0,
  tag: null,
  code: null,
  trdSide: null,
  orderType: null,
  qty: null,
  price: null,
  orderId: null,
  orderIdEx: null,
  modifyOp: null,
  sentAtMs: 0,
};

/** What changes state and is no order: it has no value, and stands in no order list. */
export function plainOrder(protoId: number): CheckedOrder {
  return { valueCents: 0, countsAsOrder: false, trace: { ...NO_TRACE, protoId } };
}

import { ModifyOrderOp, type Order, OrderStatus, TrdSide } from "../../../generated/ts/Trd_Common.js";
import type { OrderTrace } from "../../limits/orders/order-store.js";

/** What the order list says of a command whose outcome is unknown. */
export type SearchResult =
  | { readonly type: "found"; readonly order: Order }
  /** As far as the list tells: no order can be the one. */
  | { readonly type: "absent" }
  /** Nobody can tell. */
  | { readonly type: "undecided" };

const PLACE_ORDER = 2202;
const MODIFY_ORDER = 2205;
const PLACE_COMBO_ORDER = 2227;

/** When an order that is taken for the lost one was made, from its sending on. */
const EARLY_S = 5;
const LATE_S = 60;
/** How far the back end's clock may be behind ours: what it dates earlier may still be the lost one. */
const MAX_SKEW_S = 600;

const UNDECIDED: SearchResult = { type: "undecided" };

/** Whether an order list can say anything about it. */
export function isSearchable({ protoId }: OrderTrace): boolean {
  return protoId === PLACE_ORDER || protoId === MODIFY_ORDER || protoId === PLACE_COMBO_ORDER;
}

/** Orders whose calls are known. */
export interface OthersOrders {
  has(order: Order): boolean;
  /** Whether all that the gateway placed around the moment of sending are known. */
  readonly complete: boolean;
}

/**
 * Looks for an order in an account's list. Rather undecided than wrong: "absent"
 * lets a caller place the order again, "found" tells it that it has one.
 */
export function searchOrders(trace: OrderTrace, orders: readonly Order[], others: OthersOrders): SearchResult {
  if (trace.protoId === MODIFY_ORDER) return searchChange(trace, orders);
  if (!isSearchable(trace)) return UNDECIDED;
  const { tag } = trace;
  const own = tag ?? trace.remark ?? "";
  if (tag !== null) {
    const tagged = orders.filter(({ remark }) => remark === tag);
    if (tagged.length > 0) return single(tagged);
  }
  // Only what can't be it for sure counts as not it: quantity and price may have been changed since,
  // and OpenD may have dropped the remark.
  const candidates = orders.filter(
    (order) => mayBe(trace, order) && !others.has(order) && (order.remark === own || (order.remark ?? "") === ""),
  );
  if (candidates.length === 0) return { type: "absent" };
  const isTold = own !== "" || others.complete;
  if (tag !== null || !isTold) return UNDECIDED;
  // One that came later is hardly it; but what was long under way may have come late.
  const near = candidates.filter((order) => secondsAfter(trace, order) <= LATE_S);
  const alike = near.filter((order) => isAlike(trace, order) && (order.remark ?? "") === own);
  return near.length === alike.length ? single(alike) : UNDECIDED;
}

function single(orders: readonly Order[]): SearchResult {
  const [order] = orders;
  return order !== undefined && orders.length === 1 ? { type: "found", order } : UNDECIDED;
}

function mayBe(trace: OrderTrace, order: Order): boolean {
  const { code, trdSide } = trace;
  if (code !== null && !sameCode(code, order.code) && !isAliasOf(code, order.code)) return false;
  if (trdSide !== null && !sameSide(trdSide, order.trdSide)) return false;
  return secondsAfter(trace, order) >= -MAX_SKEW_S;
}

/** From the sending to the making of an order. The text of its time is in the market's zone: without the number it may be any. */
function secondsAfter({ sentAtMs }: OrderTrace, { createTimestamp = 0 }: Order): number {
  return createTimestamp === 0 ? 0 : createTimestamp - sentAtMs / 1000;
}

function isAlike(trace: OrderTrace, order: Order): boolean {
  const { code, qty, price, orderType } = trace;
  return (
    code !== null &&
    sameCode(code, order.code) &&
    order.createTimestamp !== undefined &&
    order.createTimestamp !== 0 &&
    secondsAfter(trace, order) >= -EARLY_S &&
    (orderType === null || orderType === order.orderType) &&
    (qty === null || same(qty, order.qty)) &&
    (price === null || same(price, order.price))
  );
}

/** Whether a change took effect; an order that something else changed since leaves it open. */
function searchChange(trace: OrderTrace, orders: readonly Order[]): SearchResult {
  const { orderId, orderIdEx, sentAtMs } = trace;
  if (orderId === null && orderIdEx === null) return UNDECIDED;
  const order = orders.find(
    (each) =>
      (orderId !== null && String(each.orderID) === orderId) || (orderIdEx !== null && each.orderIDEx === orderIdEx),
  );
  if (order === undefined) return UNDECIDED;
  if (hasEffect(trace, order)) return { type: "found", order };
  const { updateTimestamp } = order;
  const marginS = showsEffect(trace) ? EARLY_S : MAX_SKEW_S;
  const untouched =
    updateTimestamp !== undefined && updateTimestamp !== 0 && updateTimestamp < sentAtMs / 1000 - marginS;
  return untouched ? { type: "absent" } : UNDECIDED;
}

const CANCELLED: readonly number[] = [
  OrderStatus.OrderStatus_Cancelling_Part,
  OrderStatus.OrderStatus_Cancelling_All,
  OrderStatus.OrderStatus_Cancelled_Part,
  OrderStatus.OrderStatus_Cancelled_All,
  OrderStatus.OrderStatus_Deleted,
];

/** Whether the list shows what the change did, so that its absence does not hang on two clocks alone. */
function showsEffect({ modifyOp, qty, price }: OrderTrace): boolean {
  if (modifyOp === ModifyOrderOp.ModifyOrderOp_Normal) return qty !== null || price !== null;
  // What is live again may be filled at once.
  return modifyOp !== ModifyOrderOp.ModifyOrderOp_Enable;
}

function hasEffect({ modifyOp, qty, price }: OrderTrace, order: Order): boolean {
  const { orderStatus = OrderStatus.OrderStatus_Unknown } = order;
  switch (modifyOp) {
    case ModifyOrderOp.ModifyOrderOp_Normal:
      return (
        (qty !== null || price !== null) &&
        (qty === null || same(qty, order.qty)) &&
        (price === null || same(price, order.price))
      );
    case ModifyOrderOp.ModifyOrderOp_Cancel:
      return CANCELLED.includes(orderStatus);
    case ModifyOrderOp.ModifyOrderOp_Disable:
      return orderStatus === OrderStatus.OrderStatus_Disabled;
    case ModifyOrderOp.ModifyOrderOp_Enable:
      return orderStatus === OrderStatus.OrderStatus_Submitting || orderStatus === OrderStatus.OrderStatus_Submitted;
    case ModifyOrderOp.ModifyOrderOp_Delete:
      return orderStatus === OrderStatus.OrderStatus_Deleted;
    default:
      return false;
  }
}

function same(a: number, b: number | undefined): boolean {
  return b !== undefined && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** `HK.00700` and `00700` are one code. */
function sameCode(a: string, b: string | undefined): boolean {
  return b !== undefined && (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`));
}

/**
 * An order for a main contract (`HSImain`) is listed under the month that OpenD makes of it (`HSI2612`):
 * what ends in small letters may be listed under any code that begins the same.
 */
function isAliasOf(asked: string, listed: string | undefined): boolean {
  const root = asked.replace(/[a-z]+$/, "");
  return root !== asked && (listed ?? "").includes(root.slice(root.lastIndexOf(".") + 1));
}

/** Lists tell short sales and their return apart, requests don't (facts: ftapi-protocol.md 6.4). */
function sameSide(asked: number, listed: number | undefined): boolean {
  if (asked === listed) return true;
  return asked === TrdSide.TrdSide_Sell
    ? listed === TrdSide.TrdSide_SellShort
    : asked === TrdSide.TrdSide_Buy && listed === TrdSide.TrdSide_BuyBack;
}

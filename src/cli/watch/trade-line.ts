import type { PushEvent } from "../../../generated/ts/futu/service/futu.js";
import { Response as Notify, NotifyType } from "../../../generated/ts/Notify.js";
import { OrderStatus, TrdSide } from "../../../generated/ts/Trd_Common.js";
import { Response as UpdateOrder } from "../../../generated/ts/Trd_UpdateOrder.js";
import { Response as UpdateOrderFill } from "../../../generated/ts/Trd_UpdateOrderFill.js";
import { commandById } from "../../catalog/catalog.js";
import { plainText } from "./plain-text.js";

/** A trade event or a notice in one line. */
export function tradeLine(event: PushEvent): string {
  const { proto_id: protoId = 0, acc_id: account = 0n, replayed = false } = event;
  const name = commandById(protoId)?.name ?? `push ${protoId}`;
  const parts = [describe(protoId, event.body ?? new Uint8Array()) ?? name];
  if (account !== 0n) parts.push(`account ${account}`);
  if (replayed) parts.push("(replayed)");
  return plainText(parts.join("  "));
}

/** Null for a push that has no line of its own, or that can't be read. */
function describe(protoId: number, body: Uint8Array): string | null {
  try {
    if (protoId === 2208) return orderText(body);
    if (protoId === 2218) return fillText(body);
    return protoId === 1003 ? noticeText(body) : null;
  } catch {
    return null;
  }
}

function orderText(body: Uint8Array): string | null {
  const order = UpdateOrder.decode(body).s2c?.order;
  if (order === undefined) return null;
  const { orderID, trdSide, code, qty, price, orderStatus, fillQty = 0, lastErrMsg = "" } = order;
  const status = enumName(OrderStatus, "OrderStatus_", orderStatus);
  const problem = lastErrMsg === "" ? "" : `: ${lastErrMsg}`;
  return `order ${orderID} ${side(trdSide)} ${code} ${qty} @ ${price}  ${status}, ${fillQty} filled${problem}`;
}

function fillText(body: Uint8Array): string | null {
  const fill = UpdateOrderFill.decode(body).s2c?.orderFill;
  if (fill === undefined) return null;
  const { fillID, orderID, trdSide, code, qty, price } = fill;
  return `fill ${fillID} ${side(trdSide)} ${code} ${qty} @ ${price}${orderID === undefined ? "" : ` of order ${orderID}`}`;
}

function noticeText(body: Uint8Array): string | null {
  const notice = Notify.decode(body).s2c;
  if (notice === undefined) return null;
  const what = enumName(NotifyType, "NotifyType_", notice.type);
  return `notice ${what}${notice.event?.desc === undefined ? "" : `: ${notice.event.desc}`}`;
}

function side(value: number | undefined): string {
  return enumName(TrdSide, "TrdSide_", value);
}

function enumName(names: Readonly<Record<number, string>>, prefix: string, value: number | undefined): string {
  return value === undefined ? "unknown" : (names[value]?.replace(prefix, "") ?? String(value));
}

import { Buffer } from "node:buffer";
import type { TrdHeader } from "../../../generated/ts/Trd_Common.js";
import { Response as ModifyResponse } from "../../../generated/ts/Trd_ModifyOrder.js";
import { Response as ComboResponse } from "../../../generated/ts/Trd_PlaceComboOrder.js";
import { Response as PlaceResponse } from "../../../generated/ts/Trd_PlaceOrder.js";
import { RET_TYPE_SUCCESS, readReply } from "../../ftapi/envelope.js";
import type { SettledOutcome } from "../../limits/orders/order-store.js";
import { isRefusal } from "../opend-failure.js";

const PLACE_ORDER = 2202;
const PLACE_COMBO_ORDER = 2227;

/** What an answer of OpenD means for what was reserved. The reply must not change afterwards. */
export function outcomeOf(reply: Uint8Array): SettledOutcome {
  let retType: number;
  try {
    ({ retType } = readReply(reply));
  } catch {
    return { type: "unknown" };
  }
  if (retType === RET_TYPE_SUCCESS) return { type: "accepted", reply };
  return isRefusal(retType) ? { type: "refused", reply } : { type: "unknown" };
}

/** How an order is named in its account. */
export interface OrderName {
  readonly orderID: bigint | undefined;
  readonly orderIDEx: string | undefined;
}

/** The reply that OpenD would have given, for an order that was found in the list. */
export function foundReply(protoId: number, header: TrdHeader, { orderID, orderIDEx }: OrderName): Buffer {
  const envelope = { retType: RET_TYPE_SUCCESS, retMsg: "", errCode: 0 };
  const bytes =
    protoId === PLACE_ORDER
      ? PlaceResponse.encode({ ...envelope, s2c: { header, orderID, orderIDEx } }).finish()
      : protoId === PLACE_COMBO_ORDER
        ? ComboResponse.encode({ ...envelope, s2c: { header, orderIDEx } }).finish()
        : ModifyResponse.encode({ ...envelope, s2c: { header, orderID, orderIDEx } }).finish();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The order that a reply to 2202 or 2227 names; null where it names none. */
export function placedOrder(protoId: number, reply: Uint8Array): OrderName | null {
  try {
    if (protoId === PLACE_ORDER) {
      const s2c = PlaceResponse.decode(reply).s2c;
      return s2c === undefined ? null : { orderID: s2c.orderID, orderIDEx: s2c.orderIDEx };
    }
    if (protoId !== PLACE_COMBO_ORDER) return null;
    const s2c = ComboResponse.decode(reply).s2c;
    return s2c === undefined ? null : { orderID: undefined, orderIDEx: s2c.orderIDEx };
  } catch {
    return null;
  }
}

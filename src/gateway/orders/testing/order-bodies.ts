import * as ModifyOrder from "../../../../generated/ts/Trd_ModifyOrder.js";
import * as PlaceComboOrder from "../../../../generated/ts/Trd_PlaceComboOrder.js";
import * as PlaceOrder from "../../../../generated/ts/Trd_PlaceOrder.js";
import * as ReconfirmOrder from "../../../../generated/ts/Trd_ReconfirmOrder.js";
import type { OrderRules } from "../../../auth/api-key.js";
import { commandById } from "../../../catalog/catalog.js";
import type { OrderTerms } from "../order-terms.js";
import { readOrderTerms } from "../read-order-terms.js";

export const ACC_ID = 281756479000000101n;
const packetID = { connID: 1n, serialNo: 1 };
export const HK_HEADER = { trdEnv: 0, accID: ACC_ID, trdMarket: 1 };

/** A limit order to buy 100 of HK.00700 at 500. */
export function placeBody(c2s: object = {}): Uint8Array {
  const whole = {
    packetID,
    header: HK_HEADER,
    trdSide: 1,
    orderType: 1,
    code: "00700",
    qty: 100,
    price: 500,
    secMarket: 1,
    ...c2s,
  };
  return PlaceOrder.Request.encode(PlaceOrder.Request.fromPartial({ c2s: whole })).finish();
}

/** Order 7 to 200 at 500. */
export function modifyBody(c2s: object = {}): Uint8Array {
  const whole = { packetID, header: HK_HEADER, orderID: 7n, modifyOrderOp: 1, qty: 200, price: 500, ...c2s };
  return ModifyOrder.Request.encode(ModifyOrder.Request.fromPartial({ c2s: whole })).finish();
}

/** Two legs in the US: buy one AAPL, sell one NVDA. */
export function comboBody(c2s: object = {}): Uint8Array {
  const whole = {
    packetID,
    header: { ...HK_HEADER, trdMarket: 2 },
    qty: 2,
    orderType: 1,
    price: 1,
    comboLegs: [
      { security: { market: 11, code: "AAPL" }, side: 1, qtyRatio: 1 },
      { security: { market: 11, code: "NVDA" }, side: 2, qtyRatio: 1 },
    ],
    ...c2s,
  };
  return PlaceComboOrder.Request.encode(PlaceComboOrder.Request.fromPartial({ c2s: whole })).finish();
}

export function confirmBody(c2s: object = {}): Uint8Array {
  const whole = { packetID, header: HK_HEADER, orderID: 7n, reconfirmReason: 1, ...c2s };
  return ReconfirmOrder.Request.encode(ReconfirmOrder.Request.fromPartial({ c2s: whole })).finish();
}

export function termsOf(protoId: number, body: Uint8Array): OrderTerms {
  const command = commandById(protoId);
  if (command === undefined) throw new TypeError(`no command ${protoId}`);
  return readOrderTerms(command, body);
}

export const placeTerms = (c2s: object = {}): OrderTerms => termsOf(2202, placeBody(c2s));
export const modifyTerms = (c2s: object = {}): OrderTerms => termsOf(2205, modifyBody(c2s));
export const comboTerms = (c2s: object = {}): OrderTerms => termsOf(2227, comboBody(c2s));
export const confirmTerms = (c2s: object = {}): OrderTerms => termsOf(2237, confirmBody(c2s));

/** A key without limits, but for those given. */
export function rulesWith(limits: Partial<OrderRules>): OrderRules {
  return {
    markets: null,
    symbols: null,
    sides: null,
    hours: null,
    maxOrderValue: null,
    maxDailyValue: null,
    maxOrdersPerMinute: null,
    tagsRemark: false,
    ...limits,
  };
}

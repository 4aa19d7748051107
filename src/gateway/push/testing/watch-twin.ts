import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { PushEvent } from "../../../../generated/ts/futu/service/futu.js";
import * as Notify from "../../../../generated/ts/Notify.js";
import type { WatchEvent } from "../../../../generated/ts/opend/v1/push.js";
import * as IndicatorCalc from "../../../../generated/ts/Qot_PushIndicatorCalc.js";
import * as BasicQot from "../../../../generated/ts/Qot_UpdateBasicQot.js";
import * as Broker from "../../../../generated/ts/Qot_UpdateBroker.js";
import * as EventContractKline from "../../../../generated/ts/Qot_UpdateEventContractKline.js";
import * as EventContractOrderBook from "../../../../generated/ts/Qot_UpdateEventContractOrderBook.js";
import * as EventContractTicker from "../../../../generated/ts/Qot_UpdateEventContractTicker.js";
import * as KL from "../../../../generated/ts/Qot_UpdateKL.js";
import * as OptionEvent from "../../../../generated/ts/Qot_UpdateOptionEvent.js";
import * as OrderBook from "../../../../generated/ts/Qot_UpdateOrderBook.js";
import * as PriceReminder from "../../../../generated/ts/Qot_UpdatePriceReminder.js";
import * as RT from "../../../../generated/ts/Qot_UpdateRT.js";
import * as Ticker from "../../../../generated/ts/Qot_UpdateTicker.js";
import * as Order from "../../../../generated/ts/Trd_UpdateOrder.js";
import * as OrderFill from "../../../../generated/ts/Trd_UpdateOrderFill.js";

type UpdateField =
  | "notify"
  | "order"
  | "order_fill"
  | "basic_qot"
  | "kl"
  | "rt"
  | "ticker"
  | "order_book"
  | "broker"
  | "price_reminder"
  | "indicator_calc"
  | "option_event"
  | "event_contract_order_book"
  | "event_contract_kline"
  | "event_contract_ticker";

interface PushBody {
  readonly retType?: number | undefined;
  readonly s2c?: object | undefined;
}

/** Which field of WatchEvent has which push, written down once more, by hand. */
export const UPDATE_FIELDS: Readonly<
  Record<number, readonly [field: UpdateField, response: { decode(bytes: Uint8Array): PushBody }]>
> = {
  1003: ["notify", Notify.Response],
  2208: ["order", Order.Response],
  2218: ["order_fill", OrderFill.Response],
  3005: ["basic_qot", BasicQot.Response],
  3007: ["kl", KL.Response],
  3009: ["rt", RT.Response],
  3011: ["ticker", Ticker.Response],
  3013: ["order_book", OrderBook.Response],
  3015: ["broker", Broker.Response],
  3019: ["price_reminder", PriceReminder.Response],
  3261: ["indicator_calc", IndicatorCalc.Response],
  3310: ["option_event", OptionEvent.Response],
  3450: ["event_contract_order_book", EventContractOrderBook.Response],
  3451: ["event_contract_kline", EventContractKline.Response],
  3452: ["event_contract_ticker", EventContractTicker.Response],
};

/**
 * The WatchEvent that says what a PushEvent says, by way of the decoded messages.
 * @param asItIs its body can't be shown as an update.
 */
export function twinOf(event: PushEvent, asItIs = false): WatchEvent {
  const { body, ...rest } = event;
  const none = Object.fromEntries(Object.values(UPDATE_FIELDS).map(([field]) => [field, undefined]));
  const twin = { ...none, ...rest, unknown_update: undefined } as WatchEvent;
  if (body === undefined) return twin;
  const known = UPDATE_FIELDS[event.proto_id ?? 0];
  if (known === undefined || asItIs) return { ...twin, unknown_update: body };
  const [field, response] = known;
  const { retType, s2c } = response.decode(body);
  assert.equal(retType, 0);
  assert.ok(s2c !== undefined);
  return { ...twin, [field]: s2c };
}

/** For comparing: one kind of bytes. */
export function plain<T>(value: T): T {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex") as T;
  if (Array.isArray(value)) return value.map(plain) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)])) as T;
}

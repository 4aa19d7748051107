import type { Security } from "../../../generated/ts/Qot_Common.js";
import * as GetBasicQot from "../../../generated/ts/Qot_GetBasicQot.js";
import * as GetBroker from "../../../generated/ts/Qot_GetBroker.js";
import * as GetKl from "../../../generated/ts/Qot_GetKL.js";
import * as GetOrderBook from "../../../generated/ts/Qot_GetOrderBook.js";
import * as GetRt from "../../../generated/ts/Qot_GetRT.js";
import * as GetTicker from "../../../generated/ts/Qot_GetTicker.js";
import { type Handler, type HandlerCall, handle, Refusal } from "../handler.js";
import type { Instrument } from "../market/instrument.js";
import { isKlType, lastBars, timeShare } from "../market/kline.js";
import { brokerQueue } from "../market/order-book.js";
import { SubType, subTypeName, subTypeOfKl } from "../sub-type.js";
import { texts } from "../texts.js";
import { type QuoteContext, requireInstrument, requireInstruments } from "./context.js";
import { basicQot, brokerList, kline, orderBookFields, security, ticker, timeSharePoint } from "./messages.js";

const MAX_ITEMS = 1000;

/** Reads of subscribed data: 3004, 3006, 3008, 3010, 3012, 3014. */
export function realtimeHandlers(context: QuoteContext): readonly (readonly [number, Handler])[] {
  const { market, subscriptions } = context;

  /** Facts 5.2 leave open whether another connection's subscription is enough; the stricter reading is that it is not. */
  const subscribed = (call: HandlerCall, asked: Security | undefined, subType: number): Instrument => {
    const instrument = requireInstrument(market, asked);
    if (subscriptions.get(call.session.connId, instrument, subType) === undefined) {
      throw new Refusal(texts.notSubscribed(subTypeName(subType)));
    }
    return instrument;
  };

  const getBasicQot = handle(GetBasicQot.Request, GetBasicQot.Response, (c2s, call) => {
    requireInstruments(market, c2s.securityList);
    const instruments = c2s.securityList.map((asked) => subscribed(call, asked, SubType.basic));
    return { basicQotList: instruments.map((instrument) => basicQot(market, instrument, market.quote(instrument))) };
  });

  const getKl = handle(GetKl.Request, GetKl.Response, (c2s, call) => {
    const klType = c2s.klType ?? 0;
    const subType = subTypeOfKl(klType);
    if (subType === undefined || !isKlType(klType)) throw new Refusal(texts.invalid("klType", String(klType)));
    const instrument = subscribed(call, c2s.security, subType);
    const { listing } = instrument;
    const count = Math.min(MAX_ITEMS, positive("reqNum", c2s.reqNum));
    const actions = market.actionsOf(listing);
    const bars = lastBars(instrument, klType, market.quote(instrument).position, count);
    const klList = bars.map((bar) => kline(bar, listing, c2s.rehabType ?? 0, actions));
    return { security: security(listing), name: listing.name, klList };
  });

  const getRt = handle(GetRt.Request, GetRt.Response, (c2s, call) => {
    const instrument = subscribed(call, c2s.security, SubType.timeShare);
    const { listing } = instrument;
    const quote = market.quote(instrument);
    const rtList = timeShare(instrument, quote.position).map((point) =>
      timeSharePoint(point, listing, quote.lastClose),
    );
    return { security: security(listing), name: listing.name, rtList };
  });

  const getTicker = handle(GetTicker.Request, GetTicker.Response, (c2s, call) => {
    const instrument = subscribed(call, c2s.security, SubType.ticker);
    const { listing } = instrument;
    const count = Math.min(MAX_ITEMS, positive("maxRetNum", c2s.maxRetNum));
    const ticks = instrument.ticksUntil(market.quote(instrument).position, count);
    return {
      security: security(listing),
      name: listing.name,
      tickerList: ticks.map((tick) => ticker(tick, listing, undefined)),
    };
  });

  const getOrderBook = handle(GetOrderBook.Request, GetOrderBook.Response, (c2s, call) => {
    const odd = c2s.orderBookType === 1;
    const instrument = subscribed(call, c2s.security, odd ? SubType.orderBookOdd : SubType.orderBook);
    const { listing } = instrument;
    const fields = orderBookFields(market, instrument, market.quote(instrument), odd, positive("num", c2s.num));
    return { security: security(listing), name: listing.name, ...fields };
  });

  const getBroker = handle(GetBroker.Request, GetBroker.Response, (c2s, call) => {
    const instrument = subscribed(call, c2s.security, SubType.broker);
    const { listing } = instrument;
    const { asks, bids } = brokerQueue(instrument, market.quote(instrument), market.seed);
    return {
      security: security(listing),
      name: listing.name,
      brokerAskList: brokerList(asks),
      brokerBidList: brokerList(bids),
    };
  });

  return [
    [3004, getBasicQot],
    [3006, getKl],
    [3008, getRt],
    [3010, getTicker],
    [3012, getOrderBook],
    [3014, getBroker],
  ];
}

function positive(field: string, value: number | undefined): number {
  if (value === undefined || value <= 0) throw new Refusal(texts.invalid(field, String(value)));
  return value;
}

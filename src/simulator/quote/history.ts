import { Buffer } from "node:buffer";
import * as GetSuspend from "../../../generated/ts/Qot_GetSuspend.js";
import * as HistoryKl from "../../../generated/ts/Qot_RequestHistoryKL.js";
import * as HistoryKlQuota from "../../../generated/ts/Qot_RequestHistoryKLQuota.js";
import * as RequestRehab from "../../../generated/ts/Qot_RequestRehab.js";
import * as RequestTradeDate from "../../../generated/ts/Qot_RequestTradeDate.js";
import { securityKey } from "../../ftapi/routing-key.js";
import { type Handler, handle, Refusal } from "../handler.js";
import { type Exchange, parseTime, timeText } from "../market/calendar.js";
import type { Instrument } from "../market/instrument.js";
import { barsBetween, isKlType } from "../market/kline.js";
import { backwardFactors, type CorporateAction, forwardFactors } from "../market/rehab.js";
import { texts } from "../texts.js";
import { type QuoteContext, requireDate, requireInstrument, requireInstruments, requireTime } from "./context.js";
import { datesBetween, kline, seconds, security } from "./messages.js";

const MAX_BARS = 1000;
/** Newer pages say 7 days, older ones 30 (facts: ftapi-protocol.md 3.7). */
const QUOTA_WINDOW_MS = 7 * 86_400_000;
/** CompanyAct flags. */
const ACT_SPLIT = 1;
const ACT_DIVIDEND = 64;

/** TradeDateMarket to the calendar that answers for it; the connect programmes follow China and Hong Kong. */
const tradeDateExchange: ReadonlyMap<number, Exchange> = new Map([
  [1, "HK"],
  [2, "US"],
  [3, "CN"],
  [4, "CN"],
  [5, "HK"],
]);

/** History: 3103, 3104, 3105, 3201, 3219. */
export function historyHandlers(context: QuoteContext): readonly (readonly [number, Handler])[] {
  const { market, historyQuota } = context;
  const asked = new Map<string, { readonly instrument: Instrument; readonly atMs: number }>();

  const used = (): readonly { readonly instrument: Instrument; readonly atMs: number }[] => {
    const sinceMs = market.clock.now() - QUOTA_WINDOW_MS;
    for (const [key, entry] of asked) if (entry.atMs < sinceMs) asked.delete(key);
    return [...asked.values()];
  };

  /** One unit a security; asking again within the window is free. */
  const takeQuota = (instrument: Instrument): void => {
    const count = used().length;
    const key = securityKey(instrument.listing);
    if (asked.has(key)) return;
    if (count >= historyQuota) throw new Refusal(texts.historyQuota(count, historyQuota));
    asked.set(key, { instrument, atMs: market.clock.now() });
  };

  const historyKl = handle(HistoryKl.Request, HistoryKl.Response, (c2s) => {
    const klType = c2s.klType ?? 0;
    if (!isKlType(klType)) throw new Refusal(texts.invalid("klType", String(klType)));
    const instrument = requireInstrument(market, c2s.security);
    const { listing } = instrument;
    const beginMs = requireTime(listing.exchange, "beginTime", c2s.beginTime);
    const toMs = requireTime(listing.exchange, "endTime", c2s.endTime, true);
    if (toMs < beginMs) throw new Refusal(texts.invalid("endTime", "早于beginTime"));
    const wanted = c2s.maxAckKLNum ?? 0;
    const limit = wanted > 0 ? Math.min(wanted, MAX_BARS) : MAX_BARS;
    const page = c2s.nextReqKey !== undefined && c2s.nextReqKey.length > 0 ? readPageKey(c2s.nextReqKey) : undefined;
    takeQuota(instrument);
    const range = { fromMs: page ?? beginMs, toMs, limit };
    const { bars, nextMs } = barsBetween(instrument, klType, market.quote(instrument).position, range);
    const actions = market.actionsOf(listing);
    return {
      security: security(listing),
      name: listing.name,
      klList: bars.map((bar) => kline(bar, listing, c2s.rehabType ?? 0, actions, c2s.needKLFieldsFlag)),
      nextReqKey: nextMs === null ? undefined : Buffer.from(`next:${nextMs}`),
    };
  });

  const historyKlQuota = handle(HistoryKlQuota.Request, HistoryKlQuota.Response, (c2s) => {
    const entries = used();
    return {
      usedQuota: entries.length,
      remainQuota: historyQuota - entries.length,
      detailList:
        c2s.bGetDetail === true
          ? entries.map(({ instrument: { listing }, atMs }) => ({
              security: security(listing),
              name: listing.name,
              requestTime: timeText("HK", atMs),
              requestTimeStamp: BigInt(Math.floor(atMs / 1000)),
            }))
          : [],
    };
  });

  const requestRehab = handle(RequestRehab.Request, RequestRehab.Response, (c2s) => {
    const { listing } = requireInstrument(market, c2s.security);
    return { rehabList: market.actionsOf(listing).map((action) => rehab(action, listing.exchange)) };
  });

  const getSuspend = handle(GetSuspend.Request, GetSuspend.Response, (c2s) => {
    const instruments = requireInstruments(market, c2s.securityList);
    requireDate("beginTime", c2s.beginTime);
    requireDate("endTime", c2s.endTime);
    // No simulated security is ever suspended.
    return {
      SecuritySuspendList: instruments.map(({ listing }) => ({ security: security(listing), suspendList: [] })),
    };
  });

  const requestTradeDate = handle(RequestTradeDate.Request, RequestTradeDate.Response, (c2s) => {
    const exchange =
      c2s.security === undefined
        ? tradeDateExchange.get(c2s.market ?? 0)
        : requireInstrument(market, c2s.security).listing.exchange;
    if (exchange === undefined) throw new Refusal(texts.notOffered(`市场 ${c2s.market ?? 0} 的交易日`));
    const from = requireDate("beginTime", c2s.beginTime);
    const to = requireDate("endTime", c2s.endTime);
    return {
      tradeDateList: datesBetween(market.calendar(exchange), from, to).map(({ date, startMs }) => ({
        time: date,
        timestamp: seconds(startMs),
        tradeDateType: 0,
      })),
    };
  });

  return [
    [3103, historyKl],
    [3104, historyKlQuota],
    [3105, requestRehab],
    [3201, getSuspend],
    [3219, requestTradeDate],
  ];
}

/** Where the next page begins, as the page before wrote it. */
function readPageKey(key: Uint8Array): number {
  const match = /^next:(\d{1,16})$/.exec(Buffer.from(key).toString("latin1"));
  if (match === null) throw new Refusal(texts.invalid("nextReqKey", "不是上一页返回的值"));
  return Number(match[1]);
}

function rehab(action: CorporateAction, exchange: Exchange) {
  const forward = forwardFactors(action);
  const backward = backwardFactors(action);
  const split = action.splitInto > 1;
  return {
    time: action.date,
    companyActFlag: BigInt((split ? ACT_SPLIT : 0) | (action.dividend > 0 ? ACT_DIVIDEND : 0)),
    fwdFactorA: forward.a,
    fwdFactorB: forward.b,
    bwdFactorA: backward.a,
    bwdFactorB: backward.b,
    splitBase: split ? 1 : undefined,
    splitErt: split ? action.splitInto : undefined,
    dividend: action.dividend > 0 ? action.dividend : undefined,
    timestamp: seconds(parseTime(exchange, action.date) ?? 0),
  };
}

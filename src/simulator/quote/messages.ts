import type {
  BasicQot,
  Broker,
  KLine,
  OptionBasicQotExData,
  OrderBook,
  Security,
  SecurityStaticInfo,
  Ticker,
  TimeShare,
} from "../../../generated/ts/Qot_Common.js";
import { type Calendar, DAY_MS, dayNumber, parseTime, timeText } from "../market/calendar.js";
import { daysToExpiry, impliedVolatility, optionValue } from "../market/derivatives.js";
import type { Instrument, Quote, SequencedTick } from "../market/instrument.js";
import { joinBars, type KlineBar, type TimeSharePoint } from "../market/kline.js";
import type { Listing, OptionTerms } from "../market/listing.js";
import type { Market } from "../market/market.js";
import { type DepthLevel, oddLotBook, type QueuedBroker } from "../market/order-book.js";
import { type CorporateAction, rehabilitate } from "../market/rehab.js";
import { cleanPrice } from "../market/tick-size.js";

const SECURITY_NORMAL = 1;
const PERCENT = 100;

export function security(listing: { readonly market: number; readonly code: string }): Security {
  return { market: listing.market, code: listing.code };
}

export function whole(value: number): bigint {
  return BigInt(Math.round(value));
}

/** OpenD's timestamps are seconds with a fraction. */
export function seconds(atMs: number): number {
  return atMs / 1000;
}

export function round(value: number, decimals = 3): number {
  const scale = 10 ** decimals;
  return Math.round(value * scale) / scale;
}

/** Volume as a share of all shares, in percent. */
export function turnoverRate(listing: Listing, volume: number): number {
  return listing.issuedShares === 0 ? 0 : round((volume / listing.issuedShares) * PERCENT);
}

export function listTimestamp(listing: Listing): number {
  return seconds(parseTime(listing.exchange, listing.listDate) ?? 0);
}

export function amplitude(quote: Quote): number {
  return round(((quote.high - quote.low) / quote.lastClose) * PERCENT);
}

/** Greeks and the other figures that an option has at a moment. */
export function optionFigures(market: Market, terms: OptionTerms, date: string, atMs: number): OptionBasicQotExData {
  const owner = market.instrument(terms.owner.market, terms.owner.code);
  const spot = owner === undefined ? terms.owner.basePrice : owner.quoteAt(atMs).price;
  const days = daysToExpiry(terms.expiry, date);
  const volatility = impliedVolatility(terms.strike, terms.owner.basePrice);
  const greeks = optionValue(terms.type === 1, spot, terms.strike, Math.max(0, days) / 365, volatility);
  const breakEven = terms.type === 1 ? terms.strike + greeks.price : terms.strike - greeks.price;
  return {
    strikePrice: terms.strike,
    contractSize: 100,
    contractSizeFloat: 100,
    openInterest: 500 + (((terms.strike * 37) % 4_000) | 0),
    netOpenInterest: 0,
    impliedVolatility: round(volatility * PERCENT),
    premium: round((breakEven / spot - 1) * PERCENT),
    delta: round(greeks.delta, 5),
    gamma: round(greeks.gamma, 5),
    vega: round(greeks.vega, 5),
    theta: round(greeks.theta, 5),
    rho: round(greeks.rho, 5),
    expiryDateDistance: days,
    contractNominalValue: round(spot * 100),
    ownerLotMultiplier: 1,
    optionAreaType: terms.owner.exchange === "US" ? 1 : 2,
    contractMultiplier: 100,
  };
}

export function basicQot(market: Market, instrument: Instrument, quote: Quote): BasicQot {
  const { listing } = instrument;
  const { terms } = listing;
  const date = quote.position.day.date;
  return {
    security: security(listing),
    name: listing.name,
    isSuspended: false,
    listTime: listing.listDate,
    priceSpread: instrument.tickSize(quote.price),
    updateTime: timeText(listing.exchange, quote.atMs),
    highPrice: quote.high,
    openPrice: quote.open,
    lowPrice: quote.low,
    curPrice: quote.price,
    lastClosePrice: quote.lastClose,
    volume: whole(quote.volume),
    turnover: round(quote.turnover),
    turnoverRate: turnoverRate(listing, quote.volume),
    amplitude: amplitude(quote),
    darkStatus: 0,
    listTimestamp: listTimestamp(listing),
    updateTimestamp: seconds(quote.atMs),
    secStatus: SECURITY_NORMAL,
    hpVolume: quote.volume,
    optionExData: terms?.kind === "option" ? optionFigures(market, terms, date, quote.atMs) : undefined,
    futureExData:
      terms?.kind === "future"
        ? {
            lastSettlePrice: quote.lastClose,
            position: 120_000,
            positionChange: 0,
            expiryDateDistance: daysToExpiry(terms.lastTradeDate, date),
          }
        : undefined,
    warrantExData:
      terms?.kind === "warrant" ? { premium: 0, delta: undefined, impliedVolatility: undefined } : undefined,
  };
}

/** Qot_Common.KLFields. */
const KlField = {
  high: 1,
  open: 2,
  low: 4,
  close: 8,
  lastClose: 16,
  volume: 32,
  turnover: 64,
  turnoverRate: 128,
  pe: 256,
  changeRate: 512,
};

/** @param fields KLFields flags; 0 means all. */
export function kline(
  bar: KlineBar,
  listing: Listing,
  rehabType: number,
  actions: readonly CorporateAction[],
  fields = 0n,
): KLine {
  const firstDay = bar.dayIndex - bar.days.length + 1;
  const adjusted = joinBars(bar.days.map((day, place) => rehabilitate(day, firstDay + place, rehabType, actions)));
  const before = rehabilitate({ ...bar, close: bar.lastClose }, bar.lastCloseDayIndex, rehabType, actions).close;
  const pick = <Value>(flag: number, value: Value): Value | undefined =>
    fields === 0n || (fields & BigInt(flag)) !== 0n ? value : undefined;
  return {
    time: bar.time,
    isBlank: false,
    highPrice: pick(KlField.high, adjusted.high),
    openPrice: pick(KlField.open, adjusted.open),
    lowPrice: pick(KlField.low, adjusted.low),
    closePrice: pick(KlField.close, adjusted.close),
    lastClosePrice: pick(KlField.lastClose, before),
    volume: pick(KlField.volume, whole(adjusted.volume)),
    turnover: pick(KlField.turnover, round(adjusted.turnover)),
    turnoverRate: pick(KlField.turnoverRate, turnoverRate(listing, bar.volume)),
    pe: pick(KlField.pe, listing.earningsPerShare > 0 ? round(bar.close / listing.earningsPerShare) : 0),
    changeRate: pick(KlField.changeRate, round((adjusted.close / before - 1) * PERCENT)),
    timestamp: seconds(bar.atMs),
    hpVolume: pick(KlField.volume, adjusted.volume),
  };
}

export function timeSharePoint(point: TimeSharePoint, listing: Listing, lastClose: number): TimeShare {
  return {
    time: timeText(listing.exchange, point.atMs),
    minute: point.minuteOfDay,
    isBlank: false,
    price: point.price,
    lastClosePrice: lastClose,
    avgPrice: cleanPrice(point.averagePrice),
    volume: whole(point.volume),
    turnover: round(point.turnover),
    timestamp: seconds(point.atMs),
    hpVolume: point.volume,
  };
}

/** Qot_Common.PushDataType. */
export const PushDataType = { realtime: 1, cache: 3 } as const;

export function ticker(tick: SequencedTick, listing: Listing, pushDataType: number | undefined): Ticker {
  return {
    time: timeText(listing.exchange, tick.atMs, true),
    sequence: BigInt(tick.sequence),
    dir: tick.direction,
    price: tick.price,
    volume: whole(tick.volume),
    turnover: round(tick.price * tick.volume),
    recvTime: seconds(tick.atMs),
    type: 1,
    typeSign: 32,
    pushDataType,
    timestamp: seconds(tick.atMs),
    hpVolume: tick.volume,
  };
}

export function bookLevels(levels: readonly DepthLevel[]): OrderBook[] {
  return levels.map((level) => ({
    price: level.price,
    volume: whole(level.volume),
    orederCount: level.orders,
    detailList: [],
    hpVolume: level.volume,
  }));
}

/** The fields that 3012 and 3013 have in common. */
export function orderBookFields(market: Market, instrument: Instrument, quote: Quote, odd: boolean, levels?: number) {
  const { listing } = instrument;
  const full = market.depth(instrument, quote, levels);
  const book = odd ? oddLotBook(full, listing.lotSize) : full;
  const receivedAt = timeText(listing.exchange, quote.atMs, true);
  return {
    orderBookAskList: bookLevels(book.asks),
    orderBookBidList: bookLevels(book.bids),
    svrRecvTimeBid: receivedAt,
    svrRecvTimeBidTimestamp: seconds(quote.atMs),
    svrRecvTimeAsk: receivedAt,
    svrRecvTimeAskTimestamp: seconds(quote.atMs),
    orderBookType: odd ? 1 : 0,
  };
}

export function brokerList(queue: readonly QueuedBroker[]): Broker[] {
  return queue.map(({ id, name, position }) => ({
    id: BigInt(id),
    name,
    pos: position,
    orderID: undefined,
    volume: undefined,
  }));
}

/** Of a future OpenD tells the contract's multiplier. */
export function toldLotSize({ terms, lotSize }: Listing): number {
  return terms?.kind === "future" ? terms.contractSize : lotSize;
}

export function staticInfo(listing: Listing): SecurityStaticInfo {
  const { terms } = listing;
  return {
    basic: {
      security: security(listing),
      id: BigInt(listing.id),
      lotSize: toldLotSize(listing),
      secType: listing.secType,
      name: listing.name,
      listTime: listing.listDate,
      delisting: false,
      listTimestamp: listTimestamp(listing),
      exchType: listing.exchType,
    },
    warrantExData: terms?.kind === "warrant" ? { type: terms.type, owner: security(terms.owner) } : undefined,
    optionExData:
      terms?.kind === "option"
        ? {
            type: terms.type,
            owner: security(terms.owner),
            strikeTime: terms.expiry,
            strikePrice: terms.strike,
            suspend: false,
            market: listing.exchange,
            strikeTimestamp: seconds(parseTime(listing.exchange, terms.expiry) ?? 0),
          }
        : undefined,
    futureExData:
      terms?.kind === "future"
        ? {
            lastTradeTime: terms.lastTradeDate,
            lastTradeTimestamp: seconds(parseTime(listing.exchange, terms.lastTradeDate) ?? 0),
            isMainContract: true,
          }
        : undefined,
  };
}

/** Days from the calendar's dates, as OpenD's date texts. */
export function datesBetween(
  calendar: Calendar,
  from: string,
  to: string,
): readonly { readonly date: string; readonly startMs: number }[] {
  const dates: { date: string; startMs: number }[] = [];
  const first = calendar.day(calendar.firstIndex).date;
  // Future days are made when asked for: two years are enough for any real question.
  const furthest = dayNumber(calendar.day(0).date) + 2 * 366;
  const start = from < first ? first : from;
  if (dayNumber(start) > furthest) return dates;
  for (let index = calendar.firstIndexFrom(start); ; index++) {
    const { date, startMs } = calendar.day(index);
    if (date > to || startMs > furthest * DAY_MS) return dates;
    dates.push({ date, startMs });
  }
}

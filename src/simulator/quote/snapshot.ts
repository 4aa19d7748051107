import * as GetSnapshot from "../../../generated/ts/Qot_GetSecuritySnapshot.js";
import { securityKey } from "../../ftapi/routing-key.js";
import { type Handler, handle } from "../handler.js";
import { parseTime, timeText } from "../market/calendar.js";
import { impliedVolatility } from "../market/derivatives.js";
import type { Instrument, Quote } from "../market/instrument.js";
import { KlType, lastBars } from "../market/kline.js";
import { type Listing, QotMarket, SecurityType } from "../market/listing.js";
import type { Market } from "../market/market.js";
import { findPlate } from "../market/plates.js";
import { type QuoteContext, requireInstruments } from "./context.js";
import {
  amplitude,
  listTimestamp,
  optionFigures,
  round,
  seconds,
  security,
  toldLotSize,
  turnoverRate,
  whole,
} from "./messages.js";

const WEEKS_A_YEAR = 52;
const AVERAGE_DAYS = 5;

/** 3203. */
export function snapshotHandlers(context: QuoteContext): readonly (readonly [number, Handler])[] {
  const { market } = context;
  const getSnapshot = handle(GetSnapshot.Request, GetSnapshot.Response, (c2s) => ({
    snapshotList: requireInstruments(market, c2s.securityList).map((instrument) => snapshot(market, instrument)),
  }));
  return [[3203, getSnapshot]];
}

function snapshot(market: Market, instrument: Instrument): GetSnapshot.Snapshot {
  const { listing } = instrument;
  const quote = market.quote(instrument);
  return {
    basic: basicData(market, instrument, quote),
    equityExData: listing.secType === SecurityType.equity ? equity(listing, quote) : undefined,
    warrantExData: warrant(market, listing, quote),
    optionExData: option(market, listing, quote),
    indexExData: listing.secType === SecurityType.index ? moves(market, sameMarket(market, listing)) : undefined,
    plateExData: listing.secType === SecurityType.plate ? moves(market, membersOf(market, listing)) : undefined,
    futureExData:
      listing.terms?.kind === "future"
        ? {
            lastSettlePrice: quote.lastClose,
            position: 120_000,
            positionChange: 0,
            lastTradeTime: listing.terms.lastTradeDate,
            lastTradeTimestamp: seconds(parseTime(listing.exchange, listing.terms.lastTradeDate) ?? 0),
            isMainContract: true,
          }
        : undefined,
    trustExData:
      listing.secType === SecurityType.trust
        ? {
            dividendYield: 1.5,
            aum: round(listing.issuedShares * quote.price),
            outstandingUnits: whole(listing.issuedShares),
            netAssetValue: listing.netAssetPerShare,
            premium: round((quote.price / listing.netAssetPerShare - 1) * 100),
            assetClass: 1,
          }
        : undefined,
  };
}

function basicData(market: Market, instrument: Instrument, quote: Quote): GetSnapshot.SnapshotBasicData {
  const { listing } = instrument;
  const book = market.depth(instrument, quote, 1);
  const [ask] = book.asks;
  const [bid] = book.bids;
  const year = lastBars(instrument, KlType.week, quote.position, WEEKS_A_YEAR);
  // A derivative has no history before its listing worth the work.
  const ever = listing.terms === null ? lastBars(instrument, KlType.year, quote.position, 20) : year;
  const [before] = lastBars(instrument, KlType.day, quote.position, AVERAGE_DAYS + 1);
  const fiveMinutesAgo = lastBars(instrument, KlType.min1, quote.position, 6)[0];
  return {
    security: security(listing),
    name: listing.name,
    type: listing.secType,
    isSuspend: false,
    listTime: listing.listDate,
    lotSize: toldLotSize(listing),
    priceSpread: instrument.tickSize(quote.price),
    updateTime: timeText(listing.exchange, quote.atMs),
    highPrice: quote.high,
    openPrice: quote.open,
    lowPrice: quote.low,
    lastClosePrice: quote.lastClose,
    curPrice: quote.price,
    volume: whole(quote.volume),
    turnover: round(quote.turnover),
    turnoverRate: turnoverRate(listing, quote.volume),
    listTimestamp: listTimestamp(listing),
    updateTimestamp: seconds(quote.atMs),
    askPrice: ask?.price,
    bidPrice: bid?.price,
    askVol: whole(ask?.volume ?? 0),
    bidVol: whole(bid?.volume ?? 0),
    enableMargin: listing.market === QotMarket.hk || listing.market === QotMarket.us,
    enableShortSell: listing.market === QotMarket.us,
    amplitude: amplitude(quote),
    avgPrice: quote.volume === 0 ? quote.price : round(quote.turnover / quote.volume),
    bidAskRatio: round((((bid?.volume ?? 0) - (ask?.volume ?? 0)) / ((bid?.volume ?? 0) + (ask?.volume ?? 1))) * 100),
    volumeRatio: before === undefined ? 1 : round(quote.volume / before.volume),
    highest52WeeksPrice: Math.max(...year.map((bar) => bar.high)),
    lowest52WeeksPrice: Math.min(...year.map((bar) => bar.low)),
    highestHistoryPrice: Math.max(...ever.map((bar) => bar.high)),
    lowestHistoryPrice: Math.min(...ever.map((bar) => bar.low)),
    secStatus: 1,
    closePrice5Minute: fiveMinutesAgo?.close ?? quote.price,
    hpVolume: quote.volume,
    hpAskVol: ask?.volume,
    hpBidVol: bid?.volume,
  };
}

function equity(listing: Listing, quote: Quote): GetSnapshot.EquitySnapshotExData {
  const value = round(listing.issuedShares * quote.price);
  const pe = listing.earningsPerShare > 0 ? round(quote.price / listing.earningsPerShare) : 0;
  return {
    issuedShares: whole(listing.issuedShares),
    issuedMarketVal: value,
    netAsset: round(listing.netAssetPerShare * listing.issuedShares),
    netProfit: round(listing.earningsPerShare * listing.issuedShares),
    earningsPershare: listing.earningsPerShare,
    outstandingShares: whole(listing.issuedShares),
    outstandingMarketVal: value,
    netAssetPershare: listing.netAssetPerShare,
    eyRate: pe === 0 ? 0 : round(100 / pe),
    peRate: pe,
    pbRate: listing.netAssetPerShare > 0 ? round(quote.price / listing.netAssetPerShare) : 0,
    peTTMRate: pe,
  };
}

function warrant(market: Market, listing: Listing, quote: Quote): GetSnapshot.WarrantSnapshotExData | undefined {
  const { terms } = listing;
  if (terms?.kind !== "warrant") return undefined;
  const owner = market.instrument(terms.owner.market, terms.owner.code);
  const spot = owner === undefined ? terms.owner.basePrice : market.quote(owner).price;
  const leverage = round(spot / (quote.price * terms.conversionRatio));
  const maturity = seconds(parseTime(listing.exchange, terms.expiry) ?? 0);
  return {
    conversionRate: terms.conversionRatio,
    warrantType: terms.type,
    strikePrice: terms.strike,
    maturityTime: terms.expiry,
    endTradeTime: terms.expiry,
    owner: security(terms.owner),
    recoveryPrice: terms.recoveryPrice,
    streetVolumn: 50_000_000n,
    issueVolumn: 200_000_000n,
    streetRate: 25,
    delta: 0.5,
    impliedVolatility: round(impliedVolatility(terms.strike, terms.owner.basePrice) * 100),
    premium: round(((terms.strike + quote.price * terms.conversionRatio) / spot - 1) * 100),
    maturityTimestamp: maturity,
    endTradeTimestamp: maturity,
    leverage,
    breakEvenPoint: round(terms.strike + quote.price * terms.conversionRatio),
    conversionPrice: round(quote.price * terms.conversionRatio),
  };
}

function option(market: Market, listing: Listing, quote: Quote): GetSnapshot.OptionSnapshotExData | undefined {
  const { terms } = listing;
  if (terms?.kind !== "option") return undefined;
  return {
    ...optionFigures(market, terms, quote.position.day.date, quote.atMs),
    type: terms.type,
    owner: security(terms.owner),
    strikeTime: terms.expiry,
    strikeTimestamp: seconds(parseTime(listing.exchange, terms.expiry) ?? 0),
  };
}

function sameMarket(market: Market, listing: Listing): readonly Instrument[] {
  return [...market.all].filter(
    (instrument) => instrument.listing.market === listing.market && instrument.listing.secType === SecurityType.equity,
  );
}

function membersOf(market: Market, listing: Listing): readonly Instrument[] {
  const members = findPlate(listing.market, listing.code)?.members ?? [];
  return [...market.all].filter((instrument) => members.includes(securityKey(instrument.listing)));
}

function moves(market: Market, instruments: readonly Instrument[]): GetSnapshot.IndexSnapshotExData {
  const changes = instruments.map((instrument) => {
    const quote = market.quote(instrument);
    return Math.sign(quote.price - quote.lastClose);
  });
  const count = (sign: number): number => changes.filter((change) => change === sign).length;
  return { raiseCount: count(1), fallCount: count(-1), equalCount: count(0) };
}

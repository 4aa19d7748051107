import * as GetOptionChain from "../../../generated/ts/Qot_GetOptionChain.js";
import * as GetExpiration from "../../../generated/ts/Qot_GetOptionExpirationDate.js";
import * as GetWarrant from "../../../generated/ts/Qot_GetWarrant.js";
import { securityKey } from "../../ftapi/routing-key.js";
import { type Handler, handle, Refusal } from "../handler.js";
import { dayNumber, parseTime } from "../market/calendar.js";
import { daysToExpiry } from "../market/derivatives.js";
import type { Instrument } from "../market/instrument.js";
import type { Listing, OptionTerms, WarrantTerms } from "../market/listing.js";
import type { Market } from "../market/market.js";
import { texts } from "../texts.js";
import { type QuoteContext, requireDate, requireInstrument } from "./context.js";
import { amplitude, optionFigures, round, seconds, security, staticInfo, whole } from "./messages.js";

/** The window of an option chain (facts: ftapi-protocol.md 4.1, 3209). */
const MAX_CHAIN_DAYS = 30;
const IN_THE_MONEY = 1;
const OUT_OF_THE_MONEY = 2;
const WARRANT_NORMAL = 1;
const SIMULATED_ISSUER = 1;

interface OptionListing extends Listing {
  readonly terms: OptionTerms;
}

interface WarrantListing extends Listing {
  readonly terms: WarrantTerms;
}

/** Options and warrants: 3209, 3210, 3224. */
export function derivativeHandlers(context: QuoteContext): readonly (readonly [number, Handler])[] {
  const { market } = context;

  const optionsOf = (owner: Instrument): readonly OptionListing[] => {
    const key = securityKey(owner.listing);
    const found = [...market.all]
      .map((instrument) => instrument.listing)
      .filter(
        (listing): listing is OptionListing =>
          listing.terms?.kind === "option" && securityKey(listing.terms.owner) === key,
      );
    if (found.length === 0) throw new Refusal(texts.noOptions(owner.listing.code));
    return found;
  };

  const getExpiration = handle(GetExpiration.Request, GetExpiration.Response, (c2s) => {
    const owner = requireInstrument(market, c2s.owner);
    const today = market.quote(owner).position.day.date;
    const dates = [...new Set(optionsOf(owner).map((listing) => listing.terms.expiry))];
    return {
      dateList: dates.map((date) => ({
        strikeTime: date,
        strikeTimestamp: seconds(parseTime(owner.listing.exchange, date) ?? 0),
        optionExpiryDateDistance: daysToExpiry(date, today),
        cycle: 0,
      })),
    };
  });

  const getChain = handle(GetOptionChain.Request, GetOptionChain.Response, (c2s) => {
    const owner = requireInstrument(market, c2s.owner);
    const from = requireDate("beginTime", c2s.beginTime);
    const to = requireDate("endTime", c2s.endTime);
    if (dayNumber(to) - dayNumber(from) > MAX_CHAIN_DAYS)
      throw new Refusal(texts.invalid("endTime", `时间跨度最多${MAX_CHAIN_DAYS}天`));
    const quote = market.quote(owner);
    const wanted = optionsOf(owner).filter(({ terms }) => {
      if (terms.expiry < from || terms.expiry > to) return false;
      if (c2s.type !== undefined && c2s.type !== 0 && c2s.type !== terms.type) return false;
      const inMoney = terms.type === 1 ? terms.strike < quote.price : terms.strike > quote.price;
      if (c2s.condition === IN_THE_MONEY && !inMoney) return false;
      if (c2s.condition === OUT_OF_THE_MONEY && inMoney) return false;
      return passesFilter(market, terms, quote.position.day.date, c2s.dataFilter);
    });
    const expiries = [...new Set(wanted.map(({ terms }) => terms.expiry))];
    return {
      optionChain: expiries.map((expiry) => {
        const ofExpiry = wanted.filter(({ terms }) => terms.expiry === expiry);
        const strikes = [...new Set(ofExpiry.map(({ terms }) => terms.strike))];
        const side = (strike: number, type: 1 | 2) => {
          const found = ofExpiry.find(({ terms }) => terms.strike === strike && terms.type === type);
          return found === undefined ? undefined : staticInfo(found);
        };
        return {
          strikeTime: expiry,
          strikeTimestamp: seconds(parseTime(owner.listing.exchange, expiry) ?? 0),
          option: strikes.map((strike) => ({ call: side(strike, 1), put: side(strike, 2) })),
        };
      }),
    };
  });

  const getWarrant = handle(GetWarrant.Request, GetWarrant.Response, (c2s) => {
    const begin = c2s.begin ?? 0;
    const count = c2s.num ?? 0;
    if (begin < 0) throw new Refusal(texts.invalid("begin", String(begin)));
    const owner = c2s.owner === undefined ? undefined : securityKey(requireInstrument(market, c2s.owner).listing);
    const found = [...market.all]
      .filter(({ listing: { terms } }) => {
        if (terms?.kind !== "warrant") return false;
        if (owner !== undefined && securityKey(terms.owner) !== owner) return false;
        if (c2s.typeList.length > 0 && !c2s.typeList.includes(terms.type)) return false;
        return within(terms.strike, c2s.strikePriceMin, c2s.strikePriceMax);
      })
      .map((instrument) => warrantData(market, instrument))
      .filter((data) => within(data.curPrice ?? 0, c2s.curPriceMin, c2s.curPriceMax));
    const sorted = c2s.ascend === false ? found.reverse() : found;
    return {
      lastPage: begin + count >= sorted.length,
      allCount: sorted.length,
      warrantDataList: sorted.slice(begin, begin + count),
    };
  });

  return [
    [3209, getChain],
    [3210, getWarrant],
    [3224, getExpiration],
  ];
}

function within(value: number, min: number | undefined, max: number | undefined): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max);
}

function passesFilter(
  market: Market,
  terms: OptionTerms,
  date: string,
  filter: GetOptionChain.DataFilter | undefined,
): boolean {
  if (filter === undefined) return true;
  const figures = optionFigures(market, terms, date, market.clock.now());
  return (
    within(figures.impliedVolatility ?? 0, filter.impliedVolatilityMin, filter.impliedVolatilityMax) &&
    within(figures.delta ?? 0, filter.deltaMin, filter.deltaMax) &&
    within(figures.gamma ?? 0, filter.gammaMin, filter.gammaMax) &&
    within(figures.vega ?? 0, filter.vegaMin, filter.vegaMax) &&
    within(figures.theta ?? 0, filter.thetaMin, filter.thetaMax) &&
    within(figures.rho ?? 0, filter.rhoMin, filter.rhoMax) &&
    within(figures.openInterest ?? 0, filter.openInterestMin, filter.openInterestMax) &&
    within(figures.netOpenInterest ?? 0, filter.netOpenInterestMin, filter.netOpenInterestMax)
  );
}

function warrantData(market: Market, instrument: Instrument): GetWarrant.WarrantData {
  const listing = instrument.listing as WarrantListing;
  const { terms } = listing;
  const quote = market.quote(instrument);
  const owner = market.instrument(terms.owner.market, terms.owner.code);
  const spot = owner === undefined ? terms.owner.basePrice : market.quote(owner).price;
  const book = market.depth(instrument, quote, 1);
  const time = (date: string): number => seconds(parseTime(listing.exchange, date) ?? 0);
  const leverage = round(spot / (quote.price * terms.conversionRatio));
  const breakEven =
    terms.strike + (terms.type === 1 || terms.type === 3 ? 1 : -1) * quote.price * terms.conversionRatio;
  return {
    stock: security(listing),
    owner: security(terms.owner),
    type: terms.type,
    issuer: SIMULATED_ISSUER,
    maturityTime: terms.expiry,
    maturityTimestamp: time(terms.expiry),
    listTime: listing.listDate,
    listTimestamp: time(listing.listDate),
    lastTradeTime: terms.expiry,
    lastTradeTimestamp: time(terms.expiry),
    recoveryPrice: terms.recoveryPrice,
    conversionRatio: terms.conversionRatio,
    lotSize: listing.lotSize,
    strikePrice: terms.strike,
    lastClosePrice: quote.lastClose,
    name: listing.name,
    curPrice: quote.price,
    priceChangeVal: round(quote.price - quote.lastClose, 4),
    changeRate: round((quote.price / quote.lastClose - 1) * 100),
    status: WARRANT_NORMAL,
    bidPrice: book.bids[0]?.price ?? 0,
    askPrice: book.asks[0]?.price ?? 0,
    bidVol: whole(book.bids[0]?.volume ?? 0),
    askVol: whole(book.asks[0]?.volume ?? 0),
    volume: whole(quote.volume),
    turnover: round(quote.turnover),
    score: 60,
    premium: round((breakEven / spot - 1) * 100),
    breakEvenPoint: round(breakEven),
    leverage,
    ipop: round((terms.strike / spot - 1) * 100),
    conversionPrice: round(quote.price * terms.conversionRatio),
    streetRate: 25,
    streetVol: 50_000_000n,
    amplitude: amplitude(quote),
    issueSize: 200_000_000n,
    highPrice: quote.high,
    lowPrice: quote.low,
    effectiveLeverage: leverage,
  };
}

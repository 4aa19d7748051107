import { type Calendar, DAY_MS, dateText, dayNumber } from "./calendar.js";
import { type Listing, type OptionTerms, QotMarket, SecurityType, type WarrantTerms } from "./listing.js";
import { type Bar, cached, type PriceSeries } from "./price-series.js";
import { roundToTick } from "./tick-size.js";

const RATE = 0.03;
const DAYS_A_YEAR = 365;
/** The live day and the one before. */
const CACHED_DAYS = 2;

export interface Greeks {
  readonly price: number;
  readonly delta: number;
  readonly gamma: number;
  readonly vega: number;
  readonly theta: number;
  readonly rho: number;
}

/** Black-Scholes. `years` to expiry; `theta` is per day, `vega` and `rho` per percent. */
export function optionValue(call: boolean, spot: number, strike: number, years: number, volatility: number): Greeks {
  const root = Math.sqrt(Math.max(years, 1e-4));
  const time = root * root;
  const d1 = (Math.log(spot / strike) + (RATE + (volatility * volatility) / 2) * time) / (volatility * root);
  const d2 = d1 - volatility * root;
  const discount = Math.exp(-RATE * time);
  const density = Math.exp((-d1 * d1) / 2) / Math.sqrt(2 * Math.PI);
  const sign = call ? 1 : -1;
  const inMoney = normal(sign * d2);
  return {
    price: sign * (spot * normal(sign * d1) - strike * discount * inMoney),
    delta: sign * normal(sign * d1),
    gamma: density / (spot * volatility * root),
    vega: (spot * density * root) / 100,
    theta: (-(spot * density * volatility) / (2 * root) - sign * RATE * strike * discount * inMoney) / DAYS_A_YEAR,
    rho: (sign * strike * time * discount * inMoney) / 100,
  };
}

/** Zelen and Severo's approximation: good to 1e-7. */
function normal(value: number): number {
  const scaled = 1 / (1 + 0.2316419 * Math.abs(value));
  const tail =
    (Math.exp((-value * value) / 2) / Math.sqrt(2 * Math.PI)) *
    scaled *
    (0.31938153 + scaled * (-0.356563782 + scaled * (1.781477937 + scaled * (-1.821255978 + scaled * 1.330274429))));
  return value >= 0 ? 1 - tail : tail;
}

/** Implied volatility by moneyness: a plain smile. */
export function impliedVolatility(strike: number, ownerBasePrice: number): number {
  return 0.28 + 0.6 * Math.log(strike / ownerBasePrice) ** 2;
}

export function daysToExpiry(expiry: string, date: string): number {
  return dayNumber(expiry) - dayNumber(date);
}

/** What one unit of the derivative is worth while its owner stands at `spot` on `date`. Rises or falls with `spot` throughout. */
export function derivativeValue(terms: OptionTerms | WarrantTerms, spot: number, date: string): number {
  const years = Math.max(0, daysToExpiry(terms.expiry, date)) / DAYS_A_YEAR;
  const call = terms.type === 1 || terms.type === 3;
  if (terms.kind === "warrant" && terms.type > 2) {
    return Math.max(0, (call ? 1 : -1) * (spot - terms.strike)) / terms.conversionRatio;
  }
  const value = optionValue(
    call,
    spot,
    terms.strike,
    years,
    impliedVolatility(terms.strike, terms.owner.basePrice),
  ).price;
  return terms.kind === "warrant" ? value / terms.conversionRatio : value;
}

/**
 * The path of a derivative: prices follow the owner tick by tick, volumes are
 * its own. Within a day the value only rises or only falls with the owner, so
 * the owner's extremes give the derivative's.
 */
export function createDerivedSeries(
  terms: OptionTerms | WarrantTerms,
  owner: PriceSeries,
  volumes: PriceSeries,
  tickSize: (price: number) => number,
): PriceSeries {
  const { calendar } = owner;
  const falling = terms.type === 2 || terms.type === 4;
  // Spots of a day are some hundred prices on the owner's tick, asked for thousands of times.
  const known = new Map<number, Map<number, number>>();
  const priceOn = (dayIndex: number): ((spot: number) => number) => {
    const { date } = calendar.day(dayIndex);
    const prices = cached(known, dayIndex, CACHED_DAYS, () => new Map<number, number>());
    return (spot) => {
      let price = prices.get(spot);
      if (price === undefined) {
        price = roundToTick(derivativeValue(terms, spot, date), tickSize);
        prices.set(spot, price);
      }
      return price;
    };
  };
  const convert = (bar: Bar, volume: number, price: (spot: number) => number): Bar => {
    const open = price(bar.open);
    const close = price(bar.close);
    const high = price(falling ? bar.low : bar.high);
    const low = price(falling ? bar.high : bar.low);
    return { open, high, low, close, volume, turnover: (volume * (open + high + low + close)) / 4 };
  };
  return {
    calendar,
    dayBar: (dayIndex) => {
      const price = priceOn(dayIndex);
      return convert(owner.dayBar(dayIndex), volumes.dayBar(dayIndex).volume, price);
    },
    minuteBars: (dayIndex) => {
      const price = priceOn(dayIndex);
      const own = volumes.minuteBars(dayIndex);
      return owner.minuteBars(dayIndex).map((bar, minute) => convert(bar, own[minute]?.volume ?? 0, price));
    },
    ticks: (dayIndex, minute) => {
      const price = priceOn(dayIndex);
      const own = volumes.ticks(dayIndex, minute);
      return owner.ticks(dayIndex, minute).map((tick, slot) => {
        const direction = falling && tick.direction !== 3 ? 3 - tick.direction : tick.direction;
        return { atMs: tick.atMs, price: price(tick.price), volume: own[slot]?.volume ?? 0, direction };
      });
    },
  };
}

const STRIKES_EACH_SIDE = 8;
const CONTRACT_SIZE = 100;

/** The option chain of `owner` as it is listed on the calendar's day 0. */
export function optionChain(owner: Listing, calendar: Calendar, firstId: number): readonly Listing[] {
  const root = optionRoots.get(owner.code);
  if (root === undefined) return [];
  const today = dayNumber(calendar.day(0).date);
  const step = strikeStep(owner.basePrice);
  const listings: Listing[] = [];
  for (const expiryDay of expiries(owner.exchange === "US", today)) {
    const expiry = dateText(expiryDay);
    for (let rung = -STRIKES_EACH_SIDE; rung <= STRIKES_EACH_SIDE; rung++) {
      const strike = Math.round(owner.basePrice / step) * step + rung * step;
      for (const type of [1, 2] as const) {
        const side = type === 1 ? "C" : "P";
        const shortDate = expiry.replaceAll("-", "").slice(2);
        listings.push({
          market: owner.market,
          code: `${root}${shortDate}${side}${Math.round(strike * 1000)}`,
          name: `${owner.name} ${shortDate} ${strike.toFixed(2)}${side}`,
          lotSize: CONTRACT_SIZE,
          currency: owner.currency,
          id: firstId + listings.length,
          secType: SecurityType.option,
          exchType: owner.market === QotMarket.us ? 8 : 3,
          exchange: owner.exchange,
          listDate: dateText(today - 60),
          basePrice: owner.basePrice,
          dailyVolatility: owner.dailyVolatility,
          lotsPerDay: 3_000,
          issuedShares: 0,
          earningsPerShare: 0,
          netAssetPerShare: 0,
          terms: { kind: "option", owner, type, strike, expiry },
        });
      }
    }
  }
  return listings;
}

/** Owners that have options, with the code their options begin with. */
export const optionRoots: ReadonlyMap<string, string> = new Map([
  ["00700", "TCH"],
  ["AAPL", "AAPL"],
  ["NVDA", "NVDA"],
  ["SPY", "SPY"],
]);

function strikeStep(price: number): number {
  return price >= 300 ? 10 : price >= 100 ? 5 : 2.5;
}

/** US: the next four Fridays and the third Fridays of the three months after; Hong Kong: the last working day but one of four months. */
function expiries(american: boolean, today: number): readonly number[] {
  const days = new Set<number>();
  const start = new Date(today * DAY_MS);
  if (american) {
    let friday = today;
    while ((friday + 4) % 7 !== 5) friday += 1;
    for (let week = 0; week < 4; week++) days.add(friday + 7 * week);
    for (let month = 1; month <= 3; month++) {
      let first = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month, 1) / DAY_MS;
      while ((first + 4) % 7 !== 5) first += 1;
      days.add(first + 14);
    }
  } else {
    for (let month = 0; days.size < 4; month++) {
      let day = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + month + 1, 0) / DAY_MS;
      for (let working = 0; ; day--) {
        const weekday = (day + 4) % 7;
        if (weekday !== 0 && weekday !== 6) working += 1;
        if (working === 2) break;
      }
      if (day >= today) days.add(day);
    }
  }
  return [...days].sort((left, right) => left - right);
}

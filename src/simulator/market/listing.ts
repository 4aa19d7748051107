import type { ListedSecurity } from "../market-view.js";
import type { Exchange } from "./calendar.js";

export const QotMarket = { hk: 1, us: 11, sh: 21, sz: 22 } as const;
export const SecurityType = { equity: 3, trust: 4, warrant: 5, index: 6, plate: 7, option: 8, future: 10 } as const;

export interface OptionTerms {
  readonly kind: "option";
  readonly owner: Listing;
  /** 1 call, 2 put (Qot_Common.OptionType). */
  readonly type: 1 | 2;
  readonly strike: number;
  /** YYYY-MM-DD. */
  readonly expiry: string;
}

export interface WarrantTerms {
  readonly kind: "warrant";
  readonly owner: Listing;
  /** Qot_Common.WarrantType: 1 buy, 2 sell, 3 bull, 4 bear. */
  readonly type: 1 | 2 | 3 | 4;
  readonly strike: number;
  readonly expiry: string;
  /** Warrants for one share of the owner. */
  readonly conversionRatio: number;
  /** Call price of bulls and bears, else 0. */
  readonly recoveryPrice: number;
}

export interface FutureTerms {
  readonly kind: "future";
  readonly contractSize: number;
  readonly lastTradeDate: string;
  /** The listing whose path the future follows. */
  readonly owner: Listing;
}

/** Static facts of one security. */
export interface Listing extends ListedSecurity {
  readonly id: number;
  readonly secType: number;
  readonly exchType: number;
  readonly exchange: Exchange;
  /** YYYY-MM-DD. */
  readonly listDate: string;
  readonly basePrice: number;
  readonly dailyVolatility: number;
  readonly lotsPerDay: number;
  readonly issuedShares: number;
  readonly earningsPerShare: number;
  readonly netAssetPerShare: number;
  readonly terms: OptionTerms | WarrantTerms | FutureTerms | null;
}

type Row = readonly [
  code: string,
  name: string,
  basePrice: number,
  lotSize: number,
  listDate: string,
  issuedSharesMillions: number,
  earningsPerShare: number,
  netAssetPerShare: number,
  secType?: number,
];

const { trust, index } = SecurityType;

/** Prices and share counts are round examples, not market data. */
const hongKong: readonly Row[] = [
  ["00700", "TENCENT", 500, 100, "2004-06-16", 9_180, 21.5, 116],
  ["09988", "BABA-W", 120, 100, "2019-11-26", 19_090, 6.8, 58],
  ["00005", "HSBC HOLDINGS", 95, 400, "1991-04-10", 17_400, 8.9, 82],
  ["00941", "CHINA MOBILE", 85, 500, "1997-10-23", 21_600, 6.9, 66],
  ["01299", "AIA", 70, 200, "2010-10-29", 10_600, 4.6, 29],
  ["03690", "MEITUAN-W", 110, 100, "2018-09-20", 6_110, 6.2, 31],
  ["00388", "HKEX", 400, 100, "2000-06-27", 1_268, 10.9, 43],
  ["01810", "XIAOMI-W", 40, 200, "2018-07-09", 25_900, 1.1, 9],
  ["02800", "TRACKER FUND", 25.5, 500, "1999-11-12", 5_600, 0, 25.4, trust],
  ["800000", "Hang Seng Index", 25_000, 1, "1969-11-24", 0, 0, 0, index],
];
const unitedStates: readonly Row[] = [
  ["AAPL", "Apple", 230, 1, "1980-12-12", 14_840, 6.6, 4.4],
  ["MSFT", "Microsoft", 430, 1, "1986-03-13", 7_430, 12.9, 44],
  ["NVDA", "NVIDIA", 135, 1, "1999-01-22", 24_400, 3.1, 3.5],
  ["TSLA", "Tesla", 300, 1, "2010-06-29", 3_220, 2.1, 23],
  ["AMZN", "Amazon", 205, 1, "1997-05-15", 10_610, 6.1, 29],
  ["GOOG", "Alphabet-C", 180, 1, "2004-08-19", 12_100, 9.5, 29],
  ["META", "Meta Platforms", 600, 1, "2012-05-18", 2_510, 25.6, 75],
  ["SPY", "SPDR S&P 500 ETF", 590, 1, "1993-01-29", 1_010, 0, 588, trust],
  ["QQQ", "Invesco QQQ Trust", 500, 1, "1999-03-10", 630, 0, 499, trust],
  [".DJI", "Dow Jones Industrial Average", 42_000, 1, "1896-05-26", 0, 0, 0, index],
  [".SPX", "S&P 500 Index", 5_900, 1, "1957-03-04", 0, 0, 0, index],
];
const shanghai: readonly Row[] = [
  ["600000", "浦发银行", 10.2, 100, "1999-11-10", 29_350, 1.4, 22.3],
  ["600519", "贵州茅台", 1_500, 100, "2001-08-27", 1_256, 68.6, 188],
  ["601318", "中国平安", 53, 100, "2007-03-01", 18_210, 7.2, 51],
  ["510300", "沪深300ETF", 4.05, 100, "2012-05-28", 89_000, 0, 4.04, trust],
  ["000001", "上证指数", 3_350, 100, "1991-07-15", 0, 0, 0, index],
];
const shenzhen: readonly Row[] = [
  ["000001", "平安银行", 11.5, 100, "1991-04-03", 19_406, 2.2, 21.9],
  ["000858", "五粮液", 130, 100, "1998-04-27", 3_882, 8.2, 34],
  ["300750", "宁德时代", 260, 100, "2018-06-11", 4_403, 11.6, 56],
  ["159915", "创业板ETF", 2.1, 100, "2011-12-09", 42_000, 0, 2.1, trust],
  ["399001", "深证成指", 10_500, 100, "1995-01-23", 0, 0, 0, index],
];

const EXCH = { hkMain: 1, hkex: 3, nyse: 4, nasdaq: 5, sh: 14, sz: 15 } as const;
const nyse = new Set(["SPY", ".DJI", ".SPX"]);

interface Place {
  readonly market: number;
  readonly exchange: Exchange;
  readonly currency: Listing["currency"];
  readonly exchType: (code: string) => number;
}

function fromRow(row: Row, place: Place, id: number): Listing {
  const [code, name, basePrice, lotSize, listDate, shares, earningsPerShare, netAssetPerShare, secType] = row;
  const kind = secType ?? SecurityType.equity;
  return {
    market: place.market,
    code,
    name,
    lotSize,
    currency: place.currency,
    id,
    secType: kind,
    exchType: place.exchType(code),
    exchange: place.exchange,
    listDate,
    basePrice,
    dailyVolatility: kind === SecurityType.equity ? 0.018 : 0.009,
    lotsPerDay: kind === SecurityType.index ? 2_000_000 : Math.max(20_000, Math.round((shares * 2_000) / lotSize)),
    issuedShares: shares * 1_000_000,
    earningsPerShare,
    netAssetPerShare,
    terms: null,
  };
}

/** Every listing but options: stocks, funds, indexes, a future and warrants. */
export function baseListings(lastTradeDate: string, warrantExpiry: string): readonly Listing[] {
  const places: readonly (readonly [Place, readonly Row[]])[] = [
    [{ market: QotMarket.hk, exchange: "HK", currency: "HKD", exchType: () => EXCH.hkMain }, hongKong],
    [
      {
        market: QotMarket.us,
        exchange: "US",
        currency: "USD",
        exchType: (code) => (nyse.has(code) ? EXCH.nyse : EXCH.nasdaq),
      },
      unitedStates,
    ],
    [{ market: QotMarket.sh, exchange: "CN", currency: "CNH", exchType: () => EXCH.sh }, shanghai],
    [{ market: QotMarket.sz, exchange: "CN", currency: "CNH", exchType: () => EXCH.sz }, shenzhen],
  ];
  const listings: Listing[] = [];
  for (const [place, rows] of places) {
    for (const row of rows) listings.push(fromRow(row, place, place.market * 1_000_000 + listings.length + 1));
  }
  const find = (code: string): Listing => {
    const found = listings.find((listing) => listing.market === QotMarket.hk && listing.code === code);
    if (found === undefined) throw new Error(`no listing ${code}`);
    return found;
  };
  const hangSeng = find("800000");
  const tencent = find("00700");
  const derived = {
    market: QotMarket.hk,
    currency: "HKD" as const,
    issuedShares: 0,
    earningsPerShare: 0,
    netAssetPerShare: 0,
    dailyVolatility: 0.05,
  };
  const main: Omit<Listing, "code" | "name" | "id"> = {
    ...derived,
    lotSize: 1,
    secType: SecurityType.future,
    exchType: EXCH.hkex,
    exchange: "HKF",
    listDate: "1986-05-06",
    basePrice: hangSeng.basePrice,
    dailyVolatility: hangSeng.dailyVolatility,
    lotsPerDay: 60_000,
    terms: { kind: "future", contractSize: 50, lastTradeDate, owner: hangSeng },
  };
  listings.push({ ...main, code: "HSImain", name: "HSI Futures Main", id: 2_000_001 });
  const warrants: readonly (readonly [string, string, 1 | 2 | 3 | 4, number, number])[] = [
    ["13579", "TENCENT CALL A", 1, 1.1, 0],
    ["24680", "TENCENT PUT B", 2, 0.9, 0],
    ["55111", "TENCENT BULL C", 3, 0.8, 0.82],
    ["66222", "TENCENT BEAR D", 4, 1.2, 1.18],
  ];
  warrants.forEach(([code, name, type, strikeRatio, recoveryRatio], position) => {
    listings.push({
      ...derived,
      code,
      name,
      id: 5_000_001 + position,
      lotSize: 10_000,
      secType: SecurityType.warrant,
      exchType: EXCH.hkMain,
      exchange: "HK",
      listDate: "2024-01-02",
      basePrice: 1,
      lotsPerDay: 2_000,
      terms: {
        kind: "warrant",
        owner: tencent,
        type,
        strike: tencent.basePrice * strikeRatio,
        expiry: warrantExpiry,
        conversionRatio: 100,
        recoveryPrice: tencent.basePrice * recoveryRatio,
      },
    });
  });
  return listings;
}

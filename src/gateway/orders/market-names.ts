import { QotMarket } from "../../../generated/ts/Qot_Common.js";
import { TrdMarket, TrdSecMarket, TrdSide } from "../../../generated/ts/Trd_Common.js";

/** Names as keys write them (facts: futuopend-rs.md 3.2), by Trd_Common.TrdSide. */
const SIDE_NAMES: ReadonlyMap<number, string> = new Map([
  [TrdSide.TrdSide_Buy, "BUY"],
  [TrdSide.TrdSide_Sell, "SELL"],
  [TrdSide.TrdSide_SellShort, "SELL_SHORT"],
  [TrdSide.TrdSide_BuyBack, "BUY_BACK"],
]);

const { QotMarket_HK_Security: HK, QotMarket_US_Security: US } = QotMarket;
const { QotMarket_CNSH_Security: SH, QotMarket_CNSZ_Security: SZ } = QotMarket;
const { QotMarket_SG_Security: SG, QotMarket_JP_Security: JP } = QotMarket;
const { QotMarket_AU_Security: AU, QotMarket_MY_Security: MY, QotMarket_CA_Security: CA } = QotMarket;
const { QotMarket_CC_Security: CC, QotMarket_FX_Security: FX, QotMarket_EventContract: EC } = QotMarket;

/**
 * A Trd_Common.TrdMarket by the name that keys give it, and the quote markets
 * whose securities are traded there. Three numberings meet in an order (facts:
 * ftapi-protocol.md 7.3).
 */
const TRADE_MARKETS: ReadonlyMap<number, { readonly name: string; readonly markets: readonly number[] }> = new Map(
  (
    [
      [TrdMarket.TrdMarket_HK, "HK", [HK]],
      [TrdMarket.TrdMarket_US, "US", [US]],
      [TrdMarket.TrdMarket_CN, "CN", [SH, SZ]],
      [TrdMarket.TrdMarket_HKCC, "HKCC", [SH, SZ]],
      [TrdMarket.TrdMarket_Futures, "Futures", [HK, US, SG, JP, AU, MY]],
      [TrdMarket.TrdMarket_SG, "SG", [SG]],
      [TrdMarket.TrdMarket_Crypto, "Crypto", [CC]],
      [TrdMarket.TrdMarket_AU, "AU", [AU]],
      [TrdMarket.TrdMarket_Futures_Simulate_HK, "Futures_Simulate_HK", [HK]],
      [TrdMarket.TrdMarket_Futures_Simulate_US, "Futures_Simulate_US", [US]],
      [TrdMarket.TrdMarket_Futures_Simulate_SG, "Futures_Simulate_SG", [SG]],
      [TrdMarket.TrdMarket_Futures_Simulate_JP, "Futures_Simulate_JP", [JP]],
      [TrdMarket.TrdMarket_JP, "JP", [JP]],
      [TrdMarket.TrdMarket_Prediction, "Prediction", [EC]],
      [TrdMarket.TrdMarket_MY, "MY", [MY]],
      [TrdMarket.TrdMarket_CA, "CA", [CA]],
      [TrdMarket.TrdMarket_HK_Fund, "HK_Fund", [HK]],
      [TrdMarket.TrdMarket_US_Fund, "US_Fund", [US]],
      [TrdMarket.TrdMarket_SG_Fund, "SG_Fund", [SG]],
      [TrdMarket.TrdMarket_MY_Fund, "MY_Fund", [MY]],
      [TrdMarket.TrdMarket_JP_Fund, "JP_Fund", [JP]],
    ] as const
  ).map(([trdMarket, name, markets]) => [trdMarket, { name, markets }]),
);

/** Qot_Common.QotMarket by Trd_Common.TrdSecMarket. */
const QUOTE_MARKETS: ReadonlyMap<number, number> = new Map<number, number>([
  [TrdSecMarket.TrdSecMarket_HK, HK],
  [TrdSecMarket.TrdSecMarket_US, US],
  [TrdSecMarket.TrdSecMarket_CN_SH, SH],
  [TrdSecMarket.TrdSecMarket_CN_SZ, SZ],
  [TrdSecMarket.TrdSecMarket_SG, SG],
  [TrdSecMarket.TrdSecMarket_JP, JP],
  [TrdSecMarket.TrdSecMarket_AU, AU],
  [TrdSecMarket.TrdSecMarket_MY, MY],
  [TrdSecMarket.TrdSecMarket_CA, CA],
  [TrdSecMarket.TrdSecMarket_FX, FX],
  [TrdSecMarket.TrdSecMarket_CC, CC],
  [TrdSecMarket.TrdSecMarket_EC, EC],
]);

/** `BUY`; null for a number that is no side. */
export function sideName(trdSide: number): string | null {
  return SIDE_NAMES.get(trdSide) ?? null;
}

/** `HK`, `HKCC`, ...: Trd_Common.TrdMarket without its prefix; null for a number that is none. */
export function tradeMarketName(trdMarket: number): string | null {
  return TRADE_MARKETS.get(trdMarket)?.name ?? null;
}

/** Where a security is quoted, and whether it can be traded in the trade market at all. */
export interface LegMarket {
  /** Qot_Common.QotMarket; null: not known. */
  readonly market: number | null;
  readonly fitsHeader: boolean;
}

/**
 * The market of an order's security. Without a secMarket OpenD guesses from
 * the code; the gateway does so only where the trade market has one market of
 * securities, so that it never judges another security than OpenD trades.
 */
export function marketOfSecMarket(trdMarket: number, secMarket: number): LegMarket {
  const traded = TRADE_MARKETS.get(trdMarket)?.markets ?? [];
  if (secMarket === TrdSecMarket.TrdSecMarket_Unknown) {
    return { market: traded.length === 1 ? (traded[0] ?? null) : null, fitsHeader: true };
  }
  const market = QUOTE_MARKETS.get(secMarket) ?? null;
  return { market, fitsHeader: market !== null && traded.includes(market) };
}

/** The same for a combo's leg, which names its quote market itself. */
export function marketOfQuoteMarket(trdMarket: number, quoteMarket: number): LegMarket {
  const traded = TRADE_MARKETS.get(trdMarket)?.markets ?? [];
  // Deprecated: Hong Kong's futures are quoted under HK (facts: ftapi-protocol.md 7.2).
  const market = quoteMarket === QotMarket.QotMarket_HK_Future ? HK : quoteMarket;
  return { market: market === QotMarket.QotMarket_Unknown ? null : market, fitsHeader: traded.includes(market) };
}

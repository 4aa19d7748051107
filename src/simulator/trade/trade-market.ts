import { QotMarket } from "../../../generated/ts/Qot_Common.js";
import { TrdMarket, TrdSecMarket } from "../../../generated/ts/Trd_Common.js";
import type { CurrencyCode } from "./money.js";

/**
 * What one Trd_Common.TrdMarket means: three numberings meet in an order
 * (facts: ftapi-protocol.md 7.3).
 */
export interface TradeMarket {
  readonly trdMarket: number;
  readonly currency: CurrencyCode;
  readonly timeZone: string;
  /** End of the trading day in minutes after local midnight. */
  readonly closeMinutes: number;
  /** The same for orders that may fill outside regular hours. */
  readonly extendedCloseMinutes: number;
  /** Days until a trade settles. */
  readonly settlementDays: number;
}

const MARKETS: ReadonlyMap<number, TradeMarket> = new Map(
  (
    [
      [TrdMarket.TrdMarket_HK, "HKD", "Asia/Hong_Kong", 970, 970, 2],
      [TrdMarket.TrdMarket_US, "USD", "America/New_York", 960, 1200, 1],
      [TrdMarket.TrdMarket_HKCC, "CNH", "Asia/Shanghai", 900, 900, 1],
      [TrdMarket.TrdMarket_Futures, "HKD", "Asia/Hong_Kong", 990, 990, 1],
      [TrdMarket.TrdMarket_Futures_Simulate_HK, "HKD", "Asia/Hong_Kong", 990, 990, 1],
      [TrdMarket.TrdMarket_Futures_Simulate_US, "USD", "America/New_York", 1020, 1020, 1],
    ] as const
  ).map(([trdMarket, currency, timeZone, closeMinutes, extendedCloseMinutes, settlementDays]) => [
    trdMarket,
    { trdMarket, currency, timeZone, closeMinutes, extendedCloseMinutes, settlementDays },
  ]),
);

export function tradeMarket(trdMarket: number): TradeMarket | undefined {
  return MARKETS.get(trdMarket);
}

/** The TrdSecMarket of a QotMarket. */
export function secMarketOf(qotMarket: number): number {
  switch (qotMarket) {
    case QotMarket.QotMarket_HK_Security:
    case QotMarket.QotMarket_HK_Future:
      return TrdSecMarket.TrdSecMarket_HK;
    case QotMarket.QotMarket_US_Security:
      return TrdSecMarket.TrdSecMarket_US;
    case QotMarket.QotMarket_CNSH_Security:
      return TrdSecMarket.TrdSecMarket_CN_SH;
    case QotMarket.QotMarket_CNSZ_Security:
      return TrdSecMarket.TrdSecMarket_CN_SZ;
    default:
      return TrdSecMarket.TrdSecMarket_Unknown;
  }
}

/** The QotMarket that `secMarket` names, if securities of it can be traded in `trdMarket`. */
export function qotMarketOf(trdMarket: number, secMarket: number): number | undefined {
  switch (trdMarket) {
    case TrdMarket.TrdMarket_HK:
      return secMarket === TrdSecMarket.TrdSecMarket_HK ? QotMarket.QotMarket_HK_Security : undefined;
    case TrdMarket.TrdMarket_US:
      return secMarket === TrdSecMarket.TrdSecMarket_US ? QotMarket.QotMarket_US_Security : undefined;
    case TrdMarket.TrdMarket_HKCC:
      if (secMarket === TrdSecMarket.TrdSecMarket_CN_SH) return QotMarket.QotMarket_CNSH_Security;
      return secMarket === TrdSecMarket.TrdSecMarket_CN_SZ ? QotMarket.QotMarket_CNSZ_Security : undefined;
    default:
      return undefined;
  }
}

/** What OpenD assumes when an order does not name its secMarket: it guesses from the code. */
export function guessSecMarket(trdMarket: number, code: string): number {
  switch (trdMarket) {
    case TrdMarket.TrdMarket_HK:
      return TrdSecMarket.TrdSecMarket_HK;
    case TrdMarket.TrdMarket_US:
      return TrdSecMarket.TrdSecMarket_US;
    case TrdMarket.TrdMarket_HKCC:
      return /^[569]/.test(code) ? TrdSecMarket.TrdSecMarket_CN_SH : TrdSecMarket.TrdSecMarket_CN_SZ;
    default:
      return TrdSecMarket.TrdSecMarket_Unknown;
  }
}

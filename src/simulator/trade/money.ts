import { Currency } from "../../../generated/ts/Trd_Common.js";
import { HKD_PER_UNIT } from "./defaults.js";

/** Currencies that accounts of the simulator hold. */
export type CurrencyCode = "HKD" | "USD" | "CNH";

/**
 * Amounts and prices are integers of 1/10000 currency unit: sums stay exact,
 * and a price times a whole quantity is again a whole amount.
 */
export const UNITS_PER_CURRENCY = 10_000;

const UNITS_PER_CENT = UNITS_PER_CURRENCY / 100;

/** Absorbs the noise of a binary fraction before rounding up. */
const ROUNDING_NOISE = 1e-6;

export function toUnits(amount: number): number {
  return Math.round(amount * UNITS_PER_CURRENCY);
}

export function fromUnits(units: number): number {
  return units / UNITS_PER_CURRENCY;
}

/** Rounds up to whole cents; monotone, which the fee reservation relies on. */
export function ceilToCents(units: number): number {
  return Math.ceil(units / UNITS_PER_CENT - ROUNDING_NOISE) * UNITS_PER_CENT;
}

/** Rounds up to whole currency units. */
export function ceilToWhole(units: number): number {
  return Math.ceil(units / UNITS_PER_CURRENCY - ROUNDING_NOISE) * UNITS_PER_CURRENCY;
}

export function convert(units: number, from: CurrencyCode, to: CurrencyCode): number {
  return from === to ? units : Math.round((units * HKD_PER_UNIT[from]) / HKD_PER_UNIT[to]);
}

/** Trd_Common.Currency of a code. */
export function currencyNumber(code: CurrencyCode): number {
  switch (code) {
    case "HKD":
      return Currency.Currency_HKD;
    case "USD":
      return Currency.Currency_USD;
    case "CNH":
      return Currency.Currency_CNH;
  }
}

export function currencyOfNumber(value: number): CurrencyCode | undefined {
  switch (value) {
    case Currency.Currency_HKD:
      return "HKD";
    case Currency.Currency_USD:
      return "USD";
    case Currency.Currency_CNH:
      return "CNH";
    default:
      return undefined;
  }
}

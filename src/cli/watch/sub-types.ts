import { suggestion } from "../../config/suggest.js";

/** What can be watched of a security, by the names of `--types`: Qot_Common.SubType. */
export const SUB_TYPES: ReadonlyMap<string, number> = new Map([
  ["basic", 1],
  ["orderbook", 2],
  ["orderbook_odd", 22],
  ["ticker", 4],
  ["rt", 5],
  ["broker", 14],
  ["kl_1min", 11],
  ["kl_3min", 17],
  ["kl_5min", 7],
  ["kl_10min", 18],
  ["kl_15min", 8],
  ["kl_30min", 9],
  ["kl_60min", 10],
  ["kl_120min", 19],
  ["kl_180min", 20],
  ["kl_240min", 21],
  ["kl_day", 6],
  ["kl_week", 12],
  ["kl_month", 13],
  ["kl_quarter", 15],
  ["kl_year", 16],
]);

const NAMES = new Map([...SUB_TYPES].map(([name, number]) => [number, name]));

/** The name of a sub type, or null where it has none. */
export function subTypeName(subType: number): string | null {
  return NAMES.get(subType) ?? null;
}

/** A text that names no types; the message says which there are. */
export class SubTypeError extends Error {
  override readonly name = "SubTypeError";
}

/**
 * Reads `basic,kl_1min`; each number comes once.
 * @throws SubTypeError
 */
export function parseSubTypes(text: string): readonly number[] {
  const numbers = text.split(",").map((part) => {
    const name = part.trim().toLowerCase();
    const number = SUB_TYPES.get(name);
    if (number !== undefined) return number;
    const near = suggestion(name, SUB_TYPES.keys());
    throw new SubTypeError(`"${part.trim()}" is no type${near}; the types are ${[...SUB_TYPES.keys()].join(", ")}`);
  });
  return [...new Set(numbers)];
}

/** Qot_Common.SubType. */
export const SubType = {
  basic: 1,
  orderBook: 2,
  ticker: 4,
  timeShare: 5,
  broker: 14,
  orderBookOdd: 22,
} as const;

/** SubType to KLType: the two numberings differ (facts: ftapi-protocol.md 5.3). */
const klTypes: ReadonlyMap<number, number> = new Map([
  [6, 2],
  [7, 6],
  [8, 7],
  [9, 8],
  [10, 9],
  [11, 1],
  [12, 3],
  [13, 4],
  [15, 11],
  [16, 5],
  [17, 10],
  [18, 12],
  [19, 13],
  [20, 14],
  [21, 15],
]);

const names: ReadonlyMap<number, string> = new Map([
  [1, "Basic"],
  [2, "OrderBook"],
  [4, "Ticker"],
  [5, "RT"],
  [6, "KL_Day"],
  [7, "KL_5Min"],
  [8, "KL_15Min"],
  [9, "KL_30Min"],
  [10, "KL_60Min"],
  [11, "KL_1Min"],
  [12, "KL_Week"],
  [13, "KL_Month"],
  [14, "Broker"],
  [15, "KL_Qurater"],
  [16, "KL_Year"],
  [17, "KL_3Min"],
  [18, "KL_10Min"],
  [19, "KL_120Min"],
  [20, "KL_180Min"],
  [21, "KL_240Min"],
  [22, "OrderBook_Odd"],
]);

export function isSubType(subType: number): boolean {
  return names.has(subType);
}

export function subTypeName(subType: number): string {
  return names.get(subType) ?? String(subType);
}

/** The K-line type that is subscribed to with `subType`; undefined for other data. */
export function klTypeOf(subType: number): number | undefined {
  return klTypes.get(subType);
}

export function subTypeOfKl(klType: number): number | undefined {
  for (const [subType, candidate] of klTypes) if (candidate === klType) return subType;
  return undefined;
}

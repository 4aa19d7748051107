import { SecurityType } from "../../../generated/ts/Qot_Common.js";
import type { ListedSecurity } from "../market-view.js";

/** Kinds that can be bought; indexes and plates only have prices, futures would need margin. */
const TRADABLE: ReadonlySet<number> = new Set([
  SecurityType.SecurityType_Bond,
  SecurityType.SecurityType_Bwrt,
  SecurityType.SecurityType_Eqty,
  SecurityType.SecurityType_Trust,
  SecurityType.SecurityType_Warrant,
  SecurityType.SecurityType_Drvt,
]);

export function isTradable(security: ListedSecurity): boolean {
  return TRADABLE.has(security.secType) && security.lotSize > 0;
}

export function isOption(security: ListedSecurity): boolean {
  return security.secType === SecurityType.SecurityType_Drvt;
}

/** Shares behind one unit of quantity: options count in contracts, everything else in shares. */
export function multiplierOf(security: ListedSecurity): number {
  return isOption(security) ? security.lotSize : 1;
}

/** Smallest step of a quantity. */
export function lotOf(security: ListedSecurity): number {
  return isOption(security) ? 1 : security.lotSize;
}

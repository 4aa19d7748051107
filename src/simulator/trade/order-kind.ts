import { OrderType } from "../../../generated/ts/Trd_Common.js";

/** What an order type needs and how it behaves. */
export interface OrderKind {
  /** Takes a limit price from the request. */
  readonly limit: boolean;
  readonly trigger: "none" | "stop" | "touch" | "trail";
  readonly hongKongOnly: boolean;
  /** Allowed for simulated accounts (facts: ftapi-protocol.md 6.3). */
  readonly simulated: boolean;
  readonly immediate: boolean;
  readonly whole: boolean;
  readonly atLimitOnly: boolean;
  readonly auction: boolean;
}

const PLAIN: OrderKind = {
  limit: true,
  trigger: "none",
  hongKongOnly: false,
  simulated: false,
  immediate: false,
  whole: false,
  atLimitOnly: false,
  auction: false,
};

/**
 * Types without an entry (TWAP and VWAP) are refused. The auction kinds only
 * wait for the opening: the market view has no closing auction.
 */
const KINDS: ReadonlyMap<number, OrderKind> = new Map<number, OrderKind>([
  [OrderType.OrderType_Normal, { ...PLAIN, simulated: true }],
  [OrderType.OrderType_Market, { ...PLAIN, limit: false, simulated: true }],
  [OrderType.OrderType_AbsoluteLimit, { ...PLAIN, hongKongOnly: true, atLimitOnly: true }],
  [OrderType.OrderType_Auction, { ...PLAIN, hongKongOnly: true, limit: false, auction: true, immediate: true }],
  [OrderType.OrderType_AuctionLimit, { ...PLAIN, hongKongOnly: true, auction: true }],
  [OrderType.OrderType_SpecialLimit, { ...PLAIN, hongKongOnly: true, immediate: true }],
  [OrderType.OrderType_SpecialLimit_All, { ...PLAIN, hongKongOnly: true, immediate: true, whole: true }],
  [OrderType.OrderType_Stop, { ...PLAIN, limit: false, trigger: "stop" }],
  [OrderType.OrderType_StopLimit, { ...PLAIN, trigger: "stop" }],
  [OrderType.OrderType_MarketifTouched, { ...PLAIN, limit: false, trigger: "touch" }],
  [OrderType.OrderType_LimitifTouched, { ...PLAIN, trigger: "touch" }],
  [OrderType.OrderType_TrailingStop, { ...PLAIN, limit: false, trigger: "trail" }],
  [OrderType.OrderType_TrailingStopLimit, { ...PLAIN, limit: false, trigger: "trail" }],
]);

export function orderKind(orderType: number): OrderKind | undefined {
  return KINDS.get(orderType);
}

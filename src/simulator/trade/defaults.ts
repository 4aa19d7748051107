/** Trade password that unlocks the real accounts of a fresh simulator ("123456"). */
export const DEFAULT_UNLOCK_PASSWORD_MD5 = "e10adc3949ba59abbe56e057f20f883e";

/** A market buy pays at most this much over the reference price, so that its cash can be frozen beforehand. */
export const MARKET_ORDER_COLLAR = 0.05;

/** GTC orders end after this many days (comment of Trd_Common.TimeInForce). */
export const GTC_DAYS = 90;

/** Longest remark, in bytes of UTF-8 (facts: ftapi-protocol.md 6.4). */
export const MAX_REMARK_BYTES = 64;

/** Most ids of one 2225 request (facts: ftapi-protocol.md 4.1). */
export const MAX_FEE_QUERY_IDS = 400;

/** Finished orders, fills and cash flows kept per account; the oldest go first, so that a long run stays small. */
export const MAX_HISTORY_PER_ACCOUNT = 10_000;

/** Units of HKD for one unit of the currency; fixed, so that sums over currencies are repeatable. */
export const HKD_PER_UNIT = { HKD: 1, USD: 7.8, CNH: 1.08 } as const;

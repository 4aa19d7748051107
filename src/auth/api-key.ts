import type { ScopeSet } from "./scopes.js";

/** Hours in which orders may be placed, in a zone of their own. */
export interface HoursWindow {
  /** Minutes after midnight; `start > end` crosses midnight, both equal is the whole day. */
  readonly startMinute: number;
  readonly endMinute: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** What a key may trade. null: no such limit. */
export interface OrderRules {
  /** Names of Trd_Common.TrdMarket without prefix: HK, US, CN, HKCC, ... */
  readonly markets: ReadonlySet<string> | null;
  /** As `HK.00700`. */
  readonly symbols: ReadonlySet<string> | null;
  /** BUY, SELL, SELL_SHORT, BUY_BACK. */
  readonly sides: ReadonlySet<string> | null;
  readonly hours: HoursWindow | null;
  /** In the currency of the order. */
  readonly maxOrderValue: number | null;
  /** Sum of a UTC day, each order in its own currency, added as they are. */
  readonly maxDailyValue: number | null;
  readonly maxOrdersPerMinute: number | null;
  /** Whether the gateway may put a tag into an empty remark, to find the order again. */
  readonly tagsRemark: boolean;
}

/** Where a key may be used from. null: anywhere. */
export interface KeyBinding {
  /** Fingerprints of the gateway's host, as the rival makes them; empty: the key is frozen. */
  readonly machines: readonly string[] | null;
  /** SHA-256 fingerprints of client certificates, lower-case hex. */
  readonly certificates: ReadonlySet<string> | null;
  /** CIDR ranges of the client's address. */
  readonly networks: readonly string[] | null;
}

/** One record of the keys file, checked. */
export interface ApiKey {
  readonly id: string;
  /** SHA-256 of the token, lower-case hex; two while a rotation's grace lasts. */
  readonly hashes: readonly { readonly sha256: string; readonly expiresAtMs: number | null }[];
  readonly scopes: ScopeSet;
  /** null: all accounts. */
  readonly accIds: ReadonlySet<bigint> | null;
  /** Full card numbers or their last 4 digits; resolved through 2001. null: no such list. */
  readonly cardNums: readonly string[] | null;
  readonly orders: OrderRules;
  readonly binding: KeyBinding;
  /** Name of a limits profile; null: the gateway's default. */
  readonly profile: string | null;
  /** Epoch milliseconds. */
  readonly expiresAtMs: number | null;
  readonly createdAtMs: number | null;
  readonly note: string;
}

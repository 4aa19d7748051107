/** What a caller's key must hold; `none` is any caller, `trade` is decided by `header.trdEnv`. */
export type Scope = "none" | "qot:read" | "qot:write" | "acc:read" | "trade" | "trade:unlock" | "admin";

export type Category = "system" | "quote_realtime" | "quote_pull" | "quote_history" | "trade_account" | "trade_order";

/** `read` may be sent again; `set` changes state to a given value; `write` has a further effect each time. */
export type Effect = "read" | "set" | "write";

/** A frequency limit of OpenD: `calls` in any window of `windowSeconds` (facts: ftapi-protocol.md 3.7). */
export interface Limit {
  readonly calls: number;
  readonly windowSeconds: number;
  readonly per: "user" | "account";
  readonly minGapMs: number | null;
  readonly maxItems: number | null;
  readonly onlyRefreshCache: boolean;
  readonly onlyFirstPage: boolean;
  /** The proto_id whose allowance this command uses too. */
  readonly sharedWith: number | null;
  readonly note: string | null;
  readonly source: string;
}

/** One row of the proto_id table. Source: `proto/opend/v1/catalog.proto`. */
export interface Command {
  readonly protoId: number;
  /** The name in the official SDKs, such as `Qot_GetBasicQot`. */
  readonly name: string;
  readonly category: Category;
  readonly kind: "request" | "push";
  readonly scope: Scope;
  /** Null for pushes. */
  readonly effect: Effect | null;
  readonly status: "active" | "withdrawn" | "unverified";
  readonly limit: Limit | null;
  /** C2S carries `packetID`. */
  readonly packetId: boolean;
  /** C2S (for a push: S2C) carries a `TrdHeader`. */
  readonly tradeHeader: boolean;
  /** Bound to one connection of OpenD. */
  readonly sticky: boolean;
  /** An empty body stands for a C2S of defaults. */
  readonly emptyBody: boolean;
  /** Has the c2s / retType, retMsg, errCode, s2c envelope. */
  readonly envelope: boolean;
  /** Full message names, null where there are none. */
  readonly requestMessage: string | null;
  readonly responseMessage: string | null;
  /** Why there are no messages. */
  readonly noMessages: string | null;
  readonly summary: string;
  /** Identical requests under way at the same time may be answered by one call to OpenD. */
  readonly sharedRead: boolean;
  /** For how many seconds an answer may be kept; null where it may not. */
  readonly staticDataSeconds: number | null;
  /** The service of `opend.v1` that has this command as a method, such as `Quote`; null where none has. */
  readonly service: string | null;
}

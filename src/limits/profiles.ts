import type { BucketLimit } from "./token-bucket.js";

/** What kind of call a bucket is for. */
export const LIMIT_CLASSES = ["quotes", "accounts", "trading"] as const;

export type LimitClass = (typeof LIMIT_CLASSES)[number];

/** What one owner may do: calls of each class, push streams at once, and subscription units of all its holders together. */
export interface LimitsProfile extends Readonly<Record<LimitClass, BucketLimit>> {
  /** SubscribePush calls at once. */
  readonly streams: number;
  /** Units (one security with one SubType) that its streams and calls have subscribed. */
  readonly symbols: number;
}

/** A profile as an operator writes it: what it leaves out is as in `standard`. */
export type PartialProfile = {
  readonly [Field in keyof LimitsProfile]?: LimitsProfile[Field] | undefined;
};

/** A profile of ours with the reason of its numbers; they stand in docs/keys.md too. */
export interface BuiltInProfile extends LimitsProfile {
  readonly why: string;
}

export const DEFAULT_PROFILE = "standard";
/** What a key gets whose profile nobody has defined: a slip must not lift limits. */
export const STRICTEST_PROFILE = "small";

const MINUTE_SECONDS = 60;

/** The profiles that need no configuration. */
export const BUILT_IN_PROFILES = {
  [DEFAULT_PROFILE]: {
    quotes: { perSecond: 50_000, burst: 100_000 },
    accounts: { perSecond: 5000, burst: 10_000 },
    trading: { perSecond: 1000, burst: 2000 },
    streams: 20_000,
    symbols: 200_000,
    why: "several times what one process can serve, so that it stops nothing but a program that runs wild; streams as many as the gateway takes, ten units for each",
  },
  local: {
    quotes: { perSecond: 50, burst: 100 },
    accounts: { perSecond: 10, burst: 20 },
    trading: { perSecond: 5, burst: 10 },
    streams: 16,
    symbols: 2000,
    why: "trusted programs of one's own: a screen of quotes is polled twice a second; orders above OpenD's 15 in 30 s, which is the real limit; the largest subscription quota that OpenD gives",
  },
  small: {
    quotes: { perSecond: 100 / MINUTE_SECONDS, burst: 20 },
    accounts: { perSecond: 100 / MINUTE_SECONDS, burst: 20 },
    trading: { perSecond: 100 / MINUTE_SECONDS, burst: 20 },
    streams: 2,
    symbols: 100,
    why: "100 calls a minute, 20 at once, for guests: nobody else notices them; the smallest subscription quota that OpenD gives",
  },
} as const satisfies Readonly<Record<string, BuiltInProfile>>;

/** Fills in what an operator's profile leaves out. */
export function completeProfile(partial: PartialProfile): LimitsProfile {
  const standard = BUILT_IN_PROFILES[DEFAULT_PROFILE];
  return {
    quotes: partial.quotes ?? standard.quotes,
    accounts: partial.accounts ?? standard.accounts,
    trading: partial.trading ?? standard.trading,
    streams: partial.streams ?? standard.streams,
    symbols: partial.symbols ?? standard.symbols,
  };
}

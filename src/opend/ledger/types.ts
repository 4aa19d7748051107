import type { Buffer } from "node:buffer";
import type { Security } from "../../ftapi/routing-key.js";
import type { CallFailure } from "../call.js";

/**
 * Who wants something of OpenD: a stream, or a caller whose wish is kept by a
 * lease. Made by {@link callerHolder} and {@link streamHolder}.
 */
export type HolderId = string;

const CALLER_PREFIX = "caller:";

/** The holder for what a caller asked for in calls of its own: it is kept by a lease that its calls and streams renew. */
export function callerHolder(callerId: string): HolderId {
  return `${CALLER_PREFIX}${callerId}`;
}

/** The holder for what a stream asked for: it is kept until `releaseAll`. */
export function streamHolder(streamNo: number): HolderId {
  return `stream:${streamNo}`;
}

/** Whether a lease keeps what this holder wants. */
export function isLeased(holder: HolderId): boolean {
  return holder.startsWith(CALLER_PREFIX);
}

/** How many units one wish may name: five times the largest quota that OpenD gives (facts: ftapi-protocol.md 3.7). */
export const MAX_UNITS_PER_CALL = 10_000;

/** What OpenD counts quota by: one security with one SubType (facts: ftapi-protocol.md 3.7). */
export interface UnitName {
  readonly security: Security;
  /** Qot_Common.SubType. */
  readonly subType: number;
}

/** One unit as a holder wants it. What is absent is no wish: whatever others want does. */
export interface SubscriptionWant extends UnitName {
  /** Whether pushes are wanted too; false is for reading only. */
  readonly push: boolean;
  /** Of K-line pushes; empty means forward (1). */
  readonly rehabTypes: readonly number[];
  /** Common.Session. */
  readonly session?: number;
  readonly extendedTime?: boolean;
  readonly orderBookDetail?: boolean;
  /** QotHeader.securityFirm. */
  readonly securityFirm?: number;
}

/** A unit that pushes, with the rehab types of a K-line (else none). */
export interface PushedUnit extends UnitName {
  readonly rehabTypes: readonly number[];
}

/** A unit as one holder has it. */
export interface HeldUnit extends PushedUnit {
  readonly push: boolean;
}

/** OpenD's own answer, or why there is none. */
export type LedgerOutcome =
  | {
      readonly ok: true;
      /** OpenD's answer to the call that made this so, perhaps an earlier one. */
      readonly reply: Buffer;
      /** What was asked for with `firstPush` but pushed already: OpenD was not asked for its last value. */
      readonly standing: readonly PushedUnit[];
    }
  /** OpenD refused; `unit` is the first refused one, absent where it was the list of accounts. */
  | { readonly ok: false; readonly reply: Buffer; readonly unit?: UnitName }
  | { readonly ok: false; readonly failure: CallFailure };

/** Called exactly once, perhaps before the call that it belongs to returns. Must not throw. */
export type LedgerDone = (outcome: LedgerOutcome) => void;

export interface HoldOptions {
  /** Monotonic milliseconds; Infinity for none. */
  readonly deadlineMs: number;
  /** Whether OpenD shall push the last value of what begins to push. */
  readonly firstPush: boolean;
}

/** Something that OpenD refused, with its text. */
export interface RefusedUnit {
  readonly unit: UnitName;
  readonly text: string;
}

/** The home connection is lost, and with it all that OpenD kept for it. */
export interface LostEvent {
  /** The wall clock when it was noticed, in epoch milliseconds. */
  readonly sinceMs: number;
}

/** Everything that is still wanted stands again on a new home, but for what OpenD refused. */
export interface RestoredEvent {
  /** The wall clock when the home was lost, in epoch milliseconds. */
  readonly sinceMs: number;
  /** What pushes again. */
  readonly units: readonly PushedUnit[];
  readonly accounts: readonly bigint[];
  readonly refused: readonly RefusedUnit[];
  /** OpenD's text where it refused the list of accounts; null else. */
  readonly accountsRefused: string | null;
}

/** Plain numbers for metrics and tests. */
export interface LedgerSnapshot {
  /** Known units, lingering ones included. */
  readonly units: number;
  /** Those that OpenD confirmed on the home at hand. */
  readonly confirmed: number;
  /** Those without holders that wait to be released. */
  readonly lingering: number;
  readonly holders: number;
  /** Calls that wait for OpenD. */
  readonly waiting: number;
  /** Accounts whose pushes are registered. */
  readonly accounts: number;
  /** Calls to OpenD since the start, by what they did. */
  readonly upstreamCalls: Readonly<Record<UpstreamCallKind, number>>;
  /** Of them those that OpenD refused. */
  readonly refused: number;
  /** Whether nothing is held, subscribed or waiting. */
  readonly empty: boolean;
}

export type UpstreamCallKind = "subscribe" | "unsubscribe" | "register" | "unregister" | "accounts";

/** What OpenD should be subscribed to: the union of what holders want, and how far OpenD confirmed it. */
export interface Ledger {
  /**
   * Adds wants to those of `holder`. All or nothing: what OpenD refuses, or
   * does not answer in time, leaves the holder as it was. Returns what cancels
   * the wait, which ends it with the failure `cancelled`.
   */
  hold(holder: HolderId, wants: readonly SubscriptionWant[], options: HoldOptions, done: LedgerDone): () => void;
  /** Ends the holder's wish for these units; what it does not hold is nothing. */
  release(holder: HolderId, units: readonly UnitName[]): void;
  /** Keeps the units, but ends the wish for their pushes; for K-lines only of these rehab types, if any are given. */
  releasePush(holder: HolderId, units: readonly UnitName[], rehabTypes: readonly number[]): void;
  /** Ends all wishes of the holder, accounts and waiting calls included. */
  releaseAll(holder: HolderId): void;
  /** Replaces the holder's list of accounts (2008); the union of all lists goes to OpenD. */
  holdAccounts(
    holder: HolderId,
    accIds: readonly bigint[],
    options: Pick<HoldOptions, "deadlineMs">,
    done: LedgerDone,
  ): () => void;
  /** Renews the lease of a caller. */
  touch(caller: HolderId): void;
  /** The lease of a caller isn't over while a stream of it is open. Returns what is to be called at its end. */
  attachStream(caller: HolderId): () => void;
  /** Whether OpenD confirmed all these units, and `holder` holds them. */
  holds(holder: HolderId, units: readonly UnitName[]): boolean;
  /**
   * Grows whenever something that {@link holds} told of `holder` may no longer be so;
   * the fast way to know that an earlier yes still stands.
   */
  version(holder: HolderId): number;
  /** What the holder has, confirmed or being made again. */
  viewOf(holder: HolderId): readonly HeldUnit[];
  /** How many units the holder has, and its waiting calls want. */
  unitCount(holder: HolderId): number;
  /** How many of these units the holder neither has nor waits for. */
  newUnits(holder: HolderId, units: readonly UnitName[]): number;
  /** Whether the unit is subscribed, or about to be, for whomever. */
  knows(unit: UnitName): boolean;
  snapshot(): LedgerSnapshot;
}

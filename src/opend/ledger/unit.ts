import type { Buffer } from "node:buffer";
import { type Security, securityKey } from "../../ftapi/routing-key.js";
import { type Attributes, covers, isKlineSubType, merge, without } from "./attributes.js";
import { PendingCall } from "./pending-call.js";
import type { HolderId, LedgerDone, UnitName } from "./types.js";

/** OpenD's no, as it came. */
export interface Refusal {
  readonly reply: Buffer;
  readonly text: string;
}

/** What one holder wants of a unit. */
export interface Hold {
  /** What OpenD confirmed for this holder; null while only calls wait for it. */
  established: Attributes | null;
  /** What its waiting calls want on top. */
  readonly pending: Map<HoldCall, Attributes>;
}

export function unitKey(unit: UnitName): string {
  return `${securityKey(unit.security)}/${unit.subType}`;
}

/** One security and one SubType: who wants it how, and what OpenD confirmed on the home at hand. */
export class Unit implements UnitName {
  readonly key: string;
  readonly security: Security;
  readonly subType: number;
  readonly kline: boolean;
  readonly holds = new Map<HolderId, Hold>();
  /** Calls that wait for this unit. */
  readonly waiters = new Set<HoldCall>();
  /** Those whose wishes were in the last call to OpenD. */
  asked: readonly HoldCall[] = [];
  /** OpenD refused what several want together: this one is asked for alone. */
  probe: HoldCall | null = null;

  /** Null: not subscribed on this home, as far as OpenD told. */
  confirmed: Attributes | null = null;
  /** A call that should have changed it had no answer: `confirmed` may be wrong. */
  uncertain = false;
  /** Registrations that a call without an answer may have made. */
  maybeRegistered: readonly number[] = [];
  /** Being unsubscribed: what is confirmed won't be for long. */
  leaving = false;
  /** A call about it is under way; no other one is made meanwhile. */
  busy = false;
  /** Part of a refused batch that is being taken apart. */
  suspect = false;
  /** Was refused for quota after others had been released for it. */
  quotaTried = false;
  /** It stood on the last home and is made again on this one. */
  restoring = false;
  /** Monotonic; of the first subscribe on this home. */
  subscribedAtMs = 0;
  /** When the last holder left, in monotonic milliseconds; null while there is one. */
  emptySinceMs: number | null = null;
  /** Since when nobody wants a registration, by rehab type. */
  readonly idleSinceMs = new Map<number, number>();
  /** Monotonic; before it no further call about this unit is made. */
  retryAtMs = 0;
  failedReleases = 0;
  /** OpenD's last success for it. */
  reply: Buffer | null = null;
  /** OpenD's last word where it refused what is wanted; nothing is sent until a new wish or a new home. */
  refusal: Refusal | null = null;

  constructor(name: UnitName) {
    this.key = unitKey(name);
    this.security = name.security;
    this.subType = name.subType;
    this.kline = isKlineSubType(name.subType);
  }

  /** Whether OpenD holds the subscription for us, for certain. */
  get stands(): boolean {
    return this.confirmed !== null && !this.uncertain && !this.leaving;
  }

  /** Whether nobody wants it and OpenD has nothing of it, for certain. */
  get unused(): boolean {
    return this.holds.size === 0 && this.confirmed === null && !this.busy && !this.uncertain;
  }

  /** Whether OpenD confirmed all of `want`. */
  covers(want: Attributes): boolean {
    return this.confirmed !== null && this.stands && covers(this.confirmed, want);
  }

  /** The union of all wishes; null where there are none. With a probe that one's, and what OpenD granted already. */
  wanted(): Attributes | null {
    let wanted: Attributes | null = null;
    const add = (wish: Attributes): void => {
      wanted = wanted === null ? wish : merge(wanted, wish);
    };
    for (const { established, pending } of this.holds.values()) {
      if (established !== null && (this.probe === null || this.confirmed !== null)) add(established);
      for (const [call, wish] of pending) {
        if (this.probe === null || this.probe === call || !this.waiters.has(call)) add(wish);
      }
    }
    return wanted;
  }

  /** The call waits for this unit no more. */
  waited(call: HoldCall): void {
    this.waiters.delete(call);
    if (this.probe === call) this.probe = null;
  }

  /** Whether holders were told that they have it, but OpenD does not give it. */
  get owed(): boolean {
    for (const { established } of this.holds.values()) {
      if (established !== null && !this.covers(established)) return true;
    }
    return false;
  }

  /** Whether all of `registrations` have a holder. Ends at the first that wants them all, as most do. */
  wantsAll(registrations: readonly number[]): boolean {
    let missing = registrations;
    for (const hold of this.holds.values()) {
      if (missing.length === 0) return true;
      for (const each of wishes(hold)) missing = without(missing, each.registrations);
    }
    return missing.length === 0;
  }

  /** Forgets what a home knew: the connection is gone, and its subscriptions with it. */
  homeLost(): void {
    this.confirmed = null;
    this.uncertain = false;
    this.maybeRegistered = [];
    this.leaving = false;
    this.busy = false;
    this.suspect = false;
    this.asked = [];
    this.probe = null;
    this.quotaTried = false;
    this.restoring = [...this.holds.values()].some(({ established }) => established !== null);
    this.idleSinceMs.clear();
    this.retryAtMs = 0;
    this.failedReleases = 0;
    this.refusal = null;
  }
}

function* wishes(hold: Hold): Iterable<Attributes> {
  if (hold.established !== null) yield hold.established;
  yield* hold.pending.values();
}

/** One `hold` that waits until OpenD has confirmed all its units. */
export class HoldCall extends PendingCall {
  readonly holder: HolderId;
  readonly wants: ReadonlyMap<Unit, Attributes>;
  readonly firstPush: boolean;
  /** Units that OpenD has not confirmed as wanted. */
  readonly missing = new Set<Unit>();
  /** Units whose last value OpenD was asked to push while this call waited. */
  readonly askedToPush = new Set<Unit>();

  constructor(
    holder: HolderId,
    wants: ReadonlyMap<Unit, Attributes>,
    firstPush: boolean,
    done: LedgerDone,
    expired: (call: PendingCall) => void,
  ) {
    super(done, expired);
    this.holder = holder;
    this.wants = wants;
    this.firstPush = firstPush;
  }
}

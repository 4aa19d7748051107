import type { CallFailure } from "../call.js";
import type { Clock } from "../clock.js";
import { DeadlineWheel } from "../deadline-wheel.js";
import { AccountList } from "./account-list.js";
import { HoldBook, standingPushes } from "./hold-book.js";
import { Leases } from "./lease.js";
import type { PendingCall } from "./pending-call.js";
import { Reconciler } from "./reconciler.js";
import { Restore } from "./restore.js";
import {
  type HeldUnit,
  type HolderId,
  type HoldOptions,
  isLeased,
  type Ledger,
  type LedgerDone,
  type LedgerSnapshot,
  type LostEvent,
  type RestoredEvent,
  type SubscriptionWant,
  type UnitName,
} from "./types.js";
import { HoldCall, type Refusal, type Unit } from "./unit.js";
import { type LedgerPool, UpstreamCalls } from "./upstream-calls.js";

export interface SubscriptionLedgerOptions {
  readonly pool: LedgerPool;
  readonly clock: Clock;
  /** How long a caller keeps what it asked for after its last call. */
  readonly leaseMs: number;
  /** How long what nobody wants any more stays subscribed, at least. */
  readonly lingerMs: number;
  /** How long an account that nobody wants any more stays registered. It costs no quota, and its events go on being recorded. */
  readonly accountLingerMs: number;
  /** OpenD pushes for these accounts from now on, and for no others. */
  readonly onAccounts: (accIds: readonly bigint[]) => void;
  /** The home is lost, and with it all subscriptions. Comes once until `onRestored`. */
  readonly onLost: (event: LostEvent) => void;
  readonly onRestored: (event: RestoredEvent) => void;
  /** Pushes of this unit, or some of its rehab types, have ended. */
  readonly onReleased: (unit: UnitName) => void;
}

/** As many as there may be streams: all of them may come back at once when OpenD or the gateway did. */
const MAX_WAITING_CALLS = 20_000;
/** What the waiting calls may want in all: ten units for each of them; a unit needs about 1 KB. */
const MAX_WAITING_UNITS = 200_000;

const NOTHING_TO_CANCEL = (): void => undefined;

/** The union of what all holders want, and what OpenD has confirmed of it. See {@link Ledger}. */
export class SubscriptionLedger implements Ledger {
  private readonly options: SubscriptionLedgerOptions;
  private readonly book: HoldBook;
  private readonly leases: Leases;
  private readonly calls: UpstreamCalls;
  private readonly reconciler: Reconciler;
  private readonly accounts: AccountList;
  private readonly deadlines: DeadlineWheel;
  private readonly expire = (call: PendingCall): void => this.abandon(call, "deadline");
  private waiting = 0;
  private waitingUnits = 0;
  private hasHome = false;
  private hadHome = false;
  private restore: Restore | null = null;

  constructor(options: SubscriptionLedgerOptions) {
    this.options = options;
    const { pool, clock, leaseMs, lingerMs } = options;
    this.calls = new UpstreamCalls(pool, clock);
    this.deadlines = new DeadlineWheel(clock);
    this.book = new HoldBook({
      nowMs: () => clock.now(),
      onChanged: (unit) => this.changed(unit),
      onEnded: (call) => this.ended(call),
    });
    this.leases = new Leases({
      clock,
      leaseMs,
      isBusy: (holder) => (this.book.holder(holder)?.calls.size ?? 0) > 0 || this.accounts.isWaiting(holder),
      onExpired: (holder) => this.releaseAll(holder),
    });
    this.reconciler = new Reconciler({
      calls: this.calls,
      clock,
      lingerMs,
      units: () => this.book.all(),
      onConfirmed: (unit) => this.confirmed(unit),
      onRefused: (unit, refusal) => this.refused(unit, refusal),
      onFailed: (unit, failure) => this.book.failWaiting(unit, failure),
      onGone: (unit) => this.forget(unit),
      onReleased: (unit) => options.onReleased(unit),
    });
    this.accounts = new AccountList({
      calls: this.calls,
      clock,
      lingerMs: options.accountLingerMs,
      onRegistered: options.onAccounts,
      onSettled: (call) => this.ended(call),
      onAnswered: (refused) => {
        this.restore?.accountsEnded(refused);
        this.checkRestored();
      },
    });
  }

  /** The pool has another home, or none (null). */
  homeChanged(member: string | null): void {
    if (this.hadHome) this.homeLost();
    if (member === null) return;
    this.hasHome = true;
    this.hadHome = true;
    this.restore?.begin(this.book.all(), this.accounts.wanted);
    this.reconciler.homeFound();
    this.accounts.homeFound();
    this.checkRestored();
  }

  /** Ends all calls that wait, and sends nothing any more. */
  stop(): void {
    this.reconciler.close();
    this.leases.close();
    for (const call of [...this.book.holders.calls()]) this.abandon(call, "shutdown");
    for (const call of this.accounts.pending()) this.abandon(call, "shutdown");
    this.accounts.close();
    this.deadlines.close();
  }

  hold(holder: HolderId, wants: readonly SubscriptionWant[], options: HoldOptions, done: LedgerDone): () => void {
    if (wants.length === 0) throw new RangeError("a hold needs at least one want");
    if (isLeased(holder)) this.leases.open(holder);
    const wanted = this.book.wanted(wants);
    const standing = options.firstPush ? standingPushes(wanted) : [];
    const reply = this.book.establishCovered(holder, wanted);
    const hindrance = reply === null ? this.hindrance(wanted.size) : null;
    if (reply !== null) done({ ok: true, reply, standing });
    if (hindrance !== null) {
      this.book.forgetUnused(wanted.keys());
      done({ ok: false, failure: hindrance });
    }
    if (reply !== null || hindrance !== null) return NOTHING_TO_CANCEL;
    this.waiting++;
    this.waitingUnits += wanted.size;
    return this.limit(this.book.wait(holder, wanted, options.firstPush, done, this.expire), options.deadlineMs);
  }

  release(holder: HolderId, units: readonly UnitName[]): void {
    this.book.release(holder, units);
  }

  releasePush(holder: HolderId, units: readonly UnitName[], rehabTypes: readonly number[]): void {
    this.book.releasePush(holder, units, rehabTypes);
  }

  releaseAll(holder: HolderId): void {
    const held = this.book.holder(holder);
    for (const call of [...(held?.calls ?? []), ...this.accounts.release(holder)]) this.abandon(call, "cancelled");
    this.book.release(holder, [...(held?.units ?? [])]);
  }

  holdAccounts(
    holder: HolderId,
    accIds: readonly bigint[],
    options: Pick<HoldOptions, "deadlineMs">,
    done: LedgerDone,
  ): () => void {
    if (isLeased(holder)) this.leases.open(holder);
    const hindrance = this.hindrance(0);
    if (hindrance !== null) {
      done({ ok: false, failure: hindrance });
      return NOTHING_TO_CANCEL;
    }
    this.waiting++;
    const call = this.accounts.hold(holder, accIds, done, this.expire);
    return call.settled ? NOTHING_TO_CANCEL : this.limit(call, options.deadlineMs);
  }

  touch(caller: HolderId): void {
    this.leases.touch(caller);
  }

  attachStream(caller: HolderId): () => void {
    return this.leases.attach(caller);
  }

  holds(holder: HolderId, units: readonly UnitName[]): boolean {
    return this.book.holds(holder, units);
  }

  version(holder: HolderId): number {
    return this.book.holders.version(holder);
  }

  viewOf(holder: HolderId): readonly HeldUnit[] {
    return this.book.viewOf(holder);
  }

  unitCount(holder: HolderId): number {
    return this.book.holder(holder)?.units.size ?? 0;
  }

  newUnits(holder: HolderId, units: readonly UnitName[]): number {
    return this.book.newUnits(holder, units);
  }

  knows(unit: UnitName): boolean {
    return this.book.get(unit) !== undefined;
  }

  snapshot(): LedgerSnapshot {
    const units = [...this.book.all()];
    const holders = new Set([...this.book.holders.ids(), ...this.accounts.holders()]);
    const accounts = this.accounts.registered.length;
    return {
      units: units.length,
      confirmed: units.filter(({ stands }) => stands).length,
      lingering: units.filter(({ holds }) => holds.size === 0).length,
      holders: holders.size,
      waiting: this.waiting,
      accounts,
      upstreamCalls: { ...this.calls.counts },
      refused: this.calls.refused,
      empty: units.length === 0 && holders.size === 0 && this.waiting === 0 && accounts === 0,
    };
  }

  /** Why a call that wants so many units can't wait: no home and no hope of one, or too much waits already. */
  private hindrance(units: number): CallFailure | null {
    const outage = this.hasHome ? null : this.options.pool.outage;
    if (outage !== null) return outage;
    // One call alone always finds room.
    const full =
      this.waiting >= MAX_WAITING_CALLS || (this.waitingUnits > 0 && this.waitingUnits + units > MAX_WAITING_UNITS);
    return full ? { reason: "queue_full", sent: false, retryAfterMs: null } : null;
  }

  private limit(call: PendingCall, deadlineMs: number): () => void {
    if (deadlineMs !== Number.POSITIVE_INFINITY) this.deadlines.add(call, deadlineMs);
    return () => this.abandon(call, "cancelled");
  }

  private homeLost(): void {
    if (this.hasHome && this.restore === null) {
      this.restore = new Restore(this.options.clock.wallPreciseMs());
      this.options.onLost({ sinceMs: this.restore.sinceMs });
    }
    this.hasHome = false;
    this.calls.homeLost();
    this.reconciler.homeLost();
    this.accounts.homeLost();
    for (const unit of this.book.homeLost()) {
      // Its subscription went with the connection: nothing is left to release.
      this.forget(unit);
      this.options.onReleased(unit);
    }
  }

  private checkRestored(): void {
    const { restore } = this;
    if (!this.hasHome || restore === null || !restore.done) return;
    this.restore = null;
    this.options.onRestored(restore.event(this.accounts.registered));
  }

  private changed(unit: Unit): void {
    if (unit.unused) {
      this.forget(unit);
      return;
    }
    this.reconciler.changed(unit);
    if (unit.holds.size > 0) return;
    // Whether OpenD has it again is nobody's question any more.
    this.restore?.drop(unit);
    this.checkRestored();
  }

  private confirmed(unit: Unit): void {
    this.book.confirmed(unit);
    // Part of what stood may have been asked for alone.
    if (unit.owed) return;
    unit.restoring = false;
    this.restore?.confirmed(unit);
    this.checkRestored();
  }

  private refused(unit: Unit, refusal: Refusal): void {
    if (!this.book.refused(unit, refusal)) return;
    unit.restoring = false;
    if (!unit.owed) return;
    unit.refusal = refusal;
    this.restore?.refuse(unit, refusal.text);
    this.checkRestored();
  }

  /** Ends a call without OpenD's answer; its holder is left as it was. */
  private abandon(call: PendingCall, reason: CallFailure["reason"]): void {
    if (call.settled) return;
    const failure: CallFailure = { reason, sent: call.sent, retryAfterMs: null };
    if (call instanceof HoldCall) {
      this.book.fail(call, { ok: false, failure });
      return;
    }
    this.accounts.forget(call);
    this.ended(call);
    call.settle({ ok: false, failure });
  }

  private ended(call: PendingCall): void {
    this.deadlines.remove(call);
    this.waiting--;
    if (call instanceof HoldCall) this.waitingUnits -= call.wants.size;
  }

  private forget(unit: Unit): void {
    this.book.forget(unit);
    this.restore?.drop(unit);
    this.checkRestored();
  }
}

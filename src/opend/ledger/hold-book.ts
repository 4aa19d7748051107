import type { Buffer } from "node:buffer";
import type { CallFailure } from "../call.js";
import { type Attributes, attributesOf, merge, without } from "./attributes.js";
import { type Holder, Holders } from "./holders.js";
import type { PendingCall } from "./pending-call.js";
import { refusedCalls } from "./refused-calls.js";
import type { HeldUnit, HolderId, LedgerDone, LedgerOutcome, PushedUnit, SubscriptionWant, UnitName } from "./types.js";
import { type Hold, HoldCall, type Refusal, Unit, unitKey } from "./unit.js";

export interface HoldBookOptions {
  readonly nowMs: () => number;
  /** What is wanted of a unit has changed. */
  readonly onChanged: (unit: Unit) => void;
  /** A call that waited has ended. */
  readonly onEnded: (call: HoldCall) => void;
}

/** Who wants which unit how: established wishes, and calls that wait for theirs. */
export class HoldBook {
  readonly holders = new Holders();
  private readonly options: HoldBookOptions;
  private readonly units = new Map<string, Unit>();

  constructor(options: HoldBookOptions) {
    this.options = options;
  }

  all(): Iterable<Unit> {
    return this.units.values();
  }

  get(name: UnitName): Unit | undefined {
    return this.units.get(unitKey(name));
  }

  /** Puts the wants of one call together, a unit at a time. */
  wanted(wants: readonly SubscriptionWant[]): Map<Unit, Attributes> {
    const wanted = new Map<Unit, Attributes>();
    for (const want of wants) {
      const unit = this.get(want) ?? this.add(want);
      const earlier = wanted.get(unit);
      wanted.set(unit, earlier === undefined ? attributesOf(want) : merge(earlier, attributesOf(want)));
    }
    return wanted;
  }

  /** Takes back units that {@link wanted} made, where nothing came of it. */
  forgetUnused(units: Iterable<Unit>): void {
    for (const unit of units) {
      if (unit.unused) this.forget(unit);
    }
  }

  forget(unit: Unit): void {
    if (this.get(unit) === unit) this.units.delete(unit.key);
  }

  /** Establishes the wishes where OpenD has confirmed all of them before, and returns its answer; null where it has not. */
  establishCovered(holder: HolderId, wanted: ReadonlyMap<Unit, Attributes>): Buffer | null {
    let reply: Buffer | null = null;
    for (const [unit, want] of wanted) {
      if (!unit.covers(want)) return null;
      reply = unit.reply;
    }
    if (reply !== null) for (const [unit, want] of wanted) this.establish(holder, unit, want);
    return reply;
  }

  /** Takes a call on whose wishes OpenD has to confirm first. */
  wait(
    holder: HolderId,
    wanted: ReadonlyMap<Unit, Attributes>,
    firstPush: boolean,
    done: LedgerDone,
    expired: (call: PendingCall) => void,
  ): HoldCall {
    const call = new HoldCall(holder, wanted, firstPush, done, expired);
    this.holders.addCall(call);
    for (const [unit, want] of wanted) {
      this.holdOf(holder, unit).pending.set(call, want);
      if (!unit.covers(want)) this.waitFor(call, unit);
    }
    return call;
  }

  release(holder: HolderId, units: Iterable<UnitName>): void {
    for (const name of units) {
      const unit = this.get(name);
      const hold = unit?.holds.get(holder);
      if (unit === undefined || hold === undefined || hold.established === null) continue;
      const { registrations } = hold.established;
      hold.established = null;
      this.wishEnded(holder, unit, registrations);
    }
  }

  releasePush(holder: HolderId, units: readonly UnitName[], rehabTypes: readonly number[]): void {
    for (const name of units) {
      const unit = this.get(name);
      const hold = unit?.holds.get(holder);
      if (unit === undefined || hold === undefined || hold.established === null) continue;
      const { registrations } = hold.established;
      const ended = unit.kline && rehabTypes.length > 0 ? rehabTypes : registrations;
      hold.established = { ...hold.established, registrations: without(registrations, ended) };
      if (!unit.wantsAll(registrations)) this.options.onChanged(unit);
    }
  }

  holder(holder: HolderId): Holder | undefined {
    return this.holders.get(holder);
  }

  /** How many of these units, each counted once, the holder neither has nor waits for. */
  newUnits(holder: HolderId, units: readonly UnitName[]): number {
    const missing = new Set<string>();
    for (const name of units) {
      if (this.get(name)?.holds.has(holder) !== true) missing.add(unitKey(name));
    }
    return missing.size;
  }

  holds(holder: HolderId, units: readonly UnitName[]): boolean {
    return units.every((name) => {
      const unit = this.get(name);
      const established = unit?.holds.get(holder)?.established ?? null;
      return established !== null && unit?.stands === true;
    });
  }

  viewOf(holder: HolderId): readonly HeldUnit[] {
    const view: HeldUnit[] = [];
    for (const unit of this.holders.get(holder)?.units ?? []) {
      const established = unit.holds.get(holder)?.established ?? null;
      if (established === null) continue;
      const { security, subType, kline } = unit;
      const { registrations } = established;
      view.push({ security, subType, push: registrations.length > 0, rehabTypes: kline ? registrations : [] });
    }
    return view;
  }

  /** OpenD confirmed more of a unit: calls that waited for it alone succeed. */
  confirmed(unit: Unit): void {
    for (const call of [...unit.waiters]) {
      const want = call.wants.get(unit);
      if (want === undefined || !unit.covers(want)) continue;
      unit.waited(call);
      call.missing.delete(unit);
      if (call.missing.size === 0) this.succeed(call, unit);
    }
  }

  /** OpenD refused a unit: its callers are told. Returns whether that was the last word on what is wanted now. */
  refused(unit: Unit, refusal: Refusal): boolean {
    const { security, subType } = unit;
    const { calls, probe, others } = refusedCalls(unit);
    unit.probe = probe;
    for (const call of calls) this.fail(call, { ok: false, reply: refusal.reply, unit: { security, subType } });
    return !others;
  }

  failWaiting(unit: Unit, failure: CallFailure): void {
    for (const call of [...unit.waiters]) this.fail(call, { ok: false, failure });
  }

  /** Ends a call; its holder is left as it was before. */
  fail(call: HoldCall, outcome: LedgerOutcome): void {
    if (call.settled) return;
    for (const [unit, want] of call.wants) {
      unit.waited(call);
      if (unit.holds.get(call.holder)?.pending.delete(call)) this.wishEnded(call.holder, unit, want.registrations);
    }
    this.ended(call);
    call.settle(outcome);
  }

  /** What OpenD confirmed is gone: calls wait again for all of their units. Returns units that nobody wants any more. */
  homeLost(): readonly Unit[] {
    this.holders.homeLost();
    for (const unit of this.units.values()) unit.homeLost();
    for (const call of this.holders.calls()) for (const unit of call.wants.keys()) this.waitFor(call, unit);
    return [...this.units.values()].filter(({ holds }) => holds.size === 0);
  }

  private add(name: UnitName): Unit {
    const unit = new Unit(name);
    this.units.set(unit.key, unit);
    return unit;
  }

  private waitFor(call: HoldCall, unit: Unit): void {
    unit.waiters.add(call);
    call.missing.add(unit);
    // Asked for again: OpenD may think otherwise by now.
    unit.refusal = null;
    this.options.onChanged(unit);
  }

  private holdOf(holder: HolderId, unit: Unit): Hold {
    let hold = unit.holds.get(holder);
    if (hold === undefined) {
      hold = { established: null, pending: new Map() };
      unit.holds.set(holder, hold);
      unit.emptySinceMs = null;
      this.holders.add(holder, unit);
    }
    return hold;
  }

  private establish(holder: HolderId, unit: Unit, want: Attributes): void {
    const hold = this.holdOf(holder, unit);
    hold.established = hold.established === null ? want : merge(hold.established, want);
  }

  /** A holder wants less of a unit, or nothing. */
  private wishEnded(holder: HolderId, unit: Unit, registrations: readonly number[]): void {
    const hold = unit.holds.get(holder);
    if (hold !== undefined && hold.established === null && hold.pending.size === 0) {
      unit.holds.delete(holder);
      this.holders.remove(holder, unit);
    }
    const empty = unit.holds.size === 0;
    if (empty) unit.emptySinceMs ??= this.options.nowMs();
    // Perhaps it was this wish that OpenD refused.
    const refused = unit.refusal !== null;
    unit.refusal = null;
    if (empty || refused || !unit.wantsAll(registrations)) this.options.onChanged(unit);
  }

  private succeed(call: HoldCall, last: Unit): void {
    for (const [unit, want] of call.wants) {
      unit.holds.get(call.holder)?.pending.delete(call);
      this.establish(call.holder, unit, want);
    }
    const asked = [...call.wants].filter(([unit]) => !call.askedToPush.has(unit));
    const standing = call.firstPush ? standingPushes(asked) : [];
    this.ended(call);
    if (last.reply !== null) call.settle({ ok: true, reply: last.reply, standing });
  }

  private ended(call: HoldCall): void {
    this.holders.removeCall(call);
    this.options.onEnded(call);
  }
}

/** Of the wanted pushes those that OpenD makes already. */
export function standingPushes(wanted: Iterable<readonly [Unit, Attributes]>): readonly PushedUnit[] {
  const standing: PushedUnit[] = [];
  for (const [unit, { registrations }] of wanted) {
    const { security, subType, kline, confirmed } = unit;
    if (confirmed === null || !unit.stands) continue;
    const pushed = registrations.filter((registration) => confirmed.registrations.includes(registration));
    if (pushed.length > 0) standing.push({ security, subType, rehabTypes: kline ? pushed : [] });
  }
  return standing;
}

import type { CallFailure } from "../call.js";
import type { Clock } from "../clock.js";
import { union } from "./attributes.js";
import { type Batch, batches, batchRequest } from "./batches.js";
import { QuotaRoom } from "./quota-room.js";
import { applySuccess, unregistered } from "./step-result.js";
import { Suspects } from "./suspects.js";
import type { Refusal, Unit } from "./unit.js";
import { nextStep, type Step } from "./unit-step.js";
import type { UpstreamCalls, UpstreamEnd } from "./upstream-calls.js";

/** How long wishes are gathered before a call is made of them. */
const GATHER_MS = 5;
/** How often what has to wait is looked at: how late a release may be. */
const LOOK_MS = 1000;
/** The pause after a call without an answer, and after a refused release. */
const RETRY_MS = 1000;
const RELEASE_RETRY_MS = 60_000;
/** A release that OpenD refuses this often is of a subscription that OpenD does not have. */
const MAX_RELEASES = 3;

export interface ReconcilerOptions {
  readonly calls: UpstreamCalls;
  readonly clock: Clock;
  readonly lingerMs: number;
  /** All units, for quota: those that linger can make room. */
  readonly units: () => Iterable<Unit>;
  /** OpenD confirmed more for a unit than before. */
  readonly onConfirmed: (unit: Unit) => void;
  /** OpenD refused what is wanted of a unit, for it alone. */
  readonly onRefused: (unit: Unit, refusal: Refusal) => void;
  /** A call that carried a unit failed for good. */
  readonly onFailed: (unit: Unit, failure: CallFailure) => void;
  /** Neither wanted nor subscribed any more. */
  readonly onGone: (unit: Unit) => void;
  /** Pushes of a unit, or some of them, have ended. */
  readonly onReleased: (unit: Unit) => void;
}

/**
 * Brings what OpenD has to what is wanted: looks at each unit that changed,
 * and sends the difference in batches. At most one call at a time is about a
 * unit; when it ends, the unit is looked at again.
 */
export class Reconciler {
  private readonly options: ReconcilerOptions;
  private readonly dirty = new Set<Unit>();
  /** Units that need something at a later time. */
  private readonly later = new Set<Unit>();
  private readonly suspects = new Suspects();
  private readonly quota: QuotaRoom;
  private hasHome = false;
  private cancelRun: (() => void) | null = null;
  private cancelLook: (() => void) | null = null;
  private runPlanned = false;
  private closed = false;

  constructor(options: ReconcilerOptions) {
    this.options = options;
    this.quota = new QuotaRoom(options.units);
  }

  /** What is wanted of a unit has changed: it is looked at a few milliseconds from now, with others. */
  changed(unit: Unit): void {
    this.dirty.add(unit);
    if (!this.hasHome || this.cancelRun !== null || this.closed) return;
    this.cancelRun = this.options.clock.schedule(GATHER_MS, () => this.run());
  }

  /** Forgets all calls under way; nothing is sent until {@link homeFound}. */
  homeLost(): void {
    this.hasHome = false;
    this.stopTimers();
    this.suspects.clear();
    this.quota.clear();
    this.later.clear();
  }

  /** Makes what is wanted on a new home, at once. */
  homeFound(): void {
    this.hasHome = true;
    for (const unit of this.options.units()) this.dirty.add(unit);
    this.run();
  }

  close(): void {
    this.closed = true;
    this.stopTimers();
  }

  private stopTimers(): void {
    this.cancelRun?.();
    this.cancelRun = null;
    this.cancelLook?.();
    this.cancelLook = null;
  }

  /** After an answer: once this turn has brought all that it brings. */
  private runSoon(): void {
    if (this.runPlanned) return;
    this.runPlanned = true;
    this.options.clock.endOfTurn(() => {
      this.runPlanned = false;
      this.run();
    });
  }

  private run(): void {
    this.cancelRun?.();
    this.cancelRun = null;
    if (!this.hasHome || this.closed) return;
    const units = [...this.dirty];
    this.dirty.clear();
    // Releases first: what comes after may need their quota.
    const planned = this.plan(units).sort((one, other) => rank(one.step) - rank(other.step));
    for (const batch of planned) this.send(batch);
    this.runSuspects();
    this.look();
    // What waited for the release of another unit may go on after all.
    if (this.dirty.size > 0) this.runSoon();
  }

  private plan(units: readonly Unit[]): Batch[] {
    const { clock, lingerMs, onGone } = this.options;
    const nowMs = clock.now();
    const groups = new Map<string, { readonly step: Step; readonly units: Unit[] }>();
    for (const unit of units) {
      const next = nextStep(unit, nowMs, lingerMs);
      if (next === "gone") onGone(unit);
      if (next === "later") this.later.add(unit);
      else this.later.delete(unit);
      // A new holder may have come before its release for quota was sent.
      if (typeof next === "string" || next.kind !== "unsubscribe") this.dirtyAll(this.quota.released([unit]));
      if (typeof next === "string" || this.quota.holdsBack(unit, next)) continue;
      const group = groups.get(next.key);
      if (group === undefined) groups.set(next.key, { step: next, units: [unit] });
      else group.units.push(unit);
    }
    return [...groups.values()].flatMap((group) => batches(group.step, group.units));
  }

  /** One part of a refused batch at a time: most of them end with the first bad unit, when its caller lets go of the rest. */
  private runSuspects(): void {
    while (!this.suspects.underWay) {
      const units = this.suspects.next();
      if (units === undefined) return;
      for (const unit of units) unit.suspect = false;
      const planned = this.plan(units);
      for (const batch of planned) {
        for (const unit of batch.units) unit.suspect = true;
        this.suspects.sent(batch);
        this.send(batch);
      }
    }
  }

  private send(batch: Batch): void {
    const { step, units } = batch;
    for (const unit of units) {
      unit.busy = true;
      unit.leaving = step.kind === "unsubscribe";
      // From here on nobody may count on it; if OpenD does not take it off, it only pushes what nobody wants.
      if (step.kind === "unregister") unregistered(unit, step.attributes.registrations);
      unit.asked = unit.probe === null ? [...unit.waiters] : [unit.probe];
      for (const waiter of unit.asked) {
        waiter.sent = true;
        if (step.firstPush && waiter.firstPush && pushes(step)) waiter.askedToPush.add(unit);
      }
    }
    this.options.calls.send(step.kind, batchRequest(batch), (end) => this.ended(batch, end));
  }

  private ended(batch: Batch, end: UpstreamEnd): void {
    const { units } = batch;
    this.suspects.ended(batch);
    for (const unit of units) {
      unit.busy = false;
      unit.leaving = false;
      unit.suspect = false;
    }
    if (end.type === "success") this.succeeded(batch, end.reply);
    else if (end.type === "refusal") this.refused(batch, end);
    else this.failed(batch, end.failure);
    for (const unit of units) this.dirty.add(unit);
    if (batch.step.kind === "unsubscribe") this.dirtyAll(this.quota.released(units));
    this.runSoon();
  }

  private succeeded({ step, units }: Batch, reply: Refusal["reply"]): void {
    const { clock, onConfirmed, onReleased } = this.options;
    const nowMs = clock.now();
    for (const unit of units) {
      applySuccess(unit, step, reply, nowMs);
      if (step.kind === "unsubscribe" || step.kind === "unregister") onReleased(unit);
      else onConfirmed(unit);
    }
  }

  private refused(batch: Batch, refusal: Refusal): void {
    const { step, units } = batch;
    const nowMs = this.options.clock.now();
    if (step.kind === "subscribe" && this.quota.makeRoom(units, refusal.text, nowMs, (unit) => this.dirty.add(unit)))
      return;
    const [alone] = units;
    if (units.length > 1) this.suspects.split(units);
    else if (alone !== undefined) this.refusedAlone(alone, step, refusal);
  }

  private refusedAlone(unit: Unit, step: Step, refusal: Refusal): void {
    const { clock, onRefused, onReleased } = this.options;
    unit.quotaTried = false;
    if (step.kind === "subscribe" && unit.maybeRegistered.length > 0) {
      // Once more with what is wanted alone.
      unit.maybeRegistered = [];
    } else if (step.kind === "subscribe" || step.kind === "register") {
      onRefused(unit, refusal);
    } else if (step.kind === "unsubscribe" && !unit.uncertain && ++unit.failedReleases < MAX_RELEASES) {
      unit.retryAtMs = clock.now() + RELEASE_RETRY_MS;
    } else {
      applySuccess(unit, step, refusal.reply, clock.now());
      onReleased(unit);
    }
  }

  private failed({ step, units }: Batch, failure: CallFailure): void {
    const nowMs = this.options.clock.now();
    for (const unit of units) {
      if (failure.sent) {
        unit.uncertain = true;
        const registered = union(unit.confirmed?.registrations ?? [], step.attributes.registrations);
        unit.maybeRegistered = union(unit.maybeRegistered, registered);
        // It may be subscribed since a moment ago: its minute counts from now.
        if (step.kind === "subscribe" && unit.confirmed === null) unit.subscribedAtMs = nowMs;
      }
      unit.retryAtMs = nowMs + RETRY_MS;
      if (failure.reason === "shutdown") this.options.onFailed(unit, failure);
    }
  }

  private dirtyAll(units: Iterable<Unit>): void {
    for (const unit of units) this.dirty.add(unit);
  }

  /** Looks at what has to wait, as long as there is any. */
  private look(): void {
    if (this.cancelLook !== null || this.later.size === 0) return;
    this.cancelLook = this.options.clock.schedule(LOOK_MS, () => {
      this.cancelLook = null;
      this.dirtyAll(this.later);
      this.run();
    });
  }
}

function pushes(step: Step): boolean {
  return step.attributes.registrations.length > 0;
}

const RANKS: Readonly<Record<Step["kind"], number>> = { unsubscribe: 0, unregister: 1, subscribe: 2, register: 3 };

function rank(step: Step): number {
  return RANKS[step.kind];
}

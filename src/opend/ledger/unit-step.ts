import {
  type Attributes,
  attributesKey,
  coversSubscription,
  merge,
  NO_ATTRIBUTES,
  union,
  without,
} from "./attributes.js";
import type { UpstreamCallKind } from "./types.js";
import type { Unit } from "./unit.js";

/** OpenD's own minimum between subscribing and unsubscribing (facts: ftapi-protocol.md 3.7). */
export const MIN_SUBSCRIPTION_MS = 60_000;

/** One call that brings a unit nearer to what is wanted. */
export interface Step {
  readonly kind: Exclude<UpstreamCallKind, "accounts">;
  /** For subscribe: all that it shall be; for (un)register: the registrations; for unsubscribe: those that end with it. */
  readonly attributes: Attributes;
  readonly firstPush: boolean;
  /** Equal for units that may share a call. */
  readonly key: string;
}

/** What a unit needs: a call now, a look later, nothing, or to be forgotten. */
export type NextStep = Step | "later" | "nothing" | "gone";

export function nextStep(unit: Unit, nowMs: number, lingerMs: number): NextStep {
  if (unit.busy || unit.suspect) return "nothing";
  if (nowMs < unit.retryAtMs) return "later";
  const wanted = unit.wanted();
  return wanted === null ? leaveStep(unit, nowMs, lingerMs) : wantedStep(unit, wanted, nowMs, lingerMs);
}

/** When a unit that nobody wants may end, in monotonic milliseconds. */
function releaseAtMs(unit: Unit, lingerMs: number): number {
  return Math.max((unit.emptySinceMs ?? 0) + lingerMs, unit.subscribedAtMs + MIN_SUBSCRIPTION_MS);
}

function leaveStep(unit: Unit, nowMs: number, lingerMs: number): NextStep {
  if (unit.confirmed === null && !unit.uncertain) return "gone";
  if (nowMs < releaseAtMs(unit, lingerMs)) return "later";
  return step(unit, "unsubscribe", unit.confirmed ?? NO_ATTRIBUTES, false);
}

function wantedStep(unit: Unit, wanted: Attributes, nowMs: number, lingerMs: number): NextStep {
  if (unit.refusal !== null) return "nothing";
  const { confirmed } = unit;
  if (confirmed === null || unit.uncertain) {
    // What may push already is asked for too: so it is known, and ends in its time where nobody wants it.
    const registrations = union(wanted.registrations, unit.maybeRegistered);
    const pushes = confirmed !== null && confirmed.registrations.length > 0;
    return step(unit, "subscribe", { ...wanted, registrations }, !pushes && firstPush(unit));
  }
  // Only widened while it is held: a narrower session would take from one what another one asked for before.
  if (!coversSubscription(confirmed, wanted)) {
    const { registrations } = confirmed;
    if (registrations.length === 0) return step(unit, "subscribe", merge(confirmed, wanted), firstPush(unit));
    // More registrations come with a call of their own, which asks for the last value of them alone.
    return step(unit, "subscribe", { ...merge(confirmed, wanted), registrations }, false);
  }
  const missing = without(wanted.registrations, confirmed.registrations);
  if (missing.length > 0) return step(unit, "register", only(confirmed, missing), firstPush(unit));
  return idleStep(unit, confirmed, wanted, nowMs, lingerMs);
}

/** Registrations that nobody wants any more linger like units, so that a stream that comes back finds them. */
function idleStep(unit: Unit, confirmed: Attributes, wanted: Attributes, nowMs: number, lingerMs: number): NextStep {
  const { idleSinceMs } = unit;
  for (const registration of wanted.registrations) idleSinceMs.delete(registration);
  const idle = without(confirmed.registrations, wanted.registrations);
  for (const registration of idle) {
    if (!idleSinceMs.has(registration)) idleSinceMs.set(registration, nowMs);
  }
  const due = idle.filter((registration) => nowMs >= (idleSinceMs.get(registration) ?? nowMs) + lingerMs);
  if (due.length > 0) return step(unit, "unregister", only(confirmed, due), false);
  return idle.length > 0 ? "later" : "nothing";
}

function only(confirmed: Attributes, registrations: readonly number[]): Attributes {
  return { ...NO_ATTRIBUTES, securityFirm: confirmed.securityFirm, registrations: union([], registrations) };
}

/** Never for what pushes already: its last value would come to every stream a second time. */
function firstPush(unit: Unit): boolean {
  return unit.restoring || [...unit.waiters].some((waiter) => waiter.firstPush);
}

function step(unit: Unit, kind: Step["kind"], attributes: Attributes, firstPush: boolean): Step {
  const key = `${kind} ${unit.kline} ${firstPush} ${attributesKey(attributes)}`;
  return { kind, attributes, firstPush, key };
}

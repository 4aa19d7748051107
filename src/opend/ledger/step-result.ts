import type { Buffer } from "node:buffer";
import { type Attributes, NO_ATTRIBUTES, union, without } from "./attributes.js";
import type { Unit } from "./unit.js";
import type { Step } from "./unit-step.js";

/** Takes down what OpenD has confirmed. */
export function applySuccess(unit: Unit, step: Step, reply: Buffer, nowMs: number): void {
  const { confirmed } = unit;
  switch (step.kind) {
    case "subscribe":
      if (confirmed === null) unit.subscribedAtMs = nowMs;
      unit.confirmed = unit.uncertain || confirmed === null ? step.attributes : withMore(step.attributes, confirmed);
      unit.uncertain = false;
      unit.maybeRegistered = [];
      break;
    case "register":
      unit.confirmed = withMore(confirmed ?? NO_ATTRIBUTES, step.attributes);
      break;
    case "unregister":
      // Taken down when it was sent.
      break;
    case "unsubscribe":
      unit.confirmed = null;
      unit.uncertain = false;
      unit.maybeRegistered = [];
      unit.failedReleases = 0;
      unit.idleSinceMs.clear();
  }
  unit.reply = reply;
  unit.refusal = null;
  unit.quotaTried = false;
}

/** Takes registrations off what is confirmed. */
export function unregistered(unit: Unit, registrations: readonly number[]): void {
  const { confirmed } = unit;
  if (confirmed !== null) {
    unit.confirmed = { ...confirmed, registrations: without(confirmed.registrations, registrations) };
  }
  for (const registration of registrations) unit.idleSinceMs.delete(registration);
}

function withMore(attributes: Attributes, other: Attributes): Attributes {
  return { ...attributes, registrations: union(attributes.registrations, other.registrations) };
}

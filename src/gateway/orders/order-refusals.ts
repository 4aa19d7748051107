import type { Command } from "../../catalog/command.js";
import { GatewayError } from "../../errors/gateway-error.js";
import type { AdmissionResult } from "../../limits/orders/order-store.js";

function named({ name, protoId }: Command): string {
  return `${name} (${protoId})`;
}

/** The key's value of the day, or its orders of a minute, are used up. */
export function quotaRefusal(
  command: Command,
  result: Extract<AdmissionResult, { readonly type: "over_daily_value" | "over_rate" }>,
): GatewayError {
  const { protoId } = command;
  const { retryAfterMs } = result;
  const [limit, what] =
    result.type === "over_rate"
      ? (["max_orders_per_minute", "orders a minute"] as const)
      : (["max_daily_value", "order value of a UTC day"] as const);
  return new GatewayError("ORDER_QUOTA", `${named(command)}: the key's ${what} would be exceeded; nothing was sent`, {
    protoId,
    retryAfterMs,
    metadata: { limit },
    quota: { subject: `caller:${limit}`, description: `the key's limit of ${what}` },
    auditReason: limit,
  });
}

export function conflict(command: Command): GatewayError {
  return new GatewayError(
    "IDEMPOTENCY_CONFLICT",
    `${named(command)}: this idempotency-key was used with another request; nothing was sent`,
    { protoId: command.protoId },
  );
}

export function notPlaced(command: Command): GatewayError {
  return new GatewayError(
    "ORDER_NOT_PLACED",
    `${named(command)}: the first call with this idempotency-key had no effect, as the order list shows; send it with a new key if it is still wanted`,
    { protoId: command.protoId },
  );
}

/** The first call with the key was sent, and nobody knows. */
export function stillUnknown(command: Command): GatewayError {
  return new GatewayError(
    "OUTCOME_UNKNOWN",
    `${named(command)}: the first call with this idempotency-key was sent, and whether it took effect is still unknown; ask again with the same key, or look before repeating it with another`,
    { sent: true, protoId: command.protoId },
  );
}

/** The first call with the key has no answer yet, and the caller's time is over. */
export function stillInFlight(command: Command): GatewayError {
  return new GatewayError(
    "DEADLINE_EXCEEDED",
    `${named(command)}: the deadline passed while the first call with this idempotency-key had no answer; nothing was sent again; ask with the same key`,
    { protoId: command.protoId },
  );
}

/** To be thrown: an order must stand in the audit log before it leaves. */
export function auditUnavailable(error: unknown): never {
  throw new GatewayError("STATE_UNAVAILABLE", "the audit log can't be written; nothing was sent", {
    retryAfterMs: 1000,
    cause: error,
  });
}

export function isStateUnavailable(error: unknown): boolean {
  return error instanceof GatewayError && error.reason === "STATE_UNAVAILABLE";
}

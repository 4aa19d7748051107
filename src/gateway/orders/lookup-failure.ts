import { GatewayError, toGatewayError } from "../../errors/gateway-error.js";
import type { Reason } from "../../errors/reasons.js";

/** Failures of a look-up that pass by themselves: the caller should hear of them, not of the order. */
const PASSING: ReadonlySet<Reason> = new Set<Reason>([
  "CANCELLED",
  "DEADLINE_EXCEEDED",
  "QUEUE_FULL",
  "QUEUE_TIMEOUT",
  "SHUTTING_DOWN",
  "UPSTREAM_RATE",
  "UPSTREAM_UNAVAILABLE",
]);

/**
 * A failed look-up, as the order's failure. Whatever the look-up's own fate,
 * the order was not sent.
 * @param what such as `the price of US.AAPL`
 */
export function lookupFailure(
  thrown: unknown,
  reason: "VALUE_UNKNOWN" | "ORDER_NOT_FOUND",
  what: string,
): GatewayError {
  const error = toGatewayError(thrown);
  if (error.reason === reason) return error;
  const passing = PASSING.has(error.reason);
  return new GatewayError(passing ? error.reason : reason, `${what} could not be looked up; the order was not sent`, {
    retryAfterMs: passing ? error.retryAfterMs : null,
    quota: passing ? error.quota : null,
    auditReason: error.auditReason ?? error.message,
    cause: error,
  });
}

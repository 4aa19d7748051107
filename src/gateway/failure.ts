import type { Command } from "../catalog/command.js";
import { GatewayError } from "../errors/gateway-error.js";
import type { Reason } from "../errors/reasons.js";
import type { CallFailure } from "../opend/call.js";

/** What to wait before repeating where nothing better is known: the first step of the back-off. */
const DEFAULT_RETRY_MS = 500;

const TEXTS: Readonly<
  Record<CallFailure["reason"], { readonly reason: Reason; readonly text: string; readonly retry: boolean }>
> = {
  no_connection: { reason: "UPSTREAM_UNAVAILABLE", text: "no connection to OpenD is ready", retry: true },
  queue_full: { reason: "QUEUE_FULL", text: "too many calls wait for a connection to OpenD", retry: true },
  queue_deadline: { reason: "QUEUE_TIMEOUT", text: "no connection to OpenD became free in time", retry: true },
  deadline: { reason: "DEADLINE_EXCEEDED", text: "the deadline passed before OpenD answered", retry: false },
  connection_lost: { reason: "CONNECTION_LOST", text: "the connection to OpenD ended before its answer", retry: true },
  cancelled: { reason: "CANCELLED", text: "the call was cancelled", retry: false },
  shutdown: { reason: "SHUTTING_DOWN", text: "the gateway stops", retry: true },
};

/**
 * What a caller is told of a call without an answer. A command that changes
 * state and may have reached OpenD is always "outcome unknown", whatever ended
 * the wait: never a code that clients repeat on their own (design.md 1.5).
 */
export function failureError(command: Command, failure: CallFailure): GatewayError {
  const { protoId, name } = command;
  const { reason, text, retry } = TEXTS[failure.reason];
  if (failure.sent && command.effect !== "read") {
    return new GatewayError(
      "OUTCOME_UNKNOWN",
      `${name} (${protoId}) was sent, but ${text}: whether it took effect is unknown; look before repeating it`,
      { sent: true, protoId },
    );
  }
  return new GatewayError(reason, `${name} (${protoId}): ${text}`, {
    sent: failure.sent,
    protoId,
    retryAfterMs: retry ? (failure.retryAfterMs ?? DEFAULT_RETRY_MS) : null,
  });
}

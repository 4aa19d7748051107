import { status } from "@grpc/grpc-js";
import type { GatewayError } from "../errors/gateway-error.js";
import type { EndReason } from "../gateway/push/end-reason.js";
import type { Logger } from "../telemetry/logger.js";

/** What is known of a call when it ends. */
export interface EndedCall {
  readonly requestId: string;
  readonly protoId: number;
  readonly peer: string;
  readonly durationMs: number;
  /** Of a stream that stood and ended for no error. */
  readonly endReason?: EndReason;
}

/** Writes the log line of an ended call: failures always, answers when asked for. */
export function logCallEnd(logger: Logger, call: EndedCall, error: GatewayError | null): void {
  if (error === null) {
    if (logger.enabled("call.finished")) logger.event("call.finished", { ...call });
    return;
  }
  const defect = error.reason === "INTERNAL" || error.reason === "UPSTREAM_BAD_REPLY";
  const name = defect ? "call.defect" : "call.failed";
  if (!logger.enabled(name)) return;
  logger.event(name, {
    ...call,
    reason: error.reason,
    status: status[status[error.status]],
    sent: error.sent,
    text: error.message,
    ...(defect && error.cause instanceof Error ? { err: error.cause } : {}),
  });
}

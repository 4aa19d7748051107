import { Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { toGatewayError } from "../errors/gateway-error.js";
import type { Reason } from "../errors/reasons.js";
import { encodeStatusDetails, STATUS_DETAILS_KEY } from "./status-details.js";

export const ERROR_DOMAIN = "opend-gateway";

/** Longest status text, in code points: Java clients take 8 KiB of trailers by default (facts: experience.md A13). */
const MAX_TEXT_CODE_POINTS = 500;

/**
 * A text that may go into a status. grpc-js percent-encodes it with a function
 * that throws on half a surrogate pair, outside any try: that would end the
 * process (facts: node-grpc.md 3). So it is made well-formed, and cut between
 * code points.
 */
export function statusText(text: string): string {
  const wellFormed = text.toWellFormed();
  const codePoints = [...wellFormed];
  return codePoints.length <= MAX_TEXT_CODE_POINTS
    ? wellFormed
    : `${codePoints.slice(0, MAX_TEXT_CODE_POINTS - 1).join("")}…`;
}

/** Reasons of calls of which nobody knows whose they are. */
const NOBODY: ReadonlySet<Reason> = new Set(["UNAUTHENTICATED", "AUTH_THROTTLED"]);

/** The only way an error leaves: any thrown value becomes a status with `google.rpc` details and without internals. */
export function toServiceError(thrown: unknown, upstream: string): ServiceError {
  const error = toGatewayError(thrown);
  const code = status[error.status];
  const message = statusText(error.message);
  const metadata = new Metadata();
  const info: Record<string, string> = { ...cappedMetadata(error.metadata), sent: String(error.sent) };
  // OpenD's address is for those who may call it through the gateway.
  if (!NOBODY.has(error.reason)) info["upstream"] = upstream;
  if (error.protoId !== null) info.proto_id = String(error.protoId);
  metadata.set(
    STATUS_DETAILS_KEY,
    encodeStatusDetails({
      code,
      message,
      errorInfo: { reason: error.reason, domain: ERROR_DOMAIN, metadata: info },
      retryAfterMs: error.retryAfterMs,
      ...(error.quota === null ? {} : { quota: [error.quota] }),
    }),
  );
  return Object.assign(new Error(message), { code, details: message, metadata });
}

function cappedMetadata(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, statusText(value)]));
}

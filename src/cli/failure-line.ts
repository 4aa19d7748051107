import type { CallFailure } from "../grpc/client.js";

/** A call that failed, in one line: status, text, and what the details say. */
export function failureLine({ codeName, message, details }: CallFailure): string {
  const parts: string[] = [];
  if (details?.errorInfo) {
    parts.push(`reason ${details.errorInfo.reason}`);
    for (const [key, value] of Object.entries(details.errorInfo.metadata)) parts.push(`${key}=${value}`);
  }
  if (details?.retryAfterMs != null) parts.push(`repeat after ${details.retryAfterMs} ms`);
  return `${codeName}: ${message}${parts.length === 0 ? "" : ` (${parts.join(", ")})`}`;
}

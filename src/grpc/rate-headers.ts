import type { Metadata } from "@grpc/grpc-js";
import type { GatewayError } from "../errors/gateway-error.js";
import type { AnswerNotes } from "../gateway/answer-notes.js";
import type { RateState } from "../limits/rate-state.js";
import { type AnswerHeaders, AnswerMetadata } from "./answer-metadata.js";
import { REQUEST_ID_KEY } from "./request-id.js";

export const RATE_LIMIT_KEY = "x-ratelimit-limit";
export const RATE_REMAINING_KEY = "x-ratelimit-remaining";
export const RATE_RESET_KEY = "x-ratelimit-reset";
/** On an answer that is the first one to its idempotency key once more. */
export const REPLAY_KEY = "x-idempotent-replay";
/** On an answer out of the cache of static data. */
export const CACHE_KEY = "x-opend-cache";
/** Beside RetryInfo, in whole seconds: what HTTP clients and proxies know. */
export const RETRY_AFTER_KEY = "retry-after";

/** The headers of an answer. */
export function answerHeaders(requestId: string, notes: AnswerNotes): Metadata {
  const headers: Record<string, string> = { [REQUEST_ID_KEY]: requestId };
  if (notes.rate !== null) addRate(headers, notes.rate);
  if (notes.replayed) headers[REPLAY_KEY] = "true";
  if (notes.cached) headers[CACHE_KEY] = "hit";
  return new AnswerMetadata(headers);
}

/** The headers of a stream. */
export function streamHeaders(requestId: string, rate: RateState | null): Metadata {
  const headers: Record<string, string> = { [REQUEST_ID_KEY]: requestId };
  if (rate !== null) addRate(headers, rate);
  return new AnswerMetadata(headers);
}

/** The same on a refusal, which has no headers: they go into its trailers. */
export function addRefusalHeaders(
  trailers: Metadata,
  requestId: string,
  { rate, replayed }: Pick<AnswerNotes, "rate" | "replayed">,
  error: Pick<GatewayError, "retryAfterMs"> | null,
): void {
  const headers: Record<string, string> = { [REQUEST_ID_KEY]: requestId };
  if (rate !== null) addRate(headers, rate);
  if (replayed) headers[REPLAY_KEY] = "true";
  const retryAfterMs = error?.retryAfterMs ?? null;
  if (retryAfterMs !== null) headers[RETRY_AFTER_KEY] = wholeSeconds(retryAfterMs);
  for (const [key, value] of Object.entries(headers satisfies AnswerHeaders)) trailers.set(key, value);
}

function addRate(headers: Record<string, string>, { limit, remaining, resetMs }: RateState): void {
  headers[RATE_LIMIT_KEY] = String(limit);
  headers[RATE_REMAINING_KEY] = String(remaining);
  headers[RATE_RESET_KEY] = wholeSeconds(resetMs);
}

/** Rounded up: whoever waits so long has waited long enough. */
function wholeSeconds(ms: number): string {
  return String(Math.ceil(ms / 1000));
}

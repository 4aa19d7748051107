/** Why a stream ends: the closed list, also the metric's label. */
export const END_REASONS = [
  /** The client went away. */
  "CLIENT_CANCELLED",
  /** The reader took nothing for too long, or what may not be dropped found no room. */
  "SLOW_CONSUMER",
  /** The caller's key is no longer valid. */
  "KEY_REVOKED",
  /** The rights of the caller's key were changed: a new stream gets the new ones. */
  "KEY_CHANGED",
  /** The record holds no longer, or never held, what comes after `resume_after`. */
  "RESUME_OUT_OF_RANGE",
  /** The gateway stops. */
  "DRAINING",
  /** OpenD was lost and the client asked to end then. */
  "UPSTREAM_LOST",
  /** The gateway or the caller has too many streams, or they name too many securities. */
  "LIMIT",
] as const;

export type EndReason = (typeof END_REASONS)[number];

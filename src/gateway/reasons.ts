/** The gRPC codes that the gateway answers with itself, by their names. */
export type StatusName =
  | "CANCELLED"
  | "UNKNOWN"
  | "INVALID_ARGUMENT"
  | "DEADLINE_EXCEEDED"
  | "PERMISSION_DENIED"
  | "RESOURCE_EXHAUSTED"
  | "FAILED_PRECONDITION"
  | "OUT_OF_RANGE"
  | "UNIMPLEMENTED"
  | "INTERNAL"
  | "UNAVAILABLE"
  | "UNAUTHENTICATED";

/** What stands behind a reason: the source of the status and of the error reference. */
export interface ReasonInfo {
  readonly status: StatusName;
  /** What happened, in one line. */
  readonly meaning: string;
  /** What the caller should do. */
  readonly advice: string;
}

/** The closed list of reasons in `google.rpc.ErrorInfo`; its domain is `opend-gateway`. */
export const REASONS = {
  INVALID_REQUEST: {
    status: "INVALID_ARGUMENT",
    meaning: "The gRPC message or its metadata can't be read.",
    advice: "Correct what the message names; nothing was sent.",
  },
  INVALID_BODY: {
    status: "INVALID_ARGUMENT",
    meaning: "The body is not a valid message of that command.",
    advice: "Correct the field that the message names; nothing was sent.",
  },
  UNKNOWN_PROTO_ID: {
    status: "UNIMPLEMENTED",
    meaning: "The table has no command of that proto_id.",
    advice: "Look the id up with `opend-gateway catalog`; nothing was sent.",
  },
  NOT_A_REQUEST: {
    status: "INVALID_ARGUMENT",
    meaning: "The proto_id is a push, which only OpenD sends.",
    advice: "Use the request that the message names, or SubscribePush; nothing was sent.",
  },
  SESSION_COMMAND: {
    status: "INVALID_ARGUMENT",
    meaning: "InitConnect belongs to the gateway's own connections.",
    advice: "Leave it out: the gateway keeps the sessions with OpenD; nothing was sent.",
  },
  TRADING_OFF: {
    status: "PERMISSION_DENIED",
    meaning: "The gateway's trading mode does not allow that command.",
    advice: "Start the gateway with another `--trading`; nothing was sent.",
  },
  UPSTREAM_UNAVAILABLE: {
    status: "UNAVAILABLE",
    meaning: "No connection to OpenD is ready.",
    advice: "Repeat after the time in RetryInfo.",
  },
  QUEUE_FULL: {
    status: "RESOURCE_EXHAUSTED",
    meaning: "Too many calls wait for a connection to OpenD.",
    advice: "Send less at once; nothing was sent.",
  },
  QUEUE_TIMEOUT: {
    status: "UNAVAILABLE",
    meaning: "No connection to OpenD became free in time.",
    advice: "Repeat later; nothing was sent.",
  },
  CONNECTION_LOST: {
    status: "UNAVAILABLE",
    meaning: "The connection to OpenD ended before the answer came.",
    advice: "Repeat: the command does not change state, or was not sent.",
  },
  OUTCOME_UNKNOWN: {
    status: "UNKNOWN",
    meaning: "A command that changes state was sent and its answer never came.",
    advice: "Do not repeat it before you have looked at the state, such as the order list.",
  },
  DEADLINE_EXCEEDED: {
    status: "DEADLINE_EXCEEDED",
    meaning: "The deadline passed before OpenD answered.",
    advice: "Repeat with a longer deadline if the command only reads.",
  },
  CANCELLED: {
    status: "CANCELLED",
    meaning: "The caller cancelled the call.",
    advice: "Nothing.",
  },
  SHUTTING_DOWN: {
    status: "UNAVAILABLE",
    meaning: "The gateway stops.",
    advice: "Repeat at another instance, or when it is back.",
  },
  UPSTREAM_BAD_REPLY: {
    status: "INTERNAL",
    meaning: "OpenD's answer can't be read.",
    advice: "Report it with the request id; repeat only what does not change state.",
  },
  SUBSCRIPTION_REFUSED: {
    status: "FAILED_PRECONDITION",
    meaning: "OpenD refused a subscription that the stream asked for.",
    advice: "Correct the security, or free quota, as OpenD's text says; then open the stream again.",
  },
  SLOW_CONSUMER: {
    status: "RESOURCE_EXHAUSTED",
    meaning: "The stream's reader did not keep up.",
    advice: "Open a new stream, resume after the last position, and read faster.",
  },
  // Not PERMISSION_DENIED: the key itself is no longer good, for no call at all.
  KEY_REVOKED: {
    status: "UNAUTHENTICATED",
    meaning: "The key that opened the stream is no longer valid.",
    advice: "Ask the operator for a new key.",
  },
  // Clients must not repeat it on their own: the answer would be the same (facts: node-grpc.md 18).
  RESUME_OUT_OF_RANGE: {
    status: "OUT_OF_RANGE",
    meaning: "The position to resume after is no longer, or not, in the gateway's record.",
    advice: "Read the state (2101, 2201, 2211), then open a stream without resume_after.",
  },
  DRAINING: {
    status: "UNAVAILABLE",
    meaning: "The gateway stops, and ends its streams.",
    advice: "Open the stream again after the time in RetryInfo, and resume after the last position.",
  },
  UPSTREAM_LOST: {
    status: "UNAVAILABLE",
    meaning: "The connection to OpenD was lost, and the stream asked to end then.",
    advice: "Open the stream again after the time in RetryInfo.",
  },
  LIMIT: {
    status: "RESOURCE_EXHAUSTED",
    meaning: "A limit of the gateway on streams or their memory is reached.",
    advice: "Open fewer streams, or ask the operator to raise the limit that the message names.",
  },
  INTERNAL: {
    status: "INTERNAL",
    meaning: "A fault of the gateway.",
    advice: "Report it with the request id.",
  },
} as const satisfies Readonly<Record<string, ReasonInfo>>;

export type Reason = keyof typeof REASONS;

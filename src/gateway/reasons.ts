/** The gRPC codes that the gateway answers with itself, by their names. */
export type StatusName =
  | "CANCELLED"
  | "UNKNOWN"
  | "INVALID_ARGUMENT"
  | "DEADLINE_EXCEEDED"
  | "PERMISSION_DENIED"
  | "RESOURCE_EXHAUSTED"
  | "UNIMPLEMENTED"
  | "INTERNAL"
  | "UNAVAILABLE";

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
  SLOW_CONSUMER: {
    status: "RESOURCE_EXHAUSTED",
    meaning: "The stream's reader did not keep up.",
    advice: "Open a new stream and read faster; state of orders: read 2201.",
  },
  SUBSCRIPTIONS_LOST: {
    status: "UNAVAILABLE",
    meaning: "The connection that held the subscriptions was lost, and pushes may be missing.",
    advice: "Subscribe again (3001, 2008) and open a new stream.",
  },
  INTERNAL: {
    status: "INTERNAL",
    meaning: "A fault of the gateway.",
    advice: "Report it with the request id.",
  },
} as const satisfies Readonly<Record<string, ReasonInfo>>;

export type Reason = keyof typeof REASONS;

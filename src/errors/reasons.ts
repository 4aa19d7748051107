/** The gRPC codes that the gateway answers with itself, by their names. */
export type StatusName =
  | "CANCELLED"
  | "UNKNOWN"
  | "INVALID_ARGUMENT"
  | "DEADLINE_EXCEEDED"
  | "ALREADY_EXISTS"
  | "ABORTED"
  | "PERMISSION_DENIED"
  | "RESOURCE_EXHAUSTED"
  | "FAILED_PRECONDITION"
  | "OUT_OF_RANGE"
  | "UNIMPLEMENTED"
  | "INTERNAL"
  | "UNAVAILABLE"
  | "UNAUTHENTICATED";

/**
 * Whether the same call may be sent again: `yes` where it changed nothing and may
 * yet succeed, `no` where it changed nothing and would fail again until something
 * is changed, `after looking` where it may have had its effect.
 */
export type Repeat = "yes" | "no" | "after looking";

/** What stands behind a reason: the source of the status and of the error reference. */
export interface ReasonInfo {
  readonly status: StatusName;
  readonly repeat: Repeat;
  /** What happened, in one line. */
  readonly meaning: string;
  /** What the caller should do. */
  readonly advice: string;
}

/** The closed list of reasons in `google.rpc.ErrorInfo`; its domain is `opend-gateway`. */
export const REASONS = {
  INVALID_REQUEST: {
    status: "INVALID_ARGUMENT",
    repeat: "no",
    meaning: "The gRPC message or its metadata can't be read.",
    advice: "Correct what the message names; nothing was sent.",
  },
  INVALID_BODY: {
    status: "INVALID_ARGUMENT",
    repeat: "no",
    meaning: "The body is not a valid message of that command.",
    advice: "Correct the field that the message names; nothing was sent.",
  },
  UNKNOWN_PROTO_ID: {
    status: "UNIMPLEMENTED",
    repeat: "no",
    meaning: "The table has no command of that proto_id.",
    advice: "Look the id up with `opend-gateway catalog`; nothing was sent.",
  },
  NOT_A_REQUEST: {
    status: "INVALID_ARGUMENT",
    repeat: "no",
    meaning: "The proto_id is a push, which only OpenD sends.",
    advice: "Use the request that the message names, or SubscribePush; nothing was sent.",
  },
  SESSION_COMMAND: {
    status: "INVALID_ARGUMENT",
    repeat: "no",
    meaning: "InitConnect belongs to the gateway's own connections.",
    advice: "Leave it out: the gateway keeps the sessions with OpenD; nothing was sent.",
  },
  TRADING_OFF: {
    status: "PERMISSION_DENIED",
    repeat: "no",
    meaning: "The gateway's trading mode does not allow that command.",
    advice: "Start the gateway with another `--trading`; nothing was sent.",
  },
  UPSTREAM_UNAVAILABLE: {
    status: "UNAVAILABLE",
    repeat: "yes",
    meaning: "No connection to OpenD is ready.",
    advice: "Repeat after the time in RetryInfo.",
  },
  QUEUE_FULL: {
    status: "RESOURCE_EXHAUSTED",
    repeat: "yes",
    meaning: "Too many calls wait for a connection to OpenD.",
    advice: "Send less at once; nothing was sent.",
  },
  QUEUE_TIMEOUT: {
    status: "UNAVAILABLE",
    repeat: "yes",
    meaning: "No connection to OpenD became free in time.",
    advice: "Repeat later; nothing was sent.",
  },
  CONNECTION_LOST: {
    status: "UNAVAILABLE",
    repeat: "yes",
    meaning: "The connection to OpenD ended before the answer came.",
    advice: "Repeat: the command does not change state, or was not sent.",
  },
  OUTCOME_UNKNOWN: {
    status: "UNKNOWN",
    repeat: "after looking",
    meaning: "A command that changes state was sent and its answer never came.",
    advice: "Do not repeat it before you have looked at the state, such as the order list.",
  },
  DEADLINE_EXCEEDED: {
    status: "DEADLINE_EXCEEDED",
    repeat: "yes",
    meaning: "The deadline passed before OpenD answered.",
    advice: "Repeat with a longer deadline if the command only reads.",
  },
  CANCELLED: {
    status: "CANCELLED",
    repeat: "after looking",
    meaning: "The caller cancelled the call.",
    advice: "Nothing.",
  },
  SHUTTING_DOWN: {
    status: "UNAVAILABLE",
    repeat: "yes",
    meaning: "The gateway stops.",
    advice: "Repeat at another instance, or when it is back.",
  },
  UPSTREAM_BAD_REPLY: {
    status: "INTERNAL",
    repeat: "yes",
    meaning: "OpenD's answer can't be read.",
    advice: "Report it with the request id; repeat only what does not change state.",
  },
  SUBSCRIPTION_REFUSED: {
    status: "FAILED_PRECONDITION",
    repeat: "no",
    meaning: "OpenD refused a subscription that the stream asked for.",
    advice: "Correct the security, or free quota, as OpenD's text says; then open the stream again.",
  },
  SLOW_CONSUMER: {
    status: "RESOURCE_EXHAUSTED",
    repeat: "yes",
    meaning: "The stream's reader did not keep up.",
    advice: "Open a new stream, resume after the last position, and read faster.",
  },
  // Not PERMISSION_DENIED: the key itself is no longer good, for no call at all.
  KEY_REVOKED: {
    status: "UNAUTHENTICATED",
    repeat: "no",
    meaning: "The key that opened the stream is no longer valid.",
    advice: "Ask the operator for a new key.",
  },
  // Clients must not repeat it on their own: the answer would be the same (facts: node-grpc.md 18).
  RESUME_OUT_OF_RANGE: {
    status: "OUT_OF_RANGE",
    repeat: "no",
    meaning: "The position to resume after is no longer, or not, in the gateway's record.",
    advice: "Read the state (2101, 2201, 2211), then open a stream without resume_after.",
  },
  DRAINING: {
    status: "UNAVAILABLE",
    repeat: "yes",
    meaning: "The gateway stops, and ends its streams.",
    advice: "Open the stream again after the time in RetryInfo, and resume after the last position.",
  },
  UPSTREAM_LOST: {
    status: "UNAVAILABLE",
    repeat: "yes",
    meaning: "The connection to OpenD was lost, and the stream asked to end then.",
    advice: "Open the stream again after the time in RetryInfo.",
  },
  LIMIT: {
    status: "RESOURCE_EXHAUSTED",
    repeat: "no",
    meaning: "A limit of the gateway on streams or their memory is reached.",
    advice: "Open fewer streams, or ask the operator to raise the limit that the message names.",
  },
  // One text for every cause: what differed could be probed (facts: futuopend-rs.md 9).
  UNAUTHENTICATED: {
    status: "UNAUTHENTICATED",
    repeat: "no",
    meaning: "The call came with no valid key.",
    advice:
      "Send `authorization: Bearer <token>` with a key of this gateway; the operator's log says why this one is none.",
  },
  AUTH_THROTTLED: {
    status: "RESOURCE_EXHAUSTED",
    repeat: "yes",
    meaning: "Too many calls without a valid key came from this address.",
    advice: "Correct the key; other calls of this address fail this way for the time in RetryInfo.",
  },
  FORBIDDEN: {
    status: "PERMISSION_DENIED",
    repeat: "no",
    meaning: "The key, or open mode, does not allow this call.",
    advice: "Ask the operator: the audit log says which rule refused it. Nothing was sent.",
  },
  KEY_CHANGED: {
    status: "UNAVAILABLE",
    repeat: "yes",
    meaning: "The rights of the key were changed while its stream was open or its call waited.",
    advice: "Open the stream, or make the call, again: it gets the new rights.",
  },
  ORDER_LIMIT: {
    status: "PERMISSION_DENIED",
    repeat: "no",
    meaning: "The order is outside what the key may trade: its market, symbol, side, or value.",
    advice: "Correct the order; the metadata `limit` names the rule. Nothing was sent.",
  },
  ORDER_QUOTA: {
    status: "RESOURCE_EXHAUSTED",
    repeat: "yes",
    meaning: "The key has used up its orders or value for now, or trades outside its hours.",
    advice: "Wait for the time in RetryInfo; the metadata `limit` names the rule. Nothing was sent.",
  },
  ORDER_NOT_FOUND: {
    status: "FAILED_PRECONDITION",
    repeat: "no",
    meaning: "The key's limits need the order that is to be changed, and it is not in the account's list.",
    advice: "Check the order id and the account. Nothing was sent.",
  },
  VALUE_UNKNOWN: {
    status: "FAILED_PRECONDITION",
    repeat: "no",
    meaning: "The key's limits need the order's value, and no fresh price could be had.",
    advice: "Send an order with a price, or see to quote rights for the security. Nothing was sent.",
  },
  IDEMPOTENCY_CONFLICT: {
    status: "ALREADY_EXISTS",
    repeat: "no",
    meaning: "The idempotency key was used with another request.",
    advice: "Use a new key for each new request. Nothing was sent.",
  },
  ORDER_NOT_PLACED: {
    status: "ABORTED",
    repeat: "no",
    meaning: "The outcome was unknown; the order list shows that the command had no effect.",
    advice: "Send it again with a new idempotency key if it is still wanted.",
  },
  STATE_UNAVAILABLE: {
    status: "UNAVAILABLE",
    repeat: "yes",
    meaning: "What limits and repetitions are counted with (the state folder, the audit file, Redis) can't be written.",
    advice:
      "Repeat after the time in RetryInfo; the operator must free disk space or bring Redis back. Nothing was sent.",
  },
  UNLOCK_REFUSED: {
    status: "FAILED_PRECONDITION",
    repeat: "no",
    meaning: "OpenD did not unlock trading.",
    advice: "Check the password; after two failures further tries are refused for a minute.",
  },
  UNLOCK_BLOCKED: {
    status: "RESOURCE_EXHAUSTED",
    repeat: "yes",
    meaning: "Two tries to unlock trading failed; further ones are refused for a minute.",
    advice: "Wait for the time in RetryInfo. Nothing was sent.",
  },
  RATE_LIMITED: {
    status: "RESOURCE_EXHAUSTED",
    repeat: "yes",
    meaning: "The caller has used up its calls for now.",
    advice: "Wait for the time in RetryInfo. Nothing was sent.",
  },
  UPSTREAM_RATE: {
    status: "RESOURCE_EXHAUSTED",
    repeat: "yes",
    meaning: "OpenD's documented limit on this command is used up, by all callers together.",
    advice: "Wait for the time in RetryInfo; reads wait by themselves up to their deadline. Nothing was sent.",
  },
  ACCOUNT_MISMATCH: {
    status: "INTERNAL",
    repeat: "yes",
    meaning: "OpenD's answer was about another account than the request; it was withheld.",
    advice: "Report it with the request id.",
  },
  // What OpenD says itself: in `Request` a ret_type, in typed methods a status.
  OPEND_RATE: {
    status: "RESOURCE_EXHAUSTED",
    repeat: "yes",
    meaning: "OpenD refused a typed call: it came too often.",
    advice:
      "Send less often; where RetryInfo is given, wait for its time. An order needs a new idempotency key: its old one has this answer.",
  },
  OPEND_QUOTA: {
    status: "RESOURCE_EXHAUSTED",
    repeat: "no",
    meaning: "OpenD refused a typed call: a quota of its account (subscriptions, history) is used up.",
    advice: "Free quota, such as subscriptions that are no longer needed; repeating alone does not help.",
  },
  OPEND_NO_RIGHT: {
    status: "PERMISSION_DENIED",
    repeat: "no",
    meaning: "OpenD refused a typed call: the account that it is logged in with lacks the right to these quotes.",
    advice: "Get the right for that account; the gateway's keys have no say in it.",
  },
  OPEND_BAD_PARAMETER: {
    status: "INVALID_ARGUMENT",
    repeat: "no",
    meaning: "OpenD refused a typed call: a parameter is missing or wrong.",
    advice: "Correct what the message, which is OpenD's text, names.",
  },
  OPEND_REFUSED: {
    status: "FAILED_PRECONDITION",
    repeat: "no",
    meaning: "OpenD refused a typed call.",
    advice: "Read the message, which is OpenD's text, and change what it names.",
  },
  OPEND_TIMEOUT: {
    status: "DEADLINE_EXCEEDED",
    repeat: "yes",
    meaning: "OpenD's servers did not answer a typed call that only reads.",
    advice: "Repeat it later.",
  },
  OPEND_DISCONNECTED: {
    status: "UNAVAILABLE",
    repeat: "yes",
    meaning: "OpenD is cut off from its servers, and has no answer to a typed call that only reads.",
    advice: "Repeat it later; `opend.v1.System/GetGlobalState` says whether OpenD is logged in.",
  },
  OPEND_UNKNOWN: {
    status: "UNKNOWN",
    repeat: "yes",
    meaning: "OpenD does not know what became of a typed call that only reads.",
    advice: "Repeat it later.",
  },
  INTERNAL: {
    status: "INTERNAL",
    repeat: "after looking",
    meaning: "A fault of the gateway.",
    advice: "Report it with the request id.",
  },
} as const satisfies Readonly<Record<string, ReasonInfo>>;

export type Reason = keyof typeof REASONS;

/** How severe an event is. */
export type EventLevel = "debug" | "info" | "warn" | "error" | "fatal";

export interface EventInfo {
  readonly level: EventLevel;
  /** What happened, in one line; the log line's `msg`. */
  readonly text: string;
}

/**
 * Every event that is logged. The names are a contract: alerts are built on
 * them. Fields are added freely; a name changes only with a changelog entry.
 */
export const events = {
  "config.warning": { level: "warn", text: "A setting works but is unsafe or has no effect" },
  "gateway.simulated": {
    level: "warn",
    text: "No OpenD address is given: the embedded simulator answers, NOT a real OpenD",
  },
  "gateway.started": { level: "info", text: "The gateway accepts calls" },
  "gateway.draining": { level: "info", text: "Told to stop: no new calls, calls in flight may finish" },
  "gateway.stopped": { level: "info", text: "The gateway has stopped" },
  "gateway.stop_forced": { level: "warn", text: "Told to stop twice: ending at once" },
  "gateway.crashed": { level: "fatal", text: "A defect of the gateway ended it" },
  "simulator.started": { level: "info", text: "The simulator accepts connections" },
  "simulator.stopped": { level: "info", text: "The simulator has stopped" },
  "upstream.connecting": { level: "debug", text: "Connecting to OpenD" },
  "upstream.ready": { level: "info", text: "The connection to OpenD is ready" },
  "upstream.lost": { level: "warn", text: "The connection to OpenD was lost" },
  "upstream.waiting": { level: "info", text: "The next attempt to connect to OpenD waits" },
  "upstream.closed": { level: "info", text: "The connection to OpenD was closed" },
  "upstream.home_lost": {
    level: "warn",
    text: "The connection that carried subscriptions and pushes was lost: push streams wait",
  },
  "upstream.home_changed": { level: "info", text: "Subscriptions, pushes and orders go through this connection now" },
  "upstream.restored": { level: "info", text: "All subscriptions stand again: pushes flow" },
  "upstream.available": { level: "info", text: "Calls can be served again" },
  "upstream.unavailable": { level: "error", text: "No connection to OpenD is ready: calls are refused" },
  "subscription.refused": { level: "info", text: "OpenD refused a subscription" },
  "push.cancelled": { level: "debug", text: "A client ended its push stream" },
  "push.ended": { level: "info", text: "The gateway ended a push stream" },
  "state.opened": { level: "info", text: "The state folder is in use" },
  "state.lost": { level: "warn", text: "Records of the state folder are lost" },
  "state.failed": {
    level: "error",
    text: "A part of the state folder can't be written: orders are refused, or the record of events waits in memory",
  },
  "state.unavailable": {
    level: "warn",
    text: "The default place of the state folder can't be used: the gateway goes on in memory only",
  },
  "keys.loaded": { level: "info", text: "The keys file was read again: its keys are in use" },
  "keys.unusable": { level: "error", text: "The keys file can't be used as it is now: the keys of before stay" },
  "keys.usable": { level: "info", text: "The keys file can be used again" },
  "reply.withheld": {
    level: "error",
    text: "OpenD answered about another account than asked: the answer was withheld",
  },
  "tls.reloaded": { level: "info", text: "The TLS certificate was renewed: new connections get it" },
  "tls.failed": {
    level: "error",
    text: "The TLS files can't be used as they are now: the certificate of before stays",
  },
  "tls.expires_soon": { level: "warn", text: "The TLS certificate expires soon" },
  "audit.opened": { level: "info", text: "The audit log is in use" },
  "audit.closed": { level: "info", text: "The audit log is closed; its last hash shows whether its end is missing" },
  "audit.failed": { level: "error", text: "The audit log can't be written: orders are refused" },
  "audit.resumed": { level: "warn", text: "The audit log can be written again" },
  "audit.reopened": { level: "warn", text: "The file of the audit log was not what it was: it is opened anew" },
  "audit.recovered": { level: "warn", text: "A line of the audit log was cut off by a crash and is closed off" },
  "redis.available": { level: "info", text: "Redis answers: orders and calls are counted there" },
  "redis.unavailable": {
    level: "error",
    text: "Redis does not answer: orders that need it are refused, call limits are each gateway's own",
  },
  "redis.records_begun": { level: "warn", text: "Redis held no records: values of the day begin at zero" },
  "redis.records_lost": {
    level: "error",
    text: "Redis lost records of orders: those that need them are refused until the key is deleted, or the time is over",
  },
  "redis.records_accepted": { level: "info", text: "The loss of records in Redis was accepted: orders pass again" },
  "redis.records_failed": { level: "error", text: "Redis answered with an error where orders are counted" },
  "redis.evicts": { level: "warn", text: "Redis drops records when it is full: set maxmemory-policy noeviction" },
  "http.failed": { level: "error", text: "The operations listener failed" },
  "grpc.library": { level: "debug", text: "A line of the gRPC library" },
  "call.finished": { level: "debug", text: "A call was answered" },
  "call.failed": { level: "info", text: "A call was refused or failed" },
  "call.defect": { level: "error", text: "A call failed because of a defect of the gateway" },
  "log.level_changed": { level: "info", text: "The log level was changed" },
} as const satisfies Record<string, EventInfo>;

export type EventName = keyof typeof events;

/** Upper bounds of the latency buckets: from a fast loopback answer to the default deadline. */
export const LATENCY_BOUNDS_SECONDS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
] as const;

/** Of cached answers (`--static-cache on`): the lists of all markets fit several times. */
export const STATIC_CACHE_BYTES = 64 * 1024 * 1024;

/** Of the orders log: an hour of OpenD's limit for ten accounts. Files are kept for 25 h, whatever their size. */
export const ORDER_SEGMENT_BYTES = 16 * 1024 * 1024;

/** Longer than the 24 h of idempotency keys and any UTC day, by more than a clock may be set back. */
export const ORDER_LOG_MAX_AGE_MS = 25 * 60 * 60 * 1000;

/** Files of the state folder: each is kept whole or removed whole, so small ones keep less of what is too old. */
export const STATE_SEGMENT_BYTES = 4 * 1024 * 1024;

/**
 * Every default that is a number, and the range it may be set to, each with its
 * reason. The settings that use them are in schema.ts.
 */
export interface NumberDefault {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Why this value. Printed in the reference. */
  readonly why: string;
}

const KIB = 1024;
const MIB = 1024 * KIB;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

export const defaults = {
  grpcMaxMessageBytes: {
    value: 4 * MIB,
    min: 64 * KIB,
    max: 256 * MIB,
    why: "gRPC's own default; the largest FTAPI request is some hundred KiB",
  },
  callDeadlineMs: {
    value: 30 * SECOND,
    min: 100,
    max: 10 * MINUTE,
    why: "longer than the 12 s to 20 s that the official SDKs wait for OpenD, so that the gateway gives up last",
  },
  keepaliveTimeMs: {
    value: 30 * SECOND,
    min: 1 * SECOND,
    max: 60 * MINUTE,
    why: "under the idle limits of usual proxies (1 to 5 min), so that a client that vanished is noticed",
  },
  keepaliveTimeoutMs: {
    value: 75 * SECOND,
    min: 1 * SECOND,
    max: 10 * MINUTE,
    why: "a client that was stopped for a minute (a laptop's lid, SIGSTOP) must still learn why its stream ended",
  },
  maxConnectionAgeMs: {
    value: 0,
    min: 0,
    max: 24 * 60 * MINUTE,
    why: "a connection that works is kept; behind a load balancer, 30m lets clients spread anew",
  },
  maxConnectionAgeGraceMs: {
    value: 30 * SECOND,
    min: 1 * SECOND,
    max: 24 * 60 * MINUTE,
    why: "as long as the deadline of a call whose client set none",
  },
  connections: {
    value: 2,
    min: 1,
    max: 64,
    why: "one may be lost without an interruption; OpenD takes 128 from all its users together",
  },
  maxInFlight: {
    value: 1024,
    min: 1,
    max: 65_536,
    why: "OpenD answers a connection's requests one after the other; more would only wait there",
  },
  maxQueued: {
    value: 8192,
    min: 0,
    max: 1_000_000,
    why: "a burst of 10,000 calls fits in queue and connections; each waiting call costs its body and about 1 KiB",
  },
  queueTimeoutMs: {
    value: 3 * SECOND,
    min: 0,
    max: 5 * MINUTE,
    why: "covers a reconnect with the first steps of the back-off (0.5, 1 s)",
  },
  maxBodyBytes: {
    value: 16 * MIB,
    min: 64 * KIB,
    max: 256 * MIB,
    why: "several times the largest answer of OpenD that is known; a longer frame is taken for garbage",
  },
  pushMaxQueuedEvents: {
    value: 1024,
    min: 16,
    max: 1_000_000,
    why: "some seconds of a busy market; a reader that is further behind wants the newest values, not all of them",
  },
  pushMaxQueuedBytes: {
    value: 4 * MIB,
    min: 64 * KIB,
    max: 1024 * MIB,
    why: "1,024 events of the largest usual size; bounds what one stream can cost",
  },
  pushMaxTotalBytes: {
    value: 256 * MIB,
    min: 1 * MIB,
    max: 64 * 1024 * MIB,
    why: "64 streams may be full at once; small enough for a container of 1 GiB",
  },
  pushStallTimeoutMs: {
    value: 30 * SECOND,
    min: 1 * SECOND,
    max: 10 * MINUTE,
    why: "a reader that is only slow takes something in that time",
  },
  pushMaxStreams: {
    value: 20_000,
    min: 1,
    max: 1_000_000,
    why: "an idle stream costs some ten KiB: a few hundred MiB in all",
  },
  pushHeartbeatMs: {
    value: 15 * SECOND,
    min: 5 * SECOND,
    max: 120 * SECOND,
    why: "under the idle limits of usual proxies (from 30 s up), and rare enough to cost nothing",
  },
  pushRecordMaxAgeMs: {
    value: 10 * MINUTE,
    min: 1 * SECOND,
    max: 24 * 60 * MINUTE,
    why: "a client's restart or a network's failure; after longer ones the order list (2201) is the better source",
  },
  pushRecordMaxEvents: {
    value: 10_000,
    min: 1,
    max: 1_000_000,
    why: "10 minutes of 16 events a second; at most some MiB for each account",
  },
  pushLeaseMs: {
    value: 5 * MINUTE,
    min: 10 * SECOND,
    max: 24 * 60 * MINUTE,
    why: "longer than the pauses of a program that polls; a program that ended gives its quota back soon",
  },
  pushLingerMs: {
    value: 10 * SECOND,
    min: 0,
    max: 10 * MINUTE,
    why: "a client that reconnects finds its subscriptions; OpenD needs 60 s before it lets go anyway",
  },
  simulatorSeed: {
    value: 1,
    min: 0,
    max: 2 ** 32 - 1,
    why: "any fixed number makes runs repeatable",
  },
  simulatorSpeed: {
    value: 1,
    min: 0.01,
    max: 100_000,
    why: "real time",
  },
  shutdownGraceMs: {
    value: 10 * SECOND,
    min: 0,
    max: 10 * MINUTE,
    why: "under the 30 s after which container runtimes kill a process",
  },
  logBufferBytes: {
    value: 4 * MIB,
    min: 64 * KIB,
    max: 64 * MIB,
    why: "what may wait for a slow reader of standard output; newer lines are dropped beyond it",
  },
} as const satisfies Record<string, NumberDefault>;

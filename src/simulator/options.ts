import type { Clock } from "./clock.js";
import type { FirehoseSettings } from "./firehose/firehose.js";
import type { AccountDefinition } from "./trade/index.js";

/** What a hook may do with a request before it is answered. */
export type Fault =
  /** Nothing special. */
  | "answer"
  /** The request is lost: no effect, no reply. */
  | "ignore"
  /** The connection closes before the request has an effect. */
  | "close-before"
  /** The request has its effect, but the connection closes and the reply is lost. */
  | "close-after";

export interface FaultPoint {
  readonly connId: bigint;
  readonly protoId: number;
  readonly serialNo: number;
  /** The request in protobuf; only valid within the call. */
  readonly body: Uint8Array;
}

/** One push as it went to a connection's socket. */
export interface JournalEntry {
  readonly connId: bigint;
  readonly protoId: number;
  /** The whole `Response` message in protobuf, whatever form the connection asked for. */
  readonly body: Uint8Array;
  /** Real time, epoch milliseconds with a fraction. */
  readonly atMs: number;
}

export interface SimulatorOptions {
  /** The same seed and start give the same prices and ids. Default 1. */
  readonly seed?: number;
  /** Market time per real time. Default 1. */
  readonly speed?: number;
  /** Market time at the start, epoch milliseconds. Default: now. */
  readonly startMs?: number;
  /** Market time; replaces `speed` and `startMs`. */
  readonly clock?: Clock;
  /** Real time: heartbeats, frequency limits, the minute of a subscription. Default: the machine's. */
  readonly realClock?: Clock;
  /** RSA private key, PEM: turns encryption on, as OpenD's `rsa_private_key` does. */
  readonly rsaKeyPem?: string;
  /** Answers a client that asks for AES_CBC with FTAES_ECB, by leaving aesCBCiv unset. Default false. */
  readonly forceFtAes?: boolean;
  /** OpenD's frequency limits. Default true. */
  readonly frequencyLimits?: boolean;
  /** Pairs of security and SubType. Default 1000, the third of OpenD's four levels. */
  readonly subscriptionQuota?: number;
  /** Real time before a subscription may end. Default a minute, as real OpenD. */
  readonly minSubscriptionMs?: number;
  /** Securities with K-line history within seven days. Default 1000. */
  readonly historyQuota?: number;
  /** Seconds, as told to clients. Default 10, as real OpenD. */
  readonly keepAliveIntervalSec?: number;
  /** Default 128, as real OpenD. */
  readonly maxConnections?: number;
  /** From the first day on trade around the clock, so that prices move at any hour. Default true. */
  readonly alwaysOpen?: boolean;
  /** Lower-case hex MD5 of the trade password. Default: that of "123456". */
  readonly unlockPasswordMd5?: string;
  readonly accounts?: readonly AccountDefinition[];
  /** Told of faults of the simulator itself; clients see them as a failure. Default: nothing. */
  readonly onError?: (error: unknown) => void;
  /** Quote pushes at a fixed rate. Default: none, pushes follow the market. */
  readonly firehose?: FirehoseSettings;
  /** Order and fill events a second, by orders that registered accounts place on their own. Default 0. */
  readonly firehoseTrades?: number;
  /** Notices (1003) a second: ProgramStatus Ready, with a number in `strExtDesc`. Default 0. */
  readonly firehoseNotices?: number;
  /** Called for every push that goes to a socket, in each connection's order. */
  readonly journal?: (entry: JournalEntry) => void;
  /** Called for each request of a ready connection; for tests of clients. */
  readonly fault?: (point: FaultPoint) => Fault;
}

export const DEFAULT_SEED = 1;
/** The level of an account with assets over 500 000 HKD (facts: ftapi-protocol.md 3.7). */
export const DEFAULT_SUBSCRIPTION_QUOTA = 1000;
export const DEFAULT_HISTORY_QUOTA = 1000;
/** What real OpenD tells (facts: ftapi-protocol.md 3.1). */
export const DEFAULT_KEEP_ALIVE_SEC = 10;
/** facts: ftapi-protocol.md 3.7. */
export const DEFAULT_MAX_CONNECTIONS = 128;
/** Version of the protocol definitions, in OpenD's counting. */
export const SERVER_VERSION = 1011;
export const LOGIN_USER_ID = 10_001_000n;
/** Real connIDs are about this big, and so above 2^53 (facts: ftapi-protocol.md 3.1). */
export const FIRST_CONN_ID = 6_730_000_000_000_000_000n;
/** Least real time between two pushes of one security and type; OpenD has a setting for it. */
export const MIN_PUSH_GAP_MS = 20;
/** How long the last replies may take to leave a connection that is being closed. */
export const FLUSH_GRACE_MS = 1_000;

import type { AllowedAccounts } from "../../auth/account-directory.js";
import type { Principal } from "../../auth/principal.js";
import type { Clock } from "../../opend/clock.js";
import type { Caller } from "../caller.js";
import type { EndReason } from "./end-reason.js";
import type { LedgerPort } from "./ledger-port.js";
import type { OwnerBudgets } from "./owner-budgets.js";
import type { PushRecord } from "./record.js";

export interface PushLimits {
  /** Of one stream's queue. */
  readonly maxQueuedEvents: number;
  readonly maxQueuedBytes: number;
  /** Of all queues together: over it the largest one's stream ends. */
  readonly maxTotalBytes: number;
  /** A reader that takes nothing for so long loses its stream. */
  readonly stallTimeoutMs: number;
  readonly maxStreams: number;
  /** Between two heartbeats where the client names no interval. */
  readonly heartbeatMs: number;
}

export interface PushHubOptions {
  readonly clock: Clock;
  /** At least 0, less than 1. */
  readonly random: () => number;
  readonly ledger: LedgerPort;
  readonly record: PushRecord;
  readonly limits: PushLimits;
  /** The accounts that a caller may see. Default: those that its key lists by id. */
  readonly accountsOf?: (principal: Principal) => AllowedAccounts;
  /** How many streams and subscriptions each caller may have. Null or absent: as many as all together. */
  readonly budgets?: Pick<OwnerBudgets, "openStream"> | null;
  /** Whether the connection that carries the pushes is there. */
  readonly upstreamReady: () => boolean;
  /** A stream is over; for the log. */
  readonly onEnded?: (end: StreamEnd) => void;
}

/** A stream that is over, for one of the end reasons. */
export interface StreamEnd {
  readonly caller: Caller;
  readonly reason: EndReason;
  readonly lastSequence: number;
  readonly dropped: number;
}

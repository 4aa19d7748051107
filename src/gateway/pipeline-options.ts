import type { Access } from "../auth/access.js";
import type { AccountDirectory } from "../auth/account-directory.js";
import type { Clock } from "../opend/clock.js";
import type { AuditSink } from "../telemetry/audit-entry.js";
import type { BodyCheck } from "./body-check.js";
import type { CallerLimitsPort, OrderGuardPort, ReadsPort } from "./pipeline-ports.js";
import type { SubscriptionCommands } from "./subscription-commands.js";

export interface PipelineOptions {
  readonly clock: Clock;
  readonly bodyCheck: BodyCheck;
  readonly access: Access;
  readonly directory: Pick<AccountDirectory, "allowedTo" | "learn" | "learns">;
  /** For callers that set no deadline, in milliseconds. */
  readonly defaultTimeoutMs: number;
  /** Null: callers have no limits. */
  readonly limits: CallerLimitsPort | null;
  /** Answers what the subscription ledger has a say in. */
  readonly subscriptions: Pick<SubscriptionCommands, "touch" | "submit">;
  readonly orders: OrderGuardPort;
  readonly reads: ReadsPort;
  /** Null: nothing is audited. */
  readonly audit: AuditSink | null;
  /** Whether answered reads of accounts are audited too. Default: only those that were refused or failed. */
  readonly auditReads?: boolean;
  /** An answer about another account than asked was withheld; for log and metric. */
  readonly onWithheld?: (withheld: WithheldReply) => void;
}

/** OpenD answered about another account than it was asked for. */
export interface WithheldReply {
  readonly protoId: number;
  readonly requestId: string;
  /** For the operator: names accounts. */
  readonly why: string;
}

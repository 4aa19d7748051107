import type { Access } from "../auth/access.js";
import type { AccountDirectory } from "../auth/account-directory.js";
import type { GatewayError } from "../errors/gateway-error.js";
import type { Clock } from "../opend/clock.js";
import type { CancelCall } from "../opend/pool.js";
import type { AuditSink } from "../telemetry/audit-entry.js";
import type { AnswerNotes } from "./answer-notes.js";
import type { BodyCheck, BodyMode } from "./body-check.js";
import { CallAudit } from "./call-audit.js";
import type { Caller } from "./caller.js";
import { PipelineCall } from "./pipeline-call.js";
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

/** One command as a caller gave it. */
export interface GatewayRequest {
  readonly protoId: number;
  readonly body: Uint8Array;
  readonly bodyMode: BodyMode;
  /** Milliseconds left; null where the caller set no deadline. */
  readonly timeoutMs: number | null;
  readonly caller: Caller;
  /** Metadata `idempotency-key` as it came; null where there is none. */
  readonly idempotencyKey: string | null;
  readonly requestId: string;
}

/** OpenD's answer; the body is its bytes. */
export interface GatewayReply {
  readonly retType: number;
  readonly retMsg: string;
  readonly protoId: number;
  /** A view on received bytes: to be used before control returns to the caller of `done`. */
  readonly body: Uint8Array;
}

export type GatewayDone = (reply: GatewayReply | null, error: GatewayError | null, notes: AnswerNotes) => void;

/** What each call goes through, whatever surface it came by: within limits? allowed? valid? then to OpenD and back. */
export class Pipeline {
  private readonly options: PipelineOptions;
  private readonly audit: CallAudit | null;

  constructor(options: PipelineOptions) {
    this.options = options;
    this.audit = options.audit === null ? null : new CallAudit(options.audit, options.auditReads ?? false);
  }

  /** Sends one command. `done` is called exactly once, perhaps before this returns. */
  call(request: GatewayRequest, done: GatewayDone): CancelCall {
    return new PipelineCall(this.options, this.audit, request, done).start();
  }
}

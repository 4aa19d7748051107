import { Access, type TradingMode } from "../../auth/access.js";
import { AccountDirectory, type ListedAccount } from "../../auth/account-directory.js";
import type { GatewayError } from "../../errors/gateway-error.js";
import type { CallDone, CallRequest } from "../../opend/call.js";
import type { Clock } from "../../opend/clock.js";
import type { AuditEntry } from "../../telemetry/audit-entry.js";
import { type AnswerNotes, NO_NOTES } from "../answer-notes.js";
import type { BodyCheck, BodyMode } from "../body-check.js";
import type { Caller } from "../caller.js";
import { type GatewayReply, Pipeline, type WithheldReply } from "../pipeline.js";
import type { CallerLimitsPort, CancelUnlessSent } from "../pipeline-ports.js";
import { keyCaller } from "./key-caller.js";
import { PassThrough } from "./pass-through.js";

export const CALLER = keyCaller();
export const NOW_MS = 1_000_000;
const WALL_MS = 1_700_000_000_500;

const clock: Clock = {
  now: () => NOW_MS,
  wallMs: () => WALL_MS,
  wallPreciseMs: () => WALL_MS,
  schedule: () => () => {},
  endOfTurn: () => {},
};

export interface PipelineSetup {
  readonly bodyCheck?: BodyCheck;
  readonly trading?: TradingMode;
  readonly limits?: CallerLimitsPort;
  readonly auditReads?: boolean;
}

export interface PipelineOutcome {
  reply: GatewayReply | null;
  error: GatewayError | null;
  notes: AnswerNotes;
  count: number;
  cancel: () => void;
}

export interface CallOptions {
  readonly mode?: BodyMode;
  readonly timeoutMs?: number | null;
  readonly caller?: Caller;
}

/** A pipeline before a pool that records what is submitted; the test answers. */
export class PipelineRig {
  readonly submitted: { readonly request: CallRequest; readonly done: CallDone; cancelled: boolean }[] = [];
  readonly touched: string[] = [];
  readonly audited: AuditEntry[] = [];
  readonly withheld: WithheldReply[] = [];
  /** The gateway's own questions for all accounts. */
  readonly asked: ((accounts: readonly ListedAccount[] | null) => void)[] = [];
  readonly directory = new AccountDirectory({ clock, ask: (done) => this.asked.push(done) });
  readonly pipeline: Pipeline;
  onCancel: CancelUnlessSent = () => {};

  constructor({ bodyCheck = "decoded", trading = "simulate", limits, auditReads = false }: PipelineSetup = {}) {
    const passThrough = new PassThrough(this);
    const { directory } = this;
    this.pipeline = new Pipeline({
      clock,
      bodyCheck,
      access: new Access({ mode: trading, accountsOf: (principal) => directory.allowedTo(principal) }),
      directory,
      defaultTimeoutMs: 30_000,
      limits: limits ?? null,
      // The ledger's commands have tests of their own.
      subscriptions: { touch: (callerId) => this.touched.push(callerId), submit: () => null },
      orders: passThrough,
      reads: passThrough,
      audit: { note: (entry) => this.audited.push(entry), commit: () => Promise.resolve(), failing: false },
      auditReads,
      onWithheld: (withheld) => this.withheld.push(withheld),
    });
  }

  submit(request: CallRequest, done: CallDone): CancelUnlessSent {
    const entry = { request, done, cancelled: false };
    this.submitted.push(entry);
    return (unlessSent) => {
      entry.cancelled = true;
      this.onCancel(unlessSent);
    };
  }

  call(protoId: number, body: Uint8Array, options: CallOptions = {}): PipelineOutcome {
    const { mode = "whole", timeoutMs = null, caller = CALLER } = options;
    const outcome: PipelineOutcome = { reply: null, error: null, notes: NO_NOTES, count: 0, cancel: () => {} };
    const request = { protoId, body, bodyMode: mode, timeoutMs, caller, idempotencyKey: null, requestId: "r-1" };
    outcome.cancel = this.pipeline.call(request, (reply, error, notes) => {
      Object.assign(outcome, { reply, error, notes, count: outcome.count + 1 });
    });
    return outcome;
  }
}

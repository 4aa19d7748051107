import type { GatewayError } from "../errors/gateway-error.js";
import type { CancelCall } from "../opend/pool.js";
import { ActiveCalls } from "./active-calls.js";
import { CallAudit } from "./call-audit.js";
import type { Caller } from "./caller.js";
import type { GatewayDone, GatewayRequest } from "./gateway-call.js";
import { PipelineCall } from "./pipeline-call.js";
import type { PipelineOptions } from "./pipeline-options.js";

export type { GatewayDone, GatewayReply, GatewayRequest } from "./gateway-call.js";
export type { PipelineOptions, WithheldReply } from "./pipeline-options.js";

/** What each call goes through, whatever surface it came by: within limits? allowed? valid? then to OpenD and back. */
export class Pipeline {
  private readonly options: PipelineOptions;
  private readonly audit: CallAudit | null;
  private readonly active = new ActiveCalls<PipelineCall>();

  constructor(options: PipelineOptions) {
    this.options = options;
    const { audit, auditReads = false, clock } = options;
    this.audit = audit === null ? null : new CallAudit(audit, auditReads, clock);
  }

  /** Sends one command. `done` is called exactly once, perhaps before this returns. */
  call(request: GatewayRequest, done: GatewayDone): CancelCall {
    const call = new PipelineCall(this.options, this.audit, request, (reply, error, notes) => {
      this.active.remove(call);
      done(reply, error, notes);
    });
    this.active.add(call);
    return call.start();
  }

  /**
   * Ends what these callers have under way, wherever it waits. What changes state and was sent
   * goes on and is answered.
   */
  endCalls(which: (caller: Caller) => boolean, error: GatewayError): void {
    for (const call of this.active.all()) {
      if (which(call.caller)) call.revoke(error);
    }
  }

  /** After the last call. */
  close(): void {
    this.audit?.close();
  }
}

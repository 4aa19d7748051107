import type { CancelCall } from "../opend/pool.js";
import { CallAudit } from "./call-audit.js";
import type { GatewayDone, GatewayRequest } from "./gateway-call.js";
import { PipelineCall } from "./pipeline-call.js";
import type { PipelineOptions } from "./pipeline-options.js";

export type { GatewayDone, GatewayReply, GatewayRequest } from "./gateway-call.js";
export type { PipelineOptions, WithheldReply } from "./pipeline-options.js";

/** What each call goes through, whatever surface it came by: within limits? allowed? valid? then to OpenD and back. */
export class Pipeline {
  private readonly options: PipelineOptions;
  private readonly audit: CallAudit | null;

  constructor(options: PipelineOptions) {
    this.options = options;
    const { audit, auditReads = false, clock } = options;
    this.audit = audit === null ? null : new CallAudit(audit, auditReads, clock);
  }

  /** Sends one command. `done` is called exactly once, perhaps before this returns. */
  call(request: GatewayRequest, done: GatewayDone): CancelCall {
    return new PipelineCall(this.options, this.audit, request, done).start();
  }

  /** After the last call. */
  close(): void {
    this.audit?.close();
  }
}

import type { Metadata, StatusObject } from "@grpc/grpc-js";
import type { Authenticator } from "../auth/authenticator.js";
import { type GatewayError, toGatewayError } from "../errors/gateway-error.js";
import { NO_NOTES } from "../gateway/answer-notes.js";
import type { CallMetrics, CallType } from "../telemetry/call-metrics.js";
import type { Logger } from "../telemetry/logger.js";
import { logCallEnd } from "./call-end.js";
import { type AuthenticatedCall, authenticate } from "./caller.js";
import { addRefusalHeaders } from "./rate-headers.js";
import type { RequestIds } from "./request-id.js";
import { toServiceError } from "./status-funnel.js";

export interface AdmissionOptions {
  readonly authenticator: Authenticator;
  /** By path: methods that need a key. */
  readonly methods: ReadonlyMap<string, CallType>;
  readonly metrics: CallMetrics;
  readonly logger: Logger;
  readonly requestIds: RequestIds;
}

/**
 * Looks at the headers of a call before its message is read: what comes without
 * a valid key costs no memory, however large it says to be, and however slowly
 * it comes. The handlers ask again; keys may change while a message arrives.
 */
export class Admission {
  private readonly options: AdmissionOptions;

  constructor(options: AdmissionOptions) {
    this.options = options;
  }

  /** The status to end the call with; null: it may go on. */
  refuse(path: string, metadata: Metadata, call: AuthenticatedCall): StatusObject | null {
    const type = this.options.methods.get(path);
    if (type === undefined) return null;
    try {
      authenticate(call, metadata, this.options.authenticator);
      return null;
    } catch (error) {
      return this.refusal(path, type, metadata, call, toGatewayError(error));
    }
  }

  private refusal(
    path: string,
    type: CallType,
    metadata: Metadata,
    call: AuthenticatedCall,
    error: GatewayError,
  ): StatusObject {
    const { metrics, logger, requestIds } = this.options;
    const [service = "", method = ""] = path.slice(1).split("/");
    const requestId = requestIds.of(metadata);
    const failure = toServiceError(error, "");
    addRefusalHeaders(failure.metadata, requestId, NO_NOTES, error);
    const counted = metrics.method(service, method, type);
    counted.started();
    counted.handled(failure.code, 0);
    counted.refused(error);
    logCallEnd(logger, { requestId, protoId: 0, peer: call.getPeer(), durationMs: 0 }, error);
    return { code: failure.code, details: failure.details, metadata: failure.metadata };
  }
}

import { type Metadata, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import type { Authenticator } from "../auth/authenticator.js";
import { GatewayError, toGatewayError } from "../errors/gateway-error.js";
import { type AnswerNotes, NO_NOTES } from "../gateway/answer-notes.js";
import type { Caller } from "../gateway/caller.js";
import type { GatewayReply, Pipeline } from "../gateway/pipeline.js";
import type { CallerLimits } from "../limits/caller-limits.js";
import type { CancelCall } from "../opend/pool.js";
import type { MethodMetrics } from "../telemetry/call-metrics.js";
import type { Logger } from "../telemetry/logger.js";
import { NO_TRAILERS } from "./answer-metadata.js";
import { bodyMode } from "./body-mode.js";
import { logCallEnd } from "./call-end.js";
import { type CallSource, callerOf, certificateOf } from "./caller.js";
import type { FutuRequest } from "./futu-codec.js";
import { addRefusalHeaders, answerHeaders } from "./rate-headers.js";
import type { RequestIds } from "./request-id.js";
import { toServiceError } from "./status-funnel.js";

export interface RequestHandlerOptions {
  readonly pipeline: Pick<Pipeline, "call">;
  readonly metrics: MethodMetrics;
  readonly logger: Logger;
  readonly requestIds: RequestIds;
  /** Goes into error details: where commands are sent to. */
  readonly upstream: string;
  /** null: open mode. */
  readonly authenticator: Authenticator | null;
  /** Whether reads subscribe by themselves where the call says nothing. */
  readonly autoSubscribe: boolean;
  /** What a call costs that is refused before it comes to the pipeline; null: callers have no limits. */
  readonly limits: Pick<CallerLimits, "takeLocal"> | null;
}

const IDEMPOTENCY_KEY = "idempotency-key";

type RequestCall = ServerUnaryCall<FutuRequest, GatewayReply>;

/** Serves `FutuOpenD.Request`. No path out of it throws: whatever goes wrong becomes a status. */
export function requestHandler(
  options: RequestHandlerOptions,
): (call: RequestCall, callback: sendUnaryData<GatewayReply>) => void {
  return (call, callback) => new RequestRun(options, call, callback).start();
}

/** One call of `Request`, from its arrival to its status. */
class RequestRun {
  private readonly options: RequestHandlerOptions;
  private readonly call: RequestCall;
  private readonly callback: sendUnaryData<GatewayReply>;
  private readonly startedMs = performance.now();
  private readonly requestId: string;
  private finished = false;

  constructor(options: RequestHandlerOptions, call: RequestCall, callback: sendUnaryData<GatewayReply>) {
    this.options = options;
    this.call = call;
    this.callback = callback;
    this.requestId = options.requestIds.of(call.metadata);
  }

  start(): void {
    const { metrics, pipeline, authenticator, autoSubscribe } = this.options;
    const { request, metadata } = this.call;
    metrics.started();
    metrics.messageReceived();
    let cancel: CancelCall;
    let caller: Caller | null = null;
    try {
      caller = callerOf(this.source(), authenticator, autoSubscribe);
      if (request.fault !== null) throw new GatewayError("INVALID_REQUEST", request.fault);
      cancel = pipeline.call(
        {
          protoId: request.protoId,
          body: request.body,
          bodyMode: bodyMode(metadata),
          timeoutMs: this.timeoutMs(),
          caller,
          idempotencyKey: idempotencyKey(metadata),
          requestId: this.requestId,
        },
        (reply, error, notes) => this.finish(reply, error, notes),
      );
    } catch (error) {
      this.refuse(caller, toGatewayError(error));
      return;
    }
    // `cancelled` comes after every normal end too (facts: node-grpc.md 7).
    this.call.on("cancelled", () => {
      if (!this.finished) cancel();
    });
  }

  /** A call that is nothing for the pipeline. It costs its caller as much as any other. */
  private refuse(caller: Caller | null, error: GatewayError): void {
    const { limits } = this.options;
    if (caller === null || limits === null) {
      this.finish(null, error, NO_NOTES);
      return;
    }
    const { rate, refusal } = limits.takeLocal(caller.owner, caller.principal.key?.profile ?? null, "quotes");
    this.finish(null, refusal ?? error, { ...NO_NOTES, rate });
  }

  private source(): CallSource {
    return { peer: this.call.getPeer(), metadata: this.call.metadata, certificate: certificateOf(this.call) };
  }

  private timeoutMs(): number | null {
    const deadline = this.call.getDeadline();
    if (deadline === Number.POSITIVE_INFINITY) return null;
    return Math.max(0, Number(deadline) - Date.now());
  }

  private finish(reply: GatewayReply | null, error: GatewayError | null, notes: AnswerNotes): void {
    if (this.finished) return;
    this.finished = true;
    const { metrics, logger, upstream } = this.options;
    const durationMs = performance.now() - this.startedMs;
    if (reply !== null) {
      this.call.sendMetadata(answerHeaders(this.requestId, notes));
      // The body is a view on received bytes: grpc-js serializes it before this returns.
      this.callback(null, reply, NO_TRAILERS);
      metrics.messageSent();
      metrics.handled(status.OK, durationMs / 1000);
    } else {
      const failure = toServiceError(error, upstream);
      addRefusalHeaders(failure.metadata, this.requestId, notes, error);
      this.callback(failure, null);
      metrics.handled(failure.code, durationMs / 1000);
    }
    if (error !== null) metrics.refused(error);
    if (error !== null || logger.enabled("call.finished")) {
      const { protoId } = this.call.request;
      logCallEnd(logger, { requestId: this.requestId, protoId, peer: this.call.getPeer(), durationMs }, error);
    }
  }
}

/**
 * As the caller gave it: whether it is a good one is the order guard's question.
 * @throws GatewayError where it stands there twice.
 */
function idempotencyKey(metadata: Metadata): string | null {
  const [key, ...others] = metadata.get(IDEMPOTENCY_KEY);
  if (key === undefined) return null;
  // Two that came in two header fields are one here: HTTP/2 in Node joins them.
  if (others.length === 0 && !String(key).includes(", ")) return String(key);
  const text = `metadata ${IDEMPOTENCY_KEY} must be there once, without a comma and a space in it; nothing was sent`;
  throw new GatewayError("INVALID_REQUEST", text);
}

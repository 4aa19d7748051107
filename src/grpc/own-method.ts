import { type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import type { Authenticator } from "../auth/authenticator.js";
import { GatewayError, toGatewayError } from "../errors/gateway-error.js";
import type { Caller } from "../gateway/caller.js";
import type { CallerLimits } from "../limits/caller-limits.js";
import type { RateState } from "../limits/rate-state.js";
import type { MethodMetrics } from "../telemetry/call-metrics.js";
import type { Logger } from "../telemetry/logger.js";
import { NO_TRAILERS } from "./answer-metadata.js";
import { logCallEnd } from "./call-end.js";
import { callerOf, certificateOf } from "./caller.js";
import { addRefusalHeaders, streamHeaders } from "./rate-headers.js";
import type { RequestIds } from "./request-id.js";
import { toServiceError } from "./status-funnel.js";

/** A request of a service of ours; one that can't be read comes with a fault, for thrown it would be INTERNAL. */
export interface OwnRequest<T> {
  readonly message: T | null;
  readonly fault: string | null;
}

/** Makes the deserializer of a request. */
export function ownRequest<T>(name: string, decode: (bytes: Uint8Array) => T): (bytes: Uint8Array) => OwnRequest<T> {
  return (bytes) => {
    try {
      return { message: decode(bytes), fault: null };
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      return { message: null, fault: `the message is no ${name}: ${problem}` };
    }
  };
}

export interface OwnMethodOptions<Request, Response> {
  readonly metrics: MethodMetrics;
  readonly logger: Logger;
  readonly requestIds: RequestIds;
  /** Goes into error details. */
  readonly upstream: string;
  /** null: open mode. */
  readonly authenticator: Authenticator | null;
  /** What such a call is counted by, as one for quotes; null: callers have no limits. */
  readonly callers: Pick<CallerLimits, "takeLocal"> | null;
  /** Throws GatewayError to refuse. Called for authenticated callers only. */
  readonly answer: (message: Request, caller: Caller, requestId: string) => Promise<Response>;
}

/** A unary method that the gateway answers itself. No path out of it throws: whatever goes wrong becomes a status. */
export function ownMethod<Request, Response>(
  options: OwnMethodOptions<Request, Response>,
): (call: ServerUnaryCall<OwnRequest<Request>, Response>, callback: sendUnaryData<Response>) => void {
  return (call, callback) => {
    const startedMs = performance.now();
    const { metrics, logger, upstream } = options;
    const requestId = options.requestIds.of(call.metadata);
    const ended = (code: number, error: GatewayError | null): void => {
      const durationMs = performance.now() - startedMs;
      metrics.handled(code, durationMs / 1000);
      if (error !== null) metrics.refused(error);
      logCallEnd(logger, { requestId, protoId: 0, peer: call.getPeer(), durationMs }, error);
    };
    let rate: RateState | null = null;
    const taken = (state: RateState): void => {
      rate = state;
    };
    metrics.started();
    metrics.messageReceived();
    void answered(options, call, requestId, taken).then(
      (response) => {
        call.sendMetadata(streamHeaders(requestId, rate));
        callback(null, response, NO_TRAILERS);
        metrics.messageSent();
        ended(status.OK, null);
      },
      (thrown: unknown) => {
        const error = toGatewayError(thrown);
        const failure = toServiceError(error, upstream);
        addRefusalHeaders(failure.metadata, requestId, { rate, replayed: false }, error);
        callback(failure, null);
        ended(failure.code, error);
      },
    );
  };
}

async function answered<Request, Response>(
  { authenticator, callers, answer }: OwnMethodOptions<Request, Response>,
  call: ServerUnaryCall<OwnRequest<Request>, Response>,
  requestId: string,
  onTaken: (rate: RateState) => void,
): Promise<Response> {
  const source = { peer: call.getPeer(), metadata: call.metadata, certificate: certificateOf(call) };
  const caller = callerOf(source, authenticator, false);
  if (callers !== null) {
    const { rate, refusal } = callers.takeLocal(caller.owner, caller.principal.key?.profile ?? null, "quotes");
    onTaken(rate);
    if (refusal !== null) throw refusal;
  }
  const { message, fault } = call.request;
  if (message === null) throw new GatewayError("INVALID_REQUEST", fault ?? "no request");
  return await answer(message, caller, requestId);
}

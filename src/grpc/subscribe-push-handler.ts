import type { Buffer } from "node:buffer";
import { Metadata, type ServerWritableStream, status } from "@grpc/grpc-js";
import { GatewayError } from "../gateway/gateway-error.js";
import type { PushHub } from "../gateway/push-hub.js";
import type { MethodMetrics } from "../telemetry/call-metrics.js";
import type { Logger } from "../telemetry/logger.js";
import { logCallEnd } from "./call-end.js";
import type { SubscribePushRequest } from "./futu-codec.js";
import { REQUEST_ID_KEY, type RequestIds } from "./request-id.js";
import { toServiceError } from "./status-funnel.js";
import { StreamWriter } from "./stream-writer.js";

export interface SubscribePushHandlerOptions {
  readonly hub: PushHub;
  /** Whether OpenD is connected: a stream opened without it would be mute. */
  readonly serving: () => boolean;
  readonly metrics: MethodMetrics;
  readonly logger: Logger;
  readonly requestIds: RequestIds;
  readonly upstream: string;
  /** Bounds of one stream's queue. */
  readonly maxQueuedEvents: number;
  readonly maxQueuedBytes: number;
}

type PushCall = ServerWritableStream<SubscribePushRequest, Buffer>;

/** Serves `FutuOpenD.SubscribePush`: every push, until the client goes or can't keep up. */
export function subscribePushHandler(options: SubscribePushHandlerOptions): (call: PushCall) => void {
  const { hub, metrics, logger, requestIds, upstream } = options;
  return (call) => {
    const startedMs = performance.now();
    const requestId = requestIds.of(call.metadata);
    let ended = false;
    const finish = (code: number, error: GatewayError | null): void => {
      if (ended) return;
      ended = true;
      unsubscribe();
      writer.close();
      const durationMs = performance.now() - startedMs;
      metrics.handled(code, durationMs / 1000);
      logCallEnd(logger, { requestId, protoId: 0, peer: call.getPeer(), durationMs }, error);
    };
    const end = (error: GatewayError): void => {
      if (ended) return;
      const failure = toServiceError(error, upstream);
      failure.metadata.set(REQUEST_ID_KEY, requestId);
      finish(failure.code, error);
      // `destroy` would send no status and leave the client hanging (facts: node-grpc.md 8).
      call.emit("error", failure);
    };
    const writer = new StreamWriter({
      stream: call,
      maxMessages: options.maxQueuedEvents,
      maxBytes: options.maxQueuedBytes,
      overflow: () => end(new GatewayError("SLOW_CONSUMER", "the stream's reader did not keep up, its queue is full")),
    });
    const unsubscribe = hub.subscribe({
      event: (bytes) => {
        writer.write(bytes);
        metrics.messageSent();
      },
      end,
    });
    metrics.started();
    metrics.messageReceived();
    if (call.request.fault !== null) {
      end(new GatewayError("INVALID_REQUEST", call.request.fault));
      return;
    }
    if (!options.serving()) {
      end(new GatewayError("UPSTREAM_UNAVAILABLE", "no connection to OpenD is ready", { retryAfterMs: 500 }));
      return;
    }
    // Also after a normal end; `finish` knows (facts: node-grpc.md 7).
    call.on("cancelled", () => finish(status.CANCELLED, null));
    // Headers at once: the client sees that its stream stands, and so do proxies that wait for a first byte.
    const headers = new Metadata();
    headers.set(REQUEST_ID_KEY, requestId);
    call.sendMetadata(headers);
  };
}

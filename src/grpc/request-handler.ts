import type { ServerUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import { GatewayError } from "../errors/gateway-error.js";
import type { GatewayReply } from "../gateway/pipeline.js";
import type { MethodMetrics } from "../telemetry/call-metrics.js";
import { bodyMode } from "./body-mode.js";
import { CommandCall, type CommandCallOptions, type CommandSurface } from "./command-call.js";
import type { FutuRequest } from "./futu-codec.js";

export interface RequestHandlerOptions extends CommandCallOptions {
  readonly metrics: MethodMetrics;
}

/** Whatever OpenD answers is an answer, as existing clients expect: `ret_type` tells a failure. */
const FUTU_REQUEST: CommandSurface<FutuRequest, GatewayReply> = {
  protoId: ({ protoId }) => protoId,
  ask: ({ protoId, body, fault }, metadata) => {
    if (fault !== null) throw new GatewayError("INVALID_REQUEST", fault);
    return { protoId, body, bodyMode: bodyMode(metadata) };
  },
  failure: () => null,
  answer: (reply) => reply,
};

/** Serves `FutuOpenD.Request`. No path out of it throws: whatever goes wrong becomes a status. */
export function requestHandler(
  options: RequestHandlerOptions,
): (call: ServerUnaryCall<FutuRequest, GatewayReply>, callback: sendUnaryData<GatewayReply>) => void {
  const { metrics } = options;
  return (call, callback) => new CommandCall(options, FUTU_REQUEST, metrics, call, callback).start();
}

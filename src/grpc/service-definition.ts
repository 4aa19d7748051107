import type { Buffer } from "node:buffer";
import type { ServiceDefinition } from "@grpc/grpc-js";
import { FutuResponse } from "../../generated/ts/futu/service/futu.js";
import { decodeFutuRequest, decodeSubscribePushRequest, encodeFutuResponse } from "./futu-codec.js";

export const FUTU_SERVICE_NAME = "futu.service.FutuOpenD";

/**
 * `futu.service.FutuOpenD` with codecs of its own: bodies are views on the way
 * in and copied once on the way out, and pushes come encoded already.
 */
export const futuServiceDefinition = {
  Request: {
    path: `/${FUTU_SERVICE_NAME}/Request`,
    requestStream: false,
    responseStream: false,
    requestSerialize: unusedByServers,
    requestDeserialize: decodeFutuRequest,
    responseSerialize: encodeFutuResponse,
    responseDeserialize: (bytes: Buffer) => FutuResponse.decode(bytes),
  },
  SubscribePush: {
    path: `/${FUTU_SERVICE_NAME}/SubscribePush`,
    requestStream: false,
    responseStream: true,
    requestSerialize: unusedByServers,
    requestDeserialize: decodeSubscribePushRequest,
    responseSerialize: (event: Buffer) => event,
    responseDeserialize: (bytes: Buffer) => bytes,
  },
} satisfies ServiceDefinition;

function unusedByServers(): Buffer {
  throw new Error("only clients serialize requests");
}

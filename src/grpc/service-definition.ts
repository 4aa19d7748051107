import type { Buffer } from "node:buffer";
import type { ServiceDefinition } from "@grpc/grpc-js";
import { FutuResponse } from "../../generated/ts/futu/service/futu.js";
import { decodeFutuRequest, decodeSubscribePushRequest, decodeWatchRequest, encodeFutuResponse } from "./futu-codec.js";

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

export const PUSH_SERVICE_NAME = "opend.v1.Push";

/** `opend.v1.Push`, whose events come encoded too. */
export const pushServiceDefinition = {
  Watch: {
    path: `/${PUSH_SERVICE_NAME}/Watch`,
    requestStream: false,
    responseStream: true,
    requestSerialize: unusedByServers,
    requestDeserialize: decodeWatchRequest,
    responseSerialize: (event: Buffer) => event,
    responseDeserialize: (bytes: Buffer) => bytes,
  },
} satisfies ServiceDefinition;

function unusedByServers(): Buffer {
  throw new Error("only clients serialize requests");
}

/**
 * B3: a bare grpc-js server with the same method and the same messages, written
 * as its documentation shows it, with the codecs of ts-proto: they are faster
 * than those of proto-loader, so the gateway is held against the better echo.
 */
import { Buffer } from "node:buffer";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { FutuRequest, FutuResponse } from "../../generated/ts/futu/service/futu.js";
import { REQUEST_PATH } from "../messages.js";
import { ready } from "./ready.js";

const server = new Server();
server.addService(
  {
    Request: {
      path: REQUEST_PATH,
      requestStream: false,
      responseStream: false,
      requestSerialize: (message: FutuRequest) => Buffer.from(FutuRequest.encode(message).finish()),
      requestDeserialize: (bytes: Buffer) => FutuRequest.decode(bytes),
      responseSerialize: (message: FutuResponse) => Buffer.from(FutuResponse.encode(message).finish()),
      responseDeserialize: (bytes: Buffer) => FutuResponse.decode(bytes),
    },
  },
  {
    Request: (call: ServerUnaryCall<FutuRequest, FutuResponse>, callback: sendUnaryData<FutuResponse>) => {
      callback(null, { ret_type: 0, ret_msg: "", proto_id: call.request.proto_id, body: call.request.body });
    },
  },
);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  ready(port);
});

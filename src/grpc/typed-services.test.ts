import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, describe, it } from "node:test";
import { status } from "@grpc/grpc-js";
import { NO_NOTES } from "../gateway/answer-notes.js";
import type { GatewayDone, GatewayReply, GatewayRequest } from "../gateway/pipeline.js";
import { detailsOf } from "./testing/futu-client.js";
import { startTestServer, type TestServer } from "./testing/test-server.js";
import { TYPED_PATHS } from "./typed-services.js";

const GET_BASIC_QOT = "/opend.v1.Quote/GetBasicQot";
const BODY = Buffer.from([1, 2, 3]);

const servers: TestServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

/** A server whose pipeline answers with the request's body and what is given here. */
async function serverOf(reply: Partial<GatewayReply> = {}) {
  const requests: GatewayRequest[] = [];
  const call = (request: GatewayRequest, done: GatewayDone): (() => void) => {
    const { protoId, body } = request;
    requests.push({ ...request, body: Buffer.from(body) });
    done({ retType: 0, retMsg: "", errCode: 0, protoId, body, ...reply }, null, NO_NOTES);
    return () => {};
  };
  const server = await startTestServer({ call });
  servers.push(server);
  return { server, requests };
}

describe("a typed method", () => {
  it("hands its message on as the C2S of its command, with what its metadata say", async () => {
    const { server, requests } = await serverOf();
    const metadata = { "idempotency-key": "k1", "x-request-id": "r1", "x-opend-body": "whole", "x-client-id": "app" };
    const { response, error } = await server.client.unary(GET_BASIC_QOT, BODY, { metadata });
    assert.deepEqual([error, response], [null, BODY]);
    const [request] = requests;
    assert.deepEqual([request?.protoId, request?.body, request?.bodyMode], [3004, BODY, "s2c"]);
    assert.deepEqual([request?.idempotencyKey, request?.requestId, request?.timeoutMs], ["k1", "r1", null]);
    assert.equal(request?.caller.id, "127.0.0.1/app");
  });

  it("gives the bytes of an S2C that is no Buffer, and of none", async () => {
    const bytes = new Uint8Array([9, 8, 7, 6]);
    const { server } = await serverOf({ body: bytes.subarray(1, 3) });
    assert.deepEqual((await server.client.unary(GET_BASIC_QOT, BODY)).response, Buffer.from([8, 7]));
    const { server: silent } = await serverOf({ body: Buffer.alloc(0) });
    assert.deepEqual((await silent.client.unary(GET_BASIC_QOT, BODY)).response, Buffer.alloc(0));
  });

  it("fails where OpenD reports a failure, with the headers of a refusal in its trailers", async () => {
    const { server } = await serverOf({ retType: -1, retMsg: "未知股票 HK.1", errCode: 5 });
    const { error } = await server.client.unary(GET_BASIC_QOT, BODY, { metadata: { "x-request-id": "r2" } });
    assert.deepEqual([error?.code, error?.details], [status.FAILED_PRECONDITION, "未知股票 HK.1"]);
    assert.deepEqual(error?.metadata.get("x-request-id"), ["r2"]);
    const info = error === null ? null : detailsOf(error).errorInfo;
    assert.deepEqual(
      [info?.reason, info?.metadata["err_code"], info?.metadata["proto_id"]],
      ["OPEND_REFUSED", "5", "3004"],
    );
  });

  it("has no metrics before its first call, which counts it under its own name", async () => {
    const { server } = await serverOf();
    const text = () => server.registry.metrics();
    assert.doesNotMatch(await text(), /opend\.v1\.Quote/);
    await server.client.unary(GET_BASIC_QOT, BODY);
    const labels = 'grpc_type="unary",grpc_service="opend.v1.Quote",grpc_method="GetBasicQot"';
    assert.match(await text(), new RegExp(`grpc_server_handled_total\\{${labels},grpc_code="OK"\\} 1\\b`));
    assert.doesNotMatch(await text(), /GetKL/);
  });

  it("is served at every path that is listed", async () => {
    const { server, requests } = await serverOf();
    for (const path of TYPED_PATHS) assert.equal((await server.client.unary(path, BODY)).error, null, path);
    assert.equal(new Set(requests.map(({ protoId }) => protoId)).size, TYPED_PATHS.length);
  });
});

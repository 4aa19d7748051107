import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, describe, it } from "node:test";
import { status } from "@grpc/grpc-js";
import { GatewayError } from "../errors/gateway-error.js";
import { NO_NOTES } from "../gateway/answer-notes.js";
import type { GatewayDone, GatewayRequest } from "../gateway/pipeline.js";
import { openCaller } from "../gateway/testing/open-caller.js";
import { detailsOf } from "./testing/futu-client.js";
import { startTestServer, type TestServer } from "./testing/test-server.js";

const servers: TestServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

async function echoServer(options: Parameters<typeof startTestServer>[1] = {}) {
  const requests: GatewayRequest[] = [];
  const call = (request: GatewayRequest, done: GatewayDone): (() => void) => {
    requests.push({ ...request, body: Buffer.from(request.body) });
    done({ retType: -1, retMsg: "频率太高", errCode: 0, protoId: request.protoId, body: request.body }, null, NO_NOTES);
    return () => {};
  };
  const server = await startTestServer({ call }, options);
  servers.push(server);
  return { server, requests };
}

describe("FutuOpenD.Request", () => {
  it("passes id and body on and lifts ret_type and ret_msg", async () => {
    const { server, requests } = await echoServer();
    const body = Buffer.from([1, 2, 3]);
    const { response, error } = await server.client.request(3004, body);
    assert.equal(error, null);
    assert.deepEqual(
      { ...response, body: Buffer.from(response?.body ?? []) },
      { ret_type: -1, ret_msg: "频率太高", proto_id: 3004, body },
    );
    const [{ requestId, ...request } = { requestId: "" }, ...others] = requests;
    assert.deepEqual([others.length, requestId.length > 0], [0, true]);
    const caller = openCaller("127.0.0.1");
    assert.deepEqual(request, {
      protoId: 3004,
      body,
      bodyMode: "whole",
      timeoutMs: null,
      caller,
      idempotencyKey: null,
    });
  });

  it("tells who calls, and refuses metadata about it that makes no sense", async () => {
    const { server, requests } = await echoServer();
    const metadata = { "x-client-id": "app", "x-opend-auto-subscribe": "false" };
    await server.client.request(1002, Buffer.alloc(0), { metadata });
    assert.deepEqual(requests[0]?.caller, { ...openCaller("127.0.0.1/app", false), host: "127.0.0.1" });
    const { error } = await server.client.request(1002, Buffer.alloc(0), { metadata: { "x-client-id": "a b" } });
    assert.equal(error?.code, status.INVALID_ARGUMENT);
    assert.equal(requests.length, 1);
  });

  it("passes the deadline on as the time that is left", async () => {
    const { server, requests } = await echoServer();
    await server.client.request(1002, Buffer.alloc(0), { deadline: new Date(Date.now() + 60_000) });
    const { timeoutMs } = requests[0] as GatewayRequest;
    assert.ok(timeoutMs !== null && timeoutMs > 50_000 && timeoutMs <= 60_000, `${timeoutMs}`);
  });

  it("reads x-opend-body, and refuses a value it does not know", async () => {
    const { server, requests } = await echoServer();
    await server.client.request(1002, Buffer.alloc(0), { metadata: { "x-opend-body": "s2c" } });
    assert.equal(requests[0]?.bodyMode, "s2c");
    const { error } = await server.client.request(1002, Buffer.alloc(0), { metadata: { "x-opend-body": "S2C" } });
    assert.equal(error?.code, status.INVALID_ARGUMENT);
    assert.match(error.details, /x-opend-body/);
    assert.equal(requests.length, 1);
  });

  it("gives the caller's request id back, or one of its own, on success and on failure", async () => {
    const { server } = await echoServer();
    const given = await server.client.request(1002, Buffer.alloc(0), { metadata: { "x-request-id": "abc-123" } });
    assert.deepEqual(given.headers.get("x-request-id"), ["abc-123"]);
    const own = await server.client.request(1002, Buffer.alloc(0));
    const next = await server.client.request(1002, Buffer.alloc(0));
    assert.match(String(own.headers.get("x-request-id")[0]), /^[0-9a-f]{12}-[0-9a-z]+$/);
    assert.notDeepEqual(own.headers.get("x-request-id"), next.headers.get("x-request-id"));
    const failed = await server.client.request(1002, Buffer.alloc(0), {
      metadata: { "x-request-id": "abc-124", "x-opend-body": "what" },
    });
    assert.deepEqual(failed.error?.metadata.get("x-request-id"), ["abc-124"]);
  });

  it("answers a message that is no FutuRequest with INVALID_ARGUMENT", async () => {
    const { server, requests } = await echoServer();
    const { error } = await server.client.send(Buffer.from([0x12, 0x50, 1]));
    assert.equal(error?.code, status.INVALID_ARGUMENT);
    assert.equal(detailsOf(error).errorInfo?.reason, "INVALID_REQUEST");
    assert.equal(detailsOf(error).errorInfo?.metadata.sent, "false");
    assert.equal(requests.length, 0);
  });

  it("refuses a message over the limit, naming limit and size", async () => {
    const { server, requests } = await echoServer({ maxMessageBytes: 1000 });
    assert.equal((await server.client.request(3004, Buffer.alloc(900))).error, null);
    const { error } = await server.client.request(3004, Buffer.alloc(1200));
    assert.equal(error?.code, status.RESOURCE_EXHAUSTED);
    assert.match(error.details, /1206.*1000/);
    assert.equal(requests.length, 1);
  });

  it("counts calls by their code", async () => {
    const { server } = await echoServer();
    await server.client.request(1002, Buffer.alloc(0));
    await server.client.request(1002, Buffer.alloc(0), { metadata: { "x-opend-body": "what" } });
    const text = await server.registry.metrics();
    const labels = 'grpc_type="unary",grpc_service="futu.service.FutuOpenD",grpc_method="Request"';
    assert.match(text, new RegExp(`grpc_server_started_total\\{${labels}\\} 2`));
    assert.match(text, new RegExp(`grpc_server_handled_total\\{${labels},grpc_code="OK"\\} 1`));
    assert.match(text, new RegExp(`grpc_server_handled_total\\{${labels},grpc_code="InvalidArgument"\\} 1`));
  });

  it("carries reason, proto_id, sent and RetryInfo in the details of a failure", async () => {
    const server = await startTestServer({
      call: (request, done) => {
        const { protoId } = request;
        done(null, new GatewayError("UPSTREAM_UNAVAILABLE", "no connection", { protoId, retryAfterMs: 480 }), NO_NOTES);
        return () => {};
      },
    });
    servers.push(server);
    const { error } = await server.client.request(2202, Buffer.alloc(1));
    assert.ok(error !== null);
    assert.deepEqual(detailsOf(error), {
      code: status.UNAVAILABLE,
      message: "no connection",
      errorInfo: {
        reason: "UPSTREAM_UNAVAILABLE",
        domain: "opend-gateway",
        metadata: { sent: "false", upstream: "test", proto_id: "2202" },
      },
      retryAfterMs: 480,
    });
  });
});

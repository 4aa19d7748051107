import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, describe, it } from "node:test";
import { Metadata, Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";
import { FutuRequest, FutuResponse } from "../../generated/ts/futu/service/futu.js";
import { GatewayClient } from "./client.js";
import { encodeStatusDetails, STATUS_DETAILS_KEY } from "./status-details.js";

type Call = ServerUnaryCall<Buffer, Buffer>;
type Answer = (call: Call, callback: sendUnaryData<Buffer>) => void;

const same = (bytes: Buffer): Buffer => bytes;
const method = (path: string) => ({
  path,
  requestStream: false,
  responseStream: false,
  requestSerialize: same,
  requestDeserialize: same,
  responseSerialize: same,
  responseDeserialize: same,
});

describe("the client of a gateway", () => {
  const server = new Server();
  let answerRequest: Answer;
  let answerHealth: Answer;
  let address = "";
  const clients: GatewayClient[] = [];
  const client = (token: string | null = null): GatewayClient => {
    const made = new GatewayClient({ address, token });
    clients.push(made);
    return made;
  };

  before(async () => {
    server.addService(
      { Request: method("/futu.service.FutuOpenD/Request"), Check: method("/grpc.health.v1.Health/Check") },
      {
        Request: (call: Call, callback: sendUnaryData<Buffer>) => answerRequest(call, callback),
        Check: (call: Call, callback: sendUnaryData<Buffer>) => answerHealth(call, callback),
      },
    );
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      );
    });
    address = `127.0.0.1:${port}`;
  });
  after(() => {
    for (const each of clients) each.close();
    server.forceShutdown();
  });

  it("sends id, body and token, and returns the answer", async () => {
    let seen: unknown[] = [];
    answerRequest = (call, callback) => {
      const { proto_id, body = new Uint8Array() } = FutuRequest.decode(call.request);
      seen = [proto_id, Buffer.from(body).toString("hex"), call.metadata.get("authorization")];
      callback(
        null,
        Buffer.from(
          FutuResponse.encode({ ret_type: -1, ret_msg: "no", proto_id: 3004, body: Buffer.from("ab", "hex") }).finish(),
        ),
      );
    };
    const outcome = await client("t0ken").request({
      protoId: 3004,
      body: Buffer.from("0a00", "hex"),
      deadlineMs: 5000,
    });
    assert.deepEqual(seen, [3004, "0a00", ["Bearer t0ken"]]);
    assert.ok(outcome.ok);
    const { retType, retMsg, protoId, body } = outcome.response;
    assert.deepEqual([retType, retMsg, protoId, Buffer.from(body).toString("hex")], [-1, "no", 3004, "ab"]);
  });

  it("fills in what an answer leaves out", async () => {
    answerRequest = (_call, callback) => callback(null, Buffer.alloc(0));
    const outcome = await client().request({ protoId: 1002, body: new Uint8Array(), deadlineMs: 5000 });
    assert.deepEqual(outcome, { ok: true, response: { retType: 0, retMsg: "", protoId: 0, body: new Uint8Array() } });
  });

  it("returns a failure with its decoded details", async () => {
    const details = {
      code: status.UNAVAILABLE,
      message: "no upstream",
      errorInfo: { reason: "UPSTREAM_UNAVAILABLE", domain: "opend-gateway", metadata: { sent: "false" } },
      retryAfterMs: 1500,
    };
    answerRequest = (_call, callback) => {
      const metadata = new Metadata();
      metadata.set(STATUS_DETAILS_KEY, encodeStatusDetails(details));
      callback({ code: status.UNAVAILABLE, details: "no upstream", metadata });
    };
    const outcome = await client().request({ protoId: 1002, body: new Uint8Array(), deadlineMs: 5000 });
    assert.deepEqual(outcome, {
      ok: false,
      failure: { code: 14, codeName: "UNAVAILABLE", message: "no upstream", details },
    });
  });

  it("is not disturbed by details that can't be read", async () => {
    answerRequest = (_call, callback) => {
      const metadata = new Metadata();
      metadata.set(STATUS_DETAILS_KEY, Buffer.from("ffffffff", "hex"));
      callback({ code: status.NOT_FOUND, details: "x", metadata });
    };
    const outcome = await client().request({ protoId: 1002, body: new Uint8Array(), deadlineMs: 5000 });
    assert.ok(!outcome.ok);
    assert.deepEqual([outcome.failure.codeName, outcome.failure.details], ["NOT_FOUND", null]);
  });

  it("gives up at its deadline", async () => {
    answerRequest = () => undefined;
    const outcome = await client().request({ protoId: 1002, body: new Uint8Array(), deadlineMs: 50 });
    assert.ok(!outcome.ok);
    assert.equal(outcome.failure.codeName, "DEADLINE_EXCEEDED");
  });

  it("tells when nobody listens", async () => {
    const nobody = new GatewayClient({ address: "127.0.0.1:1", token: null });
    const outcome = await nobody.request({ protoId: 1002, body: new Uint8Array(), deadlineMs: 5000 });
    nobody.close();
    assert.ok(!outcome.ok);
    assert.equal(outcome.failure.codeName, "UNAVAILABLE");
  });

  it("asks for health by service name", async () => {
    const names: string[] = [];
    answerHealth = (call, callback) => {
      names.push(call.request.toString("latin1"));
      callback(null, Buffer.from([0x08, names.length === 1 ? 1 : 2]));
    };
    const each = client();
    assert.deepEqual(await each.health("", 5000), { ok: true, response: "SERVING" });
    assert.deepEqual(await each.health("a.B", 5000), { ok: true, response: "NOT_SERVING" });
    assert.deepEqual(names, ["", "\n\u0003a.B"]);
  });
});

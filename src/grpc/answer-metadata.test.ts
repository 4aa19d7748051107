import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, describe, it } from "node:test";
import {
  Client,
  credentials,
  Metadata,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type StatusObject,
  type sendUnaryData,
  status,
} from "@grpc/grpc-js";
import { AnswerMetadata, NO_TRAILERS } from "./answer-metadata.js";
import { callInterceptor } from "./event-call.js";

const PATH = "/test.Service/Answer";
const HEADERS = { "x-request-id": "a b~c", "x-ratelimit-limit": "20000", "x-ratelimit-remaining": "0" };
const shared = new AnswerMetadata(HEADERS);

const bytes = (value: Buffer): Buffer => value;

/** Answers by what the request says. */
function answer(call: ServerUnaryCall<Buffer, Buffer>, callback: sendUnaryData<Buffer>): void {
  switch (call.request.toString()) {
    case "headers":
      call.sendMetadata(shared);
      callback(null, Buffer.from("ok"), NO_TRAILERS);
      return;
    case "trailers":
      call.sendMetadata(NO_TRAILERS);
      callback(null, Buffer.from("ok"), shared);
      return;
    default:
      callback({ code: status.RESOURCE_EXHAUSTED, details: "refused", metadata: shared }, null);
  }
}

interface Seen {
  readonly headers: Metadata;
  readonly status: Pick<StatusObject, "code" | "details" | "metadata">;
}

describe("answer metadata", () => {
  const server = new Server({ interceptors: [callInterceptor(new Set())] });
  let client: Client;

  before(async () => {
    server.addService(
      {
        Answer: {
          path: PATH,
          requestStream: false,
          responseStream: false,
          requestSerialize: bytes,
          requestDeserialize: bytes,
          responseSerialize: bytes,
          responseDeserialize: bytes,
        },
      },
      { Answer: answer },
    );
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error === null ? resolve(bound) : reject(error),
      ),
    );
    client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  });

  after(() => {
    client.close();
    server.forceShutdown();
  });

  async function ask(what: string): Promise<Seen> {
    return await new Promise((resolve) => {
      let headers = new Metadata();
      const call = client.makeUnaryRequest(
        PATH,
        bytes,
        bytes,
        Buffer.from(what),
        { deadline: Date.now() + 10_000 },
        () => {},
      );
      call.on("metadata", (received: Metadata) => {
        headers = received;
      });
      call.on("status", (ended: StatusObject) => resolve({ headers, status: ended }));
    });
  }

  function ours(metadata: Metadata): Record<string, unknown> {
    return Object.fromEntries(Object.entries(metadata.getMap()).filter(([key]) => key.startsWith("x-")));
  }

  it("reaches the client as headers, from one object for every answer", async () => {
    for (let count = 0; count < 3; count++) {
      const seen = await ask("headers");
      assert.equal(seen.status.code, status.OK);
      assert.deepEqual(ours(seen.headers), HEADERS);
      assert.deepEqual(ours(seen.status.metadata), {}, "and not as trailers");
    }
  });

  it("reaches the client as trailers of an answer", async () => {
    const seen = await ask("trailers");
    assert.equal(seen.status.code, status.OK);
    assert.deepEqual(ours(seen.headers), {});
    assert.deepEqual(ours(seen.status.metadata), HEADERS);
  });

  it("reaches the client with a refusal", async () => {
    const seen = await ask("refusal");
    assert.deepEqual([seen.status.code, seen.status.details], [status.RESOURCE_EXHAUSTED, "refused"]);
    assert.deepEqual(ours(seen.status.metadata), HEADERS);
  });

  it("reads like metadata", () => {
    assert.deepEqual(shared.get("X-Request-Id"), ["a b~c"]);
    assert.deepEqual(shared.get("constructor"), []);
    assert.deepEqual(shared.getMap(), HEADERS);
    assert.deepEqual(shared.toJSON(), {
      "x-request-id": ["a b~c"],
      "x-ratelimit-limit": ["20000"],
      "x-ratelimit-remaining": ["0"],
    });
  });

  it("can't be changed", () => {
    assert.throws(() => shared.set("x-request-id"), /x-request-id can't be changed/);
    assert.throws(() => shared.add("x-more"), /x-more can't be changed/);
    assert.throws(() => shared.remove("x-request-id"), /made once/);
    assert.throws(() => shared.merge(), /made once/);
    assert.deepEqual(shared.clone().getMap(), HEADERS);
  });
});

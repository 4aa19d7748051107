/** What grpc-js does wrong by default (facts: node-grpc.md, findings 3 to 9), each held off. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { connect } from "node:http2";
import { after, describe, it } from "node:test";
import { type ServiceError, status } from "@grpc/grpc-js";
import { GatewayError } from "../errors/gateway-error.js";
import { NO_NOTES } from "../gateway/answer-notes.js";
import type { GatewayDone, GatewayReply, GatewayRequest, Pipeline } from "../gateway/pipeline.js";
import { detailsOf } from "./testing/futu-client.js";
import { startTestServer, type TestServer } from "./testing/test-server.js";

type Answer = (request: GatewayRequest, done: GatewayDone) => () => void;

function pipelineOf(answer: Answer): Pick<Pipeline, "call"> {
  return { call: answer };
}

function okReply(request: GatewayRequest): GatewayReply {
  return { retType: 0, retMsg: "", errCode: 0, protoId: request.protoId, body: request.body };
}

const echo: Answer = (request, done) => {
  done(okReply(request), null, NO_NOTES);
  return () => {};
};

const servers: TestServer[] = [];
async function serverOf(answer: Answer, overrides: Parameters<typeof startTestServer>[1] = {}): Promise<TestServer> {
  const server = await startTestServer(pipelineOf(answer), overrides);
  servers.push(server);
  return server;
}
after(() => Promise.all(servers.map((server) => server.close())));

describe("hazards of grpc-js", () => {
  it("3: a status text with half a surrogate pair reaches the client and the server lives", async () => {
    let failing = true;
    const { client } = await serverOf((request, done) => {
      if (!failing) return echo(request, done);
      setImmediate(() =>
        done(null, new GatewayError("INVALID_BODY", `cut \ud83d and ${"\ud83d\ude00".repeat(600)}`), NO_NOTES),
      );
      return () => {};
    });
    const { error } = await client.request(3004, Buffer.from([1]));
    assert.equal(error?.code, status.INVALID_ARGUMENT);
    assert.ok(error.details.startsWith("cut \ufffd and \u{1f600}"));
    assert.ok([...error.details].length <= 500);
    assert.ok(error.details.isWellFormed());
    failing = false;
    assert.equal((await client.request(3004, Buffer.from([1]))).error, null);
  });

  it("4: what is thrown or comes back as a foreign error becomes INTERNAL without its text", async () => {
    const secret = "password=hunter2 at /etc/secret";
    const throwing = await serverOf(() => {
      throw new Error(secret);
    });
    const { error } = await throwing.client.request(3004, Buffer.from([1]));
    assert.equal(error?.code, status.INTERNAL);
    assert.ok(!JSON.stringify(error.metadata.toJSON()).includes("hunter2") && !error.details.includes("hunter2"));
    assert.equal(detailsOf(error).errorInfo?.reason, "INTERNAL");
    assert.equal((await throwing.client.request(3004, Buffer.from([1]))).error?.code, status.INTERNAL);
  });

  it("5: a grpc-timeout beyond 24.8 days overflows in grpc-js: it fails at once, and nothing is passed on", async () => {
    const seen: (number | null)[] = [];
    const { port } = await serverOf((request, done) => {
      seen.push(request.timeoutMs);
      return echo(request, done);
    });
    assert.equal(await rawUnaryStatus(port, "1728000S"), String(status.OK));
    assert.ok(Math.abs((seen[0] ?? 0) - 20 * 86_400_000) < 60_000);
    const tooLong = await rawUnaryStatus(port, "2592000S");
    assert.ok(
      tooLong === String(status.DEADLINE_EXCEEDED) || seen[1] === 0,
      "30 days: past deadline, told to the pipeline as 0 ms left",
    );
  });

  it("6: a thousand cancelled calls on one channel do not touch a stream on another", async () => {
    const server = await serverOf((request, done) => {
      if (request.protoId === 1002) return echo(request, done);
      return () => done(null, new GatewayError("CANCELLED", "the call was cancelled"), NO_NOTES);
    });
    const stream = server.newClient().subscribe();
    const ended: unknown[] = [];
    stream.on("error", (error) => ended.push(error)).on("end", () => ended.push("end"));
    await once(stream, "metadata");
    const storm = server.newClient();
    await Promise.all(
      Array.from({ length: 1500 }, () =>
        storm.request(3004, Buffer.from([1]), { onCall: (cancel) => setImmediate(cancel) }),
      ),
    );
    const event = once(stream, "data");
    server.hub.publish({ protoId: 1003, body: Buffer.from([8, 0]), member: "test", readAtMs: 0 });
    await event;
    assert.deepEqual(ended, []);
    assert.equal((await server.client.request(1002, Buffer.alloc(0))).error, null);
    stream.cancel();
  });

  it("7: a normal end is not taken for a cancellation, and a cancellation is passed on once", async () => {
    let cancelled = 0;
    let arrived: () => void = () => {};
    const server = await serverOf((request, done) => {
      if (request.protoId === 1002) echo(request, done);
      else arrived();
      return () => {
        cancelled++;
        done(null, new GatewayError("CANCELLED", "the call was cancelled"), NO_NOTES);
      };
    });
    for (let i = 0; i < 20; i++) assert.equal((await server.client.request(1002, Buffer.alloc(0))).error, null);
    assert.equal(cancelled, 0);
    const outcome = await server.client.request(3004, Buffer.from([1]), {
      onCall: (cancel) => {
        arrived = cancel;
      },
    });
    assert.equal(outcome.error?.code, status.CANCELLED);
    // The server hears of it after the client does: the next call's answer is behind it on the same connection.
    while (cancelled === 0) await server.client.request(1002, Buffer.alloc(0));
    assert.equal(cancelled, 1);
  });

  it("8: a stream that ends early ends with a status and its reason", async () => {
    const server = await serverOf(echo);
    const stream = server.client.subscribe();
    stream.on("data", () => {});
    await once(stream, "metadata");
    const failure = once(stream, "error") as Promise<[ServiceError]>;
    server.hub.drain();
    const [error] = await failure;
    assert.equal(error.code, status.UNAVAILABLE);
    assert.equal(detailsOf(error).errorInfo?.reason, "DRAINING");
    assert.equal(detailsOf(error).retryAfterMs, 2000);
    assert.equal(server.hub.stats().streams, 0);
  });

  it("9: a reader that takes nothing costs a bounded queue, then its stream ends, and others go on", async () => {
    const server = await serverOf(echo, { limits: { maxQueuedEvents: 100 } });
    const healthy = server.newClient().subscribe();
    let received = 0;
    healthy.on("data", () => received++).on("error", () => {});
    await once(healthy, "metadata");
    const stalled = connect(`http://127.0.0.1:${server.port}`);
    const request = stalled.request({
      ":method": "POST",
      ":path": "/futu.service.FutuOpenD/SubscribePush",
      "content-type": "application/grpc",
      te: "trailers",
    });
    request.end(Buffer.from([0, 0, 0, 0, 0]));
    await once(request, "response");
    request.pause();
    assert.equal(server.hub.stats().streams, 2);
    const body = Buffer.concat([Buffer.from([8, 0]), Buffer.alloc(4096)]);
    let published = 0;
    while (server.hub.stats().streams === 2 && published < 20_000) {
      server.hub.publish({ protoId: 1003, body, member: "test", readAtMs: 0 });
      published++;
      // In step with the healthy reader: only the stalled one falls behind.
      while (received < published) await once(healthy, "data");
    }
    assert.equal(server.hub.stats().streams, 1, "the stalled stream was ended");
    assert.ok(published < 1000, `bounded: ended after ${published} events`);
    healthy.cancel();
    stalled.destroy();
  });

  for (const path of ["/futu.service.FutuOpenD/Request", "/opend.v1.Quote/GetBasicQot"]) {
    it(`a call of ${path} that grpc-js refused while its message came in never reaches the pipeline`, {
      timeout: 10_000,
    }, async (context) => {
      let calls = 0;
      const { port, client } = await serverOf((request, done) => {
        calls++;
        return echo(request, done);
      });
      const session = connect(`http://127.0.0.1:${port}`);
      context.after(() => session.destroy());
      const request = session.request({
        ":method": "POST",
        ":path": path,
        "content-type": "application/grpc",
        te: "trailers",
      });
      // A whole request, then the prefix of a second one that is too large; the client ends only after its status.
      request.write(Buffer.from([0, 0, 0, 0, 3, 0x08, 0xea, 0x07]));
      await new Promise<void>((resolve) => session.ping(() => resolve()));
      // One round more, so that grpc-js has taken the first message by itself.
      assert.equal((await client.request(1002, Buffer.alloc(0))).error, null);
      request.write(Buffer.from([0, 0xff, 0xff, 0xff, 0xff]));
      const [headers] = (await once(request, "response")) as [{ readonly "grpc-status"?: unknown }];
      assert.equal(headers["grpc-status"], String(status.RESOURCE_EXHAUSTED));
      request.resume().end();
      // Two rounds, so that the end of the request has come in.
      assert.equal((await client.request(1002, Buffer.alloc(0))).error, null);
      await new Promise<void>((resolve) => session.ping(() => resolve()));
      assert.equal((await client.request(1002, Buffer.alloc(0))).error, null);
      assert.equal(calls, 3, "only the calls before and after it came through");
    });
  }
});

/** One unary call over plain HTTP/2 with a `grpc-timeout` of our own; resolves to `grpc-status`. */
function rawUnaryStatus(port: number, grpcTimeout: string): Promise<string> {
  const session = connect(`http://127.0.0.1:${port}`);
  return new Promise((resolve, reject) => {
    const request = session.request({
      ":method": "POST",
      ":path": "/futu.service.FutuOpenD/Request",
      "content-type": "application/grpc",
      te: "trailers",
      "grpc-timeout": grpcTimeout,
    });
    const take = (headers: { readonly "grpc-status"?: unknown }): void => {
      const code = headers["grpc-status"];
      if (typeof code !== "string") return;
      resolve(code);
      session.destroy();
    };
    request.on("response", take).on("trailers", take).on("error", reject);
    request.resume();
    request.end(Buffer.from([0, 0, 0, 0, 3, 0x08, 0xea, 0x07]));
  });
}

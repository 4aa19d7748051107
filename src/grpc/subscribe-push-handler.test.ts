import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { after, describe, it } from "node:test";
import { type ServiceError, status } from "@grpc/grpc-js";
import type { PushEvent } from "../../generated/ts/futu/service/futu.js";
import { detailsOf } from "./testing/futu-client.js";
import { startTestServer, type TestServer } from "./testing/test-server.js";

const servers: TestServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

async function pushServer(options: Parameters<typeof startTestServer>[1] = {}): Promise<TestServer> {
  const server = await startTestServer({ call: () => () => {} }, options);
  servers.push(server);
  return server;
}

const notice = { protoId: 1003, body: Buffer.from([8, 0]), member: "test", readAtMs: 0 };

describe("FutuOpenD.SubscribePush", () => {
  it("sends its headers at once, then what is published", async () => {
    const server = await pushServer();
    const stream = server.client.subscribe();
    stream.on("error", () => {});
    await once(stream, "metadata");
    const received = once(stream, "data") as Promise<[PushEvent]>;
    server.hub.publish(notice);
    const [event] = await received;
    assert.deepEqual([event.proto_id, event.event_type, Buffer.from(event.body ?? [])], [1003, "notify", notice.body]);
    stream.cancel();
  });

  it("passes over fields it does not know, and refuses bytes that are no message", async () => {
    const server = await pushServer();
    const known = server.client.subscribe(Buffer.from([0xb8, 0x3e, 0x07]));
    known.on("error", () => {});
    await once(known, "metadata");
    known.cancel();
    const [error] = (await once(server.client.subscribe(Buffer.from([0x0a, 0x7f])), "error")) as [ServiceError];
    assert.equal(error.code, status.INVALID_ARGUMENT);
    assert.equal(detailsOf(error).errorInfo?.reason, "INVALID_REQUEST");
  });

  it("is refused while no connection to OpenD is ready: it would be mute", async () => {
    const server = await pushServer({ serving: () => false });
    const [error] = (await once(server.client.subscribe(), "error")) as [ServiceError];
    assert.equal(error.code, status.UNAVAILABLE);
    assert.equal(detailsOf(error).errorInfo?.reason, "UPSTREAM_UNAVAILABLE");
    assert.equal(server.hub.stats().streams, 0);
  });

  it("leaves nothing behind when its client goes", async () => {
    const server = await pushServer();
    const stream = server.client.subscribe();
    stream.on("error", () => {});
    await once(stream, "metadata");
    assert.equal(server.hub.stats().streams, 1);
    stream.cancel();
    // A call behind the cancellation on the same connection; the server sees both in order.
    while (server.hub.stats().streams > 0) await once(server.client.subscribe(Buffer.from([0x0a, 0x7f])), "error");
  });
});

/** What a stream's reader gets over a real connection: order, completeness, and the one end. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, describe, it } from "node:test";
import { status } from "@grpc/grpc-js";
import { SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import { HIGH_MARK_BYTES } from "./event-writer.js";
import { RawConnection } from "./testing/raw-stream.js";
import { startTestServer, type TestServer } from "./testing/test-server.js";
import { until } from "./testing/until.js";

const servers: TestServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

async function pushServer(options: Parameters<typeof startTestServer>[1] = {}): Promise<TestServer> {
  const server = await startTestServer({ call: () => () => {} }, options);
  servers.push(server);
  return server;
}

/** A notice with its number in a field that nobody knows, as long as wanted: bodies pass as they are. */
function notice(number: number, bytes = 20): Buffer {
  const body = Buffer.alloc(Math.max(20, bytes));
  const length = body.length - 7;
  // retType 0, then field 999 with a length of three bytes whatever it is.
  body.set([8, 0, 0xba, 0x3e, (length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, (length >> 14) & 0x7f]);
  body.writeUInt32BE(number, 7);
  return body;
}

function publish(server: TestServer, body: Buffer): void {
  server.hub.publish({ protoId: 1003, body, member: "test", readAtMs: 1_700_000_000_000 });
}

function message(request: Parameters<typeof SubscribePushRequest.fromPartial>[0]): Uint8Array {
  return SubscribePushRequest.encode(SubscribePushRequest.fromPartial(request)).finish();
}

describe("a push stream on the wire", () => {
  it("carries every event in order, then the status, however much waits when it ends", {
    timeout: 20_000,
  }, async () => {
    const server = await pushServer({ limits: { maxQueuedEvents: 100_000 } });
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe();
    await stream.opened;
    stream.pause();
    for (let number = 0; number < 2000; number++) publish(server, notice(number, 100));
    const written = server.hub.stats().written;
    assert.ok(written < 2000, "the rest waits in the hub");
    server.hub.drain();
    stream.resume();
    const end = await stream.ended;
    assert.equal(end.code, status.UNAVAILABLE);
    assert.equal(end.details?.errorInfo?.reason, "DRAINING");
    assert.equal(stream.events.length, written, "all that was handed to the wire arrives before the status");
    stream.events.forEach((event, index) => {
      assert.equal(Buffer.from(event.body ?? []).readUInt32BE(7), index);
    });
    connection.close();
  });

  it("keeps the order over pauses, refills and events larger than the mark", { timeout: 20_000 }, async () => {
    const server = await pushServer({ limits: { maxQueuedEvents: 100_000, maxQueuedBytes: 64 * 1024 * 1024 } });
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe(message({ control_events: true }));
    await stream.opened;
    const sizes = [20, 100, 5000, HIGH_MARK_BYTES + 10, 30, 16_384];
    for (let number = 0; number < 1200; number++) {
      if (number % 100 === 0) stream.pause();
      publish(server, notice(number, sizes[number % sizes.length]));
      if (number % 100 === 50) {
        stream.resume();
        await until(() => stream.events.length > 1 + number / 2, "half of the events");
      }
    }
    stream.resume();
    const data = () => stream.events.filter(({ control }) => control === undefined);
    await until(() => data().length === 1200, "the last event");
    data().forEach((event, index) => {
      assert.equal(event.sequence, BigInt(index + 1));
      assert.equal(Buffer.from(event.body ?? []).readUInt32BE(7), index);
      assert.equal(event.body?.length, Math.max(20, sizes[index % sizes.length] ?? 0));
    });
    assert.equal(server.hub.stats().queuedBytes, 0);
    connection.close();
  });

  it("gives the stream's headers the request id, also where events come with the first byte", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe(message({ control_events: true }), { "x-request-id": "abc-1" });
    const [headers] = (await stream.opened) as [Record<string, string>];
    assert.equal(headers["x-request-id"], "abc-1");
    await until(() => stream.events.length === 1, "the accepted event");
    assert.ok(stream.events[0]?.control?.accepted);
    connection.close();
  });

  it("refuses without headers of its own, so that clients may try again by themselves", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const bad: readonly [Uint8Array, Record<string, string>, string][] = [
      [message({ heartbeat_interval_ms: 1 }), {}, "heartbeat_interval_ms"],
      [message({}), { "x-client-id": "a b" }, "x-client-id"],
      [message({}), { "x-opend-auto-subscribe": "maybe" }, "x-opend-auto-subscribe"],
      [Buffer.from([0xa2, 0x06, 0x7f]), {}, "SubscribePushRequest"],
    ];
    for (const [bytes, headers, text] of bad) {
      const stream = connection.subscribe(bytes, headers);
      const [received] = (await stream.opened) as [Record<string, string>];
      assert.equal(received["grpc-status"], String(status.INVALID_ARGUMENT), text);
      const { details } = await stream.ended;
      assert.equal(details?.errorInfo?.reason, "INVALID_REQUEST");
      assert.ok(details?.message.includes(text), details?.message);
    }
    assert.equal(server.hub.stats().streams, 0);
    connection.close();
  });

  it("ends at its deadline with a status behind all its events, while events go on coming", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe(message({}), { "grpc-timeout": "50m" });
    await stream.opened;
    let over = false;
    void stream.ended.then(() => {
      over = true;
    });
    let number = 0;
    await until(() => {
      for (let i = 0; i < 20; i++) publish(server, notice(number++));
      return over;
    }, "the stream's end");
    const end = await stream.ended;
    assert.equal(end.code, status.DEADLINE_EXCEEDED);
    assert.equal(end.details?.errorInfo?.reason, "DEADLINE_EXCEEDED");
    assert.equal(stream.events.length, server.hub.stats().written);
    assert.equal(server.hub.stats().streams, 0);
    connection.close();
  });

  it("counts ended calls whose reader takes no status among those that may be there", async () => {
    const server = await pushServer({ maxPushStreams: 2, limits: { maxQueuedEvents: 16 } });
    const connection = new RawConnection(server.port);
    const stalled = connection.subscribe();
    await stalled.opened;
    stalled.pause();
    for (let number = 0; server.hub.stats().streams > 0; number++) publish(server, notice(number, 16_000));
    const second = connection.subscribe();
    await second.opened;
    const refused = await connection.subscribe().ended;
    assert.equal(refused.code, status.RESOURCE_EXHAUSTED);
    assert.equal(refused.details?.errorInfo?.reason, "LIMIT");
    assert.equal(server.hub.stats().endsByReason.LIMIT, 1);
    stalled.resume();
    assert.equal((await stalled.ended).details?.errorInfo?.reason, "SLOW_CONSUMER");
    await connection.ping();
    const third = connection.subscribe();
    await third.opened;
    await connection.ping();
    assert.equal(server.hub.stats().streams, 2);
    connection.close();
    await until(() => server.hub.stats().streams === 0);
  });
});

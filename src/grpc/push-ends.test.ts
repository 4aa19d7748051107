/** However a stream's client, its connection or its reader fails (faults.md 31, 36, 42 to 49): one end, and everything released. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { connect as connectTcp, createServer, type Socket } from "node:net";
import { after, describe, it } from "node:test";
import { type ServiceError, status } from "@grpc/grpc-js";
import { SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import { basicQot } from "../gateway/push/testing/push-rig.js";
import { FakeClock } from "../opend/testing/fake-clock.js";
import { detailsOf } from "./testing/futu-client.js";
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

const SUBSCRIBE = SubscribePushRequest.encode(
  SubscribePushRequest.fromPartial({ subscribe: true, filters: [{ securities: ["HK.00700"], sub_types: [1] }] }),
).finish();
const NOTICE = Buffer.from([8, 0]);
/** RST_STREAM with CANCEL. */
const CANCEL = 8;

function notify(server: TestServer, body: Buffer = NOTICE): void {
  server.hub.publish({ protoId: 1003, body, member: "test", readAtMs: 0 });
}

function quote(server: TestServer, price: number, code = "HK.00700"): void {
  server.hub.publish({ protoId: 3005, body: Buffer.from(basicQot(price, code)), member: "test", readAtMs: 0 });
}

/** One end for each stream that was accepted, and nothing kept for any. */
async function released(server: TestServer): Promise<void> {
  await until(() => server.hub.stats().streams === 0, "the end of all streams");
  const { opened, endsByReason, queuedBytes, queuedEvents, blocked } = server.hub.stats();
  assert.deepEqual({ queuedBytes, queuedEvents, blocked }, { queuedBytes: 0, queuedEvents: 0, blocked: 0 });
  assert.equal(server.ledger.holders.size, 0);
  assert.equal(server.ledger.attached, 0);
  const ends = Object.values(endsByReason).reduce((sum, count) => sum + count, 0);
  assert.ok(ends >= opened, `${opened} streams opened, ${ends} ended`);
  const text = await server.registry.metrics();
  const method = 'grpc_service="futu.service.FutuOpenD",grpc_method="SubscribePush"';
  const started = Number(new RegExp(`grpc_server_started_total\\{[^}]*${method}\\} (\\d+)`).exec(text)?.[1]);
  const handled = [...text.matchAll(new RegExp(`grpc_server_handled_total\\{[^}]*${method}[^}]*\\} (\\d+)`, "g"))];
  assert.ok(started > 0);
  assert.equal(
    handled.reduce((sum, [, count]) => sum + Number(count), 0),
    started,
    "each call has ended once",
  );
}

describe("31: a client that cancels", () => {
  it("before the stream stands, while OpenD is asked", async () => {
    const server = await pushServer();
    server.ledger.answering = false;
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe(SUBSCRIBE);
    await stream.opened;
    assert.equal(server.ledger.holders.size, 1);
    stream.cancel();
    await released(server);
    assert.equal(server.hub.stats().opened, 0);
    connection.close();
  });

  it("in the same write as its request", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    for (let i = 0; i < 50; i++) {
      const stream = connection.subscribe(SUBSCRIBE);
      stream.cancel();
    }
    await connection.ping();
    await until(() => server.hub.stats().streams === 0);
    assert.equal(server.ledger.holders.size, 0);
    connection.close();
  });

  it("while events are on their way, and what is written after it harms nobody", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe(SUBSCRIBE);
    const other = connection.subscribe();
    await Promise.all([stream.opened, other.opened]);
    for (let i = 0; i < 100; i++) quote(server, i);
    stream.cancel();
    for (let i = 0; i < 100; i++) quote(server, i);
    await until(() => server.hub.stats().streams === 1);
    notify(server);
    await until(() => other.events.length === 201, "all events of the other stream");
    assert.equal(server.hub.stats().endsByReason.CLIENT_CANCELLED, 1);
    other.cancel();
    await released(server);
    connection.close();
  });

  it("in the tick in which the gateway ends the stream", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    for (let round = 0; round < 10; round++) {
      const streams = Array.from({ length: 5 }, () => connection.subscribe(SUBSCRIBE));
      await Promise.all(streams.map(({ opened }) => opened));
      for (const stream of streams) stream.cancel();
      if (round % 2 === 0) await connection.ping();
      server.hub.endStreams(() => true, "LIMIT");
      await Promise.all(streams.map(({ ended }) => ended));
    }
    await released(server);
    const { LIMIT, CLIENT_CANCELLED } = server.hub.stats().endsByReason;
    assert.equal(LIMIT + CLIENT_CANCELLED, 50);
    connection.close();
  });
});

/** Sends whole requests and cancels each at once. */
function cancelCalls(connection: RawConnection, count: number): void {
  for (let i = 0; i < count; i++) {
    const call = connection.request("Request");
    call.on("error", () => {});
    call.write(Buffer.from([0, 0, 0, 0, 3, 8, 0xea, 7]));
    call.close(CANCEL);
  }
}

describe("36: rapid cancels on the connection of a stream", () => {
  it("up to a thousand leave the stream alone", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe();
    await stream.opened;
    cancelCalls(connection, 1000);
    assert.equal(await connection.ping(), true);
    notify(server);
    await until(() => stream.events.length === 1, "an event");
    stream.cancel();
    await released(server);
    connection.close();
  });

  it("more of them make the HTTP/2 library end the connection, with everything released", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe(SUBSCRIBE);
    await stream.opened;
    const bystander = new RawConnection(server.port);
    const own = bystander.subscribe();
    await own.opened;
    cancelCalls(connection, 3000);
    assert.equal((await stream.ended).code, null);
    notify(server);
    await until(() => own.events.length === 1, "an event of the stream that has its own connection");
    own.cancel();
    await released(server);
    assert.equal(server.hub.stats().endsByReason.CLIENT_CANCELLED, 2);
    bystander.close();
  });
});

describe("42, 43: readers that are too slow", () => {
  it("a reader that stops for a while goes on with merged values, told what was merged", {
    timeout: 20_000,
  }, async () => {
    const clock = new FakeClock();
    const server = await pushServer({ clock, limits: { maxQueuedEvents: 50 } });
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe();
    await stream.opened;
    stream.pause();
    for (let price = 0; price < 20_000; price++) quote(server, price);
    clock.advance(20_000);
    assert.equal(server.hub.stats().streams, 1);
    notify(server);
    stream.resume();
    await until(() => stream.events.at(-1)?.event_type === "notify", "the notice behind the quotes");
    const merged = stream.events.reduce((sum, { conflated = 0 }) => sum + conflated, 0);
    assert.equal(stream.events.length - 1 + merged, 20_000, "every value came or was merged into one that came");
    const last = stream.events.at(-2);
    assert.deepEqual(Buffer.from(last?.body ?? []), Buffer.from(basicQot(19_999, "HK.00700")));
    assert.equal(server.hub.stats().queuedBytes, 0);
    clock.advance(60_000);
    assert.equal(server.hub.stats().streams, 1, "it has caught up");
    stream.cancel();
    await released(server);
    connection.close();
  });

  it("a reader that takes nothing for the whole time ends, learns why when it goes on, and delays nobody", {
    timeout: 20_000,
  }, async () => {
    const clock = new FakeClock();
    const server = await pushServer({ clock, limits: { maxQueuedEvents: 50 } });
    const connection = new RawConnection(server.port);
    const healthyConnection = new RawConnection(server.port);
    const [stopped, healthy] = [connection.subscribe(SUBSCRIBE), healthyConnection.subscribe()];
    await Promise.all([stopped.opened, healthy.opened]);
    stopped.pause();
    for (let price = 0; price < 5000; price++) {
      quote(server, price);
      if (price % 50 === 49) await until(() => healthy.events.length === price + 1, "the healthy reader's events");
    }
    assert.equal(server.hub.stats().streams, 2);
    clock.advance(35_000);
    assert.equal(server.hub.stats().streams, 1);
    assert.deepEqual([server.hub.stats().queuedBytes, server.ledger.holders.size], [0, 0]);
    stopped.resume();
    const { code, details } = await stopped.ended;
    assert.equal(code, status.RESOURCE_EXHAUSTED);
    assert.equal(details?.errorInfo?.reason, "SLOW_CONSUMER");
    assert.ok("dropped" in (details?.errorInfo?.metadata ?? {}) && "last_sequence" in details.errorInfo.metadata);
    healthy.cancel();
    await released(server);
    connection.close();
    healthyConnection.close();
  });

  it("a reader at a tenth of the rate keeps its stream and sees the newest values", { timeout: 20_000 }, async () => {
    const clock = new FakeClock();
    const server = await pushServer({ clock, limits: { maxQueuedEvents: 50 } });
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe();
    await stream.opened;
    for (let price = 0; price < 30_000; price++) {
      quote(server, price);
      if (price % 10_000 === 5000) stream.pause();
      if (price % 10_000 === 9999) {
        stream.resume();
        clock.advance(1000);
        const before = stream.events.length;
        await until(() => stream.events.length > before);
      }
    }
    notify(server);
    await until(() => stream.events.at(-1)?.event_type === "notify", "the end of the events");
    const merged = stream.events.reduce((sum, { conflated = 0 }) => sum + conflated, 0);
    assert.ok(merged > 0);
    assert.equal(stream.events.length - 1 + merged, 30_000);
    stream.cancel();
    await released(server);
    connection.close();
  });
});

describe("44, 46: streams that come and go", () => {
  it("44: a client that opens and closes a stream again and again leaves nothing", async () => {
    const server = await pushServer();
    const { client } = server;
    for (let i = 0; i < 100; i++) {
      const stream = client.subscribe(Buffer.from(SUBSCRIBE));
      stream.on("error", () => {}).on("data", () => {});
      await once(stream, "metadata");
      quote(server, i);
      stream.cancel();
    }
    await released(server);
    assert.equal(server.hub.stats().endsByReason.CLIENT_CANCELLED, 100);
  });

  it("46: the same stream twice gets everything twice, and the end of one is not the other's", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const [first, second] = [connection.subscribe(SUBSCRIBE), connection.subscribe(SUBSCRIBE)];
    await Promise.all([first.opened, second.opened]);
    quote(server, 1);
    await until(() => first.events.length === 1 && second.events.length === 1, "an event in both");
    assert.equal(server.ledger.holders.size, 2);
    first.cancel();
    await until(() => server.hub.stats().streams === 1);
    quote(server, 2);
    await until(() => second.events.length === 2, "the second stream's event");
    assert.equal(first.events.length, 1);
    second.cancel();
    await released(server);
    connection.close();
  });
});

describe("47 to 49: connections", () => {
  it("47: a client that pings all the time keeps its stream", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe();
    await stream.opened;
    for (let i = 0; i < 300; i++) {
      assert.equal(await connection.ping(), true);
      if (i % 100 === 0) notify(server);
    }
    await until(() => stream.events.length === 3, "its events");
    stream.cancel();
    await released(server);
    connection.close();
  });

  it("47: a flood of pings ends at most its own connection, with everything released", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const stream = connection.subscribe(SUBSCRIBE);
    await stream.opened;
    for (let i = 0; i < 9000; i++) connection.session.ping(() => {});
    await connection.ping();
    const bystander = new RawConnection(server.port);
    const own = bystander.subscribe();
    await own.opened;
    notify(server);
    await until(() => own.events.length === 1, "the bystander's event");
    connection.close();
    bystander.close();
    await released(server);
  });

  it("48: a connection that reaches its age ends its streams with DRAINING, and new ones find a new connection", {
    timeout: 20_000,
  }, async () => {
    const server = await pushServer({ maxConnectionAgeMs: 300, maxConnectionAgeGraceMs: 10_000 });
    for (let round = 0; round < 2; round++) {
      const stream = server.client.subscribe(Buffer.from(SUBSCRIBE));
      stream.on("data", () => {});
      const failure = once(stream, "error") as Promise<[ServiceError]>;
      await once(stream, "metadata");
      quote(server, round);
      const [error] = await failure;
      assert.equal(error.code, status.UNAVAILABLE);
      assert.equal(detailsOf(error).errorInfo?.reason, "DRAINING");
      assert.notEqual(detailsOf(error).retryAfterMs, null);
    }
    await released(server);
    assert.equal(server.hub.stats().endsByReason.DRAINING, 2);
  });

  it("49: a client process that is killed releases its streams", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const streams = Array.from({ length: 20 }, () => connection.subscribe(SUBSCRIBE));
    await Promise.all(streams.map(({ opened }) => opened));
    streams[0]?.pause();
    for (let i = 0; i < 1000; i++) quote(server, i);
    connection.socket.resetAndDestroy();
    for (let i = 0; i < 1000; i++) quote(server, i);
    await released(server);
    assert.equal(server.hub.stats().endsByReason.CLIENT_CANCELLED, 20);
  });

  it("49: a client whose network is gone without a word is found by keepalive", { timeout: 20_000 }, async () => {
    const server = await pushServer({ keepaliveTimeMs: 100, keepaliveTimeoutMs: 100 });
    const sockets: Socket[] = [];
    const wire = createServer((near) => {
      const far = connectTcp(server.port, "127.0.0.1");
      for (const socket of [near, far]) socket.on("error", () => {});
      near.pipe(far).pipe(near);
      sockets.push(near, far);
    });
    wire.listen(0, "127.0.0.1");
    await once(wire, "listening");
    const address = wire.address();
    if (address === null || typeof address === "string") throw new Error("the wire listens on TCP");
    const connection = new RawConnection(address.port);
    const stream = connection.subscribe(SUBSCRIBE);
    await stream.opened;
    for (const socket of sockets) socket.unpipe().pause();
    await until(() => server.hub.stats().streams === 0, "the end that keepalive finds");
    await released(server);
    assert.equal(server.hub.stats().endsByReason.CLIENT_CANCELLED, 1);
    connection.close();
    for (const socket of sockets) socket.destroy();
    wire.close();
  });
});

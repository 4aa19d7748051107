/** `Push.Watch` over a real connection, beside `SubscribePush`: the same stream with other events. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, describe, it } from "node:test";
import { status } from "@grpc/grpc-js";
import { SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import { WatchEvent, WatchRequest } from "../../generated/ts/opend/v1/push.js";
import { Authenticator } from "../auth/authenticator.js";
import { FailedAttempts } from "../auth/failed-attempts.js";
import { KeySet } from "../auth/key-set.js";
import { testKey } from "../auth/testing/keys.js";
import { basicQot, noticePush, orderPush } from "../gateway/push/testing/push-rig.js";
import { plain, twinOf } from "../gateway/push/testing/watch-twin.js";
import type { AuditEntry } from "../telemetry/audit-entry.js";
import { MAX_SUBSCRIBE_BYTES } from "./futu-codec.js";
import { RawConnection, type RawStream } from "./testing/raw-stream.js";
import { startTestServer, type TestServer } from "./testing/test-server.js";
import { until } from "./testing/until.js";

const servers: TestServer[] = [];
after(() => Promise.all(servers.map((server) => server.close())));

async function pushServer(options: Parameters<typeof startTestServer>[1] = {}): Promise<TestServer> {
  const server = await startTestServer({ call: () => () => {} }, options);
  servers.push(server);
  return server;
}

function publish(server: TestServer, protoId: number, body: Uint8Array): void {
  server.hub.publish({ protoId, body: Buffer.from(body), member: "test", readAtMs: Date.now() });
}

function asked(request: Parameters<typeof WatchRequest.fromPartial>[0]): Uint8Array {
  return WatchRequest.encode(WatchRequest.fromPartial(request)).finish();
}

function watched({ messages }: RawStream): WatchEvent[] {
  return messages.map((message) => WatchEvent.decode(message));
}

describe("Push.Watch on the wire", () => {
  it("begins with accepted, though nothing asks for control events", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const stream = connection.watch(undefined, { "x-request-id": "abc-1" });
    const [headers] = (await stream.opened) as [Record<string, string>];
    assert.equal(headers["x-request-id"], "abc-1");
    await until(() => stream.messages.length === 1, "the accepted event");
    const [accepted] = watched(stream);
    assert.equal(accepted?.event_type, "control");
    assert.equal(accepted?.control?.accepted?.heartbeat_interval_ms, 15_000);
    connection.close();
  });

  it("carries every update that a SubscribePush carries, over pauses and whatever waits at the end", {
    timeout: 20_000,
  }, async () => {
    const server = await pushServer({ limits: { maxQueuedEvents: 100_000 } });
    const connection = new RawConnection(server.port);
    const push = connection.subscribe(
      SubscribePushRequest.encode(SubscribePushRequest.fromPartial({ control_events: true })).finish(),
    );
    const watch = connection.watch();
    await until(() => push.messages.length === 1 && watch.messages.length === 1, "both streams");
    for (let number = 0; number < 1500; number++) {
      if (number % 200 === 0) watch.pause();
      if (number % 200 === 150) watch.resume();
      if (number % 3 === 0) publish(server, 2208, orderPush(5n, BigInt(number)));
      else if (number % 3 === 1) publish(server, 1003, noticePush("n".repeat(number)));
      else publish(server, 3005, basicQot(number, "HK.1", "HK.2"));
    }
    watch.resume();
    await until(() => push.messages.length === 2001 && watch.messages.length === 2001, "the last event");
    assert.deepEqual(
      watched(watch).map(plain),
      push.events.map((event) => plain(twinOf(event))),
    );
    assert.equal(server.hub.stats().queuedBytes, 0);
    server.hub.drain();
    for (const { details, code } of await Promise.all([push.ended, watch.ended])) {
      assert.deepEqual([code, details?.errorInfo?.reason], [status.UNAVAILABLE, "DRAINING"]);
      assert.ok((details?.retryAfterMs ?? 0) > 0);
    }
    assert.equal(watched(watch).at(-1)?.control?.ending?.reason, "DRAINING");
    connection.close();
  });

  it("resumes where another stream of either method stopped", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const before = connection.watch(asked({ filters: [{ name: "mine", accounts: [5n] }] }));
    await until(() => before.messages.length === 1, "the accepted event");
    for (const order of [1n, 2n, 3n]) publish(server, 2208, orderPush(5n, order));
    await until(() => before.messages.length === 4, "three orders");
    const { epoch } = watched(before)[0]?.control?.accepted ?? {};
    const { position } = watched(before)[1] ?? {};
    before.cancel();
    const after = connection.watch(asked({ resume_after: { epoch, position } }));
    await until(() => after.messages.length === 3, "the orders behind it");
    const [, second, third] = watched(after);
    assert.deepEqual([second?.order?.order?.orderID, third?.order?.order?.orderID], [2n, 3n]);
    assert.deepEqual([second?.replayed, second?.sequence], [true, 1n]);
    const other = await connection.watch(asked({ resume_after: { epoch: 5n, position } })).ended;
    assert.deepEqual([other.code, other.details?.errorInfo?.reason], [status.OUT_OF_RANGE, "RESUME_OUT_OF_RANGE"]);
    connection.close();
  });

  it("holds what it subscribed as long as it lives, and ends at its deadline", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const filters = [{ securities: ["HK.1"], sub_types: [1] }];
    const stream = connection.watch(asked({ subscribe: true, filters }), { "grpc-timeout": "80m" });
    await until(() => stream.messages.length === 1, "the accepted event");
    assert.equal(server.ledger.holders.size, 1);
    const { code, details } = await stream.ended;
    assert.deepEqual([code, details?.errorInfo?.reason], [status.DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED"]);
    assert.equal(server.ledger.holders.size, 0);
    assert.equal(server.hub.stats().streams, 0);
    connection.close();
  });

  it("refuses what can't be served, and names the field", async () => {
    const server = await pushServer();
    const connection = new RawConnection(server.port);
    const bad: readonly [Uint8Array, Record<string, string>, string][] = [
      [asked({ heartbeat_interval_ms: 1 }), {}, "heartbeat_interval_ms"],
      [asked({ filters: [{ securities: ["?"] }] }), {}, "filters[0]"],
      [asked({}), { "x-client-id": "a b" }, "x-client-id"],
      [Buffer.from([0x0a, 0x7f]), {}, "the message is no WatchRequest"],
      [Buffer.alloc(MAX_SUBSCRIBE_BYTES + 1), {}, "the WatchRequest has 1048577 bytes"],
    ];
    for (const [bytes, headers, text] of bad) {
      const { code, details } = await connection.watch(bytes, headers).ended;
      assert.deepEqual([code, details?.errorInfo?.reason], [status.INVALID_ARGUMENT, "INVALID_REQUEST"], text);
      assert.ok(details?.message.includes(text), details?.message);
    }
    assert.equal(server.hub.stats().streams, 0);
    connection.close();
  });

  it("is counted among the streams that may be there, and under its own name", async () => {
    const server = await pushServer({ maxPushStreams: 2 });
    const connection = new RawConnection(server.port);
    const streams = [connection.subscribe(), connection.watch()];
    await Promise.all(streams.map(({ opened }) => opened));
    for (const refused of [connection.subscribe(), connection.watch()]) {
      const { code, details } = await refused.ended;
      assert.deepEqual([code, details?.errorInfo?.reason], [status.RESOURCE_EXHAUSTED, "LIMIT"]);
    }
    for (const stream of streams) stream.cancel();
    await until(() => server.hub.stats().streams === 0, "the end of both");
    const text = await server.registry.metrics();
    const watch = 'grpc_service="opend.v1.Push",grpc_method="Watch"';
    assert.match(text, new RegExp(`grpc_server_started_total\\{[^}]*${watch}\\} 2\\b`));
    assert.match(text, new RegExp(`grpc_server_handled_total\\{[^}]*${watch},grpc_code="ResourceExhausted"\\} 1\\b`));
    assert.match(text, new RegExp(`grpc_server_msg_sent_total\\{[^}]*${watch}\\} 1\\b`));
    connection.close();
  });
});

describe("Push.Watch with keys", () => {
  async function guarded(): Promise<{ readonly server: TestServer; readonly audited: AuditEntry[] }> {
    const keys = [
      testKey("quotes", "fc_quotes", ["qot:read"]),
      testKey("desk", "fc_desk", ["acc:read"], { accIds: new Set([5n]) }),
      testKey("orders", "fc_orders", ["trade:simulate"]),
    ];
    const authenticator = new Authenticator({
      store: { current: new KeySet(keys, null) },
      failures: new FailedAttempts({ now: () => 0 }),
      wallMs: () => 0,
    });
    const audited: AuditEntry[] = [];
    const note = (entry: AuditEntry): void => void audited.push(entry);
    const audit = { failing: false, note, commit: () => assert.fail("nothing of a stream waits for the disk") };
    return { server: await pushServer({ authenticator, audit }), audited };
  }

  const as = (token: string) => ({ authorization: `Bearer ${token}` });

  it("shows a key what it may see and no more, and notes who listened", async () => {
    const { server, audited } = await guarded();
    const connection = new RawConnection(server.port);
    const quotes = connection.watch(undefined, as("fc_quotes"));
    const desk = connection.watch(undefined, as("fc_desk"));
    await until(() => quotes.messages.length === 1 && desk.messages.length === 1, "both streams");
    publish(server, 3005, basicQot(1, "HK.1"));
    publish(server, 2208, orderPush(6n, 61n));
    publish(server, 2208, orderPush(5n, 51n));
    // The account of this one can't be read: it is nobody's.
    publish(server, 2208, Buffer.from("08002200", "hex"));
    publish(server, 1003, noticePush("last"));
    publish(server, 2208, orderPush(5n, 52n));
    await until(() => quotes.messages.length === 3 && desk.messages.length === 3, "all that they may see");
    const seen = (stream: RawStream) =>
      watched(stream)
        .slice(1)
        .map((event) => event.order?.order?.orderID ?? event.event_type);
    assert.deepEqual(
      [seen(quotes), seen(desk)],
      [
        ["quote", "notify"],
        [51n, 52n],
      ],
    );
    assert.deepEqual(
      audited.map(({ event, key_id: key, outcome }) => `${event} ${key} ${outcome}`),
      ["stream_opened quotes allow", "stream_opened desk allow"],
    );
    connection.close();
  });

  it("forbids what a key may not name, and everything without one", async () => {
    const { server, audited } = await guarded();
    const connection = new RawConnection(server.port);
    const accounts = asked({ filters: [{ accounts: [6n] }] });
    for (const [token, message] of [
      ["fc_desk", accounts],
      ["fc_quotes", accounts],
      ["fc_desk", asked({ filters: [{ securities: ["HK.1"] }] })],
      ["fc_orders", asked({})],
    ] as const) {
      const { code, details } = await connection.watch(message, as(token)).ended;
      assert.deepEqual([code, details?.errorInfo?.reason], [status.PERMISSION_DENIED, "FORBIDDEN"]);
    }
    for (const headers of [{}, as("fc_no_key")]) {
      const { code } = await connection.watch(asked({}), headers).ended;
      assert.equal(code, status.UNAUTHENTICATED);
    }
    assert.equal(audited.filter(({ outcome }) => outcome === "reject").length, 4);
    connection.close();
  });

  it("ends when the key is revoked", async () => {
    const { server } = await guarded();
    const connection = new RawConnection(server.port);
    const stream = connection.watch(undefined, as("fc_quotes"));
    await until(() => stream.messages.length === 1, "the stream");
    server.hub.endStreams(({ principal }) => principal.key?.id === "quotes", "KEY_REVOKED");
    const { code, details } = await stream.ended;
    assert.deepEqual([code, details?.errorInfo?.reason], [status.UNAUTHENTICATED, "KEY_REVOKED"]);
    assert.equal(watched(stream).at(-1)?.control?.ending?.reason, "KEY_REVOKED");
    connection.close();
  });
});

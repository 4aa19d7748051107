import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { PushGap_Cause } from "../../../generated/ts/futu/service/futu.js";
import { Response as SubResponse } from "../../../generated/ts/Qot_Sub.js";
import { GatewayError } from "../gateway-error.js";
import { EPOCH, filter, orderIdOf, PushRig, priceOf, SUBSCRIBED, security, ticksPush } from "./testing/push-rig.js";

const refusal = (retMsg: string): Buffer =>
  Buffer.from(SubResponse.encode({ retType: -1, retMsg, errCode: 0 }).finish());
const tencent = filter({ securities: ["HK.00700"], sub_types: [1] });

function refused(open: () => unknown): GatewayError {
  try {
    open();
  } catch (error) {
    assert.ok(error instanceof GatewayError);
    return error;
  }
  throw new assert.AssertionError({ message: "it was opened" });
}

describe("the first event", () => {
  test("of a stream with control events says how it was understood", () => {
    const rig = new PushRig();
    rig.notice();
    const { transport } = rig.open({
      heartbeat_interval_ms: 5000,
      filters: [{ name: "a", securities: ["HK.00700"], kl_types: [1] }],
    });
    const accepted = transport.events[0]?.control?.accepted;
    assert.deepEqual(
      [accepted?.heartbeat_interval_ms, accepted?.epoch, accepted?.first_sequence, accepted?.resume_window],
      [5000, EPOCH, 1n, { oldest_position: 0n, newest_position: 1n, max_age_ms: 600_000n, max_events: 10_000 }],
    );
    assert.deepEqual(
      accepted?.filters.map(({ name, securities, sub_types, event_types }) => [
        name,
        securities,
        sub_types,
        event_types,
      ]),
      [["a", ["1_00700"], [11], ["quote"]]],
    );
    assert.equal(transport.events[0]?.event_type, "control");
    assert.equal(transport.events[0]?.sequence, undefined);
  });

  test("of a stream without them is data", () => {
    const rig = new PushRig();
    const streams = [rig.open(), rig.open(filter({})), rig.open({ snapshot: true })];
    rig.basic(1, "HK.00700");
    for (const { transport } of streams) assert.deepEqual(transport.kinds, ["1_00700"]);
  });
});

describe("a snapshot", () => {
  test("gives the last value of each key that the filters take, before live events", () => {
    const rig = new PushRig();
    rig.basic(1, "HK.00700", "HK.00005");
    rig.basic(2, "HK.00700");
    rig.push(3011, ticksPush("HK.00700", 1));
    rig.notice();
    const { transport } = rig.open({ snapshot: true, filters: [{ name: "n", securities: ["HK.00700"] }] });
    rig.basic(3, "HK.00700");
    assert.deepEqual(
      transport.data.map((event) => [event.sub_type, event.snapshot, event.sequence, event.filters]),
      [
        [1, true, 1n, ["n"]],
        [4, true, 2n, ["n"]],
        [1, undefined, 3n, ["n"]],
      ],
    );
    assert.deepEqual(transport.data.filter((event) => event.sub_type === 1).map(priceOf), [2, 3]);
  });

  test("leaves out keys whose live event came while the stream was opening", () => {
    const rig = new PushRig();
    rig.basic(1, "HK.00700", "HK.00005");
    const { transport } = rig.open({
      snapshot: true,
      subscribe: true,
      filters: [{ accounts: [5n], event_types: ["trade", "quote"] }],
    });
    rig.basic(2, "HK.00700");
    rig.ledger.settle(SUBSCRIBED);
    assert.deepEqual(
      transport.data.map((event) => [event.sec_key, priceOf(event), event.snapshot]),
      [
        ["1_00005", 1, true],
        ["1_00700", 2, undefined],
      ],
    );
  });

  test("to a slow reader never comes behind a newer value of its key", () => {
    const rig = new PushRig();
    rig.basic(1, "HK.1", "HK.2", "HK.3");
    const slow = rig.open({ snapshot: true }, { room: 1 });
    rig.basic(2, "HK.2", "HK.1");
    rig.read(slow, 1);
    rig.basic(3, "HK.2");
    rig.read(slow);
    assert.deepEqual(
      slow.transport.data.map((event) => [event.sec_key, priceOf(event), event.snapshot]),
      [
        ["1_1", 1, true],
        ["1_3", 1, true],
        ["1_2", 2, undefined],
        ["1_1", 2, undefined],
        ["1_2", 3, undefined],
      ],
    );
  });
});

describe("resuming", () => {
  test("gives the recorded events after the position, and then live ones, none twice", () => {
    const rig = new PushRig();
    for (const order of [1n, 2n, 3n]) rig.order(5n, order);
    rig.order(6n, 9n);
    const { transport } = rig.open({
      control_events: true,
      resume_after: { epoch: EPOCH, position: 1n },
      filters: [{ accounts: [5n] }],
    });
    rig.order(5n, 4n);
    assert.deepEqual(
      transport.data.map((event) => [orderIdOf(event), event.replayed, event.sequence, event.position]),
      [
        [2n, true, 1n, 2n],
        [3n, true, 2n, 3n],
        [4n, undefined, 3n, 5n],
      ],
    );
    assert.equal(transport.kinds[0], "accepted");
  });

  test("while the stream is opening loses and repeats nothing", () => {
    const rig = new PushRig();
    rig.order(5n, 1n);
    const request = { subscribe: true, resume_after: { epoch: EPOCH }, filters: [{ accounts: [5n] }] };
    const { transport } = rig.open(request);
    rig.order(5n, 2n);
    rig.ledger.settle(SUBSCRIBED);
    rig.order(5n, 3n);
    assert.deepEqual(transport.data.map(orderIdOf), [1n, 2n, 3n]);
    assert.deepEqual(
      transport.data.map((event) => event.replayed ?? false),
      [true, false, false],
    );
  });

  test("to a reader that takes little at a time fills no queue", () => {
    const rig = new PushRig({ maxQueuedEvents: 2 });
    for (let order = 1n; order <= 100n; order++) rig.order(5n, order);
    const slow = rig.open({ resume_after: { epoch: EPOCH } }, { room: 1 });
    for (let reads = 0; reads < 49; reads++) rig.read(slow, 2);
    assert.equal(rig.hub.stats().queuedEvents, 0);
    rig.order(5n, 101n);
    rig.read(slow);
    assert.deepEqual(
      slow.transport.data.map(orderIdOf),
      Array.from({ length: 101 }, (_, n) => BigInt(n + 1)),
    );
  });

  test("tells the gaps of the record in their place", () => {
    const rig = new PushRig();
    rig.order(5n, 1n);
    rig.gap();
    rig.order(5n, 2n);
    const resume_after = { epoch: EPOCH };
    const { transport } = rig.open({ control_events: true, resume_after });
    assert.deepEqual(transport.kinds, ["accepted", "trade", "gap", "trade"]);
    const gap = transport.events[2]?.control?.gap;
    assert.equal(gap?.cause, PushGap_Cause.CAUSE_UPSTREAM_LOST);
    assert.equal((gap?.to ?? 0n) - (gap?.from ?? 0n), 1_000_000_000n);
    assert.deepEqual(rig.open({ resume_after }).transport.kinds, ["trade", "trade"]);
  });

  test("over a restart of the gateway tells from when to when it saw nothing", () => {
    const entries: Uint8Array[] = [];
    const store = { append: (entry: Uint8Array) => void entries.push(entry) };
    const before = new PushRig({}, { store });
    before.order(5n, 1n);
    before.clock.advance(60_000);
    before.basic(1, "HK.1");
    const after = new PushRig({}, { store, entries: [...entries] });
    after.clock.advance(70_000);
    after.order(5n, 2n);
    const { transport } = after.open({
      control_events: true,
      resume_after: { epoch: EPOCH },
      filters: [{ accounts: [5n] }],
    });
    assert.deepEqual(transport.kinds, ["accepted", "trade", "gap", "trade"]);
    assert.deepEqual(transport.data.map(orderIdOf), [1n, 2n]);
    assert.equal(transport.events[2]?.control?.gap?.cause, PushGap_Cause.CAUSE_GATEWAY_RESTARTED);
  });

  test("is helped by marks of the record: written now and then while pushes come, and at an orderly stop", () => {
    let entries = 0;
    const rig = new PushRig({}, { store: { append: () => void entries++ } });
    const written = (act: () => void) => {
      const before = entries;
      act();
      return entries - before;
    };
    assert.equal(
      written(() => rig.basic(1, "HK.1")),
      1,
    );
    assert.equal(
      written(() => rig.basic(2, "HK.1")),
      0,
    );
    rig.clock.advance(10_000);
    assert.equal(
      written(() => rig.basic(3, "HK.1")),
      1,
    );
    rig.clock.advance(10_000);
    rig.hub.upstreamLost(rig.clock.wallMs());
    assert.equal(
      written(() => rig.basic(4, "HK.1")),
      0,
    );
    assert.equal(
      written(() => rig.hub.drain()),
      0,
    );
    rig.hub.upstreamRestored({ sinceMs: 0, units: [], accounts: [], refused: [], accountsRefused: null });
    assert.equal(
      written(() => rig.hub.drain()),
      1,
    );
  });

  test("outside the record is refused with the oldest position that is possible", () => {
    const rig = new PushRig({}, { maxEvents: 2 });
    for (const order of [1n, 2n, 3n, 4n]) rig.order(5n, order);
    for (const resume_after of [
      { epoch: EPOCH, position: 1n },
      { epoch: EPOCH, position: 5n },
      { epoch: EPOCH + 1n, position: 3n },
    ]) {
      const error = refused(() => rig.open({ resume_after }));
      assert.deepEqual(
        [error.reason, error.status, error.metadata, error.retryAfterMs],
        ["RESUME_OUT_OF_RANGE", "OUT_OF_RANGE", { oldest_position: "2", epoch: "77" }, null],
      );
    }
    assert.equal(rig.hub.stats().endsByReason.RESUME_OUT_OF_RANGE, 3);
    assert.equal(rig.hub.stats().streams, 0);
    assert.deepEqual(rig.open({ resume_after: { epoch: EPOCH, position: 2n } }).transport.data.map(orderIdOf), [
      3n,
      4n,
    ]);
  });

  test("goes by the lanes that the filters take: another account's lost events are none of its own", () => {
    const rig = new PushRig({}, { maxEvents: 2 });
    for (const order of [1n, 2n, 3n, 4n]) rig.order(6n, order);
    rig.order(5n, 5n);
    const { transport } = rig.open({ resume_after: { epoch: EPOCH }, filters: [{ accounts: [5n] }] });
    assert.deepEqual(transport.data.map(orderIdOf), [5n]);
  });

  test("tells of the time in which its account was not registered, which its own subscription ends", () => {
    const rig = new PushRig();
    rig.hub.accountsRegistered([5n]);
    rig.order(5n, 1n);
    const listener = rig.open({ control_events: true, filters: [{ accounts: [5n] }] });
    const other = rig.open({ control_events: true, filters: [{ accounts: [6n] }] });
    const fromMs = rig.clock.wallMs();
    rig.hub.accountsRegistered([]);
    rig.clock.advance(60_000);
    const request = { control_events: true, subscribe: true, filters: [{ accounts: [5n] }] };
    const { transport } = rig.open({ ...request, resume_after: { epoch: EPOCH, position: 2n } });
    rig.hub.accountsRegistered([5n]);
    rig.order(5n, 2n);
    rig.ledger.settle(SUBSCRIBED);
    const gap = {
      cause: PushGap_Cause.CAUSE_NOT_REGISTERED,
      from: BigInt(fromMs) * 1_000_000n,
      to: BigInt(fromMs + 60_000) * 1_000_000n,
      keys: [{ acc_id: 5n }],
    };
    assert.deepEqual(transport.kinds, ["accepted", "gap", "trade"]);
    for (const { events } of [transport, listener.transport]) {
      const told = events.flatMap(({ control }) => (control?.gap === undefined ? [] : [control.gap]));
      assert.deepEqual(
        told.map(({ cause, from, to, keys }) => ({ cause, from, to, keys: keys.map(({ acc_id }) => ({ acc_id })) })),
        [gap],
      );
    }
    assert.ok(!other.transport.kinds.includes("gap"));
  });

  test("goes on at the position of the last heartbeat", () => {
    const rig = new PushRig();
    const request = { heartbeat_interval_ms: 5000, filters: [{ accounts: [5n] }] };
    const slow = rig.open(request, { room: 2 });
    rig.order(5n, 1n);
    rig.order(5n, 2n);
    rig.order(6n, 3n);
    rig.clock.advance(5000);
    rig.read(slow, 1);
    const beat = slow.transport.events[2]?.control?.heartbeat;
    assert.deepEqual([beat?.position, beat?.last_sequence], [{ epoch: EPOCH, position: 1n }, 1n]);
    const { transport } = rig.open({ ...request, resume_after: { epoch: EPOCH, position: 1n } });
    assert.deepEqual(transport.data.map(orderIdOf), [2n]);
    rig.clock.advance(5000);
    assert.deepEqual(transport.events.at(-1)?.control?.heartbeat?.position, { epoch: EPOCH, position: 3n });
  });
});

describe("a stream with `subscribe`", () => {
  test("stands when OpenD has answered, and holds what it asked for until it ends", () => {
    const rig = new PushRig();
    const request = { subscribe: true, filters: [{ securities: ["HK.00700"], sub_types: [1] }, { accounts: [5n] }] };
    const { stream, transport } = rig.open({ ...request, control_events: true }, { caller: "app" });
    assert.deepEqual([...rig.ledger.wants.keys(), ...rig.ledger.accounts.keys()], ["stream:1", "stream:1"]);
    assert.deepEqual(rig.ledger.attached, ["caller:app"]);
    assert.deepEqual(
      rig.ledger.waiting.map(({ deadlineMs }) => deadlineMs - rig.clock.now()),
      [20_000, 20_000],
    );
    const [subscription, accounts] = rig.ledger.waiting.splice(0);
    subscription?.done(SUBSCRIBED);
    assert.deepEqual(transport.kinds, []);
    accounts?.done(SUBSCRIBED);
    assert.deepEqual(transport.kinds, ["accepted"]);
    stream.closed();
    assert.equal(rig.ledger.empty, true);
  });

  test("is refused with the security, the sub type and OpenD's text", () => {
    const rig = new PushRig();
    const { transport } = rig.open({ subscribe: true, control_events: true, ...tencent });
    rig.basic(1, "HK.00700");
    rig.ledger.settle({ ok: false, reply: refusal("no quota"), unit: { security: security("HK.00700"), subType: 1 } });
    const [error] = transport.errors;
    assert.equal(error?.reason, "SUBSCRIPTION_REFUSED");
    assert.equal(error?.status, "FAILED_PRECONDITION");
    assert.equal(error?.message, "OpenD refused HK.00700 Basic (1): no quota");
    assert.deepEqual(transport.bytes, []);
    assert.equal(rig.ledger.empty, true);
    const { refused, opened, streams, queuedEvents } = rig.hub.stats();
    assert.deepEqual([refused, opened, streams, queuedEvents], [1, 0, 0, 0]);
  });

  test("is refused once and gives all back, whatever comes first", () => {
    const rig = new PushRig();
    rig.ledger.answer = { ok: false, reply: refusal("") };
    const { transport } = rig.open({
      subscribe: true,
      filters: [{ securities: ["HK.1"], sub_types: [1] }, { accounts: [5n] }],
    });
    assert.deepEqual(
      transport.errors.map(({ message }) => message),
      ["OpenD refused the subscription: retType -1"],
    );
    assert.equal(rig.ledger.empty, true);
  });

  test("without an answer ends so that it can be tried again", () => {
    const reasons = {
      no_connection: "UPSTREAM_UNAVAILABLE",
      deadline: "DEADLINE_EXCEEDED",
      shutdown: "SHUTTING_DOWN",
    } as const;
    for (const [reason, expected] of Object.entries(reasons)) {
      const rig = new PushRig();
      const { transport } = rig.open({ subscribe: true, ...tencent });
      const failure = { reason: reason as keyof typeof reasons, sent: true, retryAfterMs: null };
      rig.ledger.settle({ ok: false, failure });
      assert.equal(transport.endReason, expected);
      assert.equal(rig.ledger.empty, true);
    }
  });

  test("whose client goes before the answer leaves nothing behind (fault 31)", () => {
    const rig = new PushRig();
    const { stream, transport } = rig.open({ subscribe: true, control_events: true, ...tencent });
    rig.basic(1, "HK.00700");
    stream.closed();
    rig.ledger.settle(SUBSCRIBED);
    stream.writable();
    stream.closed();
    assert.deepEqual([transport.bytes, transport.errors], [[], []]);
    assert.equal(rig.ledger.empty, true);
    const { streams, queuedEvents, queuedBytes, endsByReason, opened } = rig.hub.stats();
    assert.deepEqual([streams, queuedEvents, queuedBytes, endsByReason.CLIENT_CANCELLED, opened], [0, 0, 0, 1, 0]);
  });

  test("waits no longer than its call", () => {
    const rig = new PushRig();
    rig.open({ subscribe: true, ...tencent }, { deadlineMs: rig.clock.now() + 500 });
    assert.deepEqual(
      rig.ledger.waiting.map(({ deadlineMs }) => deadlineMs - rig.clock.now()),
      [500],
    );
  });
});

describe("a stream is refused before anything is held", () => {
  test("for a request that names nothing, while OpenD is away, and when there are too many", () => {
    const rig = new PushRig({ maxStreams: 1 });
    assert.equal(refused(() => rig.open({ subscribe: true })).reason, "INVALID_REQUEST");
    rig.ready = false;
    const away = refused(() => rig.open());
    assert.deepEqual([away.reason, away.retryAfterMs], ["UPSTREAM_UNAVAILABLE", 500]);
    rig.ready = true;
    rig.open();
    assert.equal(refused(() => rig.open()).reason, "LIMIT");
    const { refused: count, endsByReason, streams } = rig.hub.stats();
    assert.deepEqual([count, endsByReason.LIMIT, streams, rig.ledger.attached.length], [2, 1, 1, 1]);
  });
});

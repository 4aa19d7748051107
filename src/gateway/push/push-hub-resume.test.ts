import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PushGap_Cause } from "../../../generated/ts/futu/service/futu.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { EPOCH, orderIdOf, PushRig, SUBSCRIBED } from "./testing/push-rig.js";

function refused(open: () => unknown): GatewayError {
  try {
    open();
  } catch (error) {
    assert.ok(error instanceof GatewayError);
    return error;
  }
  throw new assert.AssertionError({ message: "it was opened" });
}

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

  test("without control events finds the gap of a restart in the event behind it", () => {
    const entries: Uint8Array[] = [];
    const store = { append: (entry: Uint8Array) => void entries.push(entry) };
    new PushRig({}, { store }).order(5n, 1n);
    const rig = new PushRig({}, { store, entries: [...entries] });
    const { transport } = rig.open({ resume_after: { epoch: EPOCH } });
    rig.basic(1, "HK.1");
    for (const orderId of [2n, 3n]) rig.order(5n, orderId);
    assert.deepEqual(
      transport.data.map((event) => [event.event_type, event.after_gap ?? false]),
      [
        ["trade", false],
        ["quote", false],
        ["trade", true],
        ["trade", false],
      ],
    );
  });
});

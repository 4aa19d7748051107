import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PushConflation_Mode, PushGap_Cause } from "../../../generated/ts/futu/service/futu.js";
import { filter, orderIdOf, PushRig, priceOf, security, ticksOf, ticksPush } from "./testing/push-rig.js";

const { MODE_OFF, MODE_INTERVAL } = PushConflation_Mode;
const interval = (interval_ms: number) => ({ conflate: { mode: MODE_INTERVAL, interval_ms } });

describe("a slow reader", () => {
  test("delays nobody", () => {
    const rig = new PushRig();
    const [slow, fast] = [rig.open({}, { room: 1 }), rig.open()];
    for (let n = 0; n < 5; n++) rig.basic(n, "HK.1");
    assert.deepEqual([slow.transport.bytes.length, fast.transport.bytes.length], [1, 5]);
  });

  test("within the bounds gets everything, in order and numbered", () => {
    const rig = new PushRig();
    const slow = rig.open({ filters: [{}] }, { room: 1 });
    for (let n = 0; n < 10; n++) rig.basic(n, "HK.1");
    assert.deepEqual([rig.hub.stats().queuedEvents, rig.hub.stats().blocked], [9, 1]);
    for (let reads = 0; reads < 5; reads++) rig.read(slow, 2);
    assert.deepEqual(slow.transport.data.map(priceOf), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    assert.deepEqual(
      slow.transport.data.map((event) => Number(event.sequence)),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    assert.deepEqual([rig.hub.stats().queuedEvents, rig.hub.stats().queuedBytes], [0, 0]);
  });

  test("over the bounds gets the newest value of each key, and how many were merged into it", () => {
    const rig = new PushRig({ maxQueuedEvents: 4 });
    const [slow, compat] = [rig.open({ filters: [{}] }, { room: 1 }), rig.open({}, { room: 1 })];
    for (let n = 0; n < 21; n++) rig.basic(n, `HK.${n % 2}`);
    rig.read(slow);
    rig.read(compat);
    for (const { transport } of [slow, compat]) {
      const [first, ...rest] = transport.data;
      assert.deepEqual(first && priceOf(first), 0);
      assert.deepEqual(
        rest.map((event) => [event.sec_key, priceOf(event), event.conflated]),
        [
          ["1_1", 19, 9],
          ["1_0", 20, 9],
        ],
      );
    }
    assert.deepEqual(
      compat.transport.data.map((event) => event.sequence),
      [undefined, undefined, undefined],
    );
    assert.deepEqual(
      slow.transport.data.map((event) => event.sequence),
      [1n, 2n, 3n],
    );
    assert.equal(rig.hub.stats().conflated, 36);
  });

  test("loses the oldest ticks, and is told how many, when and of which key", () => {
    const rig = new PushRig({ maxQueuedEvents: 4 });
    const [told, compat] = [rig.open({ control_events: true }, { room: 2 }), rig.open({}, { room: 1 })];
    for (let n = 1; n <= 8; n++) {
      rig.push(3011, ticksPush("HK.1", n));
      rig.clock.advance(1);
    }
    const startMs = rig.clock.wallMs() - 8;
    rig.read(told);
    rig.read(compat);
    rig.push(3011, ticksPush("HK.1", 9));
    assert.deepEqual(told.transport.kinds, ["accepted", "1_1", "gap", "1_1", "1_1", "1_1", "1_1", "1_1"]);
    const gap = told.transport.events[2]?.control?.gap;
    assert.deepEqual(
      [gap?.cause, gap?.events, gap?.from, gap?.to, gap?.keys.map(({ sec_key, sub_type }) => [sec_key, sub_type])],
      [
        PushGap_Cause.CAUSE_SLOW_READER,
        3n,
        BigInt(startMs + 1) * 1_000_000n,
        BigInt(startMs + 3) * 1_000_000n,
        [["1_1", 4]],
      ],
    );
    for (const { transport } of [told, compat]) {
      assert.deepEqual(transport.data.flatMap(ticksOf), [1, 5, 6, 7, 8, 9]);
      assert.deepEqual(
        transport.data.map((event) => event.dropped ?? 0),
        [0, 3, 0, 0, 0, 0],
      );
    }
    assert.deepEqual(
      told.transport.data.map((event) => event.sequence),
      [1n, 2n, 3n, 4n, 5n, 6n],
    );
    assert.deepEqual([rig.hub.stats().dropped, rig.hub.stats().gaps], [6, 1]);
  });

  test("keeps every order, fill and notice, whatever else is merged or dropped", () => {
    const rig = new PushRig({ maxQueuedEvents: 8 });
    const slow = rig.open({ filters: [{}] }, { room: 1 });
    rig.basic(0, "HK.0");
    for (let n = 1; n <= 6; n++) {
      for (const code of ["HK.1", "HK.2", "HK.3"]) rig.basic(n, code);
      rig.push(3011, ticksPush("HK.1", n));
      rig.order(5n, BigInt(n));
    }
    rig.notice();
    rig.read(slow);
    const { data } = slow.transport;
    assert.deepEqual(data.filter((event) => event.event_type === "trade").map(orderIdOf), [1n, 2n, 3n, 4n, 5n, 6n]);
    assert.equal(data.filter((event) => event.event_type === "notify").length, 1);
    assert.equal(slow.transport.endReason, undefined);
  });

  test("ends with SLOW_CONSUMER when orders alone don't fit, told what it lost and how far it came", () => {
    const rig = new PushRig({ maxQueuedEvents: 4 });
    const slow = rig.open({ control_events: true }, { room: 3 });
    rig.push(3011, ticksPush("HK.1", 1));
    for (let n = 1n; n <= 5n; n++) rig.order(5n, n);
    rig.push(3011, ticksPush("HK.1", 2));
    rig.order(5n, 6n);
    const [error] = slow.transport.errors;
    assert.deepEqual(
      [error?.reason, error?.status, error?.metadata],
      ["SLOW_CONSUMER", "RESOURCE_EXHAUSTED", { dropped: "1", last_sequence: "2" }],
    );
    // Its reader takes nothing, so it can't be told in the stream.
    assert.deepEqual(slow.transport.kinds, ["accepted", "1_1", "trade"]);
    const { streams, queuedEvents, queuedBytes, blocked, endsByReason } = rig.hub.stats();
    assert.deepEqual([streams, queuedEvents, queuedBytes, blocked, endsByReason.SLOW_CONSUMER], [0, 0, 0, 0, 1]);
    assert.equal(rig.clock.pendingTimers, 0);
  });

  test("that wants no conflation ends instead", () => {
    const rig = new PushRig({ maxQueuedEvents: 4 });
    const slow = rig.open({ conflate: { mode: MODE_OFF } }, { room: 1 });
    for (let n = 0; n < 5; n++) rig.basic(n, "HK.1");
    assert.equal(slow.transport.endReason, undefined);
    rig.basic(5, "HK.1");
    assert.equal(slow.transport.endReason, "SLOW_CONSUMER");
  });

  test("that takes nothing for 30 s ends; one that takes a little goes on (faults 42, 43)", () => {
    const rig = new PushRig();
    const [stopped, slow, idle] = [rig.open({}, { room: 1 }), rig.open({}, { room: 1 }), rig.open()];
    rig.basic(1, "HK.1");
    for (let second = 0; second < 60; second++) {
      rig.basic(second, "HK.1");
      rig.clock.advance(1000);
      if (second % 10 === 0) slow.transport.flushed++;
      assert.equal(stopped.transport.endReason, second >= 29 ? "SLOW_CONSUMER" : undefined, `at ${second} s`);
    }
    assert.equal(slow.transport.endReason, undefined);
    assert.equal(idle.transport.endReason, undefined);
    assert.equal(idle.transport.bytes.length, 61);
  });

  test("that was stopped for less goes on with the newest values and every order (fault 42)", () => {
    const rig = new PushRig({ maxQueuedEvents: 64 });
    const slow = rig.open({ filters: [{}] }, { room: 1 });
    for (let n = 0; n < 29_000; n++) {
      rig.basic(n, `HK.${n % 10}`);
      if (n % 1000 === 0) rig.order(5n, BigInt(n / 1000));
      rig.clock.advance(1);
    }
    rig.read(slow);
    const orders = slow.transport.data.filter((event) => event.event_type === "trade").map(orderIdOf);
    assert.deepEqual(
      orders,
      Array.from({ length: 29 }, (_, n) => BigInt(n)),
    );
    const values = slow.transport.data.filter((event) => event.event_type === "quote").slice(1);
    assert.deepEqual(
      values.map(priceOf).sort(),
      Array.from({ length: 10 }, (_, n) => 28_990 + n),
    );
  });

  test("with the longest queue goes first when all queues together are too much", () => {
    const rig = new PushRig({ maxTotalBytes: 1000, maxQueuedEvents: 1000 });
    const [more, less, fast] = [
      rig.open({}, { room: 1 }),
      rig.open(filter({ securities: ["HK.1"] }), { room: 1 }),
      rig.open(),
    ];
    for (let n = 0; n < 60 && more.transport.endReason === undefined; n++) rig.push(3011, ticksPush(`HK.${n % 3}`, n));
    assert.equal(more.transport.endReason, "SLOW_CONSUMER");
    assert.equal(less.transport.endReason, undefined);
    assert.equal(fast.transport.endReason, undefined);
    assert.ok(rig.hub.stats().queuedBytes <= 1000);
  });

  test("keeps its stream when the queues of a burst are too much together, with the newest values", () => {
    const rig = new PushRig({ maxTotalBytes: 5000, maxQueuedEvents: 1000 });
    const streams = Array.from({ length: 10 }, () => rig.open({ filters: [{}] }, { room: 1 }));
    for (let n = 0; n < 500; n++) {
      rig.basic(n, `HK.${n % 3}`);
      assert.ok(rig.hub.stats().queuedBytes <= 5000);
    }
    for (const stream of streams) {
      rig.read(stream);
      assert.equal(stream.transport.endReason, undefined);
      assert.deepEqual(stream.transport.data.slice(-3).map(priceOf).sort(), [497, 498, 499]);
      const values = stream.transport.data.reduce((sum, { conflated = 0 }) => sum + 1 + conflated, 0);
      assert.equal(values, 500);
    }
    const { queuedBytes, queuedEvents } = rig.hub.stats();
    assert.deepEqual([queuedBytes, queuedEvents], [0, 0]);
  });

  test("ends when its opening takes longer than its queue lasts", () => {
    const rig = new PushRig({ maxQueuedEvents: 4 });
    const { transport } = rig.open({ subscribe: true, filters: [{ accounts: [5n] }] });
    for (let n = 0n; n < 5n; n++) rig.order(5n, n);
    assert.equal(transport.endReason, "SLOW_CONSUMER");
    assert.equal(rig.ledger.empty, true);
  });
});

describe("conflation by interval", () => {
  test("gives at most one value per key and interval, the newest, and how many were merged", () => {
    const rig = new PushRig();
    const { transport } = rig.open(interval(100));
    for (let n = 0; n < 25; n++) {
      rig.basic(n, "HK.1");
      rig.clock.advance(10);
    }
    rig.clock.advance(1000);
    assert.deepEqual(
      transport.data.map((event) => [priceOf(event), event.conflated ?? 0, event.sequence]),
      [
        [0, 0, 1n],
        [9, 8, 2n],
        [19, 9, 3n],
        [24, 4, 4n],
      ],
    );
  });

  test("leaves ticks, orders and notices alone", () => {
    const rig = new PushRig();
    const { transport } = rig.open(interval(1000));
    for (let n = 1; n <= 3; n++) {
      rig.push(3011, ticksPush("HK.1", n));
      rig.order(5n, BigInt(n));
      rig.notice();
    }
    assert.equal(transport.data.length, 9);
  });

  test("keeps keys apart, and lets a slow reader have the newest of each", () => {
    const rig = new PushRig({ maxQueuedEvents: 2 });
    const slow = rig.open(interval(100), { room: 1 });
    for (let n = 0; n < 30; n++) {
      rig.basic(n, `HK.${n % 3}`);
      rig.clock.advance(10);
    }
    assert.equal(rig.hub.stats().queuedEvents, 0);
    rig.read(slow);
    rig.clock.advance(100);
    assert.deepEqual(
      slow.transport.data.map((event) => [priceOf(event), event.conflated ?? 0]),
      [
        [0, 0],
        [28, 9],
        [29, 9],
        [27, 8],
      ],
    );
  });

  test("counts a snapshot as a value", () => {
    const rig = new PushRig();
    rig.basic(1, "HK.1");
    const { transport } = rig.open({ ...interval(100), snapshot: true });
    rig.basic(2, "HK.1");
    rig.basic(3, "HK.1");
    assert.deepEqual(transport.data.map(priceOf), [1]);
    rig.clock.advance(200);
    assert.deepEqual(
      transport.data.map((event) => [priceOf(event), event.conflated ?? 0]),
      [
        [1, 0],
        [3, 1],
      ],
    );
  });

  test("sends what waits of a unit that is released, to a slow reader later", () => {
    const rig = new PushRig();
    const [fast, slow] = [rig.open(interval(1000)), rig.open(interval(1000), { room: 1 })];
    for (const price of [1, 2, 3]) rig.basic(price, "HK.1");
    rig.hub.released({ security: security("HK.1"), subType: 1 });
    rig.read(slow);
    for (const { transport } of [fast, slow]) {
      assert.deepEqual(
        transport.data.map((event) => [priceOf(event), event.conflated ?? 0, event.dropped ?? 0]),
        [
          [1, 0, 0],
          [3, 1, 0],
        ],
      );
    }
  });

  test("counts what it held back when its caller subscribes again", () => {
    const rig = new PushRig();
    const { transport } = rig.open(interval(1000));
    for (const price of [1, 2, 3]) rig.basic(price, "HK.1");
    rig.hub.sendLastValues("10.0.0.1", [{ security: security("HK.1"), subType: 1 }]);
    rig.clock.advance(2000);
    assert.deepEqual(
      transport.data.map((event) => [priceOf(event), event.conflated ?? 0, event.snapshot ?? false]),
      [
        [1, 0, false],
        [3, 1, false],
      ],
    );
  });

  test("stops with its stream", () => {
    const rig = new PushRig();
    const { stream, transport } = rig.open(interval(1000));
    rig.basic(1, "HK.1");
    rig.basic(2, "HK.1");
    stream.closed();
    assert.equal(rig.clock.pendingTimers, 0);
    rig.basic(3, "HK.1");
    assert.equal(transport.data.length, 1);
  });
});

describe("heartbeats", () => {
  test("come in the interval that was asked for, with the last sequence and the time", () => {
    const rig = new PushRig();
    const { transport } = rig.open({ heartbeat_interval_ms: 5000 });
    rig.clock.advance(4999);
    assert.equal(transport.kinds.length, 1);
    rig.basic(1, "HK.1");
    rig.clock.advance(5001);
    assert.deepEqual(transport.kinds, ["accepted", "1_1", "heartbeat", "heartbeat"]);
    const beat = transport.events[3]?.control?.heartbeat;
    assert.deepEqual(
      [beat?.last_sequence, beat?.server_time, beat?.upstream_ready],
      [1n, BigInt(rig.clock.wallMs()) * 1_000_000n, true],
    );
  });

  test("say when OpenD is away, or not all subscriptions stand", () => {
    const rig = new PushRig();
    const { transport } = rig.open({ heartbeat_interval_ms: 5000 });
    const ready = () => {
      rig.clock.advance(5000);
      return transport.events.at(-1)?.control?.heartbeat?.upstream_ready;
    };
    assert.equal(ready(), true);
    rig.ready = false;
    assert.equal(ready(), false);
    rig.hub.upstreamLost(rig.clock.wallMs());
    rig.ready = true;
    assert.equal(ready(), false);
    rig.hub.upstreamRestored({ sinceMs: 0, units: [], accounts: [], refused: [], accountsRefused: null });
    assert.equal(ready(), true);
  });

  test("don't pile up for a reader that is slow", () => {
    const rig = new PushRig();
    const slow = rig.open({ heartbeat_interval_ms: 5000 }, { room: 1 });
    rig.clock.advance(25_000);
    assert.deepEqual(slow.transport.kinds, ["accepted"]);
    rig.read(slow);
    assert.deepEqual(slow.transport.kinds, ["accepted", "heartbeat"]);
  });

  test("end with the stream", () => {
    const rig = new PushRig();
    const { stream } = rig.open({ heartbeat_interval_ms: 5000 });
    stream.closed();
    assert.equal(rig.clock.pendingTimers, 0);
  });
});

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { PushEvent } from "../../../generated/ts/futu/service/futu.js";
import {
  basicQot,
  controlName,
  filter,
  klPush,
  orderIdOf,
  orderPush,
  PushRig,
  priceOf,
  security,
  ticksOf,
  ticksPush,
} from "./testing/push-rig.js";

describe("a push", () => {
  test("goes out as one event whose bytes all compatible streams share", () => {
    const rig = new PushRig();
    const [first, second] = [rig.open(), rig.open()];
    rig.basic(1, "HK.00700");
    const [event] = first.transport.events;
    assert.deepEqual(first.transport.bytes, second.transport.bytes);
    assert.deepEqual(
      { ...event, body: Buffer.from(event?.body ?? []), received_at: undefined },
      {
        ...PushEvent.fromPartial({ proto_id: 3005, sec_key: "1_00700", sub_type: 1, event_type: "quote" }),
        body: Buffer.from(basicQot(1, "HK.00700")),
        received_at: undefined,
      },
    );
    assert.equal(event?.received_at, BigInt(rig.clock.wallMs()) * 1_000_000n);
  });

  test("goes to the streams that asked for its key, with sequence and filter names, and to no other", () => {
    const rig = new PushRig();
    const tencent = rig.open(filter({ name: "t", securities: ["HK.00700"] }));
    const klines = rig.open(filter({ kl_types: [1], rehab_types: [1] }));
    const trade = rig.open(filter({ accounts: [5n] }));
    rig.basic(1, "HK.00700");
    rig.basic(1, "HK.00005");
    rig.push(3007, klPush("HK.00700", 1, 1));
    rig.push(3007, klPush("HK.00700", 1, 0));
    rig.order(5n, 1n);
    rig.order(6n, 2n);
    assert.deepEqual(
      tencent.transport.data.map((event) => [event.proto_id, event.sequence, event.filters, event.rehab_type]),
      [
        [3005, 1n, ["t"], undefined],
        [3007, 2n, ["t"], 1],
        [3007, 3n, ["t"], 0],
      ],
    );
    assert.deepEqual(
      klines.transport.data.map((event) => [event.sub_type, event.kl_type, event.rehab_type, event.sequence]),
      [[11, 1, 1, 1n]],
    );
    assert.deepEqual(
      trade.transport.data.map((event) => [event.acc_id, event.trd_market, orderIdOf(event), event.position]),
      [[5n, 1, 1n, 1n]],
    );
  });

  test("with several securities is one event for each, for compatible streams too", () => {
    const rig = new PushRig();
    const [all, one] = [rig.open(), rig.open(filter({ securities: ["HK.00005"] }))];
    rig.basic(7, "HK.00700", "HK.00005");
    assert.deepEqual(all.transport.kinds, ["1_00700", "1_00005"]);
    assert.deepEqual(one.transport.kinds, ["1_00005"]);
    assert.deepEqual(Buffer.from(one.transport.data[0]?.body ?? []), Buffer.from(basicQot(7, "HK.00005")));
  });

  test("that can't be read goes out whole and without key to those who take everything", () => {
    const rig = new PushRig();
    const [all, one, quotes] = [
      rig.open(),
      rig.open(filter({ securities: ["HK.00700"] })),
      rig.open(filter({ event_types: ["quote"] })),
    ];
    rig.push(3005, Buffer.from([0xff]));
    assert.deepEqual(
      all.transport.data.map((event) => [event.proto_id, event.sec_key, Buffer.from(event.body ?? [])]),
      [[3005, undefined, Buffer.from([0xff])]],
    );
    assert.equal(quotes.transport.data.length, 1);
    assert.equal(one.transport.data.length, 0);
    assert.equal(rig.hub.stats().unreadable, 1);
  });

  test("that can't be read never replaces another one, nor becomes a last value", () => {
    const rig = new PushRig({ maxQueuedEvents: 4 });
    const all = rig.open({ filters: [{}] }, { room: 1 });
    for (let n = 0; n < 4; n++) rig.push(3005, Buffer.from([0xff, n]));
    rig.read(all);
    assert.deepEqual(
      all.transport.data.map((event) => event.body?.[1]),
      [0, 1, 2, 3],
    );
    assert.deepEqual(rig.open({ snapshot: true }).transport.data, []);
  });

  test("of indicators, whose key is none that filters know, goes to those who take everything", () => {
    const rig = new PushRig();
    const [all, one] = [rig.open(), rig.open(filter({ securities: ["HK.00700"] }))];
    rig.push(3261, Buffer.alloc(3));
    assert.deepEqual([all.transport.data.length, one.transport.data.length], [1, 0]);
  });

  test("of a stream's caller and notices reaches every stream that takes notices", () => {
    const rig = new PushRig();
    const [notices, quotes] = [rig.open(filter({ event_types: ["notify"] })), rig.open(filter({ sub_types: [1] }))];
    rig.notice();
    assert.deepEqual(
      notices.transport.data.map((event) => [event.event_type, event.position]),
      [["notify", 1n]],
    );
    assert.deepEqual(quotes.transport.data, []);
  });

  test("that comes before the answer to the subscription is delivered after it (fault 11)", () => {
    const rig = new PushRig();
    const { transport } = rig.open({
      subscribe: true,
      control_events: true,
      ...filter({ securities: ["HK.00700"], sub_types: [1] }),
    });
    rig.basic(1, "HK.00700");
    assert.deepEqual(transport.kinds, []);
    rig.ledger.settle({ ok: true, reply: Buffer.alloc(0), standing: [] });
    assert.deepEqual(transport.kinds, ["accepted", "1_00700"]);
  });

  test("in a burst of 10,000 reaches a fast reader whole and a slow one within its bounds (fault 12)", () => {
    const rig = new PushRig({ maxQueuedEvents: 1024 });
    const [fast, slow] = [rig.open(), rig.open({}, { room: 1 })];
    for (let n = 0; n < 10_000; n++) rig.basic(n, `HK.${n % 5}`);
    assert.equal(fast.transport.data.length, 10_000);
    assert.ok(rig.hub.stats().queuedEvents <= 1024);
    rig.read(slow);
    // After the first one the newest of each key, in the order in which their oldest came.
    assert.deepEqual(slow.transport.data.slice(1).map(priceOf).sort(), [9995, 9996, 9997, 9998, 9999]);
  });
});

describe("many streams", () => {
  test("10,000 on one symbol all get each event (fault 45)", () => {
    const rig = new PushRig({ maxStreams: 10_000 });
    const streams = Array.from({ length: 10_000 }, () => rig.open(filter({ securities: ["HK.00700"] })));
    rig.basic(1, "HK.00700");
    rig.basic(2, "HK.00005");
    rig.basic(3, "HK.00700");
    for (const { transport } of streams) assert.equal(transport.bytes.length, 2);
    assert.equal(rig.hub.stats().written, 20_000);
  });

  test("that open and close all the time leave nothing behind (fault 44)", () => {
    const rig = new PushRig();
    rig.ledger.answer = { ok: true, reply: Buffer.alloc(0), standing: [] };
    for (let n = 0; n < 1000; n++) {
      const { stream } = rig.open({
        subscribe: true,
        snapshot: true,
        heartbeat_interval_ms: 5000,
        filters: [{ securities: [`HK.${n % 7}`, "HK.00700"], sub_types: [1] }, { accounts: [5n] }],
      });
      rig.basic(n, "HK.00700", `HK.${n % 7}`);
      stream.closed();
    }
    const { streams, blocked, queuedBytes, queuedEvents, endsByReason, keys } = rig.hub.stats();
    assert.deepEqual([streams, blocked, queuedBytes, queuedEvents, endsByReason.CLIENT_CANCELLED], [0, 0, 0, 0, 1000]);
    assert.equal(keys, 8);
    assert.equal(rig.clock.pendingTimers, 0);
    assert.equal(rig.ledger.empty, true);
  });

  test("of one client that are the same are told apart (fault 46)", () => {
    const rig = new PushRig();
    const request = { control_events: true, ...filter({ securities: ["HK.00700"] }) };
    const [first, second] = [rig.open(request), rig.open(request)];
    rig.basic(1, "HK.00700");
    first.stream.closed();
    rig.basic(2, "HK.00700");
    assert.deepEqual([first.transport.data.length, second.transport.data.length], [1, 2]);
    assert.deepEqual(rig.ledger.attached.length, 1);
  });
});

describe("last values", () => {
  test("are sent to a caller's streams when it subscribes again, marked but for compatible streams", () => {
    const rig = new PushRig();
    const [own, compat, other] = [rig.open({ filters: [{}] }), rig.open(), rig.open({}, { caller: "other" })];
    rig.basic(1, "HK.00700");
    rig.push(3011, ticksPush("HK.00700", 1));
    rig.hub.sendLastValues("10.0.0.1", [
      { security: security("HK.00700"), subType: 1 },
      { security: security("HK.00700"), subType: 4 },
      { security: security("HK.00005"), subType: 1 },
    ]);
    assert.deepEqual(
      own.transport.data.map((event) => [event.sub_type, event.snapshot, event.sequence]),
      [
        [1, undefined, 1n],
        [4, undefined, 2n],
        [1, true, 3n],
      ],
    );
    assert.deepEqual(compat.transport.bytes[2], compat.transport.bytes[0]);
    assert.equal(other.transport.data.length, 2);
  });

  test("wait behind what a slow reader has to take first", () => {
    const rig = new PushRig();
    const slow = rig.open({ filters: [{}] }, { room: 1 });
    for (const price of [1, 2, 3]) rig.basic(price, "HK.00700");
    rig.hub.sendLastValues("10.0.0.1", [{ security: security("HK.00700"), subType: 1 }]);
    rig.read(slow);
    assert.deepEqual(
      slow.transport.data.map((event) => [priceOf(event), event.snapshot]),
      [
        [1, undefined],
        [2, undefined],
        [3, undefined],
        [3, true],
      ],
    );
  });

  test("of a unit that was released are forgotten", () => {
    const rig = new PushRig();
    rig.basic(1, "HK.00700", "HK.00005");
    rig.hub.released({ security: security("HK.00700"), subType: 1 });
    assert.deepEqual(rig.open({ snapshot: true }).transport.kinds, ["1_00005"]);
    assert.equal(rig.hub.stats().keys, 1);
  });
});

test("ticks that a new subscription repeats come once", () => {
  const rig = new PushRig();
  const { transport } = rig.open();
  rig.push(3011, ticksPush("HK.00700", 1, 2));
  rig.hub.released({ security: security("HK.00700"), subType: 4 });
  rig.push(3011, ticksPush("HK.00700", 1, 2, 3));
  rig.push(3011, ticksPush("HK.00700", 4));
  assert.deepEqual(transport.data.map(ticksOf), [[1, 2], [3], [4]]);
});

test("ticks that a new subscription repeats come whole where nobody was there to see them before", () => {
  const rig = new PushRig();
  const first = rig.open(filter({ securities: ["HK.00700"], sub_types: [4] }));
  rig.push(3011, ticksPush("HK.00700", 1, 2));
  first.stream.closed();
  rig.hub.released({ security: security("HK.00700"), subType: 4 });
  const { transport } = rig.open(filter({ securities: ["HK.00700"], sub_types: [4] }));
  rig.push(3011, ticksPush("HK.00700", 1, 2));
  assert.deepEqual(transport.data.map(ticksOf), [[1, 2]]);
});

test("what goes wrong in one push does not stop the next", () => {
  const rig = new PushRig();
  const { transport } = rig.open();
  rig.push(2208, Buffer.from([0x22, 0x01]));
  rig.push(2208, orderPush(5n, 1n));
  assert.deepEqual(
    transport.data.map((event) => [event.event_type, event.acc_id]),
    [
      ["trade", undefined],
      ["trade", 5n],
    ],
  );
  assert.equal(transport.events.filter((event) => controlName(event) !== undefined).length, 0);
});

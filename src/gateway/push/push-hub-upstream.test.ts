import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { filter, klPush, PushRig, priceOf, security, ticksOf, ticksPush } from "./testing/push-rig.js";

const unit = (code: string, subType: number, rehabTypes: number[] = []) => ({
  security: security(code),
  subType,
  rehabTypes,
});
const RESTORED = { sinceMs: 0, units: [], accounts: [], refused: [], accountsRefused: null };

describe("when OpenD is lost", () => {
  test("streams with control events are told, and when all stands again, what they may have missed", () => {
    const rig = new PushRig();
    const control_events = true;
    const tencent = rig.open({ control_events, ...filter({ securities: ["HK.00700"] }) });
    const klines = rig.open({ control_events, ...filter({ kl_types: [2], rehab_types: [0, 2] }) });
    const account = rig.open({ control_events, ...filter({ accounts: [5n] }) });
    const lossless = rig.open({ control_events, ...filter({ securities: ["US.AAPL"] }) });
    const compat = rig.open();
    const sinceMs = rig.clock.wallMs();
    rig.gap([unit("HK.00700", 1), unit("HK.00700", 6, [0, 1]), unit("HK.00005", 1)], { accounts: [5n, 6n] });
    for (const { transport } of [tencent, klines, account, lossless]) {
      assert.deepEqual(transport.kinds, ["accepted", "upstream_down", "upstream_restored"]);
      assert.equal(transport.events[1]?.control?.upstream_down?.since, BigInt(sinceMs) * 1_000_000n);
      assert.equal(transport.events[2]?.control?.upstream_restored?.since, BigInt(sinceMs) * 1_000_000n);
    }
    const told = ({ transport }: typeof tencent) => {
      const restored = transport.events[2]?.control?.upstream_restored;
      const keys = restored?.keys.map((key) => [key.sec_key, key.sub_type, key.rehab_type, key.acc_id]);
      return [restored?.possible_gap, keys];
    };
    assert.deepEqual(told(tencent), [
      true,
      [
        ["1_00700", 1, undefined, undefined],
        ["1_00700", 6, 0, undefined],
        ["1_00700", 6, 1, undefined],
      ],
    ]);
    assert.deepEqual(told(klines), [true, [["1_00700", 6, 0, undefined]]]);
    assert.deepEqual(told(account), [true, [[undefined, undefined, undefined, 5n]]]);
    assert.deepEqual(told(lossless), [false, []]);
    assert.deepEqual(compat.transport.kinds, []);
    assert.deepEqual([rig.hub.stats().gaps, rig.hub.stats().gapKeys, rig.hub.stats().upstreamLosses], [3, 5, 1]);
  });

  test("a stream that takes notices may have missed some, though nothing was registered", () => {
    const rig = new PushRig();
    const { transport } = rig.open({ control_events: true });
    rig.gap();
    assert.equal(transport.events.at(-1)?.control?.upstream_restored?.possible_gap, true);
  });

  test("what OpenD refused to make again is named with its text", () => {
    const rig = new PushRig();
    const { transport } = rig.open({ control_events: true, ...filter({ securities: ["HK.00700"], accounts: [5n] }) });
    rig.gap([], {
      refused: [
        { unit: unit("HK.00700", 1), text: "no right" },
        { unit: unit("HK.00005", 1), text: "no right" },
      ],
      accountsRefused: "no account",
    });
    const restored = transport.events.at(-1)?.control?.upstream_restored;
    assert.equal(restored?.possible_gap, true);
    assert.deepEqual(
      restored?.refused.map(({ key, ret_msg }) => [key?.sec_key, key?.sub_type, ret_msg]),
      [
        ["1_00700", 1, "no right"],
        [undefined, undefined, "no account"],
      ],
    );
  });

  test("no event names more than 1,000 keys, but all are counted", () => {
    const rig = new PushRig();
    const { transport } = rig.open({ control_events: true, ...filter({ sub_types: [1] }) });
    rig.gap(Array.from({ length: 1500 }, (_, n) => unit(`HK.${n}`, 1)));
    assert.equal(transport.events.at(-1)?.control?.upstream_restored?.keys.length, 1000);
    assert.equal(rig.hub.stats().gapKeys, 1500);
  });

  test("again before all was restored, the first moment counts and nobody is told twice", () => {
    const rig = new PushRig();
    const { transport } = rig.open({ control_events: true });
    const sinceMs = rig.clock.wallMs();
    rig.hub.upstreamLost(sinceMs);
    rig.clock.advance(1000);
    rig.hub.upstreamLost(rig.clock.wallMs());
    rig.hub.upstreamRestored(RESTORED);
    rig.hub.upstreamRestored(RESTORED);
    assert.deepEqual(transport.kinds, ["accepted", "upstream_down", "upstream_restored"]);
    assert.equal(transport.events[2]?.control?.upstream_restored?.since, BigInt(sinceMs) * 1_000_000n);
  });

  test("a first connection is no restoring", () => {
    const rig = new PushRig();
    const { transport } = rig.open({ control_events: true });
    rig.hub.upstreamRestored(RESTORED);
    assert.deepEqual(transport.kinds, ["accepted"]);
  });

  test("a stream that is opened meanwhile is told", () => {
    const rig = new PushRig();
    rig.hub.upstreamLost(rig.clock.wallMs());
    const { transport } = rig.open({ control_events: true });
    assert.deepEqual(transport.kinds, ["accepted", "upstream_down"]);
  });

  test("a slow reader is told in the order in which it happened", () => {
    const rig = new PushRig();
    const slow = rig.open({ control_events: true }, { room: 1 });
    rig.basic(1, "HK.1");
    rig.gap([unit("HK.1", 1)]);
    rig.basic(2, "HK.1");
    rig.read(slow);
    assert.deepEqual(slow.transport.kinds, ["accepted", "1_1", "upstream_down", "upstream_restored", "1_1"]);
  });
});

describe("after a gap", () => {
  test("the first push is marked also where nobody held the key when OpenD was lost, and somebody does again", () => {
    const rig = new PushRig();
    const { transport } = rig.open();
    const [lost, ended] = [unit("HK.1", 1), unit("HK.2", 1)];
    rig.basic(1, "HK.1", "HK.2");
    rig.hub.released(ended);
    rig.hub.upstreamLost(rig.clock.wallMs());
    rig.hub.released(lost);
    rig.hub.upstreamRestored(RESTORED);
    for (const price of [2, 3]) rig.basic(price, "HK.1", "HK.2");
    const marked = () => transport.data.slice(2).map(({ sec_key, after_gap }) => [sec_key, after_gap ?? false]);
    assert.deepEqual(marked(), [
      ["1_1", true],
      ["1_2", false],
      ["1_1", false],
      ["1_2", false],
    ]);
    rig.hub.released(lost);
    rig.basic(4, "HK.1");
    assert.deepEqual(marked().at(-1), ["1_1", false], "an orderly release is no gap");
  });

  test("the first push of each key is marked and sent even if equal, for compatible streams too", () => {
    const rig = new PushRig();
    const streams = [rig.open(filter({})), rig.open()];
    rig.basic(1, "HK.1", "HK.2");
    rig.order(5n, 1n);
    rig.gap([unit("HK.1", 1), unit("HK.2", 1)]);
    rig.basic(1, "HK.1");
    rig.basic(1, "HK.1", "HK.2");
    rig.order(5n, 2n);
    rig.order(5n, 3n);
    for (const { transport } of streams) {
      assert.deepEqual(
        transport.data.slice(3).map((event) => [event.sec_key ?? event.acc_id, event.after_gap ?? false]),
        [
          ["1_1", true],
          ["1_1", false],
          ["1_2", true],
          [5n, true],
          [5n, false],
        ],
      );
    }
  });

  test("a push on the new connection is marked before all subscriptions stand", () => {
    const rig = new PushRig();
    const { transport } = rig.open();
    rig.basic(1, "HK.1");
    rig.hub.upstreamLost(rig.clock.wallMs());
    rig.basic(2, "HK.1");
    rig.hub.upstreamRestored({ ...RESTORED, units: [unit("HK.1", 1)] });
    rig.basic(3, "HK.1");
    assert.deepEqual(
      transport.data.map((event) => event.after_gap ?? false),
      [false, true, false],
    );
  });

  test("a key without earlier push is marked if it was subscribed before, and only then", () => {
    const rig = new PushRig();
    const { transport } = rig.open();
    rig.gap([unit("HK.1", 6, [1])]);
    rig.push(3007, klPush("HK.1", 2, 1));
    rig.basic(1, "HK.2");
    rig.order(5n, 1n);
    assert.deepEqual(
      transport.data.map((event) => event.after_gap ?? false),
      [true, false, true],
    );
  });

  test("the mark stays with a value that newer ones are merged into", () => {
    const rig = new PushRig({ maxQueuedEvents: 2 });
    const slow = rig.open({}, { room: 1 });
    rig.basic(1, "HK.1");
    rig.gap([unit("HK.1", 1)]);
    for (const price of [2, 3, 4, 5]) rig.basic(price, "HK.1");
    rig.read(slow);
    assert.deepEqual(
      slow.transport.data.map((event) => [priceOf(event), event.after_gap ?? false]),
      [
        [1, false],
        [5, true],
      ],
    );
  });

  test("ticks that OpenD repeats come once, and the mark waits for the first that is new", () => {
    const rig = new PushRig();
    const { transport } = rig.open();
    rig.push(3011, ticksPush("HK.1", 1, 2));
    rig.gap([unit("HK.1", 4)]);
    rig.push(3011, ticksPush("HK.1", 1, 2));
    rig.push(3011, ticksPush("HK.1", 3));
    rig.gap([unit("HK.1", 4)]);
    rig.push(3011, ticksPush("HK.1", 2, 3, 4));
    rig.gap([unit("HK.1", 4)]);
    rig.push(3011, ticksPush("HK.1", 90, 91));
    assert.deepEqual(
      transport.data.map((event) => [ticksOf(event), event.after_gap ?? false]),
      [
        [[1, 2], false],
        [[3], true],
        [[4], true],
        [[90, 91], true],
      ],
    );
  });

  test("the record knows of it, so that a stream that resumes is told", () => {
    const rig = new PushRig();
    rig.gap();
    assert.equal(rig.record.window(() => true).newestPosition, 1);
  });
});

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { Response as SubResponse } from "../../../generated/ts/Qot_Sub.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { EPOCH, filter, PushRig, priceOf, SUBSCRIBED, security, ticksPush } from "./testing/push-rig.js";

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

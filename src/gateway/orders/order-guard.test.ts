import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { GatewayError } from "../../errors/gateway-error.js";
import type { OrderStore } from "../../limits/orders/order-store.js";
import { openCaller } from "../testing/open-caller.js";
import { LATE_ANSWER_MS } from "./order-run.js";
import {
  type Answer,
  cancelBody,
  GuardRig,
  keyCaller,
  placeBody,
  placeReply,
  refusal,
  settle,
} from "./testing/guard-rig.js";

const limited = (more = {}) => keyCaller({ maxDailyValue: 500, ...more });

function assertEnds(answer: Answer, reason: string | null, sent = false): void {
  assert.deepEqual([answer.count, answer.reason, answer.error?.sent ?? false], [1, reason, sent]);
}

describe("an order through the guard", () => {
  it("is counted and in the audit log before it is handed to a connection, and answered with OpenD's bytes", async () => {
    const rig = new GuardRig();
    let write = (): void => undefined;
    rig.auditing = () => new Promise((resolve) => (write = resolve));
    const answer = await rig.run(placeBody(), { caller: limited() });
    assert.deepEqual([rig.calls.length, await rig.usage()], [0, 10_000]);
    write();
    await settle();
    assert.equal(rig.audit[0]?.event, "order_sent");
    const { request } = rig.last.send();
    assert.deepEqual([request.repeatable, request.home, request.protoId], [false, true, 2202]);
    const reply = placeReply(9n);
    rig.last.reply(reply);
    await settle();
    assertEnds(answer, null);
    assert.deepEqual(Buffer.from(answer.reply ?? []), reply);
    assert.deepEqual(answer.notes, {
      rate: null,
      replayed: false,
      cached: false,
      sentAs: { upstream: "opend#1", serialNo: 77 },
    });
    assert.equal(await rig.usage(), 10_000);
    assert.equal(rig.clock.pendingTimers, 0);
  });

  it("of a caller without limits, key and audit log leaves in the same turn, and is counted", async () => {
    const rig = new GuardRig();
    const caller = openCaller("127.0.0.1");
    Reflect.set(Reflect.get(rig.guard, "options"), "audit", null);
    rig.call(placeBody(), { caller });
    assert.equal(rig.calls.length, 1);
    const usage = await rig.store.usage(caller.owner, rig.clock.wallMs());
    assert.deepEqual(usage, { dayCents: 0, ordersLastMinute: 1 });
  });

  it("gives its value back when OpenD refuses, and keeps it when nobody knows", async () => {
    const lost = (rig: GuardRig) => rig.last.send().lose();
    const cases: readonly (readonly [(rig: GuardRig) => void, number, string | null])[] = [
      [(rig) => rig.last.send().reply(refusal()), 0, null],
      [(rig) => rig.last.send().reply(refusal(-500)), 0, null],
      [(rig) => rig.last.send().reply(refusal(-100)), 10_000, null],
      [(rig) => rig.last.send().reply(Buffer.from([0xff])), 10_000, null],
      [lost, 10_000, "OUTCOME_UNKNOWN"],
      [(rig) => rig.last.lose("no_connection"), 0, "UPSTREAM_UNAVAILABLE"],
    ];
    for (const [end, kept, reason] of cases) {
      const rig = new GuardRig();
      const answer = await rig.run(placeBody(), { caller: limited() });
      end(rig);
      await settle();
      assertEnds(answer, reason, reason === "OUTCOME_UNKNOWN");
      assert.equal(await rig.usage(), kept);
    }
  });

  it("over the value of the day or the orders of a minute is refused with the time to wait, and not sent", async () => {
    const rig = new GuardRig();
    const caller = limited({ maxOrdersPerMinute: 2 });
    await rig.run(placeBody(400), { caller });
    const over = await rig.run(placeBody(101), { caller });
    assertEnds(over, "ORDER_QUOTA");
    assert.equal(over.error?.metadata["limit"], "max_daily_value");
    await rig.run(placeBody(100), { caller });
    const often = await rig.run(placeBody(0), { caller });
    assert.deepEqual([often.error?.metadata["limit"], often.error?.retryAfterMs], ["max_orders_per_minute", 60_000]);
    assert.equal(rig.calls.length, 2);
  });

  it("is not counted when the rules, the pacing or the audit log refuse it", async () => {
    const no = new GatewayError("ORDER_LIMIT", "no");
    const slots: boolean[] = [];
    const slot = { rate: null, end: (reached: boolean) => slots.push(reached) };
    const tight = {
      tryTake: () => {
        throw new GatewayError("UPSTREAM_RATE", "no");
      },
      count: () => slot,
    };
    const cases: readonly (readonly [GuardRig, string])[] = [
      [new GuardRig({ rules: { check: () => Promise.reject(no) } }), "ORDER_LIMIT"],
      [new GuardRig({ pacing: tight }), "UPSTREAM_RATE"],
      [new GuardRig({ pacing: { tryTake: () => slot, count: () => slot } }), "STATE_UNAVAILABLE"],
    ];
    cases[2]![0].auditing = () => Promise.reject(new Error("full"));
    for (const [rig, reason] of cases) {
      const answer = await rig.run(placeBody(), { caller: limited(), key: "k" });
      assertEnds(answer, reason);
      assert.deepEqual([rig.calls.length, await rig.usage()], [0, 0]);
      const again = rig.call(placeBody(1), { caller: limited(), key: "k" });
      await settle();
      assert.notEqual(again.reason, "IDEMPOTENCY_CONFLICT");
    }
    // What was taken and not used is given back.
    assert.deepEqual(slots, [false, false]);
  });

  it("that takes risk away goes through when nothing can be counted or written", async () => {
    const away: OrderStore = {
      shared: true,
      recall: () => Promise.reject(new GatewayError("STATE_UNAVAILABLE", "away")),
      admit: () => Promise.reject(new GatewayError("STATE_UNAVAILABLE", "away")),
      settle: () => undefined,
      settled: () => Promise.resolve(),
      usage: () => ({ dayCents: 0, ordersLastMinute: 0 }),
      close: () => Promise.resolve(),
    };
    const rig = new GuardRig({ store: away });
    rig.auditing = () => Promise.reject(new Error("full"));
    const answer = await rig.run(cancelBody(), { caller: limited(), key: "k", protoId: 2205 });
    rig.last.send().reply(refusal());
    await settle();
    assertEnds(answer, null);
    assertEnds(await rig.run(placeBody(), { caller: limited(), key: "k" }), "STATE_UNAVAILABLE");
    assert.equal(rig.calls.length, 1);
  });
});

describe("a caller that goes away, or whose time is over", () => {
  it("before the order was handed over leaves nothing counted and nothing sent", async () => {
    for (const leave of [
      (_: GuardRig, answer: Answer) => answer.cancel(),
      (rig: GuardRig) => rig.clock.advance(5000),
    ]) {
      for (const stage of ["committing", "queued"]) {
        const rig = new GuardRig();
        let write = (): void => undefined;
        if (stage === "committing") rig.auditing = () => new Promise((resolve) => (write = resolve));
        const answer = await rig.run(placeBody(), { caller: limited(), key: "k" });
        leave(rig, answer);
        assert.ok(["CANCELLED", "DEADLINE_EXCEEDED"].includes(answer.reason ?? ""), answer.reason ?? "");
        assert.equal(answer.error?.sent, false);
        write();
        await settle();
        assert.deepEqual([answer.count, await rig.usage(), rig.clock.pendingTimers], [1, 0, 0]);
        assert.equal(
          rig.calls.every(({ over, sent }) => over && !sent),
          true,
          stage,
        );
        assert.equal((await rig.run(placeBody(), { caller: limited(), key: "k" })).count, 0, "the key is free");
      }
    }
  });

  it("after a standstill past the deadline, the order is not sent", async () => {
    const rig = new GuardRig();
    rig.auditing = async () => {
      // The timer has had no turn.
      rig.clock.stall(0);
      Reflect.set(rig.clock, "nowMs", rig.clock.now() + 10_000);
    };
    assertEnds(await rig.run(placeBody(), { caller: limited() }), "DEADLINE_EXCEEDED");
    assert.deepEqual([rig.calls.length, await rig.usage()], [0, 0]);
  });

  it("is told that the outcome is unknown, and the answer that comes late settles the order", async () => {
    for (const leave of [
      (_: GuardRig, answer: Answer) => answer.cancel(),
      (rig: GuardRig) => rig.clock.advance(5000),
    ]) {
      const rig = new GuardRig();
      const first = await rig.run(placeBody(), { caller: limited(), key: "k" });
      rig.last.send();
      leave(rig, first);
      assertEnds(first, "OUTCOME_UNKNOWN", true);
      rig.clock.advance(LATE_ANSWER_MS - 5001);
      const second = await rig.run(placeBody(), { caller: limited(), key: "k" });
      assert.equal(second.count, 0);
      rig.last.reply(placeReply(9n));
      await settle();
      assertEnds(second, null);
      assert.deepEqual([second.notes?.replayed, rig.calls.length, await rig.usage()], [true, 1, 10_000]);
      assert.equal(rig.clock.pendingTimers, 0);
    }
  });

  it("leaves the order unknown when the answer does not come within a minute", async () => {
    const rig = new GuardRig();
    const first = await rig.run(placeBody(), { caller: limited(), key: "k" });
    rig.last.send();
    first.cancel();
    rig.clock.advance(LATE_ANSWER_MS);
    await settle();
    assert.equal(rig.last.over, true);
    rig.listed = null;
    assertEnds(await rig.run(placeBody(), { caller: limited(), key: "k" }), "OUTCOME_UNKNOWN", true);
    assert.deepEqual([rig.calls.length, await rig.usage()], [1, 10_000]);
  });
});

describe("the same idempotency key again", () => {
  it("gets the first answer, whatever serial number the body bears and whatever the rules say by now", async () => {
    const rig = new GuardRig();
    const caller = limited({ maxOrdersPerMinute: 1 });
    const first = await rig.run(placeBody(), { caller, key: "k" });
    rig.last.send().reply(placeReply(9n));
    await settle();
    const second = await rig.run(placeBody(100, { packetID: { connID: 2n ** 60n, serialNo: 123_456 } }), {
      caller,
      key: "k",
    });
    assertEnds(second, null);
    assert.deepEqual(second.reply, first.reply);
    assert.equal(second.notes?.replayed, true);
    assert.equal(rig.calls.length, 1);
    for (const other of [placeBody(101), placeBody(100, { remark: "x" })]) {
      assertEnds(await rig.run(other, { caller, key: "k" }), "IDEMPOTENCY_CONFLICT");
    }
  });

  it("waits for the first until its own deadline, which says nothing about the outcome", async () => {
    const rig = new GuardRig();
    const first = await rig.run(placeBody(), { key: "k" });
    rig.last.send();
    const short = await rig.run(placeBody(), { key: "k", timeoutMs: 100 });
    const long = await rig.run(placeBody(), { key: "k", timeoutMs: 4000 });
    rig.clock.advance(100);
    await settle();
    assertEnds(short, "DEADLINE_EXCEEDED");
    const gone = await rig.run(placeBody(), { key: "k" });
    gone.cancel();
    assertEnds(gone, "CANCELLED");
    rig.last.reply(refusal());
    await settle();
    assert.deepEqual([first.count, long.count, long.notes?.replayed, rig.calls.length], [1, 1, true, 1]);
    assert.deepEqual(long.reply, first.reply);
  });

  it("sends in place of the first when that never left", async () => {
    const rig = new GuardRig();
    const first = await rig.run(placeBody(), { key: "k" });
    const second = await rig.run(placeBody(), { key: "k" });
    rig.last.lose("no_connection");
    await settle();
    assertEnds(first, "UPSTREAM_UNAVAILABLE");
    assert.deepEqual([second.count, rig.calls.length], [0, 2]);
  });

  it("must be 1 to 128 printable characters", () => {
    const rig = new GuardRig();
    for (const key of ["", "x".repeat(129), "a\nb", "ä"]) {
      assert.throws(
        () => rig.call(placeBody(), { key }),
        (error) => error instanceof GatewayError && error.reason === "INVALID_REQUEST",
      );
    }
    assert.equal(rig.calls.length, 0);
  });

  it("holds for what is no order too, and without one that is passed on as it is", async () => {
    const rig = new GuardRig();
    const body = Buffer.from([0x0a, 0]);
    const first = await rig.run(body, { protoId: 3214, key: "k" });
    rig.last.send().reply(refusal(0));
    await settle();
    assertEnds(first, null);
    const second = await rig.run(body, { protoId: 3214, key: "k" });
    assert.equal(second.notes?.replayed, true);
    await rig.run(body, { protoId: 3214 });
    assert.equal(rig.calls.length, 2);
    const lost = await rig.run(body, { protoId: 3220, key: "lost" });
    rig.last.send().lose();
    await settle();
    assertEnds(lost, "OUTCOME_UNKNOWN", true);
    assertEnds(await rig.run(body, { protoId: 3220, key: "lost" }), "OUTCOME_UNKNOWN", true);
    assert.equal(rig.looks, 0);
  });
});

describe("a guard that closes", () => {
  it("takes back what was not sent, waits until it is settled, and tells those who wait", async () => {
    const rig = new GuardRig();
    let write = (): void => undefined;
    rig.auditing = () => new Promise((resolve) => (write = resolve));
    const committing = await rig.run(placeBody(), { caller: limited(), key: "k" });
    const waiting = await rig.run(placeBody(), { caller: limited(), key: "k" });
    let isClosed = false;
    const closing = rig.guard.close().then(() => {
      isClosed = true;
    });
    await settle();
    assertEnds(committing, "SHUTTING_DOWN");
    assertEnds(waiting, "SHUTTING_DOWN");
    assert.deepEqual([isClosed, await rig.usage()], [false, 10_000]);
    write();
    await closing;
    assert.deepEqual([rig.calls.length, await rig.usage(), rig.clock.pendingTimers], [0, 0, 0]);
    await rig.guard.close();
  });
});

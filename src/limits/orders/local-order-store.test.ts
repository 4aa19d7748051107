import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { GatewayError } from "../../errors/gateway-error.js";
import type { SettledOutcome } from "./order-store.js";
import { admission, admitted, localStore, mark, NOON_MS, StoreClock, TRACE } from "./testing/store-rig.js";

const reply = Buffer.from("0800", "hex");
const HOUR_MS = 3_600_000;

function setUp() {
  const clock = new StoreClock();
  const store = localStore(clock);
  const used = (owner = "key:a") => store.usage(owner, clock.wallMs()).dayCents;
  return { clock, store, used };
}

describe("the value of a day", () => {
  it("is kept for what was accepted or is unknown, and given back for what was refused, not sent or not placed", async () => {
    const outcomes: readonly (readonly [SettledOutcome, number])[] = [
      [{ type: "accepted", reply }, 1000],
      [{ type: "unknown" }, 1000],
      [{ type: "refused", reply }, 0],
      [{ type: "not_sent" }, 0],
      [{ type: "not_placed" }, 0],
    ];
    for (const [outcome, kept] of outcomes) {
      for (const idempotency of [null, mark("k")]) {
        const { clock, store, used } = setUp();
        const ticket = await admitted(store, admission(clock, { idempotency }));
        assert.equal(used(), 1000);
        store.settle(ticket, outcome);
        assert.equal(used(), kept, outcome.type);
      }
    }
  });

  it("is never given to two orders: the second of two that fit only alone is refused until midnight", async () => {
    const { clock, store } = setUp();
    const order = () => admission(clock, { valueCents: 600, maxDailyCents: 1000 });
    await admitted(store, order());
    assert.deepEqual(store.admit(order()), { type: "over_daily_value", retryAfterMs: 12 * HOUR_MS });
    assert.equal((await store.admit(admission(clock, { valueCents: 400, maxDailyCents: 1000 }))).type, "admitted");
  });

  it("is counted for each owner alone", async () => {
    const { clock, store, used } = setUp();
    await admitted(store, admission(clock, { owner: "key:b" }));
    assert.deepEqual([used("key:a"), used("key:b")], [0, 1000]);
  });

  it("begins anew at UTC midnight, and what is given back later goes to the day it was taken from", async () => {
    const { clock, store, used } = setUp();
    const late = await admitted(store, admission(clock));
    clock.advance(12 * HOUR_MS);
    assert.equal(used(), 0);
    await admitted(store, admission(clock, { valueCents: 300 }));
    store.settle(late, { type: "refused", reply });
    assert.equal(used(), 300);
  });

  it("is not freed by setting the clock back, within the day or over midnight", async () => {
    const { clock, store, used } = setUp();
    await admitted(store, admission(clock));
    clock.wall -= 6 * HOUR_MS;
    assert.equal(used(), 1000);
    clock.wall -= 24 * HOUR_MS;
    assert.equal(used(), 1000);
    assert.equal((await store.admit(admission(clock, { maxDailyCents: 1500 }))).type, "over_daily_value");
  });

  it("is not freed by a clock that was days ahead for a moment", async () => {
    const { clock, store, used } = setUp();
    await admitted(store, admission(clock));
    for (let ahead = 1; ahead < 4; ahead++) {
      clock.wall += 3 * 24 * HOUR_MS;
      await admitted(store, admission(clock, { valueCents: 1 }));
      clock.wall -= 3 * 24 * HOUR_MS;
      assert.equal(used(), 1000 + ahead);
    }
    for (let day = 1; day < 20; day++) {
      clock.advance(24 * HOUR_MS);
      await admitted(store, admission(clock));
      assert.ok(used() >= 1000);
    }
  });

  it("is given back once, whatever is settled twice", async () => {
    const { clock, store, used } = setUp();
    await admitted(store, admission(clock));
    const second = await admitted(store, admission(clock, { idempotency: mark("k") }));
    for (const type of ["unknown", "not_placed", "not_placed", "unknown"] as const) store.settle(second, { type });
    store.settle(second, { type: "refused", reply });
    assert.equal(used(), 1000);
    store.settle(second, { type: "accepted", reply });
    assert.equal(used(), 1000);
  });
});

describe("orders a minute", () => {
  it("are counted in a sliding window, and the time to wait is exact", async () => {
    const { clock, store } = setUp();
    const order = () => admission(clock, { maxOrdersPerMinute: 2, valueCents: 0 });
    await admitted(store, order());
    clock.advance(20_000);
    await admitted(store, order());
    clock.advance(30_000);
    assert.deepEqual(store.admit(order()), { type: "over_rate", retryAfterMs: 10_000 });
    clock.advance(9_999);
    assert.deepEqual(store.admit(order()), { type: "over_rate", retryAfterMs: 1 });
    clock.advance(1);
    await admitted(store, order());
    assert.deepEqual(store.admit(order()), { type: "over_rate", retryAfterMs: 20_000 });
  });

  it("stay counted when an order was refused or not sent, and don't move with the wall clock", async () => {
    const { clock, store } = setUp();
    const order = () => admission(clock, { maxOrdersPerMinute: 1 });
    store.settle(await admitted(store, order()), { type: "not_sent" });
    clock.wall += 2 * HOUR_MS;
    assert.equal((await store.admit(order())).type, "over_rate");
    clock.wall -= 4 * HOUR_MS;
    assert.equal((await store.admit(order())).type, "over_rate");
    assert.equal(store.usage("key:a", clock.wallMs()).ordersLastMinute, 1);
  });

  it("don't hold up what is no order", async () => {
    const { clock, store } = setUp();
    await admitted(store, admission(clock, { maxOrdersPerMinute: 1 }));
    const cancel = admission(clock, { maxOrdersPerMinute: 1, valueCents: 0, countsAsOrder: false, maxDailyCents: 0 });
    assert.equal((await store.admit(cancel)).type, "admitted");
  });
});

describe("idempotency keys", () => {
  const order = (clock: StoreClock, key = "k", body = "body") => admission(clock, { idempotency: mark(key, body) });

  it("are new, in flight, then answered with the first reply; another body is a conflict all the time", async () => {
    const { clock, store, used } = setUp();
    assert.equal(store.recall("key:a", mark("k")), null);
    const ticket = await admitted(store, order(clock));
    assert.deepEqual(store.recall("key:a", mark("k")), { type: "in_flight" });
    assert.deepEqual(await store.admit(order(clock)), { type: "in_flight" });
    assert.deepEqual(store.recall("key:a", mark("k", "other")), { type: "conflict" });
    assert.equal(store.recall("key:b", mark("k")), null);
    store.settle(ticket, { type: "refused", reply });
    assert.deepEqual(store.recall("key:a", mark("k")), { type: "replay", reply });
    assert.deepEqual(await store.admit(order(clock, "k", "other")), { type: "conflict" });
    assert.equal(used(), 0);
  });

  it("are free again when the order was not sent", async () => {
    const { clock, store } = setUp();
    store.settle(await admitted(store, order(clock)), { type: "not_sent" });
    assert.equal(store.recall("key:a", mark("k")), null);
    await admitted(store, order(clock, "k", "other"));
  });

  it("stay unknown with what finds the order, until that is settled", async () => {
    const { clock, store } = setUp();
    const ticket = await admitted(store, order(clock));
    store.settle(ticket, { type: "unknown" });
    assert.deepEqual(store.recall("key:a", mark("k")), { type: "unknown", ticket, trace: TRACE, ageMs: 0 });
    store.settle(ticket, { type: "not_placed" });
    assert.deepEqual(store.recall("key:a", mark("k")), { type: "not_placed" });
  });

  it("are kept for 24 hours by the monotonic clock, and never while in flight", async () => {
    const { clock, store } = setUp();
    const slow = await admitted(store, order(clock, "slow"));
    store.settle(await admitted(store, order(clock)), { type: "accepted", reply });
    clock.wall += 48 * HOUR_MS;
    clock.advance(24 * HOUR_MS - 1);
    assert.equal(store.recall("key:a", mark("k"))?.type, "replay");
    clock.advance(1);
    assert.equal(store.recall("key:a", mark("k")), null);
    assert.equal(store.recall("key:a", mark("slow"))?.type, "in_flight");
    store.settle(slow, { type: "accepted", reply });
    assert.equal(store.recall("key:a", mark("slow")), null);
  });

  it("wake those who wait when the order is settled, and at their deadline", async () => {
    const { clock, store } = setUp();
    const ticket = await admitted(store, order(clock));
    const woken: string[] = [];
    const wait = async (name: string, delayMs: number): Promise<void> => {
      await store.settled("key:a", "k", clock.now() + delayMs);
      woken.push(name);
    };
    const waits = [wait("short", 100), wait("long", 1000)];
    clock.advance(100);
    await waits[0];
    assert.deepEqual(woken, ["short"]);
    store.settle(ticket, { type: "accepted", reply });
    await Promise.all(waits);
    assert.deepEqual(woken, ["short", "long"]);
    assert.equal(clock.pendingTimers, 0);
    await wait("settled before", 1000);
  });

  it("are refused beyond the bound, never forgotten early; orders without one pass", async () => {
    const clock = new StoreClock();
    const store = localStore(clock, { limits: { maxRecords: 4, maxReplyBytes: 1000 } });
    const full = (error: unknown): boolean => error instanceof GatewayError && error.reason === "STATE_UNAVAILABLE";
    for (const [owner, key] of [
      ["key:a", "1"],
      ["key:a", "2"],
    ] as const) {
      await admitted(store, admission(clock, { owner, idempotency: mark(key) }));
    }
    // One owner gets half of the room.
    assert.throws(() => store.admit(admission(clock, { owner: "key:a", idempotency: mark("3") })), full);
    for (const key of ["1", "2"]) await admitted(store, admission(clock, { owner: "key:b", idempotency: mark(key) }));
    assert.throws(() => store.admit(admission(clock, { owner: "key:c", idempotency: mark("1") })), full);
    assert.equal(store.usage("key:c", NOON_MS).dayCents, 0);
    assert.equal((await store.admit(admission(clock, { owner: "key:c" }))).type, "admitted");
    assert.equal(store.recall("key:a", mark("1"))?.type, "in_flight");
  });

  it("are refused while too many bytes of replies are kept", async () => {
    const clock = new StoreClock();
    const store = localStore(clock, { limits: { maxRecords: 100, maxReplyBytes: 1000 } });
    const ticket = await admitted(store, order(clock));
    store.settle(ticket, { type: "accepted", reply: Buffer.alloc(1000) });
    assert.throws(() => store.admit(order(clock, "other")), /too many idempotency keys/);
    clock.advance(24 * HOUR_MS);
    await admitted(store, order(clock, "other"));
  });
});

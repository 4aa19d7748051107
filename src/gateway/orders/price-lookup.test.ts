import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GatewayError } from "../../errors/gateway-error.js";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import { ContractSizes } from "./contract-size.js";
import { PriceLookup } from "./price-lookup.js";
import { SharedLookup } from "./shared-lookup.js";
import { FakeUpstream } from "./testing/fake-upstream.js";
import type { LookupFor } from "./upstream.js";

const FOREVER = { owner: "key:a", deadlineMs: Number.POSITIVE_INFINITY };
const AAPL = { market: 11, code: "AAPL" };

function rig() {
  const upstream = new FakeUpstream();
  const clock = new FakeClock();
  const prices = new PriceLookup(upstream, clock);
  return { upstream, clock, prices, sizes: new ContractSizes(upstream, prices, clock) };
}

const reason = (expected: string) => (error: unknown) => error instanceof GatewayError && error.reason === expected;

describe("last prices", () => {
  it("come from 3203 and are good for a second", async () => {
    const { upstream, clock, prices } = rig();
    upstream.securities.set("11:AAPL", { price: 200 });
    assert.equal((await prices.get(AAPL, FOREVER)).lastPrice, 200);
    upstream.securities.set("11:AAPL", { price: 201 });
    clock.advance(999);
    assert.equal((await prices.get(AAPL, FOREVER)).lastPrice, 200);
    clock.advance(1);
    assert.equal((await prices.get(AAPL, FOREVER)).lastPrice, 201);
    assert.equal(upstream.countOf(3203), 2);
  });

  it("asked for by several orders at once are asked of OpenD once", async () => {
    const { upstream, prices } = rig();
    upstream.securities.set("11:AAPL", { price: 200 });
    const views = await Promise.all([1, 2, 3].map(() => prices.get(AAPL, FOREVER)));
    assert.deepEqual(
      views.map((view) => view.lastPrice),
      [200, 200, 200],
    );
    assert.equal(upstream.countOf(3203), 1);
  });

  it("that OpenD refuses, leaves out or does not have are unknown; that is remembered for 5 s", async () => {
    const { upstream, clock, prices } = rig();
    for (let order = 0; order < 3; order++) {
      await assert.rejects(prices.get(AAPL, FOREVER), reason("VALUE_UNKNOWN"));
      clock.advance(2500);
    }
    assert.equal(upstream.countOf(3203), 2);
    for (const price of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      clock.advance(5000);
      upstream.securities.set("11:AAPL", { price });
      await assert.rejects(prices.get(AAPL, FOREVER), reason("VALUE_UNKNOWN"), `price ${price}`);
    }
    clock.advance(5000);
    upstream.securities.set("11:AAPL", { price: 200 });
    upstream.refusals.set(3203, -1);
    await assert.rejects(prices.get(AAPL, FOREVER), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.equal(error.reason, "VALUE_UNKNOWN");
      assert.match(error.message, /US\.AAPL/);
      assert.equal(error.sent, false);
      return true;
    });
    upstream.refusals.clear();
    clock.advance(5000);
    assert.equal((await prices.get(AAPL, FOREVER)).lastPrice, 200);
  });

  it("that could not be asked for are asked for again", async () => {
    const { upstream, prices } = rig();
    upstream.securities.set("11:AAPL", { price: 200 });
    upstream.failures.set(3203, new GatewayError("UPSTREAM_RATE", "used up"));
    await assert.rejects(prices.get(AAPL, FOREVER), reason("UPSTREAM_RATE"));
    upstream.failures.clear();
    assert.equal((await prices.get(AAPL, FOREVER)).lastPrice, 200);
  });

  it("that could not be asked for say what passes by itself, and never that something was sent", async () => {
    const { upstream, prices } = rig();
    upstream.failures.set(3203, new GatewayError("UPSTREAM_UNAVAILABLE", "down", { retryAfterMs: 500 }));
    await assert.rejects(prices.get(AAPL, FOREVER), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.deepEqual([error.reason, error.retryAfterMs, error.sent], ["UPSTREAM_UNAVAILABLE", 500, false]);
      return true;
    });
    upstream.failures.set(3203, new GatewayError("CONNECTION_LOST", "lost", { sent: true }));
    await assert.rejects(prices.get(AAPL, FOREVER), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.deepEqual([error.reason, error.sent], ["VALUE_UNKNOWN", false]);
      return true;
    });
  });

  it("are waited for until the caller's deadline; others go on waiting", async () => {
    const { upstream, clock, prices } = rig();
    upstream.securities.set("11:AAPL", { price: 200 });
    let open = (): void => undefined;
    upstream.gate = new Promise((resolve) => {
      open = resolve;
    });
    const hurried = assert.rejects(
      prices.get(AAPL, { ...FOREVER, deadlineMs: clock.now() + 100 }),
      reason("DEADLINE_EXCEEDED"),
    );
    const patient = prices.get(AAPL, { ...FOREVER, deadlineMs: clock.now() + 10_000 });
    clock.advance(100);
    await hurried;
    open();
    assert.equal((await patient).lastPrice, 200);
    assert.equal(clock.pendingTimers, 0);
  });
});

describe("contract sizes", () => {
  it("are 1 for shares, whatever their lot", async () => {
    const { upstream, sizes } = rig();
    upstream.securities.set("11:AAPL", { secType: 3, lotSize: 500 });
    assert.equal(sizes.known(AAPL), undefined);
    assert.equal(await sizes.get(AAPL, FOREVER), 1);
    assert.equal(sizes.known(AAPL), 1);
  });

  it("are the lot of options and futures", async () => {
    const { upstream, sizes } = rig();
    upstream.securities.set("11:OPT", { secType: 8, lotSize: 100 });
    upstream.securities.set("1:HSImain", { secType: 10, lotSize: 50 });
    assert.equal(await sizes.get({ market: 11, code: "OPT" }, FOREVER), 100);
    assert.equal(await sizes.get({ market: 1, code: "HSImain" }, FOREVER), 50);
  });

  it("of options on indexes, which have no lot, come from the snapshot", async () => {
    const { upstream, sizes } = rig();
    upstream.securities.set("11:IDX", { secType: 8, lotSize: 0, price: 3, option: { contractMultiplier: 100 } });
    assert.equal(await sizes.get({ market: 11, code: "IDX" }, FOREVER), 100);
    upstream.securities.set("11:NONE", { secType: 8, lotSize: 0, price: 3, option: {} });
    await assert.rejects(sizes.get({ market: 11, code: "NONE" }, FOREVER), reason("VALUE_UNKNOWN"));
  });

  it("are kept for a day", async () => {
    const { upstream, clock, sizes } = rig();
    upstream.securities.set("11:OPT", { secType: 8, lotSize: 100 });
    const option = { market: 11, code: "OPT" };
    await sizes.get(option, FOREVER);
    clock.advance(24 * 3_600_000 - 1);
    assert.equal(sizes.known(option), 100);
    clock.advance(1);
    assert.equal(sizes.known(option), undefined);
  });

  it("of what OpenD does not know, or does not name the type of, are unknown", async () => {
    const { upstream, sizes } = rig();
    await assert.rejects(sizes.get(AAPL, FOREVER), reason("VALUE_UNKNOWN"));
    for (const secType of [0, null]) {
      upstream.securities.set("11:AAPL", { secType });
      await assert.rejects(sizes.get(AAPL, FOREVER), reason("VALUE_UNKNOWN"));
    }
    upstream.refusals.set(3202, -1);
    await assert.rejects(sizes.get(AAPL, FOREVER), reason("VALUE_UNKNOWN"));
  });

  it("of coins and event contracts are 1 without asking", async () => {
    const { upstream, sizes } = rig();
    assert.equal(await sizes.get({ market: 91, code: "BTC" }, FOREVER), 1);
    assert.equal(sizes.known({ market: 101, code: "X" }), 1);
    assert.equal(upstream.asked.length, 0);
  });
});

describe("shared look-ups", () => {
  it("keep so many answers and no more, the newest", async () => {
    const clock = new FakeClock();
    const lookup = new SharedLookup({
      clock,
      maxAgeMs: 1000,
      maxEntries: 2,
      timeoutMs: 5,
      load: (key) => Promise.resolve(key),
    });
    for (const key of ["a", "b", "c"]) await lookup.get(key, FOREVER);
    assert.deepEqual(
      ["a", "b", "c"].map((key) => lookup.peek(key)),
      [undefined, "b", "c"],
    );
  });

  it("give each look-up a deadline of its own", async () => {
    const clock = new FakeClock();
    const deadlines: number[] = [];
    const load = (_key: string, { deadlineMs }: LookupFor): Promise<number> =>
      Promise.resolve(deadlines.push(deadlineMs));
    const lookup = new SharedLookup({ clock, maxAgeMs: 1000, maxEntries: 2, timeoutMs: 5, load });
    await lookup.get("a", { ...FOREVER, deadlineMs: clock.now() + 1 });
    assert.deepEqual(deadlines, [clock.now() + 5]);
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "./handler.js";
import type { Instrument } from "./market/instrument.js";
import { Market } from "./market/market.js";
import { Subscriptions } from "./subscriptions.js";
import { ManualClock } from "./test-support.js";

const market = new Market({ seed: 1, clock: new ManualClock(), alwaysOpen: true, minTickGapMs: 20 });

function instrument(code: string): Instrument {
  const found = market.instrument(1, code);
  assert.ok(found);
  return found;
}

function create(quota = 3): { subscriptions: Subscriptions; clock: ManualClock } {
  const clock = new ManualClock();
  return { subscriptions: new Subscriptions({ quota, clock }), clock };
}

test("a pair of security and type counts once, however many connections hold it", () => {
  const { subscriptions } = create();
  subscriptions.subscribe(1n, [instrument("00700")], [1, 2]);
  subscriptions.subscribe(2n, [instrument("00700")], [1, 2]);
  subscriptions.subscribe(1n, [instrument("00700")], [1]);
  assert.equal(subscriptions.usedQuota, 2);
});

test("a request over the quota is refused as a whole, with used and total in the text", () => {
  const { subscriptions } = create();
  subscriptions.subscribe(1n, [instrument("00700")], [1, 2]);
  assert.throws(
    () => subscriptions.subscribe(1n, [instrument("00005")], [1, 2]),
    (error) => error instanceof Refusal && error.message.endsWith("2/3"),
  );
  assert.equal(subscriptions.usedQuota, 2);
  assert.equal(subscriptions.of(1n).length, 2);
});

test("nothing can be ended within its first minute, not even together with older ones", () => {
  const { subscriptions, clock } = create();
  subscriptions.subscribe(1n, [instrument("00700")], [1]);
  clock.advance(59_999);
  subscriptions.subscribe(1n, [instrument("00700")], [6]);
  assert.throws(
    () => subscriptions.unsubscribe(1n, subscriptions.of(1n)),
    (error) => error instanceof Refusal && error.message === "00700的Basic订阅时间过短，至少需要订阅1分钟",
  );
  clock.advance(1);
  assert.throws(() => subscriptions.unsubscribe(1n, subscriptions.of(1n)), /KL_Day/);
  assert.equal(subscriptions.usedQuota, 2);
  clock.advance(60_000);
  subscriptions.unsubscribe(1n, subscriptions.of(1n));
  assert.equal(subscriptions.usedQuota, 0);
});

test("a closed connection gives its units back when their minute is over, unless another holds them", () => {
  const { subscriptions, clock } = create();
  subscriptions.subscribe(1n, [instrument("00700")], [1, 2]);
  clock.advance(30_000);
  subscriptions.subscribe(2n, [instrument("00700")], [2]);
  subscriptions.closeConnection(1n);
  assert.equal(subscriptions.usedQuota, 2);
  clock.advance(29_999);
  assert.equal(subscriptions.usedQuota, 2);
  clock.advance(1);
  assert.equal(subscriptions.usedQuota, 1);
});

test("connections that end after all is closed leave no timer behind", () => {
  const { subscriptions, clock } = create();
  subscriptions.subscribe(1n, [instrument("00700")], [1]);
  subscriptions.close();
  subscriptions.closeConnection(1n);
  clock.advance(60_000);
  assert.equal(subscriptions.usedQuota, 1, "nothing ran");
});

test("push registration keeps rehab types for K-lines only", () => {
  const { subscriptions } = create();
  subscriptions.subscribe(1n, [instrument("00700")], [1, 6]);
  const [basic, kline] = subscriptions.of(1n);
  assert.ok(basic && kline);
  subscriptions.setPushed(basic, true, [0, 1]);
  assert.deepEqual(basic.pushed, [0]);
  subscriptions.setPushed(kline, true, []);
  assert.deepEqual(kline.pushed, [1]);
  subscriptions.setPushed(kline, true, [0, 2]);
  assert.deepEqual(kline.pushed, [1, 0, 2]);
  subscriptions.setPushed(kline, false, [1]);
  assert.deepEqual(kline.pushed, [0, 2]);
  subscriptions.setPushed(kline, false, []);
  assert.deepEqual(kline.pushed, []);
});

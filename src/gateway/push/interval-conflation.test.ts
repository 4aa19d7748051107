import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import { IntervalConflation } from "./interval-conflation.js";
import { RouteIndex } from "./route-index.js";

const routes = new RouteIndex(() => undefined);
const route = (code: string) => routes.route(3005, { security: { market: 1, code }, subType: 1 });
const [a, b] = [route("a"), route("b")];

function rig() {
  const clock = new FakeClock();
  const sent: string[] = [];
  const interval: IntervalConflation = new IntervalConflation(clock, 100, () => {
    for (let due = interval.takeDue(); due !== null; due = interval.takeDue()) {
      sent.push(`${due.route.secKey} ${due.waiting}${due.afterGap ? " after gap" : ""} at ${clock.now() - start}`);
    }
    interval.rearm();
  });
  const start = clock.now();
  return { clock, sent, interval };
}

test("the first value of a key goes at once, later ones when the interval is over, as one", () => {
  const { clock, sent, interval } = rig();
  assert.equal(interval.admit(a, null, false, true), true);
  clock.advance(10);
  assert.equal(interval.admit(a, null, true, true), false);
  assert.equal(interval.admit(a, null, false, true), false);
  assert.equal(interval.admit(b, null, false, true), true);
  assert.equal(interval.size, 1);
  clock.advance(1000);
  assert.deepEqual(sent, ["1_a 2 after gap at 100"]);
  assert.equal(interval.size, 0);
});

test("no key comes more often than the interval, however often it changes", () => {
  const { clock, sent, interval } = rig();
  for (let ms = 0; ms < 350; ms += 10) {
    if (interval.admit(a, null, false, true)) sent.push(`at ${ms}`);
    clock.advance(10);
  }
  assert.deepEqual(sent, ["at 0", "1_a 9 at 100", "1_a 10 at 200", "1_a 10 at 300"]);
});

test("what came while nothing could be written goes as soon as it can", () => {
  const { sent, interval, clock } = rig();
  assert.equal(interval.admit(a, null, false, false), false);
  assert.equal(interval.admit(a, null, false, false), false);
  assert.equal(clock.pendingTimers, 0);
  assert.equal(interval.takeDue()?.waiting, 2);
  assert.equal(interval.takeDue(), null);
  assert.deepEqual(sent, []);
});

test("a key that is forgotten gives its waiting value before its time, once", () => {
  const { interval } = rig();
  interval.admit(a, null, false, true);
  assert.equal(interval.takeNow(a), null);
  interval.admit(a, null, false, true);
  assert.equal(interval.takeNow(a)?.waiting, 1);
  assert.equal(interval.takeNow(a), null);
});

test("no timer runs while nothing waits, and none after the stop", () => {
  const { clock, interval } = rig();
  interval.admit(a, null, false, true);
  assert.equal(clock.pendingTimers, 0);
  interval.admit(a, null, false, true);
  interval.admit(b, null, false, true);
  assert.equal(clock.pendingTimers, 1);
  clock.advance(100);
  assert.equal(clock.pendingTimers, 0);
  interval.admit(a, null, false, true);
  interval.stop();
  assert.equal(clock.pendingTimers, 0);
  assert.equal(interval.takeDue(), null);
});

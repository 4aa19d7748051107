import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { SlidingWindow, type WindowLimit } from "./sliding-window.js";

const LIMIT: WindowLimit = { calls: 3, windowMs: 30_000, minGapMs: 0, guardMs: 0 };

/** A call that is answered at once. */
function call(window: SlidingWindow, nowMs: number): void {
  window.take(nowMs);
  window.end(nowMs, true);
}

/** Whether a call may be sent, by all calls there have been: what a window is by its definition. */
class NaiveWindow {
  readonly calls: number[] = [];
  private readonly limit: WindowLimit;

  constructor(limit: WindowLimit) {
    this.limit = limit;
  }

  /** The first time from `fromMs` on at which a call may be sent. */
  next(fromMs: number): number {
    const { calls, windowMs, minGapMs } = this.limit;
    const last = this.calls.at(-1);
    const oldest = this.calls.at(-calls);
    const gapEndMs = last === undefined ? fromMs : last + minGapMs;
    const placeMs = oldest === undefined ? fromMs : oldest + windowMs;
    return Math.max(fromMs, gapEndMs, placeMs);
  }
}

describe("a sliding window", () => {
  it("has exactly its number of places, and a new one when the oldest call is a window old", () => {
    const window = new SlidingWindow(LIMIT);
    for (const nowMs of [0, 10_000, 20_000]) {
      assert.equal(window.waitMs(nowMs), 0);
      call(window, nowMs);
    }
    assert.equal(window.waitMs(20_000), 10_000);
    assert.equal(window.waitMs(29_999), 1);
    assert.equal(window.waitMs(30_000), 0);
    call(window, 30_000);
    assert.equal(window.waitMs(30_000), 10_000, "no burst across the window's edge");
  });

  it("runs from the answer on: OpenD may have counted a call any time until then", () => {
    const window = new SlidingWindow({ ...LIMIT, calls: 1 });
    window.take(0);
    assert.equal(window.waitMs(40_000), 30_000, "a call without answer keeps its place");
    window.end(41_000, true);
    assert.equal(window.waitMs(41_000), 30_000);
    assert.equal(window.waitMs(71_000), 0);
  });

  it("gives the place of a call back that was never sent", () => {
    const window = new SlidingWindow({ ...LIMIT, calls: 1 });
    window.take(0);
    window.end(1, false);
    assert.equal(window.waitMs(1), 0);
    assert.deepEqual(window.state(1), { limit: 1, remaining: 1, resetMs: 0 });
  });

  it("keeps calls apart", () => {
    const window = new SlidingWindow({ ...LIMIT, minGapMs: 20 });
    call(window, 100);
    assert.equal(window.waitMs(100), 20);
    assert.equal(window.waitMs(119), 1);
    assert.equal(window.waitMs(120), 0);
  });

  it("adds a guard to the window", () => {
    const window = new SlidingWindow({ ...LIMIT, calls: 1, guardMs: 20 });
    call(window, 0);
    assert.equal(window.waitMs(30_000), 20);
    assert.equal(window.waitMs(30_020), 0);
  });

  it("counts also what came without asking, and then lets less through", () => {
    const window = new SlidingWindow(LIMIT);
    for (const nowMs of [0, 1, 2, 3, 4]) call(window, nowMs);
    assert.equal(window.state(4).remaining, 0);
    assert.equal(window.waitMs(4), 29_998, "the last three decide");
  });

  it("says what is left, and when it is whole again", () => {
    const window = new SlidingWindow(LIMIT);
    assert.deepEqual(window.state(0), { limit: 3, remaining: 3, resetMs: 0 });
    call(window, 0);
    call(window, 5000);
    assert.deepEqual(window.state(6000), { limit: 3, remaining: 1, resetMs: 29_000 });
    assert.equal(window.isFull(34_999), false);
    assert.equal(window.isFull(35_000), true);
  });

  it("does what the list of all calls says, and tells the exact time of the next place", () => {
    const limits = fc.record({
      calls: fc.integer({ min: 1, max: 6 }),
      windowMs: fc.integer({ min: 1, max: 2000 }),
      minGapMs: fc.constantFrom(0, 0, 20, 40),
      guardMs: fc.constant(0),
    });
    fc.assert(
      fc.property(limits, fc.array(fc.nat(900), { maxLength: 80 }), (limit, pauses) => {
        const window = new SlidingWindow(limit);
        const naive = new NaiveWindow(limit);
        let nowMs = 1000;
        for (const pauseMs of pauses) {
          nowMs += pauseMs;
          const waitMs = window.waitMs(nowMs);
          assert.equal(waitMs, naive.next(nowMs) - nowMs);
          if (waitMs > 0) continue;
          call(window, nowMs);
          naive.calls.push(nowMs);
        }
      }),
    );
  });

  it("tells those in line when their turn comes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat(800), { maxLength: 10 }),
        fc.nat(20),
        (calls, pauses, ahead) => {
          const limit = { calls, windowMs: 1000, minGapMs: 0, guardMs: 0 };
          const window = new SlidingWindow(limit);
          const naive = new NaiveWindow(limit);
          let nowMs = 0;
          for (const pauseMs of pauses) {
            nowMs += pauseMs;
            if (window.waitMs(nowMs) > 0) continue;
            call(window, nowMs);
            naive.calls.push(nowMs);
          }
          const told = window.waitMs(nowMs, ahead);
          let turnMs = nowMs;
          for (let before = 0; before < ahead; before++) {
            turnMs = naive.next(turnMs);
            naive.calls.push(turnMs);
          }
          assert.equal(told, naive.next(turnMs) - nowMs);
        },
      ),
    );
  });
});

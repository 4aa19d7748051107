import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { systemClock } from "./clock.js";

describe("the system's clock", () => {
  it("runs a task once its delay has passed on the monotonic time, to a millisecond", async () => {
    const startMs = systemClock.now();
    await new Promise<void>((resolve) => {
      systemClock.schedule(20, resolve);
    });
    // Node's timers count in whole milliseconds and may be one of them early.
    assert.ok(systemClock.now() - startMs >= 19);
  });

  it("never runs a task that was cancelled", async () => {
    let ran = false;
    const cancel = systemClock.schedule(1, () => {
      ran = true;
    });
    cancel();
    cancel();
    await new Promise<void>((resolve) => {
      systemClock.schedule(10, resolve);
    });
    assert.equal(ran, false);
  });

  it("ends a turn after all that the turn began: promises first, then the tasks in order", async () => {
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      systemClock.endOfTurn(() => order.push("first"));
      systemClock.endOfTurn(() => {
        order.push("second");
        resolve();
      });
      queueMicrotask(() => order.push("promise"));
    });
    assert.deepEqual(order, ["promise", "first", "second"]);
  });

  it("gives the wall clock in epoch milliseconds", () => {
    assert.ok(Math.abs(systemClock.wallMs() - Date.now()) < 1000);
  });

  it("gives it with a fraction that follows when someone sets the clock", (test) => {
    const beforeMs = systemClock.wallPreciseMs();
    assert.ok(Math.abs(beforeMs - Date.now()) < 1000);
    const steppedMs = Date.now() + 3_600_000;
    test.mock.method(Date, "now", () => steppedMs);
    assert.ok(Math.abs(systemClock.wallPreciseMs() - steppedMs) <= 2);
    test.mock.restoreAll();
    assert.ok(Math.abs(systemClock.wallPreciseMs() - Date.now()) < 1000);
  });
});

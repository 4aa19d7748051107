import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { DeadlineEntry, DeadlineWheel } from "./deadline-wheel.js";
import { FakeClock } from "./testing/fake-clock.js";

const LATEST_MS = 10;

class Entry extends DeadlineEntry {
  expiredAtMs: number | null = null;
  private readonly clock: FakeClock;

  constructor(clock: FakeClock) {
    super();
    this.clock = clock;
  }

  override expire(): void {
    assert.equal(this.expiredAtMs, null, "expired twice");
    this.expiredAtMs = this.clock.now();
  }
}

function expectOnTime(entry: Entry, deadlineMs: number): void {
  assert.ok(entry.expiredAtMs !== null, `deadline ${deadlineMs} never came`);
  const lateMs = entry.expiredAtMs - deadlineMs;
  assert.ok(lateMs >= 0 && lateMs <= LATEST_MS, `deadline ${deadlineMs} came ${lateMs} ms late`);
}

describe("the deadline wheel", () => {
  it("is never early and at most 10 ms late, wherever in a tick a deadline begins and ends", () => {
    // Not fc.double: most of its values are next to zero.
    const moment = fc.integer({ min: 0, max: 1_200_000 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(fc.array(fc.tuple(moment, moment), { minLength: 1, maxLength: 40 }), (plans) => {
        const clock = new FakeClock();
        const wheel = new DeadlineWheel(clock);
        const expected: { entry: Entry; deadlineMs: number }[] = [];
        for (const [addAfterMs, waitMs] of plans) {
          clock.schedule(addAfterMs, () => {
            const entry = new Entry(clock);
            const deadlineMs = clock.now() + waitMs;
            wheel.add(entry, deadlineMs);
            // One that has passed already comes at the next tick.
            expected.push({ entry, deadlineMs });
          });
        }
        clock.advance(24_100);
        assert.equal(expected.length, plans.length);
        for (const { entry, deadlineMs } of expected) expectOnTime(entry, deadlineMs);
        assert.equal(wheel.waiting, 0);
        assert.equal(clock.pendingTimers, 0, "an empty wheel needs no timer");
      }),
      { numRuns: 50 },
    );
  });

  it("holds deadlines of many turns of the wheel", () => {
    const clock = new FakeClock();
    const wheel = new DeadlineWheel(clock);
    const deadlines = [4095, 4096, 4097, 8192, 60_000, 61_234.5].map((ms) => clock.now() + ms);
    const entries = deadlines.map((deadlineMs) => {
      const entry = new Entry(clock);
      wheel.add(entry, deadlineMs);
      return entry;
    });
    clock.advance(62_000);
    entries.forEach((entry, index) => {
      expectOnTime(entry, deadlines[index] as number);
    });
  });

  it("holds a deadline of 30 days and one that never comes", () => {
    const clock = new FakeClock();
    const wheel = new DeadlineWheel(clock);
    const month = new Entry(clock);
    const never = new Entry(clock);
    const deadlineMs = clock.now() + 30 * 86_400_000;
    wheel.add(month, deadlineMs);
    wheel.add(never, Number.POSITIVE_INFINITY);
    clock.advance(60_000);
    assert.equal(wheel.waiting, 2);
    clock.stall(30 * 86_400_000);
    assert.equal(wheel.waiting, 1);
    assert.ok(month.expiredAtMs !== null && month.expiredAtMs >= deadlineMs);
    assert.equal(never.expiredAtMs, null);
  });

  it("keeps nothing of 10,000 entries that were added and removed", () => {
    const clock = new FakeClock();
    const wheel = new DeadlineWheel(clock);
    const entries = Array.from({ length: 10_000 }, (_, index) => {
      const entry = new Entry(clock);
      wheel.add(entry, clock.now() + (index % 7000));
      return entry;
    });
    assert.equal(wheel.waiting, 10_000);
    assert.equal(clock.pendingTimers, 1, "one timer for all");
    for (const entry of entries) wheel.remove(entry);
    assert.equal(wheel.waiting, 0);
    assert.ok(entries.every(({ next, previous }) => next === null && previous === null));
    clock.advance(10_000);
    assert.equal(clock.pendingTimers, 0);
    assert.ok(entries.every(({ expiredAtMs }) => expiredAtMs === null));
  });

  it("moves an entry that is added again, and takes no notice of a second removal", () => {
    const clock = new FakeClock();
    const wheel = new DeadlineWheel(clock);
    const entry = new Entry(clock);
    wheel.add(entry, clock.now() + 100);
    const deadlineMs = clock.now() + 500;
    wheel.add(entry, deadlineMs);
    assert.equal(wheel.waiting, 1);
    clock.advance(600);
    expectOnTime(entry, deadlineMs);
    wheel.remove(entry);
    assert.equal(wheel.waiting, 0);
  });

  it("lets all that is due expire after a stall of more than one turn, each once", () => {
    const clock = new FakeClock();
    const wheel = new DeadlineWheel(clock);
    const startMs = clock.now();
    const entries = Array.from({ length: 2000 }, (_, index) => {
      const entry = new Entry(clock);
      wheel.add(entry, startMs + index * 10);
      return entry;
    });
    clock.stall(15_000);
    assert.deepEqual(
      entries.map(({ expiredAtMs }) => expiredAtMs !== null),
      entries.map((_, index) => index * 10 <= 15_000),
    );
    clock.advance(6000);
    assert.ok(entries.every(({ expiredAtMs }) => expiredAtMs !== null));
  });

  it("is not moved by the wall clock", () => {
    const clock = new FakeClock();
    const wheel = new DeadlineWheel(clock);
    const entry = new Entry(clock);
    const deadlineMs = clock.now() + 1000;
    wheel.add(entry, deadlineMs);
    clock.moveWall(86_400_000);
    clock.advance(500);
    clock.moveWall(-2 * 86_400_000);
    clock.advance(400);
    assert.equal(entry.expiredAtMs, null);
    clock.advance(200);
    expectOnTime(entry, deadlineMs);
  });

  it("allows an entry that expires to add itself again, and to remove others that are due with it", () => {
    const clock = new FakeClock();
    const wheel = new DeadlineWheel(clock);
    const deadlineMs = clock.now() + 16;
    const removed = new Entry(clock);
    let again = 0;
    const repeating = new (class extends DeadlineEntry {
      override expire(): void {
        wheel.remove(removed);
        if (++again < 3) wheel.add(this, clock.now());
      }
    })();
    wheel.add(repeating, deadlineMs);
    wheel.add(removed, deadlineMs);
    clock.advance(1000);
    assert.equal(again, 3);
    assert.equal(removed.expiredAtMs, null);
    assert.equal(wheel.waiting, 0);
  });

  it("expires nothing more once it is closed", () => {
    const clock = new FakeClock();
    const wheel = new DeadlineWheel(clock);
    const entry = new Entry(clock);
    wheel.add(entry, clock.now() + 100);
    wheel.close();
    assert.equal(clock.pendingTimers, 0);
    clock.advance(1000);
    assert.equal(entry.expiredAtMs, null);
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../test-support.js";
import { Pacer } from "./pacer.js";

function harness(perSecond: number, emit?: (count: number) => number) {
  const clock = new ManualClock();
  const counts: number[] = [];
  const errors: unknown[] = [];
  const pacer = new Pacer({
    clock,
    perSecond,
    emit: (count) => {
      counts.push(count);
      return emit === undefined ? count : emit(count);
    },
    onError: (error) => errors.push(error),
  });
  const total = (): number => counts.reduce((sum, count) => sum + count, 0);
  return { clock, counts, errors, pacer, total };
}

test("a second brings exactly the rate, in small even slices", () => {
  const { clock, counts, pacer, total } = harness(100_000);
  pacer.start();
  clock.advance(1_000);
  assert.equal(total(), 100_000);
  assert.ok(counts.every((count) => count <= 300));
  pacer.stop();
  clock.advance(1_000);
  assert.equal(total(), 100_000);
});

test("a slow rate sends one thing at its time", () => {
  const { clock, counts, pacer } = harness(2);
  pacer.start();
  clock.advance(499);
  assert.deepEqual(counts, []);
  clock.advance(1);
  assert.deepEqual(counts, [1]);
  clock.advance(2_000);
  assert.deepEqual(counts, [1, 1, 1, 1, 1]);
});

test("a long sleep is not made up for in one burst, and what is left out is counted", () => {
  const { clock, counts, pacer } = harness(1_000);
  let late: (() => void) | undefined;
  clock.schedule = (_, task) => {
    late = task;
    return () => {};
  };
  pacer.start();
  clock.advance(10_000);
  late?.();
  assert.deepEqual(counts, [50]);
  assert.equal(pacer.late, 9_950);
});

test("what was done beyond the count is set against what comes next", () => {
  const { clock, pacer, total } = harness(100, (count) => count * 3);
  pacer.start();
  clock.advance(1_000);
  assert.ok(total() >= 33 && total() <= 35, String(total()));
});

test("work that has nothing to do ends until it is started again; a fault of it is told and it goes on", () => {
  let broken = true;
  const { clock, counts, errors, pacer } = harness(10, () => {
    if (!broken) return 0;
    broken = false;
    throw new Error("broken");
  });
  pacer.start();
  clock.advance(1_000);
  assert.equal(errors.length, 1);
  assert.equal(counts.length, 2);
  pacer.start();
  clock.advance(1_000);
  assert.equal(counts.length, 3);
});

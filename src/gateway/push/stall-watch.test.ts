import assert from "node:assert/strict";
import { test } from "node:test";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import { StallWatch } from "./stall-watch.js";

function rig() {
  const clock = new FakeClock();
  const watch = new StallWatch(clock, 30_000);
  const reader = (name: string) => {
    const stream = {
      flushed: 0,
      stalled: () => {
        ended.push(name);
        watch.remove(stream);
      },
    };
    return stream;
  };
  const ended: string[] = [];
  return { clock, watch, reader, ended };
}

test("a reader that takes nothing for the timeout is stalled, one that takes a little is not", () => {
  const { clock, watch, reader, ended } = rig();
  const [stuck, slow] = [reader("stuck"), reader("slow")];
  watch.add(stuck);
  watch.add(slow);
  for (let second = 0; second < 31; second++) {
    assert.deepEqual(ended, second < 30 ? [] : ["stuck"]);
    if (second % 20 === 19) slow.flushed++;
    clock.advance(1000);
  }
  assert.equal(watch.size, 1);
  clock.advance(30_000);
  assert.deepEqual(ended, ["stuck", "slow"]);
});

test("a reader that takes again starts anew", () => {
  const { clock, watch, reader, ended } = rig();
  const stream = reader("a");
  watch.add(stream);
  clock.advance(29_000);
  watch.remove(stream);
  watch.add(stream);
  clock.advance(29_000);
  assert.deepEqual(ended, []);
});

test("no timer runs while nobody waits", () => {
  const { clock, watch, reader } = rig();
  assert.equal(clock.pendingTimers, 0);
  const [first, second] = [reader("a"), reader("b")];
  watch.add(first);
  watch.add(second);
  assert.equal(clock.pendingTimers, 1);
  watch.remove(first);
  watch.remove(second);
  assert.equal(clock.pendingTimers, 0);
  watch.add(first);
  clock.advance(40_000);
  assert.equal(clock.pendingTimers, 0);
});

test("a gateway that stood still itself does not blame its readers for it", () => {
  const { clock, watch, reader, ended } = rig();
  watch.add(reader("a"));
  clock.stall(120_000);
  clock.advance(20_000);
  assert.deepEqual(ended, []);
  clock.advance(10_000);
  assert.deepEqual(ended, ["a"]);
});

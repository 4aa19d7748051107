import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Call } from "./call.js";
import { CallQueue } from "./call-queue.js";
import { request } from "./testing/connection-rig.js";

function call(): Call {
  return new Call(
    request(""),
    () => undefined,
    () => undefined,
  );
}

describe("the queue for members", () => {
  it("behaves as a list from which calls leave at the front or anywhere", () => {
    const step = fc.oneof(
      fc.constant({ name: "push" as const }),
      fc.constant({ name: "shift" as const }),
      fc.record({ name: fc.constant("release" as const), at: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 600, size: "max" }), (steps) => {
        const queue = new CallQueue();
        const model: Call[] = [];
        for (const action of steps) {
          if (action.name === "push") {
            const added = call();
            queue.push(added);
            model.push(added);
          } else if (action.name === "shift") {
            assert.equal(queue.shift(), model.shift());
          } else {
            const [leaving] = model.splice(model.length === 0 ? 0 : action.at % model.length, 1);
            if (leaving === undefined) continue;
            queue.release(leaving);
            assert.equal(leaving.owner, null);
          }
          assert.equal(queue.length, model.length);
          assert.equal(queue.peek(), model[0]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("ignores a call that it does not hold", () => {
    const queue = new CallQueue();
    queue.push(call());
    queue.release(call());
    assert.equal(queue.length, 1);
  });

  it("lets go of calls that left behind one that stays", () => {
    const queue = new CallQueue();
    queue.push(call());
    for (let index = 0; index < 1000; index++) {
      const leaving = call();
      queue.push(leaving);
      queue.release(leaving);
    }
    assert.equal(queue.length, 1);
    assert.ok(heldPlaces(queue) <= 2 + 64, `${heldPlaces(queue)} places for one call that waits`);
  });

  it("lets go of calls that were taken out while it never ran empty", () => {
    const queue = new CallQueue();
    for (let index = 0; index < 10; index++) queue.push(call());
    for (let index = 0; index < 10_000; index++) {
      queue.push(call());
      queue.shift();
    }
    assert.equal(queue.length, 10);
    assert.ok(heldPlaces(queue) <= 100);
  });
});

/** How many places the queue keeps, ended calls included. */
function heldPlaces(queue: CallQueue): number {
  return (queue as unknown as { readonly calls: readonly Call[] }).calls.length;
}

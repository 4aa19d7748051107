import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { ActiveCall, ActiveCalls } from "./active-calls.js";

describe("calls under way", () => {
  it("are those that came and have not ended, whatever order they end in", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { maxLength: 100 }), (steps) => {
        const calls = Array.from({ length: 10 }, () => new ActiveCall());
        const list = new ActiveCalls<ActiveCall>();
        const model = new Set<ActiveCall>();
        for (const step of steps) {
          const call = calls[step] as ActiveCall;
          if (model.has(call)) list.remove(call);
          else list.add(call);
          if (!model.delete(call)) model.add(call);
          list.remove(new ActiveCall());
          assert.deepEqual(new Set(list.all()), model);
          assert.equal(list.all().length, model.size);
        }
      }),
    );
  });
});

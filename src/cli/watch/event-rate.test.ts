import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { EventRate } from "./event-rate.js";

describe("the rate of events", () => {
  it("is the mean of the last five whole seconds", () => {
    const rate = new EventRate();
    for (let ms = 1_000_000; ms < 1_010_000; ms += 10) rate.count(ms);
    assert.equal(rate.perSecond(1_010_000), 100);
    assert.equal(rate.perSecond(1_012_500), 60);
    assert.equal(rate.perSecond(1_100_000), 0);
  });

  it("is what came so far in the first second", () => {
    const rate = new EventRate();
    assert.equal(rate.perSecond(5_000_100), 0);
    rate.count(5_000_200);
    rate.count(5_000_300);
    assert.equal(rate.perSecond(5_000_900), 2);
    assert.equal(rate.perSecond(5_001_000), 2);
    assert.equal(rate.perSecond(5_002_000), 1);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { HangDetector } from "./hang-detector.js";
import { FakeClock } from "./testing/fake-clock.js";

function detector(): { clock: FakeClock; hangs: number[]; detector: HangDetector } {
  const clock = new FakeClock();
  const hangs: number[] = [];
  const made = new HangDetector(clock, (timeouts) => hangs.push(timeouts));
  made.heard(clock.now());
  return { clock, hangs, detector: made };
}

describe("the hang detector", () => {
  it("tells of a peer that let five calls in a row time out and said nothing for 3 s", () => {
    const { clock, hangs, detector: hang } = detector();
    const sentAtMs = clock.now();
    clock.advance(3000);
    for (let count = 0; count < 4; count++) hang.timedOut(sentAtMs);
    clock.endTurn();
    assert.deepEqual(hangs, []);
    hang.timedOut(sentAtMs);
    clock.endTurn();
    assert.deepEqual(hangs, [5]);
  });

  it("does not count calls that gave the peer less than 3 s, however many", () => {
    const { clock, hangs, detector: hang } = detector();
    clock.advance(60_000);
    for (let count = 0; count < 100; count++) {
      const sentAtMs = clock.now();
      clock.advance(2999);
      hang.timedOut(sentAtMs);
    }
    clock.endTurn();
    assert.deepEqual(hangs, []);
  });

  it("begins anew with any sign of life", () => {
    const { clock, hangs, detector: hang } = detector();
    const sentAtMs = clock.now();
    clock.advance(5000);
    for (let count = 0; count < 4; count++) hang.timedOut(sentAtMs);
    hang.heard(clock.now());
    clock.advance(5000);
    hang.timedOut(sentAtMs);
    clock.endTurn();
    assert.deepEqual(hangs, []);
    for (let count = 0; count < 4; count++) hang.timedOut(sentAtMs);
    clock.endTurn();
    assert.deepEqual(hangs, [5]);
  });

  it("reads what waits in the socket after a stall of our own before it judges", () => {
    const { clock, hangs, detector: hang } = detector();
    const sentAtMs = clock.now();
    clock.schedule(4000, () => {
      for (let count = 0; count < 10; count++) hang.timedOut(sentAtMs);
    });
    clock.stall(6000, () => hang.heard(clock.now()));
    assert.deepEqual(hangs, []);
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Ticker } from "../../../generated/ts/Qot_Common.js";
import { MarkedBody, markBase } from "./marked-body.js";

const encode = (sequence: bigint): Uint8Array =>
  Ticker.encode(Ticker.fromPartial({ time: "t", sequence, dir: 1, price: 1.5, volume: 7n })).finish();

test("a marked body is what the encoder makes of the mark", () => {
  const body = new MarkedBody(encode);
  fc.assert(
    fc.property(fc.integer({ min: 2 ** 42, max: 2 ** 49 - 1 }), (mark) => {
      assert.deepEqual(new Uint8Array(body.with(mark)), new Uint8Array(encode(BigInt(mark))));
    }),
  );
});

test("numbers outside the range of marks are refused", () => {
  const body = new MarkedBody(encode);
  for (const mark of [2 ** 42 - 1, 2 ** 49, Number.NaN]) assert.throws(() => body.with(mark), RangeError);
});

test("a message that does not hold its mark is an error", () => {
  assert.throws(() => new MarkedBody(() => new Uint8Array(20)), /mark/);
});

test("marks of a later start are higher", () => {
  const start = Date.UTC(2026, 0, 5);
  assert.ok(markBase(start + 1_000) - markBase(start) >= 100_000);
  assert.ok(markBase(0) >= 2 ** 42);
});

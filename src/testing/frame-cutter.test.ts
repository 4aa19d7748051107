import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { encodeFrame } from "../ftapi/frame.js";
import { FrameCutter } from "./frame-cutter.js";

test("frames come out whole wherever the stream is cut, and no byte is changed", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 200 }), { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 20 }),
      (bodies, cuts) => {
        const frames = bodies.map((body, place) => encodeFrame({ protoId: 3005, serialNo: place + 1, body }));
        const stream = Buffer.concat(frames);
        const cutter = new FrameCutter();
        const seen: Buffer[] = [];
        const whole: Buffer[] = [];
        for (let offset = 0, turn = 0; offset < stream.length; turn++) {
          const end = offset + (cuts[turn % cuts.length] ?? 1);
          for (const { bytes, frame } of cutter.push(stream.subarray(offset, end))) {
            seen.push(bytes);
            if (frame !== null) whole.push(Buffer.concat(frame));
          }
          offset = end;
        }
        assert.deepEqual(Buffer.concat(seen), stream);
        assert.deepEqual(whole, frames);
      },
    ),
  );
});

test("a stream of something else passes without borders", () => {
  const cutter = new FrameCutter();
  const text = Buffer.from("no FTAPI frame at all: long enough to hold a whole header and more");
  const parts = [...cutter.push(text.subarray(0, 10)), ...cutter.push(text.subarray(10)), ...cutter.push(text)];
  assert.deepEqual(Buffer.concat(parts.map((part) => part.bytes)), Buffer.concat([text, text]));
  assert.ok(parts.every((part) => part.frame === null));
});

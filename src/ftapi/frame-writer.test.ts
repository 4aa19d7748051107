import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { type BodyCipher, createAesCipher } from "./cipher.js";
import { FrameWriter } from "./frame-writer.js";
import { frameBytes } from "./testing/frame-bytes.js";
import { frameVectors, VECTOR_IV, VECTOR_KEY } from "./testing/vectors.js";

function frame(serialNo: number, bodyBytes: number): { protoId: number; serialNo: number; body: Buffer } {
  return { protoId: 3004, serialNo, body: Buffer.alloc(bodyBytes, serialNo) };
}

test("writes the vectors byte for byte", () => {
  for (const { protoId, serialNo, format, body, cipher, frame: expected } of frameVectors) {
    const writer = new FrameWriter();
    assert.equal(writer.append({ protoId, serialNo, format, body, cipher }), expected.length);
    assert.deepEqual(Buffer.concat(writer.take()), expected);
  }
});

test("many small frames leave as one buffer", () => {
  const writer = new FrameWriter();
  const frames = Array.from({ length: 100 }, (_, index) => frame(index, 50));
  for (const content of frames) writer.append(content);
  assert.equal(writer.byteLength, 9400);
  const taken = writer.take();
  assert.equal(taken.length, 1);
  assert.deepEqual(taken[0], Buffer.concat(frames.map(frameBytes)));
});

test("a frame that does not fit what is left of a batch starts the next one", () => {
  // 15000 of 16384 bytes used: what is left holds a small frame, but not this one.
  const writer = new FrameWriter();
  const frames = [
    ...Array.from({ length: 5 }, (_, index) => frame(index, 2956)),
    frame(5, 2000),
    frame(6, 10),
    frame(7, 4096),
  ];
  for (const content of frames) writer.append(content);
  assert.deepEqual(Buffer.concat(writer.take()), Buffer.concat(frames.map(frameBytes)));
});

test("a big body is handed out as it is, between its neighbours and without a copy", () => {
  const writer = new FrameWriter();
  const frames = [frame(1, 10), frame(2, 4097), frame(3, 20), frame(4, 100_000), frame(5, 30)];
  for (const content of frames) writer.append(content);
  const taken = writer.take();
  assert.deepEqual(Buffer.concat(taken), Buffer.concat(frames.map(frameBytes)));
  for (const big of [frames[1], frames[3]]) {
    const body = big?.body;
    assert.ok(
      taken.some(
        (part) => part.buffer === body?.buffer && part.byteOffset === body.byteOffset && part.length === body.length,
      ),
    );
  }
});

test("a body of 4 KiB is copied, so its owner may change it", () => {
  const writer = new FrameWriter();
  const content = frame(1, 4096);
  const expected = frameBytes(content);
  writer.append(content);
  content.body.fill(0xee);
  assert.deepEqual(Buffer.concat(writer.take()), expected);
});

test("nothing to take is an empty list, before and after frames", () => {
  const writer = new FrameWriter();
  assert.deepEqual(writer.take(), []);
  writer.append(frame(1, 10));
  assert.equal(writer.take().length, 1);
  assert.deepEqual(writer.take(), []);
  assert.equal(writer.byteLength, 0);
});

test("later frames never change bytes that were handed out", () => {
  const writer = new FrameWriter();
  const handedOut: { readonly parts: readonly Buffer[]; readonly copy: Buffer }[] = [];
  for (let round = 0; round < 400; round++) {
    writer.append(frame(round, (round * 37) % 900));
    const parts = writer.take();
    handedOut.push({ parts, copy: Buffer.concat(parts) });
  }
  for (const { parts, copy } of handedOut) assert.deepEqual(Buffer.concat(parts), copy);
});

test("frames written one by one share a batch of memory", () => {
  const writer = new FrameWriter();
  const memory = new Set<ArrayBufferLike>();
  for (let serialNo = 0; serialNo < 100; serialNo++) {
    writer.append(frame(serialNo, 56));
    for (const part of writer.take()) memory.add(part.buffer);
  }
  assert.equal(memory.size, 1);
});

test("a frame that can't be written leaves nothing behind", () => {
  const writer = new FrameWriter();
  const failing: BodyCipher = {
    encrypt: () => {
      throw new Error("no key");
    },
    decrypt: () => Buffer.alloc(0),
  };
  writer.append(frame(1, 10));
  assert.throws(() => writer.append({ ...frame(2, 10), serialNo: 2 ** 32 }), RangeError);
  assert.throws(() => writer.append({ ...frame(2, 5000), protoId: 2 ** 32 }), RangeError);
  assert.throws(() => writer.append({ ...frame(2, 10), cipher: failing }), /no key/);
  writer.append(frame(3, 10));
  assert.equal(writer.byteLength, 108);
  assert.deepEqual(Buffer.concat(writer.take()), Buffer.concat([frame(1, 10), frame(3, 10)].map(frameBytes)));
});

test("for any frames and any moments of taking, the stream is that of the frames", () => {
  const cipher = createAesCipher(2, VECTOR_KEY, VECTOR_IV);
  const step = fc.record({
    serialNo: fc.nat(0xffffffff),
    size: fc.oneof(fc.nat(200), fc.nat(6000), fc.constantFrom(4095, 4096, 4097)),
    encrypted: fc.boolean(),
    take: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const writer = new FrameWriter();
      const written: Buffer[] = [];
      const expected: Buffer[] = [];
      for (const { serialNo, size, encrypted, take } of steps) {
        const content = frame(serialNo, size);
        writer.append(encrypted ? { ...content, cipher } : content);
        expected.push(frameBytes(encrypted ? { ...content, wireBody: cipher.encrypt(content.body) } : content));
        if (take) written.push(...writer.take());
      }
      const rest = writer.byteLength;
      const last = Buffer.concat(writer.take());
      assert.equal(last.length, rest);
      assert.ok(Buffer.concat([...written, last]).equals(Buffer.concat(expected)));
    }),
  );
});

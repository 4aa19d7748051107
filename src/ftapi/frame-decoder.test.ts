import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, mock, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { type BodyCipher, createAesCipher } from "./cipher.js";
import type { Frame } from "./frame.js";
import { DEFAULT_MAX_BODY_BYTES, FrameDecoder } from "./frame-decoder.js";
import { FrameError, type FrameErrorCode } from "./frame-error.js";
import { frameBytes } from "./testing/frame-bytes.js";
import { frameVectors, VECTOR_IV, VECTOR_KEY } from "./testing/vectors.js";

/** A frame with its body copied out: what a test compares. */
interface Seen {
  readonly protoId: number;
  readonly serialNo: number;
  readonly format: number;
  readonly body: string;
}

function seen(frame: Frame): Seen {
  return { protoId: frame.protoId, serialNo: frame.serialNo, format: frame.format, body: frame.body.toString("hex") };
}

function collecting(maxBodyBytes?: number): { decoder: FrameDecoder; frames: Seen[] } {
  const frames: Seen[] = [];
  const onFrame = (frame: Frame): void => void frames.push(seen(frame));
  const decoder = new FrameDecoder(maxBodyBytes === undefined ? { onFrame } : { onFrame, maxBodyBytes });
  return { decoder, frames };
}

function decode(stream: Buffer, cuts: readonly number[]): Seen[] {
  const { decoder, frames } = collecting();
  let from = 0;
  for (const cut of [...cuts, stream.length]) {
    // A copy of its own for each piece: nothing may depend on where a chunk lies in memory.
    decoder.push(Buffer.from(stream.subarray(from, cut)));
    from = cut;
  }
  assert.equal(decoder.bufferedBytes, 0);
  return frames;
}

function failsWith(code: FrameErrorCode, run: () => void): FrameError {
  let caught: unknown;
  assert.throws(run, (error) => {
    caught = error;
    return error instanceof FrameError && error.code === code;
  });
  return caught as FrameError;
}

function body(bytes: number): Buffer {
  return Buffer.alloc(bytes, "0123456789abcdef");
}

const first = { protoId: 3004, serialNo: 1, body: body(8) };
const empty = { protoId: 1004, serialNo: 2, body: body(0) };
const last = { protoId: 3005, serialNo: 3, format: 1, body: body(61) };
const three = Buffer.concat([first, empty, last].map(frameBytes));
const threeSeen = [first, empty, last].map((parts) => seen({ format: 0, ...parts }));

for (const vector of frameVectors) {
  test(`decodes the vector "${vector.name}" at every split`, () => {
    for (let cut = 0; cut <= vector.frame.length; cut++) {
      const { decoder, frames } = collecting();
      decoder.cipher = vector.cipher;
      decoder.push(vector.frame.subarray(0, cut));
      decoder.push(vector.frame.subarray(cut));
      const { protoId, serialNo, format } = vector;
      assert.deepEqual(frames, [{ protoId, serialNo, format, body: vector.body.toString("hex") }], `cut at ${cut}`);
    }
  });
}

describe("a stream of three frames, one of them without a body", () => {
  test("gives the same frames when cut at any byte", () => {
    for (let cut = 0; cut <= three.length; cut++) assert.deepEqual(decode(three, [cut]), threeSeen, `cut at ${cut}`);
  });

  test("gives the same frames when cut at any two bytes", () => {
    for (let one = 0; one <= three.length; one++) {
      for (let two = one; two <= three.length; two++) {
        assert.deepEqual(decode(three, [one, two]), threeSeen, `cut at ${one} and ${two}`);
      }
    }
  });

  test("gives the same frames byte by byte", () => {
    assert.deepEqual(decode(three, Array.from(three.keys())), threeSeen);
  });

  test("gives each frame as soon as its last byte is there", () => {
    const { decoder, frames } = collecting();
    const ends = [52, 96, 201];
    for (let at = 0; at < three.length; at++) {
      decoder.push(three.subarray(at, at + 1));
      assert.equal(frames.length, ends.filter((end) => end <= at + 1).length, `after byte ${at}`);
    }
  });
});

test("many frames in one chunk come at once and the cut one waits for its rest", () => {
  const { decoder, frames } = collecting();
  const parts = Array.from({ length: 500 }, (_, index) => ({ protoId: 3005, serialNo: index, body: body(index) }));
  const stream = Buffer.concat(parts.map(frameBytes));
  decoder.push(stream.subarray(0, stream.length - 7));
  assert.equal(frames.length, 499);
  assert.equal(decoder.bufferedBytes, 44 + 499 - 7);
  decoder.push(stream.subarray(stream.length - 7));
  assert.deepEqual(
    frames,
    parts.map((frame) => seen({ format: 0, ...frame })),
  );
});

test("an empty chunk changes nothing", () => {
  const { decoder, frames } = collecting();
  decoder.push(Buffer.alloc(0));
  decoder.push(three.subarray(0, 60));
  decoder.push(Buffer.alloc(0));
  decoder.push(three.subarray(60));
  assert.deepEqual(frames, threeSeen);
});

test("a whole frame's body is a view on the chunk, without a copy", () => {
  const chunk = frameBytes(first);
  const bodies: Buffer[] = [];
  const decoder = new FrameDecoder({ onFrame: (frame) => void bodies.push(frame.body) });
  decoder.push(chunk);
  assert.equal(bodies[0]?.buffer, chunk.buffer);
  assert.equal(bodies[0]?.byteOffset, chunk.byteOffset + 44);
});

test("the body of a cut frame does not change when the socket reuses its chunk", () => {
  const bodies: Buffer[] = [];
  const decoder = new FrameDecoder({ onFrame: (frame) => void bodies.push(frame.body) });
  const stream = Buffer.concat([frameBytes(last), frameBytes(last)]);
  const chunk = Buffer.alloc(150);
  for (let from = 0; from < stream.length; from += chunk.length) {
    decoder.push(chunk.subarray(0, stream.copy(chunk, 0, from)));
  }
  chunk.fill(0);
  assert.deepEqual(bodies[1], last.body);
});

describe("the limit on bodies", () => {
  const cap = 1000;

  test("lets a body of exactly the limit pass, whole or cut", () => {
    const frame = frameBytes({ protoId: 1, serialNo: 1, body: body(cap) });
    for (const cut of [0, 10, 44, 45, 1043]) {
      const { decoder, frames } = collecting(cap);
      decoder.push(frame.subarray(0, cut));
      decoder.push(frame.subarray(cut));
      assert.equal(frames[0]?.body.length, cap * 2);
    }
  });

  test("ends the stream for one byte more, before memory is taken for it", () => {
    for (const bodyLength of [cap + 1, 2 ** 31, 2 ** 32 - 1]) {
      for (const cut of [0, 10, 43]) {
        const header = frameBytes({ protoId: 1, serialNo: 1, body: body(0), bodyLength });
        const { decoder, frames } = collecting(cap);
        const allocations = mock.method(Buffer, "allocUnsafeSlow");
        try {
          const error = failsWith("BODY_TOO_LARGE", () => {
            decoder.push(header.subarray(0, cut));
            decoder.push(header.subarray(cut));
          });
          assert.match(error.message, new RegExp(`${bodyLength}.*${cap}`));
          for (const call of allocations.mock.calls) assert.ok((call.arguments[0] ?? 0) <= 44);
          assert.deepEqual(frames, []);
          assert.equal(decoder.bufferedBytes, 0);
        } finally {
          allocations.mock.restore();
        }
      }
    }
  });

  test("is 16 MiB unless told otherwise", () => {
    assert.equal(DEFAULT_MAX_BODY_BYTES, 16 * 1024 * 1024);
    const { decoder } = collecting();
    decoder.push(frameBytes({ protoId: 1, serialNo: 1, body: body(0), bodyLength: DEFAULT_MAX_BODY_BYTES }));
    const over = frameBytes({ protoId: 1, serialNo: 1, body: body(0), bodyLength: DEFAULT_MAX_BODY_BYTES + 1 });
    failsWith("BODY_TOO_LARGE", () => collecting().decoder.push(over));
  });

  test("memory follows what has arrived, not what the header announces", () => {
    const allocations = mock.method(Buffer, "allocUnsafeSlow");
    try {
      const { decoder } = collecting();
      decoder.push(frameBytes({ protoId: 1, serialNo: 1, body: body(1000), bodyLength: DEFAULT_MAX_BODY_BYTES }));
      decoder.push(body(500));
      const largest = Math.max(...allocations.mock.calls.map((call) => call.arguments[0] ?? 0));
      assert.ok(largest >= 1544 && largest <= 4096, `took ${largest} bytes`);
    } finally {
      allocations.mock.restore();
    }
  });
});

describe("a broken stream", () => {
  const broken: readonly (readonly [FrameErrorCode, Buffer])[] = [
    ["BAD_MAGIC", frameBytes({ ...first, magic: "TF" })],
    ["BAD_MAGIC", frameBytes({ ...first, magic: "Ft" })],
    ["BAD_VERSION", frameBytes({ ...first, version: 1 })],
    ["BAD_DIGEST", frameBytes({ ...first, digest: Buffer.alloc(20) })],
    ["BAD_DIGEST", frameBytes({ ...empty, digest: Buffer.alloc(20) })],
  ];

  for (const [code, bytes] of broken) {
    test(`ends with ${code} at every split, after the frames before it`, () => {
      for (let cut = 0; cut <= bytes.length; cut++) {
        const { decoder, frames } = collecting();
        failsWith(code, () => {
          decoder.push(Buffer.concat([three, bytes.subarray(0, cut)]));
          decoder.push(Buffer.concat([bytes.subarray(cut), three]));
        });
        assert.deepEqual(frames, threeSeen, `cut at ${cut}`);
      }
    });
  }

  test("is seen at the first two bytes when they are no magic", () => {
    failsWith("BAD_MAGIC", () => collecting().decoder.push(Buffer.from("GE")));
  });

  test("stays broken: each later call throws the same error and no frame comes", () => {
    const { decoder, frames } = collecting();
    const error = failsWith("BAD_MAGIC", () => decoder.push(frameBytes({ ...first, magic: "xx" })));
    assert.equal(
      failsWith("BAD_MAGIC", () => decoder.push(three)),
      error,
    );
    assert.equal(
      failsWith("BAD_MAGIC", () => decoder.push(Buffer.alloc(0))),
      error,
    );
    assert.deepEqual(frames, []);
  });

  test("is also one whose onFrame threw: the frames behind it would be read from the wrong place", () => {
    const fault = new Error("handler");
    let calls = 0;
    const decoder = new FrameDecoder({
      onFrame: () => {
        calls++;
        throw fault;
      },
    });
    assert.throws(() => decoder.push(three), fault);
    assert.throws(() => decoder.push(three), fault);
    assert.equal(calls, 1);
  });

  test("a digest is checked against the plain text, so a body under another key ends the stream", () => {
    const cipher = createAesCipher(0, VECTOR_KEY);
    const other = createAesCipher(0, "another key here");
    const { decoder, frames } = collecting();
    decoder.cipher = cipher;
    failsWith("BAD_DIGEST", () => decoder.push(frameBytes({ ...last, wireBody: other.encrypt(last.body) })));
    assert.deepEqual(frames, []);
  });

  test("a plain frame on an encrypted connection ends it", () => {
    const { decoder } = collecting();
    decoder.cipher = createAesCipher(2, VECTOR_KEY, VECTOR_IV);
    failsWith("BAD_CIPHERTEXT", () => decoder.push(frameBytes(first)));
  });
});

test("a cipher set from within onFrame holds from the next frame on, in one chunk and at every split", () => {
  const cipher = createAesCipher(2, VECTOR_KEY, VECTOR_IV);
  const stream = Buffer.concat([frameBytes(first), frameBytes({ ...last, wireBody: cipher.encrypt(last.body) })]);
  for (let cut = 0; cut <= stream.length; cut++) {
    const frames: Seen[] = [];
    const decoder: FrameDecoder = new FrameDecoder({
      onFrame: (frame) => {
        frames.push(seen(frame));
        decoder.cipher = cipher;
      },
    });
    decoder.push(stream.subarray(0, cut));
    decoder.push(stream.subarray(cut));
    assert.deepEqual(frames, [threeSeen[0], threeSeen[2]], `cut at ${cut}`);
  }
});

test("the memory of a big frame is let go once its reader has let go of it", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const memory: WeakRef<ArrayBufferLike>[] = [];
  const decoder = new FrameDecoder({ onFrame: (frame) => void memory.push(new WeakRef(frame.body.buffer)) });
  const frame = frameBytes({ protoId: 1, serialNo: 1, body: body(1024 * 1024) });
  decoder.push(Buffer.from(frame.subarray(0, 1000)));
  decoder.push(Buffer.from(frame.subarray(1000)));
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  assert.equal(memory.length, 1);
  assert.equal(memory[0]?.deref(), undefined);
  assert.equal(decoder.bufferedBytes, 0);
});

describe("for any frames", () => {
  const anyFrame = fc.record({
    protoId: fc.nat(0xffffffff),
    serialNo: fc.nat(0xffffffff),
    format: fc.nat(255),
    body: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  });
  const ciphers: readonly (BodyCipher | null)[] = [
    null,
    createAesCipher(0, VECTOR_KEY),
    createAesCipher(1, VECTOR_KEY),
    createAesCipher(2, VECTOR_KEY, VECTOR_IV),
  ];

  test("and any cuts, the same frames come out", () => {
    const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 8 }), cuts, fc.constantFrom(...ciphers), (frames, places, cipher) => {
        const stream = Buffer.concat(
          frames.map((frame) => frameBytes({ ...frame, wireBody: cipher?.encrypt(frame.body) ?? frame.body })),
        );
        const { decoder, frames: decoded } = collecting();
        decoder.cipher = cipher;
        let from = 0;
        for (const cut of [
          ...places.map((place) => Math.floor(place * stream.length)).sort((a, b) => a - b),
          stream.length,
        ]) {
          decoder.push(stream.subarray(from, cut));
          from = cut;
        }
        assert.deepEqual(decoded, frames.map(seen));
        assert.equal(decoder.bufferedBytes, 0);
      }),
    );
  });

  test("and any damaged byte, what comes out is a frame that was sent, or a FrameError", () => {
    const damage = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      flip: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(fc.array(anyFrame, { minLength: 1, maxLength: 4 }), damage, (frames, { at, flip }) => {
        const stream = Buffer.concat(frames.map(frameBytes));
        const place = Math.floor(at * stream.length);
        stream[place] = (stream[place] as number) ^ flip;
        const { decoder, frames: decoded } = collecting();
        try {
          decoder.push(stream);
        } catch (error) {
          assert.ok(error instanceof FrameError);
        }
        const sent = new Set(frames.map((frame) => frame.body.toString("hex")));
        for (const frame of decoded) assert.ok(sent.has(frame.body));
      }),
    );
  });

  test("and any garbage, there is a FrameError or no frame", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 120 }), { maxLength: 6 }), fc.boolean(), (chunks, withMagic) => {
        const { decoder, frames } = collecting();
        try {
          if (withMagic) decoder.push(Buffer.from("FT"));
          for (const chunk of chunks) decoder.push(Buffer.from(chunk));
        } catch (error) {
          assert.ok(error instanceof FrameError);
        }
        assert.deepEqual(frames, []);
      }),
    );
  });
});

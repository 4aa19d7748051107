import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { type BodyCipher, createAesCipher } from "../../src/ftapi/cipher.js";
import { FrameDecoder } from "../../src/ftapi/frame-decoder.js";
import { FrameError, type FrameErrorCode } from "../../src/ftapi/frame-error.js";
import { largestAllocationOf } from "./allocation-watch.js";
import { mutate } from "./mutate.js";
import type { Random } from "./random.js";
import type { FuzzTarget } from "./target.js";

const HEADER_BYTES = 44;
/** The decoder may round small room up, and double what it has. */
const SMALLEST_ROOM_BYTES = 4 * HEADER_BYTES;

const KEY = "0123456789abcdef";
const ciphers: readonly (BodyCipher | null)[] = [
  null,
  null,
  null,
  createAesCipher(0, KEY),
  createAesCipher(1, KEY),
  createAesCipher(2, KEY, "fedcba9876543210"),
];

interface Outcome {
  /** Each frame as text: equal frames give equal texts. */
  readonly frames: readonly string[];
  readonly error: FrameErrorCode | null;
}

/** However a stream is cut, the decoder finds the frames that a straightforward reader of the whole stream finds. */
export const frameDecoderTarget: FuzzTarget = {
  name: "frame-decoder",
  run(random) {
    const cipher = random.pick(ciphers);
    const maxBodyBytes = random.pick([0, 16, 300, 6_000, 16 * 1024 * 1024]);
    const stream = mutate(random.oneIn(16) ? random.bytes(random.length(400)) : wholeFrames(random, cipher), random);

    const expected = readWhole(stream, cipher, maxBodyBytes);
    for (const cuts of [[], everyByte(stream), randomCuts(stream, random)]) {
      const outcome = decode(stream, cuts, cipher, maxBodyBytes);
      assert.deepEqual(outcome.frames, expected.frames, `frames differ when cut at [${cuts.join(",")}]`);
      // A header that has not arrived whole may be refused at once or when the rest of it comes.
      const allowed = expected.early ? [expected.error, "BAD_MAGIC"] : [expected.error];
      assert.ok(
        allowed.includes(outcome.error),
        `ended with ${outcome.error}, expected ${allowed.join(" or ")}, when cut at [${cuts.join(",")}]`,
      );
    }
  },
};

function decode(stream: Buffer, cuts: readonly number[], cipher: BodyCipher | null, maxBodyBytes: number): Outcome {
  const frames: string[] = [];
  const decoder = new FrameDecoder({ maxBodyBytes, onFrame: (frame) => frames.push(frameText(frame, frame.body)) });
  decoder.cipher = cipher;
  let start = 0;
  for (const end of [...cuts, stream.length]) {
    let failure: unknown = null;
    const largest = largestAllocationOf(() => {
      try {
        decoder.push(Buffer.from(stream.subarray(start, end)));
      } catch (error) {
        failure = error;
      }
    });
    assert.ok(
      decoder.bufferedBytes <= Math.min(end, HEADER_BYTES + maxBodyBytes),
      "holds more than arrived or than the cap",
    );
    // Ciphers make their plain text as large as the body that arrived.
    const room = Math.max(SMALLEST_ROOM_BYTES, 2 * end);
    assert.ok(largest <= room, `took ${largest} bytes at once when ${end} had arrived`);
    if (failure !== null) {
      if (!(failure instanceof FrameError)) throw failure;
      const before = frames.length;
      assert.throws(
        () => decoder.push(Buffer.from(stream)),
        { code: failure.code },
        "a broken stream must stay broken",
      );
      assert.equal(frames.length, before, "frames came out of a broken stream");
      return { frames, error: failure.code };
    }
    start = end;
  }
  return { frames, error: null };
}

/** The same by the simplest means, over the whole stream. `early`: a wrong magic stands in a header that is not whole. */
function readWhole(
  stream: Buffer,
  cipher: BodyCipher | null,
  maxBodyBytes: number,
): Outcome & { readonly early: boolean } {
  const frames: string[] = [];
  let rest = stream;
  const ended = (error: FrameErrorCode | null, early = false) => ({ frames, error, early });
  while (rest.length >= HEADER_BYTES) {
    if (rest.toString("latin1", 0, 2) !== "FT") return ended("BAD_MAGIC");
    if (rest[7] !== 0) return ended("BAD_VERSION");
    const bodyBytes = rest.readUInt32LE(12);
    if (bodyBytes > maxBodyBytes) return ended("BODY_TOO_LARGE");
    if (rest.length < HEADER_BYTES + bodyBytes) return ended(null);
    const wire = rest.subarray(HEADER_BYTES, HEADER_BYTES + bodyBytes);
    let body: Buffer = wire;
    try {
      if (cipher !== null) body = cipher.decrypt(wire);
    } catch (error) {
      assert.ok(error instanceof FrameError, `the cipher threw ${String(error)}`);
      return ended(error.code);
    }
    if (!createHash("sha1").update(body).digest().equals(rest.subarray(16, 36))) return ended("BAD_DIGEST");
    frames.push(
      frameText({ protoId: rest.readUInt32LE(2), serialNo: rest.readUInt32LE(8), format: rest[6] as number }, body),
    );
    rest = rest.subarray(HEADER_BYTES + bodyBytes);
  }
  return ended(null, rest.length >= 2 && rest.toString("latin1", 0, 2) !== "FT");
}

function frameText(
  head: { readonly protoId: number; readonly serialNo: number; readonly format: number },
  body: Buffer,
): string {
  return `${head.protoId} ${head.serialNo} ${head.format} ${body.toString("hex")}`;
}

/** Frames from a builder of our own, so that a fault shared by writer and decoder shows. */
function wholeFrames(random: Random, cipher: BodyCipher | null): Buffer {
  const parts: Buffer[] = [];
  for (let count = 1 + random.below(5); count > 0; count--) {
    const body = random.bytes(random.oneIn(20) ? random.below(6_000) : random.length(300));
    const wire = cipher === null ? body : cipher.encrypt(body);
    const header = Buffer.alloc(HEADER_BYTES);
    header.write("FT", 0, "latin1");
    header.writeUInt32LE(random.pick([1001, 1004, 3004, 0, 0xffffffff]), 2);
    header[6] = random.below(2);
    header.writeUInt32LE(random.uint32(), 8);
    header.writeUInt32LE(wire.length, 12);
    createHash("sha1").update(body).digest().copy(header, 16);
    parts.push(header, wire);
  }
  return Buffer.concat(parts);
}

function everyByte(stream: Buffer): readonly number[] {
  // One push for each byte of long streams would leave no time for other inputs.
  const limit = Math.min(stream.length, 500);
  return Array.from({ length: limit }, (_, index) => index);
}

function randomCuts(stream: Buffer, random: Random): readonly number[] {
  const cuts = Array.from({ length: 1 + random.below(6) }, () => random.below(stream.length + 1));
  return cuts.sort((left, right) => left - right);
}

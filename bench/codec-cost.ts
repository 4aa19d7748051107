/**
 * What a frame with a body of 100 bytes costs to write and to read, digest
 * checked, beside two `createHash` calls over the same bytes: what the naive
 * way pays for the two digests alone. Both take turns in one process.
 */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { FrameDecoder } from "../src/ftapi/frame-decoder.js";
import { FrameWriter } from "../src/ftapi/frame-writer.js";
import { median } from "./statistics.js";

const BODY_BYTES = 100;
const PER_BLOCK = 10_000;
/** Blocks that the compiler needs before code is as fast as it gets. */
const WARM_UP_BLOCKS = 10;

/** Medians over all blocks, in nanoseconds. */
export interface CodecCost {
  readonly frameNs: number;
  readonly twoHashesNs: number;
  /** Median of the ratios of neighbouring blocks. */
  readonly ratio: number;
}

const body = Buffer.alloc(BODY_BYTES, "opend-gateway ");
let frames = 0;
const writer = new FrameWriter();
const decoder = new FrameDecoder({
  onFrame: () => {
    frames++;
  },
});

function writeAndReadFrames(): void {
  for (let serialNo = 0; serialNo < PER_BLOCK; serialNo++) {
    writer.append({ protoId: 3004, serialNo, body });
    for (const chunk of writer.take()) decoder.push(chunk);
  }
}

let digestByte = 0;

function hashTwice(): void {
  for (let count = 0; count < PER_BLOCK; count++) {
    digestByte ^= createHash("sha1").update(body).digest()[0] as number;
    digestByte ^= createHash("sha1").update(body).digest()[0] as number;
  }
}

function nanosecondsEach(block: () => void): number {
  const startedAt = performance.now();
  block();
  return ((performance.now() - startedAt) * 1e6) / PER_BLOCK;
}

const seconds = Number(process.argv[2]);
for (let block = 0; block < WARM_UP_BLOCKS; block++) {
  writeAndReadFrames();
  hashTwice();
}
const frameNs: number[] = [];
const twoHashesNs: number[] = [];
const endAt = performance.now() + seconds * 1_000;
while (performance.now() < endAt) {
  frameNs.push(nanosecondsEach(writeAndReadFrames));
  twoHashesNs.push(nanosecondsEach(hashTwice));
}
if (frames !== (frameNs.length + WARM_UP_BLOCKS) * PER_BLOCK || digestByte < 0) throw new Error("frames were lost");

const cost: CodecCost = {
  frameNs: median(frameNs),
  twoHashesNs: median(twoHashesNs),
  ratio: median(frameNs.map((nanoseconds, index) => nanoseconds / (twoHashesNs[index] as number))),
};
console.log(JSON.stringify(cost));

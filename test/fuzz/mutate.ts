import { Buffer } from "node:buffer";
import type { Random } from "./random.js";

/** Values at which length and varint readers break. */
const INTERESTING_UINT32 = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff];

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const mutations: readonly Mutation[] = [
  function flipBit(bytes, random) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    return bytes;
  },
  function overwriteByte(bytes, random) {
    bytes[random.below(bytes.length)] = random.pick([0, 0x7f, 0x80, 0xff, random.uint32()]);
    return bytes;
  },
  function overwriteUint32(bytes, random) {
    if (bytes.length >= 4) bytes.writeUInt32LE(random.pick(INTERESTING_UINT32), random.below(bytes.length - 3));
    return bytes;
  },
  function insert(bytes, random) {
    const at = random.below(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), random.bytes(1 + random.below(12)), bytes.subarray(at)]);
  },
  function remove(bytes, random) {
    const start = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + random.below(12))]);
  },
  function repeat(bytes, random) {
    const start = random.below(bytes.length);
    const end = start + 1 + random.below(Math.min(bytes.length - start, 64));
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  function cut(bytes, random) {
    return bytes.subarray(0, random.below(bytes.length));
  },
  function swapHalves(bytes, random) {
    const at = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
  },
];

/** A changed copy of `original`; one time in three it is unchanged, so that the good way is walked too. */
export function mutate(original: Uint8Array, random: Random): Buffer {
  let bytes = Buffer.from(original);
  if (random.oneIn(3)) return bytes;
  for (let count = 1 + random.below(4); count > 0 && bytes.length > 0; count--) {
    bytes = Buffer.from(random.pick(mutations)(bytes, random));
  }
  return bytes;
}

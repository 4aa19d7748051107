import type { Buffer } from "node:buffer";
import { hash } from "node:crypto";

/** Bytes of a frame's digest. */
export const DIGEST_BYTES = 20;

const BLOCK_BYTES = 64;
/** A message of this length and its padding fill two blocks. Longer ones are faster in OpenSSL (bench: codec). */
const MAX_SHORT_BYTES = 2 * BLOCK_BYTES - 9;

/** One block's message schedule, and the five words of the state: scratch space, never read before it is written. */
const schedule = new Int32Array(80);
const state = new Int32Array(5);
const padded = new Uint8Array(2 * BLOCK_BYTES);

/** Writes the SHA-1 of `body` to `target`. */
export function writeDigest(body: Uint8Array, target: Buffer, offset: number): void {
  if (body.length > MAX_SHORT_BYTES) {
    hash("sha1", body, "buffer").copy(target, offset);
    return;
  }
  digestShort(body);
  for (let word = 0; word < 5; word++) target.writeInt32BE(state[word] as number, offset + 4 * word);
}

/** Whether the SHA-1 of `body` stands at `offset`. */
export function digestMatches(body: Uint8Array, bytes: Buffer, offset: number): boolean {
  if (body.length > MAX_SHORT_BYTES) {
    return hash("sha1", body, "buffer").compare(bytes, offset, offset + DIGEST_BYTES) === 0;
  }
  digestShort(body);
  for (let word = 0; word < 5; word++) {
    if (bytes.readInt32BE(offset + 4 * word) !== state[word]) return false;
  }
  return true;
}

/**
 * SHA-1 of a short message in plain JavaScript, into `state`. The call into
 * OpenSSL costs more than the hashing at this size, and most requests and
 * pushes are this short (facts: node-grpc.md 14).
 */
function digestShort(body: Uint8Array): void {
  const { length } = body;
  const blocks = length <= BLOCK_BYTES - 9 ? 1 : 2;
  const paddedBytes = blocks * BLOCK_BYTES;
  padded.set(body);
  padded[length] = 0x80;
  padded.fill(0, length + 1, paddedBytes);
  // The length in bits; below 2^16 here.
  padded[paddedBytes - 2] = length >>> 5;
  padded[paddedBytes - 1] = length << 3;
  state[0] = 0x67452301;
  state[1] = 0xefcdab89;
  state[2] = 0x98badcfe;
  state[3] = 0x10325476;
  state[4] = 0xc3d2e1f0;
  for (let block = 0; block < blocks; block++) compress(block * BLOCK_BYTES);
}

function compress(start: number): void {
  const w = schedule;
  for (let t = 0, at = start; t < 16; t++, at += 4) {
    w[t] =
      ((padded[at] as number) << 24) |
      ((padded[at + 1] as number) << 16) |
      ((padded[at + 2] as number) << 8) |
      (padded[at + 3] as number);
  }
  for (let t = 16; t < 80; t++) {
    const x = (w[t - 3] as number) ^ (w[t - 8] as number) ^ (w[t - 14] as number) ^ (w[t - 16] as number);
    w[t] = (x << 1) | (x >>> 31);
  }
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  let e = state[4] as number;
  let t = 0;
  for (; t < 20; t++) {
    const next = (((a << 5) | (a >>> 27)) + ((b & c) | (~b & d)) + e + 0x5a827999 + (w[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (; t < 40; t++) {
    const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0x6ed9eba1 + (w[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (; t < 60; t++) {
    const next = (((a << 5) | (a >>> 27)) + ((b & c) | (b & d) | (c & d)) + e + 0x8f1bbcdc + (w[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  for (; t < 80; t++) {
    const next = (((a << 5) | (a >>> 27)) + (b ^ c ^ d) + e + 0xca62c1d6 + (w[t] as number)) | 0;
    e = d;
    d = c;
    c = (b << 30) | (b >>> 2);
    b = a;
    a = next;
  }
  state[0] = ((state[0] as number) + a) | 0;
  state[1] = ((state[1] as number) + b) | 0;
  state[2] = ((state[2] as number) + c) | 0;
  state[3] = ((state[3] as number) + d) | 0;
  state[4] = ((state[4] as number) + e) | 0;
}

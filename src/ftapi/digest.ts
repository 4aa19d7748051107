import type { Buffer } from "node:buffer";
import { hash } from "node:crypto";

/** Bytes of a frame's digest. */
export const DIGEST_BYTES = 20;

/**
 * SHA-1, one character a byte ("binary" is latin1). `crypto.hash` costs about
 * half of `createHash` at these sizes (facts: node-grpc.md 14), and a string
 * about half of a Buffer once more: as fast as SHA-1 in plain JavaScript.
 */
function digestText(body: Uint8Array): string {
  return hash("sha1", body, "binary");
}

/** Writes the SHA-1 of `body` to `target`. */
export function writeDigest(body: Uint8Array, target: Buffer, offset: number): void {
  target.write(digestText(body), offset, DIGEST_BYTES, "latin1");
}

/** Whether the SHA-1 of `body` stands at `offset`. */
export function digestMatches(body: Uint8Array, bytes: Buffer, offset: number): boolean {
  return bytes.toString("latin1", offset, offset + DIGEST_BYTES) === digestText(body);
}

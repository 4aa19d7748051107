import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import { DIGEST_BYTES, digestMatches, writeDigest } from "./digest.js";

const sha1 = (body: Uint8Array): Buffer => createHash("sha1").update(body).digest();

describe("the digest of a body", () => {
  it("is SHA-1 at every length around its block borders", () => {
    for (let length = 0; length <= 260; length++) {
      const body = Buffer.alloc(length, length + 1);
      const target = Buffer.alloc(DIGEST_BYTES + 2, 0xee);
      writeDigest(body, target, 1);
      assert.deepEqual(target.subarray(1, 1 + DIGEST_BYTES), sha1(body), `${length} bytes`);
      assert.deepEqual([target[0], target[DIGEST_BYTES + 1]], [0xee, 0xee]);
    }
  });

  it("is SHA-1 of any bytes, whatever was hashed before", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (body) => {
        const target = Buffer.alloc(DIGEST_BYTES);
        writeDigest(body, target, 0);
        assert.deepEqual(target, sha1(body));
        assert.ok(digestMatches(body, target, 0));
      }),
    );
  });

  it("does not match when any bit of it or of the body is another", () => {
    for (const length of [0, 5, 55, 56, 100, 119, 120, 500]) {
      const body = Buffer.alloc(length, 7);
      const digest = sha1(body);
      for (let bit = 0; bit < DIGEST_BYTES * 8; bit++) {
        const other = Buffer.from(digest);
        other[bit >> 3] = (other[bit >> 3] as number) ^ (1 << (bit & 7));
        assert.ok(!digestMatches(body, other, 0));
      }
      if (length > 0) assert.ok(!digestMatches(body.fill(8, length - 1), digest, 0));
    }
  });
});

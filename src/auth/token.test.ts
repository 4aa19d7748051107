import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  characterCodes,
  digestOfHex,
  endEqualsInConstantTime,
  equalInConstantTime,
  newToken,
  tokenDigest,
  tokenSha256,
} from "./token.js";

describe("tokens", () => {
  it("are fc_ and 64 hex digits of 32 random bytes, and differ", () => {
    assert.equal(
      newToken((size) => new Uint8Array(size).fill(0xab)),
      `fc_${"ab".repeat(32)}`,
    );
    assert.notEqual(newToken(), newToken());
  });

  it("have their SHA-256 as digest in both forms", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (token) => {
        const sha256 = createHash("sha256").update(token).digest("hex");
        assert.equal(tokenSha256(token), sha256);
        assert.equal(tokenDigest(token), digestOfHex(sha256));
      }),
    );
  });

  it("are equal only when every character is", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        assert.equal(equalInConstantTime(a, b), a === b);
        assert.equal(equalInConstantTime(a, a), true);
        assert.equal(equalInConstantTime(`${a}x`, a), false);
        assert.equal(equalInConstantTime(a, `${a}x`), false);
      }),
    );
  });
});

describe("comparing the end of a string", () => {
  it("is right wherever it differs, in length, at either end and beyond one byte", () => {
    const known = characterCodes("fc_0123");
    assert.equal(endEqualsInConstantTime("Bearer fc_0123", 7, known), true);
    assert.equal(endEqualsInConstantTime("fc_0123", 0, known), true);
    assert.equal(endEqualsInConstantTime("fc_\u{1f600}", 0, characterCodes("fc_\u{1f600}")), true);
    for (const given of [
      "Bearer fc_0124",
      "Bearer gc_0123",
      "Bearer fc_012",
      "Bearer fc_01234",
      "Bearer ",
      "Bearer  fc_0123",
    ]) {
      assert.equal(endEqualsInConstantTime(given, 7, known), false, given);
    }
    assert.equal(endEqualsInConstantTime("Bearer fc_\u0130123", 7, known), false);
    assert.equal(endEqualsInConstantTime("Bearer fc_0123", 7, characterCodes("fc_\u0130123")), false);
  });
});

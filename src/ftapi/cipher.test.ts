import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { createAesCipher, PacketEncAlgo } from "./cipher.js";
import { FrameError } from "./frame-error.js";
import { VECTOR_IV, VECTOR_KEY } from "./testing/vectors.js";

const ftAes = createAesCipher(PacketEncAlgo.ftAesEcb, VECTOR_KEY);
const ecb = createAesCipher(PacketEncAlgo.aesEcb, VECTOR_KEY);
const cbc = createAesCipher(PacketEncAlgo.aesCbc, VECTOR_KEY, VECTOR_IV);

// Made with the official client's code and in Node (facts: ftapi-protocol.md 2.4).
const vectors = [
  ["FTAES_ECB", ftAes, "", "00000000000000000000000000000000"],
  ["FTAES_ECB", ftAes, "0a060880e2cfaa06", "b17b921a52c472c697a86dda79bcf9a800000000000000000000000000000008"],
  [
    "FTAES_ECB",
    ftAes,
    "00112233445566778899aabbccddeeff",
    "6567934ae3ed03ea072e51ced34cd07e00000000000000000000000000000000",
  ],
  [
    "FTAES_ECB",
    ftAes,
    "00112233445566778899aabbccddeeff01",
    "6567934ae3ed03ea072e51ced34cd07e17ff461e0c6f38c77dcac58a544ad5e900000000000000000000000000000001",
  ],
  ["AES_CBC", cbc, "0a060880e2cfaa06", "4bc11368bce415e70d42bcceebbc6aaf"],
  [
    "AES_CBC",
    cbc,
    "00112233445566778899aabbccddeeff",
    "b92dce6a7446b361437e9ed5f7e21833bf7a6f567b40ab5cf99a0cfdfef75e99",
  ],
  [
    "AES_CBC",
    cbc,
    "00112233445566778899aabbccddeeff01",
    "b92dce6a7446b361437e9ed5f7e21833e591d05f366606922a21e7a6c6d060b2",
  ],
  ["AES_ECB", ecb, "0a060880e2cfaa06", "ff8601ceda0cd1d4a2724d5a6686d2d3"],
] as const;

for (const [name, cipher, plain, wire] of vectors) {
  test(`${name} agrees with the vector of ${plain.length / 2} bytes both ways`, () => {
    assert.equal(cipher.encrypt(Buffer.from(plain, "hex")).toString("hex"), wire);
    assert.equal(cipher.decrypt(Buffer.from(wire, "hex")).toString("hex"), plain);
  });
}

test("every length comes back, in whole blocks on the wire", () => {
  const pkcs7 = (length: number): number => Math.floor(length / 16) * 16 + 16;
  const zeros = (length: number): number => Math.ceil(length / 16) * 16 + 16;
  for (const [cipher, expectedBytes] of [
    [ftAes, zeros],
    [ecb, pkcs7],
    [cbc, pkcs7],
  ] as const) {
    for (const length of [0, 1, 15, 16, 17, 31, 32, 33, 4096]) {
      const plain = Buffer.alloc(length, "the plain text ");
      const wire = cipher.encrypt(plain);
      assert.equal(wire.length, expectedBytes(length));
      assert.deepEqual(cipher.decrypt(wire), plain);
    }
  }
});

test("any bytes come back, and a packet does not depend on the one before", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(ftAes, ecb, cbc), (plain, cipher) => {
      const wire = cipher.encrypt(plain);
      assert.deepEqual(cipher.encrypt(plain), wire);
      assert.deepEqual(cipher.decrypt(wire), Buffer.from(plain));
    }),
  );
});

test("a wire body that is no whole number of blocks is refused", () => {
  for (const cipher of [ftAes, ecb, cbc]) {
    for (const length of [0, 1, 15, 17, 33]) {
      assert.throws(
        () => cipher.decrypt(Buffer.alloc(length)),
        (error) =>
          error instanceof FrameError && error.code === "BAD_CIPHERTEXT" && error.message.includes(`${length} bytes`),
      );
    }
  }
});

test("FTAES refuses a last byte that is no length of a part block", () => {
  for (const last of [16, 17, 255]) {
    const wire = ftAes.encrypt(Buffer.alloc(20));
    wire[wire.length - 1] = last;
    assert.throws(() => ftAes.decrypt(wire), FrameError);
  }
  const tailOnly = Buffer.alloc(16);
  tailOnly[15] = 3;
  assert.throws(() => ftAes.decrypt(tailOnly), FrameError);
});

test("CBC and ECB refuse a padding that can't be", () => {
  for (const cipher of [ecb, cbc]) {
    // The first of two blocks alone: its last byte, 0xff, is no length of a padding.
    const wire = cipher.encrypt(Buffer.alloc(16, 0xff)).subarray(0, 16);
    assert.throws(
      () => cipher.decrypt(wire),
      (error) => error instanceof FrameError && error.code === "BAD_CIPHERTEXT",
    );
  }
});

test("a key or iv of another length than 16 is named, without its text", () => {
  const refusals = [
    [() => createAesCipher(2, "short secret", VECTOR_IV), /^connAESKey has 12 bytes, expected 16$/],
    [() => createAesCipher(2, VECTOR_KEY, ""), /^aesCBCiv has 0 bytes/],
    [() => createAesCipher(2, VECTOR_KEY), /^aesCBCiv has 0 bytes/],
    [() => createAesCipher(0, `${VECTOR_KEY}0`), /^connAESKey has 17 bytes/],
    // 16 characters, but not 16 bytes: cutting characters down to a byte would give a wrong key.
    [() => createAesCipher(0, "0123456789abcde中"), /^connAESKey has 18 bytes/],
  ] as const;
  for (const [run, message] of refusals)
    assert.throws(run, (error) => error instanceof RangeError && message.test(error.message));
});

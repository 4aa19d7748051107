import assert from "node:assert/strict";
import { createAesCipher } from "../../src/ftapi/cipher.js";
import { FrameError } from "../../src/ftapi/frame-error.js";
import { mutate } from "./mutate.js";
import type { FuzzTarget } from "./target.js";

const KEY = "0123456789abcdef";
const ciphers = [createAesCipher(0, KEY), createAesCipher(1, KEY), createAesCipher(2, KEY, "fedcba9876543210")];

/** What was encrypted comes back; what was tampered with is refused in the one way a cipher may. */
export const cipherTarget: FuzzTarget = {
  name: "cipher",
  run(random) {
    const cipher = random.pick(ciphers);
    const plain = random.bytes(random.length(2_000));
    const wire = cipher.encrypt(plain);
    assert.ok(cipher.decrypt(wire).equals(plain), "the body came back changed");
    const tampered = mutate(wire, random);
    try {
      assert.ok(cipher.decrypt(tampered).length <= tampered.length, "more plain text than cipher text");
    } catch (error) {
      if (!(error instanceof FrameError) || error.code !== "BAD_CIPHERTEXT") throw error;
    }
  },
};

import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv } from "node:crypto";
import { FrameError } from "./frame-error.js";

/** Common.PacketEncAlgo (facts: ftapi-protocol.md 2.1). */
export const PacketEncAlgo = { ftAesEcb: 0, none: -1, aesEcb: 1, aesCbc: 2 } as const;
export type PacketEncAlgo = (typeof PacketEncAlgo)[keyof typeof PacketEncAlgo];

/** Encrypts and decrypts frame bodies. `decrypt` throws {@link FrameError} BAD_CIPHERTEXT. */
export interface BodyCipher {
  encrypt(plain: Uint8Array): Buffer;
  decrypt(wire: Uint8Array): Buffer;
}

const BLOCK_BYTES = 16;

/**
 * The cipher of a session: `key` (and `iv` for CBC) are the 16 ASCII characters
 * that InitConnect gave, used as they are (facts: ftapi-protocol.md 2.3).
 * @throws RangeError when key or iv is not 16 bytes long.
 */
export function createAesCipher(algo: Exclude<PacketEncAlgo, -1>, key: string, iv?: string): BodyCipher {
  const keyBytes = sixteenBytes("connAESKey", key);
  switch (algo) {
    case PacketEncAlgo.aesCbc:
      return blockCipher("aes-128-cbc", keyBytes, sixteenBytes("aesCBCiv", iv ?? ""));
    case PacketEncAlgo.aesEcb:
      // PKCS#7 is presumed: no official client implements this mode (facts: ftapi-protocol.md 2.3).
      return blockCipher("aes-128-ecb", keyBytes, null);
    case PacketEncAlgo.ftAesEcb:
      return ftAesCipher(keyBytes);
  }
}

function sixteenBytes(name: string, text: string): Buffer {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length !== BLOCK_BYTES) throw new RangeError(`${name} has ${bytes.length} bytes, expected ${BLOCK_BYTES}`);
  return bytes;
}

function blockCipher(name: string, key: Buffer, iv: Buffer | null): BodyCipher {
  return {
    encrypt: (plain) => {
      const cipher = createCipheriv(name, key, iv);
      return Buffer.concat([cipher.update(plain), cipher.final()]);
    },
    decrypt: (wire) => {
      if (wire.length === 0 || wire.length % BLOCK_BYTES !== 0) throw badLength(name, wire.length);
      const decipher = createDecipheriv(name, key, iv);
      try {
        return Buffer.concat([decipher.update(wire), decipher.final()]);
      } catch {
        throw new FrameError("BAD_CIPHERTEXT", `${name}: wrong key or padding`);
      }
    },
  };
}

/**
 * Futu's own padding: zeros up to a block, ECB, then one plain block whose last
 * byte is the length modulo 16 (facts: ftapi-protocol.md 2.3).
 */
function ftAesCipher(key: Buffer): BodyCipher {
  return {
    encrypt: (plain) => {
      const remainder = plain.length % BLOCK_BYTES;
      const cipher = createCipheriv("aes-128-ecb", key, null).setAutoPadding(false);
      const parts = [cipher.update(plain)];
      if (remainder !== 0) parts.push(cipher.update(Buffer.alloc(BLOCK_BYTES - remainder)));
      const tail = Buffer.alloc(BLOCK_BYTES);
      tail[BLOCK_BYTES - 1] = remainder;
      return Buffer.concat([...parts, cipher.final(), tail]);
    },
    decrypt: (wire) => {
      if (wire.length === 0 || wire.length % BLOCK_BYTES !== 0) throw badLength("FTAES_ECB", wire.length);
      const remainder = wire[wire.length - 1] as number;
      const padded = wire.length - BLOCK_BYTES;
      if (remainder >= BLOCK_BYTES || (remainder !== 0 && padded === 0)) {
        throw new FrameError("BAD_CIPHERTEXT", `FTAES_ECB: last byte ${remainder} is no length of a part block`);
      }
      const decipher = createDecipheriv("aes-128-ecb", key, null).setAutoPadding(false);
      const plain = Buffer.concat([decipher.update(wire.subarray(0, padded)), decipher.final()]);
      return remainder === 0 ? plain : plain.subarray(0, padded - BLOCK_BYTES + remainder);
    },
  };
}

function badLength(name: string, length: number): FrameError {
  return new FrameError("BAD_CIPHERTEXT", `${name}: ${length} bytes are no whole number of blocks`);
}

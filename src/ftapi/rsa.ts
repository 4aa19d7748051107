import { Buffer } from "node:buffer";
import {
  constants,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from "node:crypto";
import type { BodyCipher } from "./cipher.js";
import { FrameError } from "./frame-error.js";

/** The official clients cut at 100 bytes and only know 1024-bit keys (facts: ftapi-protocol.md 2.2). */
const PIECE_BYTES = 100;
const MIN_BLOCK_BYTES = 128;
const MIN_FILLER_BYTES = 8;

/**
 * The cipher of InitConnect: both sides hold the same private key (facts:
 * ftapi-protocol.md 2.1), encrypt with its public half and decrypt with it.
 *
 * @param pem PKCS#1 or PKCS#8, without passphrase, at least 1024 bits.
 * @throws Error with a text for people when the key can't be used.
 */
export function createRsaCipher(pem: string): BodyCipher {
  const privateKey = readKey(pem);
  const publicKey = createPublicKey(privateKey);
  const modulusBits = privateKey.asymmetricKeyDetails?.modulusLength ?? 0;
  const blockBytes = Math.ceil(modulusBits / 8);
  if (blockBytes < MIN_BLOCK_BYTES) {
    throw new Error(`the RSA key has ${modulusBits} bits; OpenD and its clients need 1024`);
  }
  return {
    encrypt: (plain) => {
      const pieces: Buffer[] = [];
      for (let start = 0; start < plain.length || start === 0; start += PIECE_BYTES) {
        const piece = plain.subarray(start, start + PIECE_BYTES);
        pieces.push(publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, piece));
      }
      return Buffer.concat(pieces);
    },
    decrypt: (wire) => {
      if (wire.length === 0 || wire.length % blockBytes !== 0) {
        throw new FrameError(
          "BAD_CIPHERTEXT",
          `RSA: ${wire.length} bytes are no whole number of ${blockBytes}-byte blocks`,
        );
      }
      const pieces: Buffer[] = [];
      for (let start = 0; start < wire.length; start += blockBytes) {
        pieces.push(decryptBlock(privateKey, wire.subarray(start, start + blockBytes)));
      }
      return Buffer.concat(pieces);
    },
  };
}

function readKey(pem: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new Error("not an RSA private key in PEM form without passphrase");
  }
  if (key.asymmetricKeyType !== "rsa")
    throw new Error(`an RSA private key is needed, this one is ${key.asymmetricKeyType}`);
  return key;
}

/**
 * Node refuses RSA_PKCS1_PADDING in privateDecrypt since CVE-2023-46809, so the
 * padding `00 02 <8 or more non-zero bytes> 00` comes off by hand. The peer is
 * our own OpenD over a connection we opened; every fault gives the same error.
 */
function decryptBlock(key: KeyObject, block: Uint8Array): Buffer {
  let padded: Buffer;
  try {
    padded = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, block);
  } catch {
    throw badBlock();
  }
  const separator = padded.indexOf(0, 2);
  if (padded[0] !== 0 || padded[1] !== 2 || separator < 2 + MIN_FILLER_BYTES) throw badBlock();
  return padded.subarray(separator + 1);
}

function badBlock(): FrameError {
  return new FrameError("BAD_CIPHERTEXT", "RSA: the block was not encrypted with this key");
}

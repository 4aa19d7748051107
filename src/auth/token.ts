import { hash, randomBytes } from "node:crypto";

const PREFIX = "fc_";
const SECRET_BYTES = 32;

/** A new token: `fc_` and 64 hex digits, as the rival's (facts: futuopend-rs.md 3.2). Kept nowhere; its digest is. */
export function newToken(random: (size: number) => Uint8Array = randomBytes): string {
  return PREFIX + Buffer.from(random(SECRET_BYTES)).toString("hex");
}

/** SHA-256 of a token in lower-case hex, as it stands in the keys file. A fast hash is right for 256 random bits. */
export function tokenSha256(token: string): string {
  return hash("sha256", token, "hex");
}

/** The same as 32 characters, one a byte: what a look-up makes for each call, so the cheapest form. */
export function tokenDigest(token: string): string {
  return hash("sha256", token, "binary");
}

/** A digest from its hex form. */
export function digestOfHex(sha256: string): string {
  return Buffer.from(sha256, "hex").toString("latin1");
}

/** Compares as long as `known` is, whatever differs. Strings of one character a byte: no buffers to make. */
export function equalInConstantTime(given: string, known: string): boolean {
  let difference = given.length ^ known.length;
  for (let index = 0; index < known.length; index++) {
    difference |= given.charCodeAt(index) ^ known.charCodeAt(index);
  }
  return difference === 0;
}

/** A string for {@link endEqualsInConstantTime}. */
export function characterCodes(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

/**
 * Whether `given`, from `start` on, is `known`; takes as long as `known` is, whatever differs. A part of a string is
 * slow to read character by character when it was cut off, so it is not.
 */
export function endEqualsInConstantTime(given: string, start: number, known: Uint16Array): boolean {
  let difference = (given.length - start) ^ known.length;
  for (let index = 0; index < known.length; index++) {
    difference |= given.charCodeAt(start + index) ^ (known[index] as number);
  }
  return difference === 0;
}

import { Buffer } from "node:buffer";
import type { BodyCipher } from "./cipher.js";
import { writeDigest } from "./digest.js";

/** Bytes of a frame's header (facts: ftapi-protocol.md 1.1). */
export const HEADER_BYTES = 44;

/** Where each header field begins. */
export const HeaderOffset = {
  magic: 0,
  protoId: 2,
  format: 6,
  version: 7,
  serialNo: 8,
  bodyLength: 12,
  digest: 16,
  reserved: 36,
} as const;

/** ASCII `FT`, read as a little-endian number. */
export const MAGIC = 0x5446;
export const VERSION = 0;

export const BodyFormat = { protobuf: 0, json: 1 } as const;
export type BodyFormat = (typeof BodyFormat)[keyof typeof BodyFormat];

/** One FTAPI frame with its body in plain text. */
export interface Frame {
  readonly protoId: number;
  readonly serialNo: number;
  /** 0 protobuf, 1 JSON; other numbers are passed on as they came. */
  readonly format: number;
  /** A view on the received bytes where that was possible: copy what must outlive many frames. */
  readonly body: Buffer;
}

/** What goes into a frame. */
export interface FrameContent {
  readonly protoId: number;
  readonly serialNo: number;
  readonly format?: BodyFormat;
  readonly body: Uint8Array;
  /** Encrypts the body; absent for plain text. */
  readonly cipher?: BodyCipher | null;
}

/** Writes the header of a frame whose wire body has `wireBodyBytes` bytes. */
export function writeHeader(target: Buffer, offset: number, content: FrameContent, wireBodyBytes: number): void {
  target.writeUInt16LE(MAGIC, offset + HeaderOffset.magic);
  target.writeUInt32LE(content.protoId, offset + HeaderOffset.protoId);
  target[offset + HeaderOffset.format] = content.format ?? BodyFormat.protobuf;
  target[offset + HeaderOffset.version] = VERSION;
  target.writeUInt32LE(content.serialNo, offset + HeaderOffset.serialNo);
  target.writeUInt32LE(wireBodyBytes, offset + HeaderOffset.bodyLength);
  // The digest is over the plain text, encrypted or not (facts: ftapi-protocol.md 1.1).
  writeDigest(content.body, target, offset + HeaderOffset.digest);
  target.fill(0, offset + HeaderOffset.reserved, offset + HEADER_BYTES);
}

/** One whole frame as bytes. */
export function encodeFrame(content: FrameContent): Buffer {
  const wireBody = content.cipher ? content.cipher.encrypt(content.body) : content.body;
  const frame = Buffer.allocUnsafe(HEADER_BYTES + wireBody.length);
  writeHeader(frame, 0, content, wireBody.length);
  frame.set(wireBody, HEADER_BYTES);
  return frame;
}

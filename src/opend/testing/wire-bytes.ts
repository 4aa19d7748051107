import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

// Frames and messages as bytes, written and read apart from src/ftapi on
// purpose: a fault there must not hide behind the same fault here.

const HEADER_BYTES = 44;

export interface FrameParts {
  readonly protoId: number;
  readonly serialNo: number;
  readonly body?: Uint8Array;
  /** The body on the wire where it is encrypted; the digest stays that of `body`. */
  readonly wireBody?: Uint8Array;
  readonly magic?: string;
  readonly digest?: Uint8Array;
  readonly bodyLength?: number;
}

export interface ReadFrame {
  readonly protoId: number;
  readonly serialNo: number;
  readonly body: Buffer;
  readonly digest: Buffer;
}

/** One frame; each part can be falsified. */
export function frame(parts: FrameParts): Buffer {
  const body = parts.body ?? Buffer.alloc(0);
  const wireBody = parts.wireBody ?? body;
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(parts.magic ?? "FT", 0, "latin1");
  header.writeUInt32LE(parts.protoId, 2);
  header.writeUInt32LE(parts.serialNo, 8);
  header.writeUInt32LE(parts.bodyLength ?? wireBody.length, 12);
  Buffer.from(parts.digest ?? sha1(body)).copy(header, 16);
  return Buffer.concat([header, wireBody]);
}

export function sha1(bytes: Uint8Array): Buffer {
  return createHash("sha1").update(bytes).digest();
}

/** Reads whole frames and holds header and length against the fact sheet; the digest is left to the reader. */
export function readFrames(bytes: Buffer): ReadFrame[] {
  const frames: ReadFrame[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const header = bytes.subarray(offset, offset + HEADER_BYTES);
    assert.equal(header.length, HEADER_BYTES, "a cut header");
    assert.equal(header.toString("latin1", 0, 2), "FT");
    assert.equal(header.readUInt16LE(6), 0, "protobuf, version 0");
    const end = offset + HEADER_BYTES + header.readUInt32LE(12);
    assert.ok(end <= bytes.length, "a cut body");
    frames.push({
      protoId: header.readUInt32LE(2),
      serialNo: header.readUInt32LE(8),
      body: bytes.subarray(offset + HEADER_BYTES, end),
      digest: header.subarray(16, 36),
    });
    offset = end;
  }
  return frames;
}

export function varint(value: bigint | number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

/** A field with a number or with content. */
export function field(number: number, value: bigint | number | string | Uint8Array): Buffer {
  if (typeof value === "bigint" || typeof value === "number")
    return Buffer.concat([varint(number << 3), varint(value)]);
  const content = Buffer.from(value);
  return Buffer.concat([varint((number << 3) | 2), varint(content.length), content]);
}

export interface SessionParts {
  readonly connId?: bigint;
  readonly keepAliveSeconds?: number;
  readonly aesKey?: string;
  readonly aesIv?: string;
}

/** The body of OpenD's answer to InitConnect. */
export function initReply(parts: SessionParts = {}): Buffer {
  const { connId = 6730043500150710821n, keepAliveSeconds = 10, aesKey = "0123456789abcdef", aesIv } = parts;
  const s2c = [field(1, 1011), field(2, 10001), field(3, connId), field(4, aesKey), field(5, keepAliveSeconds)];
  if (aesIv !== undefined) s2c.push(field(6, aesIv));
  return Buffer.concat([field(1, 0), field(4, Buffer.concat(s2c))]);
}

/** The body of a refusal: retType -1 and its text. */
export function refusal(text: string): Buffer {
  return Buffer.concat([field(1, -1), field(2, text)]);
}

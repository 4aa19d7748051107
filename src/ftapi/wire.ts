import { Buffer } from "node:buffer";

/** Wire types of the protobuf encoding. */
export const WireType = { varint: 0, fixed64: 1, bytes: 2, startGroup: 3, endGroup: 4, fixed32: 5 } as const;

/** A message that breaks the protobuf encoding. */
export class WireError extends Error {
  override readonly name = "WireError";
}

/** Where the official decoders stop too: a deeper group is refused by OpenD, and would cost us memory. */
const MAX_GROUP_DEPTH = 100;
/** The most that the fifth byte of a tag (32 bits) and of a length (31 bits) may hold. */
const MAX_TAG_TOP = 0x0f;
const MAX_LENGTH_TOP = 0x07;

/** Bytes from `start` to `end` as text; nothing is copied but the text. */
export function utf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const buffer = bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString("utf8", start, end);
}

/**
 * Walks the fields of one message without building objects.
 *
 * `next()` steps to a field and sets `fieldNumber`, `wireType` and `tagStart`;
 * then exactly one of the value methods or `skip()` must be called.
 * All of them throw {@link WireError} where the bytes end early or lie. What
 * other decoders refuse (overlong tags, lengths past 2^31) is refused here too:
 * otherwise two readers of one message could see different things.
 */
export class WireReader {
  readonly bytes: Uint8Array;
  pos: number;
  readonly end: number;
  fieldNumber = 0;
  wireType = 0;
  tagStart = 0;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.pos = start;
    this.end = end;
  }

  /** Steps to the next field; false at the end. */
  next(): boolean {
    if (this.pos >= this.end) return false;
    this.tagStart = this.pos;
    const tag = this.smallVarint(MAX_TAG_TOP, "tag over 32 bits");
    this.fieldNumber = tag >>> 3;
    this.wireType = tag & 7;
    if (this.fieldNumber === 0) throw new WireError("field number 0");
    return true;
  }

  /** A varint of at most 5 bytes: the low 32 bits of a longer one could make a short length of a huge one. */
  private smallVarint(maxFifthByte: number, problem: string): number {
    const start = this.pos;
    const value = this.uint32();
    const size = this.pos - start;
    if (size > 5 || (size === 5 && (this.bytes[this.pos - 1] as number) > maxFifthByte)) throw new WireError(problem);
    return value;
  }

  /** A varint's low 32 bits, unsigned; higher bits are read and dropped, as protobuf has it. */
  uint32(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.pos >= this.end) throw new WireError("cut short");
      const byte = this.bytes[this.pos++] as number;
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new WireError("varint over 10 bytes");
  }

  int32(): number {
    return this.uint32() | 0;
  }

  uint64(): bigint {
    // Two numbers of 35 bits each: one bigint operation a value, not one a byte.
    let low = 0;
    let high = 0;
    let scale = 1;
    for (let count = 0; count < 10; count++) {
      if (this.pos >= this.end) throw new WireError("cut short");
      const byte = this.bytes[this.pos++] as number;
      if (count === 5) scale = 1;
      if (count < 5) low += (byte & 0x7f) * scale;
      else high += (byte & 0x7f) * scale;
      scale *= 0x80;
      if (byte < 0x80) return high === 0 ? BigInt(low) : BigInt.asUintN(64, (BigInt(high) << 35n) | BigInt(low));
    }
    throw new WireError("varint over 10 bytes");
  }

  int64(): bigint {
    return BigInt.asIntN(64, this.uint64());
  }

  /** Steps over a length prefix and returns the content's end; the content begins at `pos`. */
  contentEnd(): number {
    const length = this.smallVarint(MAX_LENGTH_TOP, "length over 2^31");
    const end = this.pos + length;
    if (end > this.end) throw new WireError("cut short");
    return end;
  }

  /** A view on the content of a length-delimited field. */
  view(): Uint8Array {
    const end = this.contentEnd();
    const view = this.bytes.subarray(this.pos, end);
    this.pos = end;
    return view;
  }

  string(): string {
    const end = this.contentEnd();
    const text = utf8(this.bytes, this.pos, end);
    this.pos = end;
    return text;
  }

  /** A reader over the content of a nested message; this reader steps behind it. */
  message(): WireReader {
    const end = this.contentEnd();
    const reader = new WireReader(this.bytes, this.pos, end);
    this.pos = end;
    return reader;
  }

  skip(): void {
    switch (this.wireType) {
      case WireType.varint:
        this.skipVarint();
        return;
      case WireType.fixed64:
        this.advance(8);
        return;
      case WireType.bytes:
        this.pos = this.contentEnd();
        return;
      case WireType.fixed32:
        this.advance(4);
        return;
      case WireType.startGroup:
        this.skipGroup(this.fieldNumber);
        return;
      default:
        throw new WireError(`wire type ${this.wireType}`);
    }
  }

  private advance(count: number): void {
    if (this.pos + count > this.end) throw new WireError("cut short");
    this.pos += count;
  }

  private skipVarint(): void {
    for (let count = 0; count < 10; count++) {
      if (this.pos >= this.end) throw new WireError("cut short");
      if ((this.bytes[this.pos++] as number) < 0x80) return;
    }
    throw new WireError("varint over 10 bytes");
  }

  /** Groups are nested by a counter, not by recursion: a hostile body can't overflow the stack. */
  private skipGroup(outermost: number): void {
    const open = [outermost];
    while (open.length > 0) {
      if (!this.next()) throw new WireError("group without end");
      if (this.wireType === WireType.endGroup) {
        if (open.pop() !== this.fieldNumber) throw new WireError("group ended by another field");
      } else if (this.wireType === WireType.startGroup) {
        if (open.length === MAX_GROUP_DEPTH) throw new WireError("groups nested too deep");
        open.push(this.fieldNumber);
      } else {
        this.skip();
      }
    }
  }
}

/** Number of bytes of `value` (below 2^32) as a varint. */
export function varintBytes(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x200000) return 3;
  return value < 0x10000000 ? 4 : 5;
}

/** Writes `value` (below 2^32) as a varint and returns the offset behind it. */
export function writeVarint(target: Uint8Array, offset: number, value: number): number {
  let rest = value;
  while (rest > 0x7f) {
    target[offset++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  target[offset++] = rest;
  return offset;
}

/** Writes a 64-bit `value` (a negative one in two's complement) as a varint and returns the offset behind it. */
export function writeVarint64(target: Uint8Array, offset: number, value: bigint): number {
  let rest = BigInt.asUintN(64, value);
  while (rest > 0x7fn) {
    target[offset++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  target[offset++] = Number(rest);
  return offset;
}

import { Buffer } from "node:buffer";

/** Wire types of the protobuf encoding. */
export const WireType = { varint: 0, fixed64: 1, bytes: 2, startGroup: 3, endGroup: 4, fixed32: 5 } as const;

/** A message that breaks the protobuf encoding. */
export class WireError extends Error {
  override readonly name = "WireError";
}

/** Bytes as text; a view, so nothing is copied but the text. */
export function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
}

/**
 * Walks the fields of one message without building objects.
 *
 * `next()` steps to a field and sets `fieldNumber`, `wireType` and `tagStart`;
 * then exactly one of the value methods or `skip()` must be called.
 * All of them throw {@link WireError} where the bytes end early or lie.
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
    const tag = this.uint32();
    this.fieldNumber = tag >>> 3;
    this.wireType = tag & 7;
    if (this.fieldNumber === 0) throw new WireError("field number 0");
    return true;
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
    let low = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (this.pos >= this.end) throw new WireError("cut short");
      const byte = this.bytes[this.pos++] as number;
      low |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, low);
    }
    throw new WireError("varint over 10 bytes");
  }

  int64(): bigint {
    return BigInt.asIntN(64, this.uint64());
  }

  /** Steps over a length prefix and returns the content's end; the content begins at `pos`. */
  contentEnd(): number {
    const length = this.uint32();
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
    return utf8(this.view());
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

/** Writes an unsigned 64-bit `value` as a varint and returns the offset behind it. */
export function writeVarint64(target: Uint8Array, offset: number, value: bigint): number {
  let rest = value;
  while (rest > 0x7fn) {
    target[offset++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  target[offset++] = Number(rest);
  return offset;
}

import { Buffer } from "node:buffer";
import { varintBytes, writeVarint } from "./wire.js";

/** A stretch of bytes, from its first to behind its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a nested message stands. */
export interface NestedPlace extends Span {
  /** Offset of its length prefix. */
  readonly lengthStart: number;
}

/** `body` without these elements (with their tags, in order) of the message nested in it: all other bytes stay, in their order. */
export function withoutElements(body: Uint8Array, nested: NestedPlace, elements: readonly Span[]): Buffer {
  const { lengthStart, start, end } = nested;
  const nestedBytes = elements.reduce((bytes, element) => bytes - (element.end - element.start), end - start);
  const target = Buffer.allocUnsafe(lengthStart + varintBytes(nestedBytes) + nestedBytes + (body.length - end));
  target.set(body.subarray(0, lengthStart), 0);
  let offset = writeVarint(target, lengthStart, nestedBytes);
  let from = start;
  for (const element of elements) {
    target.set(body.subarray(from, element.start), offset);
    offset += element.start - from;
    from = element.end;
  }
  target.set(body.subarray(from), offset);
  return target;
}

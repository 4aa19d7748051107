import { Buffer } from "node:buffer";
import { varintBytes, WireType, writeVarint, writeVarint64 } from "../../ftapi/wire.js";
import type { Route, SharedEvent } from "./shared-event.js";

const TAG_PROTO_ID = (1 << 3) | WireType.varint;
const TAG_SEC_KEY = (2 << 3) | WireType.bytes;
const TAG_SUB_TYPE = (3 << 3) | WireType.varint;
const TAG_BODY = (4 << 3) | WireType.bytes;
const TAG_EVENT_TYPE = (5 << 3) | WireType.bytes;
const TAG_ACC_ID = (6 << 3) | WireType.varint;
const TAG_SEQUENCE = (100 << 3) | WireType.varint;
const TAG_FILTERS = (101 << 3) | WireType.bytes;
const TAG_REHAB_TYPE = (102 << 3) | WireType.varint;
const TAG_KL_TYPE = (103 << 3) | WireType.varint;
const TAG_TRD_MARKET = (104 << 3) | WireType.varint;
const TAG_RECEIVED_AT = (105 << 3) | WireType.varint;
const TAG_CONFLATED = (106 << 3) | WireType.varint;
const TAG_DROPPED = (107 << 3) | WireType.varint;
const TAG_AFTER_GAP = (108 << 3) | WireType.varint;
const TAG_SNAPSHOT = (109 << 3) | WireType.varint;
const TAG_REPLAYED = (110 << 3) | WireType.varint;
const TAG_POSITION = (111 << 3) | WireType.varint;

/** A tag of the fields from 100 up. */
const TAG_BYTES = 2;
const MAX_VARINT_BYTES = 10;
const NS_PER_MS = 1_000_000;
/** Four groups of seven bits: the numbers are computed in pieces of this size, so that none leaves 2^53. */
const PIECE = 2 ** 28;
const PIECE_BYTES = 4;

/** What one stream's event says beyond the shared bytes. */
export interface EventMarks {
  /** 0: not numbered, as in the compatible mode. */
  readonly sequence: number;
  /** From {@link encodeFilterNames}. */
  readonly filters: Buffer | null;
  readonly conflated: number;
  readonly dropped: number;
  readonly afterGap: boolean;
  readonly snapshot: boolean;
  readonly replayed: boolean;
}

/** What stands before and behind the body of all events of a route. */
interface RouteBytes {
  readonly head: Buffer;
  readonly tail: Buffer;
}

const routeBytes = new WeakMap<Route, RouteBytes>();

/**
 * Encodes a push as the PushEvent that all streams share.
 *
 * An event of the record (`position` other than 0) gets memory of its own: it
 * is held for minutes, and a slice would keep a whole slab of Node's buffer
 * pool with it.
 */
export function encodeShared(route: Route, body: Uint8Array, readAtMs: number, position: number): SharedEvent {
  const { head, tail } = bytesOf(route);
  const [high, low] = nanoseconds(readAtMs);
  const timeBytes = high > 0 ? PIECE_BYTES + varintBytes53(high) : varintBytes(low);
  const size =
    head.length +
    (body.length > 0 ? 1 + varintBytes(body.length) + body.length : 0) +
    tail.length +
    (high + low > 0 ? TAG_BYTES + timeBytes : 0) +
    (position > 0 ? TAG_BYTES + varintBytes53(position) : 0);
  const bytes = position > 0 ? Buffer.allocUnsafeSlow(size) : Buffer.allocUnsafe(size);
  bytes.set(head, 0);
  let offset = head.length;
  if (body.length > 0) {
    bytes[offset++] = TAG_BODY;
    offset = writeVarint(bytes, offset, body.length);
    bytes.set(body, offset);
    offset += body.length;
  }
  bytes.set(tail, offset);
  offset += tail.length;
  if (high + low > 0) {
    offset = writeVarint(bytes, offset, TAG_RECEIVED_AT);
    if (high > 0) {
      offset = writePiece(bytes, offset, low);
      offset = writeVarint53(bytes, offset, high);
    } else {
      offset = writeVarint(bytes, offset, low);
    }
  }
  if (position > 0) {
    offset = writeVarint(bytes, offset, TAG_POSITION);
    writeVarint53(bytes, offset, position);
  }
  return { route, bytes, readAtMs, position };
}

/** The field `filters` of all events that the same filters matched; null when none of them has a name. */
export function encodeFilterNames(names: readonly string[]): Buffer | null {
  const parts: Buffer[] = [];
  for (const name of names) {
    if (name === "") continue;
    const text = Buffer.from(name);
    const prefix = Buffer.alloc(TAG_BYTES + varintBytes(text.length));
    writeVarint(prefix, writeVarint(prefix, 0, TAG_FILTERS), text.length);
    parts.push(prefix, text);
  }
  return parts.length === 0 ? null : Buffer.concat(parts);
}

/** The event for one stream: the very same bytes when there is nothing to add. */
export function composeEvent(event: Buffer, marks: EventMarks): Buffer {
  const extra = marksBytes(marks);
  if (extra === 0) return event;
  const bytes = Buffer.allocUnsafe(event.length + extra);
  bytes.set(event, 0);
  writeMarks(bytes, event.length, marks);
  return bytes;
}

/** How many bytes {@link writeMarks} writes. */
export function marksBytes(marks: EventMarks): number {
  const { sequence, filters, conflated, dropped, afterGap, snapshot, replayed } = marks;
  return (
    (sequence > 0 ? TAG_BYTES + varintBytes53(sequence) : 0) +
    (filters === null ? 0 : filters.length) +
    (conflated > 0 ? TAG_BYTES + varintBytes(uint32(conflated)) : 0) +
    (dropped > 0 ? TAG_BYTES + varintBytes(uint32(dropped)) : 0) +
    (afterGap ? TAG_BYTES + 1 : 0) +
    (snapshot ? TAG_BYTES + 1 : 0) +
    (replayed ? TAG_BYTES + 1 : 0)
  );
}

export function writeMarks(bytes: Buffer, start: number, marks: EventMarks): void {
  const { sequence, filters, conflated, dropped, afterGap, snapshot, replayed } = marks;
  let offset = start;
  if (sequence > 0) {
    offset = writeVarint(bytes, offset, TAG_SEQUENCE);
    offset = writeVarint53(bytes, offset, sequence);
  }
  if (filters !== null) {
    bytes.set(filters, offset);
    offset += filters.length;
  }
  if (conflated > 0) offset = writeField(bytes, offset, TAG_CONFLATED, uint32(conflated));
  if (dropped > 0) offset = writeField(bytes, offset, TAG_DROPPED, uint32(dropped));
  if (afterGap) offset = writeField(bytes, offset, TAG_AFTER_GAP, 1);
  if (snapshot) offset = writeField(bytes, offset, TAG_SNAPSHOT, 1);
  if (replayed) writeField(bytes, offset, TAG_REPLAYED, 1);
}

function bytesOf(route: Route): RouteBytes {
  const known = routeBytes.get(route);
  if (known !== undefined) return known;
  const made = encodeRoute(route);
  routeBytes.set(route, made);
  return made;
}

function encodeRoute(route: Route): RouteBytes {
  const secKeyBytes = Buffer.byteLength(route.secKey);
  const head = Buffer.allocUnsafeSlow(3 + 2 * MAX_VARINT_BYTES + varintBytes(secKeyBytes) + secKeyBytes);
  let end = route.protoId === 0 ? 0 : writeField(head, 0, TAG_PROTO_ID, route.protoId);
  if (secKeyBytes > 0) {
    end = writeField(head, end, TAG_SEC_KEY, secKeyBytes);
    end += head.write(route.secKey, end);
  }
  if (route.subType !== 0) end = writeInt32Field(head, end, TAG_SUB_TYPE, route.subType);
  const tail = Buffer.allocUnsafeSlow(2 + route.eventType.length + 5 * (TAG_BYTES + MAX_VARINT_BYTES));
  let tailEnd = writeField(tail, 0, TAG_EVENT_TYPE, route.eventType.length);
  tailEnd += tail.write(route.eventType, tailEnd);
  if (route.accId !== 0n) tailEnd = writeVarint64(tail, writeVarint(tail, tailEnd, TAG_ACC_ID), route.accId);
  if (route.rehabType !== undefined) tailEnd = writeInt32Field(tail, tailEnd, TAG_REHAB_TYPE, route.rehabType);
  if (route.klType !== 0) tailEnd = writeInt32Field(tail, tailEnd, TAG_KL_TYPE, route.klType);
  if (route.trdMarket !== 0) tailEnd = writeInt32Field(tail, tailEnd, TAG_TRD_MARKET, route.trdMarket);
  return { head: head.subarray(0, end), tail: tail.subarray(0, tailEnd) };
}

/** Epoch milliseconds as nanoseconds, in two pieces (the low 28 bits last): they don't fit a number, and a bigint a push costs. */
function nanoseconds(epochMs: number): readonly [high: number, low: number] {
  if (!(epochMs > 0)) return [0, 0];
  const wholeMs = Math.floor(epochMs);
  const fractionNs = Math.round((epochMs - wholeMs) * NS_PER_MS);
  const lowMs = wholeMs % PIECE;
  const lowNs = lowMs * NS_PER_MS + fractionNs;
  const low = lowNs % PIECE;
  return [((wholeMs - lowMs) / PIECE) * NS_PER_MS + (lowNs - low) / PIECE, low];
}

/** A counter that would leave the field says "at least so many". */
function uint32(value: number): number {
  return Math.min(value, 0xffffffff);
}

function writeField(target: Buffer, offset: number, tag: number, value: number): number {
  return writeVarint(target, writeVarint(target, offset, tag), value);
}

function writeInt32Field(target: Buffer, offset: number, tag: number, value: number): number {
  const behindTag = writeVarint(target, offset, tag);
  return value < 0 ? writeVarint64(target, behindTag, BigInt(value)) : writeVarint(target, behindTag, value);
}

/** 28 bits that more bits follow. */
function writePiece(target: Buffer, offset: number, value: number): number {
  let rest = value;
  for (let count = 0; count < PIECE_BYTES; count++) {
    target[offset++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  return offset;
}

/** Number of bytes of `value` (below 2^53) as a varint. */
function varintBytes53(value: number): number {
  let bytes = 0;
  let rest = value;
  for (; rest >= PIECE; rest = Math.floor(rest / PIECE)) bytes += PIECE_BYTES;
  return bytes + varintBytes(rest);
}

function writeVarint53(target: Buffer, offset: number, value: number): number {
  let rest = value;
  for (; rest >= PIECE; rest = Math.floor(rest / PIECE)) offset = writePiece(target, offset, rest % PIECE);
  return writeVarint(target, offset, rest);
}

import { Buffer } from "node:buffer";
import { varintBytes, WireError, WireReader, WireType, writeVarint } from "./wire.js";

/** The proto default of `retType`: what a reply without one means (facts: ftapi-protocol.md 1.2). */
export const RET_TYPE_UNKNOWN = -400;
export const RET_TYPE_SUCCESS = 0;

const REPLY_RET_TYPE = 1;
const REPLY_RET_MSG = 2;
const REPLY_ERR_CODE = 3;
const REPLY_S2C = 4;
const REQUEST_C2S = 1;

/** What stands around the s2c of a reply or push. */
export interface ReplyEnvelope {
  readonly retType: number;
  readonly retMsg: string;
  readonly errCode: number;
  /** A view on the body; undefined where the reply has none. */
  readonly s2c: Uint8Array | undefined;
}

/**
 * Reads a reply's envelope without decoding its s2c.
 * @throws WireError when the body is no such message.
 */
export function readReply(body: Uint8Array): ReplyEnvelope {
  const reader = new WireReader(body);
  let retType = RET_TYPE_UNKNOWN;
  let retMsg = "";
  let errCode = 0;
  let s2c: Uint8Array | undefined;
  while (reader.next()) {
    const { fieldNumber, wireType } = reader;
    if (fieldNumber === REPLY_RET_TYPE && wireType === WireType.varint) retType = reader.int32();
    else if (fieldNumber === REPLY_RET_MSG && wireType === WireType.bytes) retMsg = reader.string();
    else if (fieldNumber === REPLY_ERR_CODE && wireType === WireType.varint) errCode = reader.int32();
    else if (fieldNumber === REPLY_S2C && wireType === WireType.bytes) s2c = reader.view();
    else reader.skip();
  }
  return { retType, retMsg, errCode, s2c };
}

/**
 * A reader over a reply's s2c, or undefined where it has none: what
 * {@link readReply} does besides costs more than to find out what a push is about.
 * @throws WireError when the body is no such message.
 */
export function s2cReader(body: Uint8Array): WireReader | undefined {
  const reader = new WireReader(body);
  let s2c: WireReader | undefined;
  while (reader.next()) {
    if (reader.fieldNumber === REPLY_S2C && reader.wireType === WireType.bytes) s2c = reader.message();
    else reader.skip();
  }
  return s2c;
}

/** Where a request's c2s stands in its body. */
export interface C2sPlace {
  /** Offset of the length prefix: everything before it is the tag. */
  readonly lengthStart: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the one c2s of a request.
 * @throws WireError when there is none, more than one, or the body is no such message.
 */
export function findC2s(body: Uint8Array): C2sPlace {
  const reader = new WireReader(body);
  let place: C2sPlace | undefined;
  while (reader.next()) {
    if (reader.fieldNumber !== REQUEST_C2S || reader.wireType !== WireType.bytes) {
      reader.skip();
      continue;
    }
    // Two would be merged by OpenD's decoder: what we read would not be what it acts on.
    if (place !== undefined) throw new WireError("c2s appears twice");
    const lengthStart = reader.pos;
    const end = reader.contentEnd();
    place = { lengthStart, start: reader.pos, end };
    reader.pos = end;
  }
  if (place === undefined) throw new WireError("c2s is missing");
  return place;
}

/**
 * How many c2s a request has; a decoder merges them.
 * @throws WireError when the body is no such message.
 */
export function countC2s(body: Uint8Array): number {
  const reader = new WireReader(body);
  let count = 0;
  while (reader.next()) {
    if (reader.fieldNumber === REQUEST_C2S) count++;
    reader.skip();
  }
  return count;
}

/** Puts a c2s into a request body. */
export function wrapC2s(c2s: Uint8Array): Buffer {
  const body = Buffer.allocUnsafe(1 + varintBytes(c2s.length) + c2s.length);
  body[0] = (REQUEST_C2S << 3) | WireType.bytes;
  body.set(c2s, writeVarint(body, 1, c2s.length));
  return body;
}

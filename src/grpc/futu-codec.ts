import { Buffer } from "node:buffer";
import { SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import { WatchRequest } from "../../generated/ts/opend/v1/push.js";
import { varintBytes, WireError, WireReader, WireType, writeVarint } from "../ftapi/wire.js";
import type { GatewayReply } from "../gateway/pipeline.js";

/** A FutuRequest; the body is a view on the received message. */
export interface FutuRequest {
  readonly protoId: number;
  readonly body: Uint8Array;
  /** What is wrong with the message; null when all is well. */
  readonly fault: string | null;
}

const PROTO_ID = 1;
const BODY = 2;
const EMPTY = Buffer.alloc(0);

/**
 * Reads a FutuRequest without copying its body. A message that can't be read
 * comes back with a fault: thrown, it would reach the client as INTERNAL.
 */
export function decodeFutuRequest(bytes: Buffer): FutuRequest {
  let protoId = 0;
  let body: Uint8Array = EMPTY;
  try {
    const reader = new WireReader(bytes);
    while (reader.next()) {
      if (reader.fieldNumber === PROTO_ID && reader.wireType === WireType.varint) protoId = reader.uint32();
      else if (reader.fieldNumber === BODY && reader.wireType === WireType.bytes) body = reader.view();
      else reader.skip();
    }
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    return { protoId: 0, body: EMPTY, fault: `the message is no FutuRequest: ${error.message}` };
  }
  return { protoId, body, fault: null };
}

/** What a stream asked for, by either of its methods. */
export interface SubscribePushMessage {
  /** null when it can't be read. */
  readonly request: SubscribePushRequest | null;
  /** What is wrong with the message; null when all is well. */
  readonly fault: string | null;
}

/**
 * The largest that makes sense is some hundred KiB: 10,000 securities. Decoding
 * takes hundreds of bytes of memory for one of the message, before anything of
 * it can be checked.
 */
export const MAX_SUBSCRIBE_BYTES = 1024 * 1024;

/** Reads a SubscribePushRequest; like a FutuRequest, one that can't be read comes back with a fault. */
export function decodeSubscribePushRequest(bytes: Buffer): SubscribePushMessage {
  return decodePushRequest(bytes, "SubscribePushRequest", (message) => SubscribePushRequest.decode(message));
}

/** Reads a WatchRequest as the SubscribePushRequest that asks for the same. */
export function decodeWatchRequest(bytes: Buffer): SubscribePushMessage {
  return decodePushRequest(bytes, "WatchRequest", (message) => ({
    ...WatchRequest.decode(message),
    control_events: true,
  }));
}

function decodePushRequest(
  bytes: Buffer,
  name: string,
  decode: (bytes: Buffer) => SubscribePushRequest,
): SubscribePushMessage {
  if (bytes.length > MAX_SUBSCRIBE_BYTES) {
    const fault = `the ${name} has ${bytes.length} bytes; it may have ${MAX_SUBSCRIBE_BYTES}`;
    return { request: null, fault: `${fault}: name fewer securities and accounts, or none to get all` };
  }
  try {
    return { request: decode(bytes), fault: null };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { request: null, fault: `the message is no ${name}: ${problem}` };
  }
}

const TAG_RET_TYPE = (1 << 3) | WireType.varint;
const TAG_RET_MSG = (2 << 3) | WireType.bytes;
const TAG_PROTO_ID = (3 << 3) | WireType.varint;
const TAG_BODY = (4 << 3) | WireType.bytes;
/** A negative int32 is a varint of ten bytes. */
const MAX_VARINT_BYTES = 10;

/** Writes a FutuResponse into one buffer: the only copy of the body on its way out of our code. */
export function encodeFutuResponse(reply: Omit<GatewayReply, "errCode">): Buffer {
  const { retType, retMsg, protoId, body } = reply;
  const retMsgBytes = retMsg === "" ? 0 : Buffer.byteLength(retMsg);
  const target = Buffer.allocUnsafe(
    1 +
      MAX_VARINT_BYTES +
      1 +
      varintBytes(retMsgBytes) +
      retMsgBytes +
      1 +
      varintBytes(protoId) +
      1 +
      varintBytes(body.length) +
      body.length,
  );
  let offset = 0;
  if (retType !== 0) {
    target[offset++] = TAG_RET_TYPE;
    offset = writeInt32(target, offset, retType);
  }
  if (retMsgBytes > 0) {
    target[offset++] = TAG_RET_MSG;
    offset = writeVarint(target, offset, retMsgBytes);
    offset += target.write(retMsg, offset);
  }
  target[offset++] = TAG_PROTO_ID;
  offset = writeVarint(target, offset, protoId);
  if (body.length > 0) {
    target[offset++] = TAG_BODY;
    offset = writeVarint(target, offset, body.length);
    target.set(body, offset);
    offset += body.length;
  }
  return target.subarray(0, offset);
}

function writeInt32(target: Buffer, offset: number, value: number): number {
  if (value >= 0) return writeVarint(target, offset, value);
  let end = offset;
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest > 0x7fn) {
    target[end++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  target[end++] = Number(rest);
  return end;
}

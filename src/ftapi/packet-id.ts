import { Buffer } from "node:buffer";
import { findC2s } from "./envelope.js";
import { varintBytes, WireError, WireReader, WireType, writeVarint, writeVarint64 } from "./wire.js";

/** `packetID` is field 1 of every C2S that carries it (facts: ftapi-protocol.md 3.4). */
const PACKET_ID_FIELD = 1;
const PACKET_ID_TAG = (PACKET_ID_FIELD << 3) | WireType.bytes;
const CONN_ID_TAG = (1 << 3) | WireType.varint;
const SERIAL_NO_TAG = (2 << 3) | WireType.varint;
/** Tag, length, and two tagged varints of 10 and 5 bytes. */
const MAX_PACKET_ID_BYTES = 2 + 11 + 6;

/** A request body whose PacketID is still to be filled in. */
export interface PacketIdSlot {
  readonly body: Uint8Array;
  readonly c2sLengthStart: number;
  readonly c2sStart: number;
  readonly c2sEnd: number;
  /** Where the client's own packetID stands; an empty range where it sent none. */
  readonly packetIdStart: number;
  readonly packetIdEnd: number;
}

/**
 * Finds the place of the PacketID in a request body.
 * @throws WireError when the body has no single c2s, or more than one packetID.
 */
export function findPacketIdSlot(body: Uint8Array): PacketIdSlot {
  const c2s = findC2s(body);
  const reader = new WireReader(body, c2s.start, c2s.end);
  let start = -1;
  let end = -1;
  while (reader.next()) {
    const isPacketId = reader.fieldNumber === PACKET_ID_FIELD;
    if (isPacketId && reader.wireType !== WireType.bytes) throw new WireError("c2s.packetID is no message");
    const tagStart = reader.tagStart;
    reader.skip();
    if (!isPacketId) continue;
    if (start !== -1) throw new WireError("c2s.packetID appears twice");
    start = tagStart;
    end = reader.pos;
  }
  return {
    body,
    c2sLengthStart: c2s.lengthStart,
    c2sStart: c2s.start,
    c2sEnd: c2s.end,
    packetIdStart: start === -1 ? c2s.start : start,
    packetIdEnd: start === -1 ? c2s.start : end,
  };
}

/** The body with the PacketID of the connection that sends it; every other byte of the message stays. */
export function fillPacketId(slot: PacketIdSlot, connId: bigint, serialNo: number): Buffer {
  const packetId = encodePacketId(connId, serialNo);
  const { body, c2sLengthStart, c2sStart, c2sEnd, packetIdStart, packetIdEnd } = slot;
  const c2sBytes = c2sEnd - c2sStart - (packetIdEnd - packetIdStart) + packetId.length;
  const filled = Buffer.allocUnsafe(c2sLengthStart + varintBytes(c2sBytes) + c2sBytes + (body.length - c2sEnd));
  filled.set(body.subarray(0, c2sLengthStart), 0);
  let offset = writeVarint(filled, c2sLengthStart, c2sBytes);
  for (const part of [body.subarray(c2sStart, packetIdStart), packetId, body.subarray(packetIdEnd)]) {
    filled.set(part, offset);
    offset += part.length;
  }
  return filled;
}

function encodePacketId(connId: bigint, serialNo: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(MAX_PACKET_ID_BYTES);
  bytes[0] = PACKET_ID_TAG;
  bytes[2] = CONN_ID_TAG;
  let offset = writeVarint64(bytes, 3, connId);
  bytes[offset++] = SERIAL_NO_TAG;
  offset = writeVarint(bytes, offset, serialNo);
  bytes[1] = offset - 2;
  return bytes.subarray(0, offset);
}

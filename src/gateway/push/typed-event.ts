import { Buffer } from "node:buffer";
import { commands } from "../../catalog/catalog.js";
import { RET_TYPE_SUCCESS } from "../../ftapi/envelope.js";
import { varintBytes, WireError, WireReader, WireType, writeVarint } from "../../ftapi/wire.js";
import { composeEvent, type EventMarks, marksBytes, writeMarks } from "./event-codec.js";
import type { SharedEvent, UpdatePlace } from "./shared-event.js";

/** PushEvent.body, which is WatchEvent.unknown_update. */
const BODY = 4;
const REPLY_RET_TYPE = 1;
const REPLY_S2C = 4;

/** The pushes that WatchEvent has a field for, by the number of both. */
const UPDATES: ReadonlySet<number> = new Set(
  commands
    .filter(({ kind, responseMessage }) => kind === "push" && responseMessage !== null)
    .map(({ protoId }) => protoId),
);

/**
 * The event for one stream as a WatchEvent. That has the numbers of PushEvent's
 * fields; the s2c, as OpenD sent it, stands in the field of its push instead of
 * the whole body. What can't be shown so keeps its body, and nothing is lost:
 * a push without messages in the table, one that is no success, and one that
 * can't be read or has not exactly one s2c.
 */
export function composeTypedEvent(event: SharedEvent, marks: EventMarks): Buffer {
  const { route, bytes } = event;
  // Where it stands is shared, not the bytes: a second copy of what waits in queues would be memory that nobody counts.
  if (event.updatePlace === undefined) event.updatePlace = UPDATES.has(route.protoId) ? updateOf(bytes) : null;
  const place = event.updatePlace;
  if (place === null) return composeEvent(bytes, marks);
  const { start, end, s2cStart, s2cEnd } = place;
  const tag = (route.protoId << 3) | WireType.bytes;
  const s2cBytes = s2cEnd - s2cStart;
  const updateBytes = varintBytes(tag) + varintBytes(s2cBytes) + s2cBytes;
  const size = start + updateBytes + (bytes.length - end);
  const target = Buffer.allocUnsafe(size + marksBytes(marks));
  bytes.copy(target, 0, 0, start);
  const contentAt = writeVarint(target, writeVarint(target, start, tag), s2cBytes);
  bytes.copy(target, contentAt, s2cStart, s2cEnd);
  bytes.copy(target, start + updateBytes, end);
  writeMarks(target, size, marks);
  return target;
}

function updateOf(event: Buffer): UpdatePlace | null {
  try {
    const reader = new WireReader(event);
    while (reader.next()) {
      if (reader.fieldNumber === BODY) return readBody(reader.tagStart, reader.message());
      reader.skip();
    }
    return null;
  } catch (error) {
    if (error instanceof WireError) return null;
    throw error;
  }
}

function readBody(start: number, body: WireReader): UpdatePlace | null {
  let retType: number | undefined;
  let place: UpdatePlace | null = null;
  while (body.next()) {
    if (body.fieldNumber === REPLY_RET_TYPE && body.wireType === WireType.varint) {
      retType = body.int32();
    } else if (body.fieldNumber === REPLY_S2C && body.wireType === WireType.bytes) {
      // A decoder would merge two.
      if (place !== null) return null;
      const s2cEnd = body.contentEnd();
      place = { start, end: body.end, s2cStart: body.pos, s2cEnd };
      body.pos = s2cEnd;
    } else {
      body.skip();
    }
  }
  return retType === RET_TYPE_SUCCESS ? place : null;
}

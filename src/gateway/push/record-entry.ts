import { Buffer } from "node:buffer";
import { PushEvent, type PushGap_Cause } from "../../../generated/ts/futu/service/futu.js";
import { eventClassOf, type Route, type SharedEvent } from "./shared-event.js";

/** Another number for another layout: a record of a later version is not read by mistake. */
const VERSION = 1;
const KIND_EVENT = 1;
const KIND_GAP = 2;
const KIND_MARK = 3;

/** version 1, kind 1, epoch 8, position 8 (double), time 8 (double). */
const HEADER_BYTES = 26;
/** cause 1, from 8, to 8, account 8. */
const GAP_BYTES = HEADER_BYTES + 25;

interface EntryHeader {
  readonly epoch: bigint;
  readonly position: number;
  /** Epoch milliseconds. */
  readonly timeMs: number;
}

interface GapContent {
  readonly cause: PushGap_Cause;
  readonly fromMs: number;
  readonly toMs: number;
  readonly accId: bigint;
}

/** What the store holds of a record: an event, a gap, or that the record was whole at that time. */
export type RecordEntry = EntryHeader &
  (
    | { readonly kind: "event"; readonly event: SharedEvent }
    | ({ readonly kind: "gap" } & GapContent)
    | { readonly kind: "mark" }
  );

export function encodeEventEntry(epoch: bigint, timeMs: number, event: SharedEvent): Buffer {
  const entry = header(HEADER_BYTES + event.bytes.length, KIND_EVENT, { epoch, position: event.position, timeMs });
  entry.set(event.bytes, HEADER_BYTES);
  return entry;
}

export function encodeGapEntry(epoch: bigint, gap: GapContent & { readonly position: number }): Buffer {
  const entry = header(GAP_BYTES, KIND_GAP, { epoch, position: gap.position, timeMs: gap.toMs });
  entry.writeUInt8(gap.cause, HEADER_BYTES);
  entry.writeDoubleLE(gap.fromMs, HEADER_BYTES + 1);
  entry.writeDoubleLE(gap.toMs, HEADER_BYTES + 9);
  entry.writeBigUInt64LE(gap.accId, HEADER_BYTES + 17);
  return entry;
}

export function encodeMarkEntry(at: EntryHeader): Buffer {
  return header(HEADER_BYTES, KIND_MARK, at);
}

/** Null for bytes that are no entry of this version. The event has memory of its own. */
export function decodeEntry(bytes: Uint8Array): RecordEntry | null {
  const entry = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.length < HEADER_BYTES || entry[0] !== VERSION) return null;
  const epoch = entry.readBigUInt64LE(2);
  const position = entry.readDoubleLE(10);
  const timeMs = entry.readDoubleLE(18);
  if (!Number.isSafeInteger(position) || position < 0 || !Number.isFinite(timeMs)) return null;
  const at = { epoch, position, timeMs };
  switch (entry[1]) {
    case KIND_EVENT: {
      const event = decodeEvent(entry.subarray(HEADER_BYTES), position);
      return event === null ? null : { ...at, kind: "event", event };
    }
    case KIND_GAP:
      return entry.length === GAP_BYTES ? { ...at, kind: "gap", ...decodeGap(entry) } : null;
    case KIND_MARK:
      return { ...at, kind: "mark" };
    default:
      return null;
  }
}

function header(size: number, kind: number, at: EntryHeader): Buffer {
  const entry = Buffer.allocUnsafe(size);
  entry.writeUInt8(VERSION, 0);
  entry.writeUInt8(kind, 1);
  entry.writeBigUInt64LE(at.epoch, 2);
  entry.writeDoubleLE(at.position, 10);
  entry.writeDoubleLE(at.timeMs, 18);
  return entry;
}

function decodeGap(entry: Buffer): GapContent {
  return {
    cause: entry.readUInt8(HEADER_BYTES),
    fromMs: entry.readDoubleLE(HEADER_BYTES + 1),
    toMs: entry.readDoubleLE(HEADER_BYTES + 9),
    accId: entry.readBigUInt64LE(HEADER_BYTES + 17),
  };
}

/** The route is read back from the event: it says all that a route holds. */
function decodeEvent(view: Buffer, position: number): SharedEvent | null {
  let event: PushEvent;
  try {
    event = PushEvent.decode(view);
  } catch {
    // Its checksum was right, so another program wrote it.
    return null;
  }
  const eventType = event.event_type;
  if (eventType !== "quote" && eventType !== "trade" && eventType !== "notify") return null;
  const protoId = event.proto_id ?? 0;
  const route: Route = {
    protoId,
    secKey: event.sec_key ?? "",
    subType: event.sub_type ?? 0,
    klType: event.kl_type ?? 0,
    rehabType: event.rehab_type,
    accId: event.acc_id ?? 0n,
    trdMarket: event.trd_market ?? 0,
    eventType,
    eventClass: eventClassOf(protoId),
  };
  const bytes = Buffer.allocUnsafeSlow(view.length);
  bytes.set(view, 0);
  return { route, bytes, readAtMs: Number(event.received_at ?? 0n) / 1e6, position };
}

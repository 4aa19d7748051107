import type { Command } from "../catalog/command.js";
import { findC2s } from "../ftapi/envelope.js";
import { WireError, WireReader, WireType } from "../ftapi/wire.js";

/** `refreshCache` of the commands whose limit is only on it. */
const REFRESH_CACHE_FIELD: Readonly<Record<number, number>> = { 2101: 2, 2102: 5, 2201: 4, 2211: 3 };
const NEXT_REQ_KEY_FIELD = 8;
const GET_REFERENCE = 3206;
const REFERENCE_TYPE_FIELD = 2;
/** Qot_GetReference.ReferenceType_Warrant. */
const REFERENCE_TYPE_WARRANT = 1;
/** Where a PacketID comes first (facts: gateway-features.md, "Required proto2 fields"). */
const HEADER_FIELD_AFTER_PACKET_ID = 2;
const HEADER_FIELD = 1;
const ACC_ID_FIELD = 2;

/** Whether OpenD counts this call against the limit that its command has. What can't be read counts. */
export function countsAgainstLimit({ protoId, limit }: Command, body: Uint8Array): boolean {
  if (limit === null) return false;
  const refreshCache = REFRESH_CACHE_FIELD[protoId];
  if (limit.onlyRefreshCache && refreshCache !== undefined) {
    return (lastValue(body, refreshCache, WireType.varint, (reader) => reader.uint64()) ?? 0n) !== 0n;
  }
  if (limit.onlyFirstPage) {
    return (lastValue(body, NEXT_REQ_KEY_FIELD, WireType.bytes, (reader) => reader.view().length) ?? 0) === 0;
  }
  if (protoId === GET_REFERENCE) {
    const type = lastValue(body, REFERENCE_TYPE_FIELD, WireType.varint, (reader) => reader.int32());
    return type !== REFERENCE_TYPE_WARRANT;
  }
  return true;
}

/** `header.accID`; null where it can't be read. That it stands there once has been checked with the caller's rights. */
export function accountOf({ packetId }: Command, body: Uint8Array): bigint | null {
  const headerField = packetId ? HEADER_FIELD_AFTER_PACKET_ID : HEADER_FIELD;
  return lastValue(body, headerField, WireType.bytes, (reader) => {
    const header = reader.message();
    let accId: bigint | null = null;
    while (header.next()) {
      if (header.fieldNumber === ACC_ID_FIELD && header.wireType === WireType.varint) accId = header.uint64();
      else header.skip();
    }
    return accId;
  });
}

/** The last value of a field of c2s, as protobuf has it; null where there is none or the body can't be read. */
function lastValue<T>(
  body: Uint8Array,
  field: number,
  wireType: number,
  read: (reader: WireReader) => T | null,
): T | null {
  let found: T | null = null;
  try {
    const { start, end } = findC2s(body);
    const reader = new WireReader(body, start, end);
    while (reader.next()) {
      if (reader.fieldNumber === field && reader.wireType === wireType) found = read(reader);
      else reader.skip();
    }
  } catch (error) {
    if (error instanceof WireError) return null;
    throw error;
  }
  return found;
}

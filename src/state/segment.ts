import { Buffer } from "node:buffer";
import { crc32 } from "node:zlib";

/**
 * A segment file: a header, then records.
 *
 * Header: "OGL1", index of the first record (double), CRC-32 of both.
 * Record: payload length (uint32), CRC-32 of length and payload, payload.
 * All numbers are little-endian. The length is part of the checksum, so that a
 * run of zeros, as a crash of the machine leaves it, is no run of empty records.
 */
const MAGIC = "OGL1";
export const HEADER_BYTES = 16;
export const RECORD_HEADER_BYTES = 8;
const CHECKED_HEADER_BYTES = 12;

const SUFFIX = ".log";
const NAME_DIGITS = 12;
/** How far behind a broken record, and up to what size, another one is looked for: a start must not take minutes. */
const MAX_SEARCH_BYTES = 64 * 1024;

/** What a segment file holds, as far as it is whole. */
export interface SegmentContent {
  /** Records are numbered over all segments: a hole between two is seen. */
  readonly firstIndex: number;
  /** Views on the file's bytes. */
  readonly payloads: readonly Uint8Array[];
  /** Whether a record is missing that stands before others. */
  readonly damaged: boolean;
}

export function segmentName(number: number): string {
  return `${String(number).padStart(NAME_DIGITS, "0")}${SUFFIX}`;
}

/** The number of a segment file; null for a file that is none. */
export function segmentNumber(name: string): number | null {
  return /^\d{12}\.log$/.test(name) ? Number(name.slice(0, NAME_DIGITS)) : null;
}

export function segmentHeader(firstIndex: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 0, "latin1");
  header.writeDoubleLE(firstIndex, MAGIC.length);
  header.writeUInt32LE(crc32(header.subarray(0, CHECKED_HEADER_BYTES)), CHECKED_HEADER_BYTES);
  return header;
}

export function recordHeader(payload: Uint8Array): Buffer {
  const header = Buffer.allocUnsafe(RECORD_HEADER_BYTES);
  header.writeUInt32LE(payload.length, 0);
  header.writeUInt32LE(checksum(header, payload), 4);
  return header;
}

/**
 * Reads up to what a crash has cut off; null where not even the header is whole.
 * @param skipsDamage leaves out a record that is damaged, and reads on behind it.
 */
export function readSegment(bytes: Buffer, skipsDamage = false): SegmentContent | null {
  if (bytes.length < HEADER_BYTES || bytes.toString("latin1", 0, MAGIC.length) !== MAGIC) return null;
  if (bytes.readUInt32LE(CHECKED_HEADER_BYTES) !== crc32(bytes.subarray(0, CHECKED_HEADER_BYTES))) return null;
  const firstIndex = bytes.readDoubleLE(MAGIC.length);
  const payloads: Uint8Array[] = [];
  let damaged = false;
  for (let offset = HEADER_BYTES; ; ) {
    const payload = recordAt(bytes, offset);
    if (payload !== null) {
      payloads.push(payload);
      offset += RECORD_HEADER_BYTES + payload.length;
      continue;
    }
    const next = nextRecord(bytes, offset);
    damaged ||= next !== null;
    if (next === null || !skipsDamage) return { firstIndex, payloads, damaged };
    offset = next;
  }
}

function recordAt(bytes: Buffer, offset: number): Uint8Array | null {
  const start = offset + RECORD_HEADER_BYTES;
  if (start > bytes.length) return null;
  const end = start + bytes.readUInt32LE(offset);
  if (end > bytes.length) return null;
  const payload = bytes.subarray(start, end);
  return bytes.readUInt32LE(offset + 4) === checksum(bytes.subarray(offset), payload) ? payload : null;
}

/** A crash cuts the end off; a whole record behind a broken one shows damage. */
function nextRecord(bytes: Buffer, broken: number): number | null {
  const last = Math.min(broken + MAX_SEARCH_BYTES, bytes.length - RECORD_HEADER_BYTES);
  for (let offset = broken + 1; offset <= last; offset++) {
    if (bytes.readUInt32LE(offset) <= MAX_SEARCH_BYTES && recordAt(bytes, offset) !== null) return offset;
  }
  return null;
}

function checksum(header: Uint8Array, payload: Uint8Array): number {
  return crc32(payload, crc32(header.subarray(0, 4)));
}

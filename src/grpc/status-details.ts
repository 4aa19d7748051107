import { Buffer } from "node:buffer";
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";

/** `google.rpc.ErrorInfo`. */
export interface ErrorInfo {
  readonly reason: string;
  readonly domain: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The parts of `google.rpc.Status` that we write and read. */
export interface StatusDetails {
  readonly code: number;
  readonly message: string;
  readonly errorInfo: ErrorInfo | null;
  /** `google.rpc.RetryInfo.retry_delay`, in milliseconds. */
  readonly retryAfterMs: number | null;
}

/** Trailer that carries a serialized `google.rpc.Status`. */
export const STATUS_DETAILS_KEY = "grpc-status-details-bin";

const TYPE_ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo";
const TYPE_RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";
const LENGTH_DELIMITED = 2;
const VARINT = 0;

function tag(fieldNumber: number, wireType: number): number {
  return (fieldNumber << 3) | wireType;
}

/** A serialized `google.rpc.Status`. No library offers it for grpc-js (facts: node-grpc.md B3); the messages are three. */
export function encodeStatusDetails(details: StatusDetails): Buffer {
  const writer = new BinaryWriter();
  writer.uint32(tag(1, VARINT)).int32(details.code);
  writer.uint32(tag(2, LENGTH_DELIMITED)).string(details.message);
  if (details.errorInfo !== null) writeAny(writer, TYPE_ERROR_INFO, encodeErrorInfo(details.errorInfo));
  if (details.retryAfterMs !== null) writeAny(writer, TYPE_RETRY_INFO, encodeRetryInfo(details.retryAfterMs));
  return Buffer.from(writer.finish());
}

function writeAny(writer: BinaryWriter, typeUrl: string, value: Uint8Array): void {
  writer.uint32(tag(3, LENGTH_DELIMITED)).fork();
  writer.uint32(tag(1, LENGTH_DELIMITED)).string(typeUrl);
  writer.uint32(tag(2, LENGTH_DELIMITED)).bytes(value);
  writer.join();
}

function encodeErrorInfo(info: ErrorInfo): Uint8Array {
  const writer = new BinaryWriter();
  writer.uint32(tag(1, LENGTH_DELIMITED)).string(info.reason);
  writer.uint32(tag(2, LENGTH_DELIMITED)).string(info.domain);
  for (const [key, value] of Object.entries(info.metadata)) {
    writer.uint32(tag(3, LENGTH_DELIMITED)).fork();
    writer.uint32(tag(1, LENGTH_DELIMITED)).string(key);
    writer.uint32(tag(2, LENGTH_DELIMITED)).string(value);
    writer.join();
  }
  return writer.finish();
}

/** RetryInfo {retry_delay #1: Duration {seconds #1, nanos #2}}. */
function encodeRetryInfo(retryAfterMs: number): Uint8Array {
  const wholeMs = Math.ceil(retryAfterMs);
  const writer = new BinaryWriter();
  writer.uint32(tag(1, LENGTH_DELIMITED)).fork();
  writer.uint32(tag(1, VARINT)).int64(Math.floor(wholeMs / 1000));
  writer.uint32(tag(2, VARINT)).int32((wholeMs % 1000) * 1_000_000);
  writer.join();
  return writer.finish();
}

/**
 * Reads a serialized `google.rpc.Status`; details of other types are passed over.
 * @throws Error when the bytes are no such message.
 */
export function decodeStatusDetails(bytes: Uint8Array): StatusDetails {
  let code = 0;
  let message = "";
  let errorInfo: ErrorInfo | null = null;
  let retryAfterMs: number | null = null;
  readFields(bytes, (fieldNumber, reader) => {
    if (fieldNumber === 1) code = reader.int32();
    else if (fieldNumber === 2) message = reader.string();
    else if (fieldNumber === 3) {
      const { typeUrl, value } = decodeAny(reader.bytes());
      if (typeUrl === TYPE_ERROR_INFO) errorInfo = decodeErrorInfo(value);
      else if (typeUrl === TYPE_RETRY_INFO) retryAfterMs = decodeRetryInfo(value);
    } else return false;
    return true;
  });
  return { code, message, errorInfo, retryAfterMs };
}

function decodeAny(bytes: Uint8Array): { typeUrl: string; value: Uint8Array } {
  let typeUrl = "";
  let value: Uint8Array = new Uint8Array();
  readFields(bytes, (fieldNumber, reader) => {
    if (fieldNumber === 1) typeUrl = reader.string();
    else if (fieldNumber === 2) value = reader.bytes();
    else return false;
    return true;
  });
  return { typeUrl, value };
}

function decodeErrorInfo(bytes: Uint8Array): ErrorInfo {
  let reason = "";
  let domain = "";
  const metadata: Record<string, string> = {};
  readFields(bytes, (fieldNumber, reader) => {
    if (fieldNumber === 1) reason = reader.string();
    else if (fieldNumber === 2) domain = reader.string();
    else if (fieldNumber === 3) {
      const [key, value] = decodePair(reader.bytes());
      metadata[key] = value;
    } else return false;
    return true;
  });
  return { reason, domain, metadata };
}

function decodePair(bytes: Uint8Array): [string, string] {
  const pair: [string, string] = ["", ""];
  readFields(bytes, (fieldNumber, reader) => {
    if (fieldNumber !== 1 && fieldNumber !== 2) return false;
    pair[fieldNumber - 1] = reader.string();
    return true;
  });
  return pair;
}

function decodeRetryInfo(bytes: Uint8Array): number {
  let milliseconds = 0;
  readFields(bytes, (fieldNumber, reader) => {
    if (fieldNumber !== 1) return false;
    readFields(reader.bytes(), (durationField, duration) => {
      if (durationField === 1) milliseconds += Number(duration.int64()) * 1000;
      else if (durationField === 2) milliseconds += duration.int32() / 1_000_000;
      else return false;
      return true;
    });
    return true;
  });
  return milliseconds;
}

/** Calls `read` for each field; where it returns false the field is skipped. */
function readFields(bytes: Uint8Array, read: (fieldNumber: number, reader: BinaryReader) => boolean): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [fieldNumber, wireType] = reader.tag();
    if (!read(fieldNumber, reader)) reader.skip(wireType);
  }
}

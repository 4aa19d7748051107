import { Buffer } from "node:buffer";
import { type Span, withoutElements } from "./cut-elements.js";
import { findC2s } from "./envelope.js";
import { varintBytes, WireError, WireReader, WireType, writeVarint } from "./wire.js";

/** Where the C2S of the commands that place orders has its remark. */
const REMARK_FIELDS: ReadonlyMap<number, number> = new Map([
  [2202, 11],
  [2227, 9],
]);

/** What OpenD takes, in UTF-8 (facts: ftapi-protocol.md 6.4). */
export const MAX_REMARK_BYTES = 64;

/**
 * An order's request body with a remark, where its caller has left it absent or
 * empty; null where the caller has set one, or the command has none. All other
 * bytes stay, in their order.
 * @throws WireError when the body is no such message.
 */
export function withRemark(protoId: number, body: Uint8Array, remark: string): Buffer | null {
  const field = REMARK_FIELDS.get(protoId);
  if (field === undefined) return null;
  const text = Buffer.from(remark);
  if (text.length > MAX_REMARK_BYTES) throw new RangeError(`a remark has at most ${MAX_REMARK_BYTES} bytes`);
  const c2s = findC2s(body);
  const empty = emptyRemarks(body, c2s, field);
  return empty === null ? null : appended(withoutElements(body, c2s, empty), field, text);
}

/** Null where one of them says something. */
function emptyRemarks(body: Uint8Array, c2s: Span, field: number): readonly Span[] | null {
  const empty: Span[] = [];
  const reader = new WireReader(body, c2s.start, c2s.end);
  while (reader.next()) {
    const { fieldNumber, wireType, tagStart } = reader;
    if (fieldNumber !== field) {
      reader.skip();
      continue;
    }
    if (wireType !== WireType.bytes) throw new WireError("c2s.remark is no text");
    if (reader.view().length > 0) return null;
    empty.push({ start: tagStart, end: reader.pos });
  }
  return empty;
}

function appended(body: Uint8Array, field: number, text: Uint8Array): Buffer {
  const { lengthStart, start, end } = findC2s(body);
  // A field number below 16 and a text below 128 bytes: one byte each.
  const element = [(field << 3) | WireType.bytes, text.length];
  const c2sBytes = end - start + element.length + text.length;
  const target = Buffer.allocUnsafe(lengthStart + varintBytes(c2sBytes) + c2sBytes + (body.length - end));
  target.set(body.subarray(0, lengthStart), 0);
  let offset = writeVarint(target, lengthStart, c2sBytes);
  for (const part of [body.subarray(start, end), element, text, body.subarray(end)]) {
    target.set(part, offset);
    offset += part.length;
  }
  return target;
}

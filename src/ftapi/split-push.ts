import { Buffer } from "node:buffer";
import { pushKeys, type RoutingKey, securityKey } from "./routing-key.js";
import { varintBytes, WireError, WireReader, WireType, writeVarint } from "./wire.js";

/** What a push says about one security, or all of a push that is about one thing. */
export interface PushPart {
  /** Empty where the push has none. */
  readonly key: RoutingKey;
  /** A whole push body. */
  readonly body: Buffer;
}

const REPLY_S2C = 4;
/** In all pushes with a list of securities the list is field 1 of the s2c. */
const LIST = 1;

/**
 * Takes a push apart: one body per security, with the same element bytes and
 * everything else that the push held. A push with one security, or none, comes
 * back as the very same Buffer.
 * @throws WireError when the body can't be read.
 */
export function splitPush(protoId: number, body: Buffer): readonly PushPart[] {
  const keys = pushKeys(protoId, body);
  const [first] = keys;
  if (first === undefined) return [{ key: {}, body }];
  if (keys.length === 1) return [{ key: first, body }];
  // Elements of one security stay together, in their order.
  const members = new Map<string, { readonly key: RoutingKey; readonly indexes: Set<number> }>();
  for (const [index, key] of keys.entries()) {
    const name = keyName(key);
    const known = members.get(name);
    if (known === undefined) members.set(name, { key, indexes: new Set([index]) });
    else known.indexes.add(index);
  }
  if (members.size === 1) return [{ key: first, body }];
  const layout = readLayout(body);
  return [...members.values()].map(({ key, indexes }) => ({ key, body: withElements(body, layout, indexes) }));
}

function keyName(key: RoutingKey): string {
  const security = key.security === undefined ? "" : securityKey(key.security);
  return `${key.subType}/${key.klType}/${key.rehabType}/${security}`;
}

interface Layout {
  /** Up to the length prefix of the s2c. */
  readonly lengthStart: number;
  readonly s2cStart: number;
  readonly s2cEnd: number;
  /** Elements with their tags. */
  readonly elements: readonly { readonly start: number; readonly end: number }[];
}

function readLayout(body: Uint8Array): Layout {
  const reader = new WireReader(body);
  let layout: Layout | undefined;
  while (reader.next()) {
    if (reader.fieldNumber !== REPLY_S2C || reader.wireType !== WireType.bytes) {
      reader.skip();
      continue;
    }
    // A decoder would merge two, so their elements can't be told apart by one list.
    if (layout !== undefined) throw new WireError("s2c appears twice");
    const lengthStart = reader.pos;
    const s2cEnd = reader.contentEnd();
    const s2cStart = reader.pos;
    layout = { lengthStart, s2cStart, s2cEnd, elements: readElements(body, s2cStart, s2cEnd) };
    reader.pos = s2cEnd;
  }
  if (layout === undefined) throw new WireError("s2c is missing");
  return layout;
}

function readElements(body: Uint8Array, start: number, end: number): Layout["elements"] {
  const elements: { start: number; end: number }[] = [];
  const reader = new WireReader(body, start, end);
  while (reader.next()) {
    const isElement = reader.fieldNumber === LIST && reader.wireType === WireType.bytes;
    const elementStart = reader.tagStart;
    reader.skip();
    if (isElement) elements.push({ start: elementStart, end: reader.pos });
  }
  return elements;
}

/** The body with only these elements of its list; all other bytes stay, in their order. */
function withElements(body: Uint8Array, layout: Layout, kept: ReadonlySet<number>): Buffer {
  const { lengthStart, s2cStart, s2cEnd } = layout;
  const left = layout.elements.filter((_, index) => !kept.has(index));
  const s2cBytes = left.reduce((bytes, element) => bytes - (element.end - element.start), s2cEnd - s2cStart);
  const target = Buffer.allocUnsafe(lengthStart + varintBytes(s2cBytes) + s2cBytes + (body.length - s2cEnd));
  target.set(body.subarray(0, lengthStart), 0);
  let offset = writeVarint(target, lengthStart, s2cBytes);
  let from = s2cStart;
  for (const element of left) {
    target.set(body.subarray(from, element.start), offset);
    offset += element.start - from;
    from = element.end;
  }
  target.set(body.subarray(from), offset);
  return target;
}

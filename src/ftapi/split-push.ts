import type { Buffer } from "node:buffer";
import { type NestedPlace, type Span, withoutElements } from "./cut-elements.js";
import { pushKeys, type RoutingKey, securityKey } from "./routing-key.js";
import { WireError, WireReader, WireType } from "./wire.js";

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
  return [...members.values()].map(({ key, indexes }) => {
    const others = layout.elements.filter((_, index) => !indexes.has(index));
    return { key, body: withoutElements(body, layout.s2c, others) };
  });
}

function keyName(key: RoutingKey): string {
  const security = key.security === undefined ? "" : securityKey(key.security);
  return `${key.subType}/${key.klType}/${key.rehabType}/${security}`;
}

interface Layout {
  readonly s2c: NestedPlace;
  /** Elements with their tags. */
  readonly elements: readonly Span[];
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
    const end = reader.contentEnd();
    const start = reader.pos;
    layout = { s2c: { lengthStart, start, end }, elements: readElements(body, start, end) };
    reader.pos = end;
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

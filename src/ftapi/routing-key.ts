import { findC2s, s2cReader } from "./envelope.js";
import { WireError, WireReader, WireType } from "./wire.js";

/** A security as FTAPI names it. */
export interface Security {
  /** Qot_Common.QotMarket. */
  readonly market: number;
  readonly code: string;
}

/** The account that a trade message is about. */
export interface TradeAccount {
  /** 0 simulate, 1 real. */
  readonly trdEnv: number;
  readonly accId: bigint;
  readonly trdMarket: number;
}

/** What a push or request is about; absent where it has no such thing. */
export interface RoutingKey {
  readonly security?: Security;
  /** Qot_Common.SubType. */
  readonly subType?: number;
  /** Qot_Common.KLType. */
  readonly klType?: number;
  readonly rehabType?: number;
  readonly account?: TradeAccount;
  readonly orderId?: bigint;
  readonly orderIdEx?: string;
  readonly fillId?: bigint;
}

/** `market_code`, as in `1_00700`: PushEvent.sec_key. */
export function securityKey(security: Security): string {
  return `${security.market}_${security.code}`;
}

/** KLType to SubType: the two numberings differ (facts: ftapi-protocol.md 5.3). */
const SUB_TYPE_OF_KL_TYPE: readonly (number | undefined)[] = [
  undefined,
  11,
  6,
  12,
  13,
  16,
  7,
  8,
  9,
  10,
  17,
  15,
  18,
  19,
  20,
  21,
];

/** The K-line SubType of a KLType, or undefined for a number that neither side knows. */
export function klSubType(klType: number): number | undefined {
  return SUB_TYPE_OF_KL_TYPE[klType];
}

/** The sub types of K-lines. */
export const klSubTypes: ReadonlySet<number> = new Set(SUB_TYPE_OF_KL_TYPE.filter((subType) => subType !== undefined));

/** Where a message keeps what it is routed by, as field numbers. */
interface Layout {
  /** A list, each element of which has a key of its own: elements are securities, or hold one in field `security`. */
  readonly list?: number;
  readonly security?: number;
  readonly klType?: number;
  readonly rehabType?: number;
  readonly orderBookType?: number;
  readonly header?: number;
  /** The message that `orderId`, `orderIdEx` and `fillId` stand in; absent when they stand beside the header. */
  readonly order?: number;
  readonly orderId?: number;
  readonly orderIdEx?: number;
  readonly fillId?: number;
  /** The SubType that the command implies. */
  readonly subType?: number;
}

const SUB_TYPE_ORDER_BOOK = 2;
const SUB_TYPE_ORDER_BOOK_ODD = 22;
const ORDER_BOOK_TYPE_ODD = 1;

/** S2C of the pushes (facts: ftapi-protocol.md 4.2, 7.4; event contracts: their protos). */
const PUSH_LAYOUTS: ReadonlyMap<number, Layout> = new Map<number, Layout>([
  [2208, { header: 1, order: 2, orderId: 4, orderIdEx: 5 }],
  [2218, { header: 1, order: 2, fillId: 2, orderId: 4, orderIdEx: 5 }],
  [3005, { list: 1, security: 1, subType: 1 }],
  [3007, { rehabType: 1, klType: 2, security: 3 }],
  [3009, { security: 1, subType: 5 }],
  [3011, { security: 1, subType: 4 }],
  [3013, { security: 1, orderBookType: 9, subType: SUB_TYPE_ORDER_BOOK }],
  [3015, { security: 1, subType: 14 }],
  [3019, { security: 1 }],
  [3310, { security: 1 }],
  [3450, { list: 1, security: 1, subType: SUB_TYPE_ORDER_BOOK }],
  [3451, { list: 1, security: 1 }],
  [3452, { list: 1, security: 1, subType: 4 }],
]);

const HEADER_FIRST = [2101, 2102, 2111, 2112, 2201, 2211, 2221, 2222, 2223, 2225, 2226];

/** C2S of the requests that are about one account or about securities. */
const REQUEST_LAYOUTS: ReadonlyMap<number, Layout> = new Map<number, Layout>([
  ...HEADER_FIRST.map((protoId): [number, Layout] => [protoId, { header: 1 }]),
  [2202, { header: 2 }],
  [2205, { header: 2, orderId: 3, orderIdEx: 16 }],
  [2227, { header: 2 }],
  [2237, { header: 2, orderId: 3 }],
  [3004, { list: 1, subType: 1 }],
  [3006, { rehabType: 1, klType: 2, security: 3 }],
  [3008, { security: 1, subType: 5 }],
  [3010, { security: 1, subType: 4 }],
  [3012, { security: 1, orderBookType: 4, subType: SUB_TYPE_ORDER_BOOK }],
  [3014, { security: 1, subType: 14 }],
  [3103, { rehabType: 1, klType: 2, security: 3 }],
]);

/**
 * What a push is about: one key, several for a push that holds several
 * securities, none where the push has no routing key.
 * @throws WireError when the body is no reply message, or a security or header in it is not whole.
 */
export function pushKeys(protoId: number, body: Uint8Array): readonly RoutingKey[] {
  const layout = PUSH_LAYOUTS.get(protoId);
  if (layout === undefined) return [];
  const reader = s2cReader(body);
  // A long element is not walked to its end: nothing is decided by a push that has a second security.
  return reader === undefined ? [] : readKeys(layout, reader, layout.list !== undefined);
}

/**
 * What a request is about, in the same terms as {@link pushKeys}.
 * @throws WireError when the body has no single c2s, or a security or header in it is not whole or stands twice.
 */
export function requestKeys(protoId: number, body: Uint8Array): readonly RoutingKey[] {
  const layout = REQUEST_LAYOUTS.get(protoId);
  if (layout === undefined) return [];
  const c2s = findC2s(body);
  return readKeys(layout, new WireReader(body, c2s.start, c2s.end), false);
}

type MutableKey = { -readonly [K in keyof RoutingKey]: RoutingKey[K] };

function readKeys(layout: Layout, reader: WireReader, securityOnly: boolean): readonly RoutingKey[] {
  if (layout.list === undefined) return [readKey(layout, reader, securityOnly)];
  const keys: RoutingKey[] = [];
  while (reader.next()) {
    if (reader.fieldNumber !== layout.list || reader.wireType !== WireType.bytes) reader.skip();
    else if (layout.security !== undefined) keys.push(readKey(layout, reader.message(), securityOnly));
    else keys.push(withSubType({ security: readSecurity(reader.message()) }, layout, 0));
  }
  return keys;
}

function readKey(layout: Layout, reader: WireReader, securityOnly: boolean): RoutingKey {
  const key: MutableKey = {};
  let orderBookType = 0;
  if (layout.order === undefined) {
    while ((!securityOnly || key.security === undefined) && reader.next()) {
      const { fieldNumber } = reader;
      if (fieldNumber === layout.security) key.security = readSecurity(once(reader, key.security));
      else if (fieldNumber === layout.header) key.account = readTradeHeader(once(reader, key.account));
      else if (fieldNumber === layout.klType) key.klType = int32(reader);
      else if (fieldNumber === layout.rehabType) key.rehabType = int32(reader);
      else if (fieldNumber === layout.orderBookType) orderBookType = int32(reader);
      else readOrderField(layout, reader, key);
    }
  } else {
    while (reader.next()) {
      if (reader.fieldNumber === layout.header) key.account = readTradeHeader(once(reader, key.account));
      else if (reader.fieldNumber === layout.order) readOrder(layout, message(reader), key);
      else reader.skip();
    }
  }
  return withSubType(key, layout, orderBookType);
}

function withSubType(key: MutableKey, layout: Layout, orderBookType: number): RoutingKey {
  const subType = subTypeOf(layout, key.klType, orderBookType);
  if (subType !== undefined) key.subType = subType;
  return key;
}

function subTypeOf(layout: Layout, klType: number | undefined, orderBookType: number): number | undefined {
  const odd = layout.subType === SUB_TYPE_ORDER_BOOK && orderBookType === ORDER_BOOK_TYPE_ODD;
  if (klType !== undefined) return klSubType(klType);
  return odd ? SUB_TYPE_ORDER_BOOK_ODD : layout.subType;
}

function readOrder(layout: Layout, reader: WireReader, key: MutableKey): void {
  while (reader.next()) readOrderField(layout, reader, key);
}

function readOrderField(layout: Layout, reader: WireReader, key: MutableKey): void {
  const { fieldNumber } = reader;
  if (fieldNumber === layout.orderId) key.orderId = uint64(reader);
  else if (fieldNumber === layout.fillId) key.fillId = uint64(reader);
  else if (fieldNumber === layout.orderIdEx) key.orderIdEx = text(reader);
  else reader.skip();
}

/** Qot_Common.Security {market #1, code #2}. */
function readSecurity(reader: WireReader): Security {
  let market: number | undefined;
  let code: string | undefined;
  while (reader.next()) {
    if (reader.fieldNumber === 1) market = int32(reader);
    else if (reader.fieldNumber === 2) code = text(reader);
    else reader.skip();
  }
  return { market: present(market, "security.market"), code: present(code, "security.code") };
}

/** Trd_Common.TrdHeader {trdEnv #1, accID #2, trdMarket #3}. */
function readTradeHeader(reader: WireReader): TradeAccount {
  let trdEnv: number | undefined;
  let accId: bigint | undefined;
  let trdMarket: number | undefined;
  while (reader.next()) {
    if (reader.fieldNumber === 1) trdEnv = wholeVarint(reader);
    else if (reader.fieldNumber === 2) accId = uint64(reader);
    else if (reader.fieldNumber === 3) trdMarket = int32(reader);
    else reader.skip();
  }
  return {
    trdEnv: present(trdEnv, "header.trdEnv"),
    accId: present(accId, "header.accID"),
    trdMarket: present(trdMarket, "header.trdMarket"),
  };
}

function int32(reader: WireReader): number {
  expect(reader, WireType.varint);
  return reader.int32();
}

/** With the bits that an int32 drops: 2^32 must not pass for 0 where the gateway decides by it. */
function wholeVarint(reader: WireReader): number {
  expect(reader, WireType.varint);
  return Number(reader.int64());
}

function uint64(reader: WireReader): bigint {
  expect(reader, WireType.varint);
  return reader.uint64();
}

function text(reader: WireReader): string {
  expect(reader, WireType.bytes);
  return reader.string();
}

function message(reader: WireReader): WireReader {
  expect(reader, WireType.bytes);
  return reader.message();
}

/** The nested message of a field that may stand only once: a decoder would merge two, so we would route by another account than OpenD acts on. */
function once(reader: WireReader, earlier: object | undefined): WireReader {
  if (earlier !== undefined) throw new WireError(`field ${reader.fieldNumber} appears twice`);
  return message(reader);
}

/** Required fields have no default to fall back on: a missing trdEnv must not read as "simulated". */
function present<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new WireError(`${name} is missing`);
  return value;
}

/** A routing field of another wire type is a fault: guessing would route to the wrong stream or account. */
function expect(reader: WireReader, wireType: number): void {
  if (reader.wireType !== wireType) {
    throw new WireError(`field ${reader.fieldNumber} has wire type ${reader.wireType}, expected ${wireType}`);
  }
}

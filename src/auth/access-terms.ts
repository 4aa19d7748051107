import type { Command } from "../catalog/command.js";
import { GatewayError } from "../errors/gateway-error.js";
import { WireError, WireReader, WireType } from "../ftapi/wire.js";

/** What a request says that rights depend on, read from the bytes that OpenD will get. */
export interface AccessTerms {
  /** Trd_Common.TrdEnv: 0 simulate, 1 real; null where the command has no header. */
  readonly trdEnv: 0 | 1 | null;
  /** The account of its header, or those that 2008 lists. */
  readonly accIds: readonly bigint[];
  /** Whether a 2205 is about every order of the account. */
  readonly forAll: boolean;
  /** Whether it may place an order or make one live: everything of scope `trade` but cancel, disable and delete. */
  readonly places: boolean;
}

/** Of what has no account. */
export const NO_TERMS: AccessTerms = { trdEnv: null, accIds: [], forAll: false, places: false };

const SUB_ACC_PUSH = 2008;
const MODIFY_ORDER = 2205;

const REQUEST_C2S = 1;
/** `header` is the first field, or stands behind the PacketID (facts: gateway-features.md, "required proto2 fields"). */
const HEADER = 1;
const HEADER_BEHIND_PACKET_ID = 2;
const ACC_ID_LIST = 1;
const MODIFY_ORDER_OP = 4;
const FOR_ALL = 5;

/** Trd_Common.TrdHeader. */
const TRD_ENV = 1;
const ACC_ID = 2;
const TRD_MARKET = 3;

const TRD_ENV_SIMULATE = 0n;
const TRD_ENV_REAL = 1n;

/** Trd_Common.ModifyOrderOp: cancel, disable, delete. */
const REDUCING_OPS: ReadonlySet<bigint> = new Set([2n, 3n, 5n]);

/** Whether a command is about accounts: its body is always checked, and kept to the caller's accounts. */
export function isTradeCommand({ category }: Command): boolean {
  return category === "trade_account" || category === "trade_order";
}

/**
 * Reads what rights depend on. What a decoder would merge or drop (a second
 * c2s, header or field of them) is refused, whether or not the command has an
 * official message: what is checked must be what OpenD acts on.
 * @throws GatewayError INVALID_BODY naming the field.
 */
export function readAccessTerms(command: Command, body: Uint8Array): AccessTerms {
  if (!isTradeCommand(command)) return NO_TERMS;
  try {
    if (command.tradeHeader) return headerTerms(command, body);
    return command.protoId === SUB_ACC_PUSH ? { ...NO_TERMS, accIds: listedAccounts(body) } : NO_TERMS;
  } catch (error) {
    if (error instanceof WireError) throw invalid(command, error.message);
    throw error;
  }
}

function headerTerms(command: Command, body: Uint8Array): AccessTerms {
  const headerField = command.packetId ? HEADER_BEHIND_PACKET_ID : HEADER;
  const modifies = command.protoId === MODIFY_ORDER;
  const reader = readerOfC2s(body);
  let header: Header | undefined;
  let op: bigint | undefined;
  let forAll: bigint | undefined;
  while (reader.next()) {
    const { fieldNumber } = reader;
    if (fieldNumber === headerField) header = readHeader(message(reader, "c2s.header", header));
    else if (modifies && fieldNumber === MODIFY_ORDER_OP) op = varint(reader, "c2s.modifyOrderOp", op);
    else if (modifies && fieldNumber === FOR_ALL) forAll = varint(reader, "c2s.forAll", forAll);
    else reader.skip();
  }
  if (header === undefined) throw new WireError("c2s.header is missing");
  const reduces = modifies && op !== undefined && REDUCING_OPS.has(op);
  const isForAll = forAll !== undefined && forAll !== 0n;
  if (isForAll && !reduces) {
    throw new WireError("c2s.forAll goes only with modifyOrderOp 2 (cancel), 3 (disable) and 5 (delete)");
  }
  return {
    trdEnv: header.trdEnv,
    accIds: [header.accId],
    forAll: isForAll,
    places: command.scope === "trade" && !reduces,
  };
}

interface Header {
  readonly trdEnv: 0 | 1;
  readonly accId: bigint;
}

function readHeader(reader: WireReader): Header {
  let trdEnv: bigint | undefined;
  let accId: bigint | undefined;
  let trdMarket: bigint | undefined;
  while (reader.next()) {
    const { fieldNumber } = reader;
    if (fieldNumber === TRD_ENV) trdEnv = varint(reader, "c2s.header.trdEnv", trdEnv);
    else if (fieldNumber === ACC_ID) accId = varint(reader, "c2s.header.accID", accId);
    else if (fieldNumber === TRD_MARKET) trdMarket = varint(reader, "c2s.header.trdMarket", trdMarket);
    else reader.skip();
  }
  if (trdEnv === undefined) throw new WireError("c2s.header.trdEnv is missing");
  if (accId === undefined) throw new WireError("c2s.header.accID is missing");
  // All 64 bits: 2^32 must not pass for 0, as an int32 of it would.
  if (trdEnv !== TRD_ENV_SIMULATE && trdEnv !== TRD_ENV_REAL) {
    throw new WireError("c2s.header.trdEnv is none; write 0 (simulate) or 1 (real)");
  }
  return { trdEnv: trdEnv === TRD_ENV_REAL ? 1 : 0, accId };
}

function listedAccounts(body: Uint8Array): readonly bigint[] {
  const accIds: bigint[] = [];
  const reader = readerOfC2s(body);
  while (reader.next()) {
    if (reader.fieldNumber !== ACC_ID_LIST) {
      reader.skip();
    } else if (reader.wireType === WireType.bytes) {
      const packed = reader.message();
      while (packed.pos < packed.end) accIds.push(packed.uint64());
    } else {
      accIds.push(varint(reader, "c2s.accIDList", undefined));
    }
  }
  return accIds;
}

function readerOfC2s(body: Uint8Array): WireReader {
  const reader = new WireReader(body);
  let c2s: WireReader | undefined;
  while (reader.next()) {
    if (reader.fieldNumber === REQUEST_C2S) c2s = message(reader, "c2s", c2s);
    else reader.skip();
  }
  if (c2s === undefined) throw new WireError("c2s is missing");
  return c2s;
}

function message(reader: WireReader, field: string, earlier: object | undefined): WireReader {
  if (earlier !== undefined) throw new WireError(`${field} appears twice`);
  if (reader.wireType !== WireType.bytes) throw new WireError(`${field} is no message`);
  return reader.message();
}

function varint(reader: WireReader, field: string, earlier: bigint | undefined): bigint {
  if (earlier !== undefined) throw new WireError(`${field} appears twice`);
  if (reader.wireType !== WireType.varint) throw new WireError(`${field} is no number`);
  return reader.uint64();
}

function invalid({ name, protoId }: Command, problem: string): GatewayError {
  return new GatewayError("INVALID_BODY", `${name} (${protoId}): ${problem}; nothing was sent`, { protoId });
}

import type { Buffer } from "node:buffer";
import { Response as AccountsResponse } from "../../generated/ts/Trd_GetAccList.js";
import type { AccessTerms } from "../auth/access-terms.js";
import type { ListedAccount } from "../auth/account-directory.js";
import { type Span, withoutElements } from "../ftapi/cut-elements.js";
import { WireError, WireReader, WireType } from "../ftapi/wire.js";

const REPLY_S2C = 4;
/** `accList` of 2001; `header` of everything that has a header. */
const ACC_LIST = 1;
const HEADER = 1;
/** The same number in TrdHeader and TrdAcc. */
const TRD_ENV = 1;
const ACC_ID = 2;

/**
 * The reply to 2001 without the accounts that are not among `allowed`; every
 * other byte stays. An account that can't be read is cut out.
 * @throws WireError when the reply can't be read.
 */
export function trimAccounts(body: Uint8Array, allowed: ReadonlySet<bigint>): Uint8Array | Buffer {
  const reader = new WireReader(body);
  let place: { lengthStart: number; start: number; end: number } | undefined;
  while (reader.next()) {
    if (reader.fieldNumber !== REPLY_S2C || reader.wireType !== WireType.bytes) {
      reader.skip();
      continue;
    }
    // A decoder would merge two.
    if (place !== undefined) throw new WireError("s2c appears twice");
    const lengthStart = reader.pos;
    const end = reader.contentEnd();
    place = { lengthStart, start: reader.pos, end };
    reader.pos = end;
  }
  if (place === undefined) return body;
  const others = elementsOutside(body, place, allowed);
  return others.length === 0 ? body : withoutElements(body, place, others);
}

function elementsOutside(body: Uint8Array, { start, end }: Span, allowed: ReadonlySet<bigint>): readonly Span[] {
  const outside: Span[] = [];
  const reader = new WireReader(body, start, end);
  while (reader.next()) {
    const { tagStart } = reader;
    if (reader.fieldNumber !== ACC_LIST) {
      reader.skip();
      continue;
    }
    const inside = reader.wireType === WireType.bytes ? isInside(reader.message(), allowed) : false;
    if (reader.wireType !== WireType.bytes) reader.skip();
    if (!inside) outside.push({ start: tagStart, end: reader.pos });
  }
  return outside;
}

function isInside(account: WireReader, allowed: ReadonlySet<bigint>): boolean {
  let named = false;
  try {
    while (account.next()) {
      if (account.fieldNumber !== ACC_ID || account.wireType !== WireType.varint) {
        account.skip();
        continue;
      }
      if (!allowed.has(account.uint64())) return false;
      named = true;
    }
  } catch (error) {
    if (error instanceof WireError) return false;
    throw error;
  }
  return named;
}

/** What a reply to 2001 lists; null where it is a refusal or can't be read. */
export function listedAccounts(body: Uint8Array): readonly ListedAccount[] | null {
  let response: AccountsResponse;
  try {
    response = AccountsResponse.decode(body);
  } catch {
    return null;
  }
  if (response.retType !== 0 || response.s2c === undefined) return null;
  const accounts: ListedAccount[] = [];
  for (const { accID, cardNum, uniCardNum } of response.s2c.accList) {
    if (accID === undefined) continue;
    const cardNums = [cardNum, uniCardNum].filter((number) => number !== undefined && number !== "") as string[];
    accounts.push({ accId: accID, cardNums });
  }
  return accounts;
}

/**
 * What is wrong with the header of a reply: null where it is about the account
 * that was asked for, or says nothing of any.
 * @throws WireError when the reply can't be read: then it is not known to be another's.
 */
export function accountFault(body: Uint8Array, { trdEnv, accIds }: AccessTerms): string | null {
  const reader = new WireReader(body);
  while (reader.next()) {
    if (reader.fieldNumber !== REPLY_S2C || reader.wireType !== WireType.bytes) reader.skip();
    else {
      const fault = headerFault(reader.message(), trdEnv, accIds[0]);
      if (fault !== null) return fault;
    }
  }
  return null;
}

/** Every header that there is: which one a client's decoder keeps is not ours to guess. */
function headerFault(s2c: WireReader, trdEnv: number | null, accId: bigint | undefined): string | null {
  let seen = false;
  while (s2c.next()) {
    if (s2c.fieldNumber !== HEADER || s2c.wireType !== WireType.bytes) {
      s2c.skip();
      continue;
    }
    seen = true;
    const header = s2c.message();
    let named = 0;
    while (header.next()) {
      const { fieldNumber, wireType } = header;
      if (wireType !== WireType.varint || (fieldNumber !== TRD_ENV && fieldNumber !== ACC_ID)) {
        header.skip();
        continue;
      }
      const value = header.uint64();
      named |= fieldNumber;
      if (fieldNumber === ACC_ID && value !== accId) return `asked for account ${accId}, the answer is of ${value}`;
      if (fieldNumber === TRD_ENV && value !== BigInt(trdEnv ?? -1)) {
        return `asked for environment ${trdEnv}, the answer is of ${value}`;
      }
    }
    if (named !== (TRD_ENV | ACC_ID)) return "the answer's header names no account";
  }
  return seen ? null : "the answer names no account";
}

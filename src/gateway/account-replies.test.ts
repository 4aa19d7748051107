import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Response as AccountsResponse } from "../../generated/ts/Trd_GetAccList.js";
import { Response as FundsResponse } from "../../generated/ts/Trd_GetFunds.js";
import { NO_TERMS } from "../auth/access-terms.js";
import { WireError } from "../ftapi/wire.js";
import { accountFault, listedAccounts, trimAccounts } from "./account-replies.js";

const UNKNOWN = Buffer.from([0xf2, 0x7f, 0x03, 0xde, 0xad, 0x00]);

function reply(accIds: readonly bigint[]): Buffer {
  const accList = accIds.map((accID) => ({ trdEnv: 1, accID, trdMarketAuthList: [1, 2], cardNum: `card ${accID}` }));
  const body = AccountsResponse.encode(
    AccountsResponse.fromPartial({ retType: 0, retMsg: "", s2c: { accList } }),
  ).finish();
  return Buffer.concat([body, UNKNOWN]);
}

const accountsIn = (body: Uint8Array) => AccountsResponse.decode(body).s2c?.accList.map(({ accID }) => accID);

describe("the reply to 2001", () => {
  it("is what OpenD would have sent of the allowed accounts alone, byte for byte", () => {
    const accounts = fc.uniqueArray(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), { maxLength: 8 });
    fc.assert(
      fc.property(accounts, fc.integer({ min: 0, max: 255 }), (accIds, mask) => {
        const kept = accIds.filter((_, index) => (mask & (1 << index)) !== 0);
        assert.deepEqual(Buffer.from(trimAccounts(reply(accIds), new Set(kept))), reply(kept));
      }),
    );
  });

  it("is the very same bytes where all accounts are allowed, and where it is a refusal", () => {
    const all = reply([5n, 6n]);
    assert.equal(trimAccounts(all, new Set([5n, 6n])), all);
    const refusal = Buffer.from("08ffffffffffffffffff01120178", "hex");
    assert.equal(trimAccounts(refusal, new Set()), refusal);
  });

  it("loses an account that can't be read, names none, or names two", () => {
    const element = (hex: string) => Buffer.from(hex, "hex");
    const elements = ["0a021005", "0a0110", "0a020801", "0a0410051006", "0805"].map(element);
    const s2c = Buffer.concat(elements);
    const body = Buffer.concat([Buffer.from([0x08, 0x00, 0x22, s2c.length]), s2c]);
    assert.equal(Buffer.from(trimAccounts(body, new Set([5n]))).toString("hex"), "080022040a021005");
  });

  it("with two lists can't be trimmed, so it can't be read", () => {
    const twice = Buffer.concat([reply([5n]), reply([6n])]);
    assert.throws(() => trimAccounts(twice, new Set([5n])), WireError);
  });

  it("tells accounts with their card numbers, and nothing where it is a refusal or broken", () => {
    const accList = [
      { accID: 5n, cardNum: "1", uniCardNum: "2" },
      { accID: 6n, cardNum: "" },
      { accID: undefined, cardNum: "3" },
    ];
    const body = AccountsResponse.encode(AccountsResponse.fromPartial({ retType: 0, s2c: { accList } })).finish();
    assert.deepEqual(listedAccounts(body), [
      { accId: 5n, cardNums: ["1", "2"] },
      { accId: 6n, cardNums: [] },
    ]);
    assert.equal(listedAccounts(Buffer.from("08ffffffffffffffffff01", "hex")), null);
    assert.equal(listedAccounts(Buffer.from([0x0a])), null);
    assert.deepEqual(accountsIn(body), [5n, 6n, undefined]);
  });
});

describe("the header of a reply", () => {
  const asked = { ...NO_TERMS, trdEnv: 0, accIds: [5n] } as const;
  const funds = (trdEnv: number | undefined, accID: bigint | undefined) =>
    FundsResponse.encode(
      FundsResponse.fromPartial({ retType: 0, s2c: { header: { trdEnv, accID, trdMarket: 1 } } }),
    ).finish();

  it("is that of the account that was asked for", () => {
    assert.equal(accountFault(funds(0, 5n), asked), null);
  });

  it("may be missing where the reply is a refusal", () => {
    assert.equal(accountFault(Buffer.from("08ffffffffffffffffff01", "hex"), asked), null);
  });

  const faults: readonly (readonly [name: string, body: Uint8Array, text: RegExp])[] = [
    ["of another account", funds(0, 6n), /asked for account 5, the answer is of 6/],
    ["of another environment", funds(1, 5n), /asked for environment 0, the answer is of 1/],
    ["without account", funds(0, undefined), /names no account/],
    ["without environment", funds(undefined, 5n), /names no account/],
    ["that is missing", Buffer.from("08002200", "hex"), /names no account/],
    ["of two accounts, whichever a decoder takes", Buffer.concat([funds(0, 5n), funds(0, 6n)]), /is of 6/],
  ];
  for (const [name, body, text] of faults) {
    it(`is a fault: ${name}`, () => assert.match(accountFault(body, asked) ?? "", text));
  }

  it("that is broken can't be read, and is not taken for another's", () => {
    assert.throws(() => accountFault(Buffer.from("080022030a0208", "hex"), asked), WireError);
  });
});

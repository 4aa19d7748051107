import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Request as FundsRequest } from "../../generated/ts/Trd_GetFunds.js";
import { Request as ModifyRequest } from "../../generated/ts/Trd_ModifyOrder.js";
import { Request as PlaceRequest } from "../../generated/ts/Trd_PlaceOrder.js";
import { Request as AccountsRequest } from "../../generated/ts/Trd_SubAccPush.js";
import { commandById, commands } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { GatewayError } from "../errors/gateway-error.js";
import { isTradeCommand, NO_TERMS, readAccessTerms } from "./access-terms.js";

function command(protoId: number): Command {
  const found = commandById(protoId);
  assert.ok(found);
  return found;
}

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");
const nested = (tag: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([tag, content.length]), content]);

/** trdEnv 0, accID 5, trdMarket 1 */
const HEADER = hex("08 00 10 05 18 01");
const OTHER_HEADER = hex("08 01 10 06 18 01");
const funds = (...c2s: Uint8Array[]): Buffer => nested(0x0a, Buffer.concat(c2s));

function refused(protoId: number, body: Uint8Array, text: RegExp): void {
  assert.throws(
    () => readAccessTerms(command(protoId), body),
    (error) => {
      assert.ok(error instanceof GatewayError);
      assert.equal(error.reason, "INVALID_BODY");
      assert.match(error.message, text);
      return true;
    },
  );
}

describe("what a request says of accounts", () => {
  it("is what the official decoder reads", () => {
    const operation = fc.constantFrom(1, 2, 3, 4, 5);
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1),
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        operation,
        (trdEnv, accID, op) => {
          const header = { trdEnv, accID, trdMarket: 1 };
          const forAll = op === 2;
          const modify = ModifyRequest.encode(
            ModifyRequest.fromPartial({ c2s: { header, orderID: 7n, modifyOrderOp: op, forAll } }),
          ).finish();
          const places = op === 1 || op === 4;
          assert.deepEqual(readAccessTerms(command(2205), modify), { trdEnv, accIds: [accID], forAll, places });
          const place = PlaceRequest.encode(PlaceRequest.fromPartial({ c2s: { header, code: "x" } })).finish();
          assert.deepEqual(readAccessTerms(command(2202), place), {
            trdEnv,
            accIds: [accID],
            forAll: false,
            places: true,
          });
          const read = FundsRequest.encode(FundsRequest.fromPartial({ c2s: { header } })).finish();
          assert.deepEqual(readAccessTerms(command(2101), read), { ...NO_TERMS, trdEnv, accIds: [accID] });
        },
      ),
    );
  });

  it("is the list of 2008, in both encodings", () => {
    const accIDList = [1n, 2n ** 64n - 1n];
    const body = AccountsRequest.encode({ c2s: { accIDList } }).finish();
    assert.deepEqual(readAccessTerms(command(2008), body).accIds, accIDList);
    assert.deepEqual(readAccessTerms(command(2008), hex("0a 06 0a 02 01 02 08 03")).accIds, [1n, 2n, 3n]);
  });

  it("is nothing for what is not about accounts", () => {
    assert.equal(readAccessTerms(command(3004), hex("ff")), NO_TERMS);
    assert.equal(readAccessTerms(command(2001), hex("0a 02 08 00")), NO_TERMS);
  });

  it("is known of every command in the two categories of trading, and of no other", () => {
    for (const each of commands) {
      const inTable = each.protoId >= 2000 && each.protoId < 3000;
      assert.equal(isTradeCommand(each), inTable, each.name);
    }
  });
});

describe("a body that OpenD could read otherwise is refused", () => {
  const cases: readonly (readonly [name: string, protoId: number, body: Buffer, text: RegExp])[] = [
    ["without c2s", 2101, Buffer.alloc(0), /c2s is missing/],
    ["with two c2s", 2101, Buffer.concat([funds(nested(0x0a, HEADER)), funds(nested(0x0a, OTHER_HEADER))]), /c2s app/],
    ["with a c2s that is a number", 2101, hex("08 01"), /c2s is no message/],
    ["without header", 2101, funds(), /c2s\.header is missing/],
    ["with two headers", 2101, funds(nested(0x0a, HEADER), nested(0x0a, OTHER_HEADER)), /c2s\.header appears twice/],
    ["with a header that is a number", 2101, funds(hex("08 05")), /c2s\.header is no message/],
    [
      "with a header that is a group",
      2101,
      funds(hex("0b 08 00 0c"), nested(0x0a, HEADER)),
      /c2s\.header is no message/,
    ],
    ["with two accounts in the header", 2101, funds(nested(0x0a, Buffer.concat([HEADER, hex("10 06")]))), /accID app/],
    ["with two environments", 2101, funds(nested(0x0a, Buffer.concat([HEADER, hex("08 01")]))), /trdEnv appears/],
    ["with two markets", 2101, funds(nested(0x0a, Buffer.concat([HEADER, hex("18 02")]))), /trdMarket appears/],
    ["with an account that is no number", 2101, funds(nested(0x0a, hex("08 00 12 01 05 18 01"))), /accID is no number/],
    ["without account", 2101, funds(nested(0x0a, hex("08 00 18 01"))), /accID is missing/],
    ["without environment", 2101, funds(nested(0x0a, hex("10 05 18 01"))), /trdEnv is missing/],
    ["with the environment 2^32", 2101, funds(nested(0x0a, hex("08 8080808010 10 05 18 01"))), /trdEnv is none/],
    ["with the environment -1", 2101, funds(nested(0x0a, hex("08 ffffffffffffffffff01 10 05"))), /trdEnv is none/],
    ["that ends early", 2101, funds(nested(0x0a, HEADER)).subarray(0, 6), /cut short/],
    // Its PacketID is field 1, so field 2 is the header: what stands in field 1 says nothing of the account.
    [
      "with two headers of a reconfirmation",
      2237,
      funds(nested(0x12, HEADER), nested(0x12, OTHER_HEADER)),
      /header app/,
    ],
    ["with two operations", 2205, funds(nested(0x12, HEADER), hex("20 02 20 01")), /modifyOrderOp appears twice/],
    ["with two forAll", 2205, funds(nested(0x12, HEADER), hex("20 02 28 00 28 01")), /forAll appears twice/],
    ["that changes all orders", 2205, funds(nested(0x12, HEADER), hex("20 01 28 01")), /forAll goes only with/],
    ["that enables all orders", 2205, funds(nested(0x12, HEADER), hex("20 04 28 01")), /forAll goes only with/],
    ["about all orders and no operation", 2205, funds(nested(0x12, HEADER), hex("28 01")), /forAll goes only with/],
    ["with a list of texts", 2008, hex("0a 04 0a 02 ff ff"), /cut short/],
    ["with two lists in two c2s", 2008, hex("0a 02 08 01 0a 02 08 02"), /c2s appears twice/],
  ];
  for (const [name, protoId, body, text] of cases) {
    it(name, () => refused(protoId, body, text));
  }

  it("whatever bytes it is, or its account is read; nothing else is thrown", () => {
    const ids = commands.filter((each) => each.kind === "request" && each.tradeHeader);
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.uint8Array({ maxLength: 40 }), (each, bytes) => {
        try {
          assert.equal(readAccessTerms(each, bytes).accIds.length, 1);
        } catch (error) {
          assert.ok(error instanceof GatewayError && error.reason === "INVALID_BODY");
        }
      }),
    );
  });
});

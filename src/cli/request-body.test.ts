import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Request as PlaceOrder } from "../../generated/ts/Trd_PlaceOrder.js";
import { commandByName, commands } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { CliError } from "./cli-error.js";
import { requestBody } from "./request-body.js";

function row(name: string): Command {
  const found = commandByName(name);
  assert.ok(found);
  return found;
}

const order = {
  header: { trdEnv: 0, accID: "18446744073709551615", trdMarket: 1 },
  trdSide: 1,
  orderType: 1,
  code: "00700",
  qty: 100,
  price: 0,
};

describe("a request written as JSON", () => {
  it("may be the C2S or the whole message, with the same bytes", () => {
    const c2s = { securityList: [{ market: 1, code: "00700" }] };
    assert.deepEqual(
      requestBody(row("GetStaticInfo"), JSON.stringify(c2s)),
      requestBody(row("GetStaticInfo"), JSON.stringify({ c2s })),
    );
  });

  it("keeps 64-bit ids exact and needs no packet id", () => {
    const { c2s } = PlaceOrder.decode(requestBody(row("PlaceOrder"), JSON.stringify(order)));
    assert.equal(c2s?.header?.accID, 18446744073709551615n);
    assert.deepEqual(c2s?.packetID, { connID: 0n, serialNo: 0 });
    assert.equal(c2s?.price, 0);
  });

  it("keeps a packet id that is given", () => {
    const json = JSON.stringify({ c2s: { ...order, packetID: { connID: "7", serialNo: 8 } } });
    assert.deepEqual(PlaceOrder.decode(requestBody(row("PlaceOrder"), json)).c2s?.packetID, {
      connID: 7n,
      serialNo: 8,
    });
  });

  it("may be left out where the command has defaults", () => {
    assert.equal(requestBody(row("GetGlobalState"), undefined).length, 0);
  });

  for (const [what, name, json, expected] of [
    ["a missing field", "GetFunds", undefined, /^2101 \(Trd_GetFunds\): c2s\.header is missing$/],
    [
      "an unknown field",
      "GetBasicQot",
      '{"securityLst":[]}',
      /c2s\.securityLst is no field of Qot_GetBasicQot\.C2S; it has: securityList/,
    ],
    [
      "a wrong type",
      "GetBasicQot",
      '{"securityList":[{"market":"HK","code":"00700"}]}',
      /c2s\.securityList\[0\]\.market must be/,
    ],
    [
      "an id that JSON numbers can't hold",
      "GetFunds",
      '{"header":{"trdEnv":0,"accID":18446744073709551615,"trdMarket":1}}',
      /accID .*string/,
    ],
    ["text that is no JSON", "GetBasicQot", "{", /the request is not JSON/],
    ["JSON that is no object", "GetBasicQot", "[1]", /the message must be an object/],
  ] as const) {
    it(`is refused for ${what}, naming it`, () => {
      const isAsExpected = (error: unknown): boolean =>
        error instanceof CliError && error.exitCode === 2 && expected.test(error.message);
      assert.throws(() => requestBody(row(name), json), isAsExpected);
    });
  }

  it("is refused for a command without definitions, with the reason", () => {
    const without = commands.find(({ kind, requestMessage }) => kind === "request" && requestMessage === null);
    assert.ok(without);
    assert.throws(() => requestBody(without, "{}"), /can't be called from JSON: /);
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { QotMarket } from "../../generated/ts/Qot_Common.js";
import { securityKey } from "./routing-key.js";
import { formatSecurity, parseSecurity, readSecurityText } from "./security-text.js";

test("every market of OpenD has a prefix that reads and writes", () => {
  const markets = Object.values(QotMarket).filter((market): market is QotMarket => Number(market) > 0);
  assert.ok(markets.length >= 13);
  for (const market of markets) {
    const text = formatSecurity({ market, code: "X.1" });
    assert.match(text, /^[A-Z_]+\.X\.1$/);
    assert.deepEqual(parseSecurity(text), { market, code: "X.1" });
  }
});

test("the official SDK's forms are understood", () => {
  assert.deepEqual(parseSecurity("HK.00700"), { market: 1, code: "00700" });
  assert.deepEqual(parseSecurity("US.BRK.B"), { market: 11, code: "BRK.B" });
  assert.deepEqual(parseSecurity("US..DJI"), { market: 11, code: ".DJI" });
  assert.deepEqual(parseSecurity("SH.600000"), { market: 21, code: "600000" });
  assert.deepEqual(parseSecurity("HK_FUTURE.999010"), { market: 2, code: "999010" });
});

test("a sec_key reads back to its security, also of a market that is not known", () => {
  const codes = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), codes, (market, code) => {
      assert.deepEqual(parseSecurity(securityKey({ market, code })), { market, code });
      assert.deepEqual(parseSecurity(formatSecurity({ market, code })), { market, code });
    }),
  );
});

test("an error names the text, what is wrong and what to write", () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ["", /^"" has no market; write it as HK\.00700/],
    ["00700", /^"00700" has no market/],
    ["hk.00700", /has its market in small letters; write HK$/],
    ["XX.1", /has an unknown market; known are HK, HK_FUTURE, US/],
    [".DJI", /has an unknown market/],
    ["HK.", /has no code behind its market/],
    ["1_", /has no code behind its market/],
    ["0_00700", /has no Qot_Common\.QotMarket/],
    ["2147483648_1", /has no Qot_Common\.QotMarket/],
    ["HK.00700 ", /has white space in its code/],
    ["1_00700\n", /has white space in its code/],
    ["HK.00700\u0000", /has white space in its code/],
    [`HK.${"1".repeat(65)}`, /has a code of over 64 characters/],
  ];
  for (const [text, problem] of cases) {
    assert.match(readSecurityText(text).problem ?? "", problem, text);
    assert.equal(parseSecurity(text), null);
  }
});

test("a long or broken text is not repeated whole", () => {
  const problem = readSecurityText(`${"x".repeat(39)}\ud83d\ude00${"y".repeat(10_000)}`).problem ?? "";
  assert.ok(problem.length < 150);
  assert.ok(problem.isWellFormed());
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type ExactJson, ExactNumber, formatExactJson, isList, isObject, parseExactJson } from "./exact-json.js";

function plain(value: ExactJson): unknown {
  if (value instanceof ExactNumber) return JSON.parse(value.text);
  if (isList(value)) return value.map(plain);
  if (isObject(value)) return Object.fromEntries([...value].map(([name, item]) => [name, plain(item)]));
  return value;
}

describe("exact JSON", () => {
  it("reads what JSON.parse reads, for any value and any layout", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.constantFrom(0, 1, "\t"), (value, layout) => {
        const text = JSON.stringify(value, null, layout);
        assert.deepEqual(plain(parseExactJson(text)), JSON.parse(text));
      }),
    );
  });

  it("refuses what JSON.parse refuses", () => {
    const fragments = [
      '"a"',
      ":",
      ",",
      "{",
      "}",
      "[",
      "]",
      "1",
      "01",
      "-",
      "1.",
      ".5",
      "1e",
      "true",
      "nul",
      '"\\x"',
      '"\n"',
      "'a'",
      " ",
      "//",
      "\u00a0",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 8 }), (parts) => {
        const text = parts.join("");
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          assert.throws(() => parseExactJson(text), { name: "JsonTextError" }, text);
          return;
        }
        // {"a":1,"a":1} is JSON; see below.
        if (/"a":.*"a":/s.test(text)) return;
        assert.deepEqual(plain(parseExactJson(text)), expected);
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps every digit of a number, in both directions", () => {
    const text = "[281756479000000101, 18446744073709551615, 1.10, 1e5, -0]\n";
    const value = parseExactJson(text);
    assert.equal(`${formatExactJson(value)}\n`, text);
    assert.deepEqual(isList(value) && value.map((item) => item instanceof ExactNumber && item.text), [
      "281756479000000101",
      "18446744073709551615",
      "1.10",
      "1e5",
      "-0",
    ]);
  });

  it("writes what it reads back as the same", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = parseExactJson(JSON.stringify(value));
        assert.deepEqual(parseExactJson(formatExactJson(read)), read);
      }),
    );
  });

  it("refuses a name that is there twice, and says where it and other faults are", () => {
    const faults: readonly [string, RegExp][] = [
      ['{"a": 1,\n "a": 2}', /^line 2, column 2: "a" is there twice$/],
      ['{"a": 1, "\\u0061": 2}', /"a" is there twice/],
      ['{"a": tru}', /^line 1, column 7: expected a value$/],
      ["[1, 2", /^line 1, column 6: expected "," or "\]"$/],
      ["{} {}", /^line 1, column 4: text after the end$/],
      ["", /^line 1, column 1: expected a value$/],
      ["[".repeat(200), /deep/],
    ];
    for (const [text, message] of faults) assert.throws(() => parseExactJson(text), { message }, text);
  });

  it("takes __proto__ for a name like others, and passes over a byte order mark", () => {
    const value = parseExactJson('\ufeff{"__proto__": {"x": 1}}');
    assert.deepEqual(isObject(value) && [...value.keys()], ["__proto__"]);
  });
});

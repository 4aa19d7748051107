import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { SubType } from "../../../generated/ts/Qot_Common.js";
import { parseSubTypes, SUB_TYPES, SubTypeError, subTypeName } from "./sub-types.js";

describe("the names of sub types", () => {
  it("are there for every sub type of OpenD, each once", () => {
    const numbers = Object.values(SubType).filter((value): value is SubType => typeof value === "number" && value > 0);
    assert.deepEqual([...SUB_TYPES.values()].sort(), numbers.sort());
    for (const [name, number] of SUB_TYPES) assert.equal(subTypeName(number), name);
    assert.equal(subTypeName(0), null);
  });

  it("are read from a list, in any case, with blanks, twice or once", () => {
    assert.deepEqual(parseSubTypes("basic, KL_1min,basic"), [1, 11]);
  });

  it("are all named where one is wrong, the nearest first", () => {
    assert.throws(
      () => parseSubTypes("basic,kl_1mn"),
      (error) =>
        error instanceof SubTypeError &&
        error.message.startsWith('"kl_1mn" is no type; did you mean "kl_1min"?; the types are basic, orderbook,') &&
        [...SUB_TYPES.keys()].every((name) => error.message.includes(name)),
    );
    assert.throws(() => parseSubTypes(""), /"" is no type; the types are basic/);
  });
});

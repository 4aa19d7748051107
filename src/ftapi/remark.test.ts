import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { Request as ComboRequest } from "../../generated/ts/Trd_PlaceComboOrder.js";
import { Request as PlaceRequest } from "../../generated/ts/Trd_PlaceOrder.js";
import { withRemark } from "./remark.js";

const header = { trdEnv: 0, accID: 7n, trdMarket: 1 };
const unknownField = Buffer.from([0xfa, 0x3e, 0x02, 0xff, 0xfe]);

function place(remark?: string): Buffer {
  const c2s = {
    header,
    trdSide: 1,
    orderType: 1,
    code: "00700",
    qty: 100,
    price: 300,
    ...(remark === undefined ? {} : { remark }),
  };
  return Buffer.concat([PlaceRequest.encode(PlaceRequest.fromPartial({ c2s })).finish(), unknownField]);
}

describe("a remark put into an order", () => {
  it("stands at the end of the c2s, and every other byte stays", () => {
    const body = place();
    const filled = withRemark(2202, body, "og-abc");
    assert.ok(filled);
    assert.deepEqual(PlaceRequest.decode(filled).c2s, { ...PlaceRequest.decode(body).c2s, remark: "og-abc" });
    const c2sEnd = body.length - unknownField.length;
    assert.deepEqual(filled.subarray(2, c2sEnd), body.subarray(2, c2sEnd));
    assert.deepEqual(filled.subarray(-unknownField.length), unknownField);
    assert.equal(filled.length, body.length + 2 + 6);
  });

  it("takes the place of an empty one", () => {
    const filled = withRemark(2202, place(""), "og-abc");
    assert.deepEqual(filled, withRemark(2202, place(), "og-abc"));
  });

  it("lengthens the prefix of a c2s that grows past 127 bytes", () => {
    const c2s = { header, trdSide: 1, orderType: 1, code: "X".repeat(60), qty: 1 };
    const filled = withRemark(2202, PlaceRequest.encode(PlaceRequest.fromPartial({ c2s })).finish(), "r".repeat(64));
    assert.equal(PlaceRequest.decode(filled ?? new Uint8Array()).c2s?.remark, "r".repeat(64));
  });

  it("is field 9 of a combo", () => {
    const filled = withRemark(
      2227,
      ComboRequest.encode(ComboRequest.fromPartial({ c2s: { header, qty: 1 } })).finish(),
      "og-abc",
    );
    assert.equal(ComboRequest.decode(filled ?? new Uint8Array()).c2s?.remark, "og-abc");
  });

  it("leaves a caller's own remark, and commands without one, alone", () => {
    assert.equal(withRemark(2202, place("mine"), "og-abc"), null);
    assert.equal(withRemark(2205, place(), "og-abc"), null);
  });

  it("has at most the bytes that OpenD takes", () => {
    assert.throws(() => withRemark(2202, place(), "r".repeat(65)), RangeError);
  });
});

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import fc from "fast-check";
import { commandById } from "../../catalog/catalog.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { isOrderCommand, isRiskReducing, readOrderTerms } from "./read-order-terms.js";
import {
  ACC_ID,
  comboTerms,
  confirmTerms,
  HK_HEADER,
  modifyTerms,
  placeTerms,
  termsOf,
} from "./testing/order-bodies.js";

const invalid = (field: string) => (error: unknown) =>
  error instanceof GatewayError && error.reason === "INVALID_BODY" && error.message.includes(field);

describe("terms of an order", () => {
  it("of 2202 name its account, security, side, type, quantity and prices", () => {
    const terms = placeTerms({
      auxPrice: 499,
      remark: "mine",
      amount: 5,
      trailType: 2,
      trailValue: 1,
      trailSpread: 0.5,
    });
    assert.deepEqual(terms, {
      protoId: 2202,
      action: "place",
      header: { trdEnv: 0, accId: ACC_ID, trdMarket: 1, jpAccType: null },
      legs: [{ code: "00700", market: 1, fitsHeader: true, side: 1, ratio: 1 }],
      orderType: 1,
      qty: 100,
      price: 500,
      auxPrice: 499,
      amount: 5,
      raisedBy: 0,
      trailType: 2,
      trailValue: 1,
      trailSpread: 0.5,
      remark: "mine",
      orderId: null,
      orderIdEx: null,
      modifyOp: null,
    });
  });

  it("of 2205 name the order, and what it becomes", () => {
    const terms = modifyTerms({ orderIDEx: "FH7", header: { ...HK_HEADER, jpAccType: 3 } });
    assert.equal(terms.action, "modify");
    assert.deepEqual([terms.orderId, terms.orderIdEx, terms.qty, terms.price], [7n, "FH7", 200, 500]);
    assert.equal(terms.header.jpAccType, 3);
    assert.deepEqual(terms.legs, []);
  });

  it("order id 0 and an empty string id are no ids", () => {
    const terms = modifyTerms({ orderID: 0n, orderIDEx: "" });
    assert.deepEqual([terms.orderId, terms.orderIdEx], [null, null]);
  });

  it("of 2227 name every leg", () => {
    const { action, legs, qty } = comboTerms();
    assert.equal(action, "combo");
    assert.equal(qty, 2);
    assert.deepEqual(
      legs.map(({ code, market, side, fitsHeader }) => [code, market, side, fitsHeader]),
      [
        ["AAPL", 11, 1, true],
        ["NVDA", 11, 2, true],
      ],
    );
  });

  it("of 2237 name the order", () => {
    const terms = confirmTerms();
    assert.deepEqual([terms.action, terms.orderId, terms.header.accId], ["confirm", 7n, ACC_ID]);
  });

  it("op and forAll of 2205 decide what it does", () => {
    const actions = [2, 3, 4, 5].map((modifyOrderOp) => modifyTerms({ modifyOrderOp }).action);
    assert.deepEqual(actions, ["cancel", "disable", "enable", "delete"]);
    for (const modifyOrderOp of [2, 3, 5]) {
      assert.equal(modifyTerms({ modifyOrderOp, forAll: true }).action, "cancel_all");
    }
    assert.equal(modifyTerms({ modifyOrderOp: 2, forAll: false }).action, "cancel");
  });

  it("forAll with a change of price, or with enable, is refused", () => {
    for (const modifyOrderOp of [1, 4]) {
      assert.throws(() => modifyTerms({ modifyOrderOp, forAll: true }), invalid("forAll"));
    }
  });

  it("an operation that the gateway does not know is refused: it could be anything", () => {
    for (const modifyOrderOp of [0, 6, -1])
      assert.throws(() => modifyTerms({ modifyOrderOp }), invalid("modifyOrderOp"));
  });

  it("numbers that are none, negative or beyond counting are refused by name", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -1, 2 ** 53]) {
      for (const field of ["qty", "price", "auxPrice"]) {
        assert.throws(() => placeTerms({ [field]: value }), invalid(field), `2202 ${field}=${value}`);
        assert.throws(() => modifyTerms({ [field]: value }), invalid(field), `2205 ${field}=${value}`);
      }
      assert.throws(() => placeTerms({ amount: value }), invalid("amount"));
      assert.throws(() => comboTerms({ qty: value }), invalid("qty"));
    }
    for (const field of ["trailValue", "trailSpread", "adjustSideAndLimit"]) {
      assert.throws(() => placeTerms({ [field]: Number.NaN }), invalid(field));
    }
  });

  it("a combo may have a price below zero, and no ratio below it", () => {
    assert.equal(comboTerms({ price: -3 }).price, -3);
    const legs = [{ security: { market: 11, code: "AAPL" }, side: 1, qtyRatio: -1 }];
    assert.throws(() => comboTerms({ comboLegs: legs }), invalid("comboLegs[0].qtyRatio"));
    assert.throws(() => comboTerms({ comboLegs: [] }), invalid("comboLegs"));
  });

  it("a price that OpenD may raise by itself says by how much; lowering does not count", () => {
    assert.equal(placeTerms({ adjustPrice: true, adjustSideAndLimit: 0.5 }).raisedBy, 0.5);
    assert.equal(placeTerms({ adjustPrice: true, adjustSideAndLimit: -0.5 }).raisedBy, 0);
    assert.equal(placeTerms({ adjustPrice: false, adjustSideAndLimit: 0.5 }).raisedBy, 0);
    assert.equal(modifyTerms({ adjustPrice: true, adjustSideAndLimit: 0.5 }).raisedBy, 0.5);
  });

  it("unlock with a trade key: 2005 has no terms of an order, so no rule about orders lets it in", () => {
    assert.equal(isOrderCommand(2005), false);
    const unlock = commandById(2005);
    assert.ok(unlock);
    assert.throws(() => readOrderTerms(unlock, new Uint8Array()), TypeError);
  });

  it("broken bytes give INVALID_BODY, never another error", () => {
    fc.assert(
      fc.property(fc.constantFrom(2202, 2205, 2227, 2237), fc.uint8Array({ maxLength: 80 }), (protoId, bytes) => {
        try {
          termsOf(protoId, bytes);
        } catch (error) {
          assert.ok(error instanceof GatewayError, String(error));
          assert.equal(error.reason, "INVALID_BODY");
        }
      }),
    );
  });

  it("the account is the one that the account check reads: two headers are refused", () => {
    const once = Buffer.from(placeTermsBody());
    // c2s twice the header: appended inside the c2s by hand.
    assert.throws(() => termsOf(2202, once), invalid("twice"));
  });

  it("only what takes orders away is risk-reducing", () => {
    const actions = [
      "place",
      "combo",
      "modify",
      "enable",
      "confirm",
      "cancel",
      "disable",
      "delete",
      "cancel_all",
    ] as const;
    assert.deepEqual(actions.filter(isRiskReducing), ["cancel", "disable", "delete", "cancel_all"]);
  });
});

/** An order with two headers, as no honest encoder writes it. */
function placeTermsBody(): Uint8Array {
  const header = [0x12, 6, 8, 0, 16, 5, 24, 1];
  const c2s = [...header, ...header, 0x18, 1, 0x20, 1];
  return Uint8Array.from([0x0a, c2s.length, ...c2s]);
}

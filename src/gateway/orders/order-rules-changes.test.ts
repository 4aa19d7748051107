import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { confirmTerms, HK_HEADER, modifyTerms, rulesWith } from "./testing/order-bodies.js";
import { listed, rig } from "./testing/rules-rig.js";

const HK = new Set(["HK"]);
const TENCENT = new Set(["HK.00700"]);
const BUY = new Set(["BUY"]);

describe("a key's rules for changes", () => {
  it("modify-up: a small order can't be made large by a modification", async () => {
    const { check, refused, upstream } = rig();
    upstream.orders = [listed({ qty: 1, price: 1 })];
    const limits = { maxOrderValue: 1000, maxDailyValue: 1000 };
    await refused(modifyTerms({ qty: 200, price: 500 }), limits, "ORDER_LIMIT", "order_value");
    // The new total at the new price counts in full, not what is added.
    assert.equal((await check(modifyTerms({ qty: 10, price: 100 }), limits)).valueCents, 1000_00);
    await refused(modifyTerms({ qty: 10, price: 100.01 }), limits, "ORDER_LIMIT", "order_value");
  });

  it("modify-up: what a modification leaves out is what the order has", async () => {
    const { check, refused, clock } = rig();
    const limits = { maxOrderValue: 60_000 };
    assert.equal((await check(modifyTerms({ qty: undefined, price: 600 }), limits)).valueCents, 60_000_00);
    clock.advance(60_000);
    assert.equal((await check(modifyTerms({ qty: 120, price: undefined }), limits)).valueCents, 60_000_00);
    await refused(modifyTerms({ qty: 121, price: undefined }), limits, "ORDER_LIMIT", "order_value");
    // 0 is no quantity: OpenD would keep the order's.
    clock.advance(60_000);
    assert.equal((await check(modifyTerms({ qty: 0, price: 0 }), limits)).valueCents, 50_000_00);
  });

  it("modify-up: a price that the order's type ignores does not make it cheap", async () => {
    const { refused, upstream, check } = rig();
    upstream.orders = [listed({ orderType: 10, auxPrice: 450, price: 0 })];
    await refused(modifyTerms({ qty: 200, price: 0.01 }), { maxOrderValue: 100_000 }, "ORDER_LIMIT", "order_value");
    assert.equal(
      (await check(modifyTerms({ qty: 200, price: 0.01 }), { maxOrderValue: 105_000 })).valueCents,
      105_000_00,
    );
  });

  it("modify-up: an option's modification counts by its contracts", async () => {
    const { refused, upstream } = rig();
    upstream.orders = [listed({ code: "CALL", secMarket: 2, trdMarket: 2, price: 2 })];
    const terms = modifyTerms({ header: { ...HK_HEADER, trdMarket: 2 }, qty: 10, price: 2 });
    await refused(terms, { maxOrderValue: 1999 }, "ORDER_LIMIT", "order_value");
  });

  it("modify-up: two changes at once, each small by what the list says, count with each other", async () => {
    const more = modifyTerms({ qty: 1000, price: undefined });
    const dearer = modifyTerms({ qty: undefined, price: 1000 });
    const limits = { maxOrderValue: 1000 };
    for (const [first, second] of [
      [more, dearer],
      [dearer, more],
    ] as const) {
      const { check, refused, upstream, clock } = rig();
      upstream.orders = [listed({ qty: 1, price: 1 })];
      assert.equal((await check(first, limits)).valueCents, 1000_00);
      await refused(second, limits, "ORDER_LIMIT", "order_value");
      // Enabling meets what the first one leaves, which it counts for already.
      assert.equal((await check(modifyTerms({ modifyOrderOp: 4, qty: 0, price: 0 }), limits)).valueCents, 1000_00);
      // By then the list tells what became of the first one.
      clock.advance(60_000);
      assert.equal((await check(second, limits)).valueCents, 1000_00);
    }
  });

  it("modify-up: a change in full meets the quantity that one before it set alone", async () => {
    const { check, refused, upstream } = rig();
    upstream.orders = [listed({ qty: 1, price: 1 })];
    const limits = { maxOrderValue: 1000 };
    await check(modifyTerms({ qty: 1000, price: undefined }), limits);
    await refused(modifyTerms({ qty: 1, price: 1000 }), limits, "ORDER_LIMIT", "order_value");
    upstream.orders = [listed({ orderID: 8n, orderIDEx: "FH8", qty: 1, price: 1 })];
    assert.equal((await check(modifyTerms({ orderID: 8n, qty: 1, price: 1000 }), limits)).valueCents, 1000_00);
  });

  it("modify-up: changes in full, and refused ones, count by themselves", async () => {
    const { check, refused } = rig();
    const limits = { maxOrderValue: 100_000, maxDailyValue: 90_000 };
    await check(modifyTerms({ qty: 100, price: 900 }), limits);
    assert.equal((await check(modifyTerms({ qty: 900, price: 100 }), limits)).valueCents, 90_000_00);
    await refused(modifyTerms({ qty: 1000, price: undefined }), limits, "ORDER_LIMIT", "order_value");
    // More than the day allows: the store refuses it.
    await check(modifyTerms({ qty: 190, price: undefined }), { ...limits, maxOrderValue: 1e9 });
    assert.equal((await check(modifyTerms({ qty: 100, price: 500 }), limits)).valueCents, 50_000_00);
  });

  it("look the order up for symbol, side and market, and refuse what is not there", async () => {
    for (const limits of [{ symbols: TENCENT }, { sides: BUY }, { markets: HK }, { maxDailyValue: 1e9 }]) {
      const { check, refused, upstream } = rig();
      await check(modifyTerms(), limits);
      upstream.orders = [];
      await refused(modifyTerms(), limits, "ORDER_NOT_FOUND");
      await refused(confirmTerms(), limits, "ORDER_NOT_FOUND");
      await refused(modifyTerms({ modifyOrderOp: 4 }), limits, "ORDER_NOT_FOUND");
    }
  });

  it("hold the order's own security, side and market against the key", async () => {
    const { refused, upstream } = rig();
    upstream.orders = [listed({ code: "09988" })];
    await refused(modifyTerms(), { symbols: TENCENT }, "ORDER_LIMIT", "symbol");
    upstream.orders = [listed({ trdSide: 2 })];
    await refused(modifyTerms(), { sides: BUY }, "ORDER_LIMIT", "side");
    // An account of several markets: the header names HK, the order is American.
    upstream.orders = [listed({ code: "AAPL", secMarket: 2, trdMarket: 2 })];
    await refused(modifyTerms(), { markets: HK }, "ORDER_LIMIT", "market");
  });

  it("of enabling and confirming count the order as it is", async () => {
    const { check, refused } = rig();
    for (const terms of [modifyTerms({ modifyOrderOp: 4, qty: undefined, price: undefined }), confirmTerms()]) {
      const checked = await check(terms, { maxOrderValue: 50_000 });
      assert.deepEqual([checked.valueCents, checked.countsAsOrder], [50_000_00, true]);
      await refused(terms, { maxOrderValue: 49_999 }, "ORDER_LIMIT", "order_value");
    }
  });

  it("of combos are held against every leg of the order", async () => {
    const { refused, upstream, check } = rig();
    const comboLegs = [
      { security: { market: 11, code: "AAPL" }, side: 1, qtyRatio: 1 },
      { security: { market: 11, code: "NVDA" }, side: 2, qtyRatio: 1 },
    ];
    upstream.orders = [listed({ code: "AAPL", secMarket: 2, trdMarket: 2, qty: 2, price: 1, comboLegs })];
    const terms = modifyTerms({ header: { ...HK_HEADER, trdMarket: 2 }, qty: 2, price: 1 });
    await refused(terms, { symbols: new Set(["US.AAPL"]) }, "ORDER_LIMIT", "symbol");
    assert.equal((await check(terms, { maxOrderValue: 630 })).valueCents, 630_00);
  });

  it("refuse an order that the list tells too little of", async () => {
    const { refused, upstream } = rig();
    upstream.orders = [listed({ code: "" })];
    await refused(modifyTerms(), { sides: BUY }, "ORDER_NOT_FOUND");
  });

  it("never stand in the way of cancelling, disabling and deleting, and ask nothing for it", () => {
    const { checker, upstream } = rig();
    const none: ReadonlySet<string> = new Set();
    const closed = { startMinute: 0, endMinute: 1, timeZone: "UTC" };
    const rules = rulesWith({
      markets: none,
      symbols: none,
      sides: none,
      hours: closed,
      maxOrderValue: 0,
      maxDailyValue: 0,
    });
    for (const modifyOrderOp of [2, 3, 5]) {
      for (const forAll of [false, true]) {
        const checked = checker.check(modifyTerms({ modifyOrderOp, forAll }), rules, { owner: "key:a", deadlineMs: 0 });
        assert.ok(!(checked instanceof Promise));
        assert.deepEqual([checked.valueCents, checked.countsAsOrder], [0, false]);
      }
    }
    assert.equal(upstream.asked.length, 0);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GatewayError } from "../../errors/gateway-error.js";
import { comboTerms, confirmTerms, HK_HEADER, modifyTerms, placeTerms, rulesWith } from "./testing/order-bodies.js";
import { rig } from "./testing/rules-rig.js";

const HK = new Set(["HK"]);
const TENCENT = new Set(["HK.00700"]);
const BUY = new Set(["BUY"]);

describe("a key's rules for new orders", () => {
  it("let everything pass that they don't name, at once and without asking OpenD", () => {
    const { checker, upstream } = rig();
    for (const rules of [null, rulesWith({})]) {
      for (const terms of [placeTerms(), comboTerms(), modifyTerms(), confirmTerms()]) {
        const checked = checker.check(terms, rules, { owner: "key:a", deadlineMs: 0 });
        assert.ok(!(checked instanceof Promise));
        assert.deepEqual([checked.valueCents, checked.countsAsOrder], [0, true]);
      }
    }
    assert.equal(upstream.asked.length, 0);
  });

  it("of markets are held against the header's trade market", async () => {
    const { check, refused } = rig();
    await check(placeTerms(), { markets: HK });
    const us = { header: { ...HK_HEADER, trdMarket: 2 }, secMarket: 2, code: "AAPL" };
    await refused(placeTerms(us), { markets: HK }, "ORDER_LIMIT", "market");
    await refused(placeTerms({ header: { ...HK_HEADER, trdMarket: 9999 } }), { markets: HK }, "ORDER_LIMIT", "market");
    await refused(placeTerms(), { markets: new Set() }, "ORDER_LIMIT", "market");
  });

  it("of symbols are held against market and code", async () => {
    const { check, refused } = rig();
    await check(placeTerms(), { symbols: TENCENT });
    await check(placeTerms({ secMarket: 0 }), { symbols: TENCENT });
    await refused(placeTerms({ code: "09988" }), { symbols: TENCENT }, "ORDER_LIMIT", "symbol");
    await refused(placeTerms({ code: "700" }), { symbols: TENCENT }, "ORDER_LIMIT", "symbol");
  });

  it("of symbols need secMarket where the trade market leaves a doubt, and say so", async () => {
    const { check } = rig();
    const china = { header: { ...HK_HEADER, trdMarket: 4 }, code: "600519" };
    const symbols = new Set(["SH.600519"]);
    await check(placeTerms({ ...china, secMarket: 31 }), { symbols });
    await assert.rejects(check(placeTerms({ ...china, secMarket: 0 }), { symbols }), /secMarket must be set/);
  });

  it("second market: a secMarket that contradicts the header is refused for keys limited by market, symbol or value", async () => {
    const { check, refused } = rig();
    const mixed = placeTerms({ header: { ...HK_HEADER, trdMarket: 2 }, secMarket: 1 });
    await refused(mixed, { markets: new Set(["US"]) }, "ORDER_LIMIT", "market");
    await refused(mixed, { symbols: TENCENT }, "ORDER_LIMIT", "market");
    await refused(mixed, { maxOrderValue: 1e9 }, "ORDER_LIMIT", "market");
    await check(mixed, { sides: BUY });
  });

  it("of sides are held against the order's side", async () => {
    const { check, refused } = rig();
    await check(placeTerms(), { sides: BUY });
    await refused(placeTerms({ trdSide: 2 }), { sides: BUY }, "ORDER_LIMIT", "side");
    await refused(placeTerms({ trdSide: 0 }), { sides: BUY }, "ORDER_LIMIT", "side");
  });

  it("of hours say when they open", async () => {
    const { check, clock } = rig();
    const minute = Math.floor(clock.wallMs() / 60_000) % 1440;
    const hours = { startMinute: (minute + 10) % 1440, endMinute: (minute + 20) % 1440, timeZone: "UTC" };
    await assert.rejects(check(placeTerms(), { hours }), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.deepEqual([error.reason, error.metadata["limit"]], ["ORDER_QUOTA", "hours"]);
      assert.equal(error.retryAfterMs, 10 * 60_000 - (clock.wallMs() % 60_000));
      return true;
    });
    for (const terms of [comboTerms(), modifyTerms(), confirmTerms(), modifyTerms({ modifyOrderOp: 4 })]) {
      await assert.rejects(check(terms, { hours }), (error) => (error as GatewayError).reason === "ORDER_QUOTA");
    }
    clock.advance(10 * 60_000);
    await check(placeTerms(), { hours });
  });

  it("come in one order: market, symbol, side, hours, value", async () => {
    const { refused, clock } = rig();
    const minute = Math.floor(clock.wallMs() / 60_000) % 1440;
    const hours = { startMinute: (minute + 10) % 1440, endMinute: (minute + 20) % 1440, timeZone: "UTC" };
    const none: ReadonlySet<string> = new Set();
    const all = { markets: none, symbols: none, sides: none, hours, maxOrderValue: 1 };
    const terms = placeTerms();
    await refused(terms, all, "ORDER_LIMIT", "market");
    await refused(terms, { ...all, markets: HK }, "ORDER_LIMIT", "symbol");
    await refused(terms, { ...all, markets: HK, symbols: TENCENT }, "ORDER_LIMIT", "side");
    await refused(terms, { ...all, markets: HK, symbols: TENCENT, sides: BUY }, "ORDER_QUOTA", "hours");
    const open = { ...all, markets: HK, symbols: TENCENT, sides: BUY, hours: null };
    await refused(terms, open, "ORDER_LIMIT", "order_value");
  });

  it("of value allow exactly the limit, and not a cent more", async () => {
    const { check, refused } = rig();
    assert.equal((await check(placeTerms(), { maxOrderValue: 50_000 })).valueCents, 50_000_00);
    await refused(placeTerms(), { maxOrderValue: 49_999.99 }, "ORDER_LIMIT", "order_value");
    await refused(
      placeTerms({ adjustPrice: true, adjustSideAndLimit: 0.1 }),
      { maxOrderValue: 50_000 },
      "ORDER_LIMIT",
      "order_value",
    );
  });

  it("of value ask OpenD for the contract once, then answer at once", async () => {
    const { checker, upstream } = rig();
    const rules = rulesWith({ maxDailyValue: 1 });
    const first = checker.check(placeTerms(), rules, { owner: "key:a", deadlineMs: Number.POSITIVE_INFINITY });
    assert.ok(first instanceof Promise);
    assert.equal((await first).valueCents, 50_000_00);
    const second = checker.check(placeTerms(), rules, { owner: "key:a", deadlineMs: Number.POSITIVE_INFINITY });
    assert.ok(!(second instanceof Promise));
    assert.equal(second.valueCents, 50_000_00);
    assert.deepEqual([upstream.countOf(3202), upstream.countOf(3203)], [1, 0]);
  });

  it("of value take market orders at the last price plus 5 %, or refuse", async () => {
    const { check, refused, upstream } = rig();
    const market = placeTerms({ orderType: 2, price: 0.01 });
    assert.equal((await check(market, { maxOrderValue: 52_500 })).valueCents, 52_500_00);
    await refused(market, { maxOrderValue: 52_499 }, "ORDER_LIMIT", "order_value");
    upstream.securities.set("1:09988", {});
    await refused(placeTerms({ orderType: 2, code: "09988" }), { maxOrderValue: 1e9 }, "VALUE_UNKNOWN");
    await refused(placeTerms({ orderType: 2, code: "00001" }), { maxDailyValue: 1e9 }, "VALUE_UNKNOWN");
  });

  it("of value need to know the market of the security", async () => {
    const { check } = rig();
    const china = placeTerms({ header: { ...HK_HEADER, trdMarket: 4 }, code: "600519", secMarket: 0 });
    await assert.rejects(check(china, { maxOrderValue: 1e9 }), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.equal(error.reason, "VALUE_UNKNOWN");
      assert.match(error.message, /secMarket must be set/);
      return true;
    });
  });

  it("of value count options by their contracts", async () => {
    const { check } = rig();
    const option = { header: { ...HK_HEADER, trdMarket: 2 }, secMarket: 2, code: "CALL", qty: 3, price: 2.5 };
    assert.equal((await check(placeTerms(option), { maxOrderValue: 750 })).valueCents, 750_00);
  });

  it("refuse a value that can't be counted, by the name of the field", async () => {
    const { check } = rig();
    await assert.rejects(check(placeTerms({ qty: 2 ** 50, price: 2 ** 50 }), { maxOrderValue: 1 }), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.equal(error.reason, "INVALID_BODY");
      assert.match(error.message, /qty/);
      return true;
    });
  });
});

describe("a key's rules for combos", () => {
  it("are held against every leg", async () => {
    const { check, refused } = rig();
    await check(comboTerms(), { symbols: new Set(["US.AAPL", "US.NVDA"]), sides: new Set(["BUY", "SELL"]) });
    await refused(comboTerms(), { symbols: new Set(["US.AAPL"]) }, "ORDER_LIMIT", "symbol");
    await refused(comboTerms(), { sides: BUY }, "ORDER_LIMIT", "side");
    await refused(comboTerms(), { markets: HK }, "ORDER_LIMIT", "market");
    const comboLegs = [
      { security: { market: 11, code: "AAPL" }, side: 1, qtyRatio: 1 },
      { security: { market: 1, code: "00700" }, side: 1, qtyRatio: 1 },
    ];
    await refused(comboTerms({ comboLegs }), { markets: new Set(["US"]) }, "ORDER_LIMIT", "market");
    const sideless = [{ security: { market: 11, code: "AAPL" }, qtyRatio: 1 }];
    await refused(comboTerms({ comboLegs: sideless }), { sides: BUY }, "ORDER_LIMIT", "side");
  });

  it("of value take the sum of the legs", async () => {
    const { check, refused } = rig();
    assert.equal((await check(comboTerms(), { maxOrderValue: 630 })).valueCents, 2 * (200 + 100) * 105);
    await refused(comboTerms(), { maxOrderValue: 629 }, "ORDER_LIMIT", "order_value");
    const comboLegs = [{ security: { market: 11, code: "NOPE" }, side: 1, qtyRatio: 1 }];
    await refused(comboTerms({ comboLegs }), { maxOrderValue: 1e9 }, "VALUE_UNKNOWN");
  });

  it("leave no look-up behind when a later leg is refused", async () => {
    const { refused, upstream } = rig();
    upstream.failures.set(3203, new Error("would be unhandled"));
    const comboLegs = [
      { security: { market: 11, code: "AAPL" }, side: 1, qtyRatio: 1 },
      { security: { market: 0, code: "X" }, side: 1, qtyRatio: 1 },
    ];
    await refused(comboTerms({ comboLegs }), { maxOrderValue: 1e9 }, "ORDER_LIMIT", "market");
    assert.equal(upstream.asked.length, 0);
  });
});

describe("the trace of an order", () => {
  it("of 2202 is what was asked for", async () => {
    const { check, clock } = rig();
    const { trace } = await check(placeTerms(), {});
    assert.deepEqual(trace, {
      protoId: 2202,
      trdEnv: 0,
      accId: String(HK_HEADER.accID),
      trdMarket: 1,
      jpAccType: null,
      tag: null,
      code: "00700",
      trdSide: 1,
      orderType: 1,
      qty: 100,
      price: 500,
      orderId: null,
      orderIdEx: null,
      modifyOp: null,
      sentAtMs: clock.wallMs(),
    });
  });

  it("of 2205 is what the order should be after it", async () => {
    const { check } = rig();
    const { trace } = await check(modifyTerms({ qty: undefined, price: 600 }), { sides: BUY });
    assert.deepEqual(
      [trace.code, trace.trdSide, trace.orderType, trace.qty, trace.price, trace.orderId, trace.modifyOp],
      ["00700", 1, 1, 100, 600, "7", 1],
    );
    const cancel = (await check(modifyTerms({ modifyOrderOp: 2, orderID: 0n, orderIDEx: "FH7" }), {})).trace;
    assert.deepEqual([cancel.orderId, cancel.orderIdEx, cancel.modifyOp], [null, "FH7", 2]);
  });

  it("leaves out a price that the order's type ignores, and figures that prove nothing of a new trigger", async () => {
    const { check } = rig();
    const market = (await check(placeTerms({ orderType: 2, price: 400 }), {})).trace;
    assert.deepEqual([market.qty, market.price], [100, null]);
    for (const limits of [{}, { sides: BUY }]) {
      const { trace } = await check(modifyTerms({ auxPrice: 450 }), limits);
      assert.deepEqual([trace.qty, trace.price], [null, null]);
    }
  });

  it("of a combo names no security: its row in the list may be of any leg", async () => {
    const { check } = rig();
    const { trace } = await check(comboTerms(), {});
    assert.deepEqual([trace.code, trace.trdSide, trace.qty, trace.price], [null, null, 2, 1]);
  });
});

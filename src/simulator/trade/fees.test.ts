import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { feeItems, totalFee } from "./fees.js";
import { toUnits } from "./money.js";

const HK = { trdMarket: 1, option: false };
const US = { trdMarket: 2, option: false };

test("a Hong Kong order of 40,000 HKD pays the price list", () => {
  const items = new Map(feeItems(HK, "buy", 100, toUnits(40_000)).map(({ title, amount }) => [title, amount]));
  assert.equal(items.get("佣金"), toUnits(12));
  assert.equal(items.get("平台使用费"), toUnits(15));
  assert.equal(items.get("印花税"), toUnits(40));
  assert.equal(items.get("交易费"), toUnits(2.26));
  assert.equal(items.get("交易征费"), toUnits(1.08));
  assert.equal(items.get("财汇局征费"), toUnits(0.06));
  assert.equal(items.get("交收费"), toUnits(1.68));
  assert.equal(totalFee(HK, "buy", 100, toUnits(40_000)), toUnits(72.08));
});

test("stamp duty is rounded up to whole dollars", () => {
  const stamp = feeItems(HK, "sell", 100, toUnits(40_001)).find(({ title }) => title === "印花税");
  assert.equal(stamp?.amount, toUnits(41));
});

test("a small American buy pays the minimum, a sell also the regulators", () => {
  assert.equal(totalFee(US, "buy", 1, toUnits(200)), toUnits(0.99 + 1 + 0.01));
  assert.equal(totalFee(US, "sell", 1, toUnits(200)), toUnits(0.99 + 1 + 0.01 + 0.01 + 0.01));
});

test("an order that did not trade pays nothing", () => {
  assert.deepEqual(feeItems(HK, "buy", 0, 0), []);
});

test("fees never shrink when more is traded or at a higher value", () => {
  const amount = fc.integer({ min: 1, max: 1_000_000_000 });
  const qty = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(
      fc.constantFrom(HK, US, { ...HK, trdMarket: 4 }, { ...HK, option: true }, { ...US, option: true }),
      fc.constantFrom("buy" as const, "sell" as const),
      qty,
      qty,
      amount,
      amount,
      (market, side, qtyA, qtyB, valueA, valueB) => {
        const less = totalFee(market, side, Math.min(qtyA, qtyB), Math.min(valueA, valueB));
        const more = totalFee(market, side, Math.max(qtyA, qtyB), Math.max(valueA, valueB));
        assert.ok(less <= more);
      },
    ),
  );
});

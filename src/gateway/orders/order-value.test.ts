import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { OrderType, TrailType } from "../../../generated/ts/Trd_Common.js";
import {
  limitCents,
  limitsValue,
  maxDailyCents,
  needsLastPrice,
  orderValue,
  toCents,
  type ValuedOrder,
} from "./order-value.js";
import { rulesWith } from "./testing/order-bodies.js";

const BUY = 1;
const SELL = 2;

function order(changes: Partial<ValuedOrder> & { readonly side?: number } = {}): ValuedOrder {
  const { side = BUY, ...rest } = changes;
  return {
    isCombo: false,
    legs: [{ code: "AAPL", market: 11, fitsHeader: true, side, ratio: 1 }],
    orderType: OrderType.OrderType_Normal,
    qty: 100,
    price: 200,
    auxPrice: null,
    amount: null,
    raisedBy: 0,
    trailType: null,
    trailValue: null,
    trailSpread: null,
    ...rest,
  };
}

const value = (
  changes: Parameters<typeof order>[0],
  lastPrice: number | null = null,
  contractSize = 1,
): number | null => toCents(orderValue(order(changes), [{ contractSize, lastPrice }]));

describe("value of an order", () => {
  it("of a buyer with a limit is quantity times price, whatever the market pays", () => {
    assert.equal(value({}), 20_000_00);
    assert.equal(needsLastPrice(order()), false);
    assert.equal(needsLastPrice(order({ side: 4 })), false);
  });

  it("of a seller with a limit is quantity times the better of limit and last price", () => {
    assert.equal(needsLastPrice(order({ side: SELL })), true);
    assert.equal(value({ side: SELL, price: 0.01 }, 210), 21_000_00);
    assert.equal(value({ side: SELL, price: 220 }, 210), 22_000_00);
  });

  it("without a price is at the last price plus 5 %, whatever the price field says", () => {
    for (const orderType of [2, 6, 10, 12, 14, 15, 16, 18]) {
      const unpriced = order({ orderType, price: 0.01 });
      assert.equal(needsLastPrice(unpriced), true, `type ${orderType}`);
      assert.equal(value({ orderType, price: 0.01 }, 200), 21_000_00, `type ${orderType}`);
    }
  });

  it("without a price is at least quantity times the price that triggers it", () => {
    assert.equal(value({ orderType: OrderType.OrderType_Stop, auxPrice: 300 }, 200), 30_000_00);
    assert.equal(value({ orderType: OrderType.OrderType_MarketifTouched, auxPrice: 100 }, 200), 21_000_00);
  });

  it("of a trailing order is at least where it would fire, in percent, as a share or as an amount", () => {
    const trailing = { orderType: OrderType.OrderType_TrailingStop, trailType: TrailType.TrailType_Ratio };
    assert.equal(value({ ...trailing, trailValue: 50 }, 200), 30_000_00);
    assert.equal(value({ ...trailing, trailValue: 0.5 }, 200), 30_000_00);
    assert.equal(value({ ...trailing, trailType: TrailType.TrailType_Amount, trailValue: 60 }, 200), 26_000_00);
    const limit = { ...trailing, orderType: OrderType.OrderType_TrailingStopLimit, trailValue: 50, trailSpread: 10 };
    assert.equal(value(limit, 200), 31_000_00);
  });

  it("of a type with a limit, without the limit or with 0, is as without a price", () => {
    for (const price of [null, 0]) {
      assert.equal(needsLastPrice(order({ price })), true);
      assert.equal(value({ price }, 200), 21_000_00);
    }
  });

  it("of a type that nobody knows is the most that any reading gives", () => {
    for (const orderType of [null, 99]) {
      assert.equal(needsLastPrice(order({ orderType })), true);
      assert.equal(value({ orderType, price: 500 }, 200), 50_000_00);
      assert.equal(value({ orderType, price: 1 }, 200), 21_000_00);
    }
  });

  it("of contracts is times their size", () => {
    assert.equal(value({ qty: 3, price: 2.5 }, null, 100), 750_00);
    assert.equal(value({ qty: 3, orderType: 2 }, 2, 100), 630_00);
  });

  it("includes what OpenD may raise the price by", () => {
    assert.equal(value({ raisedBy: 0.5 }), 30_000_00);
  });

  it("is at least the amount of money that the order names", () => {
    assert.equal(value({ qty: 0, price: 1, amount: 5_000 }), 5_000_00);
  });

  it("of a combo is the sum of its legs at last price plus 5 %", () => {
    const legs = [
      { code: "A", market: 11, fitsHeader: true, side: BUY, ratio: 1 },
      { code: "B", market: 11, fitsHeader: true, side: SELL, ratio: 2 },
    ];
    const combo = order({ isCombo: true, legs, qty: 3, price: 0.01 });
    assert.equal(needsLastPrice(combo), true);
    const figures = [
      { contractSize: 100, lastPrice: 4 },
      { contractSize: 100, lastPrice: 1 },
    ];
    assert.equal(toCents(orderValue(combo, figures)), 3 * (400 + 200) * 105);
  });

  it("of a combo with a limit far above its legs' last prices is the limit", () => {
    const combo = order({ isCombo: true, qty: 3, price: -50 });
    assert.equal(toCents(orderValue(combo, [{ contractSize: 100, lastPrice: 0.01 }])), 15_000_00);
  });
});

describe("money in hundredths", () => {
  it("counts no noise of doubles", () => {
    assert.equal(toCents(100.1 * 3), 300_30);
    assert.equal(toCents(0.1 * 3), 30);
    assert.equal(toCents(1.005 * 1000), 1005_00);
    assert.equal(toCents(0), 0);
  });

  it("rounds up what is really more", () => {
    assert.equal(toCents(0.001), 1);
    assert.equal(toCents(10.0001), 1001);
  });

  it("says when it is too much to be counted", () => {
    assert.equal(toCents(2 ** 53), null);
    assert.equal(toCents(9.01e13), null);
    assert.equal(toCents(Number.POSITIVE_INFINITY), null);
    assert.equal(toCents(Number.NaN), null);
    assert.equal(toCents(9e13), 9e15);
  });

  it("is never below the exact value, and never a cent above it", () => {
    // Quantities with 4 and prices with 9 decimals: what OpenD takes at most (facts: ftapi-protocol.md 6.4).
    const quantity = fc.tuple(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 4 }));
    const price = fc.tuple(fc.integer({ min: 0, max: 100_000_000 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(
        quantity,
        price,
        fc.constantFrom(1, 10, 50, 100, 1000),
        ([q, qDigits], [p, pDigits], contractSize) => {
          const qty = Number(`${q}e-${qDigits}`);
          const limit = Number(`${p}e-${pDigits}`);
          // Exact, in units of 10^-13 cents.
          const exact = BigInt(q) * BigInt(p) * BigInt(contractSize) * 100n * 10n ** BigInt(13 - qDigits - pDigits);
          // Beyond ten trillions a double has no tenths of a cent.
          fc.pre(exact < 10n ** 15n * 10n ** 13n);
          const cents = toCents(
            orderValue(order({ qty, price: limit === 0 ? null : limit }), [{ contractSize, lastPrice: 0 }]),
          );
          assert.ok(cents !== null);
          const counted = BigInt(cents) * 10n ** 13n;
          // What the tolerance for noise may cost: 2^-47 of the value.
          const noise = exact / 2n ** 47n + 1n;
          assert.ok(counted >= exact - noise, `${qty} * ${limit} * ${contractSize} counts as ${cents}`);
          assert.ok(counted < exact + 10n ** 13n, `${qty} * ${limit} * ${contractSize} counts as ${cents}`);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("of whole cents is exact", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 }), (qty, priceCents) => {
        assert.equal(toCents(qty * (priceCents / 100)), qty * priceCents);
      }),
      { numRuns: 1000 },
    );
  });

  it("of a limit is rounded down, without noise", () => {
    assert.equal(limitCents(100.1), 100_10);
    assert.equal(limitCents(0.29), 29);
    assert.equal(limitCents(10.009), 1000);
    assert.equal(limitCents(Number.MAX_VALUE), Number.MAX_SAFE_INTEGER);
    fc.assert(fc.property(fc.nat(1_000_000_000), (cents) => assert.equal(limitCents(cents / 100), cents)));
  });

  it("of a day's limit is null where a key has none", () => {
    assert.equal(maxDailyCents(null), null);
    assert.equal(maxDailyCents(rulesWith({})), null);
    assert.equal(maxDailyCents(rulesWith({ maxDailyValue: 250.5 })), 250_50);
    assert.equal(maxDailyCents(rulesWith({ maxDailyValue: 0 })), 0);
    assert.equal(limitsValue(rulesWith({ maxOrderValue: 0 })), true);
    assert.equal(limitsValue(rulesWith({ maxOrdersPerMinute: 1 })), false);
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Positions } from "./position.js";
import { TENCENT } from "./testing/trade-bench.js";

const DAY = "2026-11-20";
const NEXT_DAY = "2026-11-23";

function positions(): Positions {
  let last = 0n;
  return new Positions(() => ++last);
}

test("a sale takes its share of the average cost and leaves the rest", () => {
  const own = positions();
  own.trade(TENCENT, 1, "buy", 100, 1000, DAY);
  own.trade(TENCENT, 1, "buy", 100, 2000, DAY);
  own.trade(TENCENT, 1, "sell", 100, 1800, DAY);
  const [held] = own.list(() => DAY);
  assert.deepEqual([held?.qty, held?.averageCost, held?.dilutedCost, held?.realizedProfit], [100, 1500, 1200, 300]);
});

test("more than is held can't be sold", () => {
  const own = positions();
  own.trade(TENCENT, 1, "buy", 100, 1000, DAY);
  assert.throws(() => own.trade(TENCENT, 1, "sell", 200, 2000, DAY), /sold 200 of 00700 but only 100 are held/);
});

test("a closed position is shown until its day is over", () => {
  const own = positions();
  own.trade(TENCENT, 1, "buy", 100, 1000, DAY);
  own.trade(TENCENT, 1, "sell", 100, 1100, DAY);
  assert.deepEqual(
    own.list(() => DAY).map(({ qty, realizedProfit }) => [qty, realizedProfit]),
    [[0, 100]],
  );
  assert.deepEqual(
    own.list(() => NEXT_DAY),
    [],
  );
});

test("the statistics of a day start anew on the next one", () => {
  const own = positions();
  own.trade(TENCENT, 1, "buy", 100, 1000, DAY);
  own.trade(TENCENT, 1, "buy", 100, 1200, NEXT_DAY);
  const [held] = own.list(() => NEXT_DAY);
  assert.deepEqual([held?.day.buyQty, held?.day.buyValue, held?.day.openValue], [100, 1200, 1000]);
});

test("shares that an order holds back are not for another order", () => {
  const own = positions();
  own.trade(TENCENT, 1, "buy", 300, 3000, DAY);
  own.reserve(1n, new Map([["1_00700", 200]]));
  assert.equal(own.sellable(TENCENT), 100);
  assert.equal(own.sellable(TENCENT, 1n), 300);
  own.reserve(1n, new Map());
  assert.equal(own.sellable(TENCENT), 300);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { APPLE, REAL_HK, REAL_US, refusalOf, SIM_HK, SIM_US, TENCENT, TradeBench } from "./testing/trade-bench.js";

function bench(): TradeBench {
  const made = new TradeBench();
  made.unlock();
  return made;
}

test("simulated accounts take limit and market orders for the day, nothing else", () => {
  const made = bench();
  for (const orderType of [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]) {
    const fields = { code: "00700", qty: 100, price: 390, auxPrice: 390, orderType };
    assert.equal(
      refusalOf(() => made.place(SIM_HK, fields)),
      `模拟交易不支持该订单类型: orderType=${orderType}`,
    );
  }
  assert.match(
    refusalOf(() => made.place(SIM_US, { code: "AAPL", qty: 1, price: 1, timeInForce: 1 })),
    /仅支持当日有效/,
  );
});

test("the Hong Kong kinds are refused elsewhere, and algorithms everywhere", () => {
  const made = bench();
  for (const orderType of [5, 6, 7, 8, 9]) {
    assert.match(
      refusalOf(() => made.place(REAL_US, { code: "AAPL", qty: 1, price: 190, orderType })),
      /仅支持港股/,
    );
  }
  for (const orderType of [16, 17, 18, 19]) {
    assert.match(
      refusalOf(() => made.place(REAL_US, { code: "AAPL", qty: 1, price: 190, orderType })),
      /不支持的订单类型/,
    );
  }
});

test("an absolute limit trades at its price only and fails if the market is better", () => {
  const made = bench();
  const failed = made.place(REAL_HK, { orderType: 5, code: "00700", qty: 100, price: 400.4 });
  const order = made.order(REAL_HK, failed.orderIDEx);
  assert.equal(order.orderStatus, 21);
  assert.match(order.lastErrMsg ?? "", /绝对限价盘/);
  assert.equal(made.funds(REAL_HK).frozenCash, 0);
  const exact = made.place(REAL_HK, { orderType: 5, code: "00700", qty: 100, price: 400.2 });
  assert.equal(made.order(REAL_HK, exact.orderIDEx).fillAvgPrice, 400.2);
  const later = made.place(REAL_HK, { orderType: 5, code: "00700", qty: 100, price: 400 });
  made.market.tick(TENCENT, { asks: [{ price: 399, volume: 100 }] });
  assert.equal(made.order(REAL_HK, later.orderIDEx).fillAvgPrice, 400);
});

test("a special limit cancels what it can't do at once, the all-or-nothing kind everything", () => {
  const made = bench();
  made.market.tick(TENCENT, { asks: [{ price: 400.2, volume: 100 }] });
  const part = made.place(REAL_HK, { orderType: 8, code: "00700", qty: 300, price: 400.2 });
  assert.equal(made.order(REAL_HK, part.orderIDEx).orderStatus, 14);
  assert.equal(made.order(REAL_HK, part.orderIDEx).fillQty, 100);
  made.market.tick(TENCENT, { asks: [{ price: 400.2, volume: 100 }] });
  const all = made.place(REAL_HK, { orderType: 9, code: "00700", qty: 300, price: 400.2 });
  assert.equal(made.order(REAL_HK, all.orderIDEx).orderStatus, 15);
  made.market.tick(TENCENT, {
    asks: [
      { price: 400, volume: 200 },
      { price: 400.2, volume: 100 },
    ],
  });
  const whole = made.place(REAL_HK, { orderType: 9, code: "00700", qty: 300, price: 400.2 });
  assert.equal(made.order(REAL_HK, whole.orderIDEx).orderStatus, 11);
  assert.equal(made.funds(REAL_HK).frozenCash, 0);
});

test("immediate-or-cancel leaves nothing behind", () => {
  const made = bench();
  const none = made.place(REAL_US, { code: "AAPL", qty: 10, price: 150, timeInForce: 2 });
  assert.deepEqual(made.pushedStatuses(none.orderIDEx), [2, 5, 15]);
  const part = made.place(REAL_US, { trdSide: 2, code: "AAPL", qty: 100, price: 200, timeInForce: 2 });
  assert.equal(made.order(REAL_US, part.orderIDEx).orderStatus, 11);
  made.market.tick(APPLE, { asks: [{ price: 200.01, volume: 4 }] });
  const some = made.place(REAL_US, { code: "AAPL", qty: 10, price: 200.01, timeInForce: 2 });
  assert.deepEqual(made.pushedStatuses(some.orderIDEx), [2, 5, 10, 14]);
});

test("auction orders wait for the opening and are refused while the market trades", () => {
  const made = bench();
  const fields = { code: "00700", qty: 100, price: 410 };
  assert.match(
    refusalOf(() => made.place(REAL_HK, { ...fields, orderType: 6 })),
    /仅在竞价时段有效/,
  );
  made.market.tick(TENCENT, { open: false });
  const auction = made.place(REAL_HK, { ...fields, orderType: 6, qty: 200 });
  const limit = made.place(REAL_HK, { ...fields, orderType: 7, qty: 300, price: 400.2 });
  made.market.tick(TENCENT, { open: true, asks: [{ price: 400.2, volume: 300 }] });
  assert.equal(made.order(REAL_HK, auction.orderIDEx).orderStatus, 11);
  assert.equal(made.order(REAL_HK, limit.orderIDEx).orderStatus, 10, "the rest stays in the book");
});

test("a stop waits for its price and then trades at the market", () => {
  const made = bench();
  const fields = { trdSide: 2, orderType: 10, code: "AAPL", qty: 10, auxPrice: 190 };
  const { orderIDEx } = made.place(REAL_US, fields);
  assert.equal(made.order(REAL_US, orderIDEx).orderStatus, 1);
  made.market.tick(APPLE, { last: 191, bids: [{ price: 191, volume: 100 }] });
  assert.equal(made.order(REAL_US, orderIDEx).orderStatus, 1);
  made.market.tick(APPLE, { last: 189, bids: [{ price: 188, volume: 100 }] });
  assert.equal(made.order(REAL_US, orderIDEx).fillAvgPrice, 188);
  assert.deepEqual(made.pushedStatuses(orderIDEx), [1, 2, 5, 11]);
  assert.equal(
    refusalOf(() => made.place(REAL_US, { ...fields, auxPrice: undefined })),
    "缺少必要的参数: auxPrice",
  );
});

test("a stop limit keeps its limit after it fired", () => {
  const made = bench();
  const { orderIDEx } = made.place(REAL_US, {
    trdSide: 2,
    orderType: 11,
    code: "AAPL",
    qty: 10,
    auxPrice: 190,
    price: 189,
  });
  made.market.tick(APPLE, { last: 188, bids: [{ price: 188, volume: 100 }] });
  assert.equal(made.order(REAL_US, orderIDEx).orderStatus, 5);
  made.market.tick(APPLE, { last: 189, bids: [{ price: 189.5, volume: 100 }] });
  assert.equal(made.order(REAL_US, orderIDEx).fillAvgPrice, 189.5);
});

test("a touched order buys when the price has come down to it", () => {
  const made = bench();
  const market = made.place(REAL_US, { orderType: 12, code: "AAPL", qty: 10, auxPrice: 190 });
  const limit = made.place(REAL_US, { orderType: 13, code: "AAPL", qty: 10, auxPrice: 190, price: 189 });
  made.market.tick(APPLE, { last: 190, asks: [{ price: 190.5, volume: 100 }] });
  assert.equal(made.order(REAL_US, market.orderIDEx).fillAvgPrice, 190.5);
  assert.equal(made.order(REAL_US, limit.orderIDEx).orderStatus, 5);
});

test("a trailing stop follows the market up and sells when it turns", () => {
  const made = bench();
  const fields = { trdSide: 2, orderType: 14, code: "AAPL", qty: 10, trailType: 1, trailValue: 10 };
  const { orderIDEx } = made.place(REAL_US, fields);
  made.market.tick(APPLE, { last: 250, bids: [{ price: 250, volume: 100 }] });
  made.market.tick(APPLE, { last: 226, bids: [{ price: 226, volume: 100 }] });
  assert.equal(made.order(REAL_US, orderIDEx).orderStatus, 1);
  made.market.tick(APPLE, { last: 225, bids: [{ price: 224, volume: 100 }] });
  assert.equal(made.order(REAL_US, orderIDEx).fillAvgPrice, 224);
  assert.equal(
    refusalOf(() => made.place(REAL_US, { ...fields, trailType: undefined })),
    "缺少必要的参数: trailType",
  );
  assert.match(
    refusalOf(() => made.place(REAL_US, { ...fields, trailValue: 100 })),
    /跟踪金额\/百分比无效/,
  );
});

test("a trailing stop limit gets its limit a spread away from the price that fired it", () => {
  const made = bench();
  const { orderIDEx } = made.place(REAL_US, {
    orderType: 15,
    code: "AAPL",
    qty: 10,
    trailType: 2,
    trailValue: 5,
    trailSpread: 0.5,
  });
  made.market.tick(APPLE, { last: 180, asks: [{ price: 180.01, volume: 100 }] });
  made.market.tick(APPLE, { last: 185, asks: [{ price: 186, volume: 100 }] });
  const order = made.order(REAL_US, orderIDEx);
  assert.equal(order.orderStatus, 5);
  assert.equal(order.price, 185.5);
  made.market.tick(APPLE, { asks: [{ price: 185.4, volume: 100 }] });
  assert.equal(made.order(REAL_US, orderIDEx).fillAvgPrice, 185.4);
});

test("a day order ends at the close, a good-till-cancelled one stays", () => {
  const made = bench();
  const day = made.place(REAL_HK, { code: "00700", qty: 100, price: 300 });
  const stays = made.place(REAL_HK, { code: "00700", qty: 100, price: 301, timeInForce: 1 });
  made.clock.advance(6 * 3_600_000);
  assert.equal(made.order(REAL_HK, day.orderIDEx).orderStatus, 5);
  made.clock.advance(600_000);
  const over = made.order(REAL_HK, day.orderIDEx);
  assert.equal(over.orderStatus, 15);
  assert.equal(over.lastErrMsg, "订单已过有效期");
  made.clock.advance(10 * 86_400_000);
  assert.equal(made.order(REAL_HK, stays.orderIDEx).orderStatus, 5);
  made.clock.advance(90 * 86_400_000);
  made.market.tick(TENCENT, {});
  assert.deepEqual(made.pushedStatuses(stays.orderIDEx), [2, 5, 15]);
});

test("a good-till-date order needs a date to come and ends then", () => {
  const made = bench();
  const fields = { code: "AAPL", qty: 1, price: 150, timeInForce: 3 };
  assert.equal(
    refusalOf(() => made.place(REAL_US, fields)),
    "缺少必要的参数: expireTime",
  );
  assert.match(
    refusalOf(() => made.place(REAL_US, { ...fields, expireTime: "later" })),
    /时间格式错误: expireTime=later/,
  );
  assert.match(
    refusalOf(() => made.place(REAL_US, { ...fields, expireTime: "2026-11-01" })),
    /必须晚于当前时间/,
  );
  const { orderIDEx } = made.place(REAL_US, { ...fields, expireTime: "2026-11-25 12:00:00" });
  assert.equal(made.order(REAL_US, orderIDEx).expireTime, "2026-11-25 12:00:00");
  made.clock.advance(6 * 86_400_000);
  made.market.tick(APPLE, {});
  assert.deepEqual(made.pushedStatuses(orderIDEx), [2, 5, 15]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { GENERAL, REAL_HK, REAL_US, refusalOf, SIM_HK, TENCENT, TradeBench } from "./testing/trade-bench.js";

function bench(): TradeBench {
  const made = new TradeBench();
  made.unlock();
  return made;
}

const resting = { code: "00700", qty: 200, price: 390 };

test("a change sets the new total quantity and price and freezes anew", () => {
  const made = bench();
  const { orderID, orderIDEx } = made.place(REAL_HK, resting);
  const before = made.funds(REAL_HK).frozenCash ?? 0;
  const reply = made.modify(REAL_HK, { orderID, modifyOrderOp: 1, qty: 100, price: 380 });
  assert.equal(reply.orderID, orderID);
  assert.equal(reply.orderIDEx, orderIDEx);
  const order = made.order(REAL_HK, orderIDEx);
  assert.deepEqual([order.qty, order.price, order.orderStatus], [100, 380, 5]);
  assert.ok((made.funds(REAL_HK).frozenCash ?? 0) < before / 2 + 100);
  made.clock.advance(0);
  assert.deepEqual([made.orderPushes.at(-1)?.order.qty, made.orderPushes.at(-1)?.order.price], [100, 380]);
});

test("orderIDEx with orderID 0 names the order, and two ids must agree", () => {
  const made = bench();
  const first = made.place(REAL_HK, resting);
  const second = made.place(REAL_HK, resting);
  const reply = made.modify(REAL_HK, { orderID: 0n, orderIDEx: first.orderIDEx, modifyOrderOp: 2 });
  assert.equal(reply.orderID, first.orderID);
  const both = { orderID: second.orderID, orderIDEx: first.orderIDEx, modifyOrderOp: 2 };
  assert.match(
    refusalOf(() => made.modify(REAL_HK, both)),
    /不是同一订单/,
  );
  assert.equal(
    refusalOf(() => made.modify(REAL_HK, { modifyOrderOp: 2 })),
    "缺少必要的参数: orderID",
  );
  assert.equal(
    refusalOf(() => made.modify(REAL_HK, { orderID: 5n, modifyOrderOp: 2 })),
    "找不到该订单: orderID=5",
  );
  assert.match(
    refusalOf(() => made.modify(GENERAL, { orderID: second.orderID, modifyOrderOp: 2 })),
    /找不到该订单/,
  );
});

test("a changed price that crosses trades at once", () => {
  const made = bench();
  const { orderID, orderIDEx } = made.place(REAL_HK, resting);
  made.modify(REAL_HK, { orderID, modifyOrderOp: 1, price: 401 });
  assert.equal(made.order(REAL_HK, orderIDEx).orderStatus, 11);
  assert.equal(made.order(REAL_HK, orderIDEx).fillAvgPrice, 400.2);
});

test("a change can't go below what is filled, above the funds or off the lot", () => {
  const made = bench();
  made.market.tick(TENCENT, { asks: [{ price: 400.2, volume: 100 }] });
  const { orderID, orderIDEx } = made.place(REAL_HK, { code: "00700", qty: 300, price: 400.2 });
  const change = (qty: number) => () => made.modify(REAL_HK, { orderID, modifyOrderOp: 1, qty, price: 400 });
  assert.equal(refusalOf(change(100)), "改单数量必须大于已成交数量: qty=100, 已成交100");
  assert.match(refusalOf(change(150)), /整数倍/);
  assert.match(refusalOf(change(9000)), /可用资金不足/);
  assert.equal(
    refusalOf(() => made.modify(REAL_HK, { orderID, modifyOrderOp: 1 })),
    "缺少必要的参数: qty",
  );
  assert.deepEqual([made.order(REAL_HK, orderIDEx).qty, made.order(REAL_HK, orderIDEx).price], [300, 400.2]);
  change(200)();
  assert.equal(made.order(REAL_HK, orderIDEx).qty, 200);
});

test("a higher quantity costs the order its place, a lower one does not", () => {
  const made = bench();
  const first = made.place(REAL_HK, resting);
  const second = made.place(REAL_HK, resting);
  made.modify(REAL_HK, { orderID: first.orderID, modifyOrderOp: 1, qty: 100 });
  made.market.tick(TENCENT, { asks: [{ price: 390, volume: 100 }] });
  assert.equal(made.order(REAL_HK, first.orderIDEx).orderStatus, 11);
  const third = made.place(REAL_HK, resting);
  made.modify(REAL_HK, { orderID: second.orderID, modifyOrderOp: 1, qty: 300 });
  made.market.tick(TENCENT, { asks: [{ price: 390, volume: 200 }] });
  assert.equal(made.order(REAL_HK, third.orderIDEx).orderStatus, 11);
  assert.equal(made.order(REAL_HK, second.orderIDEx).fillQty, 0);
});

test("cancelling goes through cancelling and gives the cash back", () => {
  const made = bench();
  const { orderID, orderIDEx } = made.place(REAL_HK, resting);
  made.modify(REAL_HK, { orderID, modifyOrderOp: 2 });
  assert.deepEqual(made.pushedStatuses(orderIDEx), [2, 5, 13, 15]);
  assert.equal(made.funds(REAL_HK).frozenCash, 0);
  assert.equal(
    refusalOf(() => made.modify(REAL_HK, { orderID, modifyOrderOp: 2 })),
    "订单当前状态不支持撤单: 已撤单(15)",
  );
  assert.equal(
    refusalOf(() => made.modify(REAL_HK, { orderID, modifyOrderOp: 1, qty: 100, price: 380 })),
    "订单当前状态不支持改单: 已撤单(15)",
  );
});

test("cancelling after a part was filled ends as partly cancelled", () => {
  const made = bench();
  made.market.tick(TENCENT, { asks: [{ price: 400.2, volume: 100 }] });
  const { orderID, orderIDEx } = made.place(REAL_HK, { code: "00700", qty: 200, price: 400.2 });
  made.modify(REAL_HK, { orderID, modifyOrderOp: 2 });
  assert.deepEqual(made.pushedStatuses(orderIDEx), [2, 5, 10, 12, 14]);
});

test("a simulated order can be changed and cancelled, but not disabled or cancelled with all others", () => {
  const made = bench();
  const { orderID, orderIDEx } = made.place(SIM_HK, resting);
  made.modify(SIM_HK, { orderID, modifyOrderOp: 1, qty: 300, price: 380 });
  for (const modifyOrderOp of [3, 4, 5]) {
    assert.match(
      refusalOf(() => made.modify(SIM_HK, { orderID, modifyOrderOp })),
      /模拟交易仅支持改单和撤单/,
    );
  }
  assert.equal(
    refusalOf(() => made.modify(SIM_HK, { modifyOrderOp: 2, forAll: true })),
    "模拟交易不支持全部撤单",
  );
  made.modify(SIM_HK, { orderID, modifyOrderOp: 2 });
  assert.equal(made.order(SIM_HK, orderIDEx).orderStatus, 15);
});

test("a disabled order holds nothing, can be enabled again or deleted", () => {
  const made = bench();
  const { orderID, orderIDEx } = made.place(REAL_HK, resting);
  made.modify(REAL_HK, { orderID, modifyOrderOp: 3 });
  assert.equal(made.funds(REAL_HK).frozenCash, 0);
  made.market.tick(TENCENT, { asks: [{ price: 390, volume: 1000 }] });
  assert.equal(made.order(REAL_HK, orderIDEx).orderStatus, 22);
  made.market.tick(TENCENT, { asks: [{ price: 400.2, volume: 1000 }] });
  made.modify(REAL_HK, { orderID, modifyOrderOp: 4 });
  assert.ok((made.funds(REAL_HK).frozenCash ?? 0) > 78_000);
  assert.match(
    refusalOf(() => made.modify(REAL_HK, { orderID, modifyOrderOp: 5 })),
    /不支持删除: 已提交/,
  );
  made.modify(REAL_HK, { orderID, modifyOrderOp: 3 });
  made.modify(REAL_HK, { orderID, modifyOrderOp: 5 });
  assert.deepEqual(made.pushedStatuses(orderIDEx), [2, 5, 22, 2, 5, 22, 23]);
});

test("enabling checks the funds again", () => {
  const made = bench();
  const { orderID } = made.place(REAL_HK, { ...resting, qty: 1000 });
  made.modify(REAL_HK, { orderID, modifyOrderOp: 3 });
  made.place(REAL_HK, { ...resting, qty: 1000 });
  assert.match(
    refusalOf(() => made.modify(REAL_HK, { orderID, modifyOrderOp: 4 })),
    /可用资金不足/,
  );
});

test("disable, enable and delete exist for Hong Kong only", () => {
  const made = bench();
  const { orderID } = made.place(REAL_US, { code: "AAPL", qty: 1, price: 150 });
  for (const modifyOrderOp of [3, 4, 5]) {
    assert.match(
      refusalOf(() => made.modify(REAL_US, { orderID, modifyOrderOp })),
      /仅港股订单支持/,
    );
  }
  assert.equal(
    refusalOf(() => made.modify(REAL_US, { orderID, modifyOrderOp: 9 })),
    "未知的改单操作: modifyOrderOp=9",
  );
});

test("cancel-all ends every working order of the account, or of one market", () => {
  const made = bench();
  const hongKong = made.place(GENERAL, { ...resting, qty: 100 });
  const american = made.place({ ...GENERAL, trdMarket: 2 }, { code: "AAPL", qty: 1, price: 150 });
  const foreign = made.place(REAL_HK, resting);
  made.modify(GENERAL, { modifyOrderOp: 2, forAll: true, trdMarket: 2 });
  assert.equal(made.order(GENERAL, american.orderIDEx).orderStatus, 15);
  assert.equal(made.order(GENERAL, hongKong.orderIDEx).orderStatus, 5);
  const reply = made.modify(GENERAL, { modifyOrderOp: 2, forAll: true });
  assert.equal(reply.orderID, 0n);
  assert.equal(made.order(GENERAL, hongKong.orderIDEx).orderStatus, 15);
  assert.equal(made.order(REAL_HK, foreign.orderIDEx).orderStatus, 5);
  assert.match(
    refusalOf(() => made.modify(GENERAL, { modifyOrderOp: 3, forAll: true })),
    /仅支持撤单/,
  );
  assert.match(
    refusalOf(() => made.modify(GENERAL, { modifyOrderOp: 2, forAll: true, trdMarket: 4 })),
    /A股通/,
  );
});

test("a conditional order can be changed before it fires and stays a plain order after", () => {
  const made = bench();
  const fields = { trdSide: 2, orderType: 11, code: "AAPL", qty: 10, auxPrice: 190, price: 250 };
  const { orderID, orderIDEx } = made.place(REAL_US, fields);
  made.modify(REAL_US, { orderID, modifyOrderOp: 1, auxPrice: 201 });
  assert.equal(made.order(REAL_US, orderIDEx).auxPrice, 201);
  assert.equal(made.order(REAL_US, orderIDEx).orderStatus, 5, "the new trigger price is already reached");
  made.modify(REAL_US, { orderID, modifyOrderOp: 1, price: 200 });
  assert.equal(made.order(REAL_US, orderIDEx).orderStatus, 11);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import * as PlaceOrder from "../../../generated/ts/Trd_PlaceOrder.js";
import { toUnits } from "./money.js";
import {
  APPLE,
  APPLE_CALL,
  GENERAL,
  HANG_SENG,
  MOUTAI,
  REAL_HK,
  REAL_US,
  refusalOf,
  SIM_HK,
  SIM_US,
  TENCENT,
  TradeBench,
} from "./testing/trade-bench.js";

const resting = { code: "00700", qty: 200, price: 390 };

test("a limit order that does not cross rests with its cash frozen", () => {
  const bench = new TradeBench();
  const { orderID, orderIDEx } = bench.place(SIM_HK, resting);
  assert.ok(orderID > 2n ** 53n);
  const order = bench.order(SIM_HK, orderIDEx);
  assert.equal(order.orderStatus, 5);
  assert.equal(order.orderID, orderID);
  assert.equal(order.fillQty, 0);
  assert.equal(order.secMarket, 1);
  assert.equal(order.currency, 1);
  assert.equal(order.createTime, "2026-11-20 10:00:00.000");
  assert.equal(order.createTimestamp, Date.UTC(2026, 10, 20, 2) / 1000);
  const funds = bench.funds(SIM_HK);
  assert.equal(funds.cash, 1_000_000);
  assert.ok((funds.frozenCash ?? 0) > 78_000 && (funds.frozenCash ?? 0) < 78_200);
  assert.equal(toUnits(funds.power ?? 0), 1_000_000 * 10_000 - toUnits(funds.frozenCash ?? 0));
});

test("an order that crosses fills at the book's price and moves cash and shares", () => {
  const bench = new TradeBench();
  bench.unlock();
  const { orderIDEx } = bench.place(REAL_HK, { code: "00700", qty: 200, price: 410 });
  const order = bench.order(REAL_HK, orderIDEx);
  assert.equal(order.orderStatus, 11);
  assert.equal(order.fillQty, 200);
  assert.equal(order.fillAvgPrice, 400.2);
  const funds = bench.funds(REAL_HK);
  assert.equal(funds.frozenCash, 0);
  assert.ok((funds.cash ?? 0) < 500_000 - 80_040);
  assert.equal(bench.positions(REAL_HK).find(({ code }) => code === "00700")?.qty, 700);
});

test("pushes follow the reply and show each visible change in order", () => {
  const bench = new TradeBench();
  bench.unlock();
  const { orderIDEx } = bench.place(REAL_HK, { code: "00700", qty: 100, price: 410 });
  assert.equal(bench.orderPushes.length, 0);
  assert.deepEqual(bench.pushedStatuses(orderIDEx), [2, 5, 11]);
  assert.equal(bench.fillPushes.length, 1);
  const [push] = bench.fillPushes;
  assert.equal(push?.fill.orderIDEx, orderIDEx);
  assert.equal(push?.fill.qty, 100);
  assert.equal(push?.header.trdMarket, 1);
  assert.ok((push?.fill.fillID ?? 0n) > 2n ** 53n);
});

test("a simulated account gets order pushes but no fill pushes", () => {
  const bench = new TradeBench();
  const { orderIDEx } = bench.place(SIM_HK, { code: "00700", qty: 100, price: 410 });
  assert.deepEqual(bench.pushedStatuses(orderIDEx), [2, 5, 11]);
  assert.equal(bench.fillPushes.length, 0);
});

test("fills are bounded by the volume of the book and go on with the next tick", () => {
  const bench = new TradeBench();
  bench.market.tick(TENCENT, {
    asks: [
      { price: 400.2, volume: 300 },
      { price: 400.4, volume: 200 },
    ],
  });
  const { orderIDEx } = bench.place(SIM_HK, { code: "00700", qty: 1000, price: 400.2 });
  assert.equal(bench.order(SIM_HK, orderIDEx).fillQty, 300);
  assert.equal(bench.order(SIM_HK, orderIDEx).orderStatus, 10);
  const second = bench.place(SIM_HK, { code: "00700", qty: 100, price: 400.2 });
  assert.equal(bench.order(SIM_HK, second.orderIDEx).fillQty, 0, "the level is used up until the next tick");
  bench.market.tick(TENCENT, { asks: [{ price: 400.2, volume: 800 }] });
  assert.equal(bench.order(SIM_HK, orderIDEx).orderStatus, 11);
  assert.equal(bench.order(SIM_HK, second.orderIDEx).orderStatus, 11);
  assert.deepEqual(bench.pushedStatuses(orderIDEx), [2, 5, 10, 11]);
});

test("the better price goes first, then the older order", () => {
  const bench = new TradeBench();
  const older = bench.place(SIM_HK, { ...resting, price: 390 });
  const better = bench.place(SIM_HK, { ...resting, price: 391 });
  const younger = bench.place(SIM_HK, { ...resting, price: 390 });
  bench.market.tick(TENCENT, { last: 390, asks: [{ price: 390, volume: 300 }] });
  assert.equal(bench.order(SIM_HK, better.orderIDEx).fillQty, 200);
  assert.equal(bench.order(SIM_HK, older.orderIDEx).fillQty, 100);
  assert.equal(bench.order(SIM_HK, younger.orderIDEx).fillQty, 0);
});

test("a market order ignores its price and pays what the book asks", () => {
  const bench = new TradeBench();
  const { orderIDEx } = bench.place(SIM_US, { orderType: 2, code: "AAPL", qty: 10, price: 1 });
  const order = bench.order(SIM_US, orderIDEx);
  assert.equal(order.orderStatus, 11);
  assert.equal(order.fillAvgPrice, 200.01);
});

test("while the market is closed an order waits and is submitted at the open", () => {
  const bench = new TradeBench();
  bench.market.tick(APPLE, { open: false });
  const { orderIDEx } = bench.place(SIM_US, { code: "AAPL", qty: 10, price: 201 });
  assert.equal(bench.order(SIM_US, orderIDEx).orderStatus, 1);
  bench.market.tick(APPLE, { open: true });
  assert.deepEqual(bench.pushedStatuses(orderIDEx), [1, 2, 5, 11]);
});

test("what the account can't pay or deliver is refused and leaves no order", () => {
  const bench = new TradeBench();
  assert.match(
    refusalOf(() => bench.place(SIM_HK, { ...resting, qty: 3000 })),
    /^可用资金不足: 需要HKD 11\d{5}/,
  );
  assert.equal(
    refusalOf(() => bench.place(SIM_HK, { ...resting, trdSide: 2 })),
    "可卖数量不足: 00700需要200, 可卖0",
  );
  assert.equal(bench.orders(SIM_HK).length, 0);
  assert.equal(bench.trading.ordersAccepted(), 0);
});

test("shares of an open sell order can't be sold twice", () => {
  const bench = new TradeBench();
  bench.unlock();
  bench.place(REAL_HK, { trdSide: 2, code: "00700", qty: 300, price: 450 });
  assert.equal(bench.positions(REAL_HK).find(({ code }) => code === "00700")?.canSellQty, 200);
  assert.match(
    refusalOf(() => bench.place(REAL_HK, { trdSide: 2, code: "00700", qty: 300, price: 450 })),
    /可卖200/,
  );
});

test("lots, price steps and codes are checked with texts for people", () => {
  const bench = new TradeBench();
  const refusal = (fields: Parameters<TradeBench["place"]>[1]) =>
    refusalOf(() => bench.place(SIM_HK, { ...resting, ...fields }));
  assert.equal(refusal({ qty: 150 }), "数量必须是每手股数的整数倍: qty=150, 每手100股");
  assert.equal(refusal({ qty: 0 }), "数量必须大于0: qty=0");
  assert.equal(refusal({ qty: Number.NaN }), "数量必须大于0: qty=NaN");
  assert.equal(refusal({ price: 390.1 }), "价格不符合最小变动单位: price=390.1, 最小变动单位为0.2");
  assert.equal(refusal({ price: -1 }), "价格必须大于0: price=-1");
  assert.match(refusal({ price: 1e300 }), /价格超出范围/);
  assert.equal(refusal({ code: "99999" }), "未知股票: 99999");
  assert.match(refusal({ secMarket: 2 }), /证券市场与交易市场不匹配: secMarket=2, trdMarket=1/);
  assert.match(refusal({ trdSide: 3 }), /不支持的交易方向: trdSide=3/);
  assert.equal(refusal({ orderType: 99 }), "不支持的订单类型: orderType=99");
  assert.match(refusal({ timeInForce: 9 }), /模拟交易仅支持当日有效订单/);
});

test("a price off the step is moved on demand, within the limit given", () => {
  const bench = new TradeBench();
  const adjusted = (adjustSideAndLimit: number) => {
    const { orderIDEx } = bench.place(SIM_HK, { ...resting, price: 390.1, adjustPrice: true, adjustSideAndLimit });
    return bench.order(SIM_HK, orderIDEx).price;
  };
  assert.equal(adjusted(0.01), 390.2);
  assert.equal(adjusted(-0.01), 390);
  assert.match(
    refusalOf(() => adjusted(0.0001)),
    /价格调整幅度超过限制/,
  );
});

test("required fields that are missing are named", () => {
  const bench = new TradeBench();
  const complete = {
    packetID: { connID: 1n, serialNo: 1 },
    header: SIM_HK,
    trdSide: 1,
    orderType: 1,
    code: "00700",
    qty: 100,
    price: 390,
  };
  for (const name of ["packetID", "header", "trdSide", "orderType", "code", "qty", "price"] as const) {
    const c2s = PlaceOrder.C2S.fromPartial({ ...complete, [name]: undefined });
    assert.equal(
      refusalOf(() => bench.call(2202, PlaceOrder.Request, PlaceOrder.Response, c2s)),
      `缺少必要的参数: ${name}`,
    );
  }
});

test("a remark of 64 bytes comes back in the order, one more is refused", () => {
  const bench = new TradeBench();
  const remark = `${"单".repeat(21)}x`;
  const { orderIDEx } = bench.place(SIM_HK, { ...resting, remark });
  assert.equal(bench.order(SIM_HK, orderIDEx).remark, remark);
  assert.match(
    refusalOf(() => bench.place(SIM_HK, { ...resting, remark: `${remark}y` })),
    /remark最多64字节/,
  );
});

test("an order for a Shanghai share goes through the connect market and guesses its exchange", () => {
  const bench = new TradeBench();
  bench.unlock();
  const header = { ...GENERAL, trdMarket: 4 };
  const { orderIDEx } = bench.place(header, { code: MOUTAI.code, qty: 100, price: 1400 });
  const order = bench.order(header, orderIDEx);
  assert.equal(order.secMarket, 31);
  assert.equal(order.currency, 3);
  assert.ok((bench.funds(GENERAL, 3).frozenCash ?? 0) > 140_000);
});

test("a sell that is worth less than its fee overdraws the account, visibly", () => {
  const bench = new TradeBench();
  bench.unlock();
  const all = bench.funds(REAL_US).cash ?? 0;
  bench.market.tick(APPLE, { last: 200, asks: [{ price: 200, volume: 1000 }], bids: [{ price: 0.5, volume: 1000 }] });
  const qty = Math.floor((all - 10) / 200.02);
  bench.place(REAL_US, { code: "AAPL", qty, price: 200 });
  let left = bench.funds(REAL_US);
  while ((left.cash ?? 0) > 0) {
    bench.place(REAL_US, { trdSide: 2, code: "AAPL", qty: 1, price: 0.5 });
    const after = bench.funds(REAL_US);
    assert.ok((after.cash ?? 0) < (left.cash ?? 0));
    left = after;
  }
  assert.equal(left.debtCash, -(left.cash ?? 0));
  assert.equal(left.power, 0);
});

test("the same seed gives the same ids, another seed others", () => {
  const first = new TradeBench({ seed: 7 }).place(SIM_HK, resting);
  assert.deepEqual(new TradeBench({ seed: 7 }).place(SIM_HK, resting), first);
  assert.notEqual(new TradeBench({ seed: 8 }).place(SIM_HK, resting).orderID, first.orderID);
});

test("after close nothing is listened to and nothing is pushed", () => {
  const bench = new TradeBench();
  bench.place(SIM_HK, resting);
  bench.trading.close();
  bench.clock.advance(1000);
  assert.equal(bench.orderPushes.length, 0);
  assert.equal(bench.market.listeners, 0);
});

test("options count in contracts of a hundred shares", () => {
  const bench = new TradeBench();
  bench.unlock();
  const before = bench.funds(REAL_US).cash ?? 0;
  const { orderIDEx } = bench.place(REAL_US, { code: APPLE_CALL.code, qty: 3, price: 6.5 });
  const order = bench.order(REAL_US, orderIDEx);
  assert.deepEqual([order.orderStatus, order.fillQty, order.fillAvgPrice], [11, 3, 6.01]);
  const spent = before - (bench.funds(REAL_US).cash ?? 0);
  assert.ok(spent > 1803 && spent < 1807, `three contracts cost ${spent}`);
  const held = bench.positions(REAL_US).find(({ code }) => code === APPLE_CALL.code);
  assert.deepEqual([held?.qty, held?.val, held?.averageCostPrice], [3, 1800, 6.01]);
  const closing = bench.place(REAL_US, { trdSide: 2, code: APPLE_CALL.code, qty: 3, price: 6 });
  assert.equal(bench.order(REAL_US, closing.orderIDEx).orderStatus, 11);
});

test("a stock simulation has no options, and nobody trades an index or a future", () => {
  const bench = new TradeBench();
  bench.place(SIM_US, { code: APPLE_CALL.code, qty: 1, price: 5 });
  assert.equal(
    refusalOf(() => bench.place(SIM_HK, { code: HANG_SENG.code, qty: 1, price: 25_000 })),
    "该证券不可交易: 800000",
  );
  const futures = { trdEnv: 0, accID: 281756479000000105n, trdMarket: 10 };
  assert.match(
    refusalOf(() => bench.place(futures, { code: "HSImain", qty: 1, price: 25_000 })),
    /暂时不支持期货交易/,
  );
});

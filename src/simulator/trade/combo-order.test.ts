import assert from "node:assert/strict";
import { test } from "node:test";
import * as GetComboMaxTrdQtys from "../../../generated/ts/Trd_GetComboMaxTrdQtys.js";
import * as PlaceComboOrder from "../../../generated/ts/Trd_PlaceComboOrder.js";
import { APPLE, APPLE_CALL, APPLE_HIGH_CALL, NVIDIA, REAL_US, refusalOf, TradeBench } from "./testing/trade-bench.js";

const buy = (code: string, qtyRatio = 1) => ({ security: { market: 11, code }, side: 1, qtyRatio });
const sell = (code: string, qtyRatio = 1) => ({ security: { market: 11, code }, side: 2, qtyRatio });

function bench(): TradeBench {
  const made = new TradeBench();
  made.unlock();
  return made;
}

const place = (made: TradeBench, fields: Partial<PlaceComboOrder.C2S>): string => {
  const c2s = PlaceComboOrder.C2S.fromPartial({
    packetID: { connID: 1n, serialNo: 1 },
    header: REAL_US,
    comboLegs: [buy("AAPL"), sell("NVDA", 2)],
    qty: 10,
    orderType: 1,
    price: 5,
    ...fields,
  });
  return made.call(2227, PlaceComboOrder.Request, PlaceComboOrder.Response, c2s).orderIDEx ?? "";
};

test("the legs of a combination trade together at the net price", () => {
  const made = bench();
  const orderIDEx = place(made, {});
  const order = made.order(REAL_US, orderIDEx);
  assert.equal(order.orderStatus, 11);
  assert.ok(Math.abs((order.fillAvgPrice ?? 0) - 0.01) < 1e-9);
  assert.deepEqual(
    order.comboLegs.map(({ security, side, qtyRatio }) => [security?.code, side, qtyRatio]),
    [
      ["AAPL", 1, 1],
      ["NVDA", 2, 2],
    ],
  );
  const held = new Map(made.positions(REAL_US).map(({ code, qty }) => [code, qty]));
  assert.equal(held.get("AAPL"), 110);
  assert.equal(held.get("NVDA"), 180);
  made.clock.advance(0);
  assert.deepEqual(
    made.fillPushes.map(({ fill }) => [fill.code, fill.qty]),
    [
      ["AAPL", 10],
      ["NVDA", 20],
    ],
  );
  assert.equal(made.trading.ordersAccepted(), 1);
});

test("a combination waits until its net price is there and can be cancelled", () => {
  const made = bench();
  const orderIDEx = place(made, { price: -3 });
  assert.equal(made.order(REAL_US, orderIDEx).orderStatus, 5);
  assert.equal(made.positions(REAL_US).find(({ code }) => code === "NVDA")?.canSellQty, 180);
  made.market.tick(NVIDIA, { last: 102, bids: [{ price: 102, volume: 6 }] });
  assert.equal(made.order(REAL_US, orderIDEx).fillQty, 3);
  made.modify(REAL_US, { orderIDEx, modifyOrderOp: 2 });
  assert.equal(made.order(REAL_US, orderIDEx).orderStatus, 14);
  assert.equal(made.funds(REAL_US).frozenCash, 0);
  assert.equal(made.positions(REAL_US).find(({ code }) => code === "NVDA")?.canSellQty, 194);
});

test("a market combination is bounded by the last prices", () => {
  const made = bench();
  made.market.tick(APPLE, { asks: [{ price: 300, volume: 100 }] });
  const orderIDEx = place(made, { orderType: 2, price: undefined });
  assert.equal(made.order(REAL_US, orderIDEx).fillQty, 0);
  made.market.tick(APPLE, { asks: [{ price: 202, volume: 100 }] });
  assert.equal(made.order(REAL_US, orderIDEx).orderStatus, 11);
});

test("legs are checked one by one", () => {
  const made = bench();
  assert.equal(
    refusalOf(() => place(made, { comboLegs: [] })),
    "缺少必要的参数: comboLegs",
  );
  assert.match(
    refusalOf(() => place(made, { comboLegs: [buy("AAPL")] })),
    /组合订单需要2至4条腿/,
  );
  assert.match(
    refusalOf(() => place(made, { comboLegs: [buy("AAPL"), sell("AAPL")] })),
    /不能是同一证券/,
  );
  assert.match(
    refusalOf(() => place(made, { comboLegs: [buy("AAPL"), buy("NVDA", 0.5)] })),
    /qtyRatio=0.5/,
  );
  assert.match(
    refusalOf(() => place(made, { comboLegs: [buy("AAPL"), sell("NVDA", 21)] })),
    /可卖数量不足: NVDA/,
  );
  assert.match(
    refusalOf(() => place(made, { orderType: 11 })),
    /仅支持限价单和市价单/,
  );
  assert.equal(
    refusalOf(() => place(made, { price: undefined })),
    "缺少必要的参数: price",
  );
  assert.match(
    refusalOf(() => place(made, { qty: 0 })),
    /数量必须大于0/,
  );
});

test("the preview says what the order would take of the buying power", () => {
  const made = bench();
  const c2s = { header: REAL_US, comboLegs: [buy("AAPL"), buy("NVDA")], qty: 10, price: 310, orderType: 1 };
  const preview = made.call(2112, GetComboMaxTrdQtys.Request, GetComboMaxTrdQtys.Response, c2s).maxTrdQtys;
  assert.equal(preview?.optionBuyPower, 100_000);
  assert.ok((preview?.buyPowerDecrease ?? 0) >= 3100 && (preview?.buyPowerDecrease ?? 0) < 3110);
  assert.ok((preview?.nlvChange ?? 0) < 0);
});

test("the legs of an option spread are quoted per share and paid per contract", () => {
  const made = bench();
  made.place(REAL_US, { code: APPLE_HIGH_CALL.code, qty: 5, price: 2.5 });
  const before = made.funds(REAL_US).cash ?? 0;
  const comboLegs = [buy(APPLE_CALL.code), sell(APPLE_HIGH_CALL.code)];
  const orderIDEx = place(made, { comboLegs, qty: 5, price: 4.01 });
  const order = made.order(REAL_US, orderIDEx);
  assert.equal(order.orderStatus, 11);
  assert.ok(Math.abs((order.fillAvgPrice ?? 0) - 4.01) < 1e-9);
  const spent = before - (made.funds(REAL_US).cash ?? 0);
  assert.ok(spent > 5 * 401 && spent < 5 * 401 + 12, `five spreads cost ${spent}`);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import type { TrdHeader } from "../../../generated/ts/Trd_Common.js";
import * as FlowSummary from "../../../generated/ts/Trd_FlowSummary.js";
import * as GetHistoryFills from "../../../generated/ts/Trd_GetHistoryOrderFillList.js";
import * as GetHistoryOrders from "../../../generated/ts/Trd_GetHistoryOrderList.js";
import * as GetMarginRatio from "../../../generated/ts/Trd_GetMarginRatio.js";
import * as GetMaxTrdQtys from "../../../generated/ts/Trd_GetMaxTrdQtys.js";
import * as GetOrderFee from "../../../generated/ts/Trd_GetOrderFee.js";
import * as GetOrderFills from "../../../generated/ts/Trd_GetOrderFillList.js";
import * as ReconfirmOrder from "../../../generated/ts/Trd_ReconfirmOrder.js";
import { REAL_HK, REAL_US, refusalOf, SIM_HK, TradeBench } from "./testing/trade-bench.js";

function bench(): TradeBench {
  const made = new TradeBench();
  made.unlock();
  return made;
}

const none = { codeList: [], idList: [], orderIDExList: [] };

const maxQty = (made: TradeBench, header: TrdHeader, fields: Partial<GetMaxTrdQtys.C2S>) => {
  const c2s = { header, orderType: 1, code: "00700", price: 400, ...fields };
  return made.call(2111, GetMaxTrdQtys.Request, GetMaxTrdQtys.Response, c2s).maxTrdQtys;
};

test("orders are listed newest first and filtered by code, id, status, market and time", () => {
  const made = bench();
  const first = made.place(REAL_HK, { code: "00700", qty: 100, price: 390 });
  made.clock.advance(60_000);
  const second = made.place(REAL_HK, { code: "09988", qty: 100, price: 110 });
  const ids = (fields: Parameters<TradeBench["orders"]>[1]) =>
    made.orders(REAL_HK, fields).map(({ orderID }) => orderID);
  assert.deepEqual(ids({}), [second.orderID, first.orderID]);
  assert.deepEqual(ids({ filterConditions: { ...none, codeList: ["00700"] } }), [first.orderID]);
  assert.deepEqual(ids({ filterConditions: { ...none, idList: [second.orderID] } }), [second.orderID]);
  assert.deepEqual(ids({ filterConditions: { ...none, orderIDExList: [first.orderIDEx] } }), [first.orderID]);
  assert.deepEqual(ids({ filterStatusList: [11] }), [second.orderID]);
  assert.deepEqual(ids({ filterConditions: { ...none, filterMarket: 2 } }), []);
  assert.deepEqual(ids({ filterConditions: { ...none, filterMarket: 0, beginTime: "2026-11-20 10:00:30" } }), [
    second.orderID,
  ]);
  assert.deepEqual(ids({ filterConditions: { ...none, endTime: "2026-11-20 10:00:30" } }), [first.orderID]);
  assert.deepEqual(ids({ filterConditions: { ...none, codeList: ["00700"], idList: [second.orderID] } }), []);
  assert.match(
    refusalOf(() => ids({ filterConditions: { ...none, beginTime: "now" } })),
    /时间格式错误: beginTime=now/,
  );
});

test("finished orders of an earlier day are history, not today's", () => {
  const made = bench();
  const done = made.place(REAL_HK, { code: "00700", qty: 100, price: 410 });
  const alive = made.place(REAL_HK, { code: "00700", qty: 100, price: 300, timeInForce: 1 });
  made.clock.advance(3 * 86_400_000);
  assert.deepEqual(
    made.orders(REAL_HK).map(({ orderID }) => orderID),
    [alive.orderID],
  );
  const history = (conditions: object) =>
    made.call(
      2221,
      GetHistoryOrders.Request,
      GetHistoryOrders.Response,
      GetHistoryOrders.C2S.fromPartial({ header: REAL_HK, filterConditions: { ...none, ...conditions } }),
    ).orderList;
  assert.equal(
    refusalOf(() => history({})),
    "缺少必要的参数: filterConditions.beginTime",
  );
  assert.equal(
    refusalOf(() => history({ beginTime: "2026-11-20" })),
    "缺少必要的参数: filterConditions.endTime",
  );
  const found = history({ beginTime: "2026-11-20", endTime: "2026-11-20" });
  assert.deepEqual(
    found.map(({ orderID }) => orderID),
    [alive.orderID, done.orderID],
  );
  assert.deepEqual(history({ beginTime: "2026-11-21", endTime: "2026-11-30" }), []);
});

test("fills are listed for real accounts and refused for simulated ones", () => {
  const made = bench();
  const { orderID } = made.place(REAL_HK, { code: "00700", qty: 100, price: 410 });
  const fills = (header: TrdHeader) =>
    made.call(2211, GetOrderFills.Request, GetOrderFills.Response, { header }).orderFillList;
  assert.deepEqual(
    fills(REAL_HK).map((fill) => [fill.orderID, fill.code, fill.qty, fill.price, fill.trdSide, fill.status]),
    [[orderID, "00700", 100, 400.2, 1, 0]],
  );
  assert.equal(
    refusalOf(() => fills(SIM_HK)),
    "模拟交易不支持成交数据",
  );
  const history = { header: SIM_HK, filterConditions: { ...none, beginTime: "2026-11-01", endTime: "2026-11-30" } };
  assert.equal(
    refusalOf(() => made.call(2222, GetHistoryFills.Request, GetHistoryFills.Response, history)),
    "模拟交易不支持成交数据",
  );
  made.clock.advance(3 * 86_400_000);
  assert.deepEqual(fills(REAL_HK), []);
  const old = made.call(2222, GetHistoryFills.Request, GetHistoryFills.Response, { ...history, header: REAL_HK });
  assert.equal(old.orderFillList.length, 1);
});

test("the largest quantity is exactly what place takes", () => {
  const made = bench();
  const most = maxQty(made, REAL_HK, {})?.maxCashBuy ?? 0;
  assert.ok(most > 0 && most % 100 === 0);
  assert.match(
    refusalOf(() => made.place(REAL_HK, { code: "00700", qty: most + 100, price: 400 })),
    /可用资金不足/,
  );
  const { orderID } = made.place(REAL_HK, { code: "00700", qty: most, price: 400 });
  assert.equal(maxQty(made, REAL_HK, {})?.maxCashBuy, 0);
  assert.equal(maxQty(made, REAL_HK, { orderID })?.maxCashBuy, most, "a change may use what its order holds");
  assert.equal(maxQty(made, REAL_HK, {})?.maxPositionSell, 500);
  assert.equal(maxQty(made, REAL_HK, {})?.maxSellShort, 0);
  assert.match(
    refusalOf(() => maxQty(made, REAL_HK, { price: 0 })),
    /价格必须大于0/,
  );
});

test("order fees add up, unknown ids are left out, and simulated accounts have none", () => {
  const made = bench();
  const { orderIDEx } = made.place(REAL_HK, { code: "00700", qty: 100, price: 410 });
  const fees = (header: TrdHeader, orderIdExList: string[]) =>
    made.call(2225, GetOrderFee.Request, GetOrderFee.Response, { header, orderIdExList }).orderFeeList;
  const found = fees(REAL_HK, [orderIDEx, "nobody"]);
  assert.equal(found.length, 1);
  assert.equal(found[0]?.orderIDEx, orderIDEx);
  assert.equal(made.funds(REAL_HK).cash, 500_000 - 40_020 - (found[0]?.feeAmount ?? 0));
  assert.match(
    refusalOf(() => fees(SIM_HK, [orderIDEx])),
    /模拟交易不支持/,
  );
  assert.equal(
    refusalOf(() => fees(REAL_HK, [])),
    "缺少必要的参数: orderIdExList",
  );
  assert.match(
    refusalOf(() => fees(REAL_HK, new Array(401).fill("x"))),
    /最多查询400个/,
  );
});

test("the cash flow of a day holds its trades and fees", () => {
  const made = bench();
  made.place(REAL_HK, { code: "00700", qty: 100, price: 410 });
  const flows = (fields: Partial<FlowSummary.C2S>) =>
    made.call(2226, FlowSummary.Request, FlowSummary.Response, {
      header: REAL_HK,
      clearingDate: "2026-11-20",
      ...fields,
    }).flowSummaryInfoList;
  const all = flows({});
  assert.deepEqual(
    all.map(({ cashFlowType }) => cashFlowType),
    ["买入", "交易费用"],
  );
  const sum = all.reduce((total, flow) => total + (flow.cashFlowAmount ?? 0), 0);
  assert.ok(Math.abs(500_000 + sum - (made.funds(REAL_HK).cash ?? 0)) < 0.005);
  assert.equal(all[0]?.settlementDate, "2026-11-24");
  assert.equal(flows({ cashFlowDirection: 1 }).length, 0);
  assert.equal(flows({ cashFlowDirection: 2 }).length, 2);
  assert.equal(flows({ clearingDate: "2026-11-19" }).length, 0);
  assert.match(
    refusalOf(() => flows({ clearingDate: "20 Nov" })),
    /时间格式错误: clearingDate/,
  );
  assert.equal(
    refusalOf(() => flows({ header: SIM_HK })),
    "模拟账户不支持查询现金流水",
  );
});

test("margin ratios say that nothing is lent", () => {
  const made = bench();
  const ratios = (securityList: GetMarginRatio.C2S["securityList"]) =>
    made.call(2223, GetMarginRatio.Request, GetMarginRatio.Response, { header: REAL_US, securityList })
      .marginRatioInfoList;
  const [ratio] = ratios([{ market: 11, code: "AAPL" }]);
  assert.deepEqual([ratio?.security?.code, ratio?.isLongPermit, ratio?.imLongRatio], ["AAPL", false, 100]);
  assert.equal(
    refusalOf(() => ratios([])),
    "缺少必要的参数: securityList",
  );
  assert.equal(
    refusalOf(() => ratios([{ market: 11, code: "NONE" }])),
    "未知股票: NONE",
  );
});

test("reconfirming an order is a protocol nobody knows", () => {
  const made = bench();
  const c2s = { packetID: { connID: 1n, serialNo: 1 }, header: REAL_HK, orderID: 1n, reconfirmReason: 1 };
  assert.equal(
    refusalOf(() => made.call(2237, ReconfirmOrder.Request, ReconfirmOrder.Response, c2s)),
    "未知的协议ID",
  );
});

test("every reply echoes the header as it came", () => {
  const made = bench();
  const header = { ...REAL_HK, jpAccType: 3 };
  const reply = made.call(2211, GetOrderFills.Request, GetOrderFills.Response, { header });
  assert.deepEqual(reply.header, header);
});

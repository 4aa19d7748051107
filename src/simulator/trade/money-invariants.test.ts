import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { TrdHeader } from "../../../generated/ts/Trd_Common.js";
import * as GetHistoryFills from "../../../generated/ts/Trd_GetHistoryOrderFillList.js";
import * as GetOrderFee from "../../../generated/ts/Trd_GetOrderFee.js";
import { Refusal } from "../handler.js";
import type { ListedSecurity } from "../market-view.js";
import { isOption, multiplierOf } from "./contract.js";
import { toUnits } from "./money.js";
import { isWorking } from "./order-status.js";
import { ALIBABA, APPLE, APPLE_CALL, NVIDIA, REAL_HK, REAL_US, TENCENT, TradeBench } from "./testing/trade-bench.js";

interface Book {
  readonly last: number;
  readonly gap: number;
  readonly volumes: readonly number[];
}

type Step =
  | {
      readonly do: "place";
      readonly which: number;
      readonly side: number;
      readonly type: number;
      readonly lots: number;
      readonly offset: number;
      readonly aux: number;
      readonly tif: number;
    }
  | { readonly do: "modify"; readonly pick: number; readonly lots: number; readonly offset: number }
  | { readonly do: "op"; readonly pick: number; readonly op: number }
  | { readonly do: "cancelAll" }
  | { readonly do: "tick"; readonly which: number; readonly book: Book; readonly open: boolean }
  | { readonly do: "wait"; readonly hours: number };

const which = fc.nat(2);
const offset = fc.integer({ min: -30, max: 30 });
const lots = fc.integer({ min: 1, max: 20 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("place" as const),
      which,
      side: fc.integer({ min: 1, max: 2 }),
      type: fc.constantFrom(1, 1, 1, 2, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15),
      lots,
      offset,
      aux: offset,
      tif: fc.constantFrom(0, 0, 1, 2),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("modify" as const), pick: fc.nat(50), lots, offset }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("op" as const), pick: fc.nat(50), op: fc.integer({ min: 2, max: 5 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancelAll" as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("tick" as const),
      which,
      open: fc.constantFrom(true, true, true, false),
      book: fc.record({
        last: offset,
        gap: fc.integer({ min: 1, max: 3 }),
        volumes: fc.array(fc.integer({ min: 1, max: 600 }), { maxLength: 3 }),
      }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 40 }) }) },
);

interface Setting {
  readonly header: TrdHeader;
  readonly securities: readonly ListedSecurity[];
  readonly cash: number;
}

const SETTINGS: readonly Setting[] = [
  { header: REAL_HK, securities: [TENCENT, ALIBABA], cash: 500_000 },
  { header: REAL_US, securities: [APPLE, NVIDIA, APPLE_CALL], cash: 100_000 },
];

/** Big enough to meet the ends of the books. */
function unitOf(security: ListedSecurity): number {
  return isOption(security) ? 1 : Math.max(security.lotSize, 20);
}

/** Runs one step; what the simulator refuses changes nothing and is fine. */
function run(bench: TradeBench, { header, securities }: Setting, action: Step): void {
  const at = (index: number): ListedSecurity => securities[index % securities.length] ?? TENCENT;
  const priceAt = (security: ListedSecurity, ticks: number): number => {
    const tick = bench.market.tickSize(security);
    const price = Math.max(tick, bench.market.lastPrice(security) + ticks * tick);
    return Math.round(Math.round(price / tick) * tick * 1000) / 1000;
  };
  try {
    switch (action.do) {
      case "place": {
        const security = at(action.which);
        bench.place(header, {
          trdSide: action.side,
          orderType: action.type,
          code: security.code,
          qty: action.lots * unitOf(security),
          price: priceAt(security, action.offset),
          auxPrice: priceAt(security, action.aux),
          trailType: 2,
          trailValue: Math.abs(action.aux) + 1,
          trailSpread: Math.abs(action.offset) / 10,
          timeInForce: action.tif,
        });
        return;
      }
      case "modify":
      case "op": {
        const orders = bench.orders(header);
        const order = orders[action.pick % Math.max(1, orders.length)];
        if (order?.orderID === undefined || order.code === undefined) return;
        const security = securities.find((listed) => listed.code === order.code) ?? TENCENT;
        const fields =
          action.do === "op"
            ? { modifyOrderOp: action.op }
            : { modifyOrderOp: 1, qty: action.lots * unitOf(security), price: priceAt(security, action.offset) };
        bench.modify(header, { orderID: order.orderID, ...fields });
        return;
      }
      case "cancelAll":
        bench.modify(header, { modifyOrderOp: 2, forAll: true });
        return;
      case "tick": {
        const security = at(action.which);
        const last = priceAt(security, action.book.last);
        const tick = bench.market.tickSize(security);
        const level = (price: number, volume: number) => ({ price: Math.round(price * 1000) / 1000, volume });
        bench.market.tick(security, {
          last,
          open: action.open,
          bids: action.book.volumes.map((volume, index) => level(Math.max(tick, last - index * tick), volume)),
          asks: action.book.volumes.map((volume, index) => level(last + (action.book.gap + index) * tick, volume)),
        });
        return;
      }
      case "wait":
        bench.clock.advance(action.hours * 3_600_000);
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Everything that must hold between any two steps, from what a client can see. */
function check(bench: TradeBench, { header, cash, securities }: Setting, opening: ReadonlyMap<string, number>): void {
  const times = { beginTime: "2026-01-01 00:00:00", endTime: "2027-12-31 00:00:00" };
  const filterConditions = { codeList: [], idList: [], orderIDExList: [], ...times };
  const { orderFillList: fills } = bench.call(
    2222,
    GetHistoryFills.Request,
    GetHistoryFills.Response,
    GetHistoryFills.C2S.fromPartial({ header, filterConditions }),
  );
  const orders = bench.orders(header);
  const ids = [...new Set(fills.map((fill) => fill.orderIDEx ?? ""))];
  let fees = 0;
  if (ids.length > 0) {
    const { orderFeeList } = bench.call(2225, GetOrderFee.Request, GetOrderFee.Response, {
      header,
      orderIdExList: ids,
    });
    for (const fee of orderFeeList) {
      fees += toUnits(fee.feeAmount ?? 0);
      const listed = fee.feeList.reduce((sum, item) => sum + toUnits(item.value ?? 0), 0);
      assert.equal(listed, toUnits(fee.feeAmount ?? 0), "the items of a fee add up to its amount");
    }
  }
  const funds = bench.funds(header);
  const traded = fills.reduce((sum, fill) => {
    const multiplier = fill.code === APPLE_CALL.code ? multiplierOf(APPLE_CALL) : 1;
    const value = toUnits(fill.price ?? 0) * (fill.qty ?? 0) * multiplier;
    return fill.trdSide === 1 ? sum - value : sum + value;
  }, 0);
  assert.equal(toUnits(funds.cash ?? 0), toUnits(cash) + traded - fees, "cash is what trades and fees leave");
  assert.ok((funds.frozenCash ?? -1) >= 0);
  // Only the fee of a sell that is worth less than its fee may overdraw.
  assert.ok(
    toUnits(funds.cash ?? 0) - toUnits(funds.frozenCash ?? 0) >= -fees,
    "orders never promise more than there is",
  );

  const held = new Map(bench.positions(header).map((position) => [position.code ?? "", position]));
  for (const { code } of securities) {
    const qty = opening.get(code) ?? 0;
    const bought = fills
      .filter((fill) => fill.code === code)
      .reduce((sum, fill) => sum + (fill.trdSide === 1 ? 1 : -1) * (fill.qty ?? 0), 0);
    const position = held.get(code);
    assert.equal(position?.qty ?? 0, qty + bought, "a position is what trades leave");
    assert.ok((position?.canSellQty ?? 0) >= 0);
  }
  const value = [...held.values()].reduce((sum, position) => sum + toUnits(position.val ?? 0), 0);
  assert.equal(toUnits(funds.marketVal ?? 0), value);
  assert.equal(toUnits(funds.totalAssets ?? 0), toUnits(funds.cash ?? 0) + value);

  const byOrder = new Map<string, number>();
  for (const fill of fills) {
    byOrder.set(fill.orderIDEx ?? "", (byOrder.get(fill.orderIDEx ?? "") ?? 0) + (fill.qty ?? 0));
  }
  for (const order of orders) {
    assert.equal(order.fillQty, byOrder.get(order.orderIDEx ?? "") ?? 0, "an order has filled what its fills say");
    assert.ok((order.fillQty ?? 0) <= (order.qty ?? 0), "never more than was ordered");
    if (order.orderStatus === 11) assert.equal(order.fillQty, order.qty);
    if (order.orderStatus === 15) assert.equal(order.fillQty, 0);
  }
  if (!orders.some((order) => isWorking(order.orderStatus ?? -1))) {
    assert.equal(funds.frozenCash, 0, "nothing stays frozen for finished orders");
    for (const position of held.values()) assert.equal(position.canSellQty, position.qty);
  }
}

for (const setting of SETTINGS) {
  test(`no sequence of orders, changes and ticks makes or loses money on account ${setting.header.accID}`, () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 15, maxLength: 60 }), (steps) => {
        const bench = new TradeBench();
        bench.unlock();
        const opening = new Map(bench.positions(setting.header).map((held) => [held.code ?? "", held.qty ?? 0]));
        for (const action of steps) {
          run(bench, setting, action);
          check(bench, setting, opening);
        }
        bench.clock.advance(0);
        for (const { order } of bench.orderPushes) assert.ok((order.fillQty ?? 0) <= (order.qty ?? 0));
        bench.trading.close();
      }),
      { numRuns: 100, seed: 20261120 },
    );
  });
}

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as StaticInfo from "../../../generated/ts/Qot_GetStaticInfo.js";
import * as PlaceOrder from "../../../generated/ts/Trd_PlaceOrder.js";
import * as UnlockTrade from "../../../generated/ts/Trd_UnlockTrade.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import { TestClient } from "../../simulator/test-support.js";
import { run } from "../../simulator/testing/running-simulator.js";
import { ContractSizes } from "./contract-size.js";
import { OrderLookup } from "./order-lookup.js";
import { OrderRulesChecker } from "./order-rules.js";
import { PriceLookup } from "./price-lookup.js";
import { comboTerms, modifyTerms, placeTerms, rulesWith } from "./testing/order-bodies.js";
import { GuardedUnlock } from "./unlock.js";
import type { Upstream } from "./upstream.js";

const FOREVER = { owner: "key:a", deadlineMs: Number.POSITIVE_INFINITY };
const HK_ACCOUNT = { trdEnv: 0, accID: 281756479000000101n, trdMarket: 1 };
const US_ACCOUNT = { trdEnv: 0, accID: 281756479000000102n, trdMarket: 2 };
/** Two markets and both ids in one account; real, so it wants unlocking. */
const GENERAL_HK = { trdEnv: 1, accID: 281756479000000209n, trdMarket: 1 };
const PASSWORD_MD5 = "e10adc3949ba59abbe56e057f20f883e";

interface Bench {
  readonly client: TestClient;
  readonly upstream: Upstream;
  readonly checker: OrderRulesChecker;
  readonly place: (c2s: object) => Promise<{ readonly orderID: bigint; readonly orderIDEx: string }>;
}

/** Looks things up in the embedded simulator, over its real socket. */
function withSimulator(work: (bench: Bench) => Promise<void>): Promise<void> {
  return run({}, async ({ address }) => {
    const client = await TestClient.ready(address);
    const upstream: Upstream = {
      query: async (protoId, body) => (await client.reply(protoId, client.send(protoId, body))).body,
    };
    let serialNo = 0;
    const place: Bench["place"] = async (c2s) => {
      const packetID = { connID: client.connId, serialNo: ++serialNo };
      const reply = await client.call(2202, PlaceOrder.Request, PlaceOrder.Response, { packetID, ...c2s });
      assert.equal(reply.retType, 0, reply.retMsg);
      return { orderID: reply.s2c?.orderID ?? 0n, orderIDEx: reply.s2c?.orderIDEx ?? "" };
    };
    try {
      await work({ client, upstream, checker: new OrderRulesChecker(upstream, new FakeClock()), place });
    } finally {
      client.close();
    }
  });
}

async function firstOption(client: TestClient): Promise<string> {
  const c2s = { market: 11, secType: 8, securityList: [] };
  const reply = await client.call(3202, StaticInfo.Request, StaticInfo.Response, c2s);
  const code = reply.s2c?.staticInfoList[0]?.basic?.security?.code;
  assert.ok(code);
  return code;
}

const reason = (expected: string) => (error: unknown) => error instanceof GatewayError && error.reason === expected;

describe("look-ups against the simulated OpenD", () => {
  it("find last prices and contract sizes of shares, options, futures and warrants", () =>
    withSimulator(async ({ client, upstream }) => {
      const clock = new FakeClock();
      const prices = new PriceLookup(upstream, clock);
      const sizes = new ContractSizes(upstream, prices, clock);
      const option = await firstOption(client);
      const table: readonly [number, string, number][] = [
        [1, "00700", 1],
        [11, "AAPL", 1],
        [1, "13579", 1],
        [11, option, 100],
        [1, "HSImain", 50],
      ];
      for (const [market, code, size] of table) {
        assert.equal(await sizes.get({ market, code }, FOREVER), size, code);
        assert.ok((await prices.get({ market, code }, FOREVER)).lastPrice > 0, code);
      }
      assert.equal((await prices.get({ market: 11, code: option }, FOREVER)).contractSize, 100);
      await assert.rejects(prices.get({ market: 11, code: "NONE" }, FOREVER), reason("VALUE_UNKNOWN"));
      await assert.rejects(sizes.get({ market: 11, code: "NONE" }, FOREVER), reason("VALUE_UNKNOWN"));
    }));

  it("find an order by either id or both, and none that is not the account's", () =>
    withSimulator(async ({ upstream, place }) => {
      const order = { header: HK_ACCOUNT, trdSide: 1, orderType: 1, code: "00700", secMarket: 1, qty: 100, price: 300 };
      const { orderID, orderIDEx } = await place(order);
      const lookup = new OrderLookup(upstream);
      const header = { trdEnv: 0, accId: HK_ACCOUNT.accID, trdMarket: 1, jpAccType: null };
      for (const ids of [
        { orderId: orderID, orderIdEx: null },
        { orderId: null, orderIdEx: orderIDEx },
        { orderId: orderID, orderIdEx: orderIDEx },
      ]) {
        const found = await lookup.find(header, ids, FOREVER);
        assert.deepEqual(
          [found.code, found.secMarket, found.trdMarket, found.qty, found.price],
          ["00700", 1, 1, 100, 300],
        );
      }
      const mixed = lookup.find(header, { orderId: orderID, orderIdEx: "other" }, FOREVER);
      await assert.rejects(mixed, reason("ORDER_NOT_FOUND"));
      const other = { ...header, accId: US_ACCOUNT.accID, trdMarket: 2 };
      await assert.rejects(
        lookup.find(other, { orderId: orderID, orderIdEx: null }, FOREVER),
        reason("ORDER_NOT_FOUND"),
      );
    }));

  it("value a market order, an option and a combo", () =>
    withSimulator(async ({ client, upstream, checker }) => {
      const rules = rulesWith({ maxOrderValue: 1e9 });
      const { lastPrice } = await new PriceLookup(upstream, new FakeClock()).get({ market: 1, code: "00700" }, FOREVER);
      const market = await checker.check(placeTerms({ orderType: 2, price: undefined }), rules, FOREVER);
      assert.equal(market.valueCents, Math.round(lastPrice * 100 * 105));
      const option = { header: US_ACCOUNT, code: await firstOption(client), secMarket: 2, qty: 3, price: 2.5 };
      assert.equal((await checker.check(placeTerms(option), rules, FOREVER)).valueCents, 750_00);
      const combo = await checker.check(comboTerms(), rules, FOREVER);
      assert.ok(combo.valueCents > 0);
    }));

  it("modify-up: the order that OpenD has decides what a modification is worth", () =>
    withSimulator(async ({ checker, place }) => {
      const small = { header: HK_ACCOUNT, trdSide: 1, orderType: 1, code: "00700", secMarket: 1, qty: 100, price: 300 };
      const { orderID } = await place(small);
      const rules = rulesWith({ symbols: new Set(["HK.00700"]), maxOrderValue: 30_000 });
      const kept = await checker.check(
        modifyTerms({ header: HK_ACCOUNT, orderID, qty: 100, price: 300 }),
        rules,
        FOREVER,
      );
      assert.equal(kept.valueCents, 30_000_00);
      const up = async (): Promise<unknown> =>
        checker.check(modifyTerms({ header: HK_ACCOUNT, orderID, qty: 10_000, price: 300 }), rules, FOREVER);
      await assert.rejects(up(), reason("ORDER_LIMIT"));
      const others = rulesWith({ symbols: new Set(["HK.09988"]) });
      const elsewhere = async (): Promise<unknown> =>
        checker.check(modifyTerms({ header: HK_ACCOUNT, orderID, qty: 100, price: 300 }), others, FOREVER);
      await assert.rejects(elsewhere(), reason("ORDER_LIMIT"));
    }));

  it("an account of several markets: the header's market is no way round the key's", () =>
    withSimulator(async ({ client, checker, place }) => {
      const unlock = await client.call(2005, UnlockTrade.Request, UnlockTrade.Response, {
        unlock: true,
        pwdMD5: PASSWORD_MD5,
        securityFirm: 1,
      });
      assert.equal(unlock.retType, 0);
      const inUs = { ...GENERAL_HK, trdMarket: 2 };
      const { orderID } = await place({
        header: inUs,
        trdSide: 1,
        orderType: 1,
        code: "AAPL",
        secMarket: 2,
        qty: 1,
        price: 100,
      });
      const rules = rulesWith({ markets: new Set(["HK"]) });
      const change = async (): Promise<unknown> =>
        checker.check(modifyTerms({ header: GENERAL_HK, orderID, qty: 2, price: 100 }), rules, FOREVER);
      // OpenD lists it whatever market is asked for, so its own market must count.
      await assert.rejects(change(), reason("ORDER_LIMIT"));
    }));

  it("unlock with the gateway's password opens real trading, and a wrong one's text stays inside", () =>
    withSimulator(async ({ upstream }) => {
      const body = (c2s: object): Uint8Array =>
        UnlockTrade.Request.encode(UnlockTrade.Request.fromPartial({ c2s })).finish();
      const desk = new GuardedUnlock({
        clock: new FakeClock(),
        secret: () => PASSWORD_MD5,
      });
      const own = await desk.begin(body({ unlock: true, securityFirm: 1 }), FOREVER.deadlineMs);
      assert.equal(own.answered(await upstream.query(2005, own.body, FOREVER)), null);
      const wrong = await desk.begin(
        body({ unlock: true, pwdMD5: "0".repeat(32), securityFirm: 1 }),
        FOREVER.deadlineMs,
      );
      const refusal = wrong.answered(await upstream.query(2005, wrong.body, FOREVER));
      assert.equal(refusal?.reason, "UNLOCK_REFUSED");
      assert.doesNotMatch(refusal.message, /密码/);
    }));
});

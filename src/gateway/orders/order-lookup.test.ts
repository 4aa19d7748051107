import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Request, Response } from "../../../generated/ts/Trd_GetOrderList.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { OrderLookup } from "./order-lookup.js";
import { FakeUpstream } from "./testing/fake-upstream.js";
import { ACC_ID } from "./testing/order-bodies.js";

const HEADER = { trdEnv: 0, accId: ACC_ID, trdMarket: 1, jpAccType: null };
const row = (changes: object = {}): object => ({
  trdSide: 1,
  orderType: 1,
  orderStatus: 5,
  orderID: 7n,
  orderIDEx: "FH7",
  code: "00700",
  name: "TENCENT",
  qty: 100,
  price: 500,
  createTime: "",
  updateTime: "",
  ...changes,
});
const notFound = (error: unknown): boolean => error instanceof GatewayError && error.reason === "ORDER_NOT_FOUND";
const FOREVER = { owner: "key:a", deadlineMs: Number.POSITIVE_INFINITY };

describe("the order that a change is about", () => {
  it("is found in OpenD's cache by either id", async () => {
    const upstream = new FakeUpstream();
    upstream.orders = [row(), row({ orderID: 8n, orderIDEx: "FH8" })];
    const lookup = new OrderLookup(upstream);
    assert.equal((await lookup.find(HEADER, { orderId: 8n, orderIdEx: null }, FOREVER)).orderIDEx, "FH8");
    assert.equal((await lookup.find(HEADER, { orderId: null, orderIdEx: "FH7" }, FOREVER)).orderID, 7n);
    const asked = upstream.asked.map(({ body }) => Request.decode(body).c2s);
    assert.deepEqual(
      asked.map((c2s) => c2s?.refreshCache),
      [false, false],
    );
    assert.deepEqual(asked[0]?.filterConditions?.idList, [8n]);
    assert.deepEqual(asked[1]?.filterConditions?.orderIDExList, ["FH7"]);
    assert.equal(asked[0]?.header?.accID, ACC_ID);
  });

  it("is looked for in a fresh list when the cache does not have it", async () => {
    const upstream = new FakeUpstream();
    upstream.freshOrders = [row()];
    const order = await new OrderLookup(upstream).find(HEADER, { orderId: 7n, orderIdEx: null }, FOREVER);
    assert.equal(order.orderID, 7n);
    assert.deepEqual(
      upstream.asked.map(({ body }) => Request.decode(body).c2s?.refreshCache),
      [false, true],
    );
  });

  it("is not found where both ids name different orders", async () => {
    const upstream = new FakeUpstream();
    upstream.orders = [row(), row({ orderID: 8n, orderIDEx: "FH8" })];
    await assert.rejects(new OrderLookup(upstream).find(HEADER, { orderId: 7n, orderIdEx: "FH8" }, FOREVER), notFound);
  });

  it("is not found where two rows have its id, none has, or no id was given", async () => {
    const upstream = new FakeUpstream();
    const lookup = new OrderLookup(upstream);
    await assert.rejects(lookup.find(HEADER, { orderId: 7n, orderIdEx: null }, FOREVER), notFound);
    upstream.orders = [row(), row({ code: "09988" })];
    await assert.rejects(lookup.find(HEADER, { orderId: 7n, orderIdEx: null }, FOREVER), notFound);
    const before = upstream.asked.length;
    await assert.rejects(lookup.find(HEADER, { orderId: null, orderIdEx: null }, FOREVER), notFound);
    assert.equal(upstream.asked.length, before);
  });

  it("is not found when OpenD refuses, and the refusal's text goes no further than the audit log", async () => {
    const upstream = new FakeUpstream();
    upstream.refusals.set(2201, -1);
    await assert.rejects(new OrderLookup(upstream).find(HEADER, { orderId: 7n, orderIdEx: null }, FOREVER), notFound);
  });

  it("is not taken from an answer about another account", async () => {
    const reply = (header: object): Uint8Array =>
      Response.encode(Response.fromPartial({ retType: 0, s2c: { header, orderList: [row()] } })).finish();
    for (const header of [
      { trdEnv: 0, accID: 1n, trdMarket: 1 },
      { trdEnv: 1, accID: ACC_ID, trdMarket: 1 },
    ]) {
      const lookup = new OrderLookup({ query: () => Promise.resolve(reply(header)) });
      await assert.rejects(lookup.find(HEADER, { orderId: 7n, orderIdEx: null }, FOREVER), notFound);
    }
  });

  it("that can't be looked for now is no order that is not there", async () => {
    const upstream = new FakeUpstream();
    upstream.failures.set(2201, new GatewayError("UPSTREAM_UNAVAILABLE", "down", { retryAfterMs: 500, sent: true }));
    await assert.rejects(new OrderLookup(upstream).find(HEADER, { orderId: 7n, orderIdEx: null }, FOREVER), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.deepEqual([error.reason, error.retryAfterMs, error.sent], ["UPSTREAM_UNAVAILABLE", 500, false]);
      return true;
    });
  });
});

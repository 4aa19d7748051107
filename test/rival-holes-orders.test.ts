import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { afterEach, beforeEach, describe, it } from "node:test";
import { OrderStatus } from "../generated/ts/Trd_Common.js";
import { Response as OrdersResponse } from "../generated/ts/Trd_GetOrderList.js";
import { Response as PlaceResponse } from "../generated/ts/Trd_PlaceOrder.js";
import { findC2s, wrapC2s } from "../src/ftapi/envelope.js";
import type { FutuClient } from "../src/grpc/testing/futu-client.js";
import { Simulator } from "../src/simulator/simulator.js";
import type { KeyJson } from "./support/keys-json.js";
import { comparable, leaks, refusalOf } from "./support/refusal.js";
import { ServedGateway } from "./support/served-gateway.js";
import {
  cancelBody,
  fundsBody,
  HK_ACCOUNT,
  modifyBody,
  ordersBody,
  type PlaceTerms,
  placeBody,
  US_ACCOUNT,
  unlockBody,
} from "./support/trade-bodies.js";

const TEST_MS = 60_000;
const FUNDS = 2101;
const ORDERS = 2201;
const PLACE = 2202;
const MODIFY = 2205;
const UNLOCK = 2005;
/** That of the simulator's password. */
const MD5 = "e10adc3949ba59abbe56e057f20f883e";
const WRONG_MD5 = "0".repeat(32);

/** In every test 100 pieces at 1.00 are an order of 100. */
const CAPPED: readonly KeyJson[] = [
  { id: "order-cap", scopes: ["read", "trade"], max_order_value: 1000 },
  { id: "day-cap", scopes: ["read", "trade"], max_daily_value: 1000 },
  { id: "no-cap", scopes: ["read", "trade", "trade:unlock"] },
  { id: "symbol-cap", scopes: ["read", "trade"], allowed_symbols: ["HK.09988"] },
  { id: "side-cap", scopes: ["read", "trade"], allowed_trd_sides: ["SELL"] },
  { id: "trader", scopes: ["read", "trade", "trade:cancel-all", "admin"] },
  { id: "unlocker", scopes: ["trade:unlock"] },
];

/** Holes that the rival's own notes admit (facts: futuopend-rs.md 9): what is done with orders. */
describe("holes of the rival, in orders", { timeout: TEST_MS }, () => {
  let simulator: Simulator;
  let gateway: ServedGateway;
  /** Commands that change something, as the simulator received them. */
  let received: number[];

  beforeEach(async () => {
    received = [];
    simulator = new Simulator({
      seed: 7,
      frequencyLimits: false,
      fault: ({ protoId }) => {
        if (protoId === PLACE || protoId === MODIFY || protoId === UNLOCK) received.push(protoId);
        return "answer";
      },
    });
    const { port } = await simulator.listen({ host: "127.0.0.1", port: 0 });
    gateway = await ServedGateway.start({
      keys: CAPPED,
      flags: { opend: `127.0.0.1:${port}`, trading: "real", pacing: "off" },
    });
  });
  afterEach(async () => {
    await gateway.stop();
    await simulator.close();
  });

  const place = async (client: FutuClient, terms: PlaceTerms = {}, idempotencyKey?: string): Promise<bigint> => {
    const metadata = idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey };
    const { response, error } = await client.request(PLACE, placeBody(HK_ACCOUNT, terms), { metadata });
    assert.deepEqual([error?.details, response?.ret_msg ?? ""], [undefined, ""]);
    const id = PlaceResponse.decode(response?.body ?? Buffer.alloc(0)).s2c?.orderID;
    assert.ok(id !== undefined);
    return id;
  };
  const change = async (client: FutuClient, orderId: bigint, to: { qty?: number; price?: number }) => {
    const { response, error } = await client.request(MODIFY, modifyBody(HK_ACCOUNT, orderId, to));
    if (error === null) {
      assert.equal(response?.ret_type ?? 0, 0, response?.ret_msg);
      return "taken";
    }
    return refusalOf(error).details.errorInfo?.reason;
  };
  /** What the simulator has, at most, of an order that is still open. */
  const openValue = async (orderId: bigint): Promise<number> => {
    const { response } = await gateway.newClient("no-cap").request(ORDERS, ordersBody(HK_ACCOUNT));
    const list = OrdersResponse.decode(response?.body ?? Buffer.alloc(0)).s2c?.orderList ?? [];
    const order = list.find(({ orderID }) => orderID === orderId);
    assert.ok(order);
    assert.equal(order.orderStatus, OrderStatus.OrderStatus_Submitted);
    return (order.qty ?? 0) * (order.price ?? 0);
  };

  for (const [key, refusal] of [
    ["order-cap", "ORDER_LIMIT"],
    ["day-cap", "ORDER_QUOTA"],
  ] as const) {
    it(`modify-up: a small order can't be made a big one past the ${key}, by price, by quantity or by both`, async () => {
      const client = gateway.newClient(key);
      const orderId = await place(client);
      const tries = [
        { qty: 100, price: 20 },
        { qty: 2000, price: 1 },
        { qty: 500, price: 4 },
        { price: 20 },
        { qty: 2000 },
      ];
      for (const to of tries) assert.equal(await change(client, orderId, to), refusal, JSON.stringify(to));
      assert.deepEqual(received, [PLACE]);
      assert.equal(await openValue(orderId), 100);
      assert.equal(await change(client, orderId, { qty: 200, price: 1 }), "taken");
      assert.equal(await openValue(orderId), 200);
    });

    it(`modify-up: nor in two steps that are small each, one after the other, past the ${key}`, async () => {
      const client = gateway.newClient(key);
      const orderId = await place(client);
      assert.equal(await change(client, orderId, { qty: 500 }), "taken");
      // 500 pieces at 3.00: neither number is in one of the two alone.
      assert.equal(await change(client, orderId, { price: 3 }), refusal);
      assert.equal(await openValue(orderId), 500);
    });

    it(`modify-up: nor in two steps at once past the ${key}`, async () => {
      const client = gateway.newClient(key);
      const orderId = await place(client);
      const steps = await Promise.all([
        change(client, orderId, { qty: 500 }),
        change(client, orderId, { price: 4 }),
        change(client, orderId, { qty: 400 }),
        change(client, orderId, { price: 3 }),
      ]);
      assert.ok(steps.includes(refusal), steps.join());
      assert.ok((await openValue(orderId)) <= 1000, String(await openValue(orderId)));
    });
  }

  it("modify-up: an order of another symbol or side is not this key's to change, though the change names neither", async () => {
    const orderId = await place(gateway.newClient("no-cap"));
    for (const key of ["symbol-cap", "side-cap"]) {
      const client = gateway.newClient(key);
      assert.equal(await change(client, orderId, { qty: 200, price: 1 }), "ORDER_LIMIT", key);
      assert.equal(await change(client, 4242n, { qty: 200, price: 1 }), "ORDER_NOT_FOUND", key);
    }
    assert.deepEqual(received, [PLACE]);
    // To take risk away is always allowed.
    const { error } = await gateway.newClient("symbol-cap").request(MODIFY, cancelBody(HK_ACCOUNT, orderId));
    assert.equal(error, null);
  });

  it("unlock with a trade key: every right to trade is none to unlock, and a wrong password tells nothing", async () => {
    const trader = gateway.newClient("trader");
    for (const body of [unlockBody(MD5), unlockBody(WRONG_MD5), unlockBody()]) {
      const whole = refusalOf((await trader.request(UNLOCK, body)).error);
      const { start, end } = findC2s(body);
      const metadata = { "x-opend-body": "s2c" };
      const s2c = refusalOf((await trader.request(UNLOCK, body.subarray(start, end), { metadata })).error);
      for (const { code, text } of [whole, s2c]) assert.deepEqual([code, text], [7, "forbidden"]);
    }
    assert.deepEqual(received, []);

    const unlocker = gateway.newClient("unlocker");
    assert.equal((await unlocker.request(UNLOCK, unlockBody(MD5))).error, null);
    const wrong = [];
    for (let tries = 1; tries <= 2; tries++) {
      wrong.push(refusalOf((await unlocker.request(UNLOCK, unlockBody(WRONG_MD5))).error));
    }
    // The second one's text must not say that it was the last but one.
    assert.deepEqual(comparable(wrong[0] ?? assert.fail()), comparable(wrong[1] ?? assert.fail()));
    for (const refusal of wrong) assert.doesNotMatch(JSON.stringify(refusal.details), /\d (tries|times|left)|remain/i);
    assert.deepEqual(received, [UNLOCK, UNLOCK, UNLOCK]);
    // Blocked for everybody, with the right password too, and OpenD hears nothing of it.
    for (const key of ["unlocker", "no-cap"]) {
      const refusal = refusalOf((await gateway.newClient(key).request(UNLOCK, unlockBody(MD5))).error);
      assert.equal(refusal.details.errorInfo?.reason, "UNLOCK_BLOCKED");
      const { retryAfterMs } = refusal.details;
      assert.ok(retryAfterMs !== null && retryAfterMs > 0 && retryAfterMs <= 60_000);
    }
    assert.equal(received.length, 3);
  });

  it("idempotency cache shared across callers: a key of another caller is another key", async () => {
    const [one, other] = [gateway.newClient("no-cap"), gateway.newClient("trader")];
    const first = await place(one, {}, "the-same");
    assert.equal(await place(one, {}, "the-same"), first);
    const second = await place(other, {}, "the-same");
    assert.notEqual(second, first);
    assert.deepEqual(received, [PLACE, PLACE]);
    // Nor does another's use of it show: to the other it is free for another body.
    assert.notEqual(await place(one, {}, "mine"), await place(other, { qty: 300 }, "mine"));
  });

  it("duplicate fields in a body: no second header reaches OpenD past the one that was checked", async () => {
    const client = gateway.newClient("trader");
    gateway.writeKeys(CAPPED.map((key) => (key.id === "trader" ? { ...key, allowed_acc_ids: [HK_ACCOUNT] } : key)));
    gateway.reload();
    await gateway.line("keys.loaded");
    const headerOf = (body: Uint8Array): Buffer => {
      const { start, end } = findC2s(body);
      return Buffer.from(body.subarray(start, end));
    };
    const [mine, others] = [HK_ACCOUNT, US_ACCOUNT].map((accId) => headerOf(fundsBody(accId))) as [Buffer, Buffer];
    const header = (c2s: Buffer): Buffer => c2s.subarray(2, 2 + (c2s[1] ?? 0));
    const merged = Buffer.concat([header(mine), header(others)]);
    const bodies = {
      "two headers, the foreign one last": wrapC2s(Buffer.concat([mine, others])),
      "two headers, the foreign one first": wrapC2s(Buffer.concat([others, mine])),
      "one header with two accounts": wrapC2s(Buffer.concat([Buffer.from([0x0a, merged.length]), merged])),
      "two c2s, the foreign one last": Buffer.concat([fundsBody(HK_ACCOUNT), fundsBody(US_ACCOUNT)]),
      "two c2s, the foreign one first": Buffer.concat([fundsBody(US_ACCOUNT), fundsBody(HK_ACCOUNT)]),
    };
    for (const [name, body] of Object.entries(bodies)) {
      const refusal = refusalOf((await client.request(FUNDS, body)).error, [HK_ACCOUNT, US_ACCOUNT]);
      assert.equal(refusal.details.errorInfo?.reason, "INVALID_BODY", name);
      assert.deepEqual(
        leaks(
          { ...refusal, accounts: [] },
          CAPPED.map(({ id }) => id),
        ),
        [],
        name,
      );
    }
    assert.equal((await client.request(FUNDS, wrapC2s(mine))).error, null);
  });
});

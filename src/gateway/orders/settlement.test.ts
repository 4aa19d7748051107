import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Request as ListRequest } from "../../../generated/ts/Trd_GetOrderList.js";
import { Response as PlaceResponse } from "../../../generated/ts/Trd_PlaceOrder.js";
import { LocalOrderStore } from "../../limits/orders/local-order-store.js";
import { newTicketId, TRACE } from "../../limits/orders/testing/store-rig.js";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import { KnownOrders } from "./known-orders.js";
import { Settlement } from "./settlement.js";
import {
  type Answer,
  cancelBody,
  changeBody,
  GuardRig,
  keyCaller,
  placeBody,
  placeReply,
  settle,
} from "./testing/guard-rig.js";

const limited = () => keyCaller({ maxDailyValue: 500 });

function assertEnds(answer: Answer, reason: string | null, sent = false): void {
  assert.deepEqual([answer.count, answer.reason, answer.error?.sent ?? false], [1, reason, sent]);
}

describe("an order whose answer was lost, asked for again with its key", () => {
  async function lose(rig: GuardRig, body = placeBody(), caller = keyCaller()): Promise<string | undefined> {
    await rig.run(body, { key: "k", caller });
    const { text } = rig.last.send();
    rig.last.lose();
    await settle();
    return text;
  }
  const listed = (rig: GuardRig, more = {}) => ({
    trdSide: 1,
    orderType: 1,
    code: "00700",
    qty: 100,
    price: 1,
    orderStatus: 5,
    orderID: 9n,
    orderIDEx: "EX9",
    createTimestamp: rig.clock.wallMs() / 1000,
    ...more,
  });

  it("is found by its tag, and the reply that OpenD would have given is kept", async () => {
    const rig = new GuardRig();
    const tag = await lose(rig);
    assert.match(tag ?? "", /^og-[a-z2-9]{10}$/);
    rig.listed = [listed(rig, { orderID: 8n, orderIDEx: "EX8" }), listed(rig, { remark: tag })];
    for (const _ of [1, 2]) {
      const again = await rig.run(placeBody(), { key: "k" });
      assert.equal(again.notes?.replayed, true);
      assert.deepEqual(PlaceResponse.decode(again.reply ?? new Uint8Array()).s2c?.orderID, 9n);
    }
    assert.deepEqual([rig.calls.length, rig.looks], [1, 1]);
    assert.deepEqual([rig.audit.at(-1)?.event, rig.audit.at(-1)?.outcome], ["settled", "success"]);
  });

  it("has no tag where its caller wrote a remark, the key forbids it, or no idempotency key was given", async () => {
    const rig = new GuardRig();
    await rig.run(placeBody(100, { remark: "mine" }), { key: "1" });
    const remarks = [rig.last.text];
    await rig.run(placeBody(), { key: "2", caller: keyCaller({ tagsRemark: false }) });
    remarks.push(rig.last.text);
    await rig.run(placeBody());
    remarks.push(rig.last.text);
    assert.deepEqual(
      remarks.map((remark) => remark ?? ""),
      ["mine", "", ""],
    );
  });

  it("is found by its fields and time where just one order fits, else undecided", async () => {
    const caller = keyCaller({ tagsRemark: false });
    const late = (rig: GuardRig) => listed(rig, { createTimestamp: rig.clock.wallMs() / 1000 + 61 });
    const cases: readonly (readonly [string, (rig: GuardRig) => readonly object[], string | null])[] = [
      [
        "one fits",
        (rig) => [listed(rig), late(rig), listed(rig, { code: "00005" }), listed(rig, { trdSide: 2 })],
        null,
      ],
      ["two fit", (rig) => [listed(rig), listed(rig, { orderID: 10n })], "OUTCOME_UNKNOWN"],
      ["one may have been changed since", (rig) => [listed(rig, { qty: 200 })], "OUTCOME_UNKNOWN"],
      ["one without a time", (rig) => [listed(rig, { createTimestamp: undefined })], "OUTCOME_UNKNOWN"],
      ["one that came late may be it", (rig) => [late(rig)], "OUTCOME_UNKNOWN"],
      ["none, too soon to tell", () => [], "OUTCOME_UNKNOWN"],
    ];
    for (const [name, list, reason] of cases) {
      const rig = new GuardRig();
      await lose(rig, placeBody(), caller);
      rig.listed = list(rig);
      const again = await rig.run(placeBody(), { key: "k", caller });
      assert.equal(again.reason, reason, name);
      assert.equal(rig.calls.length, 1);
    }
  });

  it("is not taken for an order whose own call is known", async () => {
    const rig = new GuardRig();
    const caller = keyCaller({ tagsRemark: false });
    await rig.run(placeBody(), { key: "known", caller });
    rig.last.send().reply(placeReply(9n));
    await settle();
    await lose(rig, placeBody(), caller);
    rig.listed = [listed(rig)];
    assert.equal((await rig.run(placeBody(), { key: "k", caller })).reason, "OUTCOME_UNKNOWN");
  });

  it("is not guessed by its fields where orders of another process may look the same; a remark tells", async () => {
    const clock = new FakeClock();
    const shared = Object.assign(new LocalOrderStore({ log: null, clock, newTicketId }), { shared: true });
    for (const [options, remark, reason] of [
      [{ upMs: 0 }, "", "OUTCOME_UNKNOWN"],
      [{ upMs: 0 }, "mine", null],
      [{ clock, store: shared }, "", "OUTCOME_UNKNOWN"],
    ] as const) {
      const rig = new GuardRig(options);
      const caller = keyCaller({ tagsRemark: false });
      const body = placeBody(100, remark === "" ? {} : { remark });
      await lose(rig, body, caller);
      rig.listed = [listed(rig, { remark }), listed(rig, { remark: "another's", orderID: 11n })];
      assert.equal((await rig.run(body, { key: "k", caller })).reason, reason);
    }
  });

  it("counts as not placed a minute later when no order can be it, and its value is given back", async () => {
    const rig = new GuardRig();
    await lose(rig, placeBody(), limited());
    rig.clock.advance(59_000);
    assertEnds(await rig.run(placeBody(), { key: "k", caller: limited() }), "OUTCOME_UNKNOWN", true);
    rig.clock.advance(3_000);
    for (const _ of [1, 2]) {
      assertEnds(await rig.run(placeBody(), { key: "k", caller: limited() }), "ORDER_NOT_PLACED");
    }
    // The history was asked too: an order of a day that ended stands only there.
    assert.deepEqual([rig.calls.length, await rig.usage(), rig.looks], [1, 0, 3]);
  });

  it("stays unknown where an order may be it that a clock behind ours has dated, or a main contract's month", async () => {
    const caller = keyCaller({ tagsRemark: false, maxDailyValue: 500 });
    for (const [code, more, reason] of [
      ["00700", { createTimestamp: -300 }, "OUTCOME_UNKNOWN"],
      ["00700", { createTimestamp: -700 }, "ORDER_NOT_PLACED"],
      ["HSImain", { code: "HSI2612" }, "OUTCOME_UNKNOWN"],
      ["HSImain", { code: "MHI2612" }, "ORDER_NOT_PLACED"],
    ] as const) {
      const rig = new GuardRig();
      const body = placeBody(100, { code });
      const sentS = rig.clock.wallMs() / 1000;
      await lose(rig, body, caller);
      const createTimestamp = sentS + ("createTimestamp" in more ? more.createTimestamp : 0);
      rig.listed = [listed(rig, { ...more, createTimestamp })];
      rig.clock.advance(61_000);
      assert.equal((await rig.run(body, { key: "k", caller })).reason, reason);
      assert.equal(await rig.usage(), reason === "ORDER_NOT_PLACED" ? 0 : 10_000);
    }
  });

  it("stays unknown when a lost change of the order it may be was settled: that tells nothing of who placed it", async () => {
    const rig = new GuardRig();
    const caller = keyCaller({ tagsRemark: false });
    await lose(rig, placeBody(), caller);
    const change = cancelBody(9n);
    await rig.run(change, { key: "change", caller, protoId: 2205 });
    rig.last.send().lose();
    await settle();
    rig.listed = [listed(rig, { orderStatus: 15, qty: 50 })];
    rig.clock.advance(61_000);
    assert.equal((await rig.run(change, { key: "change", caller, protoId: 2205 })).notes?.replayed, true);
    assert.equal((await rig.run(placeBody(), { key: "k", caller })).reason, "OUTCOME_UNKNOWN");
  });

  it("is not called absent while it may have left less than a minute ago, after a wait for a connection", async () => {
    const clock = new FakeClock();
    const rig = new GuardRig({ clock, maxQueuedMs: 30_000 });
    await lose(rig);
    clock.advance(80_000);
    assert.equal((await rig.run(placeBody(), { key: "k" })).reason, "OUTCOME_UNKNOWN");
    clock.advance(10_000);
    assert.equal((await rig.run(placeBody(), { key: "k" })).reason, "ORDER_NOT_PLACED");
  });

  it("is not called absent early because the wall clock was set", async () => {
    const clock = new FakeClock();
    const wallMs = clock.wallMs.bind(clock);
    const rig = new GuardRig({ clock });
    await lose(rig);
    clock.wallMs = () => wallMs() + 90_000;
    clock.advance(50_000);
    assert.equal((await rig.run(placeBody(), { key: "k" })).reason, "OUTCOME_UNKNOWN");
    clock.advance(13_000);
    assert.equal((await rig.run(placeBody(), { key: "k" })).reason, "ORDER_NOT_PLACED");
  });

  it("stays unknown while OpenD gives no list, or an order without a remark may be it", async () => {
    const rig = new GuardRig();
    await lose(rig, placeBody(), limited());
    rig.clock.advance(120_000);
    rig.listed = null;
    assert.equal((await rig.run(placeBody(), { key: "k", caller: limited() })).reason, "OUTCOME_UNKNOWN");
    // Made long after the sending: it may have been under way all the time.
    rig.listed = [listed(rig, { createTimestamp: rig.clock.wallMs() / 1000 - 1 })];
    assert.equal((await rig.run(placeBody(), { key: "k", caller: limited() })).reason, "OUTCOME_UNKNOWN");
    assert.equal(await rig.usage(), 10_000);
  });

  it("is looked for once, however many ask", async () => {
    const rig = new GuardRig();
    await lose(rig);
    const answers = Array.from({ length: 5 }, () => rig.call(placeBody(), { key: "k" }));
    await settle();
    assert.deepEqual([answers.map(({ reason }) => reason), rig.looks], [Array(5).fill("OUTCOME_UNKNOWN"), 1]);
  });
});

describe("a change whose answer was lost", () => {
  const order = { trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 1, orderID: 5n, orderIDEx: "EX5" };

  async function lost(more: object): Promise<string | null> {
    const rig = new GuardRig();
    await rig.run(cancelBody(), { key: "k", protoId: 2205 });
    rig.last.send().lose();
    await settle();
    rig.clock.advance(61_000);
    rig.listed = [{ ...order, ...more }];
    const again = await rig.run(cancelBody(), { key: "k", protoId: 2205 });
    assert.equal(rig.calls.length, 1);
    return again.reason;
  }

  it("of a trigger alone counts as without effect only where clocks can't hide it: the list doesn't show it", async () => {
    for (const [updatedS, reason] of [
      [-300, "OUTCOME_UNKNOWN"],
      [-700, "ORDER_NOT_PLACED"],
    ] as const) {
      const rig = new GuardRig();
      const body = changeBody({ auxPrice: 2 });
      rig.listed = [{ ...order, orderStatus: 5, updateTimestamp: rig.clock.wallMs() / 1000 + updatedS }];
      await rig.run(body, { key: "k", protoId: 2205 });
      rig.last.send().lose();
      await settle();
      rig.clock.advance(61_000);
      assert.equal((await rig.run(body, { key: "k", protoId: 2205 })).reason, reason);
    }
  });

  it("is looked for in the part of the account that its header names", async () => {
    const clock = new FakeClock();
    const types: (number | undefined)[] = [];
    const settlement = new Settlement({
      upstream: {
        query: (_, body) => {
          types.push(ListRequest.decode(body).c2s?.header?.jpAccType);
          return Promise.reject(new Error("no list"));
        },
      },
      store: { shared: false, settle: () => undefined },
      known: new KnownOrders(0),
      clock,
      maxQueuedMs: 0,
      audit: null,
    });
    const ticket = { id: "1", owner: "key:a", valueCents: 1, day: "2026-11-21", idempotencyKey: "k" };
    for (const jpAccType of [3, null, 4]) {
      const trace = { ...TRACE, jpAccType };
      await settlement.resolve({ type: "unknown", ticket, trace, ageMs: 0 }, clock.now() + 1000);
    }
    assert.deepEqual(types, [3, undefined, 4]);
  });

  it("is found by what the order has become, and had no effect where nothing touched the order since", async () => {
    const before = 1_600_000_000;
    const after = 1_800_000_000;
    assert.equal(await lost({ orderStatus: 15, updateTimestamp: after }), null);
    assert.equal(await lost({ orderStatus: 5, updateTimestamp: before }), "ORDER_NOT_PLACED");
    assert.equal(await lost({ orderStatus: 11, updateTimestamp: after }), "OUTCOME_UNKNOWN");
    assert.equal(await lost({ orderStatus: 5 }), "OUTCOME_UNKNOWN");
    assert.equal(await lost({ orderID: 6n, orderIDEx: "EX6" }), "OUTCOME_UNKNOWN");
  });
});

import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import { GatewayError } from "../../../errors/gateway-error.js";
import type {
  AdmissionResult,
  KnownRequest,
  OrderAdmission,
  OrderStore,
  OrderTicket,
  OrderTrace,
} from "../order-store.js";

/** A store whose time tests move. */
export interface OrderStoreRig {
  readonly store: OrderStore;
  /** The store's wall clock, in epoch milliseconds; around noon at first. */
  wallMs(): number;
  /** The clock of deadlines. */
  nowMs(): number;
  /** Lets time pass for both clocks. */
  advance(ms: number): void;
}

export interface ContractOptions {
  readonly skip?: string | false;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const BODY = "b".repeat(64);
const OTHER_BODY = "c".repeat(64);

const TRACE: OrderTrace = {
  protoId: 2202,
  trdEnv: 0,
  accId: "281756479345015383",
  trdMarket: 1,
  tag: "og-7f3a",
  code: "00700",
  trdSide: 1,
  orderType: 1,
  qty: 100,
  price: 320.5,
  orderId: null,
  orderIdEx: null,
  modifyOp: null,
  sentAtMs: 1_700_000_000_000,
};

/** What every store of orders does, whoever keeps its records. */
export function describeOrderStore(
  name: string,
  open: (t: TestContext) => OrderStoreRig | Promise<OrderStoreRig>,
  { skip = false }: ContractOptions = {},
): void {
  describe(`${name}, as every order store`, { skip }, () => {
    it("admits up to the day's value to the cent and not one more", async (t) => {
      const rig = await open(t);
      await admitted(rig, { valueCents: 60, maxDailyCents: 100 });
      await admitted(rig, { valueCents: 40, maxDailyCents: 100 });
      const refused = await admit(rig, { valueCents: 1, maxDailyCents: 100 });
      assert.equal(refused.type, "over_daily_value");
      assert.equal((await usage(rig)).dayCents, 100);
    });

    it("counts large values exactly", async (t) => {
      const rig = await open(t);
      const most = Number.MAX_SAFE_INTEGER;
      await admitted(rig, { valueCents: most - 1, maxDailyCents: most });
      await admitted(rig, { valueCents: 1, maxDailyCents: most });
      assert.equal((await usage(rig)).dayCents, most);
      assert.equal((await admit(rig, { valueCents: 1, maxDailyCents: most })).type, "over_daily_value");
    });

    it("lets an order without value pass a day that is used up", async (t) => {
      const rig = await open(t);
      await admitted(rig, { valueCents: 100, maxDailyCents: 100 });
      await admitted(rig, { valueCents: 0, maxDailyCents: 50 });
    });

    it("counts the value of orders that have no limit", async (t) => {
      const rig = await open(t);
      await admitted(rig, { valueCents: 70 });
      assert.equal((await admit(rig, { valueCents: 40, maxDailyCents: 100 })).type, "over_daily_value");
    });

    it("counts each owner for itself", async (t) => {
      const rig = await open(t);
      await admitted(rig, { valueCents: 100, maxDailyCents: 100, maxOrdersPerMinute: 1 });
      await admitted(rig, { owner: "key:other", valueCents: 100, maxDailyCents: 100, maxOrdersPerMinute: 1 });
      assert.equal((await usage(rig, "key:other")).dayCents, 100);
    });

    it("decides at once over orders that come together: none of them passes on the same room", async (t) => {
      const rig = await open(t);
      const results = await Promise.all(
        Array.from({ length: 40 }, () => admit(rig, { valueCents: 10, maxDailyCents: 70, maxOrdersPerMinute: 100 })),
      );
      assert.equal(results.filter(({ type }) => type === "admitted").length, 7);
      assert.deepEqual(await usage(rig), { dayCents: 70, ordersLastMinute: 7 });
    });

    for (const type of ["refused", "not_sent", "not_placed"] as const) {
      it(`gives the value back when the outcome is ${type}, once`, async (t) => {
        const rig = await open(t);
        const { ticket } = await admitted(rig, { valueCents: 60, maxDailyCents: 100 });
        await admitted(rig, { valueCents: 30, maxDailyCents: 100 });
        const outcome = type === "refused" ? { type, reply: new Uint8Array([1]) } : { type };
        await rig.store.settle(ticket, outcome);
        await rig.store.settle(ticket, outcome);
        assert.equal((await usage(rig)).dayCents, 30);
      });
    }

    it("keeps the value of what was accepted and of what nobody knows", async (t) => {
      const rig = await open(t);
      const first = await admitted(rig, { valueCents: 60 });
      const second = await admitted(rig, { valueCents: 30 });
      await rig.store.settle(first.ticket, { type: "accepted", reply: new Uint8Array() });
      await rig.store.settle(second.ticket, { type: "unknown" });
      assert.equal((await usage(rig)).dayCents, 90);
    });

    it("takes what was found out about an unknown outcome, and nothing after that", async (t) => {
      const rig = await open(t);
      const { ticket } = await admitted(rig, { valueCents: 60 });
      await rig.store.settle(ticket, { type: "unknown" });
      await rig.store.settle(ticket, { type: "not_sent" });
      assert.equal((await usage(rig)).dayCents, 60);
      await rig.store.settle(ticket, { type: "not_placed" });
      assert.equal((await usage(rig)).dayCents, 0);
      await rig.store.settle(ticket, { type: "accepted", reply: new Uint8Array() });
      await rig.store.settle(ticket, { type: "refused", reply: new Uint8Array() });
      assert.equal((await usage(rig)).dayCents, 0);
    });

    it("begins each UTC day at zero, and says how long it is until then", async (t) => {
      const rig = await open(t);
      await admitted(rig, { valueCents: 100, maxDailyCents: 100 });
      const refused = await admit(rig, { valueCents: 1, maxDailyCents: 100 });
      assert.ok(refused.type === "over_daily_value");
      const untilMidnightMs = DAY_MS - (rig.wallMs() % DAY_MS);
      assert.ok(Math.abs(refused.retryAfterMs - untilMidnightMs) < 5000);
      rig.advance(refused.retryAfterMs - 5000);
      assert.equal((await admit(rig, { valueCents: 1, maxDailyCents: 100 })).type, "over_daily_value");
      rig.advance(5000);
      await admitted(rig, { valueCents: 100, maxDailyCents: 100 });
      assert.equal((await usage(rig)).dayCents, 100);
    });

    it("gives back into the day that it was counted in", async (t) => {
      const rig = await open(t);
      const yesterday = await admitted(rig, { valueCents: 100 });
      rig.advance(DAY_MS / 2 + 5000);
      await admitted(rig, { valueCents: 30 });
      await rig.store.settle(yesterday.ticket, { type: "not_placed" });
      assert.equal((await usage(rig)).dayCents, 30);
    });

    it("admits so many orders in any minute, and says when the next has room", async (t) => {
      const rig = await open(t);
      await admitted(rig, { maxOrdersPerMinute: 2 });
      rig.advance(20_000);
      await admitted(rig, { maxOrdersPerMinute: 2 });
      rig.advance(10_000);
      const refused = await admit(rig, { maxOrdersPerMinute: 2 });
      assert.ok(refused.type === "over_rate");
      assert.ok(refused.retryAfterMs > 25_000 && refused.retryAfterMs <= 30_000, String(refused.retryAfterMs));
      assert.equal((await usage(rig)).ordersLastMinute, 2);
      rig.advance(refused.retryAfterMs);
      await admitted(rig, { maxOrdersPerMinute: 2 });
      assert.equal((await admit(rig, { maxOrdersPerMinute: 2 })).type, "over_rate");
    });

    it("says when an order has room under a limit that was lowered since", async (t) => {
      const rig = await open(t);
      for (let count = 0; count < 4; count++) {
        await admitted(rig, { maxOrdersPerMinute: null });
        rig.advance(10_000);
      }
      const refused = await admit(rig, { maxOrdersPerMinute: 2 });
      assert.ok(refused.type === "over_rate");
      // The third of four must leave: it came 20 s ago.
      assert.ok(Math.abs(refused.retryAfterMs - 40_000) < 5000, String(refused.retryAfterMs));
      assert.equal((await admit(rig, { maxOrdersPerMinute: 0 })).type, "over_rate");
    });

    it("counts an order that was refused or never left among those of the minute", async (t) => {
      const rig = await open(t);
      const { ticket } = await admitted(rig, { maxOrdersPerMinute: 1, valueCents: 5 });
      await rig.store.settle(ticket, { type: "not_sent" });
      assert.equal((await admit(rig, { maxOrdersPerMinute: 1 })).type, "over_rate");
      rig.advance(MINUTE_MS);
      await admitted(rig, { maxOrdersPerMinute: 1 });
    });

    it("counts no change that is no order among those of the minute", async (t) => {
      const rig = await open(t);
      await admitted(rig, { countsAsOrder: false, maxOrdersPerMinute: 1, valueCents: 5 });
      assert.deepEqual(await usage(rig), { dayCents: 5, ordersLastMinute: 0 });
    });

    it("takes nothing for an order that it refuses", async (t) => {
      const rig = await open(t);
      await admitted(rig, { valueCents: 90, maxDailyCents: 100, maxOrdersPerMinute: 2 });
      await admit(rig, { valueCents: 20, maxDailyCents: 100, maxOrdersPerMinute: 2, idempotency: mark("k") });
      assert.deepEqual(await usage(rig), { dayCents: 90, ordersLastMinute: 1 });
      assert.equal(await recall(rig, "k"), null);
    });

    it("knows nothing of an idempotency key before its first order", async (t) => {
      const rig = await open(t);
      assert.equal(await recall(rig, "k"), null);
    });

    it("admits an idempotency key once, however many ask together", async (t) => {
      const rig = await open(t);
      const results = await Promise.all(
        Array.from({ length: 20 }, () => admit(rig, { valueCents: 10, idempotency: mark("k") })),
      );
      const types = results.map(({ type }) => type).sort();
      assert.deepEqual(types, ["admitted", ...Array.from({ length: 19 }, () => "in_flight")]);
      assert.equal((await usage(rig)).dayCents, 10);
    });

    it("repeats the first answer byte for byte, accepted or refused", async (t) => {
      const rig = await open(t);
      for (const type of ["accepted", "refused"] as const) {
        const { ticket } = await admitted(rig, { idempotency: mark(type) });
        const reply = Uint8Array.from({ length: 256 }, (_, byte) => byte);
        await rig.store.settle(ticket, { type, reply });
        for (const again of [await recall(rig, type), await admit(rig, { idempotency: mark(type) })]) {
          assert.ok(again?.type === "replay");
          assert.deepEqual(new Uint8Array(again.reply), reply);
        }
      }
    });

    it("repeats an answer that has no bytes", async (t) => {
      const rig = await open(t);
      const { ticket } = await admitted(rig, { idempotency: mark("k") });
      await rig.store.settle(ticket, { type: "accepted", reply: new Uint8Array() });
      const again = await recall(rig, "k");
      assert.ok(again?.type === "replay");
      assert.equal(again.reply.length, 0);
    });

    it("tells another body under the same key as a conflict, in every state", async (t) => {
      const rig = await open(t);
      const { ticket } = await admitted(rig, { idempotency: mark("k") });
      for (const outcome of [null, { type: "unknown" }, { type: "accepted", reply: new Uint8Array([1]) }] as const) {
        if (outcome !== null) await rig.store.settle(ticket, outcome);
        assert.deepEqual(await recall(rig, "k", OTHER_BODY), { type: "conflict" });
        assert.deepEqual(await admit(rig, { idempotency: mark("k", OTHER_BODY) }), { type: "conflict" });
      }
    });

    it("gives each owner idempotency keys of its own", async (t) => {
      const rig = await open(t);
      await admitted(rig, { owner: "key:a", idempotency: mark("b:k") });
      await admitted(rig, { owner: "key:a:b", idempotency: mark("k") });
    });

    it("frees the key of an order that never left", async (t) => {
      const rig = await open(t);
      const { ticket } = await admitted(rig, { idempotency: mark("k") });
      await rig.store.settle(ticket, { type: "not_sent" });
      assert.equal(await recall(rig, "k"), null);
      await admitted(rig, { idempotency: mark("k", OTHER_BODY) });
    });

    it("tells an unknown outcome with what finds the order again and how old it is, until it is settled", async (t) => {
      const rig = await open(t);
      const { ticket } = await admitted(rig, { idempotency: mark("k"), valueCents: 25 });
      await rig.store.settle(ticket, { type: "unknown" });
      rig.advance(MINUTE_MS);
      const found = await recall(rig, "k");
      assert.ok(found?.type === "unknown");
      assert.deepEqual([found.ticket, found.trace], [ticket, TRACE]);
      assert.ok(found.ageMs >= MINUTE_MS && found.ageMs < 2 * MINUTE_MS, `${found.ageMs} ms`);
      await rig.store.settle(found.ticket, { type: "not_placed" });
      assert.deepEqual(await recall(rig, "k"), { type: "not_placed" });
      assert.deepEqual(await admit(rig, { idempotency: mark("k") }), { type: "not_placed" });
      assert.equal((await usage(rig)).dayCents, 0);
    });

    it("keeps an idempotency key for 24 hours", async (t) => {
      const rig = await open(t);
      const { ticket } = await admitted(rig, { idempotency: mark("k") });
      await rig.store.settle(ticket, { type: "accepted", reply: new Uint8Array([7]) });
      rig.advance(DAY_MS - 5000);
      assert.equal((await recall(rig, "k"))?.type, "replay");
      rig.advance(5000);
      assert.equal(await recall(rig, "k"), null);
      await admitted(rig, { idempotency: mark("k", OTHER_BODY) });
    });

    it("wakes who waits for an order in flight when it is settled", async (t) => {
      const rig = await open(t);
      const { ticket } = await admitted(rig, { idempotency: mark("k") });
      const waiting = rig.store.settled("key:a", "k", rig.nowMs() + MINUTE_MS);
      await rig.store.settle(ticket, { type: "accepted", reply: new Uint8Array([1]) });
      await waiting;
      assert.equal((await recall(rig, "k"))?.type, "replay");
    });

    it("waits for nothing where nothing is in flight", async (t) => {
      const rig = await open(t);
      await rig.store.settled("key:a", "k", rig.nowMs() + MINUTE_MS);
      await admitted(rig, { idempotency: mark("k") });
      await rig.store.settled("key:a", "k", rig.nowMs());
    });

    it("refuses orders once it is closed, and ends what waits", async (t) => {
      const rig = await open(t);
      await admitted(rig, { idempotency: mark("k") });
      const waiting = rig.store.settled("key:a", "k", rig.nowMs() + MINUTE_MS);
      await rig.store.close();
      await waiting;
      await assert.rejects(
        async () => admit(rig, { valueCents: 1, maxDailyCents: 5 }),
        (error: unknown) => error instanceof GatewayError && error.reason === "STATE_UNAVAILABLE",
      );
    });
  });
}

export function mark(key: string, bodySha256: string = BODY): { readonly key: string; readonly bodySha256: string } {
  return { key, bodySha256 };
}

/** Asks a store to admit an order of `key:a` that has no limits but those given. */
export async function admit(rig: OrderStoreRig, order: Partial<OrderAdmission>): Promise<AdmissionResult> {
  return rig.store.admit({
    owner: "key:a",
    wallMs: rig.wallMs(),
    valueCents: 0,
    maxDailyCents: null,
    maxOrdersPerMinute: null,
    countsAsOrder: true,
    idempotency: null,
    trace: TRACE,
    ...order,
  });
}

/** The same of one that must pass. */
export async function admitted(
  rig: OrderStoreRig,
  order: Partial<OrderAdmission>,
): Promise<{ readonly ticket: OrderTicket }> {
  const result = await admit(rig, order);
  assert.ok(result.type === "admitted", `the order was not admitted: ${JSON.stringify(result)}`);
  return result;
}

export async function recall(rig: OrderStoreRig, key: string, body: string = BODY): Promise<KnownRequest | null> {
  return rig.store.recall("key:a", mark(key, body));
}

export async function usage(
  rig: OrderStoreRig,
  owner = "key:a",
): Promise<{ readonly dayCents: number; readonly ordersLastMinute: number }> {
  return rig.store.usage(owner, rig.wallMs());
}

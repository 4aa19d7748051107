import assert from "node:assert/strict";
import { describe } from "node:test";
import { admit, admitted, mark, recall, usage } from "../orders/testing/order-store-contract.js";
import type { StoreRig } from "./testing/redis-rig.js";
import { beat, itOn, skip } from "./testing/redis-tests.js";

describe("RedisOrderStore and several gateways", { skip }, () => {
  itOn("holds one day's value and one minute for all of them", async ({ open }) => {
    const rigs = [await open(), await open(), await open()];
    const results = await Promise.all(
      Array.from({ length: 90 }, (_, at) => {
        const rig = rigs[at % rigs.length] as StoreRig;
        return admit(
          rig,
          at < 45 ? { valueCents: 10, maxDailyCents: 170 } : { owner: "key:b", maxOrdersPerMinute: 13 },
        );
      }),
    );
    assert.equal(results.slice(0, 45).filter(({ type }) => type === "admitted").length, 17);
    assert.equal(results.slice(45).filter(({ type }) => type === "admitted").length, 13);
  });

  itOn("admits an idempotency key at one of them, and tells its answer at all", async ({ open }) => {
    const rigs = [await open(), await open()];
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, at) => admit(rigs[at % 2] as StoreRig, { idempotency: mark("k") })),
    );
    const passed = results.flatMap((result) => (result.type === "admitted" ? [result.ticket] : []));
    const [ticket] = passed;
    assert.ok(ticket !== undefined && passed.length === 1);
    const winner = rigs[results.findIndex(({ type }) => type === "admitted") % 2] as StoreRig;
    await winner.store.settle(ticket, { type: "accepted", reply: new Uint8Array([1, 2]) });
    for (const rig of rigs) assert.equal((await recall(rig, "k"))?.type, "replay");
  });

  itOn("wakes who waits at another gateway", async ({ open }) => {
    const [one, other] = [await open(), await open()];
    const { ticket } = await admitted(one, { idempotency: mark("k") });
    let ended = false;
    const waiting = other.store.settled("key:a", "k", other.nowMs() + 60_000).then(() => {
      ended = true;
    });
    await beat(other);
    assert.equal(ended, false);
    await one.store.settle(ticket, { type: "refused", reply: new Uint8Array([1]) });
    while (!ended) await beat(other);
    await waiting;
  });

  itOn("calls an order unknown when the gateway that sent it is gone, and not before", async ({ open }) => {
    const [one, other] = [await open(), await open()];
    const { ticket } = await admitted(one, { idempotency: mark("k"), valueCents: 10 });
    other.advance(89_000);
    assert.equal((await recall(other, "k"))?.type, "in_flight");
    other.advance(2000);
    const found = await recall(other, "k");
    assert.ok(found?.type === "unknown");
    assert.equal(found.ticket.id, ticket.id);
    await other.store.settle(found.ticket, { type: "not_placed" });
    assert.equal((await usage(one)).dayCents, 0);
    assert.deepEqual(await recall(one, "k"), { type: "not_placed" });
  });

  itOn("gives value back once, though two of them found out the same", async ({ open }) => {
    const [one, other] = [await open(), await open()];
    await admitted(one, { valueCents: 50 });
    const { ticket } = await admitted(one, { idempotency: mark("k"), valueCents: 10 });
    await one.store.settle(ticket, { type: "unknown" });
    await Promise.all([one, other].map((rig) => rig.store.settle(ticket, { type: "not_placed" })));
    assert.equal((await usage(other)).dayCents, 50);
  });

  itOn("keeps an order in flight as long as the gateway that sent it lives", async ({ open }) => {
    const [one, other] = [await open(), await open()];
    await admitted(one, { idempotency: mark("k") });
    for (let passedMs = 0; passedMs < 200_000; passedMs += 5000) {
      await beat(one);
      other.advance(5000);
    }
    assert.equal((await recall(other, "k"))?.type, "in_flight");
  });
});

import assert from "node:assert/strict";
import { describe } from "node:test";
import { admit, admitted, mark } from "../orders/testing/order-store-contract.js";
import { beat, DAY_MS, isUnavailable, itOn, KEYS, LIMITED, Memory, skip, today, types } from "./testing/redis-tests.js";

describe("RedisOrderStore when records are lost", { skip }, () => {
  itOn("refuses what is limited at every gateway until the operator accepts it", async ({ open, tool }) => {
    const [one, other] = [await open(), await open()];
    const call = tool();
    await admitted(one, { ...LIMITED, idempotency: mark("k") });
    await call("FLUSHALL");
    await assert.rejects(admit(one, LIMITED), isUnavailable);
    await assert.rejects(admit(other, LIMITED), isUnavailable);
    await assert.rejects(admit(one, { idempotency: mark("k") }), isUnavailable);
    await admitted(one, { valueCents: 10 });
    assert.ok(one.store.failing);
    assert.deepEqual(one.events.at(-1), { type: "records_lost", key: KEYS.lost, retryAfterMs: DAY_MS });
    await beat(one);
    await beat(other);
    await call("DEL", KEYS.lost);
    await beat(one);
    assert.equal(one.store.failing, false);
    assert.equal(types(one).at(-1), "records_accepted");
    await admitted(one, LIMITED);
    await admitted(other, LIMITED);
  });

  itOn("asks the operator once, though the other gateways notice the same loss later", async ({ open, tool }) => {
    const [one, other, third] = [await open(), await open(), await open()];
    const call = tool();
    for (const rig of [one, other, third]) await admitted(rig, LIMITED);
    await call("FLUSHALL");
    await assert.rejects(admit(one, LIMITED), isUnavailable);
    await call("DEL", KEYS.lost);
    await admitted(one, LIMITED);
    await admitted(other, LIMITED);
    await beat(third);
    assert.equal(third.store.failing, false);
    await beat(one);
    await admitted(one, LIMITED);
    await call("FLUSHALL");
    await assert.rejects(admit(third, LIMITED), isUnavailable);
    await assert.rejects(admit(one, LIMITED), isUnavailable);
  });

  itOn("notices a loss also when a new gateway found the empty Redis first", async ({ open, tool }) => {
    const rig = await open();
    await admitted(rig, LIMITED);
    await tool()("FLUSHALL");
    const fresh = await open();
    await admitted(fresh, LIMITED);
    await assert.rejects(admit(rig, LIMITED), isUnavailable);
    await assert.rejects(admit(fresh, LIMITED), isUnavailable);
  });

  itOn("notices the loss of a Redis that was killed without a disk, before any order", async ({ redis, open }) => {
    const rig = await open();
    await beat(rig);
    await redis.kill();
    await rig.link.away();
    await redis.startAgain();
    await rig.link.available();
    await assert.rejects(admit(rig, LIMITED), isUnavailable);
    assert.ok(types(rig).includes("records_lost"));
  });

  itOn("notices that Redis came back from an older copy", async ({ open, tool }) => {
    const rig = await open({ replica: "r" });
    const call = tool();
    await admitted(rig, LIMITED);
    const older = await call("GET", KEYS.writer("r"));
    await admitted(rig, LIMITED);
    await call("SET", KEYS.writer("r"), String(older));
    await assert.rejects(admit(rig, LIMITED), isUnavailable);
  });

  itOn("notices that the values of the day are gone alone", async ({ open, tool }) => {
    const rig = await open();
    const call = tool();
    await admitted(rig, LIMITED);
    await call("DEL", today(rig));
    await assert.rejects(admit(rig, LIMITED), isUnavailable);
  });

  itOn("tells a gateway that starts later of the loss", async ({ open, tool }) => {
    const rig = await open();
    await tool()("FLUSHALL");
    await beat(rig);
    const later = await open();
    await assert.rejects(admit(later, LIMITED), isUnavailable);
  });

  itOn("notices a loss while the gateway was down, where it remembers which Redis it used", async ({ open, tool }) => {
    const memory = new Memory();
    const first = await open({ memory });
    await beat(first);
    await first.store.close();
    const again = await open({ memory });
    await admitted(again, LIMITED);
    await again.store.close();
    await tool()("FLUSHALL");
    const late = await open({ memory });
    await assert.rejects(admit(late, LIMITED), isUnavailable);
    assert.ok(memory.kept);
    memory.kept = { epoch: "one of the day before yesterday", seenAtMs: Date.now() - 2 * DAY_MS };
    await tool()("FLUSHALL");
    await admitted(await open({ memory }), LIMITED);
  });

  itOn("answers what it still knows of an idempotency key", async ({ open, tool }) => {
    const rig = await open();
    const call = tool();
    const { ticket } = await admitted(rig, { idempotency: mark("k") });
    await rig.store.settle(ticket, { type: "accepted", reply: new Uint8Array([1]) });
    await call("DEL", today(rig));
    await assert.rejects(admit(rig, LIMITED), isUnavailable);
    assert.equal((await admit(rig, { idempotency: mark("k") })).type, "replay");
  });
});

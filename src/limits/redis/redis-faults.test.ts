import assert from "node:assert/strict";
import { describe } from "node:test";
import { admit, admitted, mark, recall, usage } from "../orders/testing/order-store-contract.js";
import { checkEviction } from "./eviction-check.js";
import { beat, isUnavailable, itOn, KEYS, LIMITED, skip, today, types } from "./testing/redis-tests.js";

describe("RedisOrderStore when Redis fails", { skip }, () => {
  for (const how of ["stopped", "killed"] as const) {
    itOn(`refuses what is limited, lets pass what is not, and hangs nowhere: ${how}`, async ({ redis, open }) => {
      const rig = await open();
      const { ticket } = await admitted(rig, LIMITED);
      if (how === "stopped") redis.pause();
      else await redis.kill();
      await assert.rejects(admit(rig, LIMITED), isUnavailable);
      await rig.link.away();
      await assert.rejects(admit(rig, { idempotency: mark("k") }), isUnavailable);
      await assert.rejects(recall(rig, "k"), isUnavailable);
      await assert.rejects(usage(rig), isUnavailable);
      await rig.store.settled("key:a", "k", rig.nowMs() + 60_000);
      await admitted(rig, { valueCents: 10 });
      await admitted(rig, { countsAsOrder: false });
      await rig.store.settle(ticket, { type: "unknown" });
      assert.equal(rig.store.failing, true);
    });
  }

  itOn("goes on with the same values when a stopped Redis goes on", async ({ redis, open }) => {
    const rig = await open();
    const { ticket } = await admitted(rig, { ...LIMITED, idempotency: mark("k") });
    const kept = await admitted(rig, LIMITED);
    redis.pause();
    // Redis will still read this admission; nobody was let through on it.
    await assert.rejects(admit(rig, { ...LIMITED, idempotency: mark("lost") }), isUnavailable);
    await rig.store.settle(ticket, { type: "refused", reply: new Uint8Array([9]) });
    await rig.store.settle(kept.ticket, { type: "accepted", reply: new Uint8Array([9]) });
    redis.resume();
    await rig.link.available();
    await beat(rig);
    assert.deepEqual(await usage(rig), { dayCents: 10, ordersLastMinute: 2 });
    assert.equal((await recall(rig, "k"))?.type, "replay");
    assert.equal(await recall(rig, "lost"), null);
    await admitted(rig, { ...LIMITED, idempotency: mark("lost") });
    assert.deepEqual(types(rig), ["records_begun"]);
  });

  itOn(
    "goes on with the same values when Redis was killed and had them on disk",
    async ({ redis, open }) => {
      const rig = await open();
      await admitted(rig, { ...LIMITED, idempotency: mark("k") });
      await redis.kill();
      await rig.link.away();
      await redis.startAgain();
      await rig.link.available();
      assert.deepEqual(await usage(rig), { dayCents: 10, ordersLastMinute: 1 });
      assert.equal((await admit(rig, { ...LIMITED, idempotency: mark("k") })).type, "in_flight");
      await admitted(rig, LIMITED);
      assert.deepEqual(types(rig), ["records_begun"]);
    },
    ["--appendonly", "yes", "--appendfsync", "always"],
  );

  itOn("counts nothing for an admission that Redis comes to after it was given up", async ({ open, tool }) => {
    const rig = await open();
    const call = tool();
    await call("CLIENT", "PAUSE", 1200, "WRITE");
    await assert.rejects(admit(rig, { ...LIMITED, idempotency: mark("k") }), isUnavailable);
    await rig.link.available();
    await beat(rig);
    assert.deepEqual(await usage(rig), { dayCents: 0, ordersLastMinute: 0 });
    assert.equal(await recall(rig, "k"), null);
  });

  itOn("counts nothing for it either when Redis hears first that it was given up", async ({ open, tool }) => {
    const rig = await open({ newId: () => "the-order" });
    await tool()("HSET", KEYS.order("the-order"), "void", "1");
    await assert.rejects(admit(rig, { ...LIMITED, idempotency: mark("k") }), isUnavailable);
    assert.deepEqual(await usage(rig), { dayCents: 0, ordersLastMinute: 0 });
    assert.equal(await recall(rig, "k"), null);
  });

  itOn("tells Redis that an admission was given up before it comes to it", async ({ redis, open, tool }) => {
    const rig = await open({ newId: () => "the-order" });
    await beat(rig);
    redis.pause();
    await assert.rejects(admit(rig, LIMITED), isUnavailable);
    await redis.kill();
    await redis.startAgain();
    await rig.link.available();
    await beat(rig);
    assert.equal(await tool()("HGET", KEYS.order("the-order"), "void"), "1");
  });

  itOn("gives no more back than there is", async ({ open, tool }) => {
    const rig = await open();
    const { ticket } = await admitted(rig, LIMITED);
    await tool()("HSET", today(rig), "value:key:a", "4");
    await rig.store.settle(ticket, { type: "not_placed" });
    assert.equal((await usage(rig)).dayCents, 0);
  });

  itOn("refuses what is limited when a key holds something else, and tells why once", async ({ open, tool }) => {
    const rig = await open();
    const call = tool();
    for (const key of [KEYS.rate("key:a"), KEYS.record("key:a", "k")]) {
      await call("SET", key, "something else");
      const before = await usage(rig, "key:b");
      for (let times = 0; times < 2; times++) {
        await assert.rejects(admit(rig, { ...LIMITED, idempotency: mark("k") }), isUnavailable);
      }
      assert.deepEqual(await usage(rig, "key:b"), before);
      await call("DEL", key);
    }
    await admitted(rig, { ...LIMITED, idempotency: mark("k") });
    await call("HSET", today(rig), "value:key:a", "much");
    await assert.rejects(admit(rig, LIMITED), isUnavailable);
    await admitted(rig, { ...LIMITED, owner: "key:b" });
    assert.ok(types(rig).includes("records_failed"));
    assert.ok(rig.link.client.available);
  });

  itOn("settles other orders though the record of one can't be written", async ({ open, tool }) => {
    const rig = await open();
    const call = tool();
    const first = await admitted(rig, { ...LIMITED, idempotency: mark("k") });
    const second = await admitted(rig, LIMITED);
    const record = KEYS.record("key:a", "k");
    await call("DEL", record);
    await call("SET", record, "something else");
    await rig.store.settle(first.ticket, { type: "refused", reply: new Uint8Array([1]) });
    await rig.store.settle(second.ticket, { type: "refused", reply: new Uint8Array([1]) });
    assert.equal((await usage(rig)).dayCents, 10);
    await call("DEL", record);
    await beat(rig);
    assert.equal((await usage(rig)).dayCents, 0);
  });

  itOn("refuses what is limited while Redis has no memory left, and counts nothing of it", async ({ open, tool }) => {
    const rig = await open();
    const call = tool();
    await admitted(rig, LIMITED);
    await call("CONFIG", "SET", "maxmemory", "1");
    await assert.rejects(admit(rig, { ...LIMITED, idempotency: mark("k") }), isUnavailable);
    await call("CONFIG", "SET", "maxmemory", "0");
    assert.deepEqual(await usage(rig), { dayCents: 10, ordersLastMinute: 1 });
    await admitted(rig, { ...LIMITED, idempotency: mark("k") });
  });

  itOn("tells whether a full Redis drops records", async ({ open, tool }) => {
    const { link } = await open();
    const call = tool();
    assert.equal(await checkEviction(link.client), null);
    await call("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
    assert.equal(await checkEviction(link.client), "allkeys-lru");
  });
});

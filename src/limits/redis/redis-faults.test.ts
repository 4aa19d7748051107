import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { GatewayError } from "../../errors/gateway-error.js";
import { admit, admitted, mark, recall, usage } from "../orders/testing/order-store-contract.js";
import { checkEviction } from "./eviction-check.js";
import { OrderKeys } from "./order-keys.js";
import type { RememberedEpoch } from "./record-watch.js";
import { StoreRig } from "./testing/redis-rig.js";
import { skipWithoutRedis, TestRedis } from "./testing/redis-server.js";

const skip = skipWithoutRedis();
const PREFIX = "opend-gateway:";
const KEYS = new OrderKeys(PREFIX);
const LIMITED = { valueCents: 10, maxDailyCents: 1000, maxOrdersPerMinute: 100 };
const DAY_MS = 86_400_000;

function isUnavailable(error: unknown): boolean {
  return (
    error instanceof GatewayError &&
    error.reason === "STATE_UNAVAILABLE" &&
    !error.sent &&
    error.retryAfterMs !== null &&
    !/redis:|127\.0\.0\.1|opend-gateway:/.test(error.message)
  );
}

/** One Redis for each test: what they do to it is nobody else's. */
function itOn(name: string, test: (rigs: Rigs) => Promise<void>, settings: readonly string[] = []): void {
  it(name, { timeout: 20_000 }, async (t) => {
    const redis = await TestRedis.start(settings);
    t.after(() => redis.stop());
    await test({
      redis,
      open: (options = {}) => StoreRig.open(t, redis.url, { keyPrefix: PREFIX, ...options }),
      tool: () => {
        const cli = redis.cli();
        t.after(() => cli.close());
        return (command, ...args) => cli.run(command, ...args);
      },
    });
  });
}

interface Rigs {
  readonly redis: TestRedis;
  /** One more gateway. */
  readonly open: (options?: {
    readonly memory?: Memory;
    readonly replica?: string;
    readonly newId?: () => string;
  }) => Promise<StoreRig>;
  /** What an operator has at hand. */
  readonly tool: () => (command: string, ...args: readonly (string | number)[]) => Promise<unknown>;
}

class Memory {
  kept: RememberedEpoch | null = null;

  load(): RememberedEpoch | null {
    return this.kept;
  }

  save(epoch: RememberedEpoch): void {
    this.kept = epoch;
  }
}

/** A heartbeat of the gateway, and all that it writes. */
async function beat(rig: StoreRig): Promise<void> {
  rig.advance(5000);
  // Commands of one connection are answered in order; each step of a heartbeat is one.
  for (let step = 0; step < 5; step++) await rig.link.client.call("PING", []);
}

function today(rig: StoreRig): string {
  return KEYS.day(new Date(rig.wallMs()).toISOString().slice(0, 10));
}

function types(rig: StoreRig): readonly string[] {
  return rig.events.map(({ type }) => type);
}

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

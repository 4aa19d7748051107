import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, it, type TestContext } from "node:test";
import { RedisCallerBuckets } from "./redis-caller-buckets.js";
import { ClientRig } from "./testing/redis-rig.js";
import { skipWithoutRedis, TestRedis } from "./testing/redis-server.js";

const skip = skipWithoutRedis();
let redis: TestRedis;

before(async () => {
  if (skip === false) redis = await TestRedis.start();
});

after(async () => {
  if (skip === false) await redis.stop();
});

/** So slow that nothing comes back while a test runs: only the moved clock fills it. */
const SLOW = { perSecond: 0.001, burst: 50 };

async function open(t: TestContext, clock: { shiftMs: number } = { shiftMs: 0 }, keyPrefix = `${randomUUID()}:`) {
  const link = new ClientRig(t, redis.url);
  await link.available();
  return { link, keyPrefix, buckets: new RedisCallerBuckets(link.client, { keyPrefix, shiftMs: () => clock.shiftMs }) };
}

describe("RedisCallerBuckets", { skip }, () => {
  it("gives what is there, then nothing, and says when there is one again", async (t) => {
    const { buckets } = await open(t);
    const first = await buckets.take("key:a/quotes", SLOW, 20);
    assert.equal(first.granted, 20);
    assert.deepEqual([first.rate.limit, first.rate.remaining, first.retryAfterMs], [50, 30, 0]);
    assert.equal((await buckets.take("key:a/quotes", SLOW, 100)).granted, 30);
    const empty = await buckets.take("key:a/quotes", SLOW, 1);
    assert.equal(empty.granted, 0);
    assert.equal(empty.rate.remaining, 0);
    assert.ok(empty.retryAfterMs > 990_000 && empty.retryAfterMs <= 1_000_000, String(empty.retryAfterMs));
  });

  it("fills with time, to its size and no further", async (t) => {
    const clock = { shiftMs: 0 };
    const { buckets } = await open(t, clock);
    const bucket = { perSecond: 10, burst: 50 };
    await buckets.take("b", bucket, 50);
    clock.shiftMs += 2000;
    const some = await buckets.take("b", bucket, 50);
    // The 2 s that were added, and what the test itself took.
    assert.ok(some.granted >= 20 && some.granted < 50, String(some.granted));
    clock.shiftMs += 3_600_000;
    assert.equal((await buckets.take("b", bucket, 100)).granted, 50);
  });

  it("gives nothing for a clock that was set back", async (t) => {
    const clock = { shiftMs: 0 };
    const { buckets } = await open(t, clock);
    await buckets.take("b", SLOW, 50);
    clock.shiftMs -= 3_600_000;
    assert.equal((await buckets.take("b", SLOW, 1)).granted, 0);
    clock.shiftMs += 3_600_000;
    assert.equal((await buckets.take("b", SLOW, 1)).granted, 0);
  });

  it("is one bucket for all gateways", async (t) => {
    const one = await open(t);
    const other = await open(t, { shiftMs: 0 }, one.keyPrefix);
    const grants = await Promise.all(
      Array.from({ length: 80 }, (_, at) => (at % 2 === 0 ? one : other).buckets.take("b", SLOW, 1)),
    );
    assert.equal(
      grants.reduce((sum, { granted }) => sum + granted, 0),
      50,
    );
  });

  it("keeps buckets apart, also those with long names", async (t) => {
    const { buckets } = await open(t);
    const long = "x".repeat(5000);
    for (const name of ["key:a/quotes", "key:a/trading", `${long}a`, `${long}b`]) {
      assert.equal((await buckets.take(name, SLOW, 50)).granted, 50, name.slice(-20));
    }
  });

  it("keeps what is used when the limit changes, as far as the new one holds it", async (t) => {
    const { buckets } = await open(t);
    await buckets.take("b", SLOW, 50);
    assert.equal((await buckets.take("b", { perSecond: 0.001, burst: 10 }, 1)).granted, 0);
    const wide = await buckets.take("b", { perSecond: 0.001, burst: 100 }, 1);
    assert.deepEqual([wide.granted, wide.rate.remaining], [1, 89]);
  });

  it("leaves no key behind that says nothing", async (t) => {
    const { buckets, link, keyPrefix } = await open(t);
    await buckets.take("b", { perSecond: 100, burst: 10 }, 1);
    const lifeMs = await link.client.call("PTTL", [`${keyPrefix}bucket:b`]);
    assert.ok(typeof lifeMs === "number" && lifeMs > 0 && lifeMs <= 1010, String(lifeMs));
  });

  it("fails at once while Redis is away", async (t) => {
    const { buckets, link } = await open(t);
    link.client.close();
    await assert.rejects(buckets.take("b", SLOW, 1), { name: "RedisUnavailable", sent: false });
  });
});

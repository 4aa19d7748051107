import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { TokenBucket } from "./token-bucket.js";

const START_MS = 123_456_789.125;

function taken(bucket: TokenBucket, nowMs: number, times: number): number {
  let count = 0;
  for (let step = 0; step < times; step++) if (bucket.take(nowMs).retryAfterMs === null) count++;
  return count;
}

describe("a token bucket", () => {
  it("lets exactly its burst through at once, whatever the rate", () => {
    for (const perSecond of [0.01, 100 / 60, 3, 50, 50_000]) {
      for (const burst of [1, 2, 20, 10_000]) {
        const bucket = new TokenBucket({ perSecond, burst });
        assert.equal(taken(bucket, START_MS, burst + 5), burst, `${perSecond} a second, ${burst} at once`);
      }
    }
  });

  it("says what is left, and when it is whole again", () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 5 });
    assert.deepEqual(bucket.take(0), { limit: 5, remaining: 4, resetMs: 100, retryAfterMs: null });
    bucket.take(0);
    assert.deepEqual(bucket.state(0), { limit: 5, remaining: 3, resetMs: 200 });
    assert.deepEqual(bucket.state(150), { limit: 5, remaining: 4, resetMs: 50 });
    assert.deepEqual(bucket.state(10_000), { limit: 5, remaining: 5, resetMs: 0 });
  });

  it("tells the time after which one more call goes through", () => {
    const bucket = new TokenBucket({ perSecond: 100 / 60, burst: 20 });
    taken(bucket, START_MS, 20);
    const { retryAfterMs, remaining } = bucket.take(START_MS);
    assert.equal(remaining, 0);
    assert.ok(retryAfterMs !== null && Math.abs(retryAfterMs - 600) < 1, `${retryAfterMs}`);
    assert.notEqual(bucket.take(START_MS + retryAfterMs * 0.95).retryAfterMs, null);
    assert.equal(bucket.take(START_MS + retryAfterMs).retryAfterMs, null);
  });

  it("never holds more than its burst, however long nobody calls", () => {
    const bucket = new TokenBucket({ perSecond: 50, burst: 3 });
    taken(bucket, 0, 3);
    assert.equal(taken(bucket, 1e9, 10), 3);
  });

  it("goes on with what is used when its limit changes", () => {
    const bucket = new TokenBucket({ perSecond: 1, burst: 10 });
    taken(bucket, 0, 8);
    bucket.change({ perSecond: 100, burst: 10 }, 0);
    assert.equal(bucket.state(0).remaining, 2);
    bucket.change({ perSecond: 100, burst: 4 }, 0);
    assert.equal(taken(bucket, 0, 5), 0);
    assert.equal(bucket.isFull(0), false);
    assert.equal(bucket.isFull(40), true);
  });

  it("does what a bucket of single tokens does", () => {
    const step = fc.record({ afterMs: fc.nat(3000), calls: fc.nat(30) });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 25 }),
        fc.array(step, { maxLength: 40 }),
        (perMinute, burst, steps) => {
          const perSecond = perMinute / 60;
          const bucket = new TokenBucket({ perSecond, burst });
          let nowMs = START_MS;
          let tokens: number = burst;
          for (const { afterMs, calls } of steps) {
            nowMs += afterMs;
            tokens = Math.min(burst, tokens + (afterMs * perSecond) / 1000);
            for (let call = 0; call < calls; call++) {
              const { retryAfterMs, remaining } = bucket.take(nowMs);
              // On the edge both may be right.
              if (Math.abs(tokens - 1) < 0.01) return;
              assert.equal(retryAfterMs === null, tokens >= 1);
              if (retryAfterMs === null) tokens--;
              else {
                const exactMs = ((1 - tokens) * 1000) / perSecond;
                assert.ok(Math.abs(retryAfterMs - exactMs) <= exactMs * 0.05, `${retryAfterMs} for ${exactMs}`);
              }
              assert.ok(remaining <= tokens + 0.01 && remaining > tokens - 1.01, `${remaining} of ${tokens}`);
            }
          }
        },
      ),
    );
  });
});

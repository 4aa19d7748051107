import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { FAILED_ATTEMPTS_WINDOW_MS, FailedAttempts, MAX_FAILED_ATTEMPTS } from "./failed-attempts.js";

function attempts(maxAddresses?: number) {
  const time = { ms: 0 };
  const failed = new FailedAttempts({ now: () => time.ms, ...(maxAddresses === undefined ? {} : { maxAddresses }) });
  return { time, failed };
}

describe("failed attempts", () => {
  it("are ten a minute for each address; the next hears when to come back", () => {
    const { time, failed } = attempts();
    for (let count = 0; count < 10; count++) {
      time.ms = count * 1000;
      assert.equal(failed.add("10.0.0.1"), null, `attempt ${count + 1}`);
    }
    time.ms = 20_000;
    assert.equal(failed.add("10.0.0.1"), 40_000);
    assert.equal(failed.add("10.0.0.2"), null);
    time.ms = 59_999;
    assert.equal(failed.add("10.0.0.1"), 1);
    time.ms = 60_000;
    assert.equal(failed.add("10.0.0.1"), null);
    assert.equal(failed.add("10.0.0.1"), 1000);
  });

  it("count for one /64 of IPv6 together", () => {
    const { failed } = attempts();
    for (let count = 0; count < 10; count++) assert.equal(failed.add(`2001:db8::${count + 1}`), null);
    assert.notEqual(failed.add("2001:db8::ffff"), null);
    assert.equal(failed.add("2001:db8:0:1::1"), null);
  });

  it("are never more than ten in any minute, and a wait as told is enough", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }), (gaps) => {
        const { time, failed } = attempts();
        const allowed: number[] = [];
        for (const gap of gaps) {
          time.ms += gap;
          let retryMs = failed.add("h");
          if (retryMs !== null) {
            time.ms += retryMs;
            retryMs = failed.add("h");
            assert.equal(retryMs, null);
          }
          allowed.push(time.ms);
          const inWindow = allowed.filter((at) => at > time.ms - FAILED_ATTEMPTS_WINDOW_MS);
          assert.ok(inWindow.length <= MAX_FAILED_ATTEMPTS);
        }
      }),
    );
  });

  it("are remembered for a bounded number of addresses, the newest ones", () => {
    const { failed } = attempts(3);
    for (let count = 0; count < 10; count++) failed.add("10.0.0.1");
    for (const host of ["10.0.0.2", "10.0.0.3"]) failed.add(host);
    assert.notEqual(failed.add("10.0.0.1"), null);
    failed.add("10.0.0.4");
    assert.equal(failed.size, 3);
    assert.equal(failed.add("10.0.0.1"), null, "pushed out by newer ones");
  });
});

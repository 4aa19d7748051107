import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { commandById } from "../catalog/catalog.js";
import type { BucketGrant, CallerBuckets } from "./caller-buckets.js";
import { bucketInWords, CallerLimits, limitClassOf, type TakenCall } from "./caller-limits.js";
import { BUILT_IN_PROFILES, type LimitClass } from "./profiles.js";
import { type BucketLimit, TokenBucket } from "./token-bucket.js";

const TINY = {
  quotes: { perSecond: 1, burst: 3 },
  accounts: { perSecond: 1, burst: 2 },
  trading: { perSecond: 0.5, burst: 1 },
  streams: 1,
  symbols: 10,
};

class Time {
  nowMs = 5000;
  readonly now = (): number => this.nowMs;
}

/** A store that several gateways share, on one clock; it counts what it is asked. */
class FakeStore implements CallerBuckets {
  readonly asked: number[] = [];
  away = false;
  private readonly time: Time;
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(time: Time) {
    this.time = time;
  }

  async take(bucket: string, limit: BucketLimit, count: number): Promise<BucketGrant> {
    this.asked.push(count);
    if (this.away) throw new Error("away");
    const tokens = this.buckets.get(bucket) ?? new TokenBucket(limit);
    this.buckets.set(bucket, tokens);
    let granted = 0;
    while (granted < count && tokens.take(this.time.nowMs).retryAfterMs === null) granted++;
    const rate = tokens.state(this.time.nowMs);
    const probe = rate.remaining > 0 ? 0 : (tokens.take(this.time.nowMs).retryAfterMs ?? 0);
    return { granted, rate, retryAfterMs: probe };
  }
}

function sync(taken: TakenCall | Promise<TakenCall>): TakenCall {
  assert.ok(!(taken instanceof Promise), "decided at once");
  return taken;
}

function count(limits: CallerLimits, owner: string, limitClass: LimitClass, times: number): number {
  let passed = 0;
  for (let call = 0; call < times; call++) {
    if (sync(limits.take(owner, "tiny", limitClass)).refusal === null) passed++;
  }
  return passed;
}

describe("the limits of callers", () => {
  it("are counted for each owner and each class alone", () => {
    const limits = new CallerLimits({ now: new Time().now, profiles: { tiny: TINY } });
    assert.equal(count(limits, "key:a", "quotes", 9), 3);
    assert.equal(count(limits, "key:a", "accounts", 9), 2);
    assert.equal(count(limits, "key:a", "trading", 9), 1);
    assert.equal(count(limits, "key:b", "quotes", 9), 3);
  });

  it("refuse with the time and the limit that is used up", () => {
    const limits = new CallerLimits({ now: new Time().now, profiles: { tiny: TINY } });
    count(limits, "key:a", "trading", 1);
    const { rate, refusal } = sync(limits.take("key:a", "tiny", "trading"));
    assert.equal(refusal?.reason, "RATE_LIMITED");
    assert.equal(refusal.retryAfterMs, 2000);
    assert.deepEqual(refusal.quota, { subject: "caller:trading", description: "1 at once, then 30 a minute" });
    assert.deepEqual([rate.limit, rate.remaining, rate.resetMs], [1, 0, 2000]);
    assert.ok(!refusal.message.includes("key:a"), "no owner in a text");
  });

  it("fill up again with time, across the edge of a second", () => {
    const time = new Time();
    const limits = new CallerLimits({ now: time.now, profiles: { tiny: TINY } });
    assert.equal(count(limits, "key:a", "quotes", 4), 3);
    time.nowMs += 999;
    assert.equal(count(limits, "key:a", "quotes", 1), 0);
    time.nowMs += 1;
    assert.equal(count(limits, "key:a", "quotes", 2), 1);
  });

  it("are the strictest ones for a profile that nobody has defined, and what a profile leaves out is standard", () => {
    const limits = new CallerLimits({ now: new Time().now, profiles: { part: { streams: 7 } } });
    assert.deepEqual(limits.profile("no-such"), limits.profile("small"));
    assert.equal(limits.profileName("no-such"), "small");
    assert.deepEqual(limits.profile(null), limits.profile("standard"));
    assert.deepEqual(limits.profile("part"), { ...limits.profile("standard"), streams: 7 });
    assert.throws(() => new CallerLimits({ now: () => 0, defaultProfile: "x" }), /"x" is not defined.*standard/);
  });

  it("forget owners only when their buckets are full: nobody gets tokens early", () => {
    const time = new Time();
    const limits = new CallerLimits({ now: time.now, profiles: { tiny: TINY } });
    count(limits, "key:a", "trading", 1);
    for (let owner = 0; owner < 1000; owner++) limits.takeLocal(`key:${owner}`, "standard", "quotes");
    assert.equal(count(limits, "key:a", "trading", 1), 0);
    time.nowMs += 10_000;
    for (let owner = 0; owner < 1000; owner++) limits.takeLocal(`other:${owner}`, "tiny", "quotes");
    assert.ok(limits.size <= 1001, `${limits.size} owners are remembered`);
    assert.equal(count(limits, "key:a", "trading", 2), 1);
  });

  it("give owners beyond the bound one set of buckets together", () => {
    const limits = new CallerLimits({ now: new Time().now, profiles: { tiny: TINY } });
    for (let owner = 0; owner < 20_000; owner++) limits.takeLocal(`key:${owner}`, "tiny", "trading");
    let passed = 0;
    for (let owner = 0; owner < 100; owner++) {
      if (limits.takeLocal(`late:${owner}`, "tiny", "trading").refusal === null) passed++;
    }
    assert.equal(passed, 1);
    assert.equal(limits.size, 20_000);
  });

  it("show what is used without using it", () => {
    const limits = new CallerLimits({ now: new Time().now, profiles: { tiny: TINY }, defaultProfile: "tiny" });
    count(limits, "key:a", "quotes", 2);
    for (let time = 0; time < 3; time++) {
      const { profile, rates } = limits.usage("key:a", null);
      assert.deepEqual([profile, rates.quotes.remaining, rates.trading.remaining], ["tiny", 1, 1]);
    }
  });
});

describe("limits in a store that gateways share", () => {
  function gateways(store: CallerBuckets, time: Time): [CallerLimits, CallerLimits] {
    const make = () => new CallerLimits({ now: time.now, profiles: { tiny: TINY }, shared: store });
    return [make(), make()];
  }

  it("hold over both", async () => {
    const time = new Time();
    const store = new FakeStore(time);
    const [one, two] = gateways(store, time);
    const calls = Array.from({ length: 10 }, (_, call) => (call % 2 === 0 ? one : two).take("key:a", "tiny", "quotes"));
    const passed = (await Promise.all(calls)).filter(({ refusal }) => refusal === null);
    assert.equal(passed.length, 3);
  });

  it("ask once for all that wait, and not at all while the bucket is known to be empty", async () => {
    const time = new Time();
    const store = new FakeStore(time);
    const [limits] = gateways(store, time);
    await Promise.all(Array.from({ length: 5 }, () => limits.take("key:a", "tiny", "quotes")));
    assert.ok(store.asked.length <= 2, `${store.asked}`);
    const asked = store.asked.length;
    const { refusal } = sync(limits.take("key:a", "tiny", "quotes"));
    assert.ok(refusal?.retryAfterMs != null && Math.abs(refusal.retryAfterMs - 1000) <= 50, `${refusal?.retryAfterMs}`);
    assert.equal(store.asked.length, asked);
    time.nowMs += 1000;
    assert.equal((await limits.take("key:a", "tiny", "quotes")).refusal, null);
  });

  it("are fetched in lots, so that most calls of a large bucket wait for nothing", async () => {
    const time = new Time();
    const store = new FakeStore(time);
    const limits = new CallerLimits({ now: time.now, shared: store });
    for (let call = 0; call < 3000; call++) await limits.take("key:a", "standard", "quotes");
    assert.equal(store.asked.length, 3);
  });

  it("lose what was borrowed and not used", async () => {
    const time = new Time();
    const store = new FakeStore(time);
    const limits = new CallerLimits({ now: time.now, shared: store });
    await limits.take("key:a", "standard", "quotes");
    time.nowMs += 1001;
    await limits.take("key:a", "standard", "quotes");
    assert.equal(store.asked.length, 2);
  });

  it("go on in each process alone when the store is away, without asking it each time", async () => {
    const time = new Time();
    const store = new FakeStore(time);
    store.away = true;
    const [limits] = gateways(store, time);
    const first = await limits.take("key:a", "tiny", "quotes");
    assert.equal(first.refusal, null);
    assert.equal(count(limits, "key:a", "quotes", 5), 2);
    assert.equal(store.asked.length, 1);
    store.away = false;
    time.nowMs += 1001;
    assert.equal((await limits.take("key:a", "tiny", "quotes")).refusal, null);
    assert.equal(store.asked.length, 2);
  });
});

describe("the class of a command", () => {
  it("goes by its scope; what the table doesn't know counts as trading", () => {
    const classes = Object.fromEntries(
      [1002, 2001, 2008, 2101, 2201, 2202, 2205, 2005, 3004, 3203, 3214].map((protoId) => [
        protoId,
        limitClassOf(commandById(protoId)),
      ]),
    );
    assert.deepEqual(classes, {
      1002: "quotes",
      2001: "accounts",
      2005: "trading",
      2008: "accounts",
      2101: "accounts",
      2201: "accounts",
      2202: "trading",
      2205: "trading",
      3004: "quotes",
      3203: "quotes",
      3214: "quotes",
    });
    assert.equal(limitClassOf(undefined), "trading");
  });

  it("has its limit told in words", () => {
    assert.equal(bucketInWords({ perSecond: 50, burst: 100 }), "100 at once, then 50 a second");
    assert.equal(bucketInWords({ perSecond: 100 / 60, burst: 20 }), "20 at once, then 100 a minute");
  });
});

/** Also where the test runs as it was built. */
const root = join(import.meta.dirname, "../..").replace(/\/dist$/, "");

describe("the table of profiles in docs/keys.md", () => {
  it("has the numbers of the code", () => {
    const page = readFileSync(join(root, "docs/keys.md"), "utf8");
    for (const [name, { quotes, streams, symbols }] of Object.entries(BUILT_IN_PROFILES)) {
      const row = page.split("\n").find((line) => line.startsWith(`| \`${name}\` |`));
      assert.ok(row !== undefined, name);
      const cells = row
        .replaceAll(",", "")
        .split("|")
        .map((cell) => cell.trim());
      assert.equal(cells[2], bucketInWords(quotes).replaceAll(",", ""), name);
      assert.deepEqual(cells.slice(5, 7), [String(streams), String(symbols)], name);
    }
  });
});

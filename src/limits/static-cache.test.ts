import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { Response } from "../../generated/ts/Qot_GetStaticInfo.js";
import { StaticCache } from "./static-cache.js";

function reply(retType = 0, bytes = 10): Buffer {
  return Buffer.from(Response.encode(Response.fromPartial({ retType, retMsg: "x".repeat(bytes) })).finish());
}

function rig(maxBytes = 100_000) {
  const time = { nowMs: 0 };
  const cache = new StaticCache({ now: () => time.nowMs, maxBytes });
  const keep = (key: string, body = reply()) => cache.keep(key, body, cache.generation);
  return { cache, time, keep };
}

describe("the cache of static data", () => {
  it("gives a copy of an answer back until it is too old", () => {
    const { cache, time, keep } = rig();
    const given = reply();
    keep("a", given);
    const wanted = Buffer.from(given);
    given.fill(0);
    time.nowMs = 999;
    assert.deepEqual(cache.get("a", 1000), wanted);
    time.nowMs = 1000;
    assert.equal(cache.get("a", 1000), null);
    assert.equal(cache.bytes, 0);
  });

  it("keeps only what succeeded and can be read", () => {
    const { cache, keep } = rig();
    keep("failed", reply(-1));
    keep("garbage", Buffer.from("0fff", "hex"));
    keep("empty", Buffer.alloc(0));
    for (const key of ["failed", "garbage", "empty"]) assert.equal(cache.get(key, 1000), null, key);
  });

  it("holds no more than its bytes: what was not used for longest goes first", () => {
    const { cache, keep } = rig(10_000);
    for (const key of ["a", "b", "c", "d", "e"]) keep(key, reply(0, 1500));
    cache.get("a", 1000);
    keep("f", reply(0, 1500));
    assert.ok(cache.bytes <= 10_000);
    const there = ["a", "b", "c", "d", "e", "f"].filter((key) => cache.get(key, 1000) !== null);
    assert.deepEqual(there, ["a", "c", "d", "e", "f"]);
  });

  it("does not give all its room to one answer", () => {
    const { cache, keep } = rig(10_000);
    keep("small");
    keep("large", reply(0, 5000));
    assert.equal(cache.get("large", 1000), null);
    assert.notEqual(cache.get("small", 1000), null);
  });

  it("counts an answer once that is kept again", () => {
    const { cache, keep } = rig();
    keep("a");
    const { bytes } = cache;
    keep("a");
    assert.equal(cache.bytes, bytes);
  });

  it("forgets all when it is told to, and what was asked for before then is not kept", () => {
    const { cache, keep } = rig();
    keep("a");
    const { generation } = cache;
    cache.clear();
    assert.equal(cache.get("a", 1000), null);
    cache.keep("late", reply(), generation);
    assert.equal(cache.get("late", 1000), null);
    assert.equal(cache.bytes, 0);
  });
});

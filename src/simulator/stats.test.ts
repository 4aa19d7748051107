import assert from "node:assert/strict";
import { test } from "node:test";
import { Counters } from "./stats.js";

test("frames are counted by proto_id, and those of unknown ids in one place", () => {
  const counters = new Counters();
  for (const protoId of [3004, 3004, 2202]) counters.countReceived(protoId);
  for (let protoId = 100_000; protoId < 101_000; protoId++) counters.countReceived(protoId);
  assert.deepEqual(
    new Map(counters.snapshot({ connections: 0, firehose: null, ordersGenerated: 0 }).received),
    new Map([
      [3004, 2],
      [2202, 1],
      [0, 1000],
    ]),
  );
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { commandById } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { FrequencyLimiter, type LimitedCall } from "./frequency.js";
import { Refusal } from "./handler.js";
import { ManualClock } from "./test-support.js";

const call: LimitedCall = { accountId: undefined, refreshCache: false, firstPage: true, warrantLookup: false };

function command(protoId: number): Command {
  const found = commandById(protoId);
  assert.ok(found);
  return found;
}

test("the call after the last allowed one is refused until the window has passed the first", () => {
  const clock = new ManualClock();
  const limiter = new FrequencyLimiter(clock);
  for (let count = 0; count < 10; count++) {
    limiter.admit(command(3223), call);
    clock.advance(1_000);
  }
  assert.throws(
    () => limiter.admit(command(3223), call),
    (error) => error instanceof Refusal && /频率太高，请求失败，每30秒最多10次。/.test(error.message),
  );
  clock.advance(20_000);
  assert.throws(() => limiter.admit(command(3223), call), Refusal);
  clock.advance(1);
  limiter.admit(command(3223), call);
});

test("accounts have windows of their own, and a combo order uses the window of an order", () => {
  const clock = new ManualClock();
  const limiter = new FrequencyLimiter(clock);
  const place = (protoId: number, accountId: string): void => {
    limiter.admit(command(protoId), { ...call, accountId });
    clock.advance(100);
  };
  for (let count = 0; count < 15; count++) place(count % 2 === 0 ? 2202 : 2227, "1");
  assert.throws(() => place(2202, "1"), Refusal);
  assert.throws(() => place(2227, "1"), Refusal);
  place(2202, "2");
});

test("two orders closer than the least gap are refused", () => {
  const clock = new ManualClock();
  const limiter = new FrequencyLimiter(clock);
  limiter.admit(command(2202), { ...call, accountId: "1" });
  clock.advance(19);
  assert.throws(() => limiter.admit(command(2202), { ...call, accountId: "1" }), /0\.02秒/);
  clock.advance(1);
  limiter.admit(command(2202), { ...call, accountId: "1" });
});

test("cached reads, later pages and warrant lookups do not count", () => {
  const limiter = new FrequencyLimiter(new ManualClock());
  for (let count = 0; count < 200; count++) {
    limiter.admit(command(2201), { ...call, accountId: "1" });
    limiter.admit(command(3103), { ...call, firstPage: false });
    limiter.admit(command(3206), { ...call, warrantLookup: true });
  }
  for (let count = 0; count < 10; count++)
    limiter.admit(command(2201), { ...call, accountId: "1", refreshCache: true });
  assert.throws(() => limiter.admit(command(2201), { ...call, accountId: "1", refreshCache: true }), Refusal);
});

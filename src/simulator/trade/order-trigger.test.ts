import assert from "node:assert/strict";
import { test } from "node:test";
import type { Trigger } from "./order-trigger.js";
import { follow, isTriggered, triggerPrice } from "./order-trigger.js";

test("a stop fires when the market runs away from the order", () => {
  const stop: Trigger = { kind: "stop", price: 100 };
  assert.deepEqual(
    [99, 100, 101].map((last) => isTriggered(stop, "buy", last)),
    [false, true, true],
  );
  assert.deepEqual(
    [99, 100, 101].map((last) => isTriggered(stop, "sell", last)),
    [true, true, false],
  );
});

test("a touch fires when the market comes near the order", () => {
  const touch: Trigger = { kind: "touch", price: 100 };
  assert.deepEqual(
    [99, 100, 101].map((last) => isTriggered(touch, "buy", last)),
    [true, true, false],
  );
  assert.deepEqual(
    [99, 100, 101].map((last) => isTriggered(touch, "sell", last)),
    [false, true, true],
  );
});

test("a trailing sell follows the highest price and fires a distance below it", () => {
  let trail: Trigger = { kind: "trail", by: "amount", value: 10, spread: undefined, extreme: 100 };
  for (const last of [105, 120, 115]) {
    trail = follow(trail, "sell", last);
    assert.equal(isTriggered(trail, "sell", last), false);
  }
  assert.equal(triggerPrice(trail, "sell"), 110);
  assert.ok(isTriggered(trail, "sell", 110));
});

test("a trailing buy follows the lowest price by a ratio", () => {
  let trail: Trigger = { kind: "trail", by: "ratio", value: 0.1, spread: undefined, extreme: 1000 };
  trail = follow(trail, "buy", 800);
  trail = follow(trail, "buy", 850);
  assert.equal(triggerPrice(trail, "buy"), 880);
  assert.equal(isTriggered(trail, "buy", 879), false);
  assert.ok(isTriggered(trail, "buy", 880));
});

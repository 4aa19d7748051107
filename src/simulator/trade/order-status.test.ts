import assert from "node:assert/strict";
import { test } from "node:test";
import { OrderStatus } from "../../../generated/ts/Trd_Common.js";
import { isFinal, isWorking, mayFollow, statusText } from "./order-status.js";

const ALL = Object.values(OrderStatus).filter((value): value is OrderStatus => typeof value === "number" && value >= 0);

test("the life of an order leads from unsubmitted to filled", () => {
  for (const [from, to] of [
    [0, 1],
    [1, 2],
    [2, 5],
    [5, 10],
    [10, 11],
    [5, 11],
    [11, 24],
  ] as const) {
    assert.ok(mayFollow(from, to), `${from} to ${to}`);
  }
});

test("a cancelled, deleted or revoked order never changes again", () => {
  for (const from of [14, 15, 23, 24]) {
    for (const to of ALL) assert.equal(mayFollow(from, to), false, `${from} to ${to}`);
  }
});

test("an order with fills is never cancelled as if it had none", () => {
  assert.equal(mayFollow(10, 13), false);
  assert.equal(mayFollow(10, 15), false);
  assert.ok(mayFollow(10, 12));
  assert.ok(mayFollow(12, 14));
});

test("no status is both working and final, and every status the table leads to has a text", () => {
  for (const status of ALL) {
    assert.equal(isWorking(status) && isFinal(status), false, `${status}`);
    for (const next of ALL) if (mayFollow(status, next)) assert.doesNotMatch(statusText(next), /未知/);
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Ledger } from "./ledger.js";

const ledger = () =>
  new Ledger<"HKD" | "USD">(
    new Map([
      ["HKD", 1000],
      ["USD", 50],
    ]),
  );

test("a reservation lowers what is available but not the cash, in its currency only", () => {
  const own = ledger();
  own.reserve(1n, "HKD", 300);
  assert.deepEqual([own.cash("HKD"), own.frozen("HKD"), own.available("HKD")], [1000, 300, 700]);
  assert.equal(own.available("USD"), 50);
});

test("a new reservation of an order replaces its old one, and zero removes it", () => {
  const own = ledger();
  own.reserve(1n, "HKD", 300);
  own.reserve(1n, "HKD", 200);
  assert.equal(own.frozen("HKD"), 200);
  own.reserve(1n, "HKD", 0);
  assert.equal(own.frozen("HKD"), 0);
});

test("an order that is checked again may use what it holds itself", () => {
  const own = ledger();
  own.reserve(1n, "HKD", 300);
  own.reserve(2n, "HKD", 100);
  assert.equal(own.available("HKD", 1n), 900);
  assert.equal(own.available("USD", 1n), 50);
});

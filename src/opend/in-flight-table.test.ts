import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Call } from "./call.js";
import { InFlightTable } from "./in-flight-table.js";
import { READ, request } from "./testing/connection-rig.js";

const MAX = 0xffffffff;

function issue(table: InFlightTable, protoId = READ): Call {
  const call = new Call(
    request("", { protoId }),
    () => undefined,
    () => undefined,
  );
  call.serialNo = table.nextSerialNo();
  table.add(call);
  return call;
}

describe("the in-flight table", () => {
  it("goes from 4294967295 to 1 and skips what is still in flight", () => {
    const table = new InFlightTable(MAX - 1);
    const first = issue(table);
    assert.equal(first.serialNo, MAX - 1);
    assert.equal(issue(table).serialNo, MAX);
    const one = issue(table);
    const two = issue(table);
    assert.deepEqual([one.serialNo, two.serialNo], [1, 2]);
    const wrapped = new InFlightTable(MAX);
    for (const call of [one, two]) wrapped.add(call);
    assert.deepEqual([wrapped.nextSerialNo(), wrapped.nextSerialNo(), wrapped.nextSerialNo()], [MAX, 3, 4]);
  });

  it("never gives out 0", () => {
    const table = new InFlightTable(MAX);
    assert.deepEqual([table.nextSerialNo(), table.nextSerialNo()], [MAX, 1]);
  });

  it("takes a call out only by both of its numbers, and only once", () => {
    const table = new InFlightTable();
    const call = issue(table);
    assert.equal(table.take(READ + 1, call.serialNo), undefined);
    assert.equal(table.take(READ, call.serialNo + 1), undefined);
    assert.equal(table.take(READ, call.serialNo), call);
    assert.equal(table.take(READ, call.serialNo), undefined);
    assert.equal(table.size, 0);
  });

  it("knows late serials from unknown ones, across the wrap too", () => {
    const table = new InFlightTable(MAX - 1);
    const calls = [issue(table), issue(table), issue(table)];
    assert.deepEqual(
      calls.map(({ serialNo }) => serialNo),
      [MAX - 1, MAX, 1],
    );
    for (const { serialNo } of calls) assert.equal(table.isLate(serialNo), false, "in flight is not late");
    for (const call of calls) table.remove(call);
    for (const { serialNo } of calls) assert.equal(table.isLate(serialNo), true);
    for (const serialNo of [0, 2, 3, MAX - 2]) assert.equal(table.isLate(serialNo), false);
  });

  it("knows nothing as late while it is fresh", () => {
    const table = new InFlightTable();
    for (const serialNo of [0, 1, 2, MAX]) assert.equal(table.isLate(serialNo), false);
  });

  it("removes only the call that was meant", () => {
    const table = new InFlightTable();
    const call = issue(table);
    const other = new Call(
      request(""),
      () => undefined,
      () => undefined,
    );
    other.serialNo = call.serialNo;
    table.remove(other);
    assert.equal(table.size, 1);
    assert.deepEqual(table.drain(), [call]);
    assert.deepEqual(table.drain(), []);
  });

  it("skips the slots of calls that wait on while thousands of others come and go", () => {
    const table = new InFlightTable();
    const waiting = [issue(table), issue(table), issue(table)];
    const seen = new Set(waiting.map(({ serialNo }) => serialNo));
    for (let count = 0; count < 5_000; count++) {
      const call = issue(table);
      assert.ok(!seen.has(call.serialNo), `serial number ${call.serialNo} was given out twice`);
      seen.add(call.serialNo);
      assert.equal(table.take(READ, call.serialNo), call);
      assert.equal(table.isLate(call.serialNo), true);
    }
    assert.deepEqual(table.drain(), waiting);
  });

  it("gives its calls out in the order they were sent, across growth and the wrap", () => {
    const table = new InFlightTable(MAX - 50);
    const calls = Array.from({ length: 300 }, () => issue(table));
    assert.deepEqual(table.drain(), calls);
  });

  it("is empty after 10,000 calls of which half were taken and half removed", () => {
    const table = new InFlightTable();
    const calls = Array.from({ length: 10_000 }, () => issue(table));
    assert.equal(table.size, 10_000);
    calls.forEach((call, index) => {
      if (index % 2 === 0) table.remove(call);
      else assert.equal(table.take(READ, call.serialNo), call);
    });
    assert.equal(table.size, 0);
  });
});

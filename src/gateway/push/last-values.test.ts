import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { LastValues } from "./last-values.js";
import type { Route, SharedEvent } from "./shared-event.js";

function route(secKey: string, subType: number, rehabType?: number): Route {
  return {
    protoId: 3007,
    secKey,
    subType,
    klType: 0,
    rehabType,
    accId: 0n,
    trdMarket: 0,
    eventType: "quote",
    eventClass: "state",
  };
}

function event(of: Route, text: string, readAtMs = 1): SharedEvent {
  return { route: of, bytes: Buffer.from(text), readAtMs, position: 0 };
}

const tencentDay = route("1_00700", 6, 1);
const tencentDayRaw = route("1_00700", 6, 0);
const tencentBasic = route("1_00700", 1);
const appleDay = route("11_AAPL", 6, 1);

test("the newest event of a key comes back, shorter and longer ones alike", () => {
  const values = new LastValues();
  for (const text of ["first", "a".repeat(20_000), "short", "b".repeat(100)]) {
    values.set(event(tencentDay, text, text.length));
    assert.deepEqual(values.get(tencentDay), event(tencentDay, text, text.length));
  }
  assert.equal(values.size, 1);
  assert.equal(values.get(appleDay), undefined);
});

test("what was given out does not change with the next value, nor with the caller's buffer", () => {
  const values = new LastValues();
  const source = event(tencentDay, "first");
  values.set(source);
  source.bytes.fill(0);
  const given = values.get(tencentDay);
  values.set(event(tencentDay, "other"));
  assert.equal(given?.bytes.toString(), "first");
});

test("a security's sub type is found in all its rehab types", () => {
  const values = new LastValues();
  for (const one of [tencentDay, tencentDayRaw, tencentBasic, appleDay]) values.set(event(one, `${one.rehabType}`));
  assert.deepEqual(
    values.of("1_00700", 6).map(({ route: of }) => of),
    [tencentDay, tencentDayRaw],
  );
  assert.deepEqual(values.of("1_00700", 2), []);
  assert.deepEqual(values.of("1_00001", 6), []);
  assert.deepEqual([...values.routes()], [tencentDay, tencentDayRaw, tencentBasic, appleDay]);
});

test("what is forgotten is gone, and nothing else", () => {
  const values = new LastValues();
  for (const one of [tencentDay, tencentDayRaw, tencentBasic, appleDay]) values.set(event(one, "x"));
  values.forget("1_00700", 6);
  values.forget("1_00005", 6);
  assert.deepEqual([...values.routes()], [tencentBasic, appleDay]);
  assert.deepEqual(values.of("1_00700", 6), []);
  values.forget("1_00700", 1);
  values.set(event(tencentBasic, "again"));
  assert.equal(values.of("1_00700", 1)[0]?.bytes.toString(), "again");
  values.clear();
  assert.equal(values.size, 0);
});

test("a key that had a huge value once does not hold its memory for ever", () => {
  const values = new LastValues();
  values.set(event(tencentDay, "a".repeat(1_000_000)));
  values.set(event(tencentDay, "a".repeat(100)));
  assert.ok(values.bytes < 1000);
  values.forget("1_00700", 6);
  assert.equal(values.bytes, 0);
});

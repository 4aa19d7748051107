import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addWorkingDays, formatDate, formatTime, nextClose, parseTime } from "./market-time.js";

const HK = "Asia/Hong_Kong";
const NY = "America/New_York";

test("a moment has the wall time of its market", () => {
  const moment = Date.UTC(2026, 10, 20, 15, 30, 1, 250);
  assert.equal(formatTime(HK, moment), "2026-11-20 23:30:01.250");
  assert.equal(formatTime(NY, moment), "2026-11-20 10:30:01.250");
  assert.equal(formatDate(HK, moment), "2026-11-20");
});

test("New York changes to summer time", () => {
  assert.equal(formatTime(NY, Date.UTC(2026, 6, 1, 14, 0, 0)), "2026-07-01 10:00:00.000");
  assert.equal(parseTime(NY, "2026-07-01 10:00:00"), Date.UTC(2026, 6, 1, 14));
  assert.equal(parseTime(NY, "2026-12-01 10:00:00"), Date.UTC(2026, 11, 1, 15));
});

test("what was formatted parses back to the same moment", () => {
  const from = Date.UTC(2025, 0, 1);
  // Leaves out the repeated hour in which a wall time means two moments.
  const moment = fc.integer({ min: from, max: Date.UTC(2027, 0, 1) }).filter((at) => {
    return (
      formatTime(NY, at - 3_600_000) !== formatTime(NY, at) && formatTime(NY, at + 3_600_000) !== formatTime(NY, at)
    );
  });
  fc.assert(fc.property(moment, (at) => assert.equal(parseTime(NY, formatTime(NY, at)), at)));
});

test("a date alone is the start of that day, or its last moment", () => {
  assert.equal(parseTime(HK, "2026-11-20"), Date.UTC(2026, 10, 19, 16));
  assert.equal(parseTime(HK, "2026-11-20", true), Date.UTC(2026, 10, 20, 16) - 1);
});

test("texts that are no times are not taken for one", () => {
  for (const text of ["", "soon", "2026-13-01", "2026-02-30 10:00:00", "2026-11-20 25:00:00", "20/11/2026"]) {
    assert.equal(parseTime(HK, text), undefined, text);
  }
});

test("the next close is today's while the market runs, else that of the next working day", () => {
  const friday = Date.UTC(2026, 10, 20, 2);
  assert.equal(formatTime(HK, nextClose(HK, 970, friday)), "2026-11-20 16:10:00.000");
  const evening = Date.UTC(2026, 10, 20, 9);
  assert.equal(formatTime(HK, nextClose(HK, 970, evening)), "2026-11-23 16:10:00.000");
  assert.equal(formatTime(NY, nextClose(NY, 960, friday)), "2026-11-20 16:00:00.000");
});

test("settlement counts working days", () => {
  assert.equal(addWorkingDays("2026-11-20", 2), "2026-11-24");
  assert.equal(addWorkingDays("2026-11-18", 1), "2026-11-19");
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { HoursWindow } from "../../auth/api-key.js";
import { HoursCheck } from "./hours-window.js";

const MINUTE_MS = 60_000;
const window = (start: string, end: string, timeZone: string): HoursWindow => ({
  startMinute: minutes(start),
  endMinute: minutes(end),
  timeZone,
});

function minutes(text: string): number {
  const [hour = "0", minute = "0"] = text.split(":");
  return Number(hour) * 60 + Number(minute);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock on the wall shows, the slow way. */
function shown(timeZone: string, atMs: number): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  formats.set(timeZone, format);
  return minutes(format.format(atMs));
}

function naivelyOpen({ startMinute, endMinute, timeZone }: HoursWindow, atMs: number): boolean {
  const minute = shown(timeZone, atMs);
  if (startMinute === endMinute) return true;
  return startMinute < endMinute
    ? startMinute <= minute && minute < endMinute
    : startMinute <= minute || minute < endMinute;
}

function naivelyUntilOpen(hours: HoursWindow, atMs: number): number {
  for (let at = atMs; ; at = (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS) {
    if (naivelyOpen(hours, at)) return at - atMs;
  }
}

describe("hours of a key", () => {
  it("begin with their first minute and end before their last", () => {
    const hours = window("09:30", "16:00", "Asia/Hong_Kong");
    const check = new HoursCheck();
    const at = (text: string): boolean => check.isOpen(hours, Date.parse(`2026-11-18T${text}+08:00`));
    assert.deepEqual(["09:29:59.999", "09:30:00", "15:59:59.999", "16:00:00"].map(at), [false, true, true, false]);
  });

  it("may cross midnight", () => {
    const hours = window("22:00", "04:00", "Asia/Hong_Kong");
    const check = new HoursCheck();
    const at = (text: string): boolean => check.isOpen(hours, Date.parse(`2026-11-18T${text}+08:00`));
    assert.deepEqual(
      ["21:59", "22:00", "23:59", "00:00", "03:59", "04:00"].map((text) => at(`${text}:00`)),
      [false, true, true, true, true, false],
    );
  });

  it("are the whole day where both ends are equal", () => {
    const check = new HoursCheck();
    for (let hour = 0; hour < 24; hour++) {
      assert.ok(check.isOpen(window("08:00", "08:00", "America/New_York"), hour * 3_600_000));
    }
  });

  it("tell how long until they open, to the millisecond", () => {
    const hours = window("09:30", "16:00", "Asia/Hong_Kong");
    const check = new HoursCheck();
    assert.equal(check.msUntilOpen(hours, Date.parse("2026-11-18T09:29:59.250+08:00")), 750);
    assert.equal(check.msUntilOpen(hours, Date.parse("2026-11-18T16:00:00+08:00")), 17.5 * 3_600_000);
    assert.equal(check.msUntilOpen(hours, Date.parse("2026-11-18T12:00:00+08:00")), 0);
  });

  it("that begin in the hour which spring leaves out begin at the change", () => {
    const hours = window("02:30", "04:00", "America/New_York");
    const before = Date.parse("2026-03-08T01:50:00-05:00");
    const check = new HoursCheck();
    assert.equal(check.msUntilOpen(hours, before), 10 * MINUTE_MS);
    assert.equal(check.isOpen(hours, before + 10 * MINUTE_MS), true);
  });

  it("that lie in the hour which autumn repeats open twice", () => {
    const hours = window("01:00", "01:30", "America/New_York");
    const check = new HoursCheck();
    const first = Date.parse("2026-11-01T01:00:00-04:00");
    assert.deepEqual(
      [0, 29, 30, 59, 60, 89, 90].map((minute) => check.isOpen(hours, first + minute * MINUTE_MS)),
      [true, true, false, false, true, true, false],
    );
    assert.equal(check.msUntilOpen(hours, first + 30 * MINUTE_MS), 30 * MINUTE_MS);
  });

  it("are what a clock on the wall shows, minute by minute, over changes of daylight saving time", () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    // Around the changes of New York (March and November), half hours of Lord Howe, and days without any.
    const day = fc.constantFrom("2026-03-08", "2026-11-01", "2026-04-05", "2026-10-04", "2026-07-01", "2027-01-01");
    const zone = fc.constantFrom("America/New_York", "Asia/Hong_Kong", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC");
    const check = new HoursCheck();
    fc.assert(
      fc.property(
        minute,
        minute,
        day,
        zone,
        fc.integer({ min: -1500, max: 1500 }),
        fc.integer({ min: 0, max: 59_999 }),
        (startMinute, endMinute, date, timeZone, shift, rest) => {
          const hours: HoursWindow = { startMinute, endMinute, timeZone };
          const atMs = Date.parse(`${date}T12:00:00Z`) + shift * MINUTE_MS + rest;
          assert.equal(check.isOpen(hours, atMs), naivelyOpen(hours, atMs));
          assert.equal(check.msUntilOpen(hours, atMs), naivelyUntilOpen(hours, atMs));
        },
      ),
      { numRuns: 150 },
    );
  });

  it("of every minute of a day with a change are right", () => {
    for (const timeZone of ["America/New_York", "Asia/Hong_Kong"]) {
      for (const date of ["2026-03-08", "2026-11-01"]) {
        const check = new HoursCheck();
        const hours = window("01:45", "03:10", timeZone);
        const fromMs = Date.parse(`${date}T00:00:00Z`);
        for (let minute = 0; minute < 1800; minute++) {
          const atMs = fromMs + minute * MINUTE_MS;
          assert.equal(check.isOpen(hours, atMs), naivelyOpen(hours, atMs), new Date(atMs).toISOString());
        }
      }
    }
  });

  it("in a zone that does not exist let nobody trade", () => {
    assert.throws(() => new HoursCheck().isOpen(window("09:00", "17:00", "Mars/Olympus"), 0), RangeError);
  });
});

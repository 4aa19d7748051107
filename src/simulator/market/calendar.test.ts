import assert from "node:assert/strict";
import { test } from "node:test";
import { createCalendar, minuteStartMs, parseTime, timeText, tradingMinuteAt } from "./calendar.js";
import { MarketState, marketState } from "./market-state.js";

const WEDNESDAY_11_HK = Date.UTC(2026, 10, 18, 3, 0, 0);

test("a calendar that keeps real hours skips weekends and fixed holidays", () => {
  const calendar = createCalendar("HK", WEDNESDAY_11_HK, false);
  const dates = [0, 1, 2, 3].map((index) => calendar.day(index).date);
  assert.deepEqual(dates, ["2026-11-18", "2026-11-19", "2026-11-20", "2026-11-23"]);
  assert.equal(calendar.day(calendar.firstIndexFrom("2026-10-01")).date, "2026-10-02");
});

test("a calendar that is always open trades around the clock from its first day on, and only from then", () => {
  const calendar = createCalendar("HK", WEDNESDAY_11_HK, true);
  assert.equal(calendar.day(0).minutes, 1440);
  assert.equal(calendar.day(3).date, "2026-11-21");
  assert.equal(calendar.day(-1).minutes, 330);
  assert.equal(calendar.isOpen(Date.UTC(2026, 10, 21, 20, 0, 0)), true);
});

test("started at a weekend with real hours, the last trading day is the Friday before", () => {
  const saturday = Date.UTC(2026, 10, 21, 3, 0, 0);
  const calendar = createCalendar("US", saturday, false);
  assert.equal(calendar.day(0).date, "2026-11-20");
  assert.equal(calendar.dayAt(saturday).date, "2026-11-20");
  assert.equal(calendar.isOpen(saturday), false);
});

test("trading minutes do not count the lunch break", () => {
  const day = createCalendar("HK", WEDNESDAY_11_HK, false).day(0);
  assert.equal(tradingMinuteAt(day, parseTime("HK", "2026-11-18 09:30:59") ?? 0), 0);
  assert.equal(tradingMinuteAt(day, parseTime("HK", "2026-11-18 12:30:00") ?? 0), 150);
  assert.equal(tradingMinuteAt(day, parseTime("HK", "2026-11-18 13:01:00") ?? 0), 151);
  assert.equal(timeText("HK", minuteStartMs(day, 150)), "2026-11-18 13:00:00");
});

test("New York follows summer time in both directions", () => {
  const summer = Date.UTC(2026, 6, 1, 13, 30);
  const winter = Date.UTC(2026, 11, 1, 14, 30);
  assert.equal(timeText("US", summer), "2026-07-01 09:30:00");
  assert.equal(timeText("US", winter), "2026-12-01 09:30:00");
  assert.equal(parseTime("US", "2026-07-01 09:30:00"), summer);
  assert.equal(parseTime("US", "2026-12-01 09:30:00"), winter);
});

test("a text that is no time is not read", () => {
  for (const text of ["", "soon", "2026-11", "20261118", "2026-11-18 1:2"])
    assert.equal(parseTime("HK", text), undefined, text);
});

test("market states follow the timetable when real hours are kept", () => {
  const calendar = createCalendar("HK", WEDNESDAY_11_HK, false);
  const at = (text: string): number => marketState(calendar, parseTime("HK", text) ?? 0);
  assert.equal(at("2026-11-18 08:00:00"), MarketState.closed);
  assert.equal(at("2026-11-18 09:10:00"), MarketState.auction);
  assert.equal(at("2026-11-18 11:00:00"), MarketState.morning);
  assert.equal(at("2026-11-18 12:30:00"), MarketState.rest);
  assert.equal(at("2026-11-18 15:00:00"), MarketState.afternoon);
  assert.equal(at("2026-11-21 11:00:00"), MarketState.closed);
});

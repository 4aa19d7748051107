import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createCalendar } from "./calendar.js";
import { createPriceSeries, type PriceSeries, share, TICKS_PER_MINUTE } from "./price-series.js";
import { hongKongTickSize } from "./tick-size.js";

const START_MS = Date.UTC(2026, 10, 18, 3, 0, 0);

function series(seed: number, basePrice: number, alwaysOpen = false): PriceSeries {
  return createPriceSeries({
    calendar: createCalendar("HK", START_MS, alwaysOpen),
    seed,
    key: "1_00700",
    basePrice,
    dailyVolatility: 0.02,
    tickSize: hongKongTickSize,
    lotSize: 100,
    lotsPerDay: 50_000,
  });
}

const anyDay = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  basePrice: fc.double({ min: 0.5, max: 2_000, noNaN: true }),
  dayIndex: fc.integer({ min: -200, max: 3 }),
});

test("a day's extremes, volume and turnover are those of its minutes", () => {
  fc.assert(
    fc.property(anyDay, ({ seed, basePrice, dayIndex }) => {
      const path = series(seed, basePrice);
      const day = path.dayBar(dayIndex);
      const minutes = path.minuteBars(dayIndex);
      assert.equal(minutes.length, path.calendar.day(dayIndex).minutes);
      assert.equal(minutes[0]?.open, day.open);
      assert.equal(minutes.at(-1)?.close, day.close);
      assert.equal(Math.max(...minutes.map((bar) => bar.high)), day.high);
      assert.equal(Math.min(...minutes.map((bar) => bar.low)), day.low);
      assert.equal(
        minutes.reduce((sum, bar) => sum + bar.volume, 0),
        day.volume,
      );
      assert.ok(Math.abs(minutes.reduce((sum, bar) => sum + bar.turnover, 0) / day.turnover - 1) < 1e-9);
    }),
    { numRuns: 30 },
  );
});

test("a minute's open, extremes, close and volume are those of its ticks", () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 329 }), ({ seed, basePrice, dayIndex }, minute) => {
      const path = series(seed, basePrice);
      const bar = path.minuteBars(dayIndex)[minute];
      const ticks = path.ticks(dayIndex, minute);
      assert.equal(ticks.length, TICKS_PER_MINUTE);
      assert.deepEqual(
        {
          open: ticks[0]?.price,
          high: Math.max(...ticks.map((tick) => tick.price)),
          low: Math.min(...ticks.map((tick) => tick.price)),
          close: ticks.at(-1)?.price,
          volume: ticks.reduce((sum, tick) => sum + tick.volume, 0),
        },
        { open: bar?.open, high: bar?.high, low: bar?.low, close: bar?.close, volume: bar?.volume },
      );
      for (const [place, tick] of ticks.entries()) assert.ok(tick.atMs > (ticks[place - 1]?.atMs ?? 0));
    }),
    { numRuns: 40 },
  );
});

test("the same seed gives the same path, in whatever order it is read; another seed another path", () => {
  const forward = series(7, 500);
  const backward = series(7, 500);
  const days = [-3, -2, -1, 0];
  const there = days.map((day) => forward.dayBar(day));
  const back = days.toReversed().map((day) => backward.dayBar(day));
  assert.deepEqual(there, back.toReversed());
  assert.notDeepEqual(series(8, 500).dayBar(-1), forward.dayBar(-1));
});

test("every price is a multiple of its tick size", () => {
  const path = series(3, 33);
  for (const bar of path.minuteBars(-5)) {
    for (const price of [bar.open, bar.high, bar.low, bar.close]) {
      const steps = price / hongKongTickSize(price);
      assert.ok(Math.abs(steps - Math.round(steps)) < 1e-6, `${price}`);
    }
  }
});

test("shares add up and none is under the least", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 50 }),
      fc.nat(10_000),
      (weights, extra) => {
        const total = weights.length * 2 + extra;
        const parts = share(weights, total, 2);
        assert.equal(
          parts.reduce((sum, part) => sum + part, 0),
          total,
        );
        assert.ok(parts.every((part) => part >= 2 && Number.isInteger(part)));
      },
    ),
  );
});

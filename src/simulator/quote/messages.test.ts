import assert from "node:assert/strict";
import { test } from "node:test";
import type { KLine } from "../../../generated/ts/Qot_Common.js";
import { barsBetween, KlType, lastBars } from "../market/kline.js";
import { Market } from "../market/market.js";
import { RehabType } from "../market/rehab.js";
import { ManualClock } from "../test-support.js";
import { kline } from "./messages.js";

const longTypes = [KlType.week, KlType.month, KlType.quarter, KlType.year];

function figures(bar: KLine | undefined) {
  const { openPrice, highPrice, lowPrice, closePrice, lastClosePrice, hpVolume } = bar ?? {};
  return { openPrice, highPrice, lowPrice, closePrice, lastClosePrice, hpVolume: Math.round(hpVolume ?? 0) };
}

/** K-lines from 2024 on as they are sent, each with the calendar's index of its last day. */
function sentBars(place: number, code: string, klType: number, rehabType: number) {
  const market = new Market({ seed: 5, clock: new ManualClock(), alwaysOpen: false, minTickGapMs: 20 });
  const instrument = market.instrument(place, code);
  assert.ok(instrument);
  const quote = market.quote(instrument);
  const range = { fromMs: Date.UTC(2023, 11, 31), toMs: Infinity, limit: Infinity };
  const actions = market.actionsOf(instrument.listing);
  const send = (bar: Parameters<typeof kline>[0]): KLine => kline(bar, instrument.listing, rehabType, actions);
  const bars = barsBetween(instrument, klType, quote.position, range).bars;
  const [last] = lastBars(instrument, klType, quote.position, 1);
  return {
    price: quote.price,
    last: last === undefined ? undefined : send(last),
    bars: bars.map((bar) => ({ dayIndex: bar.dayIndex, sent: send(bar) })),
  };
}

for (const [place, code] of [
  [1, "00005"],
  [1, "00941"],
  [11, "NVDA"],
] as const) {
  for (const [name, rehabType] of Object.entries(RehabType)) {
    test(`${code}, rehab ${name}: a long bar is what its day bars add up to, over dividends and splits too`, () => {
      const days = sentBars(place, code, KlType.day, rehabType).bars;
      for (const klType of longTypes) {
        const { bars, last, price } = sentBars(place, code, klType, rehabType);
        assert.ok(bars.length >= 2);
        if (rehabType !== RehabType.backward) assert.equal(last?.closePrice, price);
        for (const [index, { dayIndex, sent }] of bars.entries()) {
          // The first may have begun before the days that were asked for.
          if (index === 0) continue;
          const after = bars[index - 1]?.dayIndex ?? 0;
          const own = days.filter((day) => day.dayIndex > after && day.dayIndex <= dayIndex).map((day) => day.sent);
          const expected = {
            openPrice: own[0]?.openPrice,
            highPrice: Math.max(...own.map((day) => day.highPrice ?? -Infinity)),
            lowPrice: Math.min(...own.map((day) => day.lowPrice ?? Infinity)),
            closePrice: own.at(-1)?.closePrice,
            lastClosePrice: bars[index - 1]?.sent.closePrice,
            hpVolume: Math.round(own.reduce((sum, day) => sum + (day.hpVolume ?? 0), 0)),
          };
          assert.deepEqual(figures(sent), expected, `KLType ${klType}, ${sent.time}`);
        }
      }
    });
  }
}

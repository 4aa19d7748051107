import assert from "node:assert/strict";
import { test } from "node:test";
import { ManualClock } from "../test-support.js";
import { MINUTE_MS, timeText } from "./calendar.js";
import { createDerivedSeries } from "./derivatives.js";
import { barsBetween, KlType, lastBars, timeShare } from "./kline.js";
import { Market } from "./market.js";
import { RehabType, rehabilitate } from "./rehab.js";
import { hongKongTickSize, roundToTick } from "./tick-size.js";

function createMarket(clock = new ManualClock(), alwaysOpen = false): { market: Market; clock: ManualClock } {
  return { market: new Market({ seed: 5, clock, alwaysOpen, minTickGapMs: 20 }), clock };
}

function instrumentOf(market: Market, place: number, code: string) {
  const instrument = market.instrument(place, code);
  assert.ok(instrument, code);
  return instrument;
}

const codes: readonly (readonly [number, string])[] = [
  [1, "00700"],
  [11, "AAPL"],
  [21, "600519"],
  [22, "000001"],
  [1, "HSImain"],
  [1, "13579"],
  [1, "24680"],
];

test("there are at least twenty securities over four markets", () => {
  const { market } = createMarket();
  const real = [...market.all].filter(({ listing }) => listing.terms === null && listing.secType !== 7);
  assert.ok(real.length >= 20);
  assert.deepEqual(new Set(real.map(({ listing }) => listing.market)), new Set([1, 11, 21, 22]));
});

test("the last bar of every K-line type ends at the current price, at any moment", () => {
  const { market, clock } = createMarket();
  for (let step = 0; step < 5; step++) {
    for (const [place, code] of codes) {
      const instrument = instrumentOf(market, place, code);
      const quote = market.quote(instrument);
      for (const klType of Object.values(KlType)) {
        assert.equal(
          lastBars(instrument, klType, quote.position, 1)[0]?.close,
          quote.price,
          `${code} KLType ${klType}`,
        );
      }
    }
    clock.advance(17_777);
  }
});

test("today's day bar is what its minute bars and ticks add up to", () => {
  const { market, clock } = createMarket();
  clock.advance(12_345);
  const instrument = instrumentOf(market, 1, "00700");
  const { position, volume, high, low } = market.quote(instrument);
  const minutes = instrument.minuteBars(0, position);
  assert.equal(
    minutes.reduce((sum, bar) => sum + bar.volume, 0),
    volume,
  );
  assert.equal(Math.max(...minutes.map((bar) => bar.high)), high);
  assert.equal(Math.min(...minutes.map((bar) => bar.low)), low);
  const ticks = instrument.ticksUntil(position, 100_000).filter((tick) => tick.atMs >= position.day.startMs);
  assert.equal(
    ticks.reduce((sum, tick) => sum + tick.volume, 0),
    volume,
  );
  assert.equal(timeShare(instrument, position).at(-1)?.price, ticks.at(-1)?.price);
});

test("volume and turnover of the day never step back, not at the end of a minute either", () => {
  const { market, clock } = createMarket();
  const instrument = instrumentOf(market, 1, "00700");
  let before = market.quote(instrument);
  for (let step = 0; step < 200; step++) {
    clock.advance(1_000);
    const now = market.quote(instrument);
    assert.ok(now.volume >= before.volume && now.turnover >= before.turnover - 1e-6);
    assert.ok(now.sequence >= before.sequence);
    before = now;
  }
});

test("pages of history join without a gap or a repeat", () => {
  const { market } = createMarket();
  const instrument = instrumentOf(market, 11, "NVDA");
  const { position } = market.quote(instrument);
  const range = { fromMs: Date.UTC(2026, 9, 1), toMs: Date.UTC(2026, 9, 20) };
  const whole = barsBetween(instrument, KlType.min15, position, { ...range, limit: Infinity }).bars;
  const joined = [];
  let fromMs: number | null = range.fromMs;
  while (fromMs !== null) {
    const page: ReturnType<typeof barsBetween> = barsBetween(instrument, KlType.min15, position, {
      fromMs,
      toMs: range.toMs,
      limit: 7,
    });
    joined.push(...page.bars);
    fromMs = page.nextMs;
  }
  assert.ok(whole.length > 100);
  assert.deepEqual(joined, whole);
});

test("the last candle before midnight, stamped with the next day, is found by its stamp", () => {
  const { market, clock } = createMarket(new ManualClock(), true);
  clock.advance(12.5 * 60 * MINUTE_MS);
  const instrument = instrumentOf(market, 1, "00700");
  const { position } = market.quote(instrument);
  for (const klType of Object.values(KlType)) {
    const [last] = lastBars(instrument, klType, position, 1);
    const range = { fromMs: last?.atMs ?? 0, toMs: Infinity, limit: 10 };
    assert.deepEqual(barsBetween(instrument, klType, position, range).bars, [last]);
  }
});

test("a range that begins far ahead has no candles, and costs no calendar of centuries", ({ mock }) => {
  const { market } = createMarket(new ManualClock(), true);
  const instrument = instrumentOf(market, 1, "00700");
  const { position } = market.quote(instrument);
  const dayAt = mock.method(instrument.series.calendar, "dayAt");
  const range = { fromMs: Date.UTC(9999, 0, 1), toMs: Infinity, limit: 10 };
  assert.deepEqual(barsBetween(instrument, KlType.day, position, range), { bars: [], nextMs: null });
  assert.equal(dayAt.mock.callCount(), 0);
});

test("each bar's lastClose is the close of the bar before", () => {
  const { market } = createMarket();
  const instrument = instrumentOf(market, 1, "00700");
  for (const klType of Object.values(KlType)) {
    const bars = lastBars(instrument, klType, market.quote(instrument).position, 8);
    for (const [place, bar] of bars.entries()) if (place > 0) assert.equal(bar.lastClose, bars[place - 1]?.close);
  }
});

test("minute bars are stamped with their end and stop at the break", () => {
  const { market } = createMarket();
  const instrument = instrumentOf(market, 1, "00700");
  const { bars } = barsBetween(instrument, KlType.min60, market.quote(instrument).position, {
    fromMs: Date.UTC(2026, 10, 16, 16),
    toMs: Date.UTC(2026, 10, 17, 15),
    limit: 100,
  });
  assert.deepEqual(
    bars.map((bar) => timeText("HK", bar.atMs).slice(11, 16)),
    ["10:30", "11:30", "13:30", "14:30", "15:30", "16:00"],
  );
});

test("before the open and on a closed day the quote is that of the last trading day", () => {
  const { market } = createMarket(new ManualClock(Date.UTC(2026, 10, 18, 0, 30)));
  const quote = market.quote(instrumentOf(market, 1, "00700"));
  assert.equal(quote.position.day.date, "2026-11-17");
  assert.equal(market.isOpen(instrumentOf(market, 1, "00700").listing), false);
});

test("the book stands around the last price, best levels first, with the depth of its market", () => {
  const { market } = createMarket();
  for (const [place, code, levels] of [
    [1, "00700", 10],
    [11, "AAPL", 60],
    [21, "600519", 5],
  ] as const) {
    const instrument = instrumentOf(market, place, code);
    const quote = market.quote(instrument);
    const { bids, asks } = market.depth(instrument, quote);
    assert.equal(bids.length, levels);
    assert.equal(asks.length, levels);
    assert.ok((bids[0]?.price ?? Infinity) < (asks[0]?.price ?? 0));
    assert.ok(quote.price === bids[0]?.price || quote.price === asks[0]?.price);
    for (let level = 1; level < levels; level++) {
      assert.ok((bids[level]?.price ?? 0) < (bids[level - 1]?.price ?? 0));
      assert.ok((asks[level]?.price ?? 0) > (asks[level - 1]?.price ?? 0));
    }
  }
});

test("a call rises and a put falls with its owner over the strikes", () => {
  const { market } = createMarket();
  const options = [...market.all].filter(
    ({ listing }) => listing.terms?.kind === "option" && listing.terms.owner.code === "AAPL",
  );
  const [first] = options;
  assert.ok(first?.listing.terms?.kind === "option");
  const { expiry } = first.listing.terms;
  for (const type of [1, 2] as const) {
    const prices = options
      .filter(({ listing: { terms } }) => terms?.kind === "option" && terms.expiry === expiry && terms.type === type)
      .map((option) => market.quote(option).price);
    const sorted = [...prices].sort((left, right) => (type === 1 ? right - left : left - right));
    assert.deepEqual(prices, sorted);
  }
});

test("a split divides older prices in forward rehab and leaves today's alone", () => {
  const { market } = createMarket();
  const instrument = instrumentOf(market, 11, "NVDA");
  const actions = market.actionsOf(instrument.listing);
  assert.equal(actions.length, 1);
  const bar = instrument.series.dayBar(-700);
  const raw = rehabilitate(bar, -700, RehabType.none, actions);
  assert.ok(Math.abs(raw.close - bar.close * 10) < 1e-6);
  assert.equal(rehabilitate(bar, -700, RehabType.forward, actions).close, bar.close);
  assert.equal(rehabilitate(bar, -1, RehabType.forward, actions), bar);
});

test("trading hears of ticks of securities it has looked up, and of no others", () => {
  const { market, clock } = createMarket();
  const heard: string[] = [];
  market.onTick((security) => heard.push(security.code));
  clock.advance(MINUTE_MS);
  assert.deepEqual(heard, []);
  assert.equal(market.feed.size, 0);
  assert.equal(market.find(1, "99999"), undefined);
  assert.ok(market.find(1, "00005"));
  clock.advance(MINUTE_MS);
  assert.ok(heard.length >= 20);
  assert.deepEqual(new Set(heard), new Set(["00005"]));
  market.close();
  const before = heard.length;
  clock.advance(MINUTE_MS);
  assert.equal(heard.length, before);
});

test("a feed sleeps while its market is closed and wakes at the next trade", () => {
  const { market, clock } = createMarket(new ManualClock(Date.UTC(2026, 10, 20, 7, 59)));
  const heard: number[] = [];
  market.onTick(() => heard.push(clock.now()));
  market.find(1, "00700");
  clock.advance(2 * MINUTE_MS);
  const atClose = heard.length;
  assert.ok(atClose > 0);
  clock.advance(2 * 86_400_000);
  assert.equal(heard.length, atClose);
  clock.advance(18 * 3_600_000);
  assert.ok(heard.length > atClose);
  assert.equal(timeText("HK", heard[atClose] ?? 0).slice(0, 16), "2026-11-23 09:30");
});

test("a derivative is valued once for each price of its owner, so that whole chains can be asked for at once", () => {
  const { market } = createMarket();
  const owner = instrumentOf(market, 1, "00700");
  const { terms } = instrumentOf(market, 1, "13579").listing;
  assert.ok(terms?.kind === "warrant");
  let valued = 0;
  const countingTick = (): number => {
    valued += 1;
    return 0.001;
  };
  const derived = createDerivedSeries(terms, owner.series, instrumentOf(market, 1, "24680").series, countingTick);
  derived.minuteBars(0);
  const prices = new Set(owner.series.minuteBars(0).flatMap((bar) => [bar.open, bar.high, bar.low, bar.close]));
  assert.equal(valued, prices.size);
});

test("every price of a book may be quoted, where the tick changes too", () => {
  const { market } = createMarket();
  const instrument = instrumentOf(market, 1, "00700");
  const quote = market.quote(instrument);
  for (const price of [499.6, 500, 501]) {
    const { asks, bids } = market.depth(instrument, { ...quote, price });
    const prices = [...bids.map((level) => level.price).reverse(), ...asks.map((level) => level.price)];
    for (const level of prices) assert.equal(roundToTick(level, hongKongTickSize), level);
    assert.deepEqual(
      prices,
      [...new Set(prices)].sort((left, right) => left - right),
    );
    assert.equal(prices.length, 20);
  }
});

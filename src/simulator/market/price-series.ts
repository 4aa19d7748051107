import { createRandom, gaussian } from "../random.js";
import { type Calendar, MINUTE_MS, minuteStartMs } from "./calendar.js";
import { roundToTick } from "./tick-size.js";

/** Open, high, low, close, volume in units of the security, and turnover in its currency. */
export interface Bar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly turnover: number;
}

/** One trade of a price path. */
export interface PathTick {
  readonly atMs: number;
  readonly price: number;
  readonly volume: number;
  /** 1 active buy, 2 active sell, 3 neither (Qot_Common.TickerDirection). */
  readonly direction: number;
}

/**
 * A price path that is a pure function of seed and time. It is drawn from the
 * day down: day bars first, minutes inside their day, ticks inside their minute.
 * So any part of ten years can be worked out alone, and the parts always add up:
 * a day's extremes are those of its minutes, a minute's those of its ticks, and
 * volumes are exact sums.
 */
export interface PriceSeries {
  readonly calendar: Calendar;
  dayBar(dayIndex: number): Bar;
  minuteBars(dayIndex: number): readonly Bar[];
  /** Always {@link TICKS_PER_MINUTE} of them, in order of time. */
  ticks(dayIndex: number, minute: number): readonly PathTick[];
}

export interface SeriesOptions {
  readonly calendar: Calendar;
  readonly seed: number;
  /** Any text that tells this path from the others. */
  readonly key: string;
  /** The price about which the path wanders. */
  readonly basePrice: number;
  /** Standard deviation of a day's return. */
  readonly dailyVolatility: number;
  /** Smallest price step; a function where it depends on the price. */
  readonly tickSize: (price: number) => number;
  readonly lotSize: number;
  readonly lotsPerDay: number;
}

export const TICKS_PER_MINUTE = 30;
const TICK_SLOT_MS = MINUTE_MS / TICKS_PER_MINUTE;
/** Pull back to the base price, so that a path of years stays in a believable range. */
const REVERSION = 0.004;
const CACHED_DAY_BARS = 4_000;
const CACHED_DAYS = 6;
const CACHED_MINUTES = 4;

export function createPriceSeries(options: SeriesOptions): PriceSeries {
  const { calendar, seed, key, basePrice, dailyVolatility, lotSize } = options;
  const round = (price: number): number => roundToTick(price, options.tickSize);
  const pastCloses: number[] = [0];
  const futureCloses: number[] = [0];
  const bars = new Map<number, Bar>();
  const minutesOfDay = new Map<number, readonly Bar[]>();
  const ticksOfMinute = new Map<string, readonly PathTick[]>();

  /** Logarithm of planned close over base price; walks away from day 0 in both directions. */
  const deviation = (dayIndex: number): number => {
    const side = dayIndex < 0 ? pastCloses : futureCloses;
    const steps = Math.abs(dayIndex);
    for (let step = side.length; step <= steps; step++) {
      const before = side[step - 1] ?? 0;
      const random = createRandom(seed, key, "close", dayIndex < 0 ? -step : step);
      side.push(before * (1 - REVERSION) + gaussian(random) * dailyVolatility);
    }
    return side[steps] ?? 0;
  };
  const closeOf = (dayIndex: number): number => round(basePrice * Math.exp(deviation(dayIndex)));

  const dayBar = (dayIndex: number): Bar => cached(bars, dayIndex, CACHED_DAY_BARS, () => drawDay(dayIndex));

  const drawDay = (dayIndex: number): Bar => {
    const random = createRandom(seed, key, "day", dayIndex);
    const close = closeOf(dayIndex);
    const open = round(closeOf(dayIndex - 1) * (1 + 0.25 * dailyVolatility * gaussian(random)));
    const high = round(Math.max(open, close) * (1 + 0.5 * dailyVolatility * Math.abs(gaussian(random))));
    const low = round(Math.min(open, close) * (1 - 0.5 * dailyVolatility * Math.abs(gaussian(random))));
    const minLots = calendar.day(dayIndex).minutes * TICKS_PER_MINUTE;
    const volume = (minLots + Math.round(options.lotsPerDay * (0.6 + 0.8 * random()))) * lotSize;
    return { open, high, low, close, volume, turnover: volume * typical(open, high, low, close) };
  };

  const drawMinutes = (dayIndex: number): readonly Bar[] => {
    const day = dayBar(dayIndex);
    const count = calendar.day(dayIndex).minutes;
    const random = createRandom(seed, key, "minutes", dayIndex);
    const stepSize = (dailyVolatility * day.close) / Math.sqrt(count);
    const walk = [0];
    for (let minute = 1; minute <= count; minute++) walk.push((walk[minute - 1] ?? 0) + gaussian(random) * stepSize);
    const drift = (day.close - day.open - (walk[count] ?? 0)) / count;
    const clamp = (price: number): number => Math.min(day.high, Math.max(day.low, price));

    const drawn: { open: number; high: number; low: number; close: number; weight: number }[] = [];
    let open = day.open;
    let highest = 0;
    let lowest = 0;
    for (let minute = 0; minute < count; minute++) {
      const last = minute === count - 1;
      const close = last ? day.close : clamp(round(day.open + (walk[minute + 1] ?? 0) + drift * (minute + 1)));
      const high = clamp(round(Math.max(open, close) + Math.abs(gaussian(random)) * stepSize * 0.4));
      const low = clamp(round(Math.min(open, close) - Math.abs(gaussian(random)) * stepSize * 0.4));
      const edge = Math.abs(minute / count - 0.5);
      drawn.push({ open, high, low, close, weight: (0.4 + 4 * edge * edge) * (0.3 + random()) });
      if (high > (drawn[highest]?.high ?? 0)) highest = minute;
      if (low < (drawn[lowest]?.low ?? 0)) lowest = minute;
      open = close;
    }
    const top = drawn[highest];
    if (top !== undefined) top.high = day.high;
    const bottom = drawn[lowest];
    if (bottom !== undefined) bottom.low = day.low;

    const lots = share(
      drawn.map((minute) => minute.weight),
      day.volume / lotSize,
      TICKS_PER_MINUTE,
    );
    const raw = drawn.map(
      (bar, minute) => (lots[minute] ?? 0) * lotSize * typical(bar.open, bar.high, bar.low, bar.close),
    );
    const scale = day.turnover / raw.reduce((sum, value) => sum + value, 0);
    return drawn.map((bar, minute) => ({
      open: bar.open,
      high: bar.high,
      low: bar.low,
      close: bar.close,
      volume: (lots[minute] ?? 0) * lotSize,
      turnover: (raw[minute] ?? 0) * scale,
    }));
  };

  const minuteBars = (dayIndex: number): readonly Bar[] =>
    cached(minutesOfDay, dayIndex, CACHED_DAYS, () => drawMinutes(dayIndex));

  const drawTicks = (dayIndex: number, minute: number): readonly PathTick[] => {
    const bar = minuteBars(dayIndex)[minute];
    if (bar === undefined) return [];
    const random = createRandom(seed, key, "ticks", dayIndex, minute);
    const inner = TICKS_PER_MINUTE - 2;
    const highAt = 1 + Math.floor(random() * inner);
    const lowAt = 1 + ((highAt + Math.floor(random() * (inner - 1))) % inner);
    const anchors = new Map([
      [0, bar.open],
      [highAt, bar.high],
      [lowAt, bar.low],
      [TICKS_PER_MINUTE - 1, bar.close],
    ]);
    const prices = throughAnchors(anchors, (price) =>
      Math.min(bar.high, Math.max(bar.low, round(price + gaussian(random) * (bar.high - bar.low) * 0.15))),
    );
    const weights = prices.map(() => 0.05 + random() ** 3);
    const lots = share(weights, bar.volume / lotSize, 1);
    const startMs = minuteStartMs(calendar.day(dayIndex), minute);
    let before = bar.open;
    return prices.map((price, slot) => {
      const moved = price - before;
      before = price;
      const direction = moved > 0 ? 1 : moved < 0 ? 2 : random() < 0.1 ? 3 : random() < 0.5 ? 1 : 2;
      const atMs = startMs + Math.floor((slot + 0.1 + random() * 0.8) * TICK_SLOT_MS);
      return { atMs, price, volume: (lots[slot] ?? 0) * lotSize, direction };
    });
  };

  return {
    calendar,
    dayBar,
    minuteBars,
    ticks: (dayIndex, minute) =>
      cached(ticksOfMinute, `${dayIndex}/${minute}`, CACHED_MINUTES, () => drawTicks(dayIndex, minute)),
  };
}

function typical(open: number, high: number, low: number, close: number): number {
  return (open + high + low + close) / 4;
}

/** Splits `total` whole units by weight; each part gets at least `least`, and the parts add up exactly. */
export function share(weights: readonly number[], total: number, least: number): readonly number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  const free = total - least * weights.length;
  let weight = 0;
  let given = 0;
  return weights.map((own) => {
    weight += own;
    const upTo = Math.round((free * weight) / sum);
    const part = upTo - given;
    given = upTo;
    return least + part;
  });
}

function throughAnchors(anchors: ReadonlyMap<number, number>, between: (price: number) => number): readonly number[] {
  const places = [...anchors.keys()].sort((left, right) => left - right);
  const prices: number[] = [];
  for (let leg = 0; leg + 1 < places.length; leg++) {
    const from = places[leg] ?? 0;
    const to = places[leg + 1] ?? from;
    const start = anchors.get(from) ?? 0;
    const end = anchors.get(to) ?? start;
    prices.push(start);
    for (let slot = from + 1; slot < to; slot++)
      prices.push(between(start + ((end - start) * (slot - from)) / (to - from)));
    if (leg + 2 === places.length) prices.push(end);
  }
  return prices;
}

/** Keeps the entries used last: a live security needs today and this minute, a history query walks by. */
export function cached<Key, Value>(entries: Map<Key, Value>, key: Key, limit: number, make: () => Value): Value {
  const known = entries.get(key);
  if (known !== undefined) {
    entries.delete(key);
    entries.set(key, known);
    return known;
  }
  const value = make();
  entries.set(key, value);
  if (entries.size > limit) {
    const oldest = entries.keys().next();
    if (!oldest.done) entries.delete(oldest.value);
  }
  return value;
}

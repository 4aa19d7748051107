import { DAY_MS, dayNumber, MINUTE_MS, minuteStartMs, timeText } from "./calendar.js";
import type { Instrument, Position } from "./instrument.js";
import type { Bar } from "./price-series.js";

/** Qot_Common.KLType. */
export const KlType = {
  min1: 1,
  day: 2,
  week: 3,
  month: 4,
  year: 5,
  min5: 6,
  min15: 7,
  min30: 8,
  min60: 9,
  min3: 10,
  quarter: 11,
  min10: 12,
  min120: 13,
  min180: 14,
  min240: 15,
} as const;

const minutesOf: ReadonlyMap<number, number> = new Map([
  [KlType.min1, 1],
  [KlType.min3, 3],
  [KlType.min5, 5],
  [KlType.min10, 10],
  [KlType.min15, 15],
  [KlType.min30, 30],
  [KlType.min60, 60],
  [KlType.min120, 120],
  [KlType.min180, 180],
  [KlType.min240, 240],
]);

const periodOf: ReadonlyMap<number, (date: string) => string> = new Map([
  [KlType.day, (date: string) => date],
  [KlType.week, (date: string) => String(Math.floor((dayNumber(date) + 3) / 7))],
  [KlType.month, (date: string) => date.slice(0, 7)],
  [KlType.quarter, (date: string) => `${date.slice(0, 4)}/${Math.floor((Number(date.slice(5, 7)) - 1) / 3)}`],
  [KlType.year, (date: string) => date.slice(0, 4)],
]);

export function isKlType(klType: number): boolean {
  return minutesOf.has(klType) || periodOf.has(klType);
}

/** One candle. */
export interface KlineBar extends Bar {
  /** Its stamp: the end of a minute candle, the first day of a longer one, in epoch milliseconds. */
  readonly atMs: number;
  readonly time: string;
  readonly lastClose: number;
  /** The trading day that `lastClose` is of. */
  readonly lastCloseDayIndex: number;
  /** The last trading day in it. */
  readonly dayIndex: number;
  /** What it is made of, one bar a trading day up to `dayIndex`: a dividend or split may lie between two of them. */
  readonly days: readonly Bar[];
}

/** The last `count` candles up to `position`, oldest first. */
export function lastBars(
  instrument: Instrument,
  klType: number,
  position: Position,
  count: number,
): readonly KlineBar[] {
  const { firstIndex } = instrument.series.calendar;
  const found: KlineBar[] = [];
  let dayIndex = position.day.index;
  while (found.length < count && dayIndex >= firstIndex) {
    const bars = barsFrom(instrument, klType, position, periodStart(instrument, klType, dayIndex));
    dayIndex = bars.firstDay - 1;
    found.unshift(...bars.bars);
  }
  return found.slice(-count);
}

export interface KlineRange {
  readonly bars: readonly KlineBar[];
  /** Stamp of the first candle that was left out because of `limit`; null at the end. */
  readonly nextMs: number | null;
}

/** Candles whose stamp is within [fromMs, toMs], oldest first, at most `limit`. */
export function barsBetween(
  instrument: Instrument,
  klType: number,
  position: Position,
  range: { readonly fromMs: number; readonly toMs: number; readonly limit: number },
): KlineRange {
  const { calendar } = instrument.series;
  const found: KlineBar[] = [];
  // Days far ahead would all be made only to hold no candle.
  if (range.fromMs > calendar.day(position.day.index + 1).startMs) return { bars: found, nextMs: null };
  // One before `fromMs`: the last candle of a day that trades until midnight is stamped with the next day.
  let dayIndex = periodStart(instrument, klType, calendar.dayAt(range.fromMs - 1).index);
  while (dayIndex <= position.day.index) {
    const period = barsFrom(instrument, klType, position, dayIndex);
    for (const bar of period.bars) {
      if (bar.atMs < range.fromMs) continue;
      if (bar.atMs > range.toMs) return { bars: found, nextMs: null };
      if (found.length === range.limit) return { bars: found, nextMs: bar.atMs };
      found.push(bar);
    }
    dayIndex = period.lastDay + 1;
  }
  return { bars: found, nextMs: null };
}

interface Period {
  readonly bars: readonly KlineBar[];
  readonly firstDay: number;
  readonly lastDay: number;
}

/** First trading day of the period that `dayIndex` is in. */
function periodStart(instrument: Instrument, klType: number, dayIndex: number): number {
  const { calendar } = instrument.series;
  const period = periodOf.get(klType);
  if (period === undefined || klType === KlType.day) return dayIndex;
  const own = period(calendar.day(dayIndex).date);
  let first = dayIndex;
  while (first > calendar.firstIndex && period(calendar.day(first - 1).date) === own) first -= 1;
  return first;
}

/** The candles of the day, or the one candle of the longer period, that begins with `firstDay`. */
function barsFrom(instrument: Instrument, klType: number, position: Position, firstDay: number): Period {
  const { calendar } = instrument.series;
  const lastClose = instrument.series.dayBar(firstDay - 1).close;
  const minutes = minutesOf.get(klType);
  if (minutes !== undefined) {
    return { bars: minuteGroups(instrument, minutes, position, firstDay, lastClose), firstDay, lastDay: firstDay };
  }
  const period = periodOf.get(klType) ?? ((date: string) => date);
  const own = period(calendar.day(firstDay).date);
  const days: Bar[] = [];
  for (let index = firstDay; index <= position.day.index && period(calendar.day(index).date) === own; index++) {
    const bar = instrument.dayBar(index, position);
    if (bar === undefined) break;
    days.push(bar);
  }
  if (days.length === 0) return { bars: [], firstDay, lastDay: firstDay };
  const lastDay = firstDay + days.length - 1;
  const atMs = calendar.day(firstDay).startMs;
  const time = timeText(calendar.exchange, atMs);
  const bar = { ...joinBars(days), atMs, time, lastClose, lastCloseDayIndex: firstDay - 1, dayIndex: lastDay, days };
  return { bars: [bar], firstDay, lastDay };
}

function minuteGroups(
  instrument: Instrument,
  minutes: number,
  position: Position,
  dayIndex: number,
  lastClose: number,
): readonly KlineBar[] {
  const { calendar } = instrument.series;
  const day = calendar.day(dayIndex);
  const bars = instrument.minuteBars(dayIndex, position);
  const groups: KlineBar[] = [];
  for (let first = 0; first < bars.length; first += minutes) {
    const whole = joinBars(bars.slice(first, first + minutes));
    const atMs = minuteStartMs(day, Math.min(first + minutes, day.minutes) - 1) + MINUTE_MS;
    const before = groups.at(-1);
    groups.push({
      ...whole,
      atMs,
      time: timeText(calendar.exchange, atMs),
      lastClose: before?.close ?? lastClose,
      lastCloseDayIndex: before === undefined ? dayIndex - 1 : dayIndex,
      dayIndex,
      days: [whole],
    });
  }
  return groups;
}

/** One bar of several that follow each other; at least one. */
export function joinBars(bars: readonly Bar[]): Bar {
  const { open, high, low, close, volume, turnover } = bars.reduce(join);
  return { open, high, low, close, volume, turnover };
}

function join(left: Bar, right: Bar): Bar {
  return {
    open: left.open,
    high: Math.max(left.high, right.high),
    low: Math.min(left.low, right.low),
    close: right.close,
    volume: left.volume + right.volume,
    turnover: left.turnover + right.turnover,
  };
}

/** One point of the time-share chart. */
export interface TimeSharePoint {
  readonly atMs: number;
  readonly minuteOfDay: number;
  readonly price: number;
  readonly averagePrice: number;
  readonly volume: number;
  readonly turnover: number;
}

/** The chart of the day `position` is in; from minute `fromMinute` on. */
export function timeShare(instrument: Instrument, position: Position, fromMinute = 0): readonly TimeSharePoint[] {
  let volume = 0;
  let turnover = 0;
  const points = instrument.minuteBars(position.day.index, position).map((bar, minute) => {
    volume += bar.volume;
    turnover += bar.turnover;
    const atMs = minuteStartMs(position.day, minute);
    return {
      atMs,
      minuteOfDay: Math.floor(((atMs - position.day.startMs) % DAY_MS) / MINUTE_MS),
      price: bar.close,
      averagePrice: volume === 0 ? bar.close : turnover / volume,
      volume: bar.volume,
      turnover: bar.turnover,
    };
  });
  return points.slice(fromMinute);
}

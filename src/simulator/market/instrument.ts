import { minuteStartMs, type TradingDay, tradingMinuteAt } from "./calendar.js";
import type { Listing } from "./listing.js";
import { type Bar, cached, type PathTick, type PriceSeries, TICKS_PER_MINUTE } from "./price-series.js";

/** How far a path has gone: `minutes` whole minutes of `day` and `ticks` of the minute after them. */
export interface Position {
  readonly day: TradingDay;
  readonly minutes: number;
  readonly ticks: number;
}

/** The state of a security at one moment. */
export interface Quote extends Bar {
  readonly position: Position;
  /** Time of the last trade, in epoch milliseconds. */
  readonly atMs: number;
  readonly price: number;
  readonly lastClose: number;
  /** Number of the last trade; rises by one a trade within a day. */
  readonly sequence: number;
  readonly direction: number;
}

export interface SequencedTick extends PathTick {
  readonly sequence: number;
}

/** More than the ticks of any day, so that sequence numbers of two days never meet. */
const SEQUENCES_PER_DAY = 100_000;
const CACHED_DAYS = 3;

interface RunningTotals {
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly volume: readonly number[];
  readonly turnover: readonly number[];
}

/** One security: its static facts and its price path, read at any moment up to now. */
export class Instrument {
  readonly listing: Listing;
  /** Smallest price step at a price. */
  readonly tickSize: (price: number) => number;
  private readonly makeSeries: () => PriceSeries;
  private madeSeries: PriceSeries | null = null;
  private readonly totals = new Map<number, RunningTotals>();

  constructor(listing: Listing, tickSize: (price: number) => number, makeSeries: () => PriceSeries) {
    this.listing = listing;
    this.tickSize = tickSize;
    this.makeSeries = makeSeries;
  }

  get series(): PriceSeries {
    this.madeSeries ??= this.makeSeries();
    return this.madeSeries;
  }

  positionAt(atMs: number): Position {
    const { calendar } = this.series;
    const day = calendar.dayAt(atMs);
    const minutes = tradingMinuteAt(day, atMs);
    const ticks = this.ticksPassed(day, minutes, atMs);
    if (minutes > 0 || ticks > 0 || day.index <= calendar.firstIndex) return { day, minutes, ticks };
    const before = calendar.day(day.index - 1);
    return { day: before, minutes: before.minutes, ticks: 0 };
  }

  private ticksPassed(day: TradingDay, minute: number, atMs: number): number {
    if (minute >= day.minutes || atMs < minuteStartMs(day, minute)) return 0;
    const ticks = this.series.ticks(day.index, minute);
    let passed = 0;
    while (passed < ticks.length && (ticks[passed]?.atMs ?? Infinity) <= atMs) passed += 1;
    return passed;
  }

  /** When the next trade after `atMs` will be. */
  nextTickMs(atMs: number): number {
    const { calendar } = this.series;
    let day = calendar.dayAt(atMs);
    let minute = tradingMinuteAt(day, atMs);
    for (;;) {
      if (minute >= day.minutes) {
        day = calendar.day(day.index + 1);
        minute = 0;
      }
      const next = this.series.ticks(day.index, minute).find((tick) => tick.atMs > atMs);
      if (next !== undefined) return next.atMs;
      minute += 1;
    }
  }

  quoteAt(atMs: number): Quote {
    return this.quote(this.positionAt(atMs));
  }

  private quote(position: Position): Quote {
    const { day, minutes, ticks } = position;
    const whole = this.wholeDay(day.index);
    const partial = this.partialMinute(position);
    const before = minutes - 1;
    const high = Math.max(whole.high[before] ?? -Infinity, partial?.high ?? -Infinity);
    const low = Math.min(whole.low[before] ?? Infinity, partial?.low ?? Infinity);
    const lastMinute = ticks > 0 ? minutes : before;
    const last = this.series.ticks(day.index, lastMinute)[ticks > 0 ? ticks - 1 : TICKS_PER_MINUTE - 1];
    const price = last?.price ?? this.series.dayBar(day.index).close;
    return {
      position,
      atMs: last?.atMs ?? day.startMs,
      price,
      open: this.series.dayBar(day.index).open,
      high,
      low,
      close: price,
      volume: (whole.volume[before] ?? 0) + (partial?.volume ?? 0),
      turnover: (whole.turnover[before] ?? 0) + (partial?.turnover ?? 0),
      lastClose: this.series.dayBar(day.index - 1).close,
      sequence: this.sequenceOf(day.index, lastMinute, ticks > 0 ? ticks - 1 : TICKS_PER_MINUTE - 1),
      direction: last?.direction ?? 3,
    };
  }

  private sequenceOf(dayIndex: number, minute: number, slot: number): number {
    return (dayIndex - this.series.calendar.firstIndex + 1) * SEQUENCES_PER_DAY + minute * TICKS_PER_MINUTE + slot + 1;
  }

  /** The minute that is still going on, as far as it has gone; undefined before its first trade. */
  private partialMinute({ day, minutes, ticks }: Position): Bar | undefined {
    if (ticks === 0) return undefined;
    const { turnover } = this.wholeDay(day.index);
    const whole = (turnover[minutes] ?? 0) - (turnover[minutes - 1] ?? 0);
    const all = this.series.ticks(day.index, minutes);
    const past = all.slice(0, ticks);
    const prices = past.map((tick) => tick.price);
    const value = (list: readonly PathTick[]): number => list.reduce((sum, tick) => sum + tick.price * tick.volume, 0);
    return {
      open: prices[0] ?? 0,
      high: Math.max(...prices),
      low: Math.min(...prices),
      close: prices.at(-1) ?? 0,
      volume: past.reduce((sum, tick) => sum + tick.volume, 0),
      // The share of the minute's turnover, so that the total never steps back when the minute is whole.
      turnover: (whole * value(past)) / (value(all) || 1),
    };
  }

  private wholeDay(dayIndex: number): RunningTotals {
    return cached(this.totals, dayIndex, CACHED_DAYS, () => {
      const high: number[] = [];
      const low: number[] = [];
      const volume: number[] = [];
      const turnover: number[] = [];
      for (const bar of this.series.minuteBars(dayIndex)) {
        high.push(Math.max(high.at(-1) ?? -Infinity, bar.high));
        low.push(Math.min(low.at(-1) ?? Infinity, bar.low));
        volume.push((volume.at(-1) ?? 0) + bar.volume);
        turnover.push((turnover.at(-1) ?? 0) + bar.turnover);
      }
      return { high, low, volume, turnover };
    });
  }

  /** The day as far as it has gone by `position`; undefined for a day that has not begun. */
  dayBar(dayIndex: number, position: Position): Bar | undefined {
    if (dayIndex > position.day.index) return undefined;
    if (dayIndex < position.day.index) return this.series.dayBar(dayIndex);
    return this.quote(position);
  }

  /** The minutes of a day as far as they have gone by `position`. */
  minuteBars(dayIndex: number, position: Position): readonly Bar[] {
    if (dayIndex > position.day.index) return [];
    const whole = this.series.minuteBars(dayIndex);
    if (dayIndex < position.day.index) return whole;
    const partial = this.partialMinute(position);
    const past = whole.slice(0, position.minutes);
    return partial === undefined ? past : [...past, partial];
  }

  /** Up to `limit` trades until `position`, the newest last; only those after `afterSequence`. */
  ticksUntil(position: Position, limit: number, afterSequence = 0): readonly SequencedTick[] {
    const { calendar } = this.series;
    const found: SequencedTick[] = [];
    let dayIndex = position.day.index;
    let minute = position.minutes;
    let count = position.ticks;
    while (found.length < limit) {
      const ticks = count > 0 ? this.series.ticks(dayIndex, minute) : [];
      for (let slot = count - 1; slot >= 0 && found.length < limit; slot--) {
        const tick = ticks[slot];
        const sequence = this.sequenceOf(dayIndex, minute, slot);
        if (tick === undefined || sequence <= afterSequence) return found.reverse();
        found.push({ ...tick, sequence });
      }
      minute -= 1;
      if (minute < 0) {
        dayIndex -= 1;
        if (dayIndex < calendar.firstIndex) break;
        minute = calendar.day(dayIndex).minutes - 1;
      }
      count = TICKS_PER_MINUTE;
    }
    return found.reverse();
  }
}

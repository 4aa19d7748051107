/** The markets that have trading hours of their own. */
export type Exchange = "HK" | "US" | "CN" | "HKF";

/** A part of the trading day, in minutes after local midnight. */
export interface SessionHours {
  readonly open: number;
  readonly close: number;
}

export interface TradingDay {
  /** 0 is the day on which the simulator began; earlier days are negative. */
  readonly index: number;
  /** Local date as YYYY-MM-DD. */
  readonly date: string;
  /** Local midnight in epoch milliseconds. */
  readonly startMs: number;
  readonly sessions: readonly SessionHours[];
  /** Trading minutes in all sessions. */
  readonly minutes: number;
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** About ten years: the documented depth of day bars (facts: ftapi-protocol.md 3.7). */
const HISTORY_CALENDAR_DAYS = 3_653;
const ROUND_THE_CLOCK: readonly SessionHours[] = [{ open: 0, close: 1440 }];

export const regularHours: Record<Exchange, readonly SessionHours[]> = {
  HK: [
    { open: 570, close: 720 },
    { open: 780, close: 960 },
  ],
  US: [{ open: 570, close: 960 }],
  CN: [
    { open: 570, close: 690 },
    { open: 780, close: 900 },
  ],
  HKF: [
    { open: 555, close: 720 },
    { open: 780, close: 990 },
  ],
};

/** Holidays with a fixed date; those that follow the moon are left out. */
const holidays: Record<Exchange, ReadonlySet<string>> = {
  HK: new Set(["01-01", "05-01", "07-01", "10-01", "12-25", "12-26"]),
  HKF: new Set(["01-01", "05-01", "07-01", "10-01", "12-25", "12-26"]),
  US: new Set(["01-01", "06-19", "07-04", "12-25"]),
  CN: new Set(["01-01", "05-01", "10-01", "10-02", "10-03", "10-04", "10-05", "10-06", "10-07"]),
};

/** Trading days of one market, past and future, worked out when asked for. */
export interface Calendar {
  readonly exchange: Exchange;
  /** Index of the oldest day. */
  readonly firstIndex: number;
  day(index: number): TradingDay;
  /** The last day that began at or before `atMs`. */
  dayAt(atMs: number): TradingDay;
  /** Index of the first day whose date is not before `date` (YYYY-MM-DD). */
  firstIndexFrom(date: string): number;
  /** Whether trading goes on at `atMs`. */
  isOpen(atMs: number): boolean;
}

/** Where `atMs` stands in the trading minutes of `day`: all minutes before the returned one are over. */
export function tradingMinuteAt(day: TradingDay, atMs: number): number {
  const minuteOfDay = (atMs - day.startMs) / MINUTE_MS;
  let passed = 0;
  for (const session of day.sessions) {
    if (minuteOfDay < session.open) return passed;
    if (minuteOfDay < session.close) return passed + Math.floor(minuteOfDay - session.open);
    passed += session.close - session.open;
  }
  return passed;
}

/** When trading minute `minute` of `day` begins, in epoch milliseconds. */
export function minuteStartMs(day: TradingDay, minute: number): number {
  let rest = minute;
  for (const session of day.sessions) {
    const length = session.close - session.open;
    if (rest < length) return day.startMs + (session.open + rest) * MINUTE_MS;
    rest -= length;
  }
  const last = day.sessions.at(-1);
  return day.startMs + (last?.close ?? 0) * MINUTE_MS;
}

/**
 * @param startMs when the simulator begins.
 * @param alwaysOpen from that day on the market trades around the clock, at
 * weekends too, so that a demonstration moves at any hour. Days before it keep
 * the real hours.
 */
export function createCalendar(exchange: Exchange, startMs: number, alwaysOpen: boolean): Calendar {
  const today = localDay(exchange, startMs);
  const past: TradingDay[] = [];
  const future: TradingDay[] = [];
  const make = (localDayNumber: number, index: number, open: boolean): TradingDay => {
    const sessions = open ? ROUND_THE_CLOCK : regularHours[exchange];
    return {
      index,
      date: dateText(localDayNumber),
      startMs: localMidnight(exchange, localDayNumber),
      sessions,
      minutes: sessions.reduce((sum, session) => sum + session.close - session.open, 0),
    };
  };

  // Day 0 must trade, or there would be no live price: at a weekend it is the Friday before.
  let dayZero = today;
  if (!alwaysOpen) while (!isTradingDay(exchange, dayZero)) dayZero -= 1;
  future.push(make(dayZero, 0, alwaysOpen));
  let futureDay = dayZero;
  for (let day = dayZero - 1; day > dayZero - HISTORY_CALENDAR_DAYS; day--) {
    if (isTradingDay(exchange, day)) past.push(make(day, -past.length - 1, false));
  }
  const firstIndex = -past.length;

  const day = (index: number): TradingDay => {
    while (index >= future.length) {
      futureDay += 1;
      if (alwaysOpen || isTradingDay(exchange, futureDay)) future.push(make(futureDay, future.length, alwaysOpen));
    }
    const found = index >= 0 ? future[index] : past[-Math.max(index, firstIndex) - 1];
    if (found === undefined) throw new RangeError(`no trading day ${index}`);
    return found;
  };
  const dayAt = (atMs: number): TradingDay => {
    if (atMs < day(0).startMs) return day(binaryFloor(atMs));
    let index = Math.floor((atMs - day(0).startMs) / DAY_MS) + 1;
    while (day(index).startMs > atMs) index -= 1;
    return day(index);
  };
  const binaryFloor = (atMs: number): number => {
    let low = firstIndex;
    let high = -1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (day(middle).startMs <= atMs) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  return {
    exchange,
    firstIndex,
    day,
    dayAt,
    firstIndexFrom: (date) => {
      let index = dayAt(localMidnight(exchange, dayNumber(date))).index;
      while (day(index).date < date) index += 1;
      return index;
    },
    isOpen: (atMs) => {
      const current = dayAt(atMs);
      const minute = (atMs - current.startMs) / MINUTE_MS;
      return current.sessions.some((session) => minute >= session.open && minute < session.close);
    },
  };
}

function isTradingDay(exchange: Exchange, localDayNumber: number): boolean {
  const weekday = weekdayOf(localDayNumber);
  return weekday !== 0 && weekday !== 6 && !holidays[exchange].has(dateText(localDayNumber).slice(5));
}

/** 0 is Sunday; 1970-01-01 was a Thursday. */
function weekdayOf(localDayNumber: number): number {
  return (((localDayNumber + 4) % 7) + 7) % 7;
}

/** Days between 1970-01-01 and `date` (YYYY-MM-DD). */
export function dayNumber(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

export function dateText(localDayNumber: number): string {
  return new Date(localDayNumber * DAY_MS).toISOString().slice(0, 10);
}

function localDay(exchange: Exchange, atMs: number): number {
  return Math.floor((atMs + offsetMs(exchange, atMs)) / DAY_MS);
}

/** Local midnight by the offset that holds at noon: a clock change at 2 o'clock then never splits a trading session. */
function localMidnight(exchange: Exchange, localDayNumber: number): number {
  const utcMidnight = localDayNumber * DAY_MS;
  return utcMidnight - offsetMs(exchange, utcMidnight + 17 * HOUR_MS);
}

/** Local time minus UTC. Hong Kong and China have no summer time; New York's runs by its rule of 2007. */
export function offsetMs(exchange: Exchange, atMs: number): number {
  if (exchange !== "US") return 8 * HOUR_MS;
  const year = new Date(atMs).getUTCFullYear();
  const begin = nthSunday(year, 2, 2) + 7 * HOUR_MS;
  const end = nthSunday(year, 10, 1) + 6 * HOUR_MS;
  return atMs >= begin && atMs < end ? -4 * HOUR_MS : -5 * HOUR_MS;
}

function nthSunday(year: number, month: number, nth: number): number {
  const first = Date.UTC(year, month, 1);
  const weekday = new Date(first).getUTCDay();
  return first + (((7 - weekday) % 7) + (nth - 1) * 7) * DAY_MS;
}

/** OpenD's time text: local time of the market as YYYY-MM-DD HH:MM:SS. */
export function timeText(exchange: Exchange, atMs: number, withMillis = false): string {
  const text = new Date(atMs + offsetMs(exchange, atMs)).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, withMillis ? 23 : 19)}`;
}

/** Reads YYYY-MM-DD with or without HH:MM:SS[.mmm] as local time of the market; undefined where it is no time. */
export function parseTime(exchange: Exchange, text: string): number | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}):(\d{2})(\.\d{1,3})?)?$/.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, date, hour = "0", minute = "0", second = "0", fraction = "0"] = match;
  const local =
    Date.UTC(Number(year), Number(month) - 1, Number(date), Number(hour), Number(minute), Number(second)) +
    Number(fraction) * 1000;
  if (!Number.isFinite(local)) return undefined;
  return local - offsetMs(exchange, local + 5 * HOUR_MS);
}

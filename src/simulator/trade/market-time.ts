const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, { readonly hour: number; readonly offsetMs: number }>();

/** Zone offset at an instant; remembered per hour, since asking Intl is slow. */
function offsetMs(timeZone: string, epochMs: number): number {
  const hour = Math.floor(epochMs / HOUR_MS);
  const known = offsets.get(timeZone);
  if (known?.hour === hour) return known.offsetMs;
  let formatter = formatters.get(timeZone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    formatters.set(timeZone, formatter);
  }
  const part = new Map(formatter.formatToParts(hour * HOUR_MS).map(({ type, value }) => [type, Number(value)]));
  const local = Date.UTC(
    part.get("year") ?? 0,
    (part.get("month") ?? 1) - 1,
    part.get("day") ?? 1,
    part.get("hour") ?? 0,
    part.get("minute") ?? 0,
  );
  const found = { hour, offsetMs: local - hour * HOUR_MS };
  offsets.set(timeZone, found);
  return found.offsetMs;
}

/** "YYYY-MM-DD HH:MM:SS.mmm" in the zone. */
export function formatTime(timeZone: string, epochMs: number): string {
  const whole = Math.floor(epochMs);
  return new Date(whole + offsetMs(timeZone, whole)).toISOString().replace("T", " ").slice(0, 23);
}

/** "YYYY-MM-DD" in the zone. */
export function formatDate(timeZone: string, epochMs: number): string {
  return formatTime(timeZone, epochMs).slice(0, 10);
}

const TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?)?$/;

/**
 * Epoch milliseconds of a local time "YYYY-MM-DD[ HH:MM:SS[.mmm]]"; undefined if
 * it is none. A date alone means the last moment of that day with `endOfDay`.
 */
export function parseTime(timeZone: string, text: string, endOfDay = false): number | undefined {
  const match = TIME.exec(text.trim());
  if (match === null) return undefined;
  const field = (index: number): number => Number(match[index] ?? 0);
  const month = field(2);
  const day = field(3);
  let local = Date.UTC(field(1), month - 1, day, field(4), field(5), field(6));
  const date = new Date(local);
  const inRange = field(4) < 24 && field(5) < 60 && field(6) < 60;
  if (!inRange || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  local += Number((match[7] ?? "0").padEnd(3, "0"));
  if (match[4] === undefined && endOfDay) local += DAY_MS - 1;
  const guess = local - offsetMs(timeZone, local);
  return local - offsetMs(timeZone, guess);
}

/** The first end of a trading day (Monday to Friday) after `epochMs`. */
export function nextClose(timeZone: string, closeMinutes: number, epochMs: number): number {
  const local = epochMs + offsetMs(timeZone, epochMs);
  let close = Math.floor(local / DAY_MS) * DAY_MS + closeMinutes * MINUTE_MS;
  while (close <= local || isWeekend(close)) close += DAY_MS;
  const guess = close - offsetMs(timeZone, close);
  return close - offsetMs(timeZone, guess);
}

/** The date `days` working days after `date` ("YYYY-MM-DD"). */
export function addWorkingDays(date: string, days: number): string {
  let at = Date.parse(`${date}T00:00:00Z`);
  for (let left = days; left > 0; ) {
    at += DAY_MS;
    if (!isWeekend(at)) left -= 1;
  }
  return new Date(at).toISOString().slice(0, 10);
}

function isWeekend(localMs: number): boolean {
  const day = new Date(localMs).getUTCDay();
  return day === 0 || day === 6;
}

const FORM = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?([Zz]|[+-]\d{2}:\d{2})$/;

/** Epoch milliseconds of an RFC 3339 time, or null. */
export function parseRfc3339(text: string): number | null {
  const [, year, month, day, hour, minute, second, fraction = "", zone = ""] = FORM.exec(text) ?? [];
  if (year === undefined) return null;
  const milliseconds = fraction.padEnd(3, "0").slice(0, 3);
  const timeMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${zone.toUpperCase()}`);
  // Date.parse takes the 31st of any month for a day of the next one, and 24:00 for the next day.
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (Number(hour) > 23 || date.getUTCDate() !== Number(day)) return null;
  return Number.isNaN(timeMs) ? null : timeMs;
}

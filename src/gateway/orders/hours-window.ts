import type { HoursWindow } from "../../auth/api-key.js";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
/** Zones change their offset at quarters of an hour only, so that an offset is good until the next one. */
const SLOT_MS = 15 * MINUTE_MS;
/** More than the changes of offset that fit into the way to the next opening. */
const MAX_STEPS = 16;

/** Whether orders may be placed at a moment, and when again; on the window's own clock, daylight saving time included. */
export class HoursCheck {
  private readonly zones = new Map<string, ZoneOffsets>();

  /** @param wallMs epoch milliseconds */
  isOpen(window: HoursWindow, wallMs: number): boolean {
    return isInside(window, minuteOfDay(wallMs, this.zone(window.timeZone).at(wallMs)));
  }

  /** Milliseconds until the window opens; 0 where it is open. */
  msUntilOpen(window: HoursWindow, wallMs: number): number {
    const zone = this.zone(window.timeZone);
    let atMs = wallMs;
    for (let step = 0; step < MAX_STEPS; step++) {
      const offsetMs = zone.read(atMs);
      if (isInside(window, minuteOfDay(atMs, offsetMs))) return atMs - wallMs;
      const openMs = nextLocalMinute(window.startMinute, atMs, offsetMs);
      const changeMs = zone.nextChange(atMs, openMs);
      // Before the clocks change nothing opens; at the change it may: 02:30 comes at 03:00 in spring.
      atMs = changeMs ?? openMs;
    }
    return atMs - wallMs;
  }

  private zone(timeZone: string): ZoneOffsets {
    const known = this.zones.get(timeZone);
    if (known !== undefined) return known;
    const zone = new ZoneOffsets(timeZone);
    this.zones.set(timeZone, zone);
    return zone;
  }
}

function isInside({ startMinute, endMinute }: HoursWindow, minute: number): boolean {
  if (startMinute === endMinute) return true;
  if (startMinute < endMinute) return minute >= startMinute && minute < endMinute;
  return minute >= startMinute || minute < endMinute;
}

function minuteOfDay(wallMs: number, offsetMs: number): number {
  const minute = Math.floor((wallMs + offsetMs) / MINUTE_MS) % DAY_MINUTES;
  return minute < 0 ? minute + DAY_MINUTES : minute;
}

/** The next moment at which local clocks show that minute, if they are not changed before. */
function nextLocalMinute(minute: number, afterMs: number, offsetMs: number): number {
  const ahead = (minute - minuteOfDay(afterMs, offsetMs) + DAY_MINUTES) % DAY_MINUTES;
  return Math.floor(afterMs / MINUTE_MS) * MINUTE_MS + (ahead === 0 ? DAY_MINUTES : ahead) * MINUTE_MS;
}

/** How far a zone's clocks are from UTC. */
class ZoneOffsets {
  private readonly format: Intl.DateTimeFormat;
  private slot = Number.NaN;
  private offsetMs = 0;

  /** @throws RangeError for a name that is no zone. */
  constructor(timeZone: string) {
    this.format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  }

  /** Asks Intl once in a quarter of an hour. */
  at(wallMs: number): number {
    const slot = Math.floor(wallMs / SLOT_MS);
    if (slot !== this.slot) {
      this.offsetMs = this.read(slot * SLOT_MS);
      this.slot = slot;
    }
    return this.offsetMs;
  }

  read(wallMs: number): number {
    const fields = new Map(this.format.formatToParts(wallMs).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => fields.get(type) ?? 0;
    const localMs = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return localMs - Math.floor(wallMs / 1000) * 1000;
  }

  /** The first moment after `fromMs`, up to `untilMs`, with another offset; null where there is none. */
  nextChange(fromMs: number, untilMs: number): number | null {
    const before = this.read(fromMs);
    let same = Math.floor(fromMs / SLOT_MS);
    let changed = Math.floor(untilMs / SLOT_MS);
    if (this.read(untilMs) === before) return null;
    // Clocks are not changed twice within a day.
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (this.read(middle * SLOT_MS) === before) same = middle;
      else changed = middle;
    }
    return changed * SLOT_MS;
  }
}

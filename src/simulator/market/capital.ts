import { securityKey } from "../../ftapi/routing-key.js";
import { createRandom } from "../random.js";
import { MINUTE_MS, minuteStartMs } from "./calendar.js";
import type { Instrument, Position } from "./instrument.js";

/** Money by the size of the orders that moved it. */
export interface CapitalSplit {
  readonly super: number;
  readonly big: number;
  readonly mid: number;
  readonly small: number;
}

const shares: CapitalSplit = { super: 0.25, big: 0.25, mid: 0.3, small: 0.2 };
const sizes = ["super", "big", "mid", "small"] as const;

/** Net inflow of one bar by order size: rising bars draw money in. */
function netFlow(seed: number, key: string, stamp: number, change: number, turnover: number): CapitalSplit {
  const random = createRandom(seed, key, "flow", stamp);
  const lean = Math.max(-0.6, Math.min(0.6, change * 20));
  const part = (size: (typeof sizes)[number]): number =>
    Math.round(turnover * shares[size] * (lean + (random() - 0.5) * 0.4));
  return { super: part("super"), big: part("big"), mid: part("mid"), small: part("small") };
}

export interface FlowPoint extends CapitalSplit {
  readonly atMs: number;
}

export function total(split: CapitalSplit): number {
  return split.super + split.big + split.mid + split.small;
}

/** Inflow of the day so far, summed up minute by minute. */
export function intradayFlow(instrument: Instrument, position: Position, seed: number): readonly FlowPoint[] {
  const { listing } = instrument;
  let sum: CapitalSplit = { super: 0, big: 0, mid: 0, small: 0 };
  return instrument.minuteBars(position.day.index, position).map((bar, minute) => {
    const stamp = position.day.index * 1440 + minute;
    const flow = netFlow(seed, securityKey(listing), stamp, bar.close / bar.open - 1, bar.turnover);
    sum = {
      super: sum.super + flow.super,
      big: sum.big + flow.big,
      mid: sum.mid + flow.mid,
      small: sum.small + flow.small,
    };
    return { ...sum, atMs: minuteStartMs(position.day, minute) + MINUTE_MS };
  });
}

/** Inflow of one day: of today the minutes so far, of a past day an estimate from its bar, since its minutes would cost too much. */
export function dayFlow(instrument: Instrument, dayIndex: number, position: Position, seed: number): FlowPoint {
  const { listing, series } = instrument;
  const day = series.calendar.day(dayIndex);
  if (dayIndex < position.day.index) {
    const bar = series.dayBar(dayIndex);
    const flow = netFlow(seed, securityKey(listing), dayIndex * 1440, bar.close / bar.open - 1, bar.turnover);
    return { ...flow, atMs: day.startMs };
  }
  const last = intradayFlow(instrument, position, seed).at(-1);
  return { super: 0, big: 0, mid: 0, small: 0, ...last, atMs: day.startMs };
}

/** Money in and out of the day so far: their difference is the net flow. */
export function distribution(
  instrument: Instrument,
  position: Position,
  seed: number,
): { readonly in: CapitalSplit; readonly out: CapitalSplit } {
  const net = dayFlow(instrument, position.day.index, position, seed);
  const turnover = instrument.dayBar(position.day.index, position)?.turnover ?? 0;
  const half = (size: (typeof sizes)[number], sign: number): number =>
    Math.round(Math.max(0, (turnover * shares[size] + sign * net[size]) / 2));
  const side = (sign: number): CapitalSplit => ({
    super: half("super", sign),
    big: half("big", sign),
    mid: half("mid", sign),
    small: half("small", sign),
  });
  return { in: side(1), out: side(-1) };
}

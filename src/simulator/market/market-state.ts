import { type Calendar, type Exchange, MINUTE_MS } from "./calendar.js";

/** Qot_Common.QotMarketState, as far as the simulator uses it. */
export const MarketState = {
  auction: 1,
  waitingOpen: 2,
  morning: 3,
  rest: 4,
  afternoon: 5,
  closed: 6,
  preMarket: 8,
  afterHours: 10,
  futureDayOpen: 15,
  futureDayBreak: 16,
  futureDayClose: 17,
  hkCloseAuction: 19,
} as const;

/** From this minute of the day on, the state. */
const timetable: Record<Exchange, readonly (readonly [fromMinute: number, state: number])[]> = {
  HK: [
    [0, MarketState.closed],
    [540, MarketState.auction],
    [560, MarketState.waitingOpen],
    [570, MarketState.morning],
    [720, MarketState.rest],
    [780, MarketState.afternoon],
    [960, MarketState.hkCloseAuction],
    [970, MarketState.closed],
  ],
  US: [
    [0, MarketState.closed],
    [240, MarketState.preMarket],
    [570, MarketState.afternoon],
    [960, MarketState.afterHours],
    [1200, MarketState.closed],
  ],
  CN: [
    [0, MarketState.closed],
    [555, MarketState.auction],
    [565, MarketState.waitingOpen],
    [570, MarketState.morning],
    [690, MarketState.rest],
    [780, MarketState.afternoon],
    [900, MarketState.closed],
  ],
  HKF: [
    [0, MarketState.futureDayClose],
    [555, MarketState.futureDayOpen],
    [720, MarketState.futureDayBreak],
    [780, MarketState.futureDayOpen],
    [990, MarketState.futureDayClose],
  ],
};

/** The state of a market at `atMs`. One that trades around the clock is in its morning or afternoon session. */
export function marketState(calendar: Calendar, atMs: number): number {
  const { exchange } = calendar;
  const day = calendar.dayAt(atMs);
  const minute = (atMs - day.startMs) / MINUTE_MS;
  const table = timetable[exchange];
  let state = table[0]?.[1] ?? MarketState.closed;
  // Past its own midnight the last trading day says nothing: the market is closed until the next.
  if (minute < 1440) for (const [from, next] of table) if (minute >= from) state = next;
  if (!calendar.isOpen(atMs) || tradingStates.has(state)) return state;
  if (exchange === "HKF") return MarketState.futureDayOpen;
  return minute < 720 && exchange !== "US" ? MarketState.morning : MarketState.afternoon;
}

const tradingStates: ReadonlySet<number> = new Set([
  MarketState.morning,
  MarketState.afternoon,
  MarketState.futureDayOpen,
]);

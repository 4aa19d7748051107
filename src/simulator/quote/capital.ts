import * as GetDistribution from "../../../generated/ts/Qot_GetCapitalDistribution.js";
import * as GetFlow from "../../../generated/ts/Qot_GetCapitalFlow.js";
import { type Handler, handle, Refusal } from "../handler.js";
import { timeText } from "../market/calendar.js";
import { type CapitalSplit, dayFlow, distribution, type FlowPoint, intradayFlow, total } from "../market/capital.js";
import type { Instrument } from "../market/instrument.js";
import { barsBetween, KlType, lastBars } from "../market/kline.js";
import { texts } from "../texts.js";
import { type QuoteContext, requireInstrument, requireTime } from "./context.js";
import { seconds } from "./messages.js";

/** PeriodType to the K-line type whose days are summed up. */
const periods: ReadonlyMap<number, number> = new Map([
  [2, KlType.day],
  [3, KlType.week],
  [4, KlType.month],
]);
const INTRADAY = 1;
/** Each day is summed from its minutes; a year of days is what OpenD's page offers. */
const MAX_DAYS = 260;

/** Capital flow: 3211, 3212. */
export function capitalHandlers(context: QuoteContext): readonly (readonly [number, Handler])[] {
  const { market } = context;

  const getFlow = handle(GetFlow.Request, GetFlow.Response, (c2s) => {
    const instrument = requireInstrument(market, c2s.security);
    const { listing } = instrument;
    const quote = market.quote(instrument);
    const period = c2s.periodType ?? INTRADAY;
    let points: readonly FlowPoint[];
    if (period === INTRADAY) points = intradayFlow(instrument, quote.position, market.seed);
    else {
      const klType = periods.get(period);
      if (klType === undefined) throw new Refusal(texts.invalid("periodType", String(period)));
      const toMs = c2s.endTime === undefined ? Infinity : requireTime(listing.exchange, "endTime", c2s.endTime, true);
      const fromMs =
        c2s.beginTime === undefined ? undefined : requireTime(listing.exchange, "beginTime", c2s.beginTime);
      points = periodFlow(instrument, klType, fromMs, toMs, market.seed, quote.position);
    }
    const last = points.at(-1);
    return {
      flowItemList: points.map((point) => ({
        inFlow: total(point),
        time: timeText(listing.exchange, point.atMs),
        timestamp: seconds(point.atMs),
        mainInFlow: point.super + point.big,
        superInFlow: point.super,
        bigInFlow: point.big,
        midInFlow: point.mid,
        smlInFlow: point.small,
      })),
      lastValidTime: last === undefined ? undefined : timeText(listing.exchange, last.atMs),
      lastValidTimestamp: last === undefined ? undefined : seconds(last.atMs),
    };
  });

  const getDistribution = handle(GetDistribution.Request, GetDistribution.Response, (c2s) => {
    const instrument = requireInstrument(market, c2s.security);
    const quote = market.quote(instrument);
    const split = distribution(instrument, quote.position, market.seed);
    return {
      capitalInSuper: split.in.super,
      capitalInBig: split.in.big,
      capitalInMid: split.in.mid,
      capitalInSmall: split.in.small,
      capitalOutSuper: split.out.super,
      capitalOutBig: split.out.big,
      capitalOutMid: split.out.mid,
      capitalOutSmall: split.out.small,
      updateTime: timeText(instrument.listing.exchange, quote.atMs),
      updateTimestamp: seconds(quote.atMs),
    };
  });

  return [
    [3211, getFlow],
    [3212, getDistribution],
  ];
}

function periodFlow(
  instrument: Instrument,
  klType: number,
  fromMs: number | undefined,
  toMs: number,
  seed: number,
  position: Parameters<typeof lastBars>[2],
): readonly FlowPoint[] {
  const days =
    fromMs === undefined
      ? lastBars(instrument, KlType.day, position, MAX_DAYS).filter((bar) => bar.atMs <= toMs)
      : barsBetween(instrument, KlType.day, position, { fromMs, toMs, limit: MAX_DAYS }).bars;
  const flows = days.map((bar) => dayFlow(instrument, bar.dayIndex, position, seed));
  if (klType === KlType.day) return flows;
  const first = days[0];
  if (first === undefined) return [];
  const periodBars = barsBetween(instrument, klType, position, { fromMs: 0, toMs, limit: Infinity }).bars.filter(
    (bar) => bar.dayIndex >= first.dayIndex,
  );
  return periodBars.map((bar, index) => {
    const after = periodBars[index - 1]?.dayIndex ?? -Infinity;
    const inPeriod = flows.filter((_, place) => {
      const day = days[place]?.dayIndex ?? Infinity;
      return day > after && day <= bar.dayIndex;
    });
    const sum = inPeriod.reduce<CapitalSplit>(
      (left, right) => ({
        super: left.super + right.super,
        big: left.big + right.big,
        mid: left.mid + right.mid,
        small: left.small + right.small,
      }),
      { super: 0, big: 0, mid: 0, small: 0 },
    );
    return { ...sum, atMs: bar.atMs };
  });
}

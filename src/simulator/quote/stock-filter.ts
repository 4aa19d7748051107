import * as StockFilter from "../../../generated/ts/Qot_StockFilter.js";
import { securityKey } from "../../ftapi/routing-key.js";
import { type Handler, handle, Refusal } from "../handler.js";
import type { Instrument } from "../market/instrument.js";
import { KlType, lastBars } from "../market/kline.js";
import { SecurityType } from "../market/listing.js";
import type { Market } from "../market/market.js";
import { findPlate } from "../market/plates.js";
import { texts } from "../texts.js";
import type { QuoteContext } from "./context.js";
import { amplitude, round, security, turnoverRate } from "./messages.js";

const SORT_ASCEND = 1;
const SORT_DESCEND = 2;
const WEEKS_A_YEAR = 52;
const TRADING_DAYS_A_YEAR = 250;

type Measure = (market: Market, instrument: Instrument) => number;

/** StockField; those that need accounts which the simulator does not keep are left out. */
const baseFields: ReadonlyMap<number, Measure> = new Map<number, Measure>([
  [3, (market, instrument) => market.quote(instrument).price],
  [4, (market, instrument) => ratio(market.quote(instrument).price, yearHigh(market, instrument))],
  [5, (market, instrument) => ratio(market.quote(instrument).price, yearLow(market, instrument))],
  [6, (market, instrument) => ratio(market.quote(instrument).high, yearHigh(market, instrument))],
  [7, (market, instrument) => ratio(market.quote(instrument).low, yearLow(market, instrument))],
  [8, (market, instrument) => volumeRatio(market, instrument)],
  [9, (market, instrument) => bidAskRatio(market, instrument)],
  [10, (market, instrument) => market.quote(instrument).price * instrument.listing.lotSize],
  [11, (market, instrument) => market.quote(instrument).price * instrument.listing.issuedShares],
  [12, (market, instrument) => perEarnings(market, instrument)],
  [13, (market, instrument) => perEarnings(market, instrument)],
  [14, (market, instrument) => perNetAssets(market, instrument)],
  [15, (market, instrument) => changeOver(market, instrument, KlType.min1, 5)],
  [16, (market, instrument) => changeOver(market, instrument, KlType.year, 1)],
  [19, (_, instrument) => instrument.listing.issuedShares],
  [20, (_, instrument) => instrument.listing.issuedShares],
  [21, (market, instrument) => market.quote(instrument).price * instrument.listing.issuedShares],
]);

/** AccumulateField, over a number of days. */
const accumulateFields: ReadonlyMap<number, (market: Market, instrument: Instrument, days: number) => number> = new Map(
  [
    [1, (market, instrument, days) => changeOver(market, instrument, KlType.day, days)],
    [
      2,
      (market, instrument, days) =>
        days <= 1 ? amplitude(market.quote(instrument)) : amplitudeOver(market, instrument, days),
    ],
    [3, (market, instrument, days) => sumOver(market, instrument, days, "volume")],
    [4, (market, instrument, days) => sumOver(market, instrument, days, "turnover")],
    [5, (market, instrument, days) => turnoverRate(instrument.listing, sumOver(market, instrument, days, "volume"))],
  ],
);

/** 3215: by price, value and figures over days. Filters on accounts, patterns and indicators are refused by name. */
export function stockFilterHandlers(context: QuoteContext): readonly (readonly [number, Handler])[] {
  const { market } = context;
  const stockFilter = handle(StockFilter.Request, StockFilter.Response, (c2s) => {
    if (c2s.financialFilterList.length > 0) throw new Refusal(texts.notOffered("financialFilterList"));
    if (c2s.patternFilterList.length > 0) throw new Refusal(texts.notOffered("patternFilterList"));
    if (c2s.customIndicatorFilterList.length > 0) throw new Refusal(texts.notOffered("customIndicatorFilterList"));
    const begin = c2s.begin ?? 0;
    if (begin < 0) throw new Refusal(texts.invalid("begin", String(begin)));
    const plate = c2s.plate === undefined ? undefined : findPlate(c2s.plate.market ?? 0, c2s.plate.code ?? "");
    if (c2s.plate !== undefined && plate === undefined) throw new Refusal(texts.unknownPlate(c2s.plate.code ?? ""));

    const columns = [...c2s.baseFilterList.map(baseColumn), ...c2s.accumulateFilterList.map(accumulateColumn)];
    const rows = [...market.all]
      .filter(({ listing }) => listing.secType === SecurityType.equity && listing.market === c2s.market)
      .filter(({ listing }) => plate === undefined || plate.members.includes(securityKey(listing)))
      .map((instrument) => ({ instrument, values: columns.map((column) => column.measure(market, instrument)) }))
      .filter(({ values }) => columns.every((column, place) => column.accepts(values[place] ?? Number.NaN)));
    const sortPlace = columns.findIndex((column) => column.sortDir !== 0);
    if (sortPlace >= 0) {
      const sign = columns[sortPlace]?.sortDir === SORT_DESCEND ? -1 : 1;
      rows.sort((left, right) => sign * ((left.values[sortPlace] ?? 0) - (right.values[sortPlace] ?? 0)));
    }
    const end = begin + (c2s.num ?? 0);
    return {
      lastPage: end >= rows.length,
      allCount: rows.length,
      dataList: rows.slice(begin, end).map(({ instrument: { listing }, values }) => {
        const data = columns.map((column, place) => ({ column, value: round(values[place] ?? 0) }));
        return {
          security: security(listing),
          name: listing.name,
          baseDataList: data
            .filter(({ column }) => column.days === undefined)
            .map(({ column, value }) => ({ fieldName: column.fieldName, value })),
          accumulateDataList: data
            .filter(({ column }) => column.days !== undefined)
            .map(({ column, value }) => ({ fieldName: column.fieldName, value, days: column.days })),
          financialDataList: [],
          customIndicatorDataList: [],
        };
      }),
    };
  });
  return [[3215, stockFilter]];
}

interface Column {
  readonly fieldName: number;
  readonly days: number | undefined;
  readonly sortDir: number;
  readonly measure: Measure;
  readonly accepts: (value: number) => boolean;
}

interface Range {
  readonly filterMin?: number | undefined;
  readonly filterMax?: number | undefined;
  readonly isNoFilter?: boolean | undefined;
  readonly sortDir?: number | undefined;
}

/** `isNoFilter` is true when absent: the field is then only shown. */
function rangeOf(range: Range): Pick<Column, "accepts" | "sortDir"> {
  const open = range.isNoFilter ?? true;
  const sortDir = range.sortDir === SORT_ASCEND || range.sortDir === SORT_DESCEND ? range.sortDir : 0;
  const accepts = (value: number): boolean =>
    open || (value >= (range.filterMin ?? -Infinity) && value <= (range.filterMax ?? Infinity));
  return { accepts, sortDir };
}

function baseColumn(filter: StockFilter.BaseFilter): Column {
  const fieldName = filter.fieldName ?? 0;
  const measure = baseFields.get(fieldName);
  if (measure === undefined) throw new Refusal(texts.notOffered(`baseFilterList.fieldName ${fieldName}`));
  return { fieldName, days: undefined, measure, ...rangeOf(filter) };
}

function accumulateColumn(filter: StockFilter.AccumulateFilter): Column {
  const fieldName = filter.fieldName ?? 0;
  const days = filter.days ?? 1;
  const measure = accumulateFields.get(fieldName);
  if (measure === undefined) throw new Refusal(texts.notOffered(`accumulateFilterList.fieldName ${fieldName}`));
  if (days < 1 || days > TRADING_DAYS_A_YEAR) throw new Refusal(texts.invalid("days", String(days)));
  return { fieldName, days, measure: (market, instrument) => measure(market, instrument, days), ...rangeOf(filter) };
}

function ratio(value: number, base: number): number {
  return (value / base - 1) * 100;
}

function yearBars(market: Market, instrument: Instrument) {
  return lastBars(instrument, KlType.week, market.quote(instrument).position, WEEKS_A_YEAR);
}

function yearHigh(market: Market, instrument: Instrument): number {
  return Math.max(...yearBars(market, instrument).map((bar) => bar.high));
}

function yearLow(market: Market, instrument: Instrument): number {
  return Math.min(...yearBars(market, instrument).map((bar) => bar.low));
}

function perEarnings(market: Market, instrument: Instrument): number {
  const { earningsPerShare } = instrument.listing;
  return earningsPerShare > 0 ? market.quote(instrument).price / earningsPerShare : 0;
}

function perNetAssets(market: Market, instrument: Instrument): number {
  const { netAssetPerShare } = instrument.listing;
  return netAssetPerShare > 0 ? market.quote(instrument).price / netAssetPerShare : 0;
}

function volumeRatio(market: Market, instrument: Instrument): number {
  const quote = market.quote(instrument);
  const [before] = lastBars(instrument, KlType.day, quote.position, 2);
  return before === undefined ? 1 : quote.volume / before.volume;
}

function bidAskRatio(market: Market, instrument: Instrument): number {
  const book = market.depth(instrument, market.quote(instrument), 1);
  const bid = book.bids[0]?.volume ?? 0;
  const ask = book.asks[0]?.volume ?? 0;
  return bid + ask === 0 ? 0 : ((bid - ask) / (bid + ask)) * 100;
}

function changeOver(market: Market, instrument: Instrument, klType: number, count: number): number {
  const quote = market.quote(instrument);
  const first = lastBars(instrument, klType, quote.position, count)[0];
  return first === undefined ? 0 : ratio(quote.price, first.lastClose);
}

function daysOf(market: Market, instrument: Instrument, days: number) {
  return lastBars(instrument, KlType.day, market.quote(instrument).position, days);
}

function sumOver(market: Market, instrument: Instrument, days: number, what: "volume" | "turnover"): number {
  return daysOf(market, instrument, days).reduce((sum, bar) => sum + bar[what], 0);
}

function amplitudeOver(market: Market, instrument: Instrument, days: number): number {
  const bars = daysOf(market, instrument, days);
  const base = bars[0]?.lastClose ?? 1;
  return ((Math.max(...bars.map((bar) => bar.high)) - Math.min(...bars.map((bar) => bar.low))) / base) * 100;
}

import type { Security } from "../../../generated/ts/Qot_Common.js";
import type { Clock } from "../clock.js";
import { Refusal } from "../handler.js";
import { type Exchange, parseTime } from "../market/calendar.js";
import type { Instrument } from "../market/instrument.js";
import type { Market } from "../market/market.js";
import type { SessionRegistry } from "../session-registry.js";
import type { Counters } from "../stats.js";
import type { Subscriptions } from "../subscriptions.js";
import { texts } from "../texts.js";
import type { PushPump } from "./push-pump.js";

/** What the quote handlers work with. */
export interface QuoteContext {
  /** Real time, for what concerns the connection and not the market. */
  readonly realClock: Clock;
  readonly market: Market;
  readonly sessions: SessionRegistry;
  readonly subscriptions: Subscriptions;
  readonly pump: PushPump;
  readonly counters: Counters;
  readonly serverVer: number;
  readonly loginUserId: bigint;
  readonly historyQuota: number;
  /** Told of faults of our own outside a request. */
  readonly onError: (error: unknown) => void;
}

/** @throws Refusal when the security is missing or not listed. */
export function requireInstrument(market: Market, security: Security | undefined): Instrument {
  if (security?.market === undefined || security.code === undefined) throw new Refusal(texts.missing("security"));
  const instrument = market.instrument(security.market, security.code);
  if (instrument === undefined) throw new Refusal(texts.unknownSecurity(security.code));
  return instrument;
}

/** @throws Refusal when the list is empty or has a security that is not listed. */
export function requireInstruments(market: Market, list: readonly Security[]): readonly Instrument[] {
  if (list.length === 0) throw new Refusal(texts.missing("securityList"));
  return list.map((security) => requireInstrument(market, security));
}

/** Reads a time field. A bare date stands for its beginning, or for its end with `endOfDay`. */
export function requireTime(exchange: Exchange, field: string, text: string | undefined, endOfDay = false): number {
  const bareDate = text !== undefined && /^\s*\d{4}-\d{1,2}-\d{1,2}\s*$/.test(text);
  const atMs =
    text === undefined ? undefined : parseTime(exchange, bareDate && endOfDay ? `${text.trim()} 23:59:59` : text);
  if (atMs === undefined)
    throw new Refusal(texts.invalid(field, `"${text ?? ""}"，格式应为YYYY-MM-DD或YYYY-MM-DD HH:MM:SS`));
  return atMs;
}

/** A date field as YYYY-MM-DD. */
export function requireDate(field: string, text: string | undefined): string {
  const match = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:\D.*)?$/.exec(text ?? "");
  const [, year, month, day] = match ?? [];
  const date = `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}`;
  if (match === null || Number.isNaN(Date.parse(date)))
    throw new Refusal(texts.invalid(field, `"${text ?? ""}"，格式应为YYYY-MM-DD`));
  return date;
}

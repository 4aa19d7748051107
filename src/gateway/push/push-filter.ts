import type { Buffer } from "node:buffer";
import type { PushFilter } from "../../../generated/ts/futu/service/futu.js";
import { RehabType, SubType } from "../../../generated/ts/Qot_Common.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { klSubType, type Security, securityKey } from "../../ftapi/routing-key.js";
import { readSecurityText } from "../../ftapi/security-text.js";
import { encodeFilterNames } from "./event-codec.js";
import type { Route } from "./shared-event.js";

/** Long enough for a sentence; every event that matches repeats it. */
export const MAX_NAME_CHARS = 64;
/** More than all there are: only a mistake or an attack names more. */
export const MAX_TYPES = 64;
export const MAX_ACCOUNTS = 1000;

/** 0 is "none" among the sub types, and a real value among the rehab types. */
const SUB_TYPES: ReadonlySet<unknown> = new Set(Object.values(SubType).filter((value) => Number(value) > 0));
const REHAB_TYPES: ReadonlySet<unknown> = new Set(Object.values(RehabType).filter((value) => Number(value) >= 0));

const EVENT_TYPES = ["quote", "trade", "notify"] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** A filter as the gateway understood it; null takes all. */
export interface StreamFilter {
  readonly name: string;
  readonly eventTypes: ReadonlySet<EventType>;
  /** By sec_key. */
  readonly securities: ReadonlyMap<string, Security> | null;
  /** Qot_Common.SubType, those of the K-line types among them. */
  readonly subTypes: ReadonlySet<number> | null;
  readonly rehabTypes: ReadonlySet<number> | null;
  readonly accounts: ReadonlySet<bigint> | null;
  /** Trd_Common.TrdMarket, of trade events: not a client's to ask for, but what its key is limited to. */
  readonly trdMarkets: ReadonlySet<number> | null;
  readonly session: number | undefined;
  readonly extendedTime: boolean;
  readonly orderBookDetail: boolean;
}

/** What a stream without filters has. */
export const TAKES_ALL: StreamFilter = {
  name: "",
  eventTypes: new Set(EVENT_TYPES),
  securities: null,
  subTypes: null,
  rehabTypes: null,
  accounts: null,
  trdMarkets: null,
  session: undefined,
  extendedTime: false,
  orderBookDetail: false,
};

/** What of a {@link Route} a filter looks at. */
export interface FilterKey extends Pick<Route, "eventType" | "secKey" | "subType" | "rehabType" | "accId"> {
  /** Absent: all markets of the account, as in a notice of a gap. 0: one that could not be read. */
  readonly trdMarket?: number;
}

/** Whether the filter takes events of that key. A quote or trade push without key only matches where all keys do. */
export function filterTakes(filter: StreamFilter, key: FilterKey): boolean {
  if (!filter.eventTypes.has(key.eventType)) return false;
  if (key.eventType === "trade") return takesTrade(filter, key);
  if (key.eventType === "notify") return true;
  const { securities, subTypes, rehabTypes } = filter;
  if (securities !== null && !securities.has(key.secKey)) return false;
  if (subTypes !== null && !subTypes.has(key.subType)) return false;
  return rehabTypes === null || key.rehabType === undefined || rehabTypes.has(key.rehabType);
}

function takesTrade({ accounts, trdMarkets }: StreamFilter, { accId, trdMarket }: FilterKey): boolean {
  if (accounts !== null && !accounts.has(accId)) return false;
  return trdMarkets === null || trdMarket === undefined || trdMarkets.has(trdMarket);
}

/** The encoded names of the filters that take the key; undefined where none does. */
export function matchingNames(filters: readonly StreamFilter[], key: FilterKey): Buffer | null | undefined {
  const names: string[] = [];
  let matched = false;
  for (const filter of filters) {
    if (!filterTakes(filter, key)) continue;
    matched = true;
    names.push(filter.name);
  }
  return matched ? encodeNames(names) : undefined;
}

/** The encoded name of a filter; null where it has none. */
export function nameOf({ name }: StreamFilter): Buffer | null {
  return encodeNames([name]);
}

/** The names as they stand in an event: each once, none for a filter without name. */
function encodeNames(names: readonly string[]): Buffer | null {
  return encodeFilterNames([...new Set(names)].filter((name) => name !== ""));
}

/**
 * Checks one filter of a request.
 * @param at where it stands, such as `filters[2]`: begins the text of each error.
 * @throws GatewayError INVALID_REQUEST naming the field.
 */
export function checkFilter(filter: PushFilter, at: string): StreamFilter {
  const name = filter.name ?? "";
  if (name.length > MAX_NAME_CHARS) {
    throw invalid(`${at}.name: ${name.length} characters; write at most ${MAX_NAME_CHARS}`);
  }
  const securities = checkSecurities(filter.securities, `${at}.securities`);
  const subTypes = checkSubTypes(filter, at);
  const rehabTypes = checkTypes(filter.rehab_types, `${at}.rehab_types`, REHAB_TYPES, "Qot_Common.RehabType");
  const accounts = checkAccounts(filter.accounts, `${at}.accounts`);
  const session = filter.session ?? 0;
  if (session < 0) throw invalid(`${at}.session: ${session} is no Common.Session`);
  return {
    name,
    eventTypes: checkEventTypes(filter, at),
    securities,
    subTypes,
    rehabTypes,
    accounts,
    trdMarkets: null,
    session: session === 0 ? undefined : session,
    extendedTime: filter.extended_time === true,
    orderBookDetail: filter.order_book_detail === true,
  };
}

/** The filter as PushAccepted names it: securities in the form of `sec_key`, K-line types as sub types. */
export function effectiveFilter(filter: StreamFilter): PushFilter {
  return {
    ...(filter.name === "" ? {} : { name: filter.name }),
    securities: [...(filter.securities?.keys() ?? [])],
    sub_types: [...(filter.subTypes ?? [])],
    kl_types: [],
    rehab_types: [...(filter.rehabTypes ?? [])],
    event_types: [...filter.eventTypes],
    accounts: [...(filter.accounts ?? [])],
    session: filter.session,
    extended_time: filter.extendedTime || undefined,
    order_book_detail: filter.orderBookDetail || undefined,
  };
}

export function invalid(text: string): GatewayError {
  return new GatewayError("INVALID_REQUEST", text);
}

function checkSecurities(texts: readonly string[], at: string): ReadonlyMap<string, Security> | null {
  if (texts.length === 0) return null;
  const securities = new Map<string, Security>();
  texts.forEach((text, index) => {
    const security = readSecurity(text, `${at}[${index}]`);
    securities.set(securityKey(security), security);
  });
  return securities;
}

function readSecurity(text: string, at: string): Security {
  const { security, problem } = readSecurityText(text);
  if (security === null) throw invalid(`${at}: ${problem}`);
  return security;
}

function checkSubTypes(filter: PushFilter, at: string): ReadonlySet<number> | null {
  const subTypes = new Set(checkTypes(filter.sub_types, `${at}.sub_types`, SUB_TYPES, "Qot_Common.SubType"));
  checkCount(filter.kl_types, `${at}.kl_types`, MAX_TYPES);
  filter.kl_types.forEach((klType, index) => {
    const subType = klSubType(klType);
    if (subType === undefined) throw invalid(`${at}.kl_types[${index}]: ${klType} is no Qot_Common.KLType`);
    subTypes.add(subType);
  });
  return subTypes.size === 0 ? null : subTypes;
}

/** A number that names nothing would make a stream that stays mute without a word. */
function checkTypes(
  values: readonly number[],
  at: string,
  known: ReadonlySet<unknown>,
  enumName: string,
): ReadonlySet<number> | null {
  checkCount(values, at, MAX_TYPES);
  values.forEach((value, index) => {
    if (!known.has(value)) throw invalid(`${at}[${index}]: ${value} is no ${enumName}`);
  });
  return values.length === 0 ? null : new Set(values);
}

function checkAccounts(accounts: readonly bigint[], at: string): ReadonlySet<bigint> | null {
  checkCount(accounts, at, MAX_ACCOUNTS);
  const zero = accounts.indexOf(0n);
  if (zero !== -1) throw invalid(`${at}[${zero}]: 0 is no account; 2001 lists yours`);
  return accounts.length === 0 ? null : new Set(accounts);
}

function checkEventTypes(filter: PushFilter, at: string): ReadonlySet<EventType> {
  const aboutQuotes = [
    ["securities", filter.securities],
    ["sub_types", filter.sub_types],
    ["kl_types", filter.kl_types],
    ["rehab_types", filter.rehab_types],
  ] as const;
  const quoteField = aboutQuotes.find(([, list]) => list.length > 0)?.[0];
  const aboutAccounts = filter.accounts.length > 0;
  checkCount(filter.event_types, `${at}.event_types`, MAX_TYPES);
  const given = new Set<EventType>();
  filter.event_types.forEach((text, index) => {
    const eventType = EVENT_TYPES.find((known) => known === text);
    if (eventType === undefined) {
      const shown = JSON.stringify(text.slice(0, 40));
      throw invalid(`${at}.event_types[${index}]: ${shown} is none of ${EVENT_TYPES.join(", ")}`);
    }
    given.add(eventType);
  });
  if (given.size > 0) {
    if (quoteField !== undefined && !given.has("quote")) {
      throw invalid(
        `${at}.${quoteField}: is about quotes, which event_types leaves out; add "quote" or leave it empty`,
      );
    }
    if (aboutAccounts && !given.has("trade")) {
      throw invalid(
        `${at}.accounts: is about trade events, which event_types leaves out; add "trade" or leave it empty`,
      );
    }
    return given;
  }
  if (quoteField === undefined && !aboutAccounts) return TAKES_ALL.eventTypes;
  if (quoteField !== undefined) given.add("quote");
  if (aboutAccounts) given.add("trade");
  return given;
}

function checkCount(values: readonly unknown[], at: string, max: number): void {
  if (values.length > max) throw invalid(`${at}: ${values.length} entries; write at most ${max}`);
}

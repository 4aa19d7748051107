import type { Buffer } from "node:buffer";
import { commandById } from "../../catalog/catalog.js";
import { type RoutingKey, securityKey } from "../../ftapi/routing-key.js";
import {
  type EventType,
  type FilterKey,
  filterTakes,
  matchingNames,
  nameOf,
  type StreamFilter,
} from "./push-filter.js";
import { type EventClass, eventClassOf, type Route } from "./shared-event.js";

/** More keys than OpenD's largest quota allows: only a daemon gone wild names more. */
const MAX_ROUTES = 50_000;

/** What the index knows of a stream. */
export interface IndexedStream {
  readonly filters: readonly StreamFilter[];
  readonly seesAllAccounts: boolean;
}

/** A stream that takes a key, and the encoded names of its filters that matched. */
export interface Target<S> {
  readonly stream: S;
  readonly filters: Buffer | null;
}

/** One filter of a stream, as it stands in buckets. */
interface Entry<S> {
  readonly stream: S;
  readonly filter: StreamFilter;
  /** What the filter makes of every key that it takes; null where other filters of the stream have a say. */
  readonly target: Target<S> | null;
}

/** Filters that may take a key. */
class Bucket<S> {
  private readonly entries = new Set<Entry<S>>();
  /** Routes whose targets are of these entries. */
  private readonly resolved = new Set<IndexedRoute<S>>();
  /** Routes that look here. */
  routes = 0;

  get size(): number {
    return this.entries.size;
  }

  all(): Iterable<Entry<S>> {
    return this.entries;
  }

  add(entry: Entry<S>): void {
    this.entries.add(entry);
    this.changed();
  }

  delete(entry: Entry<S>): void {
    this.entries.delete(entry);
    this.changed();
  }

  noteResolved(route: IndexedRoute<S>): void {
    this.resolved.add(route);
  }

  forget(route: IndexedRoute<S>): void {
    this.resolved.delete(route);
  }

  /** Targets are let go of at once: a key may be silent for long, and would hold streams that have ended. */
  private changed(): void {
    for (const route of this.resolved) route.targets = null;
    this.resolved.clear();
  }
}

/** A key with the streams that take it. */
export class IndexedRoute<S> implements Route {
  readonly protoId: number;
  readonly secKey: string;
  readonly subType: number;
  readonly klType: number;
  readonly rehabType: number | undefined;
  readonly accId: bigint;
  readonly trdMarket: number;
  readonly eventType: EventType;
  readonly eventClass: EventClass;
  /** Where it stands among those of its proto_id. */
  readonly place: string | bigint;
  /** Where filters that may take it stand. */
  readonly buckets: readonly Bucket<S>[];
  /** null: to be found anew. */
  targets: readonly Target<S>[] | null = null;
  /** For the hub: how many losses of OpenD there had been at the last event; -1: there was no event. */
  gapsSeen = -1;

  constructor(protoId: number, key: RoutingKey, eventType: EventType, buckets: readonly Bucket<S>[]) {
    this.protoId = protoId;
    this.secKey = key.security === undefined ? "" : securityKey(key.security);
    this.subType = key.subType ?? 0;
    this.klType = key.klType ?? 0;
    this.rehabType = key.rehabType;
    this.accId = key.account?.accId ?? 0n;
    this.trdMarket = key.account?.trdMarket ?? 0;
    this.eventType = eventType;
    this.eventClass = classOf(protoId, key);
    this.place = placeOf(key);
    this.buckets = buckets;
  }
}

const NO_KEY: RoutingKey = {};

/** Which streams take which key: asked once a key and change, never once a push. */
export class RouteIndex<S extends IndexedStream> {
  private readonly streams = new Map<S, readonly Entry<S>[]>();
  /** By proto_id, then by sec_key or account; few share both. */
  private readonly routes = new Map<number, Map<string | bigint, IndexedRoute<S>[]>>();
  /** Oldest first. */
  private readonly known = new Set<IndexedRoute<S>>();
  private readonly bySecurity = new Map<string, Bucket<S>>();
  private readonly byAccount = new Map<bigint, Bucket<S>>();
  private readonly anyQuote = new Bucket<S>();
  private readonly anyTrade = new Bucket<S>();
  private readonly notify = new Bucket<S>();
  private readonly evicted: (route: IndexedRoute<S>) => void;
  private namedCount = 0;

  /** @param evicted told of a key that was forgotten because there are too many. */
  constructor(evicted: (route: IndexedRoute<S>) => void) {
    this.evicted = evicted;
  }

  /** Known keys. */
  get size(): number {
    return this.known.size;
  }

  /** Buckets of single securities and accounts: none stays behind its last filter and route. */
  get buckets(): number {
    return this.bySecurity.size + this.byAccount.size;
  }

  /** Securities and accounts that the filters of all streams name: what the index costs. */
  get named(): number {
    return this.namedCount;
  }

  /** The streams. */
  all(): Iterable<S> {
    return this.streams.keys();
  }

  add(stream: S): void {
    const entries = stream.filters.map((filter): Entry<S> => {
      // One object for all keys: one a key and stream would be gigabytes where thousands of streams take all.
      const target = stream.filters.length === 1 ? { stream, filters: nameOf(filter) } : null;
      return { stream, filter, target };
    });
    this.streams.set(stream, entries);
    this.namedCount += namedBy(stream.filters);
    for (const entry of entries) {
      for (const bucket of this.bucketsOf(entry.filter)) {
        bucket.add(entry);
      }
    }
  }

  remove(stream: S): void {
    const entries = this.streams.get(stream);
    if (entries === undefined) return;
    this.namedCount -= namedBy(stream.filters);
    for (const entry of entries) {
      for (const bucket of this.bucketsOf(entry.filter)) {
        bucket.delete(entry);
      }
      for (const secKey of entry.filter.securities?.keys() ?? []) this.sweep(this.bySecurity, secKey);
      for (const accId of entry.filter.accounts ?? []) this.sweep(this.byAccount, accId);
    }
    this.streams.delete(stream);
  }

  /** The one route of that key. */
  route(protoId: number, key: RoutingKey = NO_KEY): IndexedRoute<S> {
    let keys = this.routes.get(protoId);
    if (keys === undefined) {
      keys = new Map();
      this.routes.set(protoId, keys);
    }
    const place = placeOf(key);
    const candidates = keys.get(place);
    const known = candidates?.find((route) => isRouteOf(route, key));
    if (known !== undefined) return known;
    const route = this.newRoute(protoId, key);
    if (candidates === undefined) keys.set(place, [route]);
    else candidates.push(route);
    return route;
  }

  /** The streams that take the route's events; the array is never changed. */
  targets(route: IndexedRoute<S>): readonly Target<S>[] {
    if (route.targets !== null) return route.targets;
    const targets = this.find(route);
    if (!this.known.has(route)) return targets;
    route.targets = targets;
    for (const bucket of route.buckets) bucket.noteResolved(route);
    return targets;
  }

  /** Forgets the keys of a unit that OpenD no longer pushes. */
  forget(secKey: string, subType: number): readonly IndexedRoute<S>[] {
    const forgotten: IndexedRoute<S>[] = [];
    for (const keys of this.routes.values()) {
      for (const route of keys.get(secKey) ?? []) if (route.subType === subType) forgotten.push(route);
    }
    for (const route of forgotten) this.drop(route);
    return forgotten;
  }

  /** The streams that take a key, without making a route of it. */
  streamsOf(key: FilterKey): Iterable<S> {
    const streams = new Set<S>();
    for (const bucket of this.knownBuckets(key)) {
      for (const { stream, filter } of bucket?.all() ?? []) if (filterTakes(filter, key)) streams.add(stream);
    }
    return streams;
  }

  private knownBuckets({ eventType, secKey, accId }: FilterKey): readonly (Bucket<S> | undefined)[] {
    if (eventType === "notify") return [this.notify];
    return eventType === "trade"
      ? [this.byAccount.get(accId), this.anyTrade]
      : [this.bySecurity.get(secKey), this.anyQuote];
  }

  private find(route: IndexedRoute<S>): readonly Target<S>[] {
    const targets: Target<S>[] = [];
    const found = new Set<S>();
    for (const bucket of this.knownBuckets(route)) {
      for (const { stream, filter, target } of bucket?.all() ?? []) {
        if (!filterTakes(filter, route) || found.has(stream)) continue;
        if (target === null) found.add(stream);
        targets.push(target ?? { stream, filters: matchingNames(stream.filters, route) ?? null });
      }
    }
    return targets;
  }

  private newRoute(protoId: number, key: RoutingKey): IndexedRoute<S> {
    if (this.known.size >= MAX_ROUTES) {
      const [oldest] = this.known;
      if (oldest !== undefined) {
        this.drop(oldest);
        this.evicted(oldest);
      }
    }
    const eventType = eventTypeOf(protoId);
    const route = new IndexedRoute(protoId, key, eventType, this.bucketsFor(eventType, key));
    for (const bucket of route.buckets) bucket.routes++;
    this.known.add(route);
    return route;
  }

  private drop(route: IndexedRoute<S>): void {
    this.known.delete(route);
    const keys = this.routes.get(route.protoId);
    const others = keys?.get(route.place)?.filter((other) => other !== route) ?? [];
    if (others.length === 0) keys?.delete(route.place);
    else keys?.set(route.place, others);
    for (const bucket of route.buckets) {
      bucket.routes--;
      bucket.forget(route);
    }
    this.sweep(this.bySecurity, route.secKey);
    this.sweep(this.byAccount, route.accId);
  }

  /** Where a key's filters stand. */
  private bucketsFor(eventType: EventType, key: RoutingKey): readonly Bucket<S>[] {
    if (eventType === "notify") return [this.notify];
    if (eventType === "trade") {
      return key.account === undefined ? [this.anyTrade] : [bucketOf(this.byAccount, key.account.accId), this.anyTrade];
    }
    return key.security === undefined
      ? [this.anyQuote]
      : [bucketOf(this.bySecurity, securityKey(key.security)), this.anyQuote];
  }

  /** Where a filter stands. */
  private *bucketsOf(filter: StreamFilter): Iterable<Bucket<S>> {
    const { eventTypes, securities, accounts } = filter;
    if (eventTypes.has("notify")) yield this.notify;
    if (eventTypes.has("trade")) {
      if (accounts === null) yield this.anyTrade;
      else for (const accId of accounts) yield bucketOf(this.byAccount, accId);
    }
    if (eventTypes.has("quote")) {
      if (securities === null) yield this.anyQuote;
      else for (const secKey of securities.keys()) yield bucketOf(this.bySecurity, secKey);
    }
  }

  private sweep<K>(buckets: Map<K, Bucket<S>>, key: K): void {
    const bucket = buckets.get(key);
    if (bucket !== undefined && bucket.size === 0 && bucket.routes === 0) buckets.delete(key);
  }
}

/** Securities and accounts that filters name. */
export function namedBy(filters: readonly StreamFilter[]): number {
  return filters.reduce((sum, { securities, accounts }) => sum + (securities?.size ?? 0) + (accounts?.size ?? 0), 0);
}

function bucketOf<K, S>(buckets: Map<K, Bucket<S>>, key: K): Bucket<S> {
  let bucket = buckets.get(key);
  if (bucket === undefined) {
    bucket = new Bucket();
    buckets.set(key, bucket);
  }
  return bucket;
}

/** Values without key are not the values of one key: none of them replaces another. */
function classOf(protoId: number, key: RoutingKey): EventClass {
  const eventClass = eventClassOf(protoId);
  return eventClass === "state" && key.security === undefined ? "tick" : eventClass;
}

function placeOf(key: RoutingKey): string | bigint {
  return key.security === undefined ? (key.account?.accId ?? "") : securityKey(key.security);
}

function isRouteOf<S>(route: IndexedRoute<S>, key: RoutingKey): boolean {
  return (
    route.subType === (key.subType ?? 0) &&
    route.klType === (key.klType ?? 0) &&
    route.rehabType === key.rehabType &&
    route.trdMarket === (key.account?.trdMarket ?? 0)
  );
}

/** Price reminders and option alerts are notices, though their ids stand among the quotes. */
const NOTIFY: ReadonlySet<number> = new Set([1003, 3019, 3310]);

/** PushEvent.event_type of a push. */
export function eventTypeOf(protoId: number): EventType {
  if (NOTIFY.has(protoId)) return "notify";
  const category = commandById(protoId)?.category;
  if (category === "trade_order" || category === "trade_account") return "trade";
  return category === "system" ? "notify" : "quote";
}

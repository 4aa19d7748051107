import { securityKey } from "../../ftapi/routing-key.js";
import type { Clock } from "../clock.js";
import type { Instrument } from "../market/instrument.js";
import type { Market } from "../market/market.js";
import type { Push, PushSource, PushUnit } from "../quote/push-pump.js";
import type { SessionRegistry } from "../session-registry.js";
import { isSubType, SubType } from "../sub-type.js";
import { MarkedBody, markBase } from "./marked-body.js";
import { Pacer } from "./pacer.js";
import { cachedTicks, markedMessage } from "./quote-message.js";

const DEFAULT_SECURITIES = 20;
/** Ticks that the first push repeats, as the market's. */
const FIRST_PUSH_TICKS = 10;

export interface FirehoseSettings {
  /** Quote pushes a second, over all keys together. One event counts once, however many connections get it. */
  readonly eventsPerSecond: number;
  /** The firehose serves the first this many securities that are registered for pushes, the market the others. Default 20. */
  readonly securities?: number;
  /** Qot_Common.SubType; what is left out stays with the market. Default: every type. */
  readonly kinds?: readonly number[];
  /** Smaller bodies are filled up to this size, in `retMsg`. Default 0. */
  readonly bodyBytes?: number;
}

/** What the firehose did for one security, SubType and rehab type. */
export interface FirehoseKeyStats {
  /** `market_code`. */
  readonly secKey: string;
  readonly subType: number;
  /** 0 for data that has none. */
  readonly rehabType: number;
  readonly events: number;
  /** Mark of the first event, the others count on from it; 0 before it. */
  readonly firstMark: number;
  /** Events times the connections that got them. */
  readonly delivered: number;
  /** The same for those whose client was too slow. */
  readonly skipped: number;
}

export interface FirehoseStats {
  readonly events: number;
  readonly delivered: number;
  readonly skipped: number;
  /** Events that were due while this process was too busy, and were never made. */
  readonly late: number;
  readonly keys: readonly FirehoseKeyStats[];
}

export interface FirehoseOptions {
  readonly settings: FirehoseSettings;
  readonly market: Market;
  readonly sessions: SessionRegistry;
  readonly realClock: Clock;
  /** Market time at the start, and market time per real time. */
  readonly startMs: number;
  readonly speed: number;
  readonly onError: (error: unknown) => void;
}

/** Lives on when nobody is registered, so that marks never repeat. */
interface Key {
  readonly unit: PushUnit;
  readonly secKey: string;
  events: number;
  delivered: number;
  skipped: number;
  protoId: number;
  body: MarkedBody | null;
  /** The second of the schedule that `body` is of. */
  second: number;
}

/**
 * Makes quote pushes at a fixed rate in the market's place, in turn for all
 * units that somebody registered for. What it pushes depends on the number of
 * the event alone, not on when it really left.
 */
export class Firehose implements PushSource {
  private readonly options: FirehoseOptions;
  private readonly kinds: ReadonlySet<number> | null;
  private readonly maxSecurities: number;
  private readonly markBase: number;
  private readonly pacer: Pacer;
  private readonly keys = new Map<string, Key>();
  /** What is served now, in turn. */
  private readonly ring: { key: Key; unit: PushUnit }[] = [];
  private readonly served = new Map<Instrument, number>();
  private next = 0;
  private events = 0;

  /** @throws RangeError for settings that make no sense. */
  constructor(options: FirehoseOptions) {
    const { settings, realClock, onError } = options;
    const { eventsPerSecond, securities = DEFAULT_SECURITIES, kinds, bodyBytes = 0 } = settings;
    if (!(eventsPerSecond > 0))
      throw new RangeError(`firehose.eventsPerSecond must be above 0, not ${eventsPerSecond}`);
    if (!(securities >= 1)) throw new RangeError(`firehose.securities must be at least 1, not ${securities}`);
    if (!(bodyBytes >= 0)) throw new RangeError(`firehose.bodyBytes must not be negative: ${bodyBytes}`);
    const unknown = kinds?.find((kind) => !isSubType(kind));
    if (unknown !== undefined) throw new RangeError(`firehose.kinds: ${unknown} is no SubType`);
    this.options = options;
    this.maxSecurities = securities;
    this.kinds = kinds === undefined ? null : new Set(kinds);
    this.markBase = markBase(options.startMs);
    this.pacer = new Pacer({
      clock: realClock,
      perSecond: eventsPerSecond,
      emit: (count) => this.emit(count),
      onError,
    });
  }

  take(unit: PushUnit): boolean {
    const { instrument, subType, rehabType } = unit;
    if (this.kinds !== null && !this.kinds.has(subType)) return false;
    const units = this.served.get(instrument) ?? 0;
    if (units === 0 && this.served.size >= this.maxSecurities) return false;
    const secKey = securityKey(instrument.listing);
    const name = `${secKey}/${subType}/${rehabType}`;
    let key = this.keys.get(name);
    if (key === undefined) {
      key = { unit, secKey, events: 0, delivered: 0, skipped: 0, protoId: 0, body: null, second: -1 };
      this.keys.set(name, key);
    }
    if (key.body === null) this.renew(key, this.second());
    // The market has nothing yet that a push could be made of.
    if (key.body === null) return false;
    this.served.set(instrument, units + 1);
    this.ring.push({ key, unit });
    this.pacer.start();
    return true;
  }

  release(unit: PushUnit): void {
    const place = this.ring.findIndex((entry) => entry.unit === unit);
    if (place < 0) return;
    this.ring.splice(place, 1);
    if (place < this.next) this.next -= 1;
    const rest = (this.served.get(unit.instrument) ?? 1) - 1;
    if (rest > 0) this.served.set(unit.instrument, rest);
    else this.served.delete(unit.instrument);
    if (this.ring.length === 0) this.pacer.stop();
  }

  firstPush(unit: PushUnit): Push | undefined {
    const key = this.ring.find((entry) => entry.unit === unit)?.key;
    if (key === undefined || key.body === null) return undefined;
    const { protoId, events } = key;
    if (unit.subType !== SubType.ticker) {
      return events === 0 ? undefined : { protoId, body: key.body.with(this.markBase + events) };
    }
    // The market's own ticks have other sequences. Below the first mark there is room: see markBase.
    const first = this.markBase + events - FIRST_PUSH_TICKS + 1;
    const marks = Array.from({ length: FIRST_PUSH_TICKS }, (_, place) => BigInt(first + place));
    return { protoId, body: cachedTicks(unit, this.scheduledMs(key.second), marks) };
  }

  stats(): FirehoseStats {
    const keys = [...this.keys.values()].map(({ unit, secKey, events, delivered, skipped }) => {
      const { subType, rehabType } = unit;
      return { secKey, subType, rehabType, events, firstMark: events > 0 ? this.markBase + 1 : 0, delivered, skipped };
    });
    const sum = (field: "delivered" | "skipped"): number => keys.reduce((total, key) => total + key[field], 0);
    return { events: this.events, delivered: sum("delivered"), skipped: sum("skipped"), late: this.pacer.late, keys };
  }

  close(): void {
    this.pacer.stop();
  }

  private emit(count: number): number {
    let emitted = 0;
    while (emitted < count && this.ring.length > 0) {
      const entry = this.ring[this.next % this.ring.length];
      if (entry === undefined) break;
      this.next = (this.next + 1) % this.ring.length;
      this.send(entry.key, entry.unit);
      emitted += 1;
    }
    return emitted;
  }

  private send(key: Key, unit: PushUnit): void {
    const second = this.second();
    if (key.second !== second) this.renew(key, second);
    if (key.body === null) return;
    this.events += 1;
    key.events += 1;
    const body = key.body.with(this.markBase + key.events);
    for (const connId of unit.connections) {
      if (this.options.sessions.get(connId)?.offer(key.protoId, body) === true) key.delivered += 1;
      else key.skipped += 1;
    }
  }

  /** Prices follow the market once a second; only the mark changes in between. */
  private renew(key: Key, second: number): void {
    const { market, settings } = this.options;
    const atMs = this.scheduledMs(second);
    const plain = markedMessage(market, key.unit, atMs);
    if (plain === undefined) return;
    const missing = (settings.bodyBytes ?? 0) - plain.encode(BigInt(this.markBase)).length;
    const message = missing > 0 ? markedMessage(market, key.unit, atMs, padding(missing)) : plain;
    key.protoId = plain.protoId;
    key.body = new MarkedBody((message ?? plain).encode);
    key.second = second;
  }

  /** Of the schedule: real time as it would be if nothing were ever late. */
  private second(): number {
    return Math.floor(this.events / this.options.settings.eventsPerSecond);
  }

  private scheduledMs(second: number): number {
    return this.options.startMs + second * 1000 * this.options.speed;
  }
}

/** A text that makes an empty field of a message longer by `bytes`, with its length prefix. */
function padding(bytes: number): string {
  const prefixBytes = bytes > 16_385 ? 2 : bytes > 128 ? 1 : 0;
  return ".".repeat(bytes - prefixBytes);
}

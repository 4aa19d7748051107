import { Response as UpdateBasicQot } from "../../../generated/ts/Qot_UpdateBasicQot.js";
import { Response as UpdateBroker } from "../../../generated/ts/Qot_UpdateBroker.js";
import { Response as UpdateKl } from "../../../generated/ts/Qot_UpdateKL.js";
import { Response as UpdateOrderBook } from "../../../generated/ts/Qot_UpdateOrderBook.js";
import { Response as UpdateRt } from "../../../generated/ts/Qot_UpdateRT.js";
import { Response as UpdateTicker } from "../../../generated/ts/Qot_UpdateTicker.js";
import type { Instrument, Position, Quote } from "../market/instrument.js";
import { barsBetween, lastBars, timeShare } from "../market/kline.js";
import type { Market } from "../market/market.js";
import { brokerQueue } from "../market/order-book.js";
import type { SessionRegistry } from "../session-registry.js";
import { klTypeOf, SubType } from "../sub-type.js";
import type { Subscription } from "../subscriptions.js";
import {
  basicQot,
  brokerList,
  kline,
  orderBookFields,
  PushDataType,
  security,
  ticker,
  timeSharePoint,
} from "./messages.js";

/** OpenD's most ticks in a push and most bars in an answer (facts: ftapi-protocol.md 5.4). */
const MAX_ITEMS = 1000;
const FIRST_PUSH_TICKS = 10;

/** One security, SubType and rehab type with the connections that registered for its pushes. */
export interface PushUnit {
  readonly instrument: Instrument;
  readonly subType: number;
  /** 0 for data that has none. */
  readonly rehabType: number;
  readonly connections: ReadonlySet<bigint>;
}

export interface Push {
  readonly protoId: number;
  readonly body: Uint8Array;
}

/** What may make the pushes of a unit in the market's place. */
export interface PushSource {
  /** Asked when a unit gets its first connection; true: the market makes no pushes for it. */
  take(unit: PushUnit): boolean;
  /** A unit that was taken lost its last connection. */
  release(unit: PushUnit): void;
  /** What it pushed last; undefined before that, and then the market's data is pushed first. */
  firstPush(unit: PushUnit): Push | undefined;
}

interface Registration extends PushUnit {
  readonly connections: Set<bigint>;
  taken: boolean;
}

interface Watched {
  readonly registrations: Map<string, Registration>;
  readonly release: () => void;
  lastSequence: number;
  lastPosition: Position;
  brokerMinute: number;
}

/** Turns trades into pushes for the connections that registered; each push is encoded once. */
export class PushPump {
  private readonly market: Market;
  private readonly sessions: SessionRegistry;
  private readonly source: PushSource | null;
  private readonly watched = new Map<Instrument, Watched>();

  constructor(market: Market, sessions: SessionRegistry, source: PushSource | null) {
    this.market = market;
    this.sessions = sessions;
    this.source = source;
    market.feed.onTick((instrument, atMs) => this.pump(instrument, instrument.quoteAt(atMs)));
  }

  /** Brings the pushes of a connection for one security in line with its subscription. */
  update(connId: bigint, subscription: Subscription): void {
    const { instrument, subType, pushed } = subscription;
    // What is due goes out first: the newcomer's pushes begin after its first push, without a repeat.
    this.pump(instrument, this.market.publishedQuote(instrument));
    let watched = this.watched.get(instrument);
    for (const [key, registration] of watched?.registrations ?? []) {
      if (registration.subType !== subType || pushed.includes(registration.rehabType)) continue;
      if (!registration.connections.delete(connId) || registration.connections.size > 0) continue;
      watched?.registrations.delete(key);
      if (registration.taken) this.source?.release(registration);
    }
    for (const rehabType of pushed) {
      watched ??= this.watch(instrument);
      const key = `${subType}/${rehabType}`;
      let registration = watched.registrations.get(key);
      if (registration === undefined) {
        registration = { instrument, subType, rehabType, connections: new Set(), taken: false };
        watched.registrations.set(key, registration);
        registration.taken = this.source?.take(registration) ?? false;
      }
      registration.connections.add(connId);
    }
    if (watched?.registrations.size === 0) {
      watched.release();
      this.watched.delete(instrument);
    }
  }

  private watch(instrument: Instrument): Watched {
    const quote = this.market.publishedQuote(instrument);
    const watched: Watched = {
      registrations: new Map(),
      release: this.market.feed.watch(instrument),
      lastSequence: quote.sequence,
      lastPosition: quote.position,
      brokerMinute: quote.position.minutes,
    };
    this.watched.set(instrument, watched);
    return watched;
  }

  private pump(instrument: Instrument, quote: Quote): void {
    const watched = this.watched.get(instrument);
    if (watched === undefined || quote.sequence <= watched.lastSequence) return;
    for (const registration of watched.registrations.values()) {
      if (registration.taken) continue;
      const push = this.livePush(instrument, registration, watched, quote);
      if (push === undefined) continue;
      for (const connId of registration.connections) this.sessions.get(connId)?.push(push.protoId, push.body);
    }
    watched.lastSequence = quote.sequence;
    watched.lastPosition = quote.position;
    watched.brokerMinute = quote.position.minutes;
  }

  private livePush(
    instrument: Instrument,
    registration: Registration,
    watched: Watched,
    quote: Quote,
  ): Push | undefined {
    const { subType, rehabType } = registration;
    const { listing } = instrument;
    if (subType === SubType.ticker) {
      const ticks = instrument.ticksUntil(quote.position, MAX_ITEMS, watched.lastSequence);
      return this.tickerPush(
        instrument,
        ticks.map((tick) => ticker(tick, listing, PushDataType.realtime)),
      );
    }
    if (subType === SubType.timeShare) {
      const sameDay = watched.lastPosition.day.index === quote.position.day.index;
      return this.timeSharePush(instrument, quote, sameDay ? Math.max(0, watched.lastPosition.minutes - 1) : 0);
    }
    const klType = klTypeOf(subType);
    if (klType !== undefined) {
      const [seen] = lastBars(instrument, klType, watched.lastPosition, 1);
      const range = { fromMs: seen?.atMs ?? 0, toMs: Infinity, limit: MAX_ITEMS };
      const { bars } = barsBetween(instrument, klType, quote.position, range);
      return this.klinePush(instrument, klType, rehabType, bars);
    }
    if (subType === SubType.broker && watched.brokerMinute === quote.position.minutes) return undefined;
    return this.currentPush(instrument, subType, quote);
  }

  /** What a connection gets at once after registering: the cached data (facts: ftapi-protocol.md 5.1). */
  firstPushes(connId: bigint, subscriptions: readonly Subscription[]): void {
    const session = this.sessions.get(connId);
    const quoted: Instrument[] = [];
    const pushes: Push[] = [];
    for (const { instrument, subType, pushed } of subscriptions) {
      for (const rehabType of pushed) {
        const own = this.takenPush(instrument, subType, rehabType);
        if (own === undefined && subType === SubType.basic) quoted.push(instrument);
        else {
          const push = own ?? this.cachedPush(instrument, subType, rehabType);
          if (push !== undefined) pushes.push(push);
        }
      }
    }
    if (quoted.length > 0) pushes.unshift(this.basicPush(quoted));
    for (const push of pushes) session?.push(push.protoId, push.body);
  }

  private takenPush(instrument: Instrument, subType: number, rehabType: number): Push | undefined {
    const registration = this.watched.get(instrument)?.registrations.get(`${subType}/${rehabType}`);
    return registration?.taken === true ? this.source?.firstPush(registration) : undefined;
  }

  private cachedPush(instrument: Instrument, subType: number, rehabType: number): Push | undefined {
    const quote = this.market.publishedQuote(instrument);
    const { position } = quote;
    if (subType === SubType.ticker) {
      const ticks = instrument.ticksUntil(position, FIRST_PUSH_TICKS);
      return this.tickerPush(
        instrument,
        ticks.map((tick) => ticker(tick, instrument.listing, PushDataType.cache)),
      );
    }
    if (subType === SubType.timeShare) return this.timeSharePush(instrument, quote, Math.max(0, position.minutes - 1));
    const klType = klTypeOf(subType);
    if (klType === undefined) return this.currentPush(instrument, subType, quote);
    return this.klinePush(instrument, klType, rehabType, lastBars(instrument, klType, position, 1));
  }

  /** Quotes of several securities in one push, as OpenD may send them (facts: ftapi-protocol.md 4.2). */
  private basicPush(instruments: readonly Instrument[]): Push {
    const basicQotList = instruments.map((instrument) =>
      basicQot(this.market, instrument, this.market.publishedQuote(instrument)),
    );
    return { protoId: 3005, body: UpdateBasicQot.encode({ ...OK, s2c: { basicQotList } }).finish() };
  }

  private tickerPush(instrument: Instrument, tickerList: ReturnType<typeof ticker>[]): Push | undefined {
    if (tickerList.length === 0) return undefined;
    const { listing } = instrument;
    const s2c = { security: security(listing), name: listing.name, tickerList };
    return { protoId: 3011, body: UpdateTicker.encode({ ...OK, s2c }).finish() };
  }

  private timeSharePush(instrument: Instrument, quote: Quote, fromMinute: number): Push {
    const { listing } = instrument;
    const { lastClose, position } = quote;
    const rtList = timeShare(instrument, position, fromMinute).map((point) =>
      timeSharePoint(point, listing, lastClose),
    );
    return {
      protoId: 3009,
      body: UpdateRt.encode({ ...OK, s2c: { security: security(listing), name: listing.name, rtList } }).finish(),
    };
  }

  private klinePush(
    instrument: Instrument,
    klType: number,
    rehabType: number,
    bars: ReturnType<typeof lastBars>,
  ): Push {
    const { listing } = instrument;
    const actions = this.market.actionsOf(listing);
    const klList = bars.map((bar) => kline(bar, listing, rehabType, actions));
    const s2c = { rehabType, klType, security: security(listing), name: listing.name, klList };
    return { protoId: 3007, body: UpdateKl.encode({ ...OK, s2c }).finish() };
  }

  private currentPush(instrument: Instrument, subType: number, quote: Quote): Push | undefined {
    const { listing } = instrument;
    const named = { security: security(listing), name: listing.name };
    if (subType === SubType.basic) {
      const basicQotList = [basicQot(this.market, instrument, quote)];
      return { protoId: 3005, body: UpdateBasicQot.encode({ ...OK, s2c: { basicQotList } }).finish() };
    }
    if (subType === SubType.orderBook || subType === SubType.orderBookOdd) {
      const odd = subType === SubType.orderBookOdd;
      const s2c = { ...named, ...orderBookFields(this.market, instrument, quote, odd) };
      return { protoId: 3013, body: UpdateOrderBook.encode({ ...OK, s2c }).finish() };
    }
    if (subType === SubType.broker) {
      const { asks, bids } = brokerQueue(instrument, quote, this.market.seed);
      const s2c = { ...named, brokerAskList: brokerList(asks), brokerBidList: brokerList(bids) };
      return { protoId: 3015, body: UpdateBroker.encode({ ...OK, s2c }).finish() };
    }
    return undefined;
  }
}

const OK = { retType: 0, retMsg: "", errCode: 0 } as const;

import { Response as UpdateBasicQot } from "../../../generated/ts/Qot_UpdateBasicQot.js";
import { Response as UpdateBroker } from "../../../generated/ts/Qot_UpdateBroker.js";
import { Response as UpdateKl } from "../../../generated/ts/Qot_UpdateKL.js";
import { Response as UpdateOrderBook } from "../../../generated/ts/Qot_UpdateOrderBook.js";
import { Response as UpdateRt } from "../../../generated/ts/Qot_UpdateRT.js";
import { Response as UpdateTicker } from "../../../generated/ts/Qot_UpdateTicker.js";
import { timeText } from "../market/calendar.js";
import type { Instrument, Position } from "../market/instrument.js";
import { barsBetween, lastBars, timeShare } from "../market/kline.js";
import type { Market } from "../market/market.js";
import { brokerQueue, oddLotBook } from "../market/order-book.js";
import type { SessionRegistry } from "../session-registry.js";
import { klTypeOf, SubType } from "../sub-type.js";
import type { Subscription } from "../subscriptions.js";
import {
  basicQot,
  bookLevels,
  brokerList,
  kline,
  PushDataType,
  seconds,
  security,
  ticker,
  timeSharePoint,
} from "./messages.js";

/** OpenD's most ticks in a push and most bars in an answer (facts: ftapi-protocol.md 5.4). */
const MAX_ITEMS = 1000;
const FIRST_PUSH_TICKS = 10;

interface Registration {
  readonly subType: number;
  readonly rehabType: number;
  readonly connections: Set<bigint>;
}

interface Watched {
  readonly registrations: Map<string, Registration>;
  readonly release: () => void;
  lastSequence: number;
  lastPosition: Position;
  brokerMinute: number;
}

interface Push {
  readonly protoId: number;
  readonly body: Uint8Array;
}

/** Turns trades into pushes for the connections that registered; each push is encoded once. */
export class PushPump {
  private readonly market: Market;
  private readonly sessions: SessionRegistry;
  private readonly watched = new Map<Instrument, Watched>();

  constructor(market: Market, sessions: SessionRegistry) {
    this.market = market;
    this.sessions = sessions;
    market.feed.onTick((instrument) => this.pump(instrument));
  }

  /** Brings the pushes of a connection for one security in line with its subscription. */
  update(connId: bigint, subscription: Subscription): void {
    const { instrument, subType, pushed } = subscription;
    // What is due goes out first: the newcomer's pushes begin after its first push, without a repeat.
    this.pump(instrument);
    let watched = this.watched.get(instrument);
    for (const [key, registration] of watched?.registrations ?? []) {
      if (registration.subType !== subType || pushed.includes(registration.rehabType)) continue;
      registration.connections.delete(connId);
      if (registration.connections.size === 0) watched?.registrations.delete(key);
    }
    for (const rehabType of pushed) {
      watched ??= this.watch(instrument);
      const key = `${subType}/${rehabType}`;
      let registration = watched.registrations.get(key);
      if (registration === undefined) {
        registration = { subType, rehabType, connections: new Set() };
        watched.registrations.set(key, registration);
      }
      registration.connections.add(connId);
    }
    if (watched?.registrations.size === 0) {
      watched.release();
      this.watched.delete(instrument);
    }
  }

  private watch(instrument: Instrument): Watched {
    const quote = this.market.quote(instrument);
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

  private pump(instrument: Instrument): void {
    const watched = this.watched.get(instrument);
    if (watched === undefined) return;
    const quote = this.market.quote(instrument);
    if (quote.sequence === watched.lastSequence) return;
    for (const registration of watched.registrations.values()) {
      const push = this.livePush(instrument, registration, watched);
      if (push === undefined) continue;
      for (const connId of registration.connections) this.sessions.get(connId)?.push(push.protoId, push.body);
    }
    watched.lastSequence = quote.sequence;
    watched.lastPosition = quote.position;
    watched.brokerMinute = quote.position.minutes;
  }

  private livePush(instrument: Instrument, registration: Registration, watched: Watched): Push | undefined {
    const { subType, rehabType } = registration;
    const quote = this.market.quote(instrument);
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
      return this.timeSharePush(
        instrument,
        quote.position,
        sameDay ? Math.max(0, watched.lastPosition.minutes - 1) : 0,
      );
    }
    const klType = klTypeOf(subType);
    if (klType !== undefined) {
      const [seen] = lastBars(instrument, klType, watched.lastPosition, 1);
      const range = { fromMs: seen?.atMs ?? 0, toMs: Infinity, limit: MAX_ITEMS };
      const { bars } = barsBetween(instrument, klType, quote.position, range);
      return this.klinePush(instrument, klType, rehabType, bars);
    }
    if (subType === SubType.broker && watched.brokerMinute === quote.position.minutes) return undefined;
    return this.currentPush(instrument, subType);
  }

  /** What a connection gets at once after registering: the cached data (facts: ftapi-protocol.md 5.1). */
  firstPush(connId: bigint, subscription: Subscription): void {
    const { instrument, subType, pushed } = subscription;
    const session = this.sessions.get(connId);
    const position = this.market.quote(instrument).position;
    for (const rehabType of pushed) {
      let push: Push | undefined;
      const klType = klTypeOf(subType);
      if (subType === SubType.ticker) {
        const ticks = instrument.ticksUntil(position, FIRST_PUSH_TICKS);
        push = this.tickerPush(
          instrument,
          ticks.map((tick) => ticker(tick, instrument.listing, PushDataType.cache)),
        );
      } else if (subType === SubType.timeShare)
        push = this.timeSharePush(instrument, position, Math.max(0, position.minutes - 1));
      else if (klType !== undefined)
        push = this.klinePush(instrument, klType, rehabType, lastBars(instrument, klType, position, 1));
      else push = this.currentPush(instrument, subType);
      if (push !== undefined) session?.push(push.protoId, push.body);
    }
  }

  /** Quotes of several securities in one push, as OpenD may send them (facts: ftapi-protocol.md 4.2). */
  firstBasicPush(connId: bigint, instruments: readonly Instrument[]): void {
    if (instruments.length === 0) return;
    const basicQotList = instruments.map((instrument) =>
      basicQot(this.market, instrument, this.market.quote(instrument)),
    );
    this.sessions.get(connId)?.push(3005, UpdateBasicQot.encode({ ...OK, s2c: { basicQotList } }).finish());
  }

  private tickerPush(instrument: Instrument, tickerList: ReturnType<typeof ticker>[]): Push | undefined {
    if (tickerList.length === 0) return undefined;
    const { listing } = instrument;
    const s2c = { security: security(listing), name: listing.name, tickerList };
    return { protoId: 3011, body: UpdateTicker.encode({ ...OK, s2c }).finish() };
  }

  private timeSharePush(instrument: Instrument, position: Position, fromMinute: number): Push {
    const { listing } = instrument;
    const { lastClose } = this.market.quote(instrument);
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

  private currentPush(instrument: Instrument, subType: number): Push | undefined {
    const quote = this.market.quote(instrument);
    const { listing } = instrument;
    const named = { security: security(listing), name: listing.name };
    if (subType === SubType.basic) {
      const basicQotList = [basicQot(this.market, instrument, quote)];
      return { protoId: 3005, body: UpdateBasicQot.encode({ ...OK, s2c: { basicQotList } }).finish() };
    }
    if (subType === SubType.orderBook || subType === SubType.orderBookOdd) {
      const odd = subType === SubType.orderBookOdd;
      const s2c = { ...named, ...orderBookFields(this.market, instrument, odd) };
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

/** The fields that 3012 and 3013 have in common. */
export function orderBookFields(market: Market, instrument: Instrument, odd: boolean, levels?: number) {
  const { listing } = instrument;
  const quote = market.quote(instrument);
  const full = market.depth(instrument, quote, levels);
  const book = odd ? oddLotBook(full, listing.lotSize) : full;
  const receivedAt = timeText(listing.exchange, quote.atMs, true);
  return {
    orderBookAskList: bookLevels(book.asks),
    orderBookBidList: bookLevels(book.bids),
    svrRecvTimeBid: receivedAt,
    svrRecvTimeBidTimestamp: seconds(quote.atMs),
    svrRecvTimeAsk: receivedAt,
    svrRecvTimeAskTimestamp: seconds(quote.atMs),
    orderBookType: odd ? 1 : 0,
  };
}

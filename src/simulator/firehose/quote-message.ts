import { Response as UpdateBasicQot } from "../../../generated/ts/Qot_UpdateBasicQot.js";
import { Response as UpdateBroker } from "../../../generated/ts/Qot_UpdateBroker.js";
import { Response as UpdateKl } from "../../../generated/ts/Qot_UpdateKL.js";
import { Response as UpdateOrderBook } from "../../../generated/ts/Qot_UpdateOrderBook.js";
import { Response as UpdateRt } from "../../../generated/ts/Qot_UpdateRT.js";
import { Response as UpdateTicker } from "../../../generated/ts/Qot_UpdateTicker.js";
import { lastBars, timeShare } from "../market/kline.js";
import type { Market } from "../market/market.js";
import { brokerQueue } from "../market/order-book.js";
import {
  basicQot,
  brokerList,
  kline,
  orderBookFields,
  PushDataType,
  security,
  ticker,
  timeSharePoint,
} from "../quote/messages.js";
import type { PushUnit } from "../quote/push-pump.js";
import { klTypeOf, SubType } from "../sub-type.js";

/** A push whose body depends on a mark alone. */
export interface MarkedMessage {
  readonly protoId: number;
  readonly encode: (mark: bigint) => Uint8Array;
}

/**
 * The push of a unit at a moment, as the market would make it, with a mark: the
 * sequence of a tick, else the volume, of the best bid in an order book and of
 * the first buying broker in a queue. Undefined for a unit that the market has
 * no data for.
 * @param padding stands in retMsg, which nobody reads in a push.
 */
export function markedMessage(market: Market, unit: PushUnit, atMs: number, padding = ""): MarkedMessage | undefined {
  const { instrument, subType, rehabType } = unit;
  const { listing } = instrument;
  const quote = instrument.quoteAt(atMs);
  const envelope = { retType: 0, retMsg: padding, errCode: 0 };
  const named = { security: security(listing), name: listing.name };
  const klType = klTypeOf(subType);
  if (klType !== undefined) {
    const [bar] = lastBars(instrument, klType, quote.position, 1);
    if (bar === undefined) return undefined;
    const own = kline(bar, listing, rehabType, market.actionsOf(listing));
    return {
      protoId: 3007,
      encode: (mark) => {
        const klList = [{ ...own, volume: mark, hpVolume: undefined }];
        return UpdateKl.encode({ ...envelope, s2c: { rehabType, klType, ...named, klList } }).finish();
      },
    };
  }
  switch (subType) {
    case SubType.basic: {
      const own = basicQot(market, instrument, quote);
      return {
        protoId: 3005,
        encode: (mark) => {
          const basicQotList = [{ ...own, volume: mark, hpVolume: undefined }];
          return UpdateBasicQot.encode({ ...envelope, s2c: { basicQotList } }).finish();
        },
      };
    }
    case SubType.ticker:
      return {
        protoId: 3011,
        encode: (mark) => ticks(unit, atMs, [mark], PushDataType.realtime, padding),
      };
    case SubType.timeShare: {
      const [point] = timeShare(instrument, quote.position, Math.max(0, quote.position.minutes - 1)).slice(-1);
      if (point === undefined) return undefined;
      const own = timeSharePoint(point, listing, quote.lastClose);
      return {
        protoId: 3009,
        encode: (mark) => {
          const rtList = [{ ...own, volume: mark, hpVolume: undefined }];
          return UpdateRt.encode({ ...envelope, s2c: { ...named, rtList } }).finish();
        },
      };
    }
    case SubType.orderBook:
    case SubType.orderBookOdd: {
      const book = orderBookFields(market, instrument, quote, subType === SubType.orderBookOdd);
      const [best, ...rest] = book.orderBookBidList;
      if (best === undefined) return undefined;
      return {
        protoId: 3013,
        encode: (mark) => {
          const orderBookBidList = [{ ...best, volume: mark, hpVolume: undefined }, ...rest];
          return UpdateOrderBook.encode({ ...envelope, s2c: { ...named, ...book, orderBookBidList } }).finish();
        },
      };
    }
    case SubType.broker: {
      const queue = brokerQueue(instrument, quote, market.seed);
      const brokerAskList = brokerList(queue.asks);
      const [first, ...rest] = brokerList(queue.bids);
      if (first === undefined) return undefined;
      return {
        protoId: 3015,
        encode: (mark) => {
          const brokerBidList = [{ ...first, volume: mark }, ...rest];
          return UpdateBroker.encode({ ...envelope, s2c: { ...named, brokerAskList, brokerBidList } }).finish();
        },
      };
    }
    default:
      return undefined;
  }
}

/** The first push of ticks: those that were pushed last, once more. */
export function cachedTicks(unit: PushUnit, atMs: number, marks: readonly bigint[]): Uint8Array {
  return ticks(unit, atMs, marks, PushDataType.cache, "");
}

function ticks(
  unit: PushUnit,
  atMs: number,
  marks: readonly bigint[],
  pushDataType: number,
  retMsg: string,
): Uint8Array {
  const { listing } = unit.instrument;
  const { position } = unit.instrument.quoteAt(atMs);
  const [last] = unit.instrument.ticksUntil(position, 1);
  if (last === undefined) throw new Error(`${listing.code} has no trade at ${new Date(atMs).toISOString()}`);
  const own = ticker(last, listing, pushDataType);
  const tickerList = marks.map((mark) => ({ ...own, sequence: mark }));
  const s2c = { security: security(listing), name: listing.name, tickerList };
  return UpdateTicker.encode({ retType: 0, retMsg, errCode: 0, s2c }).finish();
}

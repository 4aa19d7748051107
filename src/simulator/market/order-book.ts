import type { BookLevel } from "../market-view.js";
import { createRandom } from "../random.js";
import type { Instrument, Quote } from "./instrument.js";
import { QotMarket } from "./listing.js";
import { cleanPrice } from "./tick-size.js";

/** Less than any tick. */
const SMALLEST_PRICE = 0.0001;

export interface DepthLevel extends BookLevel {
  readonly orders: number;
}

export interface OrderBook {
  readonly bids: readonly DepthLevel[];
  readonly asks: readonly DepthLevel[];
}

/** How many levels the quote rights of the simulated user show (facts: ftapi-protocol.md 3.7). */
export function bookDepth(market: number): number {
  if (market === QotMarket.us) return 60;
  return market === QotMarket.hk ? 10 : 5;
}

/** The book around a quote, best levels first: the last trade took one of the two best prices. */
export function orderBook(instrument: Instrument, quote: Quote, seed: number, levels: number): OrderBook {
  const { listing } = instrument;
  const random = createRandom(seed, listing.market, listing.code, "book", quote.sequence);
  // The tick may change at a level: above a price its own counts, below it that of the prices under it.
  const above = (price: number): number => cleanPrice(price + instrument.tickSize(price));
  const below = (price: number): number => cleanPrice(price - instrument.tickSize(price - SMALLEST_PRICE));
  const bestAsk = quote.direction === 2 ? above(quote.price) : quote.price;
  const averageLots = Math.max(2, listing.lotsPerDay / 2_000);
  const side = (start: number, next: (price: number) => number): readonly DepthLevel[] => {
    const found: DepthLevel[] = [];
    let price = start;
    for (let level = 0; level < levels && price > 0; level++) {
      const lots = 1 + Math.floor(averageLots * (0.3 + 1.4 * random()) * (1 + level * 0.15));
      found.push({
        price,
        volume: lots * listing.lotSize,
        orders: 1 + Math.floor(lots * random() * 0.2),
      });
      price = next(price);
    }
    return found;
  };
  return { asks: side(bestAsk, above), bids: side(below(bestAsk), below) };
}

/** The book of odd lots: thin, and at the prices of the main book. */
export function oddLotBook(book: OrderBook, lotSize: number): OrderBook {
  const odd = (levels: readonly DepthLevel[]): readonly DepthLevel[] =>
    levels.map((level) => ({ price: level.price, volume: 1 + (level.volume % Math.max(2, lotSize - 1)), orders: 1 }));
  return { asks: odd(book.asks), bids: odd(book.bids) };
}

/** A broker's place in the Hong Kong queue. */
export interface QueuedBroker {
  readonly id: number;
  readonly name: string;
  readonly position: number;
}

const brokers: readonly (readonly [number, string])[] = [
  [1001, "Example Brokers A"],
  [2002, "Example Brokers B"],
  [3003, "Example Securities C"],
  [4004, "Example Securities D"],
  [5005, "Example Bank E"],
  [6006, "Example Bank F"],
  [7007, "Example Capital G"],
  [8008, "Example Capital H"],
];

/** Broker queues change once a minute. */
export function brokerQueue(
  instrument: Instrument,
  quote: Quote,
  seed: number,
): { readonly bids: readonly QueuedBroker[]; readonly asks: readonly QueuedBroker[] } {
  const { listing } = instrument;
  const minute = quote.position.day.index * 1440 + quote.position.minutes;
  const random = createRandom(seed, listing.market, listing.code, "brokers", minute);
  const queue = (): readonly QueuedBroker[] =>
    Array.from({ length: 10 }, (_, position) => {
      const [id, name] = brokers[Math.floor(random() * brokers.length)] ?? [0, ""];
      return { id, name, position: position + 1 };
    });
  return { bids: queue(), asks: queue() };
}

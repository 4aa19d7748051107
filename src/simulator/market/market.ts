import { securityKey } from "../../ftapi/routing-key.js";
import type { Clock } from "../clock.js";
import type { BookLevel, ListedSecurity, MarketView } from "../market-view.js";
import { type Calendar, createCalendar, dateText, dayNumber, type Exchange } from "./calendar.js";
import { createDerivedSeries, optionChain, optionRoots } from "./derivatives.js";
import { Feed } from "./feed.js";
import { Instrument, type Quote } from "./instrument.js";
import { baseListings, type Listing, QotMarket } from "./listing.js";
import { bookDepth, type OrderBook, orderBook } from "./order-book.js";
import { plates } from "./plates.js";
import { createPriceSeries, type PriceSeries } from "./price-series.js";
import { type CorporateAction, corporateActions } from "./rehab.js";
import { fixedTickSize, hongKongTickSize } from "./tick-size.js";

export interface MarketOptions {
  readonly seed: number;
  readonly clock: Clock;
  /** Trade around the clock from the simulator's first day on. */
  readonly alwaysOpen: boolean;
  /** Market time between two looks at the market for pushes; keeps a very fast clock from flooding. */
  readonly minTickGapMs: number;
  /** Told when a listener of `onTick` throws. */
  readonly onError?: (error: unknown) => void;
}

const FIRST_OPTION_ID = 80_000_001;
const FIRST_PLATE_ID = 10_000_001;

/** All securities of the simulator. Implements what the trading half needs. */
export class Market implements MarketView {
  readonly seed: number;
  readonly clock: Clock;
  readonly feed: Feed;
  private readonly calendars: Record<Exchange, Calendar>;
  private readonly instruments = new Map<string, Instrument>();
  private readonly traded = new Map<string, Instrument>();
  private readonly actions = new Map<string, readonly CorporateAction[]>();

  constructor(options: MarketOptions) {
    this.seed = options.seed;
    this.clock = options.clock;
    this.feed = new Feed(options.clock, options.minTickGapMs, options.onError ?? (() => {}));
    const startMs = options.clock.now();
    const calendar = (exchange: Exchange): Calendar => createCalendar(exchange, startMs, options.alwaysOpen);
    this.calendars = { HK: calendar("HK"), US: calendar("US"), CN: calendar("CN"), HKF: calendar("HKF") };
    const today = dayNumber(this.calendars.HK.day(0).date);
    const listings = [...baseListings(dateText(today + 30), dateText(today + 180))];
    listings.push(...this.plateListings(listings));
    for (const listing of listings) this.add(listing);
    let optionId = FIRST_OPTION_ID;
    for (const owner of listings.filter((listing) => listing.terms === null && optionRoots.has(listing.code))) {
      const chain = optionChain(owner, this.calendars[owner.exchange], optionId);
      for (const option of chain) this.add(option);
      optionId += chain.length;
    }
  }

  /** Plates have quotes too, such as an index has. */
  private plateListings(listings: readonly Listing[]): readonly Listing[] {
    return plates.map((plate, position) => {
      const sibling = listings.find((listing) => listing.market === plate.market);
      if (sibling === undefined) throw new Error(`plate ${plate.code}: no security in market ${plate.market}`);
      return {
        ...sibling,
        code: plate.code,
        name: plate.name,
        id: FIRST_PLATE_ID + position,
        lotSize: 1,
        secType: 7,
        basePrice: 1_000,
        dailyVolatility: 0.01,
        lotsPerDay: 500_000,
        issuedShares: 0,
        earningsPerShare: 0,
        netAssetPerShare: 0,
      };
    });
  }

  private add(listing: Listing): void {
    this.instruments.set(
      securityKey(listing),
      new Instrument(listing, tickSizeOf(listing), () => this.series(listing)),
    );
  }

  private series(listing: Listing): PriceSeries {
    const { terms } = listing;
    const calendar = this.calendars[listing.exchange];
    const own = (from: Listing): PriceSeries =>
      createPriceSeries({
        calendar,
        seed: this.seed,
        key: securityKey(from),
        basePrice: listing.basePrice,
        dailyVolatility: listing.dailyVolatility,
        tickSize: tickSizeOf(listing),
        lotSize: listing.lotSize,
        lotsPerDay: listing.lotsPerDay,
      });
    // A future drawn with the key of its index ends each day where the index does.
    if (terms === null || terms.kind === "future") return own(terms === null ? listing : terms.owner);
    const owner = this.instruments.get(securityKey(terms.owner));
    if (owner === undefined) throw new Error(`${listing.code}: owner ${terms.owner.code} is not listed`);
    return createDerivedSeries(terms, owner.series, own(listing), tickSizeOf(listing));
  }

  get all(): Iterable<Instrument> {
    return this.instruments.values();
  }

  instrument(market: number, code: string): Instrument | undefined {
    return this.instruments.get(securityKey({ market, code }));
  }

  calendar(exchange: Exchange): Calendar {
    return this.calendars[exchange];
  }

  quote(instrument: Instrument): Quote {
    return instrument.quoteAt(this.clock.now());
  }

  /** The quote that pushes tell of: that of the newest point of the feed's grid. */
  publishedQuote(instrument: Instrument): Quote {
    return instrument.quoteAt(this.feed.publishedMs());
  }

  depth(instrument: Instrument, quote: Quote, levels = bookDepth(instrument.listing.market)): OrderBook {
    return orderBook(instrument, quote, this.seed, Math.min(levels, bookDepth(instrument.listing.market)));
  }

  actionsOf(listing: Listing): readonly CorporateAction[] {
    const key = securityKey(listing);
    let actions = this.actions.get(key);
    if (actions === undefined) {
      actions = corporateActions(listing, this.calendars[listing.exchange]);
      this.actions.set(key, actions);
    }
    return actions;
  }

  find(market: number, code: string): ListedSecurity | undefined {
    const instrument = this.instrument(market, code);
    if (instrument === undefined) return undefined;
    const key = securityKey(instrument.listing);
    if (!this.traded.has(key)) {
      this.traded.set(key, instrument);
      this.feed.watch(instrument);
    }
    return instrument.listing;
  }

  lastPrice(security: ListedSecurity): number {
    return this.quote(this.known(security)).price;
  }

  tickSize(security: ListedSecurity, price: number): number {
    return this.known(security).tickSize(price);
  }

  book(security: ListedSecurity): { readonly bids: readonly BookLevel[]; readonly asks: readonly BookLevel[] } {
    const instrument = this.known(security);
    return this.depth(instrument, this.quote(instrument), 10);
  }

  isOpen(security: ListedSecurity): boolean {
    return this.known(security).series.calendar.isOpen(this.clock.now());
  }

  onTick(listener: (security: ListedSecurity) => void): () => void {
    return this.feed.onTick((instrument) => {
      if (this.traded.has(securityKey(instrument.listing))) listener(instrument.listing);
    });
  }

  close(): void {
    this.feed.close();
  }

  private known(security: ListedSecurity): Instrument {
    const instrument = this.instrument(security.market, security.code);
    if (instrument === undefined) throw new RangeError(`${securityKey(security)} is not listed`);
    return instrument;
  }
}

function tickSizeOf(listing: Listing): (price: number) => number {
  if (listing.terms?.kind === "future") return fixedTickSize(1);
  if (listing.terms?.kind === "warrant") return fixedTickSize(0.001);
  if (listing.secType === 6 || listing.secType === 7 || listing.terms !== null) return fixedTickSize(0.01);
  if (listing.market === QotMarket.hk) return listing.secType === 4 ? fixedTickSize(0.01) : hongKongTickSize;
  return fixedTickSize(listing.secType === 4 && listing.market !== QotMarket.us ? 0.001 : 0.01);
}

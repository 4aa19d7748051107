import { securityKey } from "../../ftapi/routing-key.js";
import type { BookLevel, ListedSecurity, MarketView } from "../market-view.js";
import type { Side } from "./fees.js";
import { toUnits } from "./money.js";

/** A price level in money units. */
export interface Level {
  readonly price: number;
  readonly volume: number;
}

/**
 * The market's book less what our own orders already took of it. A level comes
 * back with the next tick of its security.
 */
export class Liquidity {
  readonly #market: MarketView;
  readonly #taken = new Map<string, Map<string, number>>();

  constructor(market: MarketView) {
    this.#market = market;
  }

  /** The levels that an order of `side` can trade against, best first. */
  opposite(security: ListedSecurity, side: Side): readonly Level[] {
    const book = this.#market.book(security);
    const levels: readonly BookLevel[] = side === "buy" ? book.asks : book.bids;
    const taken = this.#taken.get(securityKey(security));
    return levels
      .map((level) => {
        const price = toUnits(level.price);
        return { price, volume: Math.floor(level.volume) - (taken?.get(levelKey(side, price)) ?? 0) };
      })
      .filter((level) => level.volume > 0 && level.price > 0);
  }

  take(security: ListedSecurity, side: Side, price: number, qty: number): void {
    const key = securityKey(security);
    let taken = this.#taken.get(key);
    if (taken === undefined) {
      taken = new Map();
      this.#taken.set(key, taken);
    }
    const level = levelKey(side, price);
    taken.set(level, (taken.get(level) ?? 0) + qty);
  }

  /** The book of this security is new. */
  refresh(security: ListedSecurity): void {
    this.#taken.delete(securityKey(security));
  }
}

function levelKey(side: Side, price: number): string {
  return `${side}${price}`;
}

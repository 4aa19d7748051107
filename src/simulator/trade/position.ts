import { securityKey } from "../../ftapi/routing-key.js";
import type { ListedSecurity } from "../market-view.js";
import type { Side } from "./fees.js";

/** Today's trading in one position; amounts in money units. */
interface DayStatistics {
  date: string;
  buyQty: number;
  buyValue: number;
  sellQty: number;
  sellValue: number;
  /** Value of the holding when the day began. */
  openValue: number;
}

/** A holding of one security; long only. Amounts in money units. */
export interface PositionRecord {
  readonly id: bigint;
  readonly security: ListedSecurity;
  readonly trdMarket: number;
  qty: number;
  /** What the shares still held cost on average, in all. */
  averageCost: number;
  /** All purchases less all sales since the position was opened: the diluted cost. */
  dilutedCost: number;
  realizedProfit: number;
  day: DayStatistics;
}

/** The positions of one account, and the shares that open sell orders hold back. */
export class Positions {
  readonly #byKey = new Map<string, PositionRecord>();
  readonly #reserved = new Map<bigint, ReadonlyMap<string, number>>();
  readonly #nextId: () => bigint;

  constructor(nextId: () => bigint) {
    this.#nextId = nextId;
  }

  /** Positions that are held or were traded on `date` of their market. */
  list(dateOf: (trdMarket: number) => string): readonly PositionRecord[] {
    for (const [key, position] of this.#byKey) {
      if (position.qty === 0 && position.day.date !== dateOf(position.trdMarket)) this.#byKey.delete(key);
    }
    return [...this.#byKey.values()];
  }

  all(): IterableIterator<PositionRecord> {
    return this.#byKey.values();
  }

  qty(security: ListedSecurity): number {
    return this.#byKey.get(securityKey(security))?.qty ?? 0;
  }

  /** Shares that a new sell order may use; `except` names an order whose own reservation counts as free. */
  sellable(security: ListedSecurity, except?: bigint): number {
    const key = securityKey(security);
    let qty = this.qty(security);
    for (const [orderId, held] of this.#reserved) if (orderId !== except) qty -= held.get(key) ?? 0;
    return qty;
  }

  /** Sets what an order holds back, by security key; an empty map removes it. */
  reserve(orderId: bigint, held: ReadonlyMap<string, number>): void {
    if (held.size === 0) this.#reserved.delete(orderId);
    else this.#reserved.set(orderId, held);
  }

  trade(security: ListedSecurity, trdMarket: number, side: Side, qty: number, value: number, date: string): void {
    const position = this.#open(security, trdMarket, date);
    if (side === "buy") {
      position.qty += qty;
      position.averageCost += value;
      position.dilutedCost += value;
      position.day.buyQty += qty;
      position.day.buyValue += value;
      return;
    }
    if (qty > position.qty) throw new RangeError(`sold ${qty} of ${security.code} but only ${position.qty} are held`);
    const cost = (position.averageCost * qty) / position.qty;
    position.qty -= qty;
    position.averageCost = position.qty === 0 ? 0 : position.averageCost - cost;
    position.dilutedCost = position.qty === 0 ? 0 : position.dilutedCost - value;
    position.realizedProfit += value - cost;
    position.day.sellQty += qty;
    position.day.sellValue += value;
  }

  /** Puts shares into the account without a trade: an opening balance. */
  deposit(security: ListedSecurity, trdMarket: number, qty: number, cost: number, value: number, date: string): void {
    const position = this.#open(security, trdMarket, date);
    position.qty += qty;
    position.averageCost += cost;
    position.dilutedCost += cost;
    position.day.openValue += value;
  }

  /** Starts the day statistics of a position anew if `date` is another day. */
  rollDay(position: PositionRecord, date: string, value: number): void {
    if (position.day.date !== date) position.day = newDay(date, value);
  }

  #open(security: ListedSecurity, trdMarket: number, date: string): PositionRecord {
    const key = securityKey(security);
    let position = this.#byKey.get(key);
    if (position === undefined) {
      position = {
        id: this.#nextId(),
        security,
        trdMarket,
        qty: 0,
        averageCost: 0,
        dilutedCost: 0,
        realizedProfit: 0,
        day: newDay(date, 0),
      };
      this.#byKey.set(key, position);
    }
    // The value at the start of the day is not known here; the average cost stands in for it.
    this.rollDay(position, date, position.averageCost);
    return position;
  }
}

function newDay(date: string, openValue: number): DayStatistics {
  return { date, buyQty: 0, buyValue: 0, sellQty: 0, sellValue: 0, openValue };
}

import { OrderStatus } from "../../../generated/ts/Trd_Common.js";
import { securityKey } from "../../ftapi/routing-key.js";
import type { Clock } from "../clock.js";
import type { ListedSecurity, MarketView } from "../market-view.js";
import type { Account } from "./account.js";
import { lotOf, multiplierOf } from "./contract.js";
import type { FillRecord } from "./fill.js";
import type { IdSource } from "./id-source.js";
import { Liquidity } from "./liquidity.js";
import { addWorkingDays, formatDate } from "./market-time.js";
import type { Execution } from "./matching.js";
import { match, netCost } from "./matching.js";
import { fromUnits, toUnits } from "./money.js";
import type { OrderRecord } from "./order.js";
import { feeOf, holdingOf, remainingQty } from "./order.js";
import { toStep } from "./order-price.js";
import { isWorking, mayFollow } from "./order-status.js";
import { follow, isTriggered, triggerPrice } from "./order-trigger.js";

/** What the engine tells about. */
export interface EngineEvents {
  /** Something visible of the order changed. */
  orderChanged(account: Account, order: OrderRecord): void;
  filled(account: Account, fill: FillRecord): void;
}

interface WorkingOrder {
  readonly account: Account;
  readonly order: OrderRecord;
}

/**
 * Moves orders through their life: submission, triggers, matching against the
 * market's book, expiry. Every change of money, shares and status happens here.
 */
export class Engine {
  readonly #market: MarketView;
  readonly #clock: Clock;
  readonly #ids: IdSource;
  readonly #events: EngineEvents;
  readonly #liquidity: Liquidity;
  readonly #working = new Map<bigint, WorkingOrder>();
  readonly #bySecurity = new Map<string, Set<WorkingOrder>>();
  #nextExpiryMs = Number.POSITIVE_INFINITY;
  #nextPriority = 1;

  constructor(options: {
    readonly market: MarketView;
    readonly clock: Clock;
    readonly ids: IdSource;
    readonly events: EngineEvents;
  }) {
    this.#market = options.market;
    this.#clock = options.clock;
    this.#ids = options.ids;
    this.#events = options.events;
    this.#liquidity = new Liquidity(options.market);
  }

  newPriority(): number {
    return this.#nextPriority++;
  }

  /** What one share or contract is worth at the last price, money units. */
  worthOf = (security: ListedSecurity): number => this.#lastPrice(security) * multiplierOf(security);

  #lastPrice(security: ListedSecurity): number {
    return toUnits(this.#market.lastPrice(security));
  }

  /** Best price that an order of this side could trade at now, money units. */
  bestPrice(security: ListedSecurity, side: "buy" | "sell"): number | undefined {
    return this.#liquidity.opposite(security, side)[0]?.price;
  }

  /** Puts a checked order to work: new, or enabled again. */
  start(account: Account, order: OrderRecord): void {
    const entry = { account, order };
    this.#working.set(order.id, entry);
    for (const leg of order.legs) {
      const key = securityKey(leg.security);
      const set = this.#bySecurity.get(key) ?? new Set();
      set.add(entry);
      this.#bySecurity.set(key, set);
    }
    this.#nextExpiryMs = Math.min(this.#nextExpiryMs, order.expiresMs);
    if (order.trigger !== undefined || !this.#isOpen(order)) {
      this.#setStatus(entry, OrderStatus.OrderStatus_WaitingSubmit);
    }
    this.#advance(entry);
  }

  /** After a change of price or quantity: shows it and tries the book again. */
  amended(account: Account, order: OrderRecord): void {
    order.updatedMs = this.#clock.now();
    const entry = this.#working.get(order.id);
    this.#hold(account, order);
    this.#events.orderChanged(account, order);
    if (entry !== undefined) this.#advance(entry);
  }

  /** Cancels on request of the client. */
  cancel(account: Account, order: OrderRecord): void {
    const partly = order.filledQty > 0;
    const { OrderStatus_Cancelling_Part, OrderStatus_Cancelling_All } = OrderStatus;
    this.#setStatus({ account, order }, partly ? OrderStatus_Cancelling_Part : OrderStatus_Cancelling_All);
    this.#withdraw({ account, order }, "");
  }

  disable(account: Account, order: OrderRecord): void {
    this.#setStatus({ account, order }, OrderStatus.OrderStatus_Disabled);
  }

  delete(account: Account, order: OrderRecord): void {
    this.#setStatus({ account, order }, OrderStatus.OrderStatus_Deleted);
  }

  /** The market has a new price or book of this security. */
  tick(security: ListedSecurity): void {
    this.#liquidity.refresh(security);
    this.expireDue();
    const entries = [...(this.#bySecurity.get(securityKey(security)) ?? [])];
    entries.sort(byPriority);
    for (const entry of entries) if (isWorking(entry.order.status)) this.#advance(entry);
  }

  /** Ends the orders whose time is over. */
  expireDue(): void {
    const now = this.#clock.now();
    if (now < this.#nextExpiryMs) return;
    for (const entry of [...this.#working.values()]) {
      if (entry.order.expiresMs <= now) this.#withdraw(entry, "订单已过有效期");
    }
    let next = Number.POSITIVE_INFINITY;
    for (const { order } of this.#working.values()) next = Math.min(next, order.expiresMs);
    this.#nextExpiryMs = next;
  }

  #isOpen(order: OrderRecord): boolean {
    return order.legs.every((leg) => this.#market.isOpen(leg.security));
  }

  /** As far as the order gets now. */
  #advance(entry: WorkingOrder): void {
    const { order } = entry;
    if (!this.#isOpen(order)) return;
    if (order.trigger !== undefined && !this.#fire(order)) return;
    const { OrderStatus_Submitted, OrderStatus_Filled_Part } = OrderStatus;
    if (order.status !== OrderStatus_Submitted && order.status !== OrderStatus_Filled_Part) {
      this.#setStatus(entry, OrderStatus.OrderStatus_Submitting);
      if (this.#crossesAbsoluteLimit(order)) {
        order.lastError = "绝对限价盘的价格优于对手盘，下单失败";
        this.#setStatus(entry, OrderStatus.OrderStatus_Failed);
        return;
      }
      this.#setStatus(entry, OrderStatus.OrderStatus_Submitted);
    }
    this.#trade(entry);
    if (order.execution.immediate && isWorking(order.status)) {
      this.#withdraw(entry, order.execution.whole ? "无法全部成交，已自动撤单" : "剩余数量已自动撤单");
    }
  }

  /** True if the condition is met; the order is then a plain one. */
  #fire(order: OrderRecord): boolean {
    const leg = order.legs[0];
    if (leg === undefined || order.trigger === undefined) return true;
    const last = this.#lastPrice(leg.security);
    order.trigger = follow(order.trigger, leg.side, last);
    if (!isTriggered(order.trigger, leg.side, last)) return false;
    if (order.trigger.kind === "trail" && order.trigger.spread !== undefined) {
      const at = triggerPrice(order.trigger, leg.side);
      const distance = leg.side === "buy" ? order.trigger.spread : -order.trigger.spread;
      // Rounded down, so that a buy never needs more than what was frozen when it was placed.
      const price = toStep(this.#market, leg.security, fromUnits(Math.max(1, at + distance)), -1);
      const cost = toUnits(price) * leg.multiplier;
      const bound = leg.side === "buy" ? Math.min(order.execution.maxNetCost, cost) : -cost;
      order.execution = { ...order.execution, maxNetCost: bound };
      order.terms = { ...order.terms, price };
    }
    order.trigger = undefined;
    return true;
  }

  /** An absolute limit order that would trade at a better price is refused (comment of Trd_Common.OrderType). */
  #crossesAbsoluteLimit(order: OrderRecord): boolean {
    const leg = order.legs[0];
    if (leg === undefined || !order.execution.atLimitOnly) return false;
    const best = this.bestPrice(leg.security, leg.side);
    return best !== undefined && netCost([leg], [best]) < order.execution.maxNetCost;
  }

  #trade(entry: WorkingOrder): void {
    const { order } = entry;
    const legs = order.legs.map((leg) => ({
      side: leg.side,
      ratio: leg.ratio,
      multiplier: leg.multiplier,
      lotSize: lotOf(leg.security),
      levels: this.#liquidity.opposite(leg.security, leg.side),
    }));
    const executions = match(legs, remainingQty(order), order.execution.maxNetCost);
    const done = executions.reduce((sum, execution) => sum + execution.units, 0);
    if (done === 0 || (order.execution.whole && done < remainingQty(order))) return;
    const before = order.filledQty;
    for (const execution of executions) this.#execute(entry, execution);
    if (order.filledQty === before) return;
    const { OrderStatus_Filled_All, OrderStatus_Filled_Part } = OrderStatus;
    this.#setStatus(entry, remainingQty(order) === 0 ? OrderStatus_Filled_All : OrderStatus_Filled_Part);
  }

  #execute({ account, order }: WorkingOrder, execution: Execution): void {
    const now = this.#clock.now();
    const { market } = order;
    const date = formatDate(market.timeZone, now);
    const settlementDate = addWorkingDays(date, market.settlementDays);
    const flow = (type: string, amount: number, remark: string): void => {
      account.ledger.book(market.currency, amount);
      const { currency } = market;
      account.addFlow({ id: this.#ids.flow(), clearingDate: date, settlementDate, currency, type, amount, remark });
    };
    for (const [index, leg] of order.legs.entries()) {
      const bookPrice = execution.prices[index] ?? 0;
      const price = order.execution.atLimitOnly ? Math.abs(order.execution.maxNetCost) / leg.multiplier : bookPrice;
      const qty = execution.units * leg.ratio;
      this.#liquidity.take(leg.security, leg.side, bookPrice, qty);
      leg.filledQty += qty;
      const value = price * qty * leg.multiplier;
      leg.filledValue += value;
      account.positions.trade(leg.security, market.trdMarket, leg.side, qty, value, date);
      const buys = leg.side === "buy";
      const remark = `${leg.security.code} ${qty}@${fromUnits(price)}`;
      flow(buys ? "买入" : "卖出", buys ? -value : value, remark);
      const fill: FillRecord = {
        id: this.#ids.fill(),
        orderId: order.id,
        orderIdEx: order.idEx,
        market,
        security: leg.security,
        side: leg.side,
        qty,
        price,
        atMs: now,
      };
      account.addFill(fill);
      this.#events.filled(account, fill);
    }
    order.filledQty += execution.units;
    const fee = feeOf(order);
    if (fee > order.chargedFee) flow("交易费用", order.chargedFee - fee, order.idEx);
    order.chargedFee = Math.max(order.chargedFee, fee);
  }

  #withdraw(entry: WorkingOrder, reason: string): void {
    const { order } = entry;
    order.lastError = reason;
    const { OrderStatus_Cancelled_Part, OrderStatus_Cancelled_All } = OrderStatus;
    this.#setStatus(entry, order.filledQty > 0 ? OrderStatus_Cancelled_Part : OrderStatus_Cancelled_All);
  }

  #setStatus({ account, order }: WorkingOrder, status: number): void {
    if (!mayFollow(order.status, status)) {
      throw new Error(`order ${order.idEx} can't go from status ${order.status} to ${status}`);
    }
    order.status = status;
    order.updatedMs = this.#clock.now();
    this.#hold(account, order);
    if (!isWorking(status)) this.#forget(order);
    this.#events.orderChanged(account, order);
  }

  /** The one place where cash and shares are held back and let go. */
  #hold(account: Account, order: OrderRecord): void {
    const holding = holdingOf(order, this.worthOf);
    account.ledger.reserve(order.id, order.market.currency, holding.cash);
    account.positions.reserve(order.id, holding.shares);
  }

  #forget(order: OrderRecord): void {
    const entry = this.#working.get(order.id);
    if (entry === undefined) return;
    this.#working.delete(order.id);
    for (const leg of order.legs) {
      const key = securityKey(leg.security);
      const set = this.#bySecurity.get(key);
      set?.delete(entry);
      if (set?.size === 0) this.#bySecurity.delete(key);
    }
  }
}

/** Better price first, then older; market orders before limits. */
function byPriority(a: WorkingOrder, b: WorkingOrder): number {
  const price = b.order.execution.maxNetCost - a.order.execution.maxNetCost;
  return price === 0 || Number.isNaN(price) ? a.order.priority - b.order.priority : price;
}

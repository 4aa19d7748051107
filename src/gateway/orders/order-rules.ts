import type { Order } from "../../../generated/ts/Trd_Common.js";
import type { OrderRules } from "../../auth/api-key.js";
import { GatewayError } from "../../errors/gateway-error.js";
import type { Security } from "../../ftapi/routing-key.js";
import { formatSecurity } from "../../ftapi/security-text.js";
import type { CheckedOrder, OrderRulesCheck } from "./checked-order.js";
import { ContractSizes } from "./contract-size.js";
import { HoursCheck } from "./hours-window.js";
import { LookupBudget } from "./lookup-budget.js";
import { sideName, tradeMarketName } from "./market-names.js";
import { changedOrder, type OrderAfter, placedOrder } from "./order-after.js";
import { OrderLookup } from "./order-lookup.js";
import type { OrderLeg, OrderTerms } from "./order-terms.js";
import { traceOf } from "./order-trace.js";
import {
  type LegFigures,
  limitCents,
  limitsValue,
  maxDailyCents,
  needsLastPrice,
  orderValue,
  toCents,
} from "./order-value.js";
import { PriceLookup } from "./price-lookup.js";
import { isRiskReducing } from "./read-order-terms.js";
import { RecentChanges } from "./recent-changes.js";
import type { LookupFor, OrderClock, Upstream } from "./upstream.js";

/** Holds a key's rules against orders: market, symbol, side, hours, value, in this order (facts: futuopend-rs.md 3.3). */
export class OrderRulesChecker implements OrderRulesCheck {
  private readonly clock: OrderClock;
  private readonly orders: OrderLookup;
  private readonly prices: PriceLookup;
  private readonly sizes: ContractSizes;
  private readonly budget: LookupBudget;
  private readonly hours = new HoursCheck();
  private readonly changes: RecentChanges;

  constructor(upstream: Upstream, clock: OrderClock) {
    this.clock = clock;
    this.budget = new LookupBudget(clock);
    this.orders = new OrderLookup(upstream);
    this.changes = new RecentChanges(clock);
    this.prices = new PriceLookup(upstream, clock);
    this.sizes = new ContractSizes(upstream, this.prices, clock);
  }

  check(terms: OrderTerms, rules: OrderRules | null, asker: LookupFor): CheckedOrder | Promise<CheckedOrder> {
    if (isRiskReducing(terms.action)) return this.checked(terms, null, 0);
    if (rules === null) return this.checked(terms, placedOrder(terms), 0);
    checkTradeMarket(rules, terms.header.trdMarket);
    const placed = placedOrder(terms);
    if (placed !== null) return this.checkOrder(terms, placed, rules, asker);
    if (!needsOrder(rules)) {
      this.checkHours(rules);
      return this.checked(terms, null, 0);
    }
    return this.budget
      .spend(asker.owner, () => this.orders.find(terms.header, terms, asker))
      .then((order) => this.checkOrder(terms, known(changedOrder(terms, order), order), rules, asker));
  }

  private checkOrder(
    terms: OrderTerms,
    order: OrderAfter,
    rules: OrderRules,
    asker: LookupFor,
  ): CheckedOrder | Promise<CheckedOrder> {
    if (order.trdMarket !== terms.header.trdMarket) checkTradeMarket(rules, order.trdMarket);
    for (const leg of order.legs) checkLegMarket(rules, order, leg);
    for (const leg of order.legs) checkSymbol(rules, leg);
    for (const leg of order.legs) checkSide(rules, leg);
    this.checkHours(rules);
    if (!limitsValue(rules)) return this.checked(terms, order, 0);
    const figures = this.figures(order, asker);
    return figures instanceof Promise
      ? figures.then((looked) => this.checkValue(terms, order, looked, rules))
      : this.checkValue(terms, order, figures, rules);
  }

  private checkHours(rules: OrderRules): void {
    if (rules.hours === null) return;
    const wallMs = this.clock.wallMs();
    if (this.hours.isOpen(rules.hours, wallMs)) return;
    throw new GatewayError("ORDER_QUOTA", "the key may not trade at this time of the day; nothing was sent", {
      retryAfterMs: this.hours.msUntilOpen(rules.hours, wallMs),
      metadata: { limit: "hours" },
    });
  }

  /** At once where all is known. */
  private figures(order: OrderAfter, asker: LookupFor): readonly LegFigures[] | Promise<readonly LegFigures[]> {
    const wantsPrice = needsLastPrice(order);
    // All of them first: a refusal must not leave look-ups behind that nobody waits for.
    const securities = order.legs.map(tradedSecurity);
    for (const security of securities) {
      const unknown = this.sizes.unknown(security) ?? (wantsPrice ? this.prices.unknown(security) : undefined);
      if (unknown !== undefined) throw unknown;
    }
    const sizes = securities.map((security) => this.sizes.known(security));
    if (!wantsPrice && sizes.every((size) => size !== undefined)) {
      return sizes.map((contractSize) => ({ contractSize, lastPrice: null }));
    }
    return this.budget.spend(asker.owner, () =>
      Promise.all(securities.map((security) => this.look(security, wantsPrice, asker))),
    );
  }

  /** One after the other: OpenD limits prices, and what has no size needs none. */
  private async look(security: Security, wantsPrice: boolean, asker: LookupFor): Promise<LegFigures> {
    const contractSize = await this.sizes.get(security, asker);
    const lastPrice = wantsPrice ? (await this.prices.get(security, asker)).lastPrice : null;
    return { contractSize, lastPrice };
  }

  private checkValue(
    terms: OrderTerms,
    order: OrderAfter,
    figures: readonly LegFigures[],
    rules: OrderRules,
  ): CheckedOrder {
    const own = orderValue(order, figures);
    const value = order.key === null ? own : this.changes.worst(order.key, order, own);
    const valueCents = toCents(value);
    if (valueCents === null) {
      throw new GatewayError(
        "INVALID_BODY",
        "qty times price is more than can be counted (2^53 cents); correct qty or price; nothing was sent",
        { protoId: terms.protoId },
      );
    }
    if (rules.maxOrderValue !== null && valueCents > limitCents(rules.maxOrderValue)) {
      throw limited(
        "order_value",
        `the order is worth up to ${(valueCents / 100).toFixed(2)}${value > own ? " with the change before it" : ""}, more than the key may trade in one order`,
      );
    }
    // What can't be sent must not count against the next change.
    const maxDaily = maxDailyCents(rules);
    if (order.key !== null && (maxDaily === null || valueCents <= maxDaily)) this.changes.note(order.key, order, own);
    return this.checked(terms, order, valueCents);
  }

  private checked(terms: OrderTerms, order: OrderAfter | null, valueCents: number): CheckedOrder {
    return {
      valueCents,
      countsAsOrder: !isRiskReducing(terms.action),
      trace: traceOf(terms, order, this.clock.wallMs()),
    };
  }
}

/** Whether a change of an order can't be judged by what it says itself. */
function needsOrder(rules: OrderRules): boolean {
  return rules.markets !== null || rules.symbols !== null || rules.sides !== null || limitsValue(rules);
}

function known(after: OrderAfter | null, order: Order): OrderAfter {
  if (after !== null) return after;
  throw new GatewayError(
    "ORDER_NOT_FOUND",
    "the order that is to be changed can't be read in the account's list; nothing was sent",
    {
      auditReason: `2201: order ${order.orderID ?? order.orderIDEx ?? "without id"} lacks code or quantity`,
    },
  );
}

function checkTradeMarket(rules: OrderRules, trdMarket: number): void {
  if (rules.markets === null) return;
  const name = tradeMarketName(trdMarket);
  if (name === null || !rules.markets.has(name)) {
    throw limited("market", `the key may not trade in market ${name ?? trdMarket}`);
  }
}

/** What the header says must be what is traded: else a rule would judge one market and OpenD trade in another. */
function checkLegMarket(rules: OrderRules, order: OrderAfter, leg: OrderLeg): void {
  if (leg.fitsHeader || !(rules.markets !== null || rules.symbols !== null || limitsValue(rules))) return;
  const market = tradeMarketName(order.trdMarket) ?? String(order.trdMarket);
  throw limited("market", `the market of ${leg.code} (secMarket, or a leg's security) contradicts trdMarket ${market}`);
}

function checkSymbol(rules: OrderRules, leg: OrderLeg): void {
  if (rules.symbols === null) return;
  if (leg.market === null) throw limited("symbol", marketMissing(leg));
  const symbol = formatSecurity({ market: leg.market, code: leg.code });
  if (!rules.symbols.has(symbol)) throw limited("symbol", `the key may not trade ${symbol}`);
}

function checkSide(rules: OrderRules, leg: OrderLeg): void {
  if (rules.sides === null) return;
  const name = sideName(leg.side);
  if (name === null || !rules.sides.has(name)) {
    throw limited("side", `the key may not trade on side ${name ?? leg.side}`);
  }
}

function tradedSecurity(leg: OrderLeg): Security {
  if (leg.market === null) throw new GatewayError("VALUE_UNKNOWN", marketMissing(leg));
  return { market: leg.market, code: leg.code };
}

function marketMissing(leg: OrderLeg): string {
  return `secMarket must be set: without it the gateway can't tell which market ${leg.code} is of; nothing was sent`;
}

function limited(limit: "market" | "symbol" | "side" | "order_value", problem: string): GatewayError {
  const text = problem.endsWith("nothing was sent") ? problem : `${problem}; nothing was sent`;
  return new GatewayError("ORDER_LIMIT", text, { metadata: { limit } });
}

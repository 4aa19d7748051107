import type { OrderRules } from "../../auth/api-key.js";
import type { OrderTrace } from "../../limits/orders/order-store.js";
import type { OrderTerms } from "./order-terms.js";
import type { LookupFor } from "./upstream.js";

/** An order that its key may send, and what it counts. */
export interface CheckedOrder {
  /** What it adds to the day's value, in hundredths of its currency; 0 for keys without a limit of value, and for what only takes risk away. */
  readonly valueCents: number;
  /** Whether it counts against the orders of a minute. */
  readonly countsAsOrder: boolean;
  /** `tag` is null, and `sentAtMs` the time of the check: who sends it puts in what is so then. */
  readonly trace: OrderTrace;
}

/** What a key may trade, held against one order. */
export interface OrderRulesCheck {
  /**
   * Answers at once where nothing has to be looked up, so that most orders wait for nothing.
   * @param rules null: no rules (open mode).
   * @param asker look-ups don't outlast its deadline.
   * @throws GatewayError (or rejects with it) ORDER_LIMIT, ORDER_QUOTA (hours, lookups), ORDER_NOT_FOUND, VALUE_UNKNOWN,
   * INVALID_BODY (a value too big to be counted).
   */
  check(terms: OrderTerms, rules: OrderRules | null, asker: LookupFor): CheckedOrder | Promise<CheckedOrder>;
}

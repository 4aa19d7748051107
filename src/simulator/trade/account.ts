import type { AccountDefinition } from "./account-list.js";
import { MAX_HISTORY_PER_ACCOUNT } from "./defaults.js";
import type { FillRecord } from "./fill.js";
import { Ledger } from "./ledger.js";
import type { CurrencyCode } from "./money.js";
import { toUnits } from "./money.js";
import type { OrderRecord } from "./order.js";
import { isFinal } from "./order-status.js";
import { Positions } from "./position.js";

/** One movement of cash, for 2226. */
export interface CashFlow {
  readonly id: bigint;
  /** "YYYY-MM-DD" in the market's zone. */
  readonly clearingDate: string;
  readonly settlementDate: string;
  readonly currency: CurrencyCode;
  readonly type: string;
  /** Money units; negative for money that left. */
  readonly amount: number;
  readonly remark: string;
}

/** One trading account: its cash, holdings and everything that happened in it. */
export class Account {
  readonly definition: AccountDefinition;
  readonly ledger: Ledger<CurrencyCode>;
  readonly positions: Positions;
  readonly #orders = new Map<bigint, OrderRecord>();
  readonly #byIdEx = new Map<string, OrderRecord>();
  readonly #fills: FillRecord[] = [];
  readonly #flows: CashFlow[] = [];

  constructor(definition: AccountDefinition, nextPositionId: () => bigint) {
    this.definition = definition;
    const cash = Object.entries(definition.cash) as [CurrencyCode, number][];
    this.ledger = new Ledger(new Map(cash.map(([currency, amount]) => [currency, toUnits(amount)])));
    this.positions = new Positions(nextPositionId);
  }

  get accId(): bigint {
    return this.definition.accId;
  }

  addOrder(order: OrderRecord): void {
    this.#orders.set(order.id, order);
    this.#byIdEx.set(order.idEx, order);
    if (this.#orders.size <= MAX_HISTORY_PER_ACCOUNT) return;
    for (const old of this.#orders.values()) {
      if (!isFinal(old.status)) continue;
      this.#orders.delete(old.id);
      this.#byIdEx.delete(old.idEx);
      return;
    }
  }

  order(id: bigint): OrderRecord | undefined {
    return this.#orders.get(id);
  }

  orderByIdEx(idEx: string): OrderRecord | undefined {
    return this.#byIdEx.get(idEx);
  }

  /** Oldest first. */
  orders(): IterableIterator<OrderRecord> {
    return this.#orders.values();
  }

  addFill(fill: FillRecord): void {
    this.#fills.push(fill);
    if (this.#fills.length > MAX_HISTORY_PER_ACCOUNT) this.#fills.shift();
  }

  /** Oldest first. */
  fills(): readonly FillRecord[] {
    return this.#fills;
  }

  addFlow(flow: CashFlow): void {
    this.#flows.push(flow);
    if (this.#flows.length > MAX_HISTORY_PER_ACCOUNT) this.#flows.shift();
  }

  flows(): readonly CashFlow[] {
    return this.#flows;
  }
}

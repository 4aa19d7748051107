/**
 * Cash of an account by currency, in money units, and what open orders hold
 * back of it. A reservation belongs to an order, so it can't outlive its order
 * unnoticed.
 */
export class Ledger<Currency extends string> {
  readonly #cash = new Map<Currency, number>();
  readonly #reserved = new Map<bigint, { readonly currency: Currency; readonly amount: number }>();

  constructor(initial: ReadonlyMap<Currency, number>) {
    for (const [currency, amount] of initial) this.#cash.set(currency, amount);
  }

  currencies(): readonly Currency[] {
    return [...this.#cash.keys()];
  }

  /** All cash, reserved cash included. */
  cash(currency: Currency): number {
    return this.#cash.get(currency) ?? 0;
  }

  frozen(currency: Currency): number {
    let sum = 0;
    for (const entry of this.#reserved.values()) if (entry.currency === currency) sum += entry.amount;
    return sum;
  }

  /** What a new order may use; `except` names an order whose own reservation counts as free. */
  available(currency: Currency, except?: bigint): number {
    const own = except === undefined ? undefined : this.#reserved.get(except);
    return this.cash(currency) - this.frozen(currency) + (own?.currency === currency ? own.amount : 0);
  }

  /** Adds to the cash, or takes from it when negative. */
  book(currency: Currency, amount: number): void {
    this.#cash.set(currency, this.cash(currency) + amount);
  }

  /** Sets the reservation of an order; zero removes it. */
  reserve(orderId: bigint, currency: Currency, amount: number): void {
    if (amount === 0) this.#reserved.delete(orderId);
    else this.#reserved.set(orderId, { currency, amount });
  }
}

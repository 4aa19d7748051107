/** One level of an order book. */
export interface BookLevel {
  readonly price: number;
  readonly volume: number;
}

/** Static facts of one listed security, as trading needs them. */
export interface ListedSecurity {
  /** Qot_Common.QotMarket. */
  readonly market: number;
  readonly code: string;
  readonly name: string;
  /** Qot_Common.SecurityType. */
  readonly secType: number;
  /** Shares of a board lot; for an option the shares behind one contract. */
  readonly lotSize: number;
  readonly currency: "HKD" | "USD" | "CNH";
}

/** The market as the trading half of the simulator sees it. */
export interface MarketView {
  /** Also makes `onTick` report this security from now on. */
  find(market: number, code: string): ListedSecurity | undefined;
  lastPrice(security: ListedSecurity): number;
  /** Smallest price step at `price`. */
  tickSize(security: ListedSecurity, price: number): number;
  /** Best levels first. */
  book(security: ListedSecurity): { readonly bids: readonly BookLevel[]; readonly asks: readonly BookLevel[] };
  isOpen(security: ListedSecurity): boolean;
  /**
   * Calls `listener` after each change of a price or book of a security that
   * `find` has returned: prices of the others are only worked out when asked
   * for. Returns what ends it.
   */
  onTick(listener: (security: ListedSecurity) => void): () => void;
}

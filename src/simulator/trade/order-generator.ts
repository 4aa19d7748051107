import { ModifyOrderOp, OrderType, TrdEnv, TrdMarket, TrdSide } from "../../../generated/ts/Trd_Common.js";
import * as ModifyOrder from "../../../generated/ts/Trd_ModifyOrder.js";
import * as PlaceOrder from "../../../generated/ts/Trd_PlaceOrder.js";
import { Refusal } from "../handler.js";
import type { ListedSecurity, MarketView } from "../market-view.js";
import type { Account } from "./account.js";
import type { TradeContext } from "./checks.js";
import { lotOf } from "./contract.js";
import type { OrderRecord } from "./order.js";
import type { OrderDesk } from "./order-desk.js";
import { toStep } from "./order-price.js";
import { isWorking } from "./order-status.js";
import { tradeMarket } from "./trade-market.js";

/** What is traded where: cheap enough for the accounts to go on for long. */
const SECURITIES: ReadonlyMap<number, readonly [number, string]> = new Map([
  [TrdMarket.TrdMarket_HK, [1, "00700"]],
  [TrdMarket.TrdMarket_US, [11, "AAPL"]],
]);

/** Far enough below the market to rest until it is cancelled. */
const RESTING_RATIO = 0.8;

export interface OrderGeneratorOptions {
  readonly accounts: ReadonlyMap<bigint, Account>;
  readonly market: MarketView;
  readonly desk: OrderDesk;
  /** Order and fill events of all accounts so far. */
  readonly eventCount: () => number;
}

interface Trader {
  readonly context: TradeContext;
  readonly security: ListedSecurity;
  last: OrderRecord | null;
  holds: boolean;
}

/**
 * Trades by itself, for tests of those who listen: simulated accounts place
 * and cancel, real ones buy a lot and sell it again, which gives fills too. The
 * orders are as real as those of clients and show in every query.
 */
export class OrderGenerator {
  readonly #options: OrderGeneratorOptions;
  readonly #traders = new Map<bigint, Trader>();
  #turn = 0;
  #orders = 0;

  constructor(options: OrderGeneratorOptions) {
    this.#options = options;
    for (const account of options.accounts.values()) {
      const trader = this.#trader(account);
      if (trader !== undefined) this.#traders.set(account.accId, trader);
    }
  }

  /** Orders that were placed. */
  get orders(): number {
    return this.#orders;
  }

  /**
   * Goes on until about `count` more events have come: an order's step gives up
   * to four. Accounts take turns; those that `mayTrade` leaves out rest.
   * @returns the number of events.
   */
  run(count: number, mayTrade: (accId: bigint) => boolean): number {
    const { eventCount } = this.#options;
    const before = eventCount();
    const active = [...this.#traders].filter(([accId]) => mayTrade(accId)).map(([, trader]) => trader);
    let idle = 0;
    while (idle < active.length && eventCount() - before < count) {
      const trader = active[this.#turn % active.length];
      this.#turn += 1;
      if (trader === undefined) break;
      const seen = eventCount();
      this.#step(trader);
      idle = eventCount() > seen ? 0 : idle + 1;
    }
    return eventCount() - before;
  }

  #trader(account: Account): Trader | undefined {
    const { definition, accId } = account;
    for (const trdMarket of definition.trdMarkets) {
      const market = tradeMarket(trdMarket);
      const [qotMarket, code] = SECURITIES.get(trdMarket) ?? [];
      if (market === undefined || qotMarket === undefined || code === undefined) continue;
      const security = this.#options.market.find(qotMarket, code);
      if (security === undefined) continue;
      const header = { trdEnv: definition.trdEnv, accID: accId, trdMarket, jpAccType: undefined };
      return { context: { account, market, header }, security, last: null, holds: false };
    }
    return undefined;
  }

  #step(trader: Trader): void {
    const { last, context } = trader;
    if (last !== null && isWorking(last.status)) {
      const cancel = ModifyOrder.C2S.fromPartial({
        orderID: last.id,
        modifyOrderOp: ModifyOrderOp.ModifyOrderOp_Cancel,
      });
      this.#options.desk.change(context, cancel);
      return;
    }
    const real = context.account.definition.trdEnv === TrdEnv.TrdEnv_Real;
    if (!(real && this.#cross(trader))) this.#rest(trader);
  }

  /** Buys, or sells what was bought, at the best price of the other side. */
  #cross(trader: Trader): boolean {
    const { security, holds } = trader;
    const book = this.#options.market.book(security);
    const best = holds ? book.bids[0] : book.asks[0];
    if (best === undefined) return false;
    const order = this.#place(trader, holds ? TrdSide.TrdSide_Sell : TrdSide.TrdSide_Buy, best.price);
    if (order === undefined) return false;
    if (order.filledQty > 0) trader.holds = !holds;
    return true;
  }

  #rest(trader: Trader): void {
    const { market } = this.#options;
    const price = toStep(market, trader.security, market.lastPrice(trader.security) * RESTING_RATIO, -1);
    this.#place(trader, TrdSide.TrdSide_Buy, price);
  }

  /** Undefined when the account has not got what it takes. */
  #place(trader: Trader, trdSide: number, price: number): OrderRecord | undefined {
    const { security, context } = trader;
    const fields = PlaceOrder.C2S.fromPartial({
      trdSide,
      orderType: OrderType.OrderType_Normal,
      code: security.code,
      qty: lotOf(security),
      price,
      remark: `firehose ${this.#orders + 1}`,
    });
    try {
      const order = this.#options.desk.place(context, fields);
      trader.last = order;
      this.#orders += 1;
      return order;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }
}

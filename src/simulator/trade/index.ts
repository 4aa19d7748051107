import * as UpdateOrder from "../../../generated/ts/Trd_UpdateOrder.js";
import * as UpdateOrderFill from "../../../generated/ts/Trd_UpdateOrderFill.js";
import type { Clock } from "../clock.js";
import type { Handler, HandlerMap } from "../handler.js";
import type { ListedSecurity, MarketView } from "../market-view.js";
import { Account } from "./account.js";
import { accountHandlers } from "./account-handlers.js";
import type { AccountDefinition } from "./account-list.js";
import { ACCOUNTS } from "./account-list.js";
import { isSimulated } from "./checks.js";
import { ComboDesk } from "./combo-desk.js";
import { multiplierOf } from "./contract.js";
import { DEFAULT_UNLOCK_PASSWORD_MD5 } from "./defaults.js";
import { Engine } from "./engine.js";
import { toFillMessage } from "./fill.js";
import { createIdSource } from "./id-source.js";
import { formatDate } from "./market-time.js";
import { toUnits } from "./money.js";
import type { OrderRecord } from "./order.js";
import { toOrderMessage } from "./order.js";
import { OrderDesk } from "./order-desk.js";
import { OrderGenerator } from "./order-generator.js";
import { orderHandlers } from "./order-handlers.js";
import type { PushToAccount } from "./outbox.js";
import { Outbox } from "./outbox.js";
import { TradeLock } from "./trade-lock.js";
import { qotMarketOf, secMarketOf, tradeMarket } from "./trade-market.js";

export type { AccountDefinition } from "./account-list.js";

/** Opening holdings were bought a little below the market. */
const OPENING_COST_RATIO = 0.9;

const PUSH_ORDER = 2208;
const PUSH_FILL = 2218;

export interface TradingOptions {
  readonly market: MarketView;
  readonly clock: Clock;
  /** Gives the ids of orders, fills and positions. */
  readonly seed: number;
  /** Sends a push to the connections that registered for the account; called after the reply that caused it. */
  readonly pushToAccount: PushToAccount;
  /** Lower-case hex MD5 of the trade password; default that of "123456". */
  readonly unlockPasswordMd5?: string;
  readonly accounts?: readonly AccountDefinition[];
}

/** The trading half of the simulated OpenD. */
export interface Trading {
  /** 2001 to 2237. */
  readonly handlers: HandlerMap;
  /** Orders taken so far: one for each 2202 or 2227 that succeeded. */
  ordersAccepted(): number;
  /** Something that trades by itself. It has the market followed from then on. */
  createGenerator(): OrderGenerator;
  /** Stops listening to the market and drops pushes that are not out yet. */
  close(): void;
}

export function createTrading(options: TradingOptions): Trading {
  const { market, clock } = options;
  const ids = createIdSource(options.seed);
  const priceOf = (security: ListedSecurity): number => toUnits(market.lastPrice(security));
  const accounts = new Map(
    (options.accounts ?? ACCOUNTS).map((definition) => [definition.accId, new Account(definition, ids.position)]),
  );
  for (const account of accounts.values()) openHoldings(account, market, clock, priceOf);

  const outbox = new Outbox(clock, options.pushToAccount);
  const headerOf = (account: Account, trdMarket: number) => ({
    trdEnv: account.definition.trdEnv,
    accID: account.accId,
    trdMarket,
  });
  const success = { retType: 0, retMsg: "", errCode: 0 };
  let events = 0;
  const engine = new Engine({
    market,
    clock,
    ids,
    events: {
      orderChanged: (account: Account, order: OrderRecord) => {
        events += 1;
        const s2c = { header: headerOf(account, order.market.trdMarket), order: toOrderMessage(order) };
        outbox.add(account.accId, PUSH_ORDER, UpdateOrder.Response.encode({ ...success, s2c }).finish());
      },
      filled: (account, fill) => {
        // No fill pushes for simulated accounts (facts: ftapi-protocol.md 6.3).
        if (isSimulated(account)) return;
        events += 1;
        const s2c = { header: headerOf(account, fill.market.trdMarket), orderFill: toFillMessage(fill) };
        outbox.add(account.accId, PUSH_FILL, UpdateOrderFill.Response.encode({ ...success, s2c }).finish());
      },
    },
  });
  const desk = new OrderDesk({ market, clock, ids, engine });
  const combos = new ComboDesk({ market, clock, engine, orders: desk });
  const firms = [...accounts.values()].map((account) => account.definition.securityFirm);
  const lock = new TradeLock(
    options.unlockPasswordMd5 ?? DEFAULT_UNLOCK_PASSWORD_MD5,
    new Set(firms.filter((firm) => firm !== undefined)),
  );
  const parts = { accounts, market, clock, lock, desk, combos, priceOf };
  const handlers = new Map<number, Handler>();
  for (const [protoId, handler] of [...accountHandlers(parts), ...orderHandlers(parts)]) {
    handlers.set(protoId, (call) => {
      // A quiet market sends no ticks, but orders must not outlive their day.
      engine.expireDue();
      return handler(call);
    });
  }
  const stopTicks = market.onTick((security) => engine.tick(security));
  return {
    handlers,
    ordersAccepted: () => desk.accepted,
    createGenerator: () => new OrderGenerator({ accounts, market, desk, eventCount: () => events }),
    close: () => {
      stopTicks();
      outbox.close();
    },
  };
}

function openHoldings(
  account: Account,
  market: MarketView,
  clock: Clock,
  priceOf: (security: ListedSecurity) => number,
): void {
  for (const holding of account.definition.holdings) {
    const security = market.find(holding.market, holding.code);
    const own = account.definition.trdMarkets.find(
      (trdMarket) => qotMarketOf(trdMarket, secMarketOf(holding.market)) === holding.market,
    );
    const trade = own === undefined ? undefined : tradeMarket(own);
    if (security === undefined || trade === undefined) continue;
    const value = holding.qty * priceOf(security) * multiplierOf(security);
    const date = formatDate(trade.timeZone, clock.now());
    const cost = Math.round(value * OPENING_COST_RATIO);
    account.positions.deposit(security, trade.trdMarket, holding.qty, cost, value, date);
  }
}

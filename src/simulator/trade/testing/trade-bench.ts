import type { Funds, Order, OrderFill, Position, TrdHeader } from "../../../../generated/ts/Trd_Common.js";
import * as GetFunds from "../../../../generated/ts/Trd_GetFunds.js";
import * as GetOrderList from "../../../../generated/ts/Trd_GetOrderList.js";
import * as GetPositionList from "../../../../generated/ts/Trd_GetPositionList.js";
import * as ModifyOrder from "../../../../generated/ts/Trd_ModifyOrder.js";
import * as PlaceOrder from "../../../../generated/ts/Trd_PlaceOrder.js";
import * as UnlockTrade from "../../../../generated/ts/Trd_UnlockTrade.js";
import * as UpdateOrder from "../../../../generated/ts/Trd_UpdateOrder.js";
import * as UpdateOrderFill from "../../../../generated/ts/Trd_UpdateOrderFill.js";
import type { Clock } from "../../clock.js";
import { Refusal } from "../../handler.js";
import type { BookLevel, ListedSecurity, MarketView } from "../../market-view.js";
import { DEFAULT_UNLOCK_PASSWORD_MD5 } from "../defaults.js";
import type { Trading, TradingOptions } from "../index.js";
import { createTrading } from "../index.js";

/** A clock that moves only when told. */
export class FakeClock implements Clock {
  #now: number;
  #tasks: { atMs: number; task: () => void }[] = [];

  constructor(startMs: number) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  schedule(delayMs: number, task: () => void): () => void {
    const entry = { atMs: this.#now + delayMs, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry);
    };
  }

  advance(byMs: number): void {
    const until = this.#now + byMs;
    for (;;) {
      const due = this.#tasks.filter((entry) => entry.atMs <= until).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#tasks = this.#tasks.filter((entry) => entry !== due);
      this.#now = Math.max(this.#now, due.atMs);
      due.task();
    }
    this.#now = until;
  }
}

interface Listing {
  readonly security: ListedSecurity;
  readonly tick: number;
  last: number;
  bids: readonly BookLevel[];
  asks: readonly BookLevel[];
  open: boolean;
}

export const TENCENT: ListedSecurity = {
  market: 1,
  code: "00700",
  name: "TENCENT",
  secType: 3,
  lotSize: 100,
  currency: "HKD",
};
export const ALIBABA: ListedSecurity = {
  market: 1,
  code: "09988",
  name: "BABA-W",
  secType: 3,
  lotSize: 100,
  currency: "HKD",
};
export const APPLE: ListedSecurity = {
  market: 11,
  code: "AAPL",
  name: "Apple",
  secType: 3,
  lotSize: 1,
  currency: "USD",
};
export const NVIDIA: ListedSecurity = {
  market: 11,
  code: "NVDA",
  name: "NVIDIA",
  secType: 3,
  lotSize: 1,
  currency: "USD",
};
export const MOUTAI: ListedSecurity = {
  market: 21,
  code: "600519",
  name: "Moutai",
  secType: 3,
  lotSize: 100,
  currency: "CNH",
};

export const APPLE_CALL: ListedSecurity = {
  market: 11,
  code: "AAPL261218C200000",
  name: "AAPL 261218 200.00C",
  secType: 8,
  lotSize: 100,
  currency: "USD",
};
export const APPLE_HIGH_CALL: ListedSecurity = {
  ...APPLE_CALL,
  code: "AAPL261218C220000",
  name: "AAPL 261218 220.00C",
};
export const HANG_SENG: ListedSecurity = {
  ...TENCENT,
  code: "800000",
  name: "Hang Seng Index",
  secType: 6,
  lotSize: 1,
};

/** A market whose prices and books are set by the test. */
export class FakeMarket implements MarketView {
  readonly #listings = new Map<string, Listing>();
  readonly #listeners = new Set<(security: ListedSecurity) => void>();

  constructor() {
    this.#list(TENCENT, 400, 0.2, 1000);
    this.#list(ALIBABA, 100, 0.1, 1000);
    this.#list(APPLE, 200, 0.01, 500);
    this.#list(NVIDIA, 100, 0.01, 500);
    this.#list(MOUTAI, 1500, 0.01, 500);
    this.#list(APPLE_CALL, 6, 0.01, 50);
    this.#list(APPLE_HIGH_CALL, 2, 0.01, 50);
    this.#list(HANG_SENG, 25_000, 0.01, 0);
  }

  find(market: number, code: string): ListedSecurity | undefined {
    return this.#listings.get(`${market}_${code}`)?.security;
  }

  lastPrice(security: ListedSecurity): number {
    return this.#of(security).last;
  }

  tickSize(security: ListedSecurity): number {
    return this.#of(security).tick;
  }

  book(security: ListedSecurity): { readonly bids: readonly BookLevel[]; readonly asks: readonly BookLevel[] } {
    return this.#of(security);
  }

  isOpen(security: ListedSecurity): boolean {
    return this.#of(security).open;
  }

  onTick(listener: (security: ListedSecurity) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Sets the market of a security and tells the listeners. */
  tick(
    security: ListedSecurity,
    change: { last?: number; bids?: readonly BookLevel[]; asks?: readonly BookLevel[]; open?: boolean },
  ): void {
    Object.assign(this.#of(security), change);
    for (const listener of this.#listeners) listener(security);
  }

  #list(security: ListedSecurity, last: number, tick: number, volume: number): void {
    const bids = [{ price: last, volume }];
    const asks = [{ price: Math.round((last + tick) * 1000) / 1000, volume }];
    this.#listings.set(`${security.market}_${security.code}`, { security, tick, last, bids, asks, open: true });
  }

  #of(security: ListedSecurity): Listing {
    const listing = this.#listings.get(`${security.market}_${security.code}`);
    if (listing === undefined) throw new Error(`${security.code} is not listed`);
    return listing;
  }
}

export const SIM_HK: TrdHeader = { trdEnv: 0, accID: 281756479000000101n, trdMarket: 1 };
export const SIM_US: TrdHeader = { trdEnv: 0, accID: 281756479000000102n, trdMarket: 2 };
export const REAL_HK: TrdHeader = { trdEnv: 1, accID: 281756479000000201n, trdMarket: 1 };
export const REAL_US: TrdHeader = { trdEnv: 1, accID: 281756479000000202n, trdMarket: 2 };
export const GENERAL: TrdHeader = { trdEnv: 1, accID: 281756479000000209n, trdMarket: 1 };

/** 2026-11-20 10:00 in Hong Kong, a Friday. */
export const START_MS = Date.UTC(2026, 10, 20, 2, 0, 0);

type Codec<T> = { decode(bytes: Uint8Array): T; encode(message: T): { finish(): Uint8Array } };
type Given<T> = { [K in keyof T]?: T[K] };

/** A trading half with fakes around it and a client in front. */
export class TradeBench {
  readonly market = new FakeMarket();
  readonly clock: FakeClock;
  readonly trading: Trading;
  readonly registered: bigint[][] = [];
  readonly orderPushes: { readonly header: TrdHeader; readonly order: Order }[] = [];
  readonly fillPushes: { readonly header: TrdHeader; readonly fill: OrderFill }[] = [];

  constructor(options: { readonly startMs?: number; readonly seed?: number } & Partial<TradingOptions> = {}) {
    this.clock = new FakeClock(options.startMs ?? START_MS);
    this.trading = createTrading({
      market: this.market,
      clock: this.clock,
      seed: options.seed ?? 1,
      pushToAccount: (accId, protoId, body) => this.#received(accId, protoId, body),
      ...(options.accounts === undefined ? {} : { accounts: options.accounts }),
    });
  }

  /** Sends a request; answers with its S2C, or throws the refusal. */
  call<C2S, S2C>(
    protoId: number,
    request: Codec<{ c2s: C2S | undefined }>,
    response: Codec<{ retType?: number | undefined; s2c?: S2C | undefined }>,
    c2s: C2S,
  ): S2C {
    const handler = this.trading.handlers.get(protoId);
    if (handler === undefined) throw new Error(`no handler for ${protoId}`);
    const reply = handler({
      protoId,
      serialNo: 1,
      body: request.encode({ c2s }).finish(),
      session: {
        connId: 1n,
        push: () => undefined,
        setTradeAccounts: (accIds) => this.registered.push([...accIds]),
      },
      clock: this.clock,
    });
    if (reply instanceof Promise) throw new Error("trade handlers answer at once");
    const message = response.decode(reply);
    if (message.retType !== 0 || message.s2c === undefined) throw new Error("a reply without retType 0 or s2c");
    return message.s2c;
  }

  unlock(): void {
    const c2s = { unlock: true, pwdMD5: DEFAULT_UNLOCK_PASSWORD_MD5, securityFirm: 1 };
    this.call(2005, UnlockTrade.Request, UnlockTrade.Response, c2s);
  }

  /** Places an order: a limit buy unless told otherwise. */
  place(header: TrdHeader, fields: Given<PlaceOrder.C2S>): { readonly orderID: bigint; readonly orderIDEx: string } {
    const c2s = PlaceOrder.C2S.fromPartial({
      packetID: { connID: 1n, serialNo: 1 },
      header,
      trdSide: 1,
      orderType: 1,
      ...fields,
    });
    const { orderID = 0n, orderIDEx = "" } = this.call(2202, PlaceOrder.Request, PlaceOrder.Response, c2s);
    return { orderID, orderIDEx };
  }

  modify(header: TrdHeader, fields: Given<ModifyOrder.C2S>): ModifyOrder.S2C {
    const c2s = ModifyOrder.C2S.fromPartial({
      packetID: { connID: 1n, serialNo: 2 },
      header,
      orderID: 0n,
      ...fields,
    });
    return this.call(2205, ModifyOrder.Request, ModifyOrder.Response, c2s);
  }

  orders(header: TrdHeader, fields: Given<GetOrderList.C2S> = {}): readonly Order[] {
    const c2s = GetOrderList.C2S.fromPartial({ header, ...fields });
    return this.call(2201, GetOrderList.Request, GetOrderList.Response, c2s).orderList;
  }

  order(header: TrdHeader, orderIDEx: string): Order {
    const found = this.orders(header).find((order) => order.orderIDEx === orderIDEx);
    if (found === undefined) throw new Error(`order ${orderIDEx} is not in the list`);
    return found;
  }

  funds(header: TrdHeader, currency?: number): Funds {
    const c2s = GetFunds.C2S.fromPartial({ header, currency });
    const { funds } = this.call(2101, GetFunds.Request, GetFunds.Response, c2s);
    if (funds === undefined) throw new Error("no funds in the reply");
    return funds;
  }

  positions(header: TrdHeader, fields: Given<GetPositionList.C2S> = {}): readonly Position[] {
    const c2s = GetPositionList.C2S.fromPartial({ header, ...fields });
    return this.call(2102, GetPositionList.Request, GetPositionList.Response, c2s).positionList;
  }

  /** Lets the waiting pushes out and gives the statuses that were pushed for an order. */
  pushedStatuses(orderIDEx: string): readonly number[] {
    this.clock.advance(0);
    return this.orderPushes
      .filter(({ order }) => order.orderIDEx === orderIDEx)
      .map(({ order }) => order.orderStatus ?? -1);
  }

  #received(accId: bigint, protoId: number, body: Uint8Array): void {
    if (protoId === 2208) {
      const { s2c } = UpdateOrder.Response.decode(body);
      if (s2c?.header?.accID !== accId || s2c.order === undefined) throw new Error("order push without its parts");
      this.orderPushes.push({ header: s2c.header, order: s2c.order });
      return;
    }
    const { s2c } = UpdateOrderFill.Response.decode(body);
    if (s2c?.header?.accID !== accId || s2c.orderFill === undefined) throw new Error("fill push without its parts");
    this.fillPushes.push({ header: s2c.header, fill: s2c.orderFill });
  }
}

/** The text of the refusal that `action` ends in. */
export function refusalOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error("it was not refused");
}

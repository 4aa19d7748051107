import type { TrdFilterConditions } from "../../../generated/ts/Trd_Common.js";
import * as GetComboMaxTrdQtys from "../../../generated/ts/Trd_GetComboMaxTrdQtys.js";
import * as GetHistoryOrderFillList from "../../../generated/ts/Trd_GetHistoryOrderFillList.js";
import * as GetHistoryOrderList from "../../../generated/ts/Trd_GetHistoryOrderList.js";
import * as GetMaxTrdQtys from "../../../generated/ts/Trd_GetMaxTrdQtys.js";
import * as GetOrderFee from "../../../generated/ts/Trd_GetOrderFee.js";
import * as GetOrderFillList from "../../../generated/ts/Trd_GetOrderFillList.js";
import * as GetOrderList from "../../../generated/ts/Trd_GetOrderList.js";
import * as ModifyOrder from "../../../generated/ts/Trd_ModifyOrder.js";
import * as PlaceComboOrder from "../../../generated/ts/Trd_PlaceComboOrder.js";
import * as PlaceOrder from "../../../generated/ts/Trd_PlaceOrder.js";
import type { Clock } from "../clock.js";
import type { Handler } from "../handler.js";
import { handle, Refusal } from "../handler.js";
import type { ListedSecurity, MarketView } from "../market-view.js";
import type { Account } from "./account.js";
import type { TradeContext } from "./checks.js";
import { checkHeader, checkSecurity, isSimulated, required } from "./checks.js";
import type { ComboDesk } from "./combo-desk.js";
import { MAX_FEE_QUERY_IDS } from "./defaults.js";
import { feeItems } from "./fees.js";
import type { FillRecord } from "./fill.js";
import { toFillMessage } from "./fill.js";
import { requireTimes, rowFilter } from "./filter.js";
import { formatDate } from "./market-time.js";
import { maxQty } from "./max-qty.js";
import { fromUnits, toUnits } from "./money.js";
import type { OrderRecord } from "./order.js";
import { feeSchedule, toOrderMessage } from "./order.js";
import type { OrderDesk } from "./order-desk.js";
import { checkPrice } from "./order-price.js";
import { isFinal } from "./order-status.js";
import type { TradeLock } from "./trade-lock.js";
import type { TradeMarket } from "./trade-market.js";

/** Commands about orders and fills. */
export function orderHandlers(options: {
  readonly accounts: ReadonlyMap<bigint, Account>;
  readonly market: MarketView;
  readonly clock: Clock;
  readonly lock: TradeLock;
  readonly desk: OrderDesk;
  readonly combos: ComboDesk;
  readonly priceOf: (security: ListedSecurity) => number;
}): ReadonlyMap<number, Handler> {
  const { accounts, market, clock, lock, desk, combos } = options;

  const isToday = (own: TradeMarket, atMs: number): boolean =>
    formatDate(own.timeZone, atMs) === formatDate(own.timeZone, clock.now());

  /** Writes: a packet id, a valid header and an unlocked firm. */
  const writable = (c2s: { readonly packetID: unknown; readonly header: TradeContext["header"] | undefined }) => {
    if (c2s.packetID === undefined) throw new Refusal("缺少必要的参数: packetID");
    const context = checkHeader(accounts, c2s.header);
    lock.check(context.account.definition.securityFirm);
    return context;
  };

  const orderRows = (
    { account, market: own }: TradeContext,
    conditions: TrdFilterConditions | undefined,
    statuses: readonly number[],
    also: (order: OrderRecord) => boolean,
  ) => {
    const wanted = rowFilter(conditions, own.timeZone);
    return [...account.orders()]
      .filter(
        (order) =>
          also(order) &&
          (statuses.length === 0 || statuses.includes(order.status)) &&
          order.legs.some((leg) =>
            wanted({
              code: leg.security.code,
              id: order.id,
              orderIdEx: order.idEx,
              trdMarket: order.market.trdMarket,
              atMs: order.createdMs,
            }),
          ),
      )
      .reverse()
      .map(toOrderMessage);
  };

  const fillRows = (
    { account, market: own }: TradeContext,
    conditions: TrdFilterConditions | undefined,
    also: (fill: FillRecord) => boolean,
  ) => {
    if (isSimulated(account)) throw new Refusal("模拟交易不支持成交数据");
    const wanted = rowFilter(conditions, own.timeZone);
    return account
      .fills()
      .filter(
        (fill) =>
          also(fill) &&
          wanted({
            code: fill.security.code,
            id: fill.id,
            orderIdEx: fill.orderIdEx,
            trdMarket: fill.market.trdMarket,
            atMs: fill.atMs,
          }),
      )
      .reverse()
      .map(toFillMessage);
  };

  return new Map<number, Handler>([
    [
      2111,
      handle(GetMaxTrdQtys.Request, GetMaxTrdQtys.Response, (c2s) => {
        const { account, header, market: own } = checkHeader(accounts, c2s.header);
        required(c2s.orderType, "orderType");
        const security = checkSecurity(market, own.trdMarket, required(c2s.code, "code"), c2s.secMarket);
        const given = required(c2s.price, "price");
        const price = toUnits(c2s.adjustPrice === true ? checkPrice(market, security, given, "price", c2s) : given);
        if (!(price > 0)) throw new Refusal(`价格必须大于0: price=${given}`);
        const changing = (c2s.orderID !== undefined && c2s.orderID !== 0n) || (c2s.orderIDEx ?? "") !== "";
        const orderId = changing ? desk.find(account, c2s.orderID, c2s.orderIDEx).id : undefined;
        return { header, maxTrdQtys: maxQty(account, own, security, price, orderId) };
      }),
    ],
    [
      2112,
      handle(GetComboMaxTrdQtys.Request, GetComboMaxTrdQtys.Response, (c2s) => {
        const context = checkHeader(accounts, c2s.header);
        return { header: context.header, maxTrdQtys: combos.preview(context, c2s) };
      }),
    ],
    [
      2201,
      handle(GetOrderList.Request, GetOrderList.Response, (c2s) => {
        const context = checkHeader(accounts, c2s.header);
        // Today's orders and whatever is still alive.
        const current = (order: OrderRecord): boolean =>
          !isFinal(order.status) || isToday(order.market, order.createdMs) || isToday(order.market, order.updatedMs);
        return {
          header: context.header,
          orderList: orderRows(context, c2s.filterConditions, c2s.filterStatusList, current),
        };
      }),
    ],
    [
      2202,
      handle(PlaceOrder.Request, PlaceOrder.Response, (c2s) => {
        const context = writable(c2s);
        const order = desk.place(context, c2s);
        return { header: context.header, orderID: order.id, orderIDEx: order.idEx };
      }),
    ],
    [
      2205,
      handle(ModifyOrder.Request, ModifyOrder.Response, (c2s) => {
        const context = writable(c2s);
        const order = desk.change(context, c2s);
        return { header: context.header, orderID: order?.id ?? 0n, orderIDEx: order?.idEx };
      }),
    ],
    [
      2211,
      handle(GetOrderFillList.Request, GetOrderFillList.Response, (c2s) => {
        const context = checkHeader(accounts, c2s.header);
        const today = (fill: FillRecord): boolean => isToday(fill.market, fill.atMs);
        return { header: context.header, orderFillList: fillRows(context, c2s.filterConditions, today) };
      }),
    ],
    [
      2221,
      handle(GetHistoryOrderList.Request, GetHistoryOrderList.Response, (c2s) => {
        const context = checkHeader(accounts, c2s.header);
        const conditions = requireTimes(c2s.filterConditions);
        return { header: context.header, orderList: orderRows(context, conditions, c2s.filterStatusList, () => true) };
      }),
    ],
    [
      2222,
      handle(GetHistoryOrderFillList.Request, GetHistoryOrderFillList.Response, (c2s) => {
        const context = checkHeader(accounts, c2s.header);
        const conditions = requireTimes(c2s.filterConditions);
        return { header: context.header, orderFillList: fillRows(context, conditions, () => true) };
      }),
    ],
    [
      2225,
      handle(GetOrderFee.Request, GetOrderFee.Response, (c2s) => {
        const { account, header } = checkHeader(accounts, c2s.header);
        if (isSimulated(account)) throw new Refusal("模拟交易不支持查询订单费用");
        const ids = c2s.orderIdExList;
        if (ids.length === 0) throw new Refusal("缺少必要的参数: orderIdExList");
        if (ids.length > MAX_FEE_QUERY_IDS)
          throw new Refusal(`单次最多查询${MAX_FEE_QUERY_IDS}个订单: 共${ids.length}个`);
        return {
          header,
          orderFeeList: ids
            .map((id) => account.orderByIdEx(id))
            .filter((order) => order !== undefined)
            .map((order) => ({
              orderIDEx: order.idEx,
              feeAmount: fromUnits(order.chargedFee),
              feeList: order.legs
                .flatMap((leg) => feeItems(feeSchedule(order, leg), leg.side, leg.filledQty, leg.filledValue))
                .map((item) => ({ title: item.title, value: fromUnits(item.amount) })),
            })),
        };
      }),
    ],
    [
      2227,
      handle(PlaceComboOrder.Request, PlaceComboOrder.Response, (c2s) => {
        const context = writable(c2s);
        return { header: context.header, orderIDEx: combos.place(context, c2s).idEx };
      }),
    ],
    [
      2237,
      () => {
        // No official id exists; OpenD is reported not to know it (facts: ftapi-protocol.md 4.3).
        throw new Refusal("未知的协议ID");
      },
    ],
  ]);
}

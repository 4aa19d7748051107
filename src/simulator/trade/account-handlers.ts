import { TrdCategory } from "../../../generated/ts/Trd_Common.js";
import * as FlowSummary from "../../../generated/ts/Trd_FlowSummary.js";
import * as GetAccList from "../../../generated/ts/Trd_GetAccList.js";
import * as GetFunds from "../../../generated/ts/Trd_GetFunds.js";
import * as GetMarginRatio from "../../../generated/ts/Trd_GetMarginRatio.js";
import * as GetPositionList from "../../../generated/ts/Trd_GetPositionList.js";
import * as SubAccPush from "../../../generated/ts/Trd_SubAccPush.js";
import * as UnlockTrade from "../../../generated/ts/Trd_UnlockTrade.js";
import type { Clock } from "../clock.js";
import type { Handler } from "../handler.js";
import { handle, Refusal } from "../handler.js";
import type { ListedSecurity, MarketView } from "../market-view.js";
import type { Account } from "./account.js";
import { toAccountMessage } from "./account-list.js";
import { checkHeader, isSimulated, required } from "./checks.js";
import { multiplierOf } from "./contract.js";
import { rowFilter } from "./filter.js";
import { fundsCurrency, toFundsMessage } from "./funds.js";
import { toMarginMessage } from "./margin.js";
import { formatDate, parseTime } from "./market-time.js";
import { currencyNumber, fromUnits } from "./money.js";
import { toPositionMessage } from "./position-message.js";
import type { TradeLock } from "./trade-lock.js";
import { tradeMarket } from "./trade-market.js";

const DEFAULT_ZONE = "Asia/Hong_Kong";

/** Commands about accounts, money and holdings. */
export function accountHandlers(options: {
  readonly accounts: ReadonlyMap<bigint, Account>;
  readonly market: MarketView;
  readonly clock: Clock;
  readonly lock: TradeLock;
  readonly priceOf: (security: ListedSecurity) => number;
}): ReadonlyMap<number, Handler> {
  const { accounts, market, clock, lock, priceOf } = options;
  const worthOf = (security: ListedSecurity): number => priceOf(security) * multiplierOf(security);
  const dateOf = (trdMarket: number): string =>
    formatDate(tradeMarket(trdMarket)?.timeZone ?? DEFAULT_ZONE, clock.now());

  return new Map<number, Handler>([
    [
      2001,
      handle(GetAccList.Request, GetAccList.Response, (c2s) => {
        required(c2s.userID, "userID");
        const category = c2s.trdCategory ?? TrdCategory.TrdCategory_Unknown;
        return {
          accList: [...accounts.values()]
            .map((account) => account.definition)
            .filter(
              (definition) =>
                (category === TrdCategory.TrdCategory_Unknown || definition.category === category) &&
                (!definition.general || c2s.needGeneralSecAccount === true),
            )
            .map(toAccountMessage),
        };
      }),
    ],
    [
      2005,
      handle(UnlockTrade.Request, UnlockTrade.Response, (c2s) => {
        lock.apply(c2s);
        return {};
      }),
    ],
    [
      2008,
      handle(SubAccPush.Request, SubAccPush.Response, (c2s, call) => {
        const unknown = c2s.accIDList.find((accId) => !accounts.has(accId));
        if (unknown !== undefined) throw new Refusal(`找不到业务账号: ${unknown}`);
        call.session.setTradeAccounts(c2s.accIDList);
        return {};
      }),
    ],
    [
      2101,
      handle(GetFunds.Request, GetFunds.Response, (c2s) => {
        const { account, header } = checkHeader(accounts, c2s.header);
        return { header, funds: toFundsMessage(account, fundsCurrency(account, c2s.currency), worthOf) };
      }),
    ],
    [
      2102,
      handle(GetPositionList.Request, GetPositionList.Response, (c2s) => {
        const { account, header, market: own } = checkHeader(accounts, c2s.header);
        const wanted = rowFilter(c2s.filterConditions, own.timeZone);
        const least = c2s.filterPLRatioMin ?? Number.NEGATIVE_INFINITY;
        const most = c2s.filterPLRatioMax ?? Number.POSITIVE_INFINITY;
        const positions = account.positions.list(dateOf);
        for (const position of positions) {
          const value = position.qty * priceOf(position.security) * multiplierOf(position.security);
          account.positions.rollDay(position, dateOf(position.trdMarket), value);
        }
        return {
          header,
          positionList: positions
            .filter(({ id, security, trdMarket }) => wanted({ id, code: security.code, trdMarket }))
            .map((position) => toPositionMessage(account, position, priceOf(position.security)))
            .filter(({ plRatio }) => (plRatio ?? 0) >= least && (plRatio ?? 0) <= most),
        };
      }),
    ],
    [
      2223,
      handle(GetMarginRatio.Request, GetMarginRatio.Response, (c2s) => {
        const { header } = checkHeader(accounts, c2s.header);
        if (c2s.securityList.length === 0) throw new Refusal("缺少必要的参数: securityList");
        return {
          header,
          marginRatioInfoList: c2s.securityList.map((security) => {
            const code = required(security.code, "securityList.code");
            if (market.find(required(security.market, "securityList.market"), code) === undefined) {
              throw new Refusal(`未知股票: ${code}`);
            }
            return toMarginMessage(security);
          }),
        };
      }),
    ],
    [
      2226,
      handle(FlowSummary.Request, FlowSummary.Response, (c2s) => {
        const { account, header } = checkHeader(accounts, c2s.header);
        if (isSimulated(account)) throw new Refusal("模拟账户不支持查询现金流水");
        const date = required(c2s.clearingDate, "clearingDate");
        if (date.length !== 10 || parseTime("UTC", date) === undefined) {
          throw new Refusal(`时间格式错误: clearingDate=${date}, 应为YYYY-MM-DD`);
        }
        const { TrdCashFlowDirection_In, TrdCashFlowDirection_Out } = FlowSummary.TrdCashFlowDirection;
        const wanted = c2s.cashFlowDirection ?? 0;
        return {
          header,
          flowSummaryInfoList: account
            .flows()
            .map((flow) => ({ flow, direction: flow.amount < 0 ? TrdCashFlowDirection_Out : TrdCashFlowDirection_In }))
            .filter(({ flow, direction }) => flow.clearingDate === date && (wanted === 0 || wanted === direction))
            .map(({ flow, direction }) => ({
              clearingDate: flow.clearingDate,
              settlementDate: flow.settlementDate,
              currency: currencyNumber(flow.currency),
              cashFlowType: flow.type,
              cashFlowDirection: direction,
              cashFlowAmount: fromUnits(flow.amount),
              cashFlowRemark: flow.remark,
              cashFlowID: flow.id,
            })),
        };
      }),
    ],
  ]);
}

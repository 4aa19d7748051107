import type { TrdHeader } from "../../../generated/ts/Trd_Common.js";
import { OrderType, SimAccType, TrdEnv, TrdMarket } from "../../../generated/ts/Trd_Common.js";
import { Refusal } from "../handler.js";
import type { ListedSecurity, MarketView } from "../market-view.js";
import type { Account } from "./account.js";
import { isOption, isTradable } from "./contract.js";
import type { TradeMarket } from "./trade-market.js";
import { guessSecMarket, qotMarketOf, tradeMarket } from "./trade-market.js";

/** OpenD's text for a required field that is not there (facts: ftapi-protocol.md 6.7). */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Refusal(`缺少必要的参数: ${name}`);
  return value;
}

/** The account of a request and the market it names. */
export interface TradeContext {
  readonly account: Account;
  readonly market: TradeMarket;
  /** To be echoed as it came. */
  readonly header: TrdHeader;
}

/** Checks a TrdHeader: known account, its environment, one of its markets. */
export function checkHeader(accounts: ReadonlyMap<bigint, Account>, header: TrdHeader | undefined): TradeContext {
  const given = required(header, "header");
  const trdEnv = required(given.trdEnv, "header.trdEnv");
  const accId = required(given.accID, "header.accID");
  const trdMarket = required(given.trdMarket, "header.trdMarket");
  const account = accounts.get(accId);
  if (account === undefined) throw new Refusal(`找不到业务账号: ${accId}`);
  const { definition } = account;
  if (definition.trdEnv !== trdEnv) {
    const env = definition.trdEnv === TrdEnv.TrdEnv_Real ? "真实" : "模拟";
    throw new Refusal(`交易环境与业务账号不匹配: 账号${accId}属于${env}环境, trdEnv=${trdEnv}`);
  }
  const market = tradeMarket(trdMarket);
  if (market === undefined || !definition.trdMarkets.includes(trdMarket)) {
    const own = definition.trdMarkets.join(",");
    throw new Refusal(`业务账号${accId}没有该市场的交易权限: trdMarket=${trdMarket}, 可用市场: ${own}`);
  }
  return { account, market, header: given };
}

export function isSimulated(account: Account): boolean {
  return account.definition.trdEnv === TrdEnv.TrdEnv_Simulate;
}

const FUTURES: ReadonlySet<number> = new Set([
  TrdMarket.TrdMarket_Futures,
  TrdMarket.TrdMarket_Futures_Simulate_HK,
  TrdMarket.TrdMarket_Futures_Simulate_US,
]);

/** The security of an order or query in the market of its header. */
export function checkSecurity(
  market: MarketView,
  trdMarket: number,
  code: string,
  secMarket: number | undefined,
): ListedSecurity {
  if (FUTURES.has(trdMarket)) throw new Refusal(`暂时不支持期货交易: ${code}`);
  const named = secMarket === undefined || secMarket === 0 ? guessSecMarket(trdMarket, code) : secMarket;
  const qotMarket = qotMarketOf(trdMarket, named);
  if (qotMarket === undefined) {
    throw new Refusal(`证券市场与交易市场不匹配: secMarket=${named}, trdMarket=${trdMarket}`);
  }
  const security = market.find(qotMarket, code);
  if (security === undefined) throw new Refusal(`未知股票: ${code}`);
  if (!isTradable(security)) throw new Refusal(`该证券不可交易: ${code}`);
  return security;
}

/** Comments of Trd_Common.SimAccType and OrderType. */
export function checkOption(account: Account, trdMarket: number, security: ListedSecurity, orderType: number): void {
  if (!isOption(security)) return;
  if (account.definition.simAccType === SimAccType.SimAccType_Stock) {
    throw new Refusal(`该模拟账户不支持期权交易: ${security.code}`);
  }
  if (trdMarket === TrdMarket.TrdMarket_HK && orderType !== OrderType.OrderType_Normal) {
    throw new Refusal(`港股期权仅支持限价单: orderType=${orderType}`);
  }
}

import type { Funds } from "../../../generated/ts/Trd_Common.js";
import { CltRiskLevel, CltRiskStatus, TrdCategory } from "../../../generated/ts/Trd_Common.js";
import { Refusal } from "../handler.js";
import type { ListedSecurity } from "../market-view.js";
import type { Account } from "./account.js";
import type { CurrencyCode } from "./money.js";
import { convert, currencyNumber, currencyOfNumber, fromUnits } from "./money.js";
import { tradeMarket } from "./trade-market.js";

/** The currency a funds request is answered in; only general accounts choose (comment of Trd_GetFunds). */
export function fundsCurrency(account: Account, requested: number | undefined): CurrencyCode {
  const own = account.ledger.currencies()[0] ?? "HKD";
  if (!account.definition.general) return own;
  if (requested === undefined || requested === 0) throw new Refusal("缺少必要的参数: currency");
  const currency = currencyOfNumber(requested);
  if (currency === undefined) throw new Refusal(`不支持的币种: currency=${requested}`);
  return currency;
}

/**
 * Funds of an account, everything in one currency. Cash includes what open
 * orders hold back; total assets are cash and market value.
 */
export function toFundsMessage(
  account: Account,
  currency: CurrencyCode,
  worthOf: (security: ListedSecurity) => number,
): Funds {
  const { ledger, definition } = account;
  const sum = (amountIn: (code: CurrencyCode) => number): number =>
    ledger.currencies().reduce((total, code) => total + convert(amountIn(code), code, currency), 0);
  const cash = sum((code) => ledger.cash(code));
  const frozen = sum((code) => ledger.frozen(code));
  const available = sum((code) => Math.max(0, ledger.available(code)));
  const debt = sum((code) => Math.max(0, -ledger.cash(code)));
  let marketValue = 0;
  let unrealized = 0;
  let realized = 0;
  const byMarket = new Map<number, number>(definition.trdMarkets.map((trdMarket) => [trdMarket, 0]));
  for (const position of account.positions.all()) {
    const code = tradeMarket(position.trdMarket)?.currency ?? currency;
    const value = position.qty * worthOf(position.security);
    marketValue += convert(value, code, currency);
    unrealized += convert(value - position.averageCost, code, currency);
    realized += convert(position.realizedProfit, code, currency);
    byMarket.set(position.trdMarket, (byMarket.get(position.trdMarket) ?? 0) + convert(value, code, currency));
  }
  const futures = definition.category === TrdCategory.TrdCategory_Future;
  return {
    power: fromUnits(available),
    totalAssets: fromUnits(cash + marketValue),
    cash: fromUnits(cash),
    marketVal: fromUnits(marketValue),
    frozenCash: fromUnits(frozen),
    debtCash: fromUnits(debt),
    avlWithdrawalCash: fromUnits(available),
    currency: currencyNumber(currency),
    availableFunds: futures ? fromUnits(available) : undefined,
    unrealizedPL: fromUnits(unrealized),
    realizedPL: fromUnits(realized),
    riskLevel: CltRiskLevel.CltRiskLevel_Safe,
    initialMargin: 0,
    maintenanceMargin: 0,
    maxPowerShort: 0,
    netCashPower: fromUnits(available),
    longMv: fromUnits(marketValue),
    shortMv: 0,
    pendingAsset: 0,
    maxWithdrawal: fromUnits(available),
    riskStatus: CltRiskStatus.CltRiskStatus_Level1,
    marginCallMargin: 0,
    securitiesAssets: fromUnits(cash + marketValue),
    fundAssets: 0,
    bondAssets: 0,
    cashInfoList:
      definition.general || futures
        ? ledger.currencies().map((code) => ({
            currency: currencyNumber(code),
            cash: fromUnits(ledger.cash(code)),
            availableBalance: fromUnits(Math.max(0, ledger.available(code))),
            netCashPower: fromUnits(Math.max(0, ledger.available(code))),
          }))
        : [],
    marketInfoList: definition.general
      ? [...byMarket].map(([trdMarket, assets]) => ({ trdMarket, assets: fromUnits(assets) }))
      : [],
  };
}

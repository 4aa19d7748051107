import { securityKey } from "../../ftapi/routing-key.js";
import { Refusal } from "../handler.js";
import type { ListedSecurity } from "../market-view.js";
import type { Account } from "./account.js";
import { fromUnits } from "./money.js";
import type { OrderRecord } from "./order.js";
import { requiredHolding } from "./order.js";

/** Refuses an order that the account can't pay or deliver; what the order itself holds back counts as free. */
export function fundsCheck(account: Account, order: OrderRecord, worthOf: (security: ListedSecurity) => number): void {
  const need = requiredHolding(order, worthOf);
  const { currency } = order.market;
  const available = account.ledger.available(currency, order.id);
  if (need.cash > Math.max(0, available)) {
    const wanted = fromUnits(need.cash).toFixed(2);
    throw new Refusal(
      `可用资金不足: 需要${currency} ${wanted}, 可用${currency} ${fromUnits(Math.max(0, available)).toFixed(2)}`,
    );
  }
  for (const leg of order.legs) {
    const wanted = need.shares.get(securityKey(leg.security)) ?? 0;
    const sellable = account.positions.sellable(leg.security, order.id);
    if (wanted > sellable) {
      throw new Refusal(`可卖数量不足: ${leg.security.code}需要${wanted}, 可卖${sellable}`);
    }
  }
}

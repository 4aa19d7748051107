import type { ComboMaxTrdQtys } from "../../../generated/ts/Trd_Common.js";
import { TimeInForce, TrdSide } from "../../../generated/ts/Trd_Common.js";
import type { C2S as PreviewFields } from "../../../generated/ts/Trd_GetComboMaxTrdQtys.js";
import type { C2S as PlaceFields } from "../../../generated/ts/Trd_PlaceComboOrder.js";
import type { Clock } from "../clock.js";
import type { MarketView } from "../market-view.js";
import type { TradeContext } from "./checks.js";
import { checkOption, isSimulated, required } from "./checks.js";
import { checkComboQty, comboPolicy, readLegs } from "./combo.js";
import type { Engine } from "./engine.js";
import { fromUnits } from "./money.js";
import type { OrderRecord } from "./order.js";
import { INITIAL_STATUS, requiredHolding } from "./order.js";
import type { OrderDesk } from "./order-desk.js";
import { checkLifetime, checkRemark } from "./order-terms.js";

interface ComboFields extends Omit<PreviewFields, "header"> {
  readonly timeInForce?: number | undefined;
  readonly expireTime?: string | undefined;
  readonly remark?: string | undefined;
}

/** Orders of several legs that trade together at a net price. */
export class ComboDesk {
  readonly #market: MarketView;
  readonly #clock: Clock;
  readonly #engine: Engine;
  readonly #orders: OrderDesk;

  constructor(options: {
    readonly market: MarketView;
    readonly clock: Clock;
    readonly engine: Engine;
    readonly orders: OrderDesk;
  }) {
    this.#market = options.market;
    this.#clock = options.clock;
    this.#engine = options.engine;
    this.#orders = options.orders;
  }

  place(context: TradeContext, fields: PlaceFields): OrderRecord {
    return this.#orders.admit(context.account, this.#read(context, fields, this.#orders.identify()));
  }

  /** What the order would change in the account (2112). */
  preview(context: TradeContext, fields: PreviewFields): ComboMaxTrdQtys {
    const order = this.#read(context, fields, { id: 0n, idEx: "" });
    const changing = (fields.orderIDEx ?? "") !== "";
    const own = changing ? this.#orders.find(context.account, 0n, fields.orderIDEx).id : undefined;
    const need = requiredHolding(order, this.#engine.worthOf);
    const { ledger } = context.account;
    const available = Math.max(0, ledger.available(context.market.currency, own));
    const value = order.legs.reduce((sum, leg) => {
      const worth = this.#engine.worthOf(leg.security) * leg.ratio * order.qty;
      return sum + (leg.side === "buy" ? worth : -worth);
    }, 0);
    const cost = order.execution.maxNetCost * order.qty;
    return {
      nlvChange: fromUnits(value - cost),
      initialMarginChange: 0,
      maintenanceMarginChange: 0,
      optionBuyPower: fromUnits(available),
      maxWithDrawChange: fromUnits(-need.cash),
      buyPowerDecrease: fromUnits(need.cash),
    };
  }

  #read(
    { account, market, header }: TradeContext,
    fields: ComboFields,
    identity: { readonly id: bigint; readonly idEx: string },
  ): OrderRecord {
    const orderType = required(fields.orderType, "orderType");
    const legs = readLegs(this.#market, market.trdMarket, fields.comboLegs);
    for (const leg of legs) checkOption(account, market.trdMarket, leg.security, orderType);
    const qty = checkComboQty(legs, fields.qty);
    const remark = checkRemark(fields.remark);
    const now = this.#clock.now();
    const { timeInForce, expiresMs, expireTime } = checkLifetime(market, fields, isSimulated(account), now);
    const immediate = timeInForce === TimeInForce.TimeInForce_IOC;
    const execution = comboPolicy(this.#market, legs, orderType, fields.price, immediate);
    return {
      ...identity,
      accId: account.accId,
      market,
      combo: true,
      legs,
      createdMs: now,
      expiresMs,
      terms: {
        orderType,
        trdSide: TrdSide.TrdSide_Buy,
        price: fields.price ?? 0,
        auxPrice: undefined,
        trailType: undefined,
        trailValue: undefined,
        trailSpread: undefined,
        timeInForce,
        fillOutsideRTH: undefined,
        session: undefined,
        jpAccType: header.jpAccType,
        expireTime,
        remark,
      },
      execution,
      trigger: undefined,
      priority: this.#engine.newPriority(),
      qty,
      filledQty: 0,
      status: INITIAL_STATUS,
      updatedMs: now,
      lastError: "",
      chargedFee: 0,
    };
  }
}

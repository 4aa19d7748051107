import { ModifyOrderOp, OrderStatus, TrdMarket, TrdSide } from "../../../generated/ts/Trd_Common.js";
import type { C2S as ModifyFields } from "../../../generated/ts/Trd_ModifyOrder.js";
import type { C2S as PlaceFields } from "../../../generated/ts/Trd_PlaceOrder.js";
import type { Clock } from "../clock.js";
import { Refusal } from "../handler.js";
import type { MarketView } from "../market-view.js";
import type { Account } from "./account.js";
import type { TradeContext } from "./checks.js";
import { checkOption, checkSecurity, isSimulated, required } from "./checks.js";
import { multiplierOf } from "./contract.js";
import type { Engine } from "./engine.js";
import { fundsCheck } from "./funds-check.js";
import type { IdSource } from "./id-source.js";
import type { OrderRecord } from "./order.js";
import { INITIAL_STATUS, remainingQty } from "./order.js";
import { orderKind } from "./order-kind.js";
import { checkQty } from "./order-price.js";
import { isWorking, statusText } from "./order-status.js";
import { checkKind, checkLifetime, checkRemark, checkSide, priceOrder } from "./order-terms.js";

/** Takes requests to place and change orders: checks them and hands them to the engine. */
export class OrderDesk {
  readonly #market: MarketView;
  readonly #clock: Clock;
  readonly #ids: IdSource;
  readonly #engine: Engine;
  #accepted = 0;

  constructor(options: {
    readonly market: MarketView;
    readonly clock: Clock;
    readonly ids: IdSource;
    readonly engine: Engine;
  }) {
    this.#market = options.market;
    this.#clock = options.clock;
    this.#ids = options.ids;
    this.#engine = options.engine;
  }

  /** Orders that were taken, combinations included. */
  get accepted(): number {
    return this.#accepted;
  }

  place({ account, market, header }: TradeContext, fields: PlaceFields): OrderRecord {
    const simulated = isSimulated(account);
    const side = checkSide(fields.trdSide);
    const kind = checkKind(fields.orderType, market.trdMarket, simulated);
    const orderType = required(fields.orderType, "orderType");
    const code = required(fields.code, "code");
    const security = checkSecurity(this.#market, market.trdMarket, code, fields.secMarket);
    checkOption(account, market.trdMarket, security, orderType);
    const qty = checkQty(security, fields.qty);
    const remark = checkRemark(fields.remark);
    const now = this.#clock.now();
    const lifetime = checkLifetime(market, fields, simulated, now);
    if (kind.auction && this.#market.isOpen(security)) {
      throw new Refusal(`竞价订单仅在竞价时段有效: orderType=${orderType}`);
    }
    const bestPrice = this.#engine.bestPrice(security, side);
    const context = { orderType, kind, timeInForce: lifetime.timeInForce, bestPrice };
    const priced = priceOrder(this.#market, security, side, context, fields);
    return this.admit(account, {
      ...this.identify(),
      accId: account.accId,
      market,
      combo: false,
      legs: [{ security, side, ratio: 1, multiplier: multiplierOf(security), filledQty: 0, filledValue: 0 }],
      createdMs: now,
      expiresMs: lifetime.expiresMs,
      terms: {
        orderType,
        trdSide: side === "buy" ? TrdSide.TrdSide_Buy : TrdSide.TrdSide_Sell,
        price: priced.price,
        auxPrice: fields.auxPrice,
        trailType: fields.trailType,
        trailValue: fields.trailValue,
        trailSpread: fields.trailSpread,
        timeInForce: lifetime.timeInForce,
        fillOutsideRTH: fields.fillOutsideRTH,
        session: fields.session,
        jpAccType: header.jpAccType,
        expireTime: lifetime.expireTime,
        remark,
      },
      execution: priced.policy,
      trigger: priced.trigger,
      priority: this.#engine.newPriority(),
      qty,
      filledQty: 0,
      status: INITIAL_STATUS,
      updatedMs: now,
      lastError: "",
      chargedFee: 0,
    });
  }

  /** Identity of a new order. */
  identify(): { readonly id: bigint; readonly idEx: string } {
    const id = this.#ids.order();
    return { id, idEx: `FA${id.toString(16).toUpperCase()}` };
  }

  /** Takes an order whose fields are checked, if the account can pay or deliver. */
  admit(account: Account, order: OrderRecord): OrderRecord {
    fundsCheck(account, order, this.#engine.worthOf);
    account.addOrder(order);
    this.#accepted += 1;
    this.#engine.start(account, order);
    return order;
  }

  /** One order of the account, by either id (facts: ftapi-protocol.md 6.4). */
  find(account: Account, orderId: bigint | undefined, orderIdEx: string | undefined): OrderRecord {
    const named = orderIdEx !== undefined && orderIdEx !== "";
    if ((orderId === undefined || orderId === 0n) && !named) throw new Refusal("缺少必要的参数: orderID");
    const order = named ? account.orderByIdEx(orderIdEx) : account.order(orderId ?? 0n);
    if (order === undefined)
      throw new Refusal(`找不到该订单: ${named ? `orderIDEx=${orderIdEx}` : `orderID=${orderId}`}`);
    if (orderId !== undefined && orderId !== 0n && order.id !== orderId) {
      throw new Refusal(`orderID与orderIDEx不是同一订单: orderID=${orderId}, orderIDEx=${orderIdEx}`);
    }
    return order;
  }

  /** 2205; answers with the order, or undefined for all orders. */
  change(context: TradeContext, fields: ModifyFields): OrderRecord | undefined {
    const { account } = context;
    const op = required(fields.modifyOrderOp, "modifyOrderOp");
    if (fields.forAll === true) {
      this.#cancelAll(context, op, fields.trdMarket);
      return undefined;
    }
    const order = this.find(account, required(fields.orderID, "orderID"), fields.orderIDEx);
    if (
      isSimulated(account) &&
      op !== ModifyOrderOp.ModifyOrderOp_Normal &&
      op !== ModifyOrderOp.ModifyOrderOp_Cancel
    ) {
      throw new Refusal(`模拟交易仅支持改单和撤单: modifyOrderOp=${op}`);
    }
    switch (op) {
      case ModifyOrderOp.ModifyOrderOp_Normal:
        this.#amend(account, order, fields);
        break;
      case ModifyOrderOp.ModifyOrderOp_Cancel:
        if (!isWorking(order.status) && order.status !== OrderStatus.OrderStatus_Disabled) refuse(order, "撤单");
        this.#engine.cancel(account, order);
        break;
      case ModifyOrderOp.ModifyOrderOp_Disable:
        hongKongOnly(order, "失效");
        if (!isWorking(order.status) || order.filledQty > 0) refuse(order, "失效");
        this.#engine.disable(account, order);
        break;
      case ModifyOrderOp.ModifyOrderOp_Enable:
        hongKongOnly(order, "生效");
        if (order.status !== OrderStatus.OrderStatus_Disabled) refuse(order, "生效");
        fundsCheck(account, order, this.#engine.worthOf);
        this.#engine.start(account, order);
        break;
      case ModifyOrderOp.ModifyOrderOp_Delete:
        hongKongOnly(order, "删除");
        if (!DELETABLE.has(order.status)) refuse(order, "删除");
        this.#engine.delete(account, order);
        break;
      default:
        throw new Refusal(`未知的改单操作: modifyOrderOp=${op}`);
    }
    return order;
  }

  #amend(account: Account, order: OrderRecord, fields: ModifyFields): void {
    if (!isWorking(order.status)) refuse(order, "改单");
    const leg = order.legs[0];
    const kind = orderKind(order.terms.orderType);
    if (order.combo || leg === undefined || kind === undefined)
      throw new Refusal("组合订单不支持改单，请撤单后重新下单");
    if (fields.qty === undefined && fields.price === undefined && fields.auxPrice === undefined) {
      throw new Refusal("缺少必要的参数: qty");
    }
    const qty = fields.qty === undefined ? order.qty : checkQty(leg.security, fields.qty);
    if (qty <= order.filledQty) {
      throw new Refusal(`改单数量必须大于已成交数量: qty=${qty}, 已成交${order.filledQty}`);
    }
    const { terms } = order;
    const merged = {
      price: fields.price ?? terms.price,
      adjustPrice: fields.adjustPrice,
      adjustSideAndLimit: fields.adjustSideAndLimit,
      auxPrice: fields.auxPrice ?? terms.auxPrice,
      trailType: fields.trailType ?? terms.trailType,
      trailValue: fields.trailValue ?? terms.trailValue,
      trailSpread: fields.trailSpread ?? terms.trailSpread,
    };
    // A conditional order that fired is a plain one: its condition can't come back.
    const live = kind.trigger !== "none" && order.trigger === undefined;
    const context = {
      orderType: terms.orderType,
      kind: live ? { ...kind, trigger: "none" as const, limit: kind.limit || terms.price > 0 } : kind,
      timeInForce: terms.timeInForce,
      bestPrice: this.#engine.bestPrice(leg.security, leg.side),
    };
    const priced = priceOrder(this.#market, leg.security, leg.side, context, merged);
    // A trailing stop keeps the best price that it has seen.
    const trigger =
      priced.trigger?.kind === "trail" && order.trigger?.kind === "trail"
        ? { ...priced.trigger, extreme: order.trigger.extreme }
        : priced.trigger;
    const changed: OrderRecord = { ...order, qty, trigger, execution: priced.policy };
    fundsCheck(account, changed, this.#engine.worthOf);
    if (qty > order.qty || priced.policy.maxNetCost !== order.execution.maxNetCost) {
      order.priority = this.#engine.newPriority();
    }
    order.qty = qty;
    order.trigger = trigger;
    order.execution = priced.policy;
    order.terms = {
      ...terms,
      price: priced.price,
      auxPrice: merged.auxPrice,
      trailType: merged.trailType,
      trailValue: merged.trailValue,
      trailSpread: merged.trailSpread,
    };
    this.#engine.amended(account, order);
  }

  #cancelAll({ account, market }: TradeContext, op: number, only: number | undefined): void {
    if (op !== ModifyOrderOp.ModifyOrderOp_Cancel) {
      throw new Refusal(`全部订单仅支持撤单操作: modifyOrderOp=${op}`);
    }
    if (isSimulated(account)) throw new Refusal("模拟交易不支持全部撤单");
    if ((only ?? market.trdMarket) === TrdMarket.TrdMarket_HKCC) throw new Refusal("A股通不支持全部撤单");
    const working = [...account.orders()].filter(
      (order) =>
        isWorking(order.status) &&
        order.market.trdMarket !== TrdMarket.TrdMarket_HKCC &&
        (only === undefined || only === 0 || order.market.trdMarket === only) &&
        remainingQty(order) > 0,
    );
    for (const order of working) this.#engine.cancel(account, order);
  }
}

/** Orders without a fill that are over or asleep (facts: ftapi-protocol.md 6.5). */
const DELETABLE: ReadonlySet<number> = new Set([
  OrderStatus.OrderStatus_SubmitFailed,
  OrderStatus.OrderStatus_Failed,
  OrderStatus.OrderStatus_Disabled,
]);

function refuse(order: OrderRecord, action: string): never {
  throw new Refusal(`订单当前状态不支持${action}: ${statusText(order.status)}(${order.status})`);
}

/** Comment of Trd_Common.ModifyOrderOp: other markets know only change and cancel. */
function hongKongOnly(order: OrderRecord, action: string): void {
  if (order.market.trdMarket !== TrdMarket.TrdMarket_HK) throw new Refusal(`仅港股订单支持${action}`);
}

import type { ComboLeg } from "../../../generated/ts/Qot_Common.js";
import { ModifyOrderOp, type TrdHeader } from "../../../generated/ts/Trd_Common.js";
import * as ModifyOrder from "../../../generated/ts/Trd_ModifyOrder.js";
import * as PlaceComboOrder from "../../../generated/ts/Trd_PlaceComboOrder.js";
import * as PlaceOrder from "../../../generated/ts/Trd_PlaceOrder.js";
import * as ReconfirmOrder from "../../../generated/ts/Trd_ReconfirmOrder.js";
import type { Command } from "../../catalog/command.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { requestKeys } from "../../ftapi/routing-key.js";
import { WireError } from "../../ftapi/wire.js";
import { marketOfQuoteMarket, marketOfSecMarket } from "./market-names.js";
import type { OrderAction, OrderHeader, OrderLeg, OrderTerms } from "./order-terms.js";

const PLACE_ORDER = 2202;
const MODIFY_ORDER = 2205;
const PLACE_COMBO_ORDER = 2227;
const RECONFIRM_ORDER = 2237;

/** Whether a command's limits are those of an order. */
export function isOrderCommand(protoId: number): boolean {
  return (
    protoId === PLACE_ORDER || protoId === MODIFY_ORDER || protoId === PLACE_COMBO_ORDER || protoId === RECONFIRM_ORDER
  );
}

/** Beyond it a double no longer counts in ones. */
const MAX_NUMBER = 2 ** 53;

const NO_TERMS = {
  legs: [],
  orderType: null,
  qty: null,
  price: null,
  auxPrice: null,
  amount: null,
  raisedBy: 0,
  trailType: null,
  trailValue: null,
  trailSpread: null,
  remark: null,
  orderId: null,
  orderIdEx: null,
  modifyOp: null,
} as const;

/**
 * What an order, or a change of one, says.
 * @param body the whole request that OpenD will get (what the gateway itself adds, such as a tag in the remark, changes no term); checked before.
 * @throws GatewayError INVALID_BODY naming the field.
 */
export function readOrderTerms(command: Command, body: Uint8Array): OrderTerms {
  const fields = new Fields(command);
  try {
    switch (command.protoId) {
      case PLACE_ORDER:
        return placeTerms(fields, body);
      case MODIFY_ORDER:
        return modifyTerms(fields, body);
      case PLACE_COMBO_ORDER:
        return comboTerms(fields, body);
      case RECONFIRM_ORDER:
        return confirmTerms(fields, body);
      default:
        throw new TypeError(`${command.name} is no command about orders`);
    }
  } catch (error) {
    // ts-proto throws plain errors for broken bytes; ours pass.
    if (error instanceof GatewayError || error instanceof TypeError) throw error;
    throw fields.refusal(`the body is broken: ${error instanceof WireError ? error.message : "it can't be decoded"}`);
  }
}

function placeTerms(fields: Fields, body: Uint8Array): OrderTerms {
  const c2s = fields.given(PlaceOrder.Request.decode(body).c2s, "c2s");
  const header = fields.header(c2s.header, body);
  const place = marketOfSecMarket(header.trdMarket, c2s.secMarket ?? 0);
  const leg: OrderLeg = {
    code: fields.given(c2s.code, "code"),
    ...place,
    side: fields.given(c2s.trdSide, "trdSide"),
    ratio: 1,
  };
  return {
    ...NO_TERMS,
    protoId: PLACE_ORDER,
    action: "place",
    header,
    legs: [leg],
    orderType: fields.given(c2s.orderType, "orderType"),
    qty: fields.positive(fields.given(c2s.qty, "qty"), "qty"),
    amount: fields.positive(c2s.amount, "amount"),
    ...prices(fields, c2s),
    remark: c2s.remark ?? null,
  };
}

/** Several times what any strategy has; each leg of a limited key costs a look-up. */
const MAX_LEGS = 16;

function comboTerms(fields: Fields, body: Uint8Array): OrderTerms {
  const c2s = fields.given(PlaceComboOrder.Request.decode(body).c2s, "c2s");
  const header = fields.header(c2s.header, body);
  if (c2s.comboLegs.length === 0) throw fields.refusal("comboLegs is empty: a combo has two legs or more");
  if (c2s.comboLegs.length > MAX_LEGS) {
    throw fields.refusal(`comboLegs has ${c2s.comboLegs.length} entries; the gateway takes ${MAX_LEGS} at most`);
  }
  return {
    ...NO_TERMS,
    protoId: PLACE_COMBO_ORDER,
    action: "combo",
    header,
    legs: c2s.comboLegs.map((leg, index) => comboLeg(fields, header, leg, index)),
    orderType: fields.given(c2s.orderType, "orderType"),
    qty: fields.positive(fields.given(c2s.qty, "qty"), "qty"),
    // Below zero where the combo brings money.
    price: fields.finite(c2s.price, "price"),
    remark: c2s.remark ?? null,
  };
}

function comboLeg(fields: Fields, header: OrderHeader, leg: ComboLeg, index: number): OrderLeg {
  const name = `comboLegs[${index}]`;
  const security = fields.given(leg.security, `${name}.security`);
  const ratio = fields.positive(leg.qtyRatio ?? 1, `${name}.qtyRatio`);
  return {
    code: fields.given(security.code, `${name}.security.code`),
    ...marketOfQuoteMarket(header.trdMarket, fields.given(security.market, `${name}.security.market`)),
    side: leg.side ?? 0,
    ratio: ratio ?? 1,
  };
}

function modifyTerms(fields: Fields, body: Uint8Array): OrderTerms {
  const c2s = fields.given(ModifyOrder.Request.decode(body).c2s, "c2s");
  const op = fields.given(c2s.modifyOrderOp, "modifyOrderOp");
  return {
    ...NO_TERMS,
    protoId: MODIFY_ORDER,
    action: modifyAction(fields, op, c2s.forAll === true),
    header: fields.header(c2s.header, body),
    qty: fields.positive(c2s.qty, "qty"),
    ...prices(fields, c2s),
    ...orderIds(c2s.orderID, c2s.orderIDEx),
    modifyOp: op,
  };
}

function modifyAction(fields: Fields, op: number, forAll: boolean): OrderAction {
  const action = ACTIONS.get(op);
  if (action === undefined) {
    throw fields.refusal(
      `modifyOrderOp is ${op}; it must be 1 (normal), 2 (cancel), 3 (disable), 4 (enable) or 5 (delete)`,
    );
  }
  if (!forAll) return action;
  if (isRiskReducing(action)) return "cancel_all";
  throw fields.refusal("forAll goes with modifyOrderOp 2 (cancel), 3 (disable) or 5 (delete) only");
}

const ACTIONS: ReadonlyMap<number, OrderAction> = new Map<number, OrderAction>([
  [ModifyOrderOp.ModifyOrderOp_Normal, "modify"],
  [ModifyOrderOp.ModifyOrderOp_Cancel, "cancel"],
  [ModifyOrderOp.ModifyOrderOp_Disable, "disable"],
  [ModifyOrderOp.ModifyOrderOp_Enable, "enable"],
  [ModifyOrderOp.ModifyOrderOp_Delete, "delete"],
]);

/** What takes orders away: allowed whatever the limits say. */
export function isRiskReducing(action: OrderAction): boolean {
  return action === "cancel" || action === "disable" || action === "delete" || action === "cancel_all";
}

function confirmTerms(fields: Fields, body: Uint8Array): OrderTerms {
  const c2s = fields.given(ReconfirmOrder.Request.decode(body).c2s, "c2s");
  return {
    ...NO_TERMS,
    protoId: RECONFIRM_ORDER,
    action: "confirm",
    header: fields.header(c2s.header, body),
    ...orderIds(c2s.orderID, undefined),
  };
}

function orderIds(orderId: bigint | undefined, orderIdEx: string | undefined) {
  return {
    // 0 where the other one is given, or for all (facts: ftapi-protocol.md 6.4).
    orderId: orderId === undefined || orderId === 0n ? null : orderId,
    orderIdEx: orderIdEx === undefined || orderIdEx === "" ? null : orderIdEx,
  };
}

function prices(fields: Fields, c2s: PlaceOrder.C2S | ModifyOrder.C2S) {
  // Both are needed (facts: ftapi-protocol.md 6.4); below zero OpenD lowers the price.
  const limit = fields.finite(c2s.adjustSideAndLimit, "adjustSideAndLimit");
  return {
    price: fields.positive(c2s.price, "price"),
    auxPrice: fields.positive(c2s.auxPrice, "auxPrice"),
    raisedBy: c2s.adjustPrice === true ? Math.max(limit ?? 0, 0) : 0,
    trailType: c2s.trailType ?? null,
    trailValue: fields.finite(c2s.trailValue, "trailValue"),
    trailSpread: fields.finite(c2s.trailSpread, "trailSpread"),
  };
}

/** Reads the fields of one command, and says what is wrong with them. */
class Fields {
  private readonly command: Command;

  constructor(command: Command) {
    this.command = command;
  }

  refusal(problem: string): GatewayError {
    const { name, protoId } = this.command;
    return new GatewayError("INVALID_BODY", `${name} (${protoId}): ${problem}; nothing was sent`, { protoId });
  }

  given<T>(value: T | undefined, name: string): T {
    if (value === undefined) throw this.refusal(`${name} is missing`);
    return value;
  }

  finite(value: number | undefined, name: string): number | null {
    if (value === undefined) return null;
    if (!Number.isFinite(value)) throw this.refusal(`${name} is ${value}; it must be a number`);
    if (Math.abs(value) >= MAX_NUMBER) throw this.refusal(`${name} is ${value}; it must be below 2^53`);
    return value;
  }

  positive(value: number | undefined, name: string): number | null {
    const finite = this.finite(value, name);
    if (finite !== null && finite < 0) throw this.refusal(`${name} is ${finite}; it must not be below 0`);
    return finite;
  }

  /** By the reader that the account check uses: the two must never see different accounts. */
  header(decoded: TrdHeader | undefined, body: Uint8Array): OrderHeader {
    const account = requestKeys(this.command.protoId, body)[0]?.account;
    if (account === undefined) throw this.refusal("header is missing");
    return { ...account, jpAccType: decoded?.jpAccType ?? null };
  }
}

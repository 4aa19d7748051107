import { Request as AccountsRequest } from "../../generated/ts/Trd_GetAccList.js";
import { Request as FundsRequest } from "../../generated/ts/Trd_GetFunds.js";
import { Request as OrdersRequest } from "../../generated/ts/Trd_GetOrderList.js";
import { Request as ModifyRequest } from "../../generated/ts/Trd_ModifyOrder.js";
import { Request as PlaceRequest } from "../../generated/ts/Trd_PlaceOrder.js";
import { Request as PushRequest } from "../../generated/ts/Trd_SubAccPush.js";
import { Request as UnlockRequest } from "../../generated/ts/Trd_UnlockTrade.js";

/** Accounts of the simulator: two simulated ones, in Hong Kong and the US, and a real one in Hong Kong. */
export const HK_ACCOUNT = 281756479000000101n;
export const US_ACCOUNT = 281756479000000102n;
export const REAL_ACCOUNT = 281756479000000201n;
/** Nobody's. */
export const NO_ACCOUNT = 281756479000000999n;

const HK = 1;
const US = 2;
const BUY = 1;
const LIMIT = 1;
const MARKET = 2;
const MODIFY = 1;
const CANCEL = 2;

/** The header that fits an account of the simulator. */
function header(accID: bigint) {
  return { trdEnv: accID === REAL_ACCOUNT ? 1 : 0, accID, trdMarket: accID === US_ACCOUNT ? US : HK };
}

export interface PlaceTerms {
  readonly qty?: number;
  /** Null: a market order. Default 1, far below the market. */
  readonly price?: number | null;
  readonly code?: string;
}

/** A buy order: of Tencent in Hong Kong, of Apple in the US. */
export function placeBody(accID: bigint, { qty = 100, price = 1, code }: PlaceTerms = {}): Uint8Array {
  const place = header(accID);
  const c2s = {
    header: place,
    trdSide: BUY,
    orderType: price === null ? MARKET : LIMIT,
    code: code ?? (place.trdMarket === US ? "AAPL" : "00700"),
    secMarket: place.trdMarket,
    qty,
    ...(price === null ? {} : { price }),
  };
  return PlaceRequest.encode(PlaceRequest.fromPartial({ c2s })).finish();
}

/** What is left out stays as it is. */
export function modifyBody(
  accID: bigint,
  orderID: bigint,
  change: { readonly qty?: number; readonly price?: number },
): Uint8Array {
  const c2s = { header: header(accID), orderID, modifyOrderOp: MODIFY, ...change };
  return ModifyRequest.encode(ModifyRequest.fromPartial({ c2s })).finish();
}

export function cancelBody(accID: bigint, orderID: bigint): Uint8Array {
  const c2s = { header: header(accID), orderID, modifyOrderOp: CANCEL };
  return ModifyRequest.encode(ModifyRequest.fromPartial({ c2s })).finish();
}

export function fundsBody(accID: bigint): Uint8Array {
  return FundsRequest.encode(FundsRequest.fromPartial({ c2s: { header: header(accID) } })).finish();
}

export function ordersBody(accID: bigint): Uint8Array {
  return OrdersRequest.encode(
    OrdersRequest.fromPartial({ c2s: { header: header(accID), refreshCache: true } }),
  ).finish();
}

export function pushesBody(...accIDList: readonly bigint[]): Uint8Array {
  return PushRequest.encode({ c2s: { accIDList: [...accIDList] } }).finish();
}

export function accountsBody(): Uint8Array {
  const c2s = { userID: 0n, trdCategory: 0, needGeneralSecAccount: true };
  return AccountsRequest.encode(AccountsRequest.fromPartial({ c2s })).finish();
}

/** @param pwdMD5 undefined: without a password. */
export function unlockBody(pwdMD5?: string): Uint8Array {
  return UnlockRequest.encode(
    UnlockRequest.fromPartial({ c2s: { unlock: true, ...(pwdMD5 === undefined ? {} : { pwdMD5 }), securityFirm: 1 } }),
  ).finish();
}

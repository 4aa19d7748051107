import assert from "node:assert/strict";
import { OrderType, TrdEnv, TrdMarket, TrdSecMarket, TrdSide } from "../../../generated/ts/Trd_Common.js";
import * as AccList from "../../../generated/ts/Trd_GetAccList.js";
import * as OrderList from "../../../generated/ts/Trd_GetOrderList.js";
import * as PlaceOrder from "../../../generated/ts/Trd_PlaceOrder.js";
import { detailsOf, type FutuClient, type Outcome } from "../../../src/grpc/testing/futu-client.js";

/** What an order of {@link Orders} is worth. */
export const ORDER_VALUE = 100;
/** For answers under load; what must be faster says so. */
const ANSWER_MS = 20_000;

/** How an order ended: the reason of a refusal, or `accepted`. */
export interface OrderOutcome {
  readonly result: string;
  readonly orderId: bigint | null;
  readonly replayed: boolean;
}

export interface PlaceOptions {
  readonly idempotencyKey?: string;
  readonly timeoutMs?: number;
}

interface Header {
  readonly trdEnv: number;
  readonly accID: bigint;
  readonly trdMarket: number;
}

/** Bids far below the market, on the simulated account of the Hong Kong market. */
export class Orders {
  private readonly header: Header;

  private constructor(header: Header) {
    this.header = header;
  }

  static async on(client: FutuClient): Promise<Orders> {
    const { response, error } = await client.request(2001, new Uint8Array());
    assert.ok(response?.body !== undefined, error?.message);
    const account = AccList.Response.decode(response.body).s2c?.accList.find(
      ({ trdEnv, trdMarketAuthList }) =>
        trdEnv === TrdEnv.TrdEnv_Simulate && trdMarketAuthList.includes(TrdMarket.TrdMarket_HK),
    );
    assert.ok(account?.accID !== undefined);
    return new Orders({ trdEnv: TrdEnv.TrdEnv_Simulate, accID: account.accID, trdMarket: TrdMarket.TrdMarket_HK });
  }

  /** Places one. What has no answer in time ends as `code 4`. */
  async place(client: FutuClient, { idempotencyKey, timeoutMs = ANSWER_MS }: PlaceOptions = {}): Promise<OrderOutcome> {
    const c2s = PlaceOrder.C2S.fromPartial({
      packetID: { connID: 0n, serialNo: 0 },
      header: this.header,
      trdSide: TrdSide.TrdSide_Buy,
      orderType: OrderType.OrderType_Normal,
      code: "00700",
      secMarket: TrdSecMarket.TrdSecMarket_HK,
      qty: 100,
      price: ORDER_VALUE / 100,
    });
    const { response, error, headers } = await client.request(2202, PlaceOrder.Request.encode({ c2s }).finish(), {
      deadline: new Date(Date.now() + timeoutMs),
      metadata: idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey },
    });
    if (error !== null) return { result: reasonOf(error), orderId: null, replayed: false };
    assert.equal(response?.ret_type ?? 0, 0, response?.ret_msg);
    const orderId = PlaceOrder.Response.decode(response?.body ?? new Uint8Array()).s2c?.orderID ?? null;
    return { result: "accepted", orderId, replayed: headers.get("x-idempotent-replay")[0] === "true" };
  }

  /** How many orders the account has, as OpenD tells. */
  async count(client: FutuClient): Promise<number> {
    const c2s = OrderList.C2S.fromPartial({ header: this.header });
    const { response, error } = await client.request(2201, OrderList.Request.encode({ c2s }).finish());
    assert.ok(response?.body !== undefined, error?.message);
    return OrderList.Response.decode(response.body).s2c?.orderList.length ?? 0;
  }
}

/** A read that asks OpenD. Resolves with `answered`, or the reason why not. */
export async function read(client: FutuClient, timeoutMs = ANSWER_MS): Promise<string> {
  const { error } = await client.request(1002, new Uint8Array(), { deadline: new Date(Date.now() + timeoutMs) });
  return error === null ? "answered" : reasonOf(error);
}

/** The reason of the gateway; of an error that is none of its own, the gRPC code. */
function reasonOf(error: NonNullable<Outcome["error"]>): string {
  try {
    return detailsOf(error).errorInfo?.reason ?? `code ${error.code}`;
  } catch {
    return `code ${error.code}`;
  }
}

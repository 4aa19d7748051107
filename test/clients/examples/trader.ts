import assert from "node:assert/strict";
import { SubscribePushRequest } from "../../../generated/ts/futu/service/futu.js";
import { QotMarket } from "../../../generated/ts/Qot_Common.js";
import * as Snapshot from "../../../generated/ts/Qot_GetSecuritySnapshot.js";
import {
  ModifyOrderOp,
  OrderType,
  TrdEnv,
  TrdMarket,
  TrdSecMarket,
  TrdSide,
} from "../../../generated/ts/Trd_Common.js";
import * as AccList from "../../../generated/ts/Trd_GetAccList.js";
import * as OrderList from "../../../generated/ts/Trd_GetOrderList.js";
import * as ModifyOrder from "../../../generated/ts/Trd_ModifyOrder.js";
import * as PlaceOrder from "../../../generated/ts/Trd_PlaceOrder.js";
import { FutuClient } from "../../../src/grpc/testing/futu-client.js";

const tencent = { market: QotMarket.QotMarket_HK_Security, code: "00700" };
const packetID = { connID: 0n, serialNo: 0 };
/** In the refusal of an order that came less than 20 to 40 ms behind another. */
const ORDER_GAP = "两次请求至少间隔";
const MAX_TRIES = 50;

interface Header {
  readonly trdEnv: number;
  readonly accID: bigint;
  readonly trdMarket: number;
}

/** Trades on the simulated account of the Hong Kong market, and sees all of its events. */
export class Trader {
  /** Positions of all events of the account, in their order. */
  private readonly positions: bigint[] = [];
  private readonly client: FutuClient;
  private readonly header: Header;
  private wake: () => void = () => {};

  private constructor(client: FutuClient, header: Header) {
    this.client = client;
    this.header = header;
  }

  static async connect(port: number): Promise<Trader> {
    const client = new FutuClient(port);
    const { response, error } = await client.request(2001, new Uint8Array());
    assert.ok(response?.body !== undefined, error?.message);
    const account = AccList.Response.decode(response.body).s2c?.accList.find(
      ({ trdEnv, trdMarketAuthList }) =>
        trdEnv === TrdEnv.TrdEnv_Simulate && trdMarketAuthList.includes(TrdMarket.TrdMarket_HK),
    );
    assert.ok(account?.accID !== undefined);
    const header = { trdEnv: TrdEnv.TrdEnv_Simulate, accID: account.accID, trdMarket: TrdMarket.TrdMarket_HK };
    const trader = new Trader(client, header);
    await trader.observe();
    return trader;
  }

  /** The last price of the security that is traded. */
  async lastPrice(): Promise<number> {
    const snapshots = await this.call(3203, Snapshot, Snapshot.C2S.fromPartial({ securityList: [tencent] }));
    const price = snapshots.snapshotList[0]?.basic?.curPrice;
    assert.ok(price !== undefined);
    return price;
  }

  /** Places a bid far below the market and takes it back; resolves with the order's id. */
  async placeAndCancel(): Promise<bigint> {
    const { orderID } = await this.call(
      2202,
      PlaceOrder,
      PlaceOrder.C2S.fromPartial({
        packetID,
        header: this.header,
        trdSide: TrdSide.TrdSide_Buy,
        orderType: OrderType.OrderType_Normal,
        code: tencent.code,
        secMarket: TrdSecMarket.TrdSecMarket_HK,
        qty: 100,
        price: Math.floor((await this.lastPrice()) * 0.8),
      }),
    );
    assert.ok(orderID !== undefined);
    await this.cancel(orderID);
    return orderID;
  }

  async cancel(orderID: bigint): Promise<void> {
    const modifyOrderOp = ModifyOrderOp.ModifyOrderOp_Cancel;
    const cancel = { packetID, header: this.header, orderID, modifyOrderOp };
    await this.call(2205, ModifyOrder, ModifyOrder.C2S.fromPartial(cancel));
  }

  /** The status of each order of the account. */
  async statuses(): Promise<ReadonlyMap<bigint, number>> {
    const { orderList } = await this.call(2201, OrderList, OrderList.C2S.fromPartial({ header: this.header }));
    return new Map(orderList.map(({ orderID, orderStatus }) => [orderID ?? 0n, orderStatus ?? 0]));
  }

  /** Resolves with the positions up to this one as soon as it is there. */
  async positionsUntil(last: bigint): Promise<bigint[]> {
    while (!this.positions.includes(last)) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return this.positions.slice(0, this.positions.indexOf(last) + 1);
  }

  /** Resolves when the account's next event comes. */
  async nextEvent(): Promise<void> {
    const seen = this.positions.length;
    while (this.positions.length === seen) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  close(): void {
    this.client.close();
  }

  private async observe(): Promise<void> {
    const filters = [{ accounts: [this.header.accID], event_types: ["trade"] }];
    const request = SubscribePushRequest.fromPartial({ filters, subscribe: true, control_events: true });
    const stream = this.client.subscribe(Buffer.from(SubscribePushRequest.encode(request).finish()));
    await new Promise<void>((resolve, reject) => {
      stream.on("error", reject);
      stream.on("data", ({ position, control }) => {
        if (control?.accepted !== undefined) resolve();
        if (position === undefined) return;
        this.positions.push(position);
        this.wake();
      });
    });
  }

  private async call<C2S, S2C>(
    protoId: number,
    exchange: {
      readonly Request: { encode(message: { c2s: C2S }): { finish(): Uint8Array } };
      readonly Response: { decode(bytes: Uint8Array): { retMsg?: string | undefined; s2c?: S2C | undefined } };
    },
    c2s: C2S,
  ): Promise<S2C> {
    for (let tries = 1; ; tries += 1) {
      const { response, error } = await this.client.request(protoId, exchange.Request.encode({ c2s }).finish());
      assert.ok(response?.body !== undefined, error?.message);
      if (response.ret_msg?.includes(ORDER_GAP) && tries < MAX_TRIES) continue;
      assert.equal(response.ret_type ?? 0, 0, response.ret_msg);
      const { s2c } = exchange.Response.decode(response.body);
      assert.ok(s2c !== undefined);
      return s2c;
    }
  }
}

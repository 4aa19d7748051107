import * as Snapshot from "../../../../generated/ts/Qot_GetSecuritySnapshot.js";
import * as StaticInfo from "../../../../generated/ts/Qot_GetStaticInfo.js";
import * as OrderList from "../../../../generated/ts/Trd_GetOrderList.js";
import type { LookupFor, Upstream } from "../upstream.js";

export interface FakeSecurity {
  readonly price?: number;
  /** Qot_Common.SecurityType; default 3, a share; null: left out. */
  readonly secType?: number | null;
  readonly lotSize?: number;
  readonly option?: object;
}

/** An OpenD that knows some securities and orders, and writes down what it was asked. */
export class FakeUpstream implements Upstream {
  /** By `market:code`. */
  readonly securities = new Map<string, FakeSecurity>();
  /** Rows of 2201; what only a fresh list has is in `freshOrders`. */
  orders: readonly object[] = [];
  freshOrders: readonly object[] = [];
  /** Thrown by the next queries of that proto_id. */
  readonly failures = new Map<number, Error>();
  /** Answered with that retType. */
  readonly refusals = new Map<number, number>();
  readonly asked: { readonly protoId: number; readonly deadlineMs: number; readonly body: Uint8Array }[] = [];
  /** Held back until it resolves. */
  gate: Promise<void> = Promise.resolve();

  async query(protoId: number, body: Uint8Array, { deadlineMs }: LookupFor): Promise<Uint8Array> {
    this.asked.push({ protoId, deadlineMs, body });
    await this.gate;
    const failure = this.failures.get(protoId);
    if (failure !== undefined) throw failure;
    const retType = this.refusals.get(protoId) ?? 0;
    switch (protoId) {
      case 3203:
        return this.snapshot(body, retType);
      case 3202:
        return this.staticInfo(body, retType);
      case 2201:
        return this.orderList(body, retType);
      default:
        throw new TypeError(`unexpected ${protoId}`);
    }
  }

  countOf(protoId: number): number {
    return this.asked.filter((query) => query.protoId === protoId).length;
  }

  private snapshot(body: Uint8Array, retType: number): Uint8Array {
    const { c2s } = Snapshot.Request.decode(body);
    const snapshotList = (c2s?.securityList ?? []).flatMap(({ market, code }) => {
      const known = this.securities.get(`${market}:${code}`);
      if (known === undefined) return [];
      const basic = { security: { market: market ?? 0, code: code ?? "" }, curPrice: known.price };
      return [{ basic, ...(known.option === undefined ? {} : { optionExData: known.option }) }];
    });
    const reply = { retType, ...(retType === 0 ? { s2c: { snapshotList } } : { retMsg: "no quote right" }) };
    return Snapshot.Response.encode(Snapshot.Response.fromPartial(reply as object)).finish();
  }

  private staticInfo(body: Uint8Array, retType: number): Uint8Array {
    const { c2s } = StaticInfo.Request.decode(body);
    const staticInfoList = (c2s?.securityList ?? []).flatMap(({ market, code }) => {
      const known = this.securities.get(`${market}:${code}`);
      if (known === undefined) return [];
      const { secType = 3, lotSize = 100 } = known;
      return [
        {
          basic: {
            security: { market: market ?? 0, code: code ?? "" },
            ...(secType === null ? {} : { secType }),
            lotSize,
          },
        },
      ];
    });
    const reply = { retType, ...(retType === 0 ? { s2c: { staticInfoList } } : {}) };
    return StaticInfo.Response.encode(StaticInfo.Response.fromPartial(reply as object)).finish();
  }

  private orderList(body: Uint8Array, retType: number): Uint8Array {
    const { c2s } = OrderList.Request.decode(body);
    const orderList = c2s?.refreshCache === true ? [...this.orders, ...this.freshOrders] : this.orders;
    const reply = { retType, ...(retType === 0 ? { s2c: { header: c2s?.header, orderList } } : {}) };
    return OrderList.Response.encode(OrderList.Response.fromPartial(reply as object)).finish();
  }
}

import type { Order } from "../../../generated/ts/Trd_Common.js";
import { Request, Response } from "../../../generated/ts/Trd_GetOrderList.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { lookupFailure } from "./lookup-failure.js";
import type { OrderHeader } from "./order-terms.js";
import type { LookupFor, Upstream } from "./upstream.js";

const GET_ORDER_LIST = 2201;

/** Which order a change is about; both ids, where given, must be the order's. */
export interface OrderIds {
  /** null: not given. */
  readonly orderId: bigint | null;
  readonly orderIdEx: string | null;
}

/** Finds the order that a change is about in its account's list (2201). */
export class OrderLookup {
  private readonly upstream: Upstream;

  constructor(upstream: Upstream) {
    this.upstream = upstream;
  }

  /**
   * First in OpenD's cache, then in a list read afresh, which OpenD limits
   * (facts: ftapi-protocol.md 6.4).
   * @throws GatewayError ORDER_NOT_FOUND
   */
  async find(header: OrderHeader, ids: OrderIds, asker: LookupFor): Promise<Order> {
    if (ids.orderId === null && ids.orderIdEx === null) throw notFound();
    const order = (await this.search(header, ids, false, asker)) ?? (await this.search(header, ids, true, asker));
    if (order === null) throw notFound();
    return order;
  }

  private async search(
    header: OrderHeader,
    ids: OrderIds,
    refreshCache: boolean,
    asker: LookupFor,
  ): Promise<Order | null> {
    try {
      const reply = Response.decode(
        await this.upstream.query(GET_ORDER_LIST, listRequest(header, ids, refreshCache), asker),
      );
      if (reply.retType !== 0) throw notFound(reply.retMsg);
      const of = reply.s2c?.header;
      if (of?.accID !== header.accId || of.trdEnv !== header.trdEnv) {
        throw notFound("the answer to 2201 was about another account");
      }
      const found = reply.s2c?.orderList.filter((order) => isOrder(order, ids)) ?? [];
      // Two orders of one id: whichever is meant, it is not known.
      return found.length === 1 ? (found[0] ?? null) : null;
    } catch (error) {
      throw lookupFailure(error, "ORDER_NOT_FOUND", "the order that is to be changed");
    }
  }
}

function listRequest(header: OrderHeader, ids: OrderIds, refreshCache: boolean): Uint8Array {
  const { trdEnv, accId, trdMarket, jpAccType } = header;
  const c2s = {
    header: { trdEnv, accID: accId, trdMarket, ...(jpAccType === null ? {} : { jpAccType }) },
    // One condition: what names another order with its second id is told by what comes back.
    filterConditions: ids.orderId === null ? { orderIDExList: [ids.orderIdEx ?? ""] } : { idList: [ids.orderId] },
    refreshCache,
  };
  return Request.encode(Request.fromPartial({ c2s })).finish();
}

/** A list that was not filtered as asked must not give another order's terms. */
function isOrder(order: Order, { orderId, orderIdEx }: OrderIds): boolean {
  return (orderId === null || order.orderID === orderId) && (orderIdEx === null || order.orderIDEx === orderIdEx);
}

function notFound(auditReason?: string): GatewayError {
  return new GatewayError(
    "ORDER_NOT_FOUND",
    "the order that is to be changed is not in the account's list, or orderID and orderIDEx name different orders; the key's limits need it; nothing was sent",
    auditReason === undefined ? {} : { auditReason },
  );
}

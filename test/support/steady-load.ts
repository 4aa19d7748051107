import { Buffer } from "node:buffer";
import { Request as StaticRequest, Response as StaticResponse } from "../../generated/ts/Qot_GetStaticInfo.js";
import { Request as ListRequest, Response as ListResponse } from "../../generated/ts/Trd_GetOrderList.js";
import { Request as OrderRequest, Response as OrderResponse } from "../../generated/ts/Trd_PlaceOrder.js";
import type { FutuClient, Outcome } from "../../src/grpc/testing/futu-client.js";

const PLACE_ORDER = 2202;
const ORDER_LIST = 2201;
const STATIC_INFO = 3202;

const CODES = ["00700", "09988", "00005", "00941", "01299", "03690", "00388", "01810"];
const HK = 1;
/** The simulator's simulated account for Hong Kong. */
const header = { trdEnv: 0, accID: 281756479000000101n, trdMarket: HK };

/** Far longer than an outage in a test: a call that meets it was forgotten. */
const CALL_TIMEOUT_MS = 30_000;
const TICK_MS = 5;
/** One call in ten is an order. */
const ORDER_EVERY = 10;

/** One call of the load, and how it ended. */
export interface LoadCall {
  readonly order: boolean;
  /** The remark of an order, the code of a quote: what the answer must fit. */
  readonly key: string;
  /** Milliseconds of `performance.now()`. */
  readonly startedAt: number;
  endedAt: number | null;
  outcome: Outcome | null;
  /** OK, and OpenD took it. */
  succeeded: boolean;
}

/** Calls at a steady rate, whatever becomes of them: quotes, and now and then an order with a remark of its own. */
export class SteadyLoad {
  readonly calls: LoadCall[] = [];
  private readonly client: FutuClient;
  private readonly ended: Promise<void>[] = [];
  private readonly timer: NodeJS.Timeout;
  private readonly startedAt = performance.now();

  constructor(client: FutuClient, callsPerSecond: number) {
    this.client = client;
    this.timer = setInterval(() => {
      const due = ((performance.now() - this.startedAt) * callsPerSecond) / 1_000;
      while (this.calls.length < due) this.ended.push(this.call());
    }, TICK_MS);
  }

  get pending(): readonly LoadCall[] {
    return this.calls.filter(({ endedAt }) => endedAt === null);
  }

  get succeeded(): readonly LoadCall[] {
    return this.calls.filter(({ succeeded }) => succeeded);
  }

  /** Begins no more calls. */
  end(): void {
    clearInterval(this.timer);
  }

  /** Begins no more calls, and waits until all have ended. */
  async drain(): Promise<void> {
    this.end();
    await Promise.all(this.ended);
  }

  private async call(): Promise<void> {
    const number = this.calls.length;
    const order = number % ORDER_EVERY === 0;
    const key = order ? `order-${number}` : (CODES[number % CODES.length] as string);
    const call: LoadCall = { order, key, startedAt: performance.now(), endedAt: null, outcome: null, succeeded: false };
    this.calls.push(call);
    const deadline = new Date(Date.now() + CALL_TIMEOUT_MS);
    call.outcome = order
      ? await this.client.request(PLACE_ORDER, placeOrder(key), { deadline })
      : await this.client.request(STATIC_INFO, staticInfo(key), { deadline });
    call.succeeded = call.outcome.error === null && (call.outcome.response?.ret_type ?? 0) === 0;
    call.endedAt = performance.now();
  }
}

function staticInfo(code: string): Buffer {
  return Buffer.from(StaticRequest.encode({ c2s: { securityList: [{ market: HK, code }] } }).finish());
}

/** A bid far below the market, so that it stays in the book. The PacketID is the gateway's to fill in. */
function placeOrder(remark: string): Buffer {
  const order = { trdSide: 1, orderType: 1, code: "01810", secMarket: HK, qty: 200, price: 30 };
  const message = OrderRequest.fromPartial({
    c2s: { packetID: { connID: 0n, serialNo: 0 }, header, ...order, remark },
  });
  return Buffer.from(OrderRequest.encode(message).finish());
}

/** Whether the answer is to what was asked. */
export function answersItsQuestion({ order, key, outcome }: LoadCall): boolean {
  const body = outcome?.response?.body ?? new Uint8Array();
  if (order) return OrderResponse.decode(body).s2c?.orderID !== undefined;
  const securities = StaticResponse.decode(body).s2c?.staticInfoList.map(({ basic }) => basic?.security);
  return securities?.length === 1 && securities[0]?.code === key;
}

/** The remarks of all orders that this OpenD has taken since it began. */
export async function remarksOfOrders(client: FutuClient): Promise<readonly string[]> {
  const request = ListRequest.encode(ListRequest.fromPartial({ c2s: { header } })).finish();
  const { response, error } = await client.request(ORDER_LIST, request);
  if (error !== null) throw error;
  const { retMsg, s2c } = ListResponse.decode(response?.body ?? new Uint8Array());
  if (s2c === undefined) throw new Error(`no order list: ${retMsg}`);
  return s2c.orderList.map(({ remark }) => remark ?? "");
}

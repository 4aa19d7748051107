import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Order, OrderType, TrdEnv, TrdMarket, TrdSide } from "../../generated/ts/Trd_Common.js";
import { Request as ListRequest, Response as ListResponse } from "../../generated/ts/Trd_GetOrderList.js";
import { Request as ModifyRequest } from "../../generated/ts/Trd_ModifyOrder.js";
import { Request as PlaceRequest } from "../../generated/ts/Trd_PlaceOrder.js";
import { WireReader, WireType, writeVarint } from "../../src/ftapi/wire.js";
import type { Fault } from "../../src/simulator/options.js";
import { Simulator } from "../../src/simulator/simulator.js";
import { ACCOUNTS } from "../../src/simulator/trade/account-list.js";
import { FaultProxy } from "../../src/testing/fault-proxy.js";
import { type HostOptions, OrderHost } from "./order-host.js";
import type { OrderGateway } from "./order-host-process.js";

const ACC_ID = 281756479000000101n;
const header = { trdEnv: TrdEnv.TrdEnv_Simulate, accID: ACC_ID, trdMarket: TrdMarket.TrdMarket_HK };
/** Of no message: it numbers the requests of a test. Bytes that nobody knows pass unchanged. */
const NUMBER_FIELD = 999;

/** A request as the simulator received it. */
export interface Received {
  readonly number: number;
  readonly protoId: number;
  readonly atMs: number;
  readonly remark: string;
  readonly fault: Fault;
}

/** What the simulator does with the next orders; `late` answers after their callers have gone. */
export type OrderFault = Fault | "late";

const MAX_TRIES = 50;

/** How long a late answer takes, in real time. */
export const LATE_MS = 40;

/** Starts a gateway on what the last one left. */
export type OpenGateway = (options: HostOptions) => Promise<OrderGateway>;

/** A simulator behind a fault proxy, and the gateway of today before it; the orders log outlives them all. */
export class OrderWorld {
  readonly received: Received[] = [];
  jumpedMs = 0;
  fault: OrderFault = "answer";
  gateway: OrderGateway;
  private readonly parent = fs.mkdtempSync(join(tmpdir(), "order-sequences-"));
  private readonly simulator: Simulator;
  private readonly proxy: FaultProxy;
  private readonly open: OpenGateway;
  private readonly onReceived: (received: Received) => void;

  /** @param onReceived is called before the simulator answers. */
  static async start(open: OpenGateway, onReceived: (received: Received) => void = () => {}): Promise<OrderWorld> {
    const proxy = await FaultProxy.listen({ target: { host: "127.0.0.1", port: 1 } });
    const world = new OrderWorld(proxy, open, onReceived);
    const { port } = await world.simulator.listen({ host: "127.0.0.1", port: 0 });
    proxy.retarget({ host: "127.0.0.1", port });
    world.gateway = await world.newGateway();
    return world;
  }

  private constructor(proxy: FaultProxy, open: OpenGateway, onReceived: (received: Received) => void) {
    this.proxy = proxy;
    this.open = open;
    this.onReceived = onReceived;
    this.gateway = NO_GATEWAY;
    this.simulator = new Simulator({
      frequencyLimits: false,
      // Rich enough for every order of a run.
      accounts: ACCOUNTS.map((account) => ({ ...account, cash: { HKD: 1e10 } })),
      clock: {
        now: () => this.wallMs(),
        schedule: (delayMs, task) => {
          const timer = setTimeout(task, delayMs);
          return () => clearTimeout(timer);
        },
      },
      fault: ({ protoId, body }) => this.receive(protoId, body),
    });
  }

  wallMs(): number {
    return Date.now() + this.jumpedMs;
  }

  /** Sets what happens to the orders that come next. */
  setFault(fault: OrderFault): void {
    this.fault = fault;
    this.proxy.set({ toClient: fault === "late" ? { latencyMs: LATE_MS } : {} });
  }

  cutConnections(): void {
    this.proxy.resetAll();
  }

  async jump(spanMs: number): Promise<void> {
    this.jumpedMs += spanMs;
    await this.gateway.jump(spanMs);
  }

  /** Stops the gateway in order, and starts another one on the same log. */
  async restart(): Promise<void> {
    await this.gateway.stop();
    this.gateway = await this.newGateway();
  }

  /** kill -9, then another one on the same log. */
  async kill(): Promise<void> {
    await this.gateway.kill();
    this.gateway = await this.newGateway();
  }

  /** The account's orders, newest first. */
  async orders(): Promise<readonly Order[]> {
    const c2s = { header, filterStatusList: [], refreshCache: true };
    const body = ListRequest.encode(ListRequest.fromPartial({ c2s })).finish();
    // Connections may have been cut a moment ago.
    for (let tries = 1; ; tries++) {
      await this.gateway.ready();
      try {
        return ListResponse.decode(await this.gateway.query(2201, body)).s2c?.orderList ?? [];
      } catch (error) {
        if (tries === MAX_TRIES) throw error;
      }
    }
  }

  /** @param look is called when the gateway has stopped and its files are still there. */
  async close(look: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.gateway.stop();
    await look().finally(() => this.tearDown());
  }

  private async tearDown(): Promise<void> {
    await this.proxy.close();
    await this.simulator.close();
    fs.rmSync(this.parent, { recursive: true, force: true });
  }

  private newGateway(): Promise<OrderGateway> {
    const options = { opend: this.proxy.address, folder: join(this.parent, "orders"), jumpedMs: this.jumpedMs };
    return this.open(options);
  }

  private receive(protoId: number, body: Uint8Array): Fault {
    if (protoId !== 2202 && protoId !== 2205) return "answer";
    const fault = this.fault === "late" ? "answer" : this.fault;
    const remark = protoId === 2202 ? (PlaceRequest.decode(body).c2s?.remark ?? "") : "";
    const received = { number: numberOf(body), protoId, atMs: this.wallMs(), remark, fault };
    this.received.push(received);
    this.onReceived(received);
    return fault;
  }
}

/** A limit order far below the market, at 1.00: its value is its quantity. */
export function placeBody(number: number, qty: number, remark: string | null): Uint8Array {
  const c2s = {
    header,
    trdSide: TrdSide.TrdSide_Buy,
    orderType: OrderType.OrderType_Normal,
    code: "00700",
    secMarket: 1,
    qty,
    price: 1,
    ...(remark === null ? {} : { remark }),
  };
  return numbered(number, PlaceRequest.encode(PlaceRequest.fromPartial({ c2s })).finish());
}

/** @param qty null: cancels it. */
export function changeBody(number: number, orderID: bigint, qty: number | null): Uint8Array {
  const change = qty === null ? { modifyOrderOp: 2 } : { modifyOrderOp: 1, qty, price: 1 };
  return numbered(
    number,
    ModifyRequest.encode(ModifyRequest.fromPartial({ c2s: { header, orderID, ...change } })).finish(),
  );
}

function numbered(number: number, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(body.length + 8);
  bytes.set(body);
  const at = writeVarint(bytes, body.length, (NUMBER_FIELD << 3) | WireType.varint);
  return bytes.slice(0, writeVarint(bytes, at, number));
}

export function numberOf(body: Uint8Array): number {
  const reader = new WireReader(body);
  let number = -1;
  while (reader.next()) {
    if (reader.fieldNumber === NUMBER_FIELD) number = reader.uint32();
    else reader.skip();
  }
  return number;
}

/** A gateway in this process. */
export async function openHere(options: HostOptions): Promise<OrderGateway> {
  const host = await OrderHost.start(options);
  return {
    call: (call) => host.call(call),
    known: async (call) => host.known(call),
    usage: async (keyId) => host.usage(keyId),
    query: (protoId, body) => host.query(protoId, body),
    jump: (spanMs) => host.jump(spanMs),
    ready: () => host.ready(),
    stop: () => host.stop(),
    kill: () => Promise.reject(new Error("the gateway has no process of its own")),
  };
}

const notStarted = (): never => {
  throw new Error("no gateway was started");
};
const NO_GATEWAY: OrderGateway = {
  call: notStarted,
  known: notStarted,
  usage: notStarted,
  query: notStarted,
  jump: notStarted,
  ready: notStarted,
  stop: notStarted,
  kill: notStarted,
};

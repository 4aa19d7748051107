import assert from "node:assert/strict";
import { AppendLog, type AppendLogOptions } from "../../../state/append-log.js";
import { LocalOrderStore, type LocalOrderStoreOptions } from "../local-order-store.js";
import type { AdmissionResult, OrderAdmission, OrderStore, OrderTicket, OrderTrace } from "../order-store.js";

/** Noon, UTC. */
export const NOON_MS = Date.UTC(2026, 10, 21, 12);

export const TRACE: OrderTrace = {
  protoId: 2202,
  trdEnv: 0,
  accId: "7",
  trdMarket: 1,
  tag: null,
  code: "00700",
  trdSide: 1,
  orderType: 1,
  qty: 100,
  price: 300,
  orderId: null,
  orderIdEx: null,
  modifyOp: null,
  sentAtMs: NOON_MS,
};

/** A clock that stands still; its wall can be set. */
export class StoreClock {
  nowMs = 5_000_000;
  wall = NOON_MS;
  private timers: { readonly dueMs: number; readonly task: () => void }[] = [];

  now(): number {
    return this.nowMs;
  }

  wallMs(): number {
    return this.wall;
  }

  schedule(delayMs: number, task: () => void): () => void {
    const timer = { dueMs: this.nowMs + delayMs, task };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  get pendingTimers(): number {
    return this.timers.length;
  }

  advance(ms: number): void {
    this.nowMs += ms;
    this.wall += ms;
    const due = this.timers.filter(({ dueMs }) => dueMs <= this.nowMs);
    this.timers = this.timers.filter((timer) => !due.includes(timer));
    for (const { task } of due) task();
  }
}

let tickets = 0;

/** An id that no other run has. */
export function newTicketId(): string {
  return `t${process.pid}-${++tickets}`;
}

export function localStore(clock: StoreClock, more: Partial<LocalOrderStoreOptions> = {}): LocalOrderStore {
  return new LocalOrderStore({ log: null, clock, newTicketId, ...more });
}

export function ordersLog(folder: string, more: Partial<AppendLogOptions> = {}): AppendLog {
  return AppendLog.open(folder, {
    maxSegmentBytes: 1 << 20,
    maxAgeMs: 25 * 3_600_000,
    keepsAll: true,
    onError: () => undefined,
    ...more,
  });
}

/** An order of 10.00, of a key without limits. */
export function admission(clock: StoreClock, more: Partial<OrderAdmission> = {}): OrderAdmission {
  return {
    owner: "key:a",
    wallMs: clock.wallMs(),
    valueCents: 1000,
    maxDailyCents: null,
    maxOrdersPerMinute: null,
    countsAsOrder: true,
    idempotency: null,
    trace: TRACE,
    ...more,
  };
}

export function ticketOf(result: AdmissionResult): OrderTicket {
  assert.ok(result.type === "admitted", `admitted, not ${result.type}`);
  return result.ticket;
}

export async function admitted(store: OrderStore, order: OrderAdmission): Promise<OrderTicket> {
  return ticketOf(await store.admit(order));
}

export const mark = (key: string, bodySha256 = "body") => ({ key, bodySha256 });

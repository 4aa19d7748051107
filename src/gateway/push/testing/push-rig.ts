import { Buffer } from "node:buffer";
import {
  type DeepPartial,
  PushEvent,
  type PushFilter,
  SubscribePushRequest,
} from "../../../../generated/ts/futu/service/futu.js";
import * as Notify from "../../../../generated/ts/Notify.js";
import { WatchEvent } from "../../../../generated/ts/opend/v1/push.js";
import * as UpdateBasicQot from "../../../../generated/ts/Qot_UpdateBasicQot.js";
import * as UpdateKL from "../../../../generated/ts/Qot_UpdateKL.js";
import * as UpdateTicker from "../../../../generated/ts/Qot_UpdateTicker.js";
import * as UpdateOrder from "../../../../generated/ts/Trd_UpdateOrder.js";
import type { GatewayError } from "../../../errors/gateway-error.js";
import type { Security } from "../../../ftapi/routing-key.js";
import { readSecurityText } from "../../../ftapi/security-text.js";
import type { LedgerDone, LedgerOutcome, RestoredEvent, SubscriptionWant } from "../../../opend/ledger/types.js";
import { FakeClock } from "../../../opend/testing/fake-clock.js";
import type { Caller } from "../../caller.js";
import { openCaller } from "../../testing/open-caller.js";
import type { LedgerPort } from "../ledger-port.js";
import { PushHub, type PushLimits, type StreamEnd } from "../push-hub.js";
import type { PushStream } from "../push-stream.js";
import { PushRecord, type PushRecordOptions } from "../record.js";
import type { PushTransport } from "../stream-host.js";

export const LIMITS: PushLimits = {
  maxQueuedEvents: 16,
  maxQueuedBytes: 4 * 1024 * 1024,
  maxTotalBytes: 256 * 1024 * 1024,
  stallTimeoutMs: 30_000,
  maxStreams: 100,
  heartbeatMs: 15_000,
};

export const EPOCH = 77n;

/** What a test's reader sees, and when it reads. */
export class FakeTransport implements PushTransport {
  readonly bytes: Buffer[] = [];
  readonly errors: GatewayError[] = [];
  flushed = 0;
  /** How many more events it takes before it says no. */
  room = Number.POSITIVE_INFINITY;
  readonly typed: boolean;

  constructor(typed = false) {
    this.typed = typed;
  }

  write(event: Buffer): boolean {
    if (this.errors.length > 0) throw new Error("written after the end");
    if (this.room <= 0) throw new Error("written while not writable");
    // As the wire would have it: a buffer that changes later must not change what was written.
    this.bytes.push(Buffer.from(event));
    return --this.room > 0;
  }

  end(error: GatewayError): void {
    if (this.errors.length > 0) throw new Error("ended twice");
    this.errors.push(error);
  }

  get events(): PushEvent[] {
    return this.bytes.map((bytes) => PushEvent.decode(bytes));
  }

  /** Of a typed stream. */
  get watched(): WatchEvent[] {
    return this.bytes.map((bytes) => WatchEvent.decode(bytes));
  }

  get data(): PushEvent[] {
    return this.events.filter((event) => event.control === undefined);
  }

  /** The kinds of what came, in order: names of control events, sec_key or event_type of data. */
  get kinds(): string[] {
    return this.events.map((event) => controlName(event) ?? (event.sec_key || event.event_type || ""));
  }

  get endReason(): string | undefined {
    return this.errors[0]?.reason;
  }
}

export function controlName({ control }: PushEvent): string | undefined {
  if (control === undefined) return undefined;
  return Object.entries(control).find(([, value]) => value !== undefined)?.[0];
}

/** A ledger whose answers the test gives. */
export class FakeLedger implements LedgerPort {
  readonly wants = new Map<string, readonly SubscriptionWant[]>();
  readonly accounts = new Map<string, readonly bigint[]>();
  readonly attached: string[] = [];
  readonly waiting: { readonly holder: string; readonly deadlineMs: number; readonly done: LedgerDone }[] = [];
  /** Given at once to each question; null: the test answers. */
  answer: LedgerOutcome | null = null;

  hold: LedgerPort["hold"] = (holder, wants, { deadlineMs }, done) => {
    this.wants.set(holder, wants);
    return this.ask(holder, deadlineMs, done);
  };

  holdAccounts: LedgerPort["holdAccounts"] = (holder, accIds, { deadlineMs }, done) => {
    this.accounts.set(holder, accIds);
    return this.ask(holder, deadlineMs, done);
  };

  releaseAll(holder: string): void {
    this.wants.delete(holder);
    this.accounts.delete(holder);
  }

  attachStream(caller: string): () => void {
    this.attached.push(caller);
    return () => this.attached.splice(this.attached.indexOf(caller), 1);
  }

  /** Answers all questions that wait. */
  settle(outcome: LedgerOutcome): void {
    for (const { done } of this.waiting.splice(0)) done(outcome);
  }

  /** Nothing is held for anybody. */
  get empty(): boolean {
    return this.wants.size + this.accounts.size + this.attached.length === 0;
  }

  private ask(holder: string, deadlineMs: number, done: LedgerDone): () => void {
    if (this.answer !== null) done(this.answer);
    else this.waiting.push({ holder, deadlineMs, done });
    return () => undefined;
  }
}

export const SUBSCRIBED: LedgerOutcome = { ok: true, reply: Buffer.alloc(0), standing: [] };

export interface OpenStream {
  readonly stream: PushStream;
  readonly transport: FakeTransport;
}

/** A hub on a clock of its own. */
export class PushRig {
  readonly clock = new FakeClock();
  readonly ledger = new FakeLedger();
  readonly record: PushRecord;
  readonly hub: PushHub;
  ready = true;
  readonly ends: StreamEnd[] = [];

  constructor(limits: Partial<PushLimits> = {}, recorded: Partial<PushRecordOptions> = {}) {
    this.record = new PushRecord({
      maxAgeMs: 600_000,
      maxEvents: 10_000,
      wallMs: () => this.clock.wallMs(),
      newEpoch: () => EPOCH,
      store: null,
      entries: [],
      ...recorded,
    });
    this.hub = new PushHub({
      clock: this.clock,
      random: () => 0.5,
      ledger: this.ledger,
      record: this.record,
      limits: { ...LIMITS, ...limits },
      upstreamReady: () => this.ready,
      onEnded: (end) => this.ends.push(end),
    });
  }

  open(
    request: DeepPartial<SubscribePushRequest> = {},
    options: { caller?: string | Caller; room?: number; deadlineMs?: number; typed?: boolean } = {},
  ): OpenStream {
    const transport = new FakeTransport(options.typed);
    if (options.room !== undefined) transport.room = options.room;
    const named = options.caller ?? "10.0.0.1";
    const caller = typeof named === "string" ? openCaller(named) : named;
    const stream = this.hub.open(SubscribePushRequest.fromPartial(request), caller, transport, options.deadlineMs);
    return { stream, transport };
  }

  /** A reader that has taken all and takes `room` more. */
  read({ stream, transport }: OpenStream, room = Number.POSITIVE_INFINITY): void {
    transport.flushed = transport.bytes.length;
    transport.room = room;
    stream.writable();
  }

  push(protoId: number, body: Uint8Array): void {
    const readAtMs = this.clock.wallPreciseMs();
    this.hub.publish({ protoId, body: Buffer.from(body), member: "a", readAtMs });
  }

  basic(price: number, ...codes: string[]): void {
    this.push(3005, basicQot(price, ...codes));
  }

  order(accId: bigint, orderId: bigint, trdMarket = 1): void {
    this.push(2208, orderPush(accId, orderId, trdMarket));
  }

  notice(text = "x"): void {
    this.push(1003, noticePush(text));
  }

  /** OpenD is lost, and all is made again. */
  gap(units: RestoredEvent["units"] = [], more: Partial<RestoredEvent> = {}): void {
    const sinceMs = this.clock.wallMs();
    this.hub.upstreamLost(sinceMs);
    this.clock.advance(1000);
    this.hub.upstreamRestored({ sinceMs, units, accounts: [], refused: [], accountsRefused: null, ...more });
  }
}

export function filter(filters: DeepPartial<PushFilter>): DeepPartial<SubscribePushRequest> {
  return { filters: [filters] };
}

export function security(text: string): Security {
  const { security, problem } = readSecurityText(text);
  if (security === null) throw new Error(problem);
  return security;
}

export function basicQot(price: number, ...codes: string[]): Uint8Array {
  return UpdateBasicQot.Response.encode(
    UpdateBasicQot.Response.fromPartial({
      retType: 0,
      s2c: { basicQotList: codes.map((code) => ({ security: security(code), curPrice: price })) },
    }),
  ).finish();
}

/** The price of a {@link basicQot} of one security. */
export function priceOf(event: PushEvent): number | undefined {
  return UpdateBasicQot.Response.decode(event.body ?? new Uint8Array()).s2c?.basicQotList[0]?.curPrice;
}

export function klPush(code: string, klType: number, rehabType: number): Uint8Array {
  const s2c = { rehabType, klType, security: security(code), klList: [] };
  return UpdateKL.Response.encode(UpdateKL.Response.fromPartial({ retType: 0, s2c })).finish();
}

export function ticksPush(code: string, ...sequences: number[]): Uint8Array {
  const tickerList = sequences.map((sequence) => ({ sequence: BigInt(sequence), price: sequence }));
  const s2c = { security: security(code), tickerList };
  return UpdateTicker.Response.encode(UpdateTicker.Response.fromPartial({ retType: 0, s2c })).finish();
}

export function ticksOf(event: PushEvent): number[] {
  const list = UpdateTicker.Response.decode(event.body ?? new Uint8Array()).s2c?.tickerList ?? [];
  return list.map(({ sequence }) => Number(sequence));
}

export function orderPush(accId: bigint, orderId: bigint, trdMarket = 1): Uint8Array {
  const s2c = { header: { trdEnv: 0, accID: accId, trdMarket }, order: { orderID: orderId } };
  return UpdateOrder.Response.encode(UpdateOrder.Response.fromPartial({ retType: 0, s2c })).finish();
}

export function orderIdOf(event: PushEvent): bigint | undefined {
  return UpdateOrder.Response.decode(event.body ?? new Uint8Array()).s2c?.order?.orderID;
}

export function noticePush(text: string): Uint8Array {
  const s2c = { type: 1, event: { eventType: 1, desc: text } };
  return Notify.Response.encode(Notify.Response.fromPartial({ retType: 0, s2c })).finish();
}

import type { Buffer } from "node:buffer";
import type { Command } from "../catalog/command.js";
import type { GatewayError } from "../errors/gateway-error.js";
import type { PaceSlot, PaceWait } from "../limits/pace-slot.js";
import type { RateState } from "../limits/rate-state.js";
import type { CallFailure, CallRequest } from "../opend/call.js";
import type { Clock } from "../opend/clock.js";
import { DeadlineEntry, type DeadlineWheel } from "../opend/deadline-wheel.js";
import type { CancelCall, Pool } from "../opend/pool.js";
import { NO_NOTES } from "./answer-notes.js";
import type { CheckedCall, PassedDone } from "./pipeline-ports.js";

/** How far before its deadline a cancelled read counts as timed out: gRPC cancels a call at its deadline by itself, often before our wheel turns. */
const DEADLINE_TOLERANCE_MS = 10;

export interface ReadFlightOptions {
  readonly command: Command;
  readonly body: Uint8Array;
  readonly pool: Pick<Pool, "submit">;
  readonly clock: Clock;
  readonly wheel: DeadlineWheel;
  /** Nobody waits for it any more, or it is answered: no other read may join. */
  readonly onClosed: () => void;
  /** OpenD's answer, before the callers get it. */
  readonly onReply: (reply: Buffer) => void;
}

/** The request of a flight: its deadline is that of whoever waits longest, so it is known when the last one leaves. */
type FlightRequest = { -readonly [key in keyof CallRequest]: CallRequest[key] };

/** One read of OpenD and all callers that wait for its answer, each with a deadline of its own. */
export class ReadFlight {
  private readonly options: ReadFlightOptions;
  private readonly waiters = new Set<ReadWaiter>();
  private readonly request: FlightRequest;
  /** While it waits for its place. */
  private wait: PaceWait | null = null;
  private slot: PaceSlot | null = null;
  private cancelCall: CancelCall | null = null;
  private sent = false;
  private closed = false;

  constructor(options: ReadFlightOptions) {
    this.options = options;
    const { protoId, sticky } = options.command;
    this.request = {
      protoId,
      body: options.body,
      packetId: null,
      repeatable: true,
      home: sticky,
      deadlineMs: Number.POSITIVE_INFINITY,
      onSent: () => {
        this.sent = true;
      },
    };
  }

  /** Its place in the window's line, where it has none yet. */
  standsInLine(wait: PaceWait): void {
    this.wait = wait;
  }

  /** One more waits for the answer. One who can't wait for it long enough is told at once. */
  join({ deadlineMs }: CheckedCall, done: PassedDone): CancelCall {
    const { clock, wheel } = this.options;
    if (this.wait !== null && clock.now() + this.wait.remainingMs() >= deadlineMs) {
      const refusal = this.wait.refusal();
      done(null, refusal, { ...NO_NOTES, rate: refusal.rate });
      return () => {};
    }
    const waiter = new ReadWaiter(deadlineMs, done, (expired) => this.leave(expired, true));
    this.waiters.add(waiter);
    wheel.add(waiter, deadlineMs);
    return () => this.leave(waiter, clock.now() >= deadlineMs - DEADLINE_TOLERANCE_MS);
  }

  /** Sends it: its place in OpenD's window is there. */
  send(slot: PaceSlot): void {
    const { pool, onReply } = this.options;
    this.wait = null;
    this.slot = slot;
    this.cancelCall = pool.submit(this.request, (reply, failure) => {
      slot.end(failure === null || failure.sent);
      this.close();
      if (reply !== null) onReply(reply);
      this.endAll(reply, failure);
    });
  }

  /** Ends it for all who wait, if it has not been sent. */
  abandon(failure: CallFailure | GatewayError): void {
    if (this.slot !== null) return;
    this.wait?.cancel();
    this.close();
    this.endAll(null, failure);
  }

  private leave(waiter: ReadWaiter, timedOut: boolean): void {
    if (!this.waiters.delete(waiter)) return;
    const { clock, wheel } = this.options;
    wheel.remove(waiter);
    const refusal = timedOut ? (this.wait?.refusal() ?? null) : null;
    const failure: CallFailure = { reason: timedOut ? "deadline" : "cancelled", sent: this.sent, retryAfterMs: null };
    if (this.waiters.size === 0) {
      this.wait?.cancel();
      this.close();
      // The pool takes notice of a member that lets calls time out.
      if (timedOut) this.request.deadlineMs = clock.now();
      this.cancelCall?.();
    }
    waiter.done(null, refusal ?? failure, { ...NO_NOTES, rate: refusal?.rate ?? this.rate });
  }

  private endAll(reply: Buffer | null, failure: CallFailure | GatewayError | null): void {
    const { wheel } = this.options;
    const notes = { ...NO_NOTES, rate: this.rate };
    for (const waiter of this.waiters) {
      // One who is told may make another one leave.
      this.waiters.delete(waiter);
      wheel.remove(waiter);
      waiter.done(reply, failure, notes);
    }
  }

  private get rate(): RateState | null {
    return this.slot?.rate ?? null;
  }

  private close(): void {
    if (this.closed) return;
    this.closed = true;
    this.options.onClosed();
  }
}

/** One caller that waits for a flight. */
class ReadWaiter extends DeadlineEntry {
  readonly deadlineMs: number;
  readonly done: PassedDone;
  private readonly expired: (waiter: ReadWaiter) => void;

  constructor(deadlineMs: number, done: PassedDone, expired: (waiter: ReadWaiter) => void) {
    super();
    this.deadlineMs = deadlineMs;
    this.done = done;
    this.expired = expired;
  }

  override expire(): void {
    this.expired(this);
  }
}

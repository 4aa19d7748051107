import type { Buffer } from "node:buffer";
import type { BodyCipher } from "../ftapi/cipher.js";
import {
  Call,
  type CallDone,
  type CallFailure,
  type CallFailureReason,
  type CallRequest,
  QueueDeadline,
} from "./call.js";
import { CallQueue } from "./call-queue.js";
import type { Clock } from "./clock.js";
import { Connection, type MemberCounters } from "./connection.js";
import type { ConnectionStateName } from "./connection-state.js";
import { DeadlineWheel } from "./deadline-wheel.js";
import type { Dial, OpendAddress } from "./transport.js";

/** A member changed its state. */
export interface MemberStateEvent {
  readonly type: "member_state";
  readonly member: string;
  readonly from: ConnectionStateName;
  readonly to: ConnectionStateName;
  /** For the log. */
  readonly cause: string;
}

/** The pool as a whole can serve calls, or can't any more. */
export interface PoolServingEvent {
  readonly type: "pool_serving";
  readonly serving: boolean;
}

/**
 * Another member is home now, or the same one with a new session: what OpenD
 * keeps for a connection (subscriptions, registrations) has to be made again.
 */
export interface HomeEvent {
  readonly type: "home_changed";
  /** Null where the last home is lost and no other member is ready. */
  readonly member: string | null;
  /** For the log. */
  readonly cause: string;
}

export type PoolEvent = MemberStateEvent | PoolServingEvent | HomeEvent;

/** A push as OpenD sent it. */
export interface Push {
  readonly protoId: number;
  /** The whole reply message. A view: copy what must outlive many frames. */
  readonly body: Buffer;
  readonly member: string;
  /** When its bytes were read, by the wall clock: fractional epoch milliseconds. */
  readonly readAtMs: number;
}

export interface PoolOptions {
  readonly addresses: readonly OpendAddress[];
  readonly connectionsPerAddress: number;
  readonly maxInFlightPerMember: number;
  /** Calls that may wait for a member. */
  readonly maxQueued: number;
  readonly queueTimeoutMs: number;
  readonly maxBodyBytes: number;
  readonly rsaCipher: BodyCipher | null;
  readonly dial: Dial;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly isPush: (protoId: number) => boolean;
  readonly onEvent: (event: PoolEvent) => void;
  readonly onPush: (push: Push) => void;
}

export interface MemberSnapshot extends Readonly<MemberCounters> {
  readonly name: string;
  readonly state: ConnectionStateName;
  readonly inFlight: number;
}

export interface PoolSnapshot {
  readonly members: readonly MemberSnapshot[];
  readonly queued: number;
  /** Calls refused because the queue was full, since the start. */
  readonly queueRejected: number;
}

/** Cancels a call: it frees its place, and its answer, should it come, is dropped. */
export type CancelCall = () => void;

/** How far before its deadline a cancelled call counts as timed out: what our own deadlines may be late. */
const DEADLINE_TOLERANCE_MS = 10;

/** The connections to one or several OpenD; calls go to the least loaded one that is ready. */
export class Pool {
  private readonly options: PoolOptions;
  private readonly members: readonly Connection[];
  private readonly wheel: DeadlineWheel;
  /** Calls that any member may take, and those that wait for the home member: neither holds up the other. */
  private readonly queue = new CallQueue();
  private readonly homeQueue = new CallQueue();
  private home: Connection | null = null;
  private queueRejected = 0;
  private nextMember = 0;
  private stopping = false;
  private wasServing = false;
  private drained: (() => void) | null = null;
  private stopped: Promise<void> | null = null;
  private readonly expire = (call: Call): void => this.abandon(call, "deadline");

  constructor(options: PoolOptions) {
    this.options = options;
    this.wheel = new DeadlineWheel(options.clock);
    this.members = options.addresses.flatMap((address) =>
      Array.from({ length: options.connectionsPerAddress }, (_, index) => this.createMember(address, index)),
    );
  }

  /** Begins to connect all members. */
  start(): void {
    for (const member of this.members) member.start();
  }

  /** Whether a call could be sent now. */
  get serving(): boolean {
    return !this.stopping && this.members.some((member) => member.stateName === "ready");
  }

  /** Why a call would fail at once; null where one can be sent or may wait for a member. */
  get outage(): CallFailure | null {
    if (this.stopping) return { reason: "shutdown", sent: false, retryAfterMs: null };
    return this.allDown() ? { reason: "no_connection", sent: false, retryAfterMs: this.nextAttemptMs() } : null;
  }

  /** Calls that have no answer yet, queued ones included. */
  get pending(): number {
    return this.members.reduce((sum, member) => sum + member.inFlight, this.queue.length + this.homeQueue.length);
  }

  snapshot(): PoolSnapshot {
    return {
      members: this.members.map((member) => ({
        ...member.counters,
        frameErrors: { ...member.counters.frameErrors },
        name: member.name,
        state: member.stateName,
        inFlight: member.inFlight,
      })),
      queued: this.queue.length + this.homeQueue.length,
      queueRejected: this.queueRejected,
    };
  }

  /** Sends a call, or queues it. `done` is called exactly once, never before this returns. */
  submit(request: CallRequest, done: CallDone): CancelCall {
    const call = new Call(request, done, this.expire);
    this.place(call);
    // One without an owner is about to fail anyway.
    if (call.owner !== null) this.wheel.add(call, request.deadlineMs);
    return () => this.abandon(call, "cancelled");
  }

  /**
   * Takes no more calls and waits up to `graceMs` for those under way. Resolves
   * when all are ended; what is left then ends as "shutdown". Only the first
   * stop counts: a later one resolves with it.
   */
  stop(graceMs: number): Promise<void> {
    this.stopped ??= this.drainAndClose(graceMs);
    return this.stopped;
  }

  private async drainAndClose(graceMs: number): Promise<void> {
    this.stopping = true;
    this.reportServing();
    this.drainMembers();
    if (this.pending > 0) {
      await new Promise<void>((resolve) => {
        const cancelTimer = this.options.clock.schedule(graceMs, resolve);
        this.drained = () => {
          cancelTimer();
          resolve();
        };
      });
      this.drained = null;
    }
    this.failQueued("shutdown");
    for (const member of this.members) member.close();
    this.wheel.close();
  }

  private createMember(address: OpendAddress, index: number): Connection {
    const { dial, clock, random, rsaCipher, maxBodyBytes, isPush, onPush } = this.options;
    return new Connection({
      name: `${address.host}:${address.port}#${index + 1}`,
      address,
      dial,
      clock,
      random,
      rsaCipher,
      maxBodyBytes,
      isPush,
      onState: (member, from, to, cause) => this.memberChanged(member, from, to, cause),
      // Only the home member holds registrations; the others would repeat its notices.
      onPush: (member, protoId, body, readAtMs) => {
        if (member === this.home) onPush({ protoId, body, member: member.name, readAtMs });
      },
      onReply: (call, body) => this.answer(call, body),
      onLost: (call) => this.lost(call),
    });
  }

  private memberChanged(member: Connection, from: ConnectionStateName, to: ConnectionStateName, cause: string): void {
    this.options.onEvent({ type: "member_state", member: member.name, from, to, cause });
    this.reportServing();
    // Told before calls that wait go out: what they need is made again first.
    this.chooseHome(member, cause);
    if (this.allDown()) this.failQueued("no_connection");
    else this.dispatchQueued();
  }

  private chooseHome(changed: Connection, cause: string): void {
    const lost = changed === this.home && changed.stateName !== "ready" && changed.stateName !== "draining";
    if (!lost && this.home !== null) return;
    const next = this.members.find((member) => member.stateName === "ready") ?? null;
    if (next === this.home) return;
    this.home = next;
    // At an orderly stop nothing is made again, so nothing is told.
    if (!this.stopping) this.options.onEvent({ type: "home_changed", member: next?.name ?? null, cause });
  }

  private reportServing(): void {
    if (this.serving === this.wasServing) return;
    this.wasServing = this.serving;
    this.options.onEvent({ type: "pool_serving", serving: this.serving });
  }

  /** Gives the call to a member, or queues it, or fails it. */
  private place(call: Call): void {
    const queue = call.request.home ? this.homeQueue : this.queue;
    if (this.stopping) {
      this.failSoon(call, "shutdown");
      return;
    }
    // Sent too late to be of use, and an order would act on what nobody waits for.
    if (this.options.clock.now() >= call.request.deadlineMs) {
      this.failSoon(call, "deadline");
      return;
    }
    if (call.request.ahead === true) {
      if (this.home !== null) this.home.send(call);
      else this.failSoon(call, "no_connection");
      return;
    }
    // Those that wait come first, also where a call that just ended made room.
    const member = queue.length > 0 ? undefined : this.choose(call);
    if (member !== undefined) member.send(call);
    else if (this.allDown()) this.failSoon(call, "no_connection");
    else if (this.queue.length + this.homeQueue.length >= this.options.maxQueued) {
      this.queueRejected++;
      this.failSoon(call, "queue_full");
    } else {
      queue.push(call);
      this.limitWait(call);
    }
  }

  /** The queue's own deadline: it ends the wait, not a call that was sent meanwhile. */
  private limitWait(call: Call): void {
    const { clock, queueTimeoutMs } = this.options;
    const deadlineMs = clock.now() + queueTimeoutMs;
    if (deadlineMs >= call.request.deadlineMs) return;
    call.queueDeadline = new QueueDeadline(call, (waited) => this.abandon(waited, "queue_deadline"));
    this.wheel.add(call.queueDeadline, deadlineMs);
  }

  private choose(call: Call): Connection | undefined {
    if (!call.request.home) return this.leastLoaded();
    return this.home !== null && this.hasRoom(this.home) ? this.home : undefined;
  }

  private leastLoaded(): Connection | undefined {
    let best: Connection | undefined;
    // Begins at another member each time, so that equals take turns.
    this.nextMember = (this.nextMember + 1) % this.members.length;
    for (let step = 0; step < this.members.length; step++) {
      const member = this.members[(this.nextMember + step) % this.members.length] as Connection;
      if (member.stateName !== "ready" || !this.hasRoom(member)) continue;
      if (best === undefined || member.inFlight < best.inFlight) best = member;
    }
    return best;
  }

  private hasRoom(member: Connection): boolean {
    return member.inFlight < this.options.maxInFlightPerMember;
  }

  /** Whether no member is ready or about to be. */
  private allDown(): boolean {
    return this.members.every(
      ({ stateName }) => stateName === "backing_off" || stateName === "closed" || stateName === "idle",
    );
  }

  private dispatchQueued(): void {
    this.dispatch(this.homeQueue);
    this.dispatch(this.queue);
  }

  private dispatch(queue: CallQueue): void {
    while (queue.length > 0) {
      const probe = queue.peek();
      const member = probe === undefined ? undefined : this.choose(probe);
      if (member === undefined) return;
      const call = queue.shift() as Call;
      this.endWait(call);
      member.send(call);
    }
  }

  private failQueued(reason: CallFailureReason): void {
    for (const queue of [this.homeQueue, this.queue]) {
      for (let call = queue.shift(); call !== undefined; call = queue.shift()) this.fail(call, reason);
    }
  }

  private answer(call: Call, body: Buffer): void {
    this.forget(call);
    call.settle(body, null);
    this.settled();
  }

  private lost(call: Call): void {
    if (call.settled) return;
    if (this.stopping) {
      this.fail(call, "shutdown");
    } else if (call.request.repeatable && !call.repeated) {
      // Only reads come here twice: nothing that changes state is ever given to a second member.
      call.repeated = true;
      call.sent = false;
      this.place(call);
    } else {
      this.fail(call, "connection_lost");
    }
  }

  /** Ends a call without OpenD's answer and frees its place. */
  private abandon(call: Call, reason: CallFailureReason): void {
    if (call.settled) return;
    const { owner, request } = call;
    // gRPC cancels a call at its deadline by itself, often before our own wheel turns.
    const timedOut = this.options.clock.now() >= request.deadlineMs - DEADLINE_TOLERANCE_MS;
    owner?.release(call);
    this.fail(call, timedOut && reason === "cancelled" ? "deadline" : reason);
    if (timedOut && call.sent && owner instanceof Connection) owner.timedOut(call);
  }

  private fail(call: Call, reason: CallFailureReason): void {
    this.forget(call);
    const retryAfterMs = reason === "no_connection" ? this.nextAttemptMs() : null;
    call.settle(null, { reason, sent: call.mayHaveReached, retryAfterMs });
    this.settled();
  }

  /** Fails a call that was just submitted, after `submit` has returned. */
  private failSoon(call: Call, reason: CallFailureReason): void {
    queueMicrotask(() => {
      if (!call.settled) this.fail(call, reason);
    });
  }

  private forget(call: Call): void {
    this.wheel.remove(call);
    this.endWait(call);
  }

  private endWait(call: Call): void {
    if (call.queueDeadline === null) return;
    this.wheel.remove(call.queueDeadline);
    call.queueDeadline = null;
  }

  /** While stopping: calls that wait still get their turn, then the members close one by one. */
  private drainMembers(): void {
    if (this.queue.length > 0 || this.homeQueue.length > 0) return;
    for (const member of this.members) member.drain();
  }

  /** After each ended call: there may be room for one that waits, and a stop may be complete. */
  private settled(): void {
    if (this.queue.length > 0 || this.homeQueue.length > 0) {
      this.dispatchQueued();
      if (this.stopping) this.drainMembers();
    }
    if (this.drained !== null && this.pending === 0) this.drained();
  }

  /** When the first member tries again. */
  private nextAttemptMs(): number | null {
    let soonest: number | null = null;
    for (const { retryAfterMs } of this.members) {
      if (retryAfterMs !== null && (soonest === null || retryAfterMs < soonest)) soonest = retryAfterMs;
    }
    return soonest;
  }
}

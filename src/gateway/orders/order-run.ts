import { Buffer } from "node:buffer";
import type { OrderRules } from "../../auth/api-key.js";
import type { Command } from "../../catalog/command.js";
import { type GatewayError, toGatewayError } from "../../errors/gateway-error.js";
import type {
  AdmissionResult,
  IdempotencyMark,
  KnownRequest,
  OrderTicket,
  SettledOutcome,
  UnknownOrder,
} from "../../limits/orders/order-store.js";
import type { PaceSlot } from "../../limits/pace-slot.js";
import type { CallFailure, CallFailureReason } from "../../opend/call.js";
import type { CancelCall } from "../../opend/pool.js";
import type { SentAs } from "../answer-notes.js";
import { failureError } from "../failure.js";
import type { GuardedCall, PassedDone } from "../pipeline-ports.js";
import type { CheckedOrder } from "./checked-order.js";
import { orderSentEntry } from "./order-audit.js";
import type { OrderGuardOptions } from "./order-guard-options.js";
import { ORDER_PHASES, type OrderPhase } from "./order-phase.js";
import {
  auditUnavailable,
  conflict,
  isStateUnavailable,
  notPlaced,
  quotaRefusal,
  stillInFlight,
  stillUnknown,
} from "./order-refusals.js";
import { outcomeOf, placedOrder } from "./order-replies.js";
import type { OrderTerms } from "./order-terms.js";
import { maxDailyCents } from "./order-value.js";
import { plainOrder } from "./plain-order.js";
import { isRiskReducing } from "./read-order-terms.js";
import { newRemarkTag, taggedBody } from "./remark-tag.js";
import { type Soon, whenThere } from "./soon.js";

/** How long the answer to an order is waited for after its caller has gone: it says what became of what was reserved. */
export const LATE_ANSWER_MS = 60_000;

type Departing = Extract<CallFailureReason, "cancelled" | "deadline" | "shutdown">;

/** A command that changes state, on its way through limits, store, audit log and pool, exactly once. */
export class OrderRun {
  private readonly options: OrderGuardOptions;
  private readonly command: Command;
  private readonly call: GuardedCall;
  private readonly mark: IdempotencyMark | null;
  /** Null for what is no order: it is only kept from being repeated. */
  private readonly terms: OrderTerms | null;
  private readonly done: PassedDone;
  /** Called when nothing more comes of it. */
  private readonly over: () => void;
  private phase: OrderPhase = "judging";
  private answered = false;
  private ticket: OrderTicket | null = null;
  private slot: PaceSlot | null = null;
  private sentAs: SentAs | null = null;
  private cancelTimer: () => void;
  private cancelPool: CancelCall = () => undefined;

  constructor(
    options: OrderGuardOptions,
    command: Command,
    call: GuardedCall,
    mark: IdempotencyMark | null,
    terms: OrderTerms | null,
    done: PassedDone,
    over: () => void,
  ) {
    this.options = options;
    this.command = command;
    this.call = call;
    this.mark = mark;
    this.terms = terms;
    this.done = done;
    this.over = over;
    const delayMs = Math.max(0, call.deadlineMs - options.clock.now());
    this.cancelTimer = options.clock.schedule(delayMs, () => this.leave("deadline"));
  }

  start(): void {
    this.recall();
  }

  /** The caller goes away. */
  cancel(unlessSent = false): void {
    if (!unlessSent || this.sentAs === null) this.leave("cancelled");
  }

  /** The gateway stops. */
  stop(): void {
    this.leave("shutdown");
  }

  private recall(): void {
    const { mark } = this;
    if (mark === null) this.judge();
    else
      this.step(
        () => this.options.store.recall(this.call.caller.owner, mark),
        (known) => (known === null ? this.judge() : this.repeat(known)),
        () => this.judge(),
      );
  }

  private judge(): void {
    const { terms, call } = this;
    if (terms === null) this.admit(plainOrder(this.command.protoId));
    else
      this.step(
        () => this.options.rules.check(terms, this.rules, { owner: call.caller.owner, deadlineMs: call.deadlineMs }),
        (checked) => this.admit(checked),
      );
  }

  private admit(checked: CheckedOrder): void {
    const { pacing, clock, store, randomBytes } = this.options;
    const { command, call, mark, rules } = this;
    // Taken first and given back where it is not used: what OpenD would refuse costs no write to a disk.
    if (pacing !== null) {
      this.slot = this.takesRiskAway ? pacing.count(command, call.body) : pacing.tryTake(command, call.body);
    }
    const tag = mark !== null && rules?.tagsRemark === true ? newRemarkTag(randomBytes) : null;
    const tagged = tag === null ? null : taggedBody(command.protoId, call.body, tag);
    const wallMs = clock.wallMs();
    const { valueCents, countsAsOrder } = checked;
    this.enter("admitting");
    this.step<AdmissionResult | null>(
      () =>
        store.admit({
          owner: call.caller.owner,
          wallMs,
          valueCents,
          maxDailyCents: maxDailyCents(rules),
          maxOrdersPerMinute: countsAsOrder ? (rules?.maxOrdersPerMinute ?? null) : null,
          countsAsOrder,
          idempotency: mark,
          trace: {
            ...checked.trace,
            tag: tagged === null ? null : tag,
            remark: this.terms?.remark ?? null,
            sentAtMs: wallMs,
          },
        }),
      (result) => this.admitted(result, tagged ?? call),
      () => this.admitted(null, tagged ?? call),
    );
  }

  /** @param result null: it could not be counted, and need not be. */
  private admitted(result: AdmissionResult | null, sent: Pick<GuardedCall, "body" | "packetId">): void {
    if (result === null || result.type === "admitted") {
      this.ticket = result?.ticket ?? null;
      this.commit(sent);
    } else if (result.type === "over_daily_value" || result.type === "over_rate") {
      this.fail(quotaRefusal(this.command, result));
    } else {
      this.freeSlot(false);
      if (this.answered) this.end();
      else this.repeat(result);
    }
  }

  private commit(sent: Pick<GuardedCall, "body" | "packetId">): void {
    const { audit } = this.options;
    const { terms } = this;
    if (this.isGone()) return;
    this.enter("committing");
    if (audit === null || terms === null) {
      this.send(sent);
      return;
    }
    const go = (): void => {
      if (!this.isGone()) this.send(sent);
    };
    this.step(() => audit.commit(orderSentEntry(this.command, this.call, terms)).catch(auditUnavailable), go, go);
  }

  private send({ body, packetId }: Pick<GuardedCall, "body" | "packetId">): void {
    const { pool } = this.options;
    const { protoId, sticky } = this.command;
    const request = {
      protoId,
      body,
      packetId,
      repeatable: false,
      home: sticky,
      // The caller's own deadline is kept here: its passing must not drop the answer.
      deadlineMs: this.call.deadlineMs + LATE_ANSWER_MS,
      onSent: (upstream: string, serialNo: number): void => {
        this.sentAs = { upstream, serialNo };
        this.enter("sent");
      },
    };
    this.enter("queued");
    this.cancelPool = pool.submit(request, (reply, failure) => {
      if (reply !== null) this.received(reply);
      else if (failure !== null) this.lost(failure);
    });
  }

  private received(view: Buffer): void {
    this.freeSlot(true);
    // What was received is only a view; this is kept for repetitions, and may have to wait until it is settled.
    const reply = Buffer.from(view);
    const outcome: SettledOutcome = this.command.envelope ? outcomeOf(reply) : { type: "accepted", reply };
    if (outcome.type === "accepted" && this.terms !== null) this.remember(this.terms, reply);
    // Answered when it is settled: a caller that asks at once finds what the answer says.
    this.settle(outcome, () => this.answer(reply, null));
  }

  private lost(failure: CallFailure): void {
    this.freeSlot(failure.sent);
    this.settle({ type: failure.sent ? "unknown" : "not_sent" }, () =>
      this.answer(null, failureError(this.command, failure)),
    );
  }

  /** The same key came before. */
  private repeat(known: KnownRequest): void {
    switch (known.type) {
      case "replay":
        this.answer(Buffer.from(known.reply), null, true);
        this.end();
        return;
      case "conflict":
        this.fail(conflict(this.command));
        return;
      case "not_placed":
        this.fail(notPlaced(this.command));
        return;
      case "in_flight":
        this.wait();
        return;
      case "unknown":
        this.askList(known);
    }
  }

  private wait(): void {
    const { store, clock } = this.options;
    const { mark, call } = this;
    if (mark === null) return;
    this.enter("waiting");
    this.step(
      () => store.settled(call.caller.owner, mark.key, call.deadlineMs),
      () => {
        if (clock.now() >= call.deadlineMs) {
          this.leave("deadline");
          return;
        }
        this.enter("judging");
        this.recall();
      },
    );
  }

  private askList(unknown: UnknownOrder): void {
    this.enter("settling");
    this.step(
      () => this.options.settlement.resolve(unknown, this.call.deadlineMs),
      (settled) => {
        if (settled.type !== "found") {
          this.fail(settled.type === "not_placed" ? notPlaced(this.command) : stillUnknown(this.command));
          return;
        }
        this.answer(settled.reply, null, true);
        this.end();
      },
    );
  }

  /** The caller is gone, or its time is over: it is answered now, whatever is still to be done. */
  private leave(reason: Departing): void {
    if (this.answered || this.phase === "ended") return;
    const { phase } = this;
    this.cancelTimer();
    this.answer(null, this.departureError(reason));
    switch (ORDER_PHASES[phase].departure) {
      case "drop":
        this.end();
        return;
      case "recall":
        this.cancelPool();
        return;
      case "outlive":
        this.cancelTimer = this.options.clock.schedule(LATE_ANSWER_MS, () => this.cancelPool());
        return;
      case "take_back":
    }
  }

  private departureError(reason: Departing): GatewayError {
    const { command, phase } = this;
    if (phase === "waiting" && reason === "deadline") return stillInFlight(command);
    if (phase === "settling") return stillUnknown(command);
    return failureError(command, { reason, sent: phase === "sent", retryAfterMs: null });
  }

  /** Whether nobody waits for an order that was admitted; it is taken back then. */
  private isGone(): boolean {
    // After a standstill its timer may not have had its turn.
    if (this.options.clock.now() >= this.call.deadlineMs) this.leave("deadline");
    if (!this.answered) return false;
    this.freeSlot(false);
    this.settle({ type: "not_sent" }, () => undefined);
    return true;
  }

  /** A refusal: nothing was sent, and nothing stays counted. */
  private fail(error: unknown): void {
    this.freeSlot(false);
    this.settle({ type: "not_sent" }, () => this.answer(null, toGatewayError(error)));
  }

  private settle(outcome: SettledOutcome, then: () => void): void {
    const { ticket } = this;
    this.ticket = null;
    this.enter("ended");
    const settling = ticket === null ? undefined : this.options.store.settle(ticket, outcome);
    const settled = (): void => {
      then();
      this.over();
    };
    if (settling === undefined) settled();
    else void settling.then(settled, settled);
  }

  private end(): void {
    this.enter("ended");
    this.over();
  }

  private answer(reply: Buffer | null, error: GatewayError | null, replayed = false): void {
    if (this.answered) return;
    this.answered = true;
    this.done(reply, error, { rate: this.slot?.rate ?? null, replayed, cached: false, sentAs: this.sentAs });
  }

  private freeSlot(mayHaveReached: boolean): void {
    this.slot?.end(mayHaveReached);
    if (!mayHaveReached) this.slot = null;
  }

  private remember({ protoId, header }: OrderTerms, reply: Uint8Array): void {
    const order = placedOrder(protoId, reply);
    if (order !== null) this.options.known.add(String(header.accId), order);
  }

  private get rules(): OrderRules | null {
    return this.call.caller.principal.key?.orders ?? null;
  }

  /** A cancel must get through when nothing can be counted or written: repeated, it does no harm. */
  private get takesRiskAway(): boolean {
    return this.terms !== null && isRiskReducing(this.terms.action);
  }

  /** The only place where the phase changes. */
  private enter(next: OrderPhase): void {
    if (!ORDER_PHASES[this.phase].next.includes(next)) {
      throw new Error(`${this.command.name}: ${this.phase} can't become ${next}`);
    }
    this.phase = next;
    if (next === "ended") this.cancelTimer();
  }

  /**
   * Goes on with what `begin` gives, at once where it is there.
   * @param without how what takes risk away goes on when state can't be kept.
   */
  private step<T>(begin: () => Soon<T>, then: (result: T) => void, without?: () => void): void {
    const { phase } = this;
    // Who has left meanwhile has nothing more to come; but what was under way at the store or the disk is to be undone.
    const isOver = (): boolean => this.phase !== phase || (this.answered && ORDER_PHASES[phase].departure === "drop");
    const failed = (error: unknown): void => {
      if (isOver()) return;
      const spared = without !== undefined && this.takesRiskAway && isStateUnavailable(error);
      this.guarded(spared ? without : () => this.fail(error));
    };
    const go = (result: T): void => {
      if (!isOver()) this.guarded(() => then(result));
    };
    whenThere(begin, go, failed);
  }

  /** A fault of ours before the order is with a connection ends it unsent. */
  private guarded(task: () => void): void {
    try {
      task();
    } catch (error) {
      if (this.phase === "sent" || this.phase === "ended") throw error;
      this.fail(error);
    }
  }
}

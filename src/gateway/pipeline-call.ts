import { Buffer } from "node:buffer";
import { Response as KeepAliveResponse } from "../../generated/ts/KeepAlive.js";
import { type AccessTerms, NO_TERMS, readAccessTerms } from "../auth/access-terms.js";
import { commandById } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { GatewayError, toGatewayError } from "../errors/gateway-error.js";
import { RET_TYPE_SUCCESS, readReply } from "../ftapi/envelope.js";
import { fillPacketId, findPacketIdSlot, type PacketIdSlot } from "../ftapi/packet-id.js";
import { WireError } from "../ftapi/wire.js";
import { limitClassOf, type TakenCall } from "../limits/caller-limits.js";
import { PaceRefusal } from "../limits/pace-slot.js";
import type { RateState } from "../limits/rate-state.js";
import type { CallFailure } from "../opend/call.js";
import type { CancelCall } from "../opend/pool.js";
import { accountFault, listedAccounts, trimAccounts } from "./account-replies.js";
import { ActiveCall } from "./active-calls.js";
import { type AnswerNotes, NO_NOTES, tighterRate } from "./answer-notes.js";
import { checkBody, checkBodySize, wholeBody } from "./body-check.js";
import type { CallAudit } from "./call-audit.js";
import type { Caller } from "./caller.js";
import { failureError } from "./failure.js";
import type { GatewayDone, GatewayReply, GatewayRequest } from "./gateway-call.js";
import { knownRequest } from "./known-request.js";
import type { PipelineOptions } from "./pipeline-options.js";
import type { CancelUnlessSent } from "./pipeline-ports.js";

const PROTO_ID_KEEP_ALIVE = 1004;
const PROTO_ID_GET_ACC_LIST = 2001;

const NOTHING_TO_CANCEL: CancelCall = () => {};
const EMPTY = Buffer.alloc(0);
const SUCCESS = { retType: RET_TYPE_SUCCESS, retMsg: "", errCode: 0 } as const;

/** How much earlier a command that changes state gives up, so that OUTCOME_UNKNOWN still reaches its caller in time. */
const ANSWER_MARGIN_MS = 50;
const MAX_MARGIN_SHARE = 0.1;

/** A call that came too late: nothing is sent. */
const DEADLINE_PASSED: CallFailure = { reason: "deadline", sent: false, retryAfterMs: null };

/** One call on its way: from its caller to OpenD and back. */
export class PipelineCall extends ActiveCall {
  private readonly parts: PipelineOptions;
  private readonly audit: CallAudit | null;
  private readonly request: GatewayRequest;
  private readonly done: GatewayDone;
  private readonly command: Command | undefined;
  private readonly startedMs: number;
  /** What is left of the caller's limit. */
  private rate: RateState | null = null;
  private terms: AccessTerms = NO_TERMS;
  private cancelPassed: CancelUnlessSent = NOTHING_TO_CANCEL;
  /** Why it must not go on: what comes of it is this. */
  private revoked: GatewayError | null = null;

  constructor(parts: PipelineOptions, audit: CallAudit | null, request: GatewayRequest, done: GatewayDone) {
    super();
    this.parts = parts;
    this.audit = audit;
    this.request = request;
    this.done = done;
    this.command = commandById(request.protoId);
    this.startedMs = parts.clock.now();
  }

  get caller(): Caller {
    return this.request.caller;
  }

  start(): CancelCall {
    this.cancelPassed = this.begin();
    return this.cancelPassed;
  }

  /** Ends it with this error, unless it changes state and was sent. */
  revoke(error: GatewayError): void {
    this.revoked = error;
    this.cancelPassed(true);
  }

  private begin(): CancelUnlessSent {
    const { limits } = this.parts;
    if (limits === null) return this.run(null);
    const { owner, principal } = this.request.caller;
    // Before its rights: what is forbidden is written down, which must not be had without end.
    const taken = limits.take(owner, principal.key?.profile ?? null, limitClassOf(this.command), this.startedMs);
    return taken instanceof Promise ? this.wait(taken) : this.run(taken);
  }

  /** For buckets that other processes share. */
  private wait(taken: Promise<TakenCall>): CancelUnlessSent {
    let waiting = true;
    let cancel: CancelUnlessSent = NOTHING_TO_CANCEL;
    const go = (next: () => CancelUnlessSent): void => {
      if (!waiting) return;
      waiting = false;
      cancel = next();
    };
    taken.then(
      (call) => go(() => this.run(call)),
      (error: unknown) => go(() => this.refuse(error)),
    );
    return (unlessSent) => {
      go(() => this.refuse(new GatewayError("CANCELLED", "the call was cancelled")));
      cancel(unlessSent);
    };
  }

  private run(taken: TakenCall | null): CancelUnlessSent {
    try {
      if (taken !== null) {
        this.rate = taken.rate;
        if (taken.refusal !== null) throw taken.refusal;
      }
      return this.submit();
    } catch (error) {
      return this.refuse(error);
    }
  }

  private refuse(error: unknown): CancelCall {
    this.end(null, toGatewayError(error), NO_NOTES, null);
    return NOTHING_TO_CANCEL;
  }

  private submit(): CancelUnlessSent {
    const { bodyCheck, access, defaultTimeoutMs, subscriptions, orders, reads } = this.parts;
    const { protoId, bodyMode, caller, idempotencyKey, requestId, timeoutMs } = this.request;
    access.checkCall(caller.principal, protoId, this.command);
    const command = knownRequest(protoId, this.command);
    subscriptions.touch(caller.id);
    if (timeoutMs !== null && timeoutMs <= 0) throw failureError(command, DEADLINE_PASSED);
    checkBodySize(command, this.request.body);
    const body = wholeBody(command, this.request.body, bodyMode);
    const packetId = command.packetId ? packetIdSlot(command, body) : null;
    // Checked is what would be sent: the PacketID is the gateway's, so callers may leave it out.
    checkBody(command, packetId === null ? body : fillPacketId(packetId, 0n, 0), bodyCheck, bodyMode);
    if (protoId === PROTO_ID_KEEP_ALIVE) return this.keepAlive();
    this.terms = readAccessTerms(command, body);
    access.checkBody(caller.principal, command, this.terms);
    const deadlineMs = this.startedMs + waitMs(command, timeoutMs ?? defaultTimeoutMs);
    const finish = (
      reply: Uint8Array | null,
      failure: CallFailure | GatewayError | null,
      notes: AnswerNotes = NO_NOTES,
    ): void => this.finish(command, reply, failure, notes);
    const call = { body, caller, deadlineMs };
    const subscription = subscriptions.submit(command, call, finish);
    if (subscription !== null) return subscription;
    if (command.effect === "read") return reads.submit(command, call, finish);
    return orders.submit(command, { ...call, packetId, idempotencyKey, requestId }, finish);
  }

  private finish(
    command: Command,
    reply: Uint8Array | null,
    failure: CallFailure | GatewayError | null,
    notes: AnswerNotes,
  ): void {
    if (failure instanceof GatewayError) this.end(null, failure, notes, null);
    else if (failure !== null) this.end(null, failureError(command, failure), notes, null);
    else if (reply !== null) this.answer(command, reply, notes);
  }

  private answer(command: Command, reply: Uint8Array, notes: AnswerNotes): void {
    const { protoId } = command;
    if (!command.envelope) {
      this.end({ ...SUCCESS, protoId, body: reply }, null, notes, null);
      return;
    }
    try {
      const body = this.own(command, reply);
      const { retType, retMsg, errCode, s2c = EMPTY } = readReply(body);
      const passed = this.request.bodyMode === "s2c" ? s2c : body;
      this.end({ retType, retMsg, errCode, protoId, body: passed }, null, notes, s2c);
    } catch (error) {
      this.end(null, error instanceof WireError ? badReply(command, error) : toGatewayError(error), notes, null);
    }
  }

  /**
   * What of a reply is the caller's.
   * @throws GatewayError for a reply about another account, WireError for one that can't be read.
   */
  private own(command: Command, reply: Uint8Array): Uint8Array {
    if (command.protoId === PROTO_ID_GET_ACC_LIST) return this.ownAccounts(reply);
    if (!command.tradeHeader) return reply;
    const why = accountFault(reply, this.terms);
    if (why === null) return reply;
    const { protoId } = command;
    this.parts.onWithheld?.({ protoId, requestId: this.request.requestId, why });
    throw withheld(command, why);
  }

  private ownAccounts(reply: Uint8Array): Uint8Array {
    const { directory } = this.parts;
    if (directory.learns) directory.learn(listedAccounts(reply) ?? []);
    const allowed = directory.allowedTo(this.request.caller.principal);
    return allowed === null ? reply : trimAccounts(reply, allowed);
  }

  /** The gateway keeps its own connections alive; a caller's heartbeat tells that the gateway is there. */
  private keepAlive(): CancelCall {
    const time = BigInt(Math.floor(this.parts.clock.wallMs() / 1000));
    const whole = KeepAliveResponse.encode({ ...SUCCESS, s2c: { time } }).finish();
    const body = this.request.bodyMode === "s2c" ? (readReply(whole).s2c ?? EMPTY) : whole;
    this.end({ ...SUCCESS, protoId: PROTO_ID_KEEP_ALIVE, body }, null, NO_NOTES, null);
    return NOTHING_TO_CANCEL;
  }

  private end(
    reply: GatewayReply | null,
    error: GatewayError | null,
    passed: AnswerNotes,
    s2c: Uint8Array | null,
  ): void {
    const { revoked } = this;
    // What was sent is told as it is: its caller acted while it might.
    if (revoked !== null && error?.reason === "CANCELLED") this.close(null, revoked, passed, null);
    else this.close(reply, error, passed, s2c);
  }

  private close(
    reply: GatewayReply | null,
    error: GatewayError | null,
    passed: AnswerNotes,
    s2c: Uint8Array | null,
  ): void {
    const { rate, audit, command, terms, request } = this;
    // A refusal of pacing knows the window that is used up.
    const window = error instanceof PaceRefusal ? error.rate : passed.rate;
    const notes = rate === null && window === passed.rate ? passed : { ...passed, rate: tighterRate(rate, window) };
    if (audit?.wants(request.caller, command, error) === true) {
      const latencyMs = this.parts.clock.now() - this.startedMs;
      audit.write({ request, command, terms, retType: reply?.retType ?? null, s2c, error, notes, latencyMs });
    }
    this.done(reply, error, notes);
  }
}

/**
 * How long to wait for OpenD. At the caller's own deadline gRPC ends the call
 * by itself, with a status that does not say whether the order was sent.
 */
function waitMs(command: Command, timeoutMs: number): number {
  if (command.effect === "read") return timeoutMs;
  return timeoutMs - Math.min(ANSWER_MARGIN_MS, timeoutMs * MAX_MARGIN_SHARE);
}

function packetIdSlot(command: Command, body: Uint8Array): PacketIdSlot {
  try {
    return findPacketIdSlot(body);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
    const { name, protoId } = command;
    throw new GatewayError("INVALID_BODY", `${name} (${protoId}): ${error.message}; nothing was sent`, { protoId });
  }
}

/** A frame that came whole but holds no such message: for a command that changes state, nobody knows what happened. */
function badReply(command: Command, cause: unknown): GatewayError {
  const { name, protoId, effect } = command;
  const text = `${name} (${protoId}): OpenD's answer can't be read`;
  if (effect === "read") return new GatewayError("UPSTREAM_BAD_REPLY", text, { sent: true, protoId, cause });
  const unknown = `${name} (${protoId}) was sent, but OpenD's answer can't be read: ${LOOK}`;
  return new GatewayError("OUTCOME_UNKNOWN", unknown, { sent: true, protoId, cause });
}

const LOOK = "whether it took effect is unknown; look before repeating it";

function withheld(command: Command, why: string): GatewayError {
  const { name, protoId, effect } = command;
  const options = { sent: true, protoId, auditReason: `account mismatch: ${why}` };
  if (effect === "read") {
    const text = `${name} (${protoId}): OpenD answered about another account; the answer was withheld`;
    return new GatewayError("ACCOUNT_MISMATCH", text, options);
  }
  const text = `${name} (${protoId}) was sent, but OpenD answered about another account: ${LOOK}`;
  return new GatewayError("OUTCOME_UNKNOWN", text, options);
}

import { Buffer } from "node:buffer";
import { Response as KeepAliveResponse } from "../../generated/ts/KeepAlive.js";
import { commandById, nearestRequest } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { GatewayError, toGatewayError } from "../errors/gateway-error.js";
import { RET_TYPE_SUCCESS, type ReplyEnvelope, readReply } from "../ftapi/envelope.js";
import { fillPacketId, findPacketIdSlot, type PacketIdSlot } from "../ftapi/packet-id.js";
import { WireError } from "../ftapi/wire.js";
import type { CallFailure } from "../opend/call.js";
import type { Clock } from "../opend/clock.js";
import type { CancelCall } from "../opend/pool.js";
import { type AnswerNotes, NO_NOTES } from "./answer-notes.js";
import { type BodyCheck, type BodyMode, checkBody, wholeBody } from "./body-check.js";
import type { Caller } from "./caller.js";
import { failureError } from "./failure.js";
import type { OrderGuardPort, ReadsPort } from "./pipeline-ports.js";
import type { SubscriptionCommands } from "./subscription-commands.js";
import { checkTrading, type TradingMode } from "./trading-gate.js";

const PROTO_ID_INIT_CONNECT = 1001;
const PROTO_ID_KEEP_ALIVE = 1004;

export interface PipelineOptions {
  readonly clock: Clock;
  readonly bodyCheck: BodyCheck;
  readonly trading: TradingMode;
  /** For callers that set no deadline, in milliseconds. */
  readonly defaultTimeoutMs: number;
  /** Answers what the subscription ledger has a say in. */
  readonly subscriptions: Pick<SubscriptionCommands, "touch" | "submit">;
  readonly orders: OrderGuardPort;
  readonly reads: ReadsPort;
}

/** One command as a caller gave it. */
export interface GatewayRequest {
  readonly protoId: number;
  readonly body: Uint8Array;
  readonly bodyMode: BodyMode;
  /** Milliseconds left; null where the caller set no deadline. */
  readonly timeoutMs: number | null;
  readonly caller: Caller;
  /** Metadata `idempotency-key` as it came; null where there is none. */
  readonly idempotencyKey: string | null;
  readonly requestId: string;
}

/** OpenD's answer; the body is its bytes. */
export interface GatewayReply {
  readonly retType: number;
  readonly retMsg: string;
  readonly protoId: number;
  /** A view on received bytes: to be used before control returns to the caller of `done`. */
  readonly body: Uint8Array;
}

export type GatewayDone = (reply: GatewayReply | null, error: GatewayError | null, notes: AnswerNotes) => void;

const NOTHING_TO_CANCEL: CancelCall = () => {};
const EMPTY = Buffer.alloc(0);

/** How much earlier a command that changes state gives up, so that OUTCOME_UNKNOWN still reaches its caller in time. */
const ANSWER_MARGIN_MS = 50;
const MAX_MARGIN_SHARE = 0.1;

/** A call that came too late: nothing is sent. */
const DEADLINE_PASSED: CallFailure = { reason: "deadline", sent: false, retryAfterMs: null };

/** What each call goes through, whatever surface it came by: known? valid? allowed? then to OpenD and back. */
export class Pipeline {
  private readonly options: PipelineOptions;

  constructor(options: PipelineOptions) {
    this.options = options;
  }

  /** Sends one command. `done` is called exactly once, perhaps before this returns. */
  call(request: GatewayRequest, done: GatewayDone): CancelCall {
    try {
      return this.submit(request, done);
    } catch (error) {
      done(null, toGatewayError(error), NO_NOTES);
      return NOTHING_TO_CANCEL;
    }
  }

  private submit(request: GatewayRequest, done: GatewayDone): CancelCall {
    const { clock, bodyCheck, trading, defaultTimeoutMs, subscriptions, orders, reads } = this.options;
    const { protoId, bodyMode, caller, idempotencyKey, requestId } = request;
    const command = knownRequest(protoId);
    subscriptions.touch(caller.id);
    if (request.timeoutMs !== null && request.timeoutMs <= 0) throw failureError(command, DEADLINE_PASSED);
    const body = wholeBody(command, request.body, bodyMode);
    const packetId = command.packetId ? packetIdSlot(command, body) : null;
    // Checked is what would be sent: the PacketID is the gateway's, so callers may leave it out.
    checkBody(command, packetId === null ? body : fillPacketId(packetId, 0n, 0), bodyCheck, bodyMode);
    if (protoId === PROTO_ID_KEEP_ALIVE) {
      done(this.keepAlive(bodyMode), null, NO_NOTES);
      return NOTHING_TO_CANCEL;
    }
    checkTrading(command, body, trading);
    const deadlineMs = clock.now() + waitMs(command, request.timeoutMs ?? defaultTimeoutMs);
    const finish = (
      reply: Uint8Array | null,
      failure: CallFailure | GatewayError | null,
      notes: AnswerNotes = NO_NOTES,
    ): void => this.finish(command, bodyMode, reply, failure, notes, done);
    const checked = { body, caller, deadlineMs };
    const subscription = subscriptions.submit(command, checked, finish);
    if (subscription !== null) return subscription;
    if (command.effect === "read") return reads.submit(command, checked, finish);
    return orders.submit(command, { ...checked, packetId, idempotencyKey, requestId }, finish);
  }

  private finish(
    command: Command,
    mode: BodyMode,
    body: Uint8Array | null,
    failure: CallFailure | GatewayError | null,
    notes: AnswerNotes,
    done: GatewayDone,
  ): void {
    if (failure instanceof GatewayError) done(null, failure, notes);
    else if (failure !== null) done(null, failureError(command, failure), notes);
    else if (body !== null) this.reply(command, mode, body, notes, done);
  }

  private reply(command: Command, mode: BodyMode, body: Uint8Array, notes: AnswerNotes, done: GatewayDone): void {
    const { protoId } = command;
    if (!command.envelope) {
      done({ retType: RET_TYPE_SUCCESS, retMsg: "", protoId, body }, null, notes);
      return;
    }
    let envelope: ReplyEnvelope;
    try {
      envelope = readReply(body);
    } catch (error) {
      done(null, badReply(command, error), notes);
      return;
    }
    const { retType, retMsg, s2c } = envelope;
    done({ retType, retMsg, protoId, body: mode === "s2c" ? (s2c ?? EMPTY) : body }, null, notes);
  }

  /** The gateway keeps its own connections alive; a caller's heartbeat tells that the gateway is there. */
  private keepAlive(mode: BodyMode): GatewayReply {
    const time = BigInt(Math.floor(this.options.clock.wallMs() / 1000));
    const whole = KeepAliveResponse.encode({
      retType: RET_TYPE_SUCCESS,
      retMsg: "",
      errCode: 0,
      s2c: { time },
    }).finish();
    const body = mode === "s2c" ? (readReply(whole).s2c ?? EMPTY) : whole;
    return { retType: RET_TYPE_SUCCESS, retMsg: "", protoId: PROTO_ID_KEEP_ALIVE, body };
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

/** @throws GatewayError where `protoId` is no request that a caller may send. */
function knownRequest(protoId: number): Command {
  const command = commandById(protoId);
  if (command === undefined) {
    throw new GatewayError(
      "UNKNOWN_PROTO_ID",
      `proto_id ${protoId} is not in the table${meant(protoId)}; nothing was sent`,
      { protoId },
    );
  }
  if (command.kind === "push") {
    const text = `proto_id ${protoId} (${command.name}) is a push, not a request${meant(protoId)}; nothing was sent`;
    throw new GatewayError("NOT_A_REQUEST", text, { protoId });
  }
  if (protoId === PROTO_ID_INIT_CONNECT) {
    const text =
      "proto_id 1001 (InitConnect) is not for callers: the gateway keeps the sessions with OpenD; nothing was sent";
    throw new GatewayError("SESSION_COMMAND", text, { protoId });
  }
  return command;
}

function meant(protoId: number): string {
  const near = nearestRequest(protoId);
  return near === undefined ? "" : `; did you mean ${near.protoId} (${near.name})?`;
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
  if (effect !== "read") {
    const text = `${name} (${protoId}) was sent, but OpenD's answer can't be read: whether it took effect is unknown; look before repeating it`;
    return new GatewayError("OUTCOME_UNKNOWN", text, { sent: true, protoId, cause });
  }
  return new GatewayError("UPSTREAM_BAD_REPLY", `${name} (${protoId}): OpenD's answer can't be read`, {
    sent: true,
    protoId,
    cause,
  });
}

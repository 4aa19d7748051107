import type { Command } from "../catalog/command.js";
import type { GatewayError } from "../errors/gateway-error.js";
import type { PacketIdSlot } from "../ftapi/packet-id.js";
import type { CallerLimits } from "../limits/caller-limits.js";
import type { CallFailure } from "../opend/call.js";
import type { CancelCall } from "../opend/pool.js";
import type { AnswerNotes } from "./answer-notes.js";
import type { Caller } from "./caller.js";

/** One command as the pipeline passes it on: checked and allowed, with its envelope. */
export interface CheckedCall {
  /** The whole request message. */
  readonly body: Uint8Array;
  readonly caller: Caller;
  /** Monotonic milliseconds. */
  readonly deadlineMs: number;
  /** The gateway itself asks, to judge an order of the caller's: it has a reserve of OpenD's limits. */
  readonly isLookup?: boolean;
}

/** The same of a command that changes state. */
export interface GuardedCall extends CheckedCall {
  /** Null where the command carries no PacketID. */
  readonly packetId: PacketIdSlot | null;
  /** As the caller gave it. */
  readonly idempotencyKey: string | null;
  readonly requestId: string;
}

/**
 * How a call ended below the pipeline: with OpenD's whole reply message, or
 * with a failure. Called exactly once, perhaps before `submit` returns; also
 * after a cancel.
 */
export type PassedDone = (
  reply: Uint8Array | null,
  failure: CallFailure | GatewayError | null,
  notes: AnswerNotes,
) => void;

/** Cancels a call; with `unlessSent` only one that has not been sent. */
export type CancelUnlessSent = (unlessSent?: boolean) => void;

/** What changes state and is no subscription: limits, at most once, order. May throw a GatewayError: nothing was sent then. */
export interface OrderGuardPort {
  submit(command: Command, call: GuardedCall, done: PassedDone): CancelUnlessSent;
}

/** What only reads: caches, sharing, pacing. May throw a GatewayError: nothing was sent then. */
export interface ReadsPort {
  submit(command: Command, call: CheckedCall, done: PassedDone): CancelCall;
}

/** The buckets that each call takes from. */
export type CallerLimitsPort = Pick<CallerLimits, "take">;

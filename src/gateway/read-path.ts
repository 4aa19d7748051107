import type { Buffer } from "node:buffer";
import type { Command } from "../catalog/command.js";
import type { GatewayError } from "../errors/gateway-error.js";
import type { RateState } from "../limits/rate-state.js";
import type { CallFailure } from "../opend/call.js";
import type { CancelCall } from "../opend/pool.js";

/** A read as the pipeline passes it on: checked, with its envelope. */
export interface ReadCall {
  readonly body: Uint8Array;
  /** Those who wait for a window take turns by owner. */
  readonly owner: string;
  /** Monotonic milliseconds. */
  readonly deadlineMs: number;
}

/** What a read's answer says of itself. */
export interface ReadNotes {
  /** OpenD's window for this command; null where it has none. */
  readonly rate: RateState | null;
  /** From the cache of static data: OpenD was not asked. */
  readonly cached: boolean;
}

/**
 * Called exactly once, perhaps before `submit` returns: with OpenD's reply, which
 * several callers may share (don't write into it), or with why there is none; a
 * GatewayError is UPSTREAM_RATE.
 */
export type ReadDone = (reply: Buffer | null, failure: CallFailure | GatewayError | null, notes: ReadNotes) => void;

/** The way of reads to OpenD: static data from the cache, one upstream call for identical reads, OpenD's limits waited for. */
export interface ReadPath {
  submit(command: Command, call: ReadCall, done: ReadDone): CancelCall;
}

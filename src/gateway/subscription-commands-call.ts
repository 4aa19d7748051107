import type { Caller } from "./caller.js";

/** One command as the pipeline passes it on: checked, with its envelope. */
export interface CheckedCall {
  readonly body: Uint8Array;
  readonly caller: Caller;
  /** Monotonic milliseconds. */
  readonly deadlineMs: number;
}

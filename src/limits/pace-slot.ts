import type { Command } from "../catalog/command.js";
import type { RateState } from "./rate-state.js";

/** A call's place in the window of OpenD's documented limit. */
export interface PaceSlot {
  /** The window after this call; null where the command has no documented limit, or this call doesn't count. */
  readonly rate: RateState | null;
  /**
   * The call is over: its answer came, or never will. To be called once. A call
   * that has not reached OpenD gives its place back.
   */
  end(mayHaveReached: boolean): void;
}

/** Pacing of what must not wait. */
export interface OrderPacing {
  /**
   * Takes a place at once.
   * @throws GatewayError UPSTREAM_RATE with RetryInfo where there is none; nothing is taken then.
   */
  tryTake(command: Command, body: Uint8Array): PaceSlot;
  /** Counts a call without refusing it: for what reduces risk, where OpenD alone is to say no. */
  count(command: Command, body: Uint8Array): PaceSlot;
}

import type { Command } from "../catalog/command.js";
import { GatewayError } from "../errors/gateway-error.js";
import type { RateState } from "./rate-state.js";

/** A call's place in the window of OpenD's documented limit. */
export interface PaceSlot {
  /** The window after this call; null where the command has no documented limit, or this call doesn't count. */
  readonly rate: RateState | null;
  /**
   * The call is over: its answer came, or never will. A call that has not
   * reached OpenD gives its place back. Only the first time counts.
   */
  end(mayHaveReached: boolean): void;
}

/** Pacing of what must not wait. */
export interface OrderPacing {
  /**
   * Takes a place at once.
   * @throws PaceRefusal where there is none; nothing is taken then.
   */
  tryTake(command: Command, body: Uint8Array): PaceSlot;
  /** Counts a call without refusing it: for what reduces risk, where OpenD alone is to say no. */
  count(command: Command, body: Uint8Array): PaceSlot;
}

/** A read that waits for its place. */
export interface PaceWait {
  /** Until its place is expected, in milliseconds. */
  remainingMs(): number;
  /** What it is told if it waits no longer. */
  refusal(): PaceRefusal;
  /** Leaves the line; nothing comes of it any more. */
  cancel(): void;
}

/** UPSTREAM_RATE, with the state of the window that is used up. */
export class PaceRefusal extends GatewayError {
  readonly rate: RateState;

  constructor(text: string, rate: RateState, options: ConstructorParameters<typeof GatewayError>[2]) {
    super("UPSTREAM_RATE", text, options);
    this.rate = rate;
  }
}

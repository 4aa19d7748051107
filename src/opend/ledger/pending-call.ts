import { DeadlineEntry } from "../deadline-wheel.js";
import type { LedgerDone, LedgerOutcome } from "./types.js";

/** A caller's wish that waits for OpenD; it ends once. */
export abstract class PendingCall extends DeadlineEntry {
  /** Whether a frame that carries the wish may have reached OpenD. */
  sent = false;
  private done: LedgerDone | null;
  private readonly expired: () => void;

  constructor(done: LedgerDone, expired: (call: PendingCall) => void) {
    super();
    this.done = done;
    this.expired = () => expired(this);
  }

  get settled(): boolean {
    return this.done === null;
  }

  override expire(): void {
    this.expired();
  }

  /** Only the first ending counts. */
  settle(outcome: LedgerOutcome): void {
    const { done } = this;
    this.done = null;
    done?.(outcome);
  }
}

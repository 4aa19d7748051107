import type { Command } from "../../catalog/command.js";
import type { CancelUnlessSent, GuardedCall, OrderGuardPort, PassedDone } from "../pipeline-ports.js";
import { idempotencyMark } from "./idempotency-key.js";
import type { OrderGuardOptions } from "./order-guard-options.js";
import { OrderRun } from "./order-run.js";
import { isOrderCommand, readOrderTerms } from "./read-order-terms.js";
import { submitUnlock } from "./unlock-run.js";
import { submitWrite } from "./write-run.js";

const UNLOCK_TRADE = 2005;

/**
 * What changes state goes through here: it keeps to its key's limits, is counted
 * before it leaves, and leaves at most once for each idempotency key.
 */
export class OrderGuard implements OrderGuardPort {
  private readonly options: OrderGuardOptions;
  private readonly runs = new Set<OrderRun>();
  private emptied: (() => void) | null = null;

  constructor(options: OrderGuardOptions) {
    this.options = options;
  }

  /**
   * Sends a command that changes state and is no subscription. `done` is called once,
   * perhaps before this returns, also after a cancel.
   * @throws GatewayError INVALID_REQUEST, INVALID_BODY, UPSTREAM_RATE: nothing was sent.
   */
  submit(command: Command, call: GuardedCall, done: PassedDone): CancelUnlessSent {
    const { protoId } = command;
    // No record of it is kept: the hash of its body would be one of the password.
    if (protoId === UNLOCK_TRADE) return submitUnlock(this.options, command, call, done);
    const { idempotencyKey, body, packetId } = call;
    const mark = idempotencyKey === null ? null : idempotencyMark(idempotencyKey, protoId, body, packetId);
    const terms = isOrderCommand(protoId) ? readOrderTerms(command, body) : null;
    if (terms === null && mark === null) return submitWrite(this.options, command, call, done);
    const run = new OrderRun(this.options, command, call, mark, terms, done, () => this.over(run));
    this.runs.add(run);
    run.start();
    return (unlessSent) => run.cancel(unlessSent);
  }

  /**
   * Ends what has not been sent, and resolves when all that was counted is settled. To be called
   * between the stop of the pool, which ends what was sent, and the closing of the store.
   */
  async close(): Promise<void> {
    for (const run of [...this.runs]) run.stop();
    if (this.runs.size === 0) return;
    await new Promise<void>((resolve) => {
      this.emptied = resolve;
    });
  }

  private over(run: OrderRun): void {
    this.runs.delete(run);
    if (this.runs.size === 0) this.emptied?.();
  }
}

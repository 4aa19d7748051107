import type { Command } from "../../catalog/command.js";
import type { OrderStore } from "../../limits/orders/order-store.js";
import type { OrderPacing } from "../../limits/pace-slot.js";
import type { CancelCall, Pool } from "../../opend/pool.js";
import type { AuditSink } from "../../telemetry/audit-entry.js";
import type { GuardedCall, OrderGuardPort, PassedDone } from "../pipeline-ports.js";
import type { OrderRulesCheck } from "./checked-order.js";
import { idempotencyMark } from "./idempotency-key.js";
import type { KnownOrders } from "./known-orders.js";
import { OrderRun } from "./order-run.js";
import { isOrderCommand, readOrderTerms } from "./read-order-terms.js";
import type { Settlement } from "./settlement.js";
import type { UnlockDesk } from "./unlock-attempt.js";
import { submitUnlock } from "./unlock-run.js";
import type { OrderClock } from "./upstream.js";
import { submitWrite } from "./write-run.js";

const UNLOCK_TRADE = 2005;

export interface OrderGuardOptions {
  readonly pool: Pick<Pool, "submit">;
  readonly clock: OrderClock;
  readonly store: OrderStore;
  readonly rules: OrderRulesCheck;
  readonly unlock: UnlockDesk;
  readonly settlement: Pick<Settlement, "resolve">;
  /** Shared with the settlement. */
  readonly known: KnownOrders;
  /** null: OpenD's documented limits are not kept. */
  readonly pacing: OrderPacing | null;
  /** null: no audit log. */
  readonly audit: Pick<AuditSink, "commit"> | null;
  readonly randomBytes: (count: number) => Uint8Array;
}

/**
 * What changes state goes through here: it keeps to its key's limits, is counted
 * before it leaves, and leaves at most once for each idempotency key.
 */
export class OrderGuard implements OrderGuardPort {
  private readonly options: OrderGuardOptions;

  constructor(options: OrderGuardOptions) {
    this.options = options;
  }

  /**
   * Sends a command that changes state and is no subscription. `done` is called once,
   * perhaps before this returns, also after a cancel.
   * @throws GatewayError INVALID_REQUEST, INVALID_BODY, UPSTREAM_RATE: nothing was sent.
   */
  submit(command: Command, call: GuardedCall, done: PassedDone): CancelCall {
    const { protoId } = command;
    // No record of it is kept: the hash of its body would be one of the password.
    if (protoId === UNLOCK_TRADE) return submitUnlock(this.options, command, call, done);
    const { idempotencyKey, body, packetId } = call;
    const mark = idempotencyKey === null ? null : idempotencyMark(idempotencyKey, protoId, body, packetId);
    const terms = isOrderCommand(protoId) ? readOrderTerms(command, body) : null;
    if (terms === null && mark === null) return submitWrite(this.options, command, call, done);
    const run = new OrderRun(this.options, command, call, mark, terms, done);
    run.start();
    return () => run.cancel();
  }
}

import type { OrderStore } from "../../limits/orders/order-store.js";
import type { OrderPacing } from "../../limits/pace-slot.js";
import type { Pool } from "../../opend/pool.js";
import type { AuditSink } from "../../telemetry/audit-entry.js";
import type { OrderRulesCheck } from "./checked-order.js";
import type { KnownOrders } from "./known-orders.js";
import type { Settlement } from "./settlement.js";
import type { UnlockDesk } from "./unlock-attempt.js";
import type { OrderClock } from "./upstream.js";

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

import type { Principal } from "../auth/principal.js";

/** Who makes a call or holds a stream. */
export interface Caller {
  /**
   * What subscriptions belong to: `key:<id>`, or in open mode the peer's host without port,
   * each with `/` and the metadata `x-client-id` where given.
   */
  readonly id: string;
  /** What limits, values and idempotency keys belong to: `key:<id>`; in open mode the same as `id`. */
  readonly owner: string;
  readonly principal: Principal;
  /** The peer's host without port, or `local`. */
  readonly host: string;
  /** Whether reads of subscribed data subscribe by themselves. */
  readonly autoSubscribe: boolean;
}

import type { Attributes } from "./attributes.js";
import { PendingCall } from "./pending-call.js";
import type { HolderId, LedgerDone } from "./types.js";
import type { Unit } from "./unit.js";

/** One `hold` that waits until OpenD has confirmed all its units. */
export class HoldCall extends PendingCall {
  readonly holder: HolderId;
  readonly wants: ReadonlyMap<Unit, Attributes>;
  readonly firstPush: boolean;
  /** Units that OpenD has not confirmed as wanted. */
  readonly missing = new Set<Unit>();
  /** Units whose last value OpenD was asked to push while this call waited. */
  readonly askedToPush = new Set<Unit>();

  constructor(
    holder: HolderId,
    wants: ReadonlyMap<Unit, Attributes>,
    firstPush: boolean,
    done: LedgerDone,
    expired: (call: PendingCall) => void,
  ) {
    super(done, expired);
    this.holder = holder;
    this.wants = wants;
    this.firstPush = firstPush;
  }
}

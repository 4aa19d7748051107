import { Buffer } from "node:buffer";
import { RET_TYPE_SUCCESS, type ReplyEnvelope, readReply } from "../../ftapi/envelope.js";
import type { CallFailure } from "../call.js";
import type { Clock } from "../clock.js";
import type { CancelCall, Pool } from "../pool.js";
import type { UpstreamCallKind } from "./types.js";

/** How long OpenD may take for one call: longer than any healthy answer, shorter than what most callers wait. */
const CALL_TIMEOUT_MS = 10_000;

/** How a call to OpenD ended. */
export type UpstreamEnd =
  | { readonly type: "success"; readonly reply: Buffer }
  | { readonly type: "refusal"; readonly reply: Buffer; readonly text: string }
  /** No answer, or none that can be read: if it was sent, nobody knows what it did. */
  | { readonly type: "failure"; readonly failure: CallFailure };

export type LedgerPool = Pick<Pool, "submit" | "outage">;

/** The ledger's own calls to the home member. Those of a home that is lost end without a word. */
export class UpstreamCalls {
  readonly counts: Record<UpstreamCallKind, number> = {
    subscribe: 0,
    unsubscribe: 0,
    register: 0,
    unregister: 0,
    accounts: 0,
  };
  refused = 0;
  private readonly pool: LedgerPool;
  private readonly clock: Clock;
  private readonly underWay = new Set<CancelCall>();
  /** Grows with each home: what an older one answers, or fails with, counts no more. */
  private home = 0;

  constructor(pool: LedgerPool, clock: Clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** The home is another one, or none: forgets all calls under way. */
  homeLost(): void {
    this.home++;
    for (const cancel of [...this.underWay]) cancel();
    this.underWay.clear();
  }

  send(
    kind: UpstreamCallKind,
    { protoId, body }: { readonly protoId: number; readonly body: Uint8Array },
    done: (end: UpstreamEnd) => void,
  ): void {
    this.counts[kind]++;
    const { home } = this;
    const deadlineMs = this.clock.now() + CALL_TIMEOUT_MS;
    const request = { protoId, body, packetId: null, repeatable: false, home: true, ahead: true, deadlineMs };
    const cancel = this.pool.submit(request, (reply, failure) => {
      this.underWay.delete(cancel);
      if (home === this.home) done(this.end(reply, failure));
    });
    this.underWay.add(cancel);
  }

  private end(reply: Buffer | null, failure: CallFailure | null): UpstreamEnd {
    if (reply === null) {
      return { type: "failure", failure: failure ?? { reason: "connection_lost", sent: true, retryAfterMs: null } };
    }
    let envelope: ReplyEnvelope;
    try {
      envelope = readReply(reply);
    } catch {
      return { type: "failure", failure: { reason: "deadline", sent: true, retryAfterMs: null } };
    }
    // Kept, so copied: the reply is a view on received bytes.
    const copy = Buffer.from(reply);
    if (envelope.retType === RET_TYPE_SUCCESS) return { type: "success", reply: copy };
    this.refused++;
    return { type: "refusal", reply: copy, text: envelope.retMsg };
  }
}

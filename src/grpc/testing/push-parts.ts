import { Buffer } from "node:buffer";
import type { LedgerPort } from "../../gateway/push/ledger-port.js";
import type { OwnerBudgets } from "../../gateway/push/owner-budgets.js";
import { PushHub, type PushLimits } from "../../gateway/push/push-hub.js";
import { PushRecord } from "../../gateway/push/record.js";
import type { Clock } from "../../opend/clock.js";
import type { LedgerDone } from "../../opend/ledger/types.js";

/** OpenD's side of the streams, for tests: every subscription is granted at once, and what is held can be counted. */
export class GrantingLedger implements LedgerPort {
  readonly holders = new Set<string>();
  attached = 0;
  /** False: OpenD never answers. */
  answering = true;

  hold: LedgerPort["hold"] = (holder, _wants, _options, done) => this.grant(holder, done);

  holdAccounts: LedgerPort["holdAccounts"] = (holder, _accIds, _options, done) => this.grant(holder, done);

  releaseAll(holder: string): void {
    this.holders.delete(holder);
  }

  attachStream(): () => void {
    this.attached++;
    return () => {
      this.attached--;
    };
  }

  private grant(holder: string, done: LedgerDone): () => void {
    this.holders.add(holder);
    if (this.answering) done({ ok: true, reply: Buffer.alloc(0), standing: [] });
    return () => {};
  }
}

export const PUSH_LIMITS: PushLimits = {
  maxQueuedEvents: 1024,
  maxQueuedBytes: 4 * 1024 * 1024,
  maxTotalBytes: 256 * 1024 * 1024,
  stallTimeoutMs: 30_000,
  maxStreams: 10_000,
  heartbeatMs: 15_000,
};

export interface TestHubOptions {
  readonly clock: Clock;
  readonly limits?: Partial<PushLimits>;
  readonly upstreamReady?: () => boolean;
  readonly budgets?: Pick<OwnerBudgets, "openStream"> | null;
}

/** A hub without OpenD. */
export function testHub({ clock, limits = {}, upstreamReady = () => true, budgets = null }: TestHubOptions): {
  readonly hub: PushHub;
  readonly ledger: GrantingLedger;
} {
  const ledger = new GrantingLedger();
  const record = new PushRecord({
    maxAgeMs: 600_000,
    maxEvents: 10_000,
    wallMs: () => clock.wallMs(),
    newEpoch: () => 77n,
    store: null,
    entries: [],
  });
  const hub = new PushHub({
    clock,
    random: () => 0.5,
    ledger,
    record,
    limits: { ...PUSH_LIMITS, ...limits },
    upstreamReady,
    budgets,
  });
  return { hub, ledger };
}

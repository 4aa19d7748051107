import { Access, type TradingMode } from "../auth/access.js";
import { AccountDirectory, type AllowedAccounts } from "../auth/account-directory.js";
import type { KeyChange } from "../auth/key-changes.js";
import type { Principal } from "../auth/principal.js";
import { GatewayError } from "../errors/gateway-error.js";
import type { CallerLimits } from "../limits/caller-limits.js";
import type { OrderStore } from "../limits/orders/order-store.js";
import type { Pacing } from "../limits/pacing.js";
import type { StaticCache } from "../limits/static-cache.js";
import type { Clock } from "../opend/clock.js";
import { SubscriptionLedger } from "../opend/ledger/ledger.js";
import type { RestoredEvent } from "../opend/ledger/types.js";
import { Pool, type PoolEvent, type PoolOptions } from "../opend/pool.js";
import type { AuditSink } from "../telemetry/audit-entry.js";
import { askAccounts } from "./ask-accounts.js";
import type { BodyCheck } from "./body-check.js";
import type { Caller } from "./caller.js";
import { KnownOrders } from "./orders/known-orders.js";
import { OrderGuard } from "./orders/order-guard.js";
import { OrderRulesChecker } from "./orders/order-rules.js";
import { ReadsUpstream } from "./orders/reads-upstream.js";
import { Settlement } from "./orders/settlement.js";
import { GuardedUnlock } from "./orders/unlock.js";
import { Pipeline, type WithheldReply } from "./pipeline.js";
import { OwnerBudgets } from "./push/owner-budgets.js";
import { PushHub, type PushLimits, type StreamEnd } from "./push/push-hub.js";
import { PushRecord, type PushRecordOptions } from "./push/record.js";
import { Reads } from "./reads.js";
import { SubscriptionCommands } from "./subscription-commands.js";

export interface PushOptions {
  readonly limits: PushLimits;
  /** How long a caller keeps what it subscribed after its last call. */
  readonly leaseMs: number;
  /** How long what nobody wants any more stays subscribed, at least. */
  readonly lingerMs: number;
  readonly record: Omit<PushRecordOptions, "wallMs">;
}

export interface OrderParts {
  readonly store: OrderStore;
  /** MD5 of the trading password, read at each use; null: who unlocks brings it. */
  readonly unlockSecret: () => string | null;
  readonly randomBytes: (count: number) => Uint8Array;
}

export interface GatewayOptions {
  readonly pool: Omit<PoolOptions, "onEvent" | "onPush">;
  readonly clock: Clock;
  /** At least 0, less than 1. */
  readonly random: () => number;
  readonly bodyCheck: BodyCheck;
  readonly trading: TradingMode;
  readonly defaultTimeoutMs: number;
  readonly push: PushOptions;
  readonly orders: OrderParts;
  /** Null or absent: callers have no limits. */
  readonly limits?: CallerLimits | null;
  /** Null or absent: OpenD judges its limits alone. */
  readonly pacing?: Pacing | null;
  /** Null or absent: no answer is kept. */
  readonly staticCache?: StaticCache | null;
  /** Null or absent: nothing is audited. */
  readonly audit?: AuditSink | null;
  /** Whether answered reads of accounts are audited too. */
  readonly auditReads?: boolean;
  /** Whether some key names card numbers: its accounts are looked up before its first call then. */
  readonly usesCardNumbers?: () => boolean;
  readonly onEvent: (event: PoolEvent) => void;
  /** An answer about another account than asked was withheld; for log and metric. */
  readonly onWithheld?: (withheld: WithheldReply) => void;
  /** All subscriptions stand again after a loss of OpenD; for the log. */
  readonly onRestored?: (event: RestoredEvent) => void;
  /** A push stream is over; for the log. */
  readonly onStreamEnd?: (end: StreamEnd) => void;
}

/** Everything between the surfaces and OpenD: pool, subscription ledger, request pipeline, push hub. */
export class Gateway {
  readonly pool: Pool;
  readonly ledger: SubscriptionLedger;
  readonly directory: AccountDirectory;
  readonly reads: Reads;
  /** What callers have open and subscribed; null where they have no limits. */
  readonly budgets: OwnerBudgets | null;
  readonly pipeline: Pipeline;
  private readonly guard: OrderGuard;
  readonly record: PushRecord;
  readonly hub: PushHub;

  constructor(options: GatewayOptions) {
    const { clock, random, bodyCheck, trading, defaultTimeoutMs, push } = options;
    this.pool = new Pool({
      ...options.pool,
      onPush: (received) => this.hub.publish(received),
      onEvent: (event) => {
        options.onEvent(event);
        if (event.type !== "home_changed") return;
        this.reads.homeChanged();
        this.ledger.homeChanged(event.member);
        if (event.member !== null) this.directory.homeChanged();
      },
    });
    this.ledger = new SubscriptionLedger({
      pool: this.pool,
      clock,
      leaseMs: push.leaseMs,
      lingerMs: push.lingerMs,
      // A client that comes back within the record's time finds that nothing was missed.
      accountLingerMs: push.record.maxAgeMs,
      onAccounts: (accIds) => this.hub.accountsRegistered(accIds),
      onLost: ({ sinceMs }) => this.hub.upstreamLost(sinceMs),
      onRestored: (event) => {
        options.onRestored?.(event);
        this.hub.upstreamRestored(event);
      },
      onReleased: (unit) => this.hub.released(unit),
    });
    this.directory = new AccountDirectory({
      clock,
      ask: askAccounts(this.pool, clock),
      ...(options.usesCardNumbers === undefined ? {} : { usesCards: options.usesCardNumbers }),
      onChanged: () => this.accountsChanged(),
    });
    const { limits = null, pacing = null, staticCache = null } = options;
    this.reads = new Reads({ pool: this.pool, clock, pacing, cache: staticCache });
    this.budgets =
      limits === null ? null : new OwnerBudgets({ limits: (profile) => limits.profile(profile), ledger: this.ledger });
    const accountsOf = (principal: Principal): AllowedAccounts => this.directory.allowedTo(principal);
    this.record = new PushRecord({ ...push.record, wallMs: () => clock.wallMs() });
    this.hub = new PushHub({
      clock,
      random,
      ledger: this.ledger,
      record: this.record,
      limits: push.limits,
      accountsOf,
      budgets: this.budgets,
      upstreamReady: () => this.pool.serving,
      onEnded: (end) => options.onStreamEnd?.(end),
    });
    const subscriptions = new SubscriptionCommands({
      ledger: this.ledger,
      pool: this.pool,
      accountsOf,
      budgets: this.budgets,
      sendLastValues: (callerId, units) => this.hub.sendLastValues(callerId, units),
    });
    this.guard = this.orderGuard(options);
    this.pipeline = new Pipeline({
      clock,
      bodyCheck,
      access: new Access({ mode: trading, accountsOf }),
      directory: this.directory,
      defaultTimeoutMs,
      limits,
      subscriptions,
      audit: options.audit ?? null,
      auditReads: options.auditReads ?? false,
      ...(options.onWithheld === undefined ? {} : { onWithheld: options.onWithheld }),
      orders: this.guard,
      reads: this.reads,
    });
  }

  private orderGuard({ clock, orders, pool, pacing = null, audit = null }: GatewayOptions): OrderGuard {
    const maxQueuedMs = pool.queueTimeoutMs;
    const { store, unlockSecret, randomBytes } = orders;
    const upstream = new ReadsUpstream(this.reads);
    const known = new KnownOrders(clock.wallMs());
    return new OrderGuard({
      pool: this.pool,
      clock,
      store,
      rules: new OrderRulesChecker(upstream, clock),
      unlock: new GuardedUnlock({ clock, secret: unlockSecret }),
      settlement: new Settlement({ upstream, store, known, clock, maxQueuedMs, audit }),
      known,
      pacing,
      audit,
      randomBytes,
    });
  }

  /** Card numbers stand for other accounts now: the streams of keys that name them open again with these. */
  private accountsChanged(): void {
    this.hub.endStreams(({ principal: { key } }) => key !== null && this.directory.changedFor(key), "KEY_CHANGED");
  }

  /** Keys were revoked, or their rights changed: what was opened or asked for with them ends. */
  keysChanged({ revoked, changed }: KeyChange): void {
    const holdsOneOf =
      (ids: ReadonlySet<string>) =>
      ({ principal: { key } }: Caller): boolean =>
        key !== null && ids.has(key.id);
    this.hub.endStreams(holdsOneOf(revoked), "KEY_REVOKED");
    this.hub.endStreams(holdsOneOf(changed), "KEY_CHANGED");
    this.pipeline.endCalls(holdsOneOf(revoked), new GatewayError("UNAUTHENTICATED", "unauthenticated"));
    const text = "the key's rights were changed while the call waited";
    this.pipeline.endCalls(holdsOneOf(changed), new GatewayError("KEY_CHANGED", text, { retryAfterMs: 0 }));
  }

  start(): void {
    this.pool.start();
  }

  /** Ends the streams, lets calls under way finish within `graceMs`, then closes the connections to OpenD. */
  async stop(graceMs: number): Promise<void> {
    this.hub.drain();
    this.reads.stop();
    await this.pool.stop(graceMs);
    await this.guard.close();
    this.pipeline.close();
    this.ledger.stop();
  }
}

import type { Clock } from "../opend/clock.js";
import { SubscriptionLedger } from "../opend/ledger/ledger.js";
import type { RestoredEvent } from "../opend/ledger/types.js";
import { Pool, type PoolEvent, type PoolOptions } from "../opend/pool.js";
import type { BodyCheck } from "./body-check.js";
import { PassThrough } from "./pass-through.js";
import { Pipeline } from "./pipeline.js";
import { PushHub, type PushLimits, type StreamEnd } from "./push/push-hub.js";
import { PushRecord, type PushRecordOptions } from "./push/record.js";
import { SubscriptionCommands } from "./subscription-commands.js";
import type { TradingMode } from "./trading-gate.js";

export interface PushOptions {
  readonly limits: PushLimits;
  /** How long a caller keeps what it subscribed after its last call. */
  readonly leaseMs: number;
  /** How long what nobody wants any more stays subscribed, at least. */
  readonly lingerMs: number;
  readonly record: Omit<PushRecordOptions, "wallMs">;
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
  readonly onEvent: (event: PoolEvent) => void;
  /** All subscriptions stand again after a loss of OpenD; for the log. */
  readonly onRestored?: (event: RestoredEvent) => void;
  /** A push stream is over; for the log. */
  readonly onStreamEnd?: (end: StreamEnd) => void;
}

/** Everything between the surfaces and OpenD: pool, subscription ledger, request pipeline, push hub. */
export class Gateway {
  readonly pool: Pool;
  readonly ledger: SubscriptionLedger;
  readonly pipeline: Pipeline;
  readonly record: PushRecord;
  readonly hub: PushHub;

  constructor(options: GatewayOptions) {
    const { clock, random, bodyCheck, trading, defaultTimeoutMs, push } = options;
    this.pool = new Pool({
      ...options.pool,
      onPush: (received) => this.hub.publish(received),
      onEvent: (event) => {
        options.onEvent(event);
        if (event.type === "home_changed") this.ledger.homeChanged(event.member);
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
    this.record = new PushRecord({ ...push.record, wallMs: () => clock.wallMs() });
    this.hub = new PushHub({
      clock,
      random,
      ledger: this.ledger,
      record: this.record,
      limits: push.limits,
      upstreamReady: () => this.pool.serving,
      onEnded: (end) => options.onStreamEnd?.(end),
    });
    const subscriptions = new SubscriptionCommands({
      ledger: this.ledger,
      pool: this.pool,
      sendLastValues: (callerId, units) => this.hub.sendLastValues(callerId, units),
    });
    const passThrough = new PassThrough(this.pool);
    this.pipeline = new Pipeline({
      clock,
      bodyCheck,
      trading,
      defaultTimeoutMs,
      subscriptions,
      orders: passThrough,
      reads: passThrough,
    });
  }

  start(): void {
    this.pool.start();
  }

  /** Ends the streams, lets calls under way finish within `graceMs`, then closes the connections to OpenD. */
  async stop(graceMs: number): Promise<void> {
    this.hub.drain();
    await this.pool.stop(graceMs);
    this.ledger.stop();
  }
}

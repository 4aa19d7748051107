import type { Clock } from "../opend/clock.js";
import { Pool, type PoolEvent, type PoolOptions } from "../opend/pool.js";
import type { BodyCheck } from "./body-check.js";
import { GatewayError } from "./gateway-error.js";
import { Pipeline } from "./pipeline.js";
import { PushHub, subscriptionsLost } from "./push-hub.js";
import type { TradingMode } from "./trading-gate.js";

export interface GatewayOptions {
  readonly pool: Omit<PoolOptions, "onEvent" | "onPush">;
  readonly clock: Clock;
  readonly bodyCheck: BodyCheck;
  readonly trading: TradingMode;
  readonly defaultTimeoutMs: number;
  readonly onEvent: (event: PoolEvent) => void;
}

/** Everything between the surfaces and OpenD: the pool, the request pipeline, the push hub. */
export class Gateway {
  readonly pool: Pool;
  readonly pipeline: Pipeline;
  readonly hub = new PushHub();

  constructor(options: GatewayOptions) {
    const { clock, bodyCheck, trading, defaultTimeoutMs } = options;
    this.pool = new Pool({
      ...options.pool,
      onPush: (push) => this.hub.publish(push),
      onEvent: (event) => {
        options.onEvent(event);
        if (event.type === "sticky_lost") this.hub.endAll(subscriptionsLost());
      },
    });
    this.pipeline = new Pipeline({ pool: this.pool, clock, bodyCheck, trading, defaultTimeoutMs });
  }

  start(): void {
    this.pool.start();
  }

  /** Ends the streams, lets calls under way finish within `graceMs`, then closes the connections to OpenD. */
  async stop(graceMs: number): Promise<void> {
    this.hub.endAll(new GatewayError("SHUTTING_DOWN", "the gateway stops", { retryAfterMs: 1000 }));
    await this.pool.stop(graceMs);
  }
}

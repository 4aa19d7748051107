import type { CallerBuckets } from "../caller-buckets.js";
import type { OrderStore } from "../orders/order-store.js";
import { checkEviction } from "./eviction-check.js";
import { DEFAULT_REDIS_PREFIX, OrderKeys } from "./order-keys.js";
import type { EpochMemory } from "./record-watch.js";
import { RedisCallerBuckets } from "./redis-caller-buckets.js";
import { REDIS_ATTEMPT_TIMEOUT_MS, RedisClient, type RedisClock, type RedisEvent } from "./redis-client.js";
import { connectRedis } from "./redis-connection.js";
import { type RedisOrderEvent, RedisOrderStore, type RedisStoreClock } from "./redis-order-store.js";
import { parseRedisUrl } from "./redis-url.js";

export type RedisPartsEvent =
  | RedisEvent
  | RedisOrderEvent
  /** Redis may drop records that orders are counted with when it is full. */
  | { readonly type: "evicts"; readonly policy: string };

export interface RedisPartsOptions {
  /** redis:// or rediss://, with password and database where they are needed. */
  readonly url: string;
  readonly clock: RedisClock & RedisStoreClock;
  /** In [0, 1). */
  readonly random: () => number;
  /** Never the same twice, over replicas and restarts too. */
  readonly newId: () => string;
  readonly keyPrefix?: string;
  /** Where it is remembered which Redis was in use; null: not over a restart. */
  readonly memory?: EpochMemory | null;
  readonly onEvent?: (event: RedisPartsEvent) => void;
}

export interface RedisSnapshot {
  /** Whether Redis answers. */
  readonly available: boolean;
  /** Whether limited orders are refused: it does not answer, or records were lost. */
  readonly failing: boolean;
}

/** All that several gateways share through one Redis. */
export class RedisParts {
  readonly orders: OrderStore;
  readonly buckets: CallerBuckets;
  private readonly client: RedisClient;
  private readonly store: RedisOrderStore;

  /** Connects to nothing yet. @throws Error without the URL in it, where that can't be read. */
  constructor(options: RedisPartsOptions) {
    const { url, clock, random, newId, keyPrefix = DEFAULT_REDIS_PREFIX, memory = null, onEvent } = options;
    const notify = (event: RedisPartsEvent): void => onEvent?.(event);
    this.client = new RedisClient({
      open: connectRedis(parseRedisUrl(url), REDIS_ATTEMPT_TIMEOUT_MS),
      clock,
      random,
      probeKey: new OrderKeys(keyPrefix).probe,
      onEvent: notify,
    });
    this.store = new RedisOrderStore({
      client: this.client,
      clock,
      replica: newId(),
      newId,
      keyPrefix,
      memory,
      onEvent: notify,
    });
    this.orders = this.store;
    this.buckets = new RedisCallerBuckets(this.client, { keyPrefix });
    this.client.onAvailable(() => {
      void checkEviction(this.client).then((policy) => {
        if (policy !== null) notify({ type: "evicts", policy });
      });
    });
  }

  /** Begins to connect, and goes on until closed: a Redis that is away holds up no start. */
  start(): void {
    this.client.start();
  }

  snapshot(): RedisSnapshot {
    return { available: this.client.available, failing: this.store.failing };
  }

  /** Writes what still waits for Redis, if it is there, and ends the connection. */
  async close(): Promise<void> {
    await this.store.close();
    this.client.close();
  }
}

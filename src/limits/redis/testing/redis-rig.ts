import { randomUUID } from "node:crypto";
import type { TestContext } from "node:test";
import { systemClock } from "../../../opend/clock.js";
import { FakeClock } from "../../../opend/testing/fake-clock.js";
import type { OrderStoreRig } from "../../orders/testing/order-store-contract.js";
import { OrderKeys } from "../order-keys.js";
import type { EpochMemory } from "../record-watch.js";
import { RedisClient, type RedisEvent } from "../redis-client.js";
import { connectRedis } from "../redis-connection.js";
import { type RedisOrderEvent, RedisOrderStore } from "../redis-order-store.js";
import { parseRedisUrl } from "../redis-url.js";

const DAY_MS = 86_400_000;

/** A client of a real Redis that notes its events. */
export class ClientRig {
  readonly client: RedisClient;
  readonly events: RedisEvent[] = [];
  private readonly waiting = new Set<() => void>();

  constructor(t: TestContext, url: string, options: { readonly commandTimeoutMs?: number } = {}) {
    this.client = new RedisClient({
      open: connectRedis(parseRedisUrl(url), 1000),
      clock: systemClock,
      random: () => 0,
      probeKey: new OrderKeys().probe,
      ...options,
      onEvent: (event) => {
        this.events.push(event);
        for (const wake of this.waiting) wake();
      },
    });
    t.after(() => this.client.close());
  }

  async available(): Promise<void> {
    this.client.start();
    await this.until(() => this.client.available);
  }

  async away(): Promise<void> {
    await this.until(() => !this.client.available);
  }

  private async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.waiting.delete(wake);
          resolve();
        };
        this.waiting.add(wake);
      });
    }
  }
}

export interface StoreRigOptions {
  /** Shared by stores that belong together; else each has one of its own. */
  readonly keyPrefix?: string;
  readonly memory?: EpochMemory | null;
  readonly replica?: string;
  readonly newId?: () => string;
  readonly commandTimeoutMs?: number;
}

/** A store in a real Redis, as one gateway of several has it; its time stands at noon and moves by hand. */
export class StoreRig implements OrderStoreRig {
  readonly store: RedisOrderStore;
  readonly link: ClientRig;
  readonly events: RedisOrderEvent[] = [];
  readonly clock = new FakeClock();
  private shiftMs: number;

  private constructor(
    t: TestContext,
    link: ClientRig,
    { keyPrefix, memory = null, replica, newId = randomUUID }: StoreRigOptions,
  ) {
    this.link = link;
    const wallMs = Date.now();
    this.shiftMs = DAY_MS / 2 - (wallMs % DAY_MS);
    this.store = new RedisOrderStore({
      client: link.client,
      clock: {
        now: () => this.clock.now(),
        wallMs: () => Date.now(),
        schedule: (delayMs, task) => this.clock.schedule(delayMs, task),
      },
      replica: replica ?? randomUUID(),
      keyPrefix: keyPrefix ?? `test-${randomUUID()}:`,
      newId,
      memory,
      onEvent: (event) => this.events.push(event),
      shiftMs: () => this.shiftMs,
    });
    t.after(() => this.store.close());
  }

  static async open(t: TestContext, url: string, options: StoreRigOptions = {}): Promise<StoreRig> {
    const link = new ClientRig(t, url, options);
    const rig = new StoreRig(t, link, options);
    await link.available();
    return rig;
  }

  wallMs(): number {
    return Date.now() + this.shiftMs;
  }

  nowMs(): number {
    return this.clock.now();
  }

  advance(ms: number): void {
    this.shiftMs += ms;
    this.clock.advance(ms);
  }
}

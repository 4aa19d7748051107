import { it } from "node:test";
import { GatewayError } from "../../../errors/gateway-error.js";
import { OrderKeys } from "../order-keys.js";
import type { RememberedEpoch } from "../record-watch.js";
import { StoreRig } from "./redis-rig.js";
import { skipWithoutRedis, TestRedis } from "./redis-server.js";

export const skip = skipWithoutRedis();
const PREFIX = "opend-gateway:";
export const KEYS = new OrderKeys(PREFIX);
export const LIMITED = { valueCents: 10, maxDailyCents: 1000, maxOrdersPerMinute: 100 };
export const DAY_MS = 86_400_000;

export function isUnavailable(error: unknown): boolean {
  return (
    error instanceof GatewayError &&
    error.reason === "STATE_UNAVAILABLE" &&
    !error.sent &&
    error.retryAfterMs !== null &&
    !/redis:|127\.0\.0\.1|opend-gateway:/.test(error.message)
  );
}

/** One Redis for each test: what they do to it is nobody else's. */
export function itOn(name: string, test: (rigs: Rigs) => Promise<void>, settings: readonly string[] = []): void {
  it(name, { timeout: 20_000 }, async (t) => {
    const redis = await TestRedis.start(settings);
    t.after(() => redis.stop());
    await test({
      redis,
      open: (options = {}) => StoreRig.open(t, redis.url, { keyPrefix: PREFIX, ...options }),
      tool: () => {
        const cli = redis.cli();
        t.after(() => cli.close());
        return (command, ...args) => cli.run(command, ...args);
      },
    });
  });
}

export interface Rigs {
  readonly redis: TestRedis;
  /** One more gateway. */
  readonly open: (options?: {
    readonly memory?: Memory;
    readonly replica?: string;
    readonly newId?: () => string;
  }) => Promise<StoreRig>;
  /** What an operator has at hand. */
  readonly tool: () => (command: string, ...args: readonly (string | number)[]) => Promise<unknown>;
}

export class Memory {
  kept: RememberedEpoch | null = null;

  load(): RememberedEpoch | null {
    return this.kept;
  }

  save(epoch: RememberedEpoch): void {
    this.kept = epoch;
  }
}

/** A heartbeat of the gateway, and all that it writes. */
export async function beat(rig: StoreRig): Promise<void> {
  rig.advance(5000);
  // Commands of one connection are answered in order; each step of a heartbeat is one.
  for (let step = 0; step < 5; step++) await rig.link.client.call("PING", []);
}

export function today(rig: StoreRig): string {
  return KEYS.day(new Date(rig.wallMs()).toISOString().slice(0, 10));
}

export function types(rig: StoreRig): readonly string[] {
  return rig.events.map(({ type }) => type);
}

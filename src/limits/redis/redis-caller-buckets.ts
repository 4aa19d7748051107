import { createHash } from "node:crypto";
import type { BucketGrant, CallerBuckets } from "../caller-buckets.js";
import type { BucketLimit } from "../token-bucket.js";
import { DEFAULT_REDIS_PREFIX } from "./order-keys.js";
import type { RedisClient } from "./redis-client.js";
import { ScriptAnswer } from "./redis-reply.js";
import { RedisScript } from "./redis-script.js";

/** What rounding may lose; far below one token. */
const ROUNDING = 1e-3;
/** Longer names, which callers of open mode may give themselves, are kept as their hash. */
const MAX_NAME_LENGTH = 200;
/** A full bucket is the same as none. */
const SLACK_MS = 1000;

/**
 * The state is the used tokens and when that was; time is Redis's own. A clock
 * that was set back fills nothing until it is where it was.
 * KEYS bucket; ARGV tokens in a second, size, wanted, shift.
 */
const takeScript = new RedisScript(`
local perSecond, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000 + tonumber(ARGV[4])
local state = redis.call('HMGET', KEYS[1], 'used', 'at')
local used, at = tonumber(state[1] or '0'), tonumber(state[2] or now)
if now > at then used = math.max(0, used - (now - at) * perSecond / 1000) else now = at end
used = math.min(used, burst)
local granted = math.max(0, math.min(wanted, math.floor(burst - used + ${ROUNDING})))
used = used + granted
redis.call('HSET', KEYS[1], 'used', string.format('%.17g', used), 'at', string.format('%.17g', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(used * 1000 / perSecond) + ${SLACK_MS})
return { 'taken', tostring(granted), string.format('%.17g', used) }
`);

export interface RedisCallerBucketsOptions {
  readonly keyPrefix?: string;
  /** Added to Redis's clock; for tests. */
  readonly shiftMs?: () => number;
}

/** Token buckets in Redis, for all gateways that share it. */
export class RedisCallerBuckets implements CallerBuckets {
  private readonly client: RedisClient;
  private readonly base: string;
  private readonly shiftMs: () => number;

  constructor(client: RedisClient, { keyPrefix = DEFAULT_REDIS_PREFIX, shiftMs }: RedisCallerBucketsOptions = {}) {
    this.client = client;
    this.base = `${keyPrefix}bucket:`;
    this.shiftMs = shiftMs ?? (() => 0);
  }

  /** Rejects at once while Redis is away. */
  async take(bucket: string, limit: BucketLimit, count: number): Promise<BucketGrant> {
    const { perSecond, burst } = limit;
    const reply = await takeScript.run(this.client, [this.key(bucket)], [perSecond, burst, count, this.shiftMs()]);
    const answer = new ScriptAnswer(reply);
    const used = answer.number(2);
    const left = burst - used;
    return {
      granted: answer.number(1),
      rate: {
        limit: Math.floor(burst),
        remaining: Math.max(0, Math.floor(left + ROUNDING)),
        resetMs: (used * 1000) / perSecond,
      },
      retryAfterMs: left >= 1 - ROUNDING ? 0 : ((1 - left) * 1000) / perSecond,
    };
  }

  private key(bucket: string): string {
    if (bucket.length <= MAX_NAME_LENGTH) return this.base + bucket;
    return `${this.base}sha256:${createHash("sha256").update(bucket).digest("hex")}`;
  }
}

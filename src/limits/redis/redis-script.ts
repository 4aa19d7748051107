import { createHash } from "node:crypto";
import type { RedisClient } from "./redis-client.js";
import type { RedisArgument, RedisReply } from "./redis-connection.js";
import { RedisReplyError } from "./redis-errors.js";

/** A Lua script that Redis runs in one step; sent in full only where Redis does not know it yet. */
export class RedisScript {
  private readonly source: string;
  private readonly sha1: string;

  constructor(source: string) {
    this.source = source;
    this.sha1 = createHash("sha1").update(source).digest("hex");
  }

  /** @throws RedisUnavailable, or RedisReplyError. */
  async run(client: RedisClient, keys: readonly string[], args: readonly RedisArgument[]): Promise<RedisReply> {
    try {
      return await client.call("EVALSHA", [this.sha1, keys.length, ...keys, ...args]);
    } catch (error) {
      if (!(error instanceof RedisReplyError) || error.code !== "NOSCRIPT") throw error;
      return client.call("EVAL", [this.source, keys.length, ...keys, ...args]);
    }
  }
}

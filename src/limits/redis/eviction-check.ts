import type { RedisClient } from "./redis-client.js";

const KEEPS_ALL = "noeviction";

/** The policy by which Redis drops keys when it is full; null where it drops none, or does not say. Never rejects. */
export async function checkEviction(client: RedisClient): Promise<string | null> {
  try {
    const reply = await client.call("CONFIG", ["GET", "maxmemory-policy"]);
    const policy = Array.isArray(reply) ? reply[1] : null;
    if (!Buffer.isBuffer(policy)) return null;
    const name = policy.toString("latin1");
    return name === KEEPS_ALL ? null : name;
  } catch {
    // Hosted ones often forbid CONFIG.
    return null;
  }
}

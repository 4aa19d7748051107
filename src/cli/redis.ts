import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { EffectiveConfig } from "../config/effective-config.js";
import { EpochFile } from "../limits/redis/epoch-file.js";
import type { RedisParts, RedisPartsEvent } from "../limits/redis/redis-parts.js";
import { systemClock } from "../opend/clock.js";
import type { Logger } from "../telemetry/logger.js";
import { readRedisUrl } from "./secret-files.js";

const EPOCH_FILE = "redis-epoch.json";

/**
 * What several gateways share through Redis; null where the settings name none.
 * It connects once started. The client is loaded for those who use it: it is a
 * tenth of the memory and of the time of a start.
 * @throws ConfigError that names the setting, never the URL
 */
export async function openRedis(config: EffectiveConfig, logger: Logger): Promise<RedisParts | null> {
  const url = readRedisUrl(config);
  if (url === null) return null;
  const memory =
    config.stateDir === null
      ? null
      : new EpochFile(join(config.stateDir, EPOCH_FILE), (error) =>
          logger.event("state.failed", { problem: `${EPOCH_FILE}: ${error.message}` }),
        );
  const { RedisParts } = await import("../limits/redis/redis-parts.js");
  return new RedisParts({
    url,
    clock: systemClock,
    random: Math.random,
    newId: randomUUID,
    memory,
    onEvent: (event) => logRedisEvent(logger, event),
  });
}

function logRedisEvent(logger: Logger, event: RedisPartsEvent): void {
  const { type, ...fields } = event;
  logger.event(`redis.${type}`, fields);
}

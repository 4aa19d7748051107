import { createHash } from "node:crypto";
import type { EffectiveConfig } from "../config/effective-config.js";
import { fileProblem, readSmallFile } from "../config/load.js";
import { ConfigError } from "../config/problem.js";
import { label } from "../config/rules.js";
import { parseRedisUrl } from "../limits/redis/redis-url.js";

/** Far more than a password or a URL; guards against a wrong path. */
const MAX_SECRET_CHARS = 1024;
const MD5_HEX = /^[0-9a-f]{32}$/i;

/**
 * The MD5 of the trading password, in lower-case hex as 2005 takes it; null where the settings name no file.
 * @throws ConfigError that names setting and path, never the content
 */
export function readUnlockMd5(config: EffectiveConfig): string | null {
  const { unlockPasswordFile, unlockMd5File } = config.settings;
  if (unlockPasswordFile !== null) {
    const password = readSecret(config, "unlockPasswordFile", unlockPasswordFile);
    return createHash("md5").update(password, "utf8").digest("hex");
  }
  if (unlockMd5File === null) return null;
  const md5 = readSecret(config, "unlockMd5File", unlockMd5File);
  if (MD5_HEX.test(md5)) return md5.toLowerCase();
  throw new ConfigError([
    `${label("unlockMd5File", config.origins)}: ${unlockMd5File} must hold an MD5 in 32 hex digits and nothing else`,
  ]);
}

/**
 * The URL of Redis, from the setting or its file; null where there is none.
 * @throws ConfigError that names setting and path, never the URL
 */
export function readRedisUrl(config: EffectiveConfig): string | null {
  const { redisUrl, redisUrlFile } = config.settings;
  if (redisUrlFile === null) {
    return redisUrl === null ? null : checkRedisUrl(redisUrl, label("redisUrl", config.origins));
  }
  const where = `${label("redisUrlFile", config.origins)}: ${redisUrlFile}`;
  return checkRedisUrl(readSecret(config, "redisUrlFile", redisUrlFile), where);
}

function checkRedisUrl(text: string, where: string): string {
  try {
    parseRedisUrl(text);
    return text;
  } catch (error) {
    throw new ConfigError([`${where}: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

/** What a file holds, without the line end that editors add. */
function readSecret(config: EffectiveConfig, key: string, path: string): string {
  const where = label(key, config.origins);
  let text: string;
  try {
    text = readSmallFile(path).replace(/\r?\n$/, "");
  } catch (error) {
    throw new ConfigError([`${where}: can't read ${path}: ${fileProblem(error)}`]);
  }
  if (text === "") throw new ConfigError([`${where}: ${path} is empty`]);
  if (text.length > MAX_SECRET_CHARS || /[\r\n\0]/.test(text)) {
    throw new ConfigError([`${where}: ${path} must hold one line of at most ${MAX_SECRET_CHARS} characters`]);
  }
  return text;
}

import { KeysFile } from "../auth/keys-file.js";
import { KeysFileError } from "../auth/keys-problem.js";
import type { EffectiveConfig } from "../config/effective-config.js";
import { ConfigError } from "../config/problem.js";
import { label } from "../config/rules.js";
import { configuredLimits } from "./configured-limits.js";

/** The keys file that the settings name; null: open mode. It is not read yet. */
export function configuredKeysFile(config: EffectiveConfig): KeysFile | null {
  const { keysFile } = config.settings;
  if (keysFile === null) return null;
  return new KeysFile(keysFile, {
    localTimeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    profiles: new Set(configuredLimits(config).profiles.keys()),
  });
}

/**
 * Runs what reads the keys file at the start: a gateway must not start without
 * its keys (exit code 2).
 * @throws ConfigError with a line for each problem
 */
export function withKeysProblems<T>(config: EffectiveConfig, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof KeysFileError)) throw error;
    const where = label("keysFile", config.origins);
    throw new ConfigError(error.problems.map((problem) => `${where}: ${problem.replaceAll("\n", " ")}`));
  }
}

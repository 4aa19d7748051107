import type { EffectiveConfig } from "../config/effective-config.js";
import { ConfigError } from "../config/problem.js";
import { label } from "../config/rules.js";
import { suggestion } from "../config/suggest.js";
import { BUILT_IN_PROFILES, completeProfile, DEFAULT_PROFILE, type LimitsProfile } from "../limits/profiles.js";

/** The limits profiles that keys may name. */
export interface ConfiguredLimits {
  /** Those of the gateway, and over them those of the config file. */
  readonly profiles: ReadonlyMap<string, LimitsProfile>;
  /** Of keys that name none, and of open mode. */
  readonly defaultProfile: string;
}

/** @throws ConfigError when the default profile is none of them */
export function configuredLimits(config: EffectiveConfig): ConfiguredLimits {
  const { limitsProfiles, defaultProfile } = config.settings;
  const profiles = new Map<string, LimitsProfile>(Object.entries(BUILT_IN_PROFILES));
  for (const [name, profile] of Object.entries(limitsProfiles)) profiles.set(name, completeProfile(profile));
  const name = defaultProfile ?? DEFAULT_PROFILE;
  if (!profiles.has(name)) {
    const known = [...profiles.keys()];
    throw new ConfigError([
      `${label("defaultProfile", config.origins)}: there is no limits profile "${name}"${suggestion(name, known)}; known: ${known.join(", ")}`,
    ]);
  }
  return { profiles, defaultProfile: name };
}

import { ENV_PREFIX, envName, type Setting, settings } from "./settings-table.js";
import { suggestion } from "./suggest.js";

/** Names the config file. */
export const CONFIG_VARIABLE = envName("config");
/** The client commands' token; the server leaves it alone. */
export const TOKEN_VARIABLE = envName("token");

/**
 * What Kubernetes sets in every container for a Service called "opend-gateway";
 * these are no settings of ours.
 */
const SERVICE_LINK =
  /^OPEND_GATEWAY_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/;

export interface EnvironmentReading {
  readonly values: readonly { readonly setting: Setting; readonly value: string; readonly name: string }[];
  readonly problems: readonly string[];
}

/** The settings in `env`. An empty variable counts as not set. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>): EnvironmentReading {
  const byEnv = new Map(settings.flatMap((setting) => (setting.env === null ? [] : [[setting.env, setting] as const])));
  const values: { setting: Setting; value: string; name: string }[] = [];
  const problems: string[] = [];
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith(ENV_PREFIX) || value === undefined || value === "") continue;
    const setting = byEnv.get(name);
    if (setting !== undefined) values.push({ setting, value, name });
    else if (name !== CONFIG_VARIABLE && name !== TOKEN_VARIABLE && !SERVICE_LINK.test(name)) {
      problems.push(`${name}: unknown setting${suggestion(name, [...byEnv.keys(), CONFIG_VARIABLE])}`);
    }
  }
  return { values, problems };
}

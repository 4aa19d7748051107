import { code, type Page, page, prose, table } from "./markdown.js";
import type { Sources } from "./sources.js";

export function settingsPage({ settings }: Sources): Page {
  const rows = settings.map(({ key, flag, env, defaultText, expects, summary, why }) => [
    code(key),
    flag === null ? "" : code(`--${flag}`),
    env === null ? "" : code(env),
    prose(defaultText),
    prose(expects),
    prose(`${summary} Default because: ${why}.`),
  ]);
  return page(
    "settings.md",
    "Settings",
    `A flag comes before the environment, the environment before the config file (${code("--config FILE")}, YAML, the keys of the first column), the file before the default. An unknown key is an error. ${code("opend-gateway print-config")} shows what is in force and where it comes from; ${code("opend-gateway check")} only checks.`,
    table(["key", "flag", "environment", "default", "must be", "what it does"], rows),
  );
}

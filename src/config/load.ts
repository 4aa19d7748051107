import { Buffer } from "node:buffer";
import { closeSync, openSync, readSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { checkValue } from "./check-value.js";
import { readConfigText } from "./config-file.js";
import type { EffectiveConfig } from "./effective-config.js";
import { CONFIG_VARIABLE, readEnvironment } from "./environment.js";
import { ConfigError, type Origin } from "./problem.js";
import { findConflicts, findWarnings } from "./rules.js";
import { configSchema } from "./schema.js";
import { NO_PATH } from "./setting.js";
import { type Setting, settings } from "./settings-table.js";
import { statePlaces } from "./state-places.js";

/** What the settings are read from. */
export interface ConfigSources {
  /** Values of flags by flag name, without dashes; `config` names the file. A repeatable flag has a list. */
  readonly flags: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Default: this machine's. */
  readonly platform?: NodeJS.Platform;
  /** Replaced in tests. */
  readonly readFile?: (path: string) => string;
}

interface Found {
  readonly value: unknown;
  readonly origin: Origin;
}

// Far more than all settings with comments, or a key; guards against a wrong path such as a device or a log.
const MAX_FILE_BYTES = 1024 * 1024;

/**
 * Reads the settings: flag before environment before file before default.
 * @throws ConfigError with all problems, also those of values that a stronger source hides
 */
export function loadConfig(sources: ConfigSources): EffectiveConfig {
  const problems: string[] = [];
  const found = new Map<string, Found>();
  const take = (setting: Setting, raw: unknown, origin: Origin): void => {
    const where = origin.source === "file" ? `${origin.name}: ${setting.key}` : origin.name;
    const checked = checkValue(setting, raw);
    if (!checked.ok) problems.push(`${where}: ${checked.problem}`);
    else if (!found.has(setting.key)) found.set(setting.key, { value: checked.value, origin });
  };

  for (const setting of settings) {
    const raw = setting.flag === null ? undefined : sources.flags[setting.flag];
    if (raw !== undefined) take(setting, flagValue(setting, raw), { source: "flag", name: `--${setting.flag}` });
  }
  const environment = readEnvironment(sources.env);
  problems.push(...environment.problems);
  for (const { setting, value, name } of environment.values) take(setting, value, { source: "environment", name });

  const file = configFile(sources);
  if (file !== null) {
    const reading = readConfigText(readText(file, sources.readFile ?? readSmallFile), file.path);
    problems.push(...reading.problems);
    for (const { setting, value, place } of reading.values) {
      take(setting, fromFileFolder(setting, value, file.path), { source: "file", name: place });
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);

  const config = configSchema.parse(nest(found));
  const origins = new Map(
    settings.map(({ key }) => [key, found.get(key)?.origin ?? ({ source: "default", name: "" } as const)]),
  );
  const conflicts = findConflicts(config, origins);
  if (conflicts.length > 0) throw new ConfigError(conflicts);
  const simulated = config.opend.addresses.length === 0;
  const places = statePlaces(config, sources.env, sources.platform ?? process.platform);
  return {
    settings: config,
    origins,
    file: file?.path ?? null,
    simulated,
    trading: config.trading ?? (simulated ? "simulate" : "off"),
    ...places,
    warnings: findWarnings(config, origins, places),
  };
}

/** A repeated flag gives its values in order; each may itself be a list. */
function flagValue(setting: Setting, raw: string | readonly string[]): unknown {
  if (typeof raw === "string") return raw;
  return setting.kind === "addresses" ? raw.join(",") : raw.at(-1);
}

function configFile(sources: ConfigSources): { readonly path: string; readonly where: string } | null {
  const flag = sources.flags.config;
  if (typeof flag === "string") return { path: flag, where: "--config" };
  const variable = sources.env[CONFIG_VARIABLE];
  return variable === undefined || variable === "" ? null : { path: variable, where: CONFIG_VARIABLE };
}

function readText(file: { readonly path: string; readonly where: string }, read: (path: string) => string): string {
  try {
    return read(file.path);
  } catch (error) {
    throw new ConfigError([`${file.where}: can't read ${file.path}: ${fileProblem(error)}`]);
  }
}

/**
 * The text of a file of at most 1 MiB. Bytes are counted as they come: a device has a size of 0 and no end.
 * @throws the system's error, or one that says that the file is too big
 */
export function readSmallFile(path: string): string {
  const bytes = Buffer.allocUnsafe(MAX_FILE_BYTES + 1);
  const file = openSync(path, "r");
  try {
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, null);
    }
    if (length > MAX_FILE_BYTES) throw new Error(`it has more than ${MAX_FILE_BYTES} bytes`);
    return bytes.toString("utf8", 0, length);
  } finally {
    closeSync(file);
  }
}

/** Why a file can't be read, in words. */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EACCES" || code === "EPERM") return "no permission; check owner and mode";
  if (code === "EISDIR") return "it is a folder";
  return error instanceof Error ? error.message : "unknown failure";
}

/** A path in the file is meant from the file's own folder, whatever the working directory is. */
function fromFileFolder(setting: Setting, value: unknown, path: string): unknown {
  const isPath = setting.kind === "path" || setting.kind === "folder";
  const named = value !== "" && !(setting.kind === "folder" && value === NO_PATH);
  return isPath && typeof value === "string" && named && !value.includes("-----BEGIN")
    ? resolve(dirname(path), value)
    : value;
}

function nest(found: ReadonlyMap<string, Found>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const { key, path } of settings) {
    const entry = found.get(key);
    if (entry === undefined) continue;
    const [first = key, second] = path;
    if (second === undefined) root[first] = entry.value;
    else root[first] = { ...(root[first] as Record<string, unknown> | undefined), [second]: entry.value };
  }
  return root;
}

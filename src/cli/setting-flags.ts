import { type Command, Option } from "commander";
import type { EffectiveConfig } from "../config/effective-config.js";
import { CONFIG_VARIABLE } from "../config/environment.js";
import { loadConfig } from "../config/load.js";
import type { SettingKind } from "../config/setting.js";
import { type Setting, settings } from "../config/settings-table.js";
import type { CliIo } from "./cli-io.js";

const PLACEHOLDERS: Readonly<Record<SettingKind, string>> = {
  integer: "n",
  number: "n",
  bytes: "size",
  duration: "time",
  boolean: "on|off",
  choice: "",
  address: "address",
  addresses: "address",
  path: "file",
  folder: "path",
  text: "text",
  profiles: "",
};

/** Adds one flag per setting, and `--config`. */
export function addSettingFlags(command: Command): Command {
  command.addOption(new Option("--config <file>", `YAML file with settings. Environment: ${CONFIG_VARIABLE}.`));
  for (const setting of settings) {
    if (setting.flag !== null) command.addOption(flagOf(setting, setting.flag));
  }
  return command;
}

/**
 * The settings that a command line, the environment and the file come to.
 * @throws ConfigError
 */
export function loadSettings(command: Command, io: CliIo): EffectiveConfig {
  const options = command.opts<Record<string, string | string[] | undefined>>();
  const flags = Object.fromEntries(
    command.options.map((option) => [option.name(), options[option.attributeName()]] as const),
  );
  return loadConfig({ flags, env: io.env });
}

function flagOf(setting: Setting, flag: string): Option {
  const { kind, summary, defaultText, env } = setting;
  const placeholder = kind === "choice" ? setting.expects.replaceAll(/, | or /g, "|") : PLACEHOLDERS[kind];
  const value = kind === "boolean" ? `[${placeholder}]` : `<${placeholder}>`;
  const option = new Option(`--${flag} ${value}`, `${summary} Default: ${defaultText}. Environment: ${env ?? "none"}.`);
  if (kind === "boolean") option.preset("on");
  if (kind === "addresses") {
    option.argParser<string[]>((value, before) => [...(before ?? []), value]);
  }
  return option;
}

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
  folder: "folder",
};

/** Adds one flag per setting, and `--config`. */
export function addSettingFlags(command: Command): Command {
  command.addOption(new Option("--config <file>", `YAML file with settings. Environment: ${CONFIG_VARIABLE}.`));
  for (const setting of settings) command.addOption(flagOf(setting));
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

function flagOf(setting: Setting): Option {
  const { flag, kind, summary, defaultText, env } = setting;
  const placeholder = kind === "choice" ? setting.expects.replaceAll(/, | or /g, "|") : PLACEHOLDERS[kind];
  const option = new Option(`--${flag} <${placeholder}>`, `${summary} Default: ${defaultText}. Environment: ${env}.`);
  if (kind === "addresses") {
    option.argParser<string[]>((value, before) => [...(before ?? []), value]);
  }
  return option;
}

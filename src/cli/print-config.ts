import { Command } from "commander";
import { describeConfig, type ShownSetting } from "../config/describe.js";
import { configJsonSchema } from "../config/settings-table.js";
import type { CliIo } from "./cli-io.js";
import { printJson } from "./cli-io.js";
import { addSettingFlags, loadSettings } from "./setting-flags.js";
import { textTable } from "./text-table.js";

export function createCommand(io: CliIo): Command {
  const command = new Command("print-config")
    .description("Prints the effective settings and where each comes from; secrets are masked.")
    .option("--json", "print as JSON")
    .option("--schema", "print the JSON Schema of the config file instead")
    .addHelpText("after", "\nExample:\n  opend-gateway print-config --config gateway.yaml --pool 4");
  return addSettingFlags(command).action(() => {
    const { json = false, schema = false } = command.opts<{ json?: boolean; schema?: boolean }>();
    if (schema) {
      printJson(io, configJsonSchema());
      return;
    }
    const config = loadSettings(command, io);
    const shown = describeConfig(config);
    if (json) {
      printJson(io, {
        file: config.file,
        simulated: config.simulated,
        settings: Object.fromEntries(shown.map(({ key, value, origin }) => [key, { value, origin }])),
        warnings: config.warnings,
      });
      return;
    }
    const rows = shown.map((setting) => [setting.key, setting.text, originText(setting)]);
    io.stdout.write(textTable(["SETTING", "VALUE", "FROM"], rows));
    for (const { message } of config.warnings) io.stdout.write(`warning: ${message}\n`);
  });
}

function originText({ origin }: ShownSetting): string {
  return origin.source === "default" ? "default" : `${origin.source} ${origin.name}`;
}

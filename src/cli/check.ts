import { Command } from "commander";
import { ConfigError } from "../config/problem.js";
import type { CliIo } from "./cli-io.js";
import { printJson } from "./cli-io.js";
import { configuredKeysFile, withKeysProblems } from "./configured-keys.js";
import { configuredLimits } from "./configured-limits.js";
import { readConfiguredRsaKey } from "./rsa-key.js";
import { readRedisUrl, readUnlockMd5 } from "./secret-files.js";
import { addSettingFlags, loadSettings } from "./setting-flags.js";
import { checkTls } from "./tls.js";

interface CheckResult {
  readonly ok: boolean;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

export function createCommand(io: CliIo): Command {
  const command = new Command("check")
    .description("Checks settings and key files without starting. Exit code 0 or 2.")
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExample:\n  opend-gateway check --config gateway.yaml");
  return addSettingFlags(command).action(async () => {
    const result = await check(command, io);
    const { json = false } = command.opts<{ json?: boolean }>();
    if (json) printJson(io, result);
    if (!result.ok) throw new ConfigError(json ? [] : result.problems);
    if (json) return;
    for (const warning of result.warnings) io.stdout.write(`warning: ${warning}\n`);
    io.stdout.write("the settings are fine\n");
  });
}

async function check(command: Command, io: CliIo): Promise<CheckResult> {
  try {
    const config = loadSettings(command, io);
    readConfiguredRsaKey(config);
    readUnlockMd5(config);
    readRedisUrl(config);
    configuredLimits(config);
    await checkTls(config);
    const keys = withKeysProblems(config, () => configuredKeysFile(config)?.read() ?? null);
    const warnings = [...config.warnings.map(({ message }) => message), ...(keys?.warnings ?? [])];
    return { ok: true, problems: [], warnings };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { ok: false, problems: error.problems, warnings: [] };
  }
}

import { Command } from "commander";
import { redirectLibraryLog } from "../grpc/library-log.js";
import type { CliIo } from "./cli-io.js";
import { GatewayServer } from "./gateway-server.js";
import { readConfiguredRsaKey } from "./rsa-key.js";
import { runServerProcess } from "./server-process.js";
import { addSettingFlags, loadSettings } from "./setting-flags.js";
import { terminalLogger } from "./terminal-logger.js";
import { readVersion } from "./version.js";

export function createCommand(io: CliIo): Command {
  const command = new Command("serve")
    .description("Runs the gateway. Without an OpenD address it embeds the simulator.")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  opend-gateway serve\n" +
        "  opend-gateway serve --opend 127.0.0.1:11111 --trading simulate\n" +
        "  opend-gateway serve --config gateway.yaml --grpc unix:/run/opend-gateway.sock\n" +
        "\nSIGTERM or SIGINT stops it gracefully, a second one at once. SIGHUP reads keys and certificates again and\nopens the audit log anew; without --keys it stops the gateway. SIGUSR2 turns debug lines on and off.",
    );
  return addSettingFlags(command).action(async () => {
    const config = loadSettings(command, io);
    const rsaKey = readConfiguredRsaKey(config);
    const logger = terminalLogger(config.settings.log, io);
    redirectLibraryLog(logger);
    await runServerProcess({
      logger,
      reloadsOnHangup: config.settings.keysFile !== null,
      start: () => GatewayServer.start({ config, rsaKey, version: readVersion(), logger }),
      onStopping: (signal) => logger.event("gateway.draining", { signal, graceMs: config.settings.shutdownGraceMs }),
    });
  });
}

import { Command, InvalidArgumentError, Option } from "commander";
import { formatAddress, type ListenAddress, parseListenAddress } from "../config/address.js";
import { checkValue } from "../config/check-value.js";
import { defaults } from "../config/defaults.js";
import { type LogFormat, logFormats } from "../config/schema.js";
import { settingByKey } from "../config/settings-table.js";
import type { CliIo } from "./cli-io.js";
import { startSimulator } from "./embedded-simulator.js";
import { listenProblem } from "./listen-problem.js";
import { readRsaKey } from "./rsa-key.js";
import { runServerProcess } from "./server-process.js";
import { terminalLogger } from "./terminal-logger.js";
import { readVersion } from "./version.js";

interface Flags {
  readonly listen: Extract<ListenAddress, { kind: "tcp" }>;
  readonly rsaKey?: string;
  readonly ftaes: boolean;
  readonly seed: number;
  readonly speed: number;
  readonly limits: boolean;
  readonly logFormat: LogFormat;
}

export function createCommand(io: CliIo): Command {
  const { simulatorSeed, simulatorSpeed, logBufferBytes } = defaults;
  return new Command("simulate")
    .description("Runs the OpenD simulator alone, for clients of FTAPI such as the official SDKs.")
    .addOption(
      new Option("--listen <host:port>", "where FTAPI is served; port 0 lets the system choose")
        .default(readAddress("127.0.0.1:11111"), "127.0.0.1:11111")
        .argParser(readAddress),
    )
    .option("--rsa-key <file>", "PEM file with an RSA private key; connections are then encrypted")
    .option(
      "--ftaes",
      "with an RSA key: answer clients that ask for AES_CBC with FTAES_ECB (for tests of clients)",
      false,
    )
    .addOption(numberOption("seed", "simulator.seed", "equal seeds give equal markets", simulatorSeed.value))
    .addOption(numberOption("speed", "simulator.speed", "simulated seconds in a real one", simulatorSpeed.value))
    .option("--no-limits", "do not enforce OpenD's frequency limits and quotas")
    .addOption(new Option("--log-format <format>", "form of the log").choices(logFormats).default("auto"))
    .addHelpText("after", "\nExample:\n  opend-gateway simulate --listen 127.0.0.1:11111 --seed 7 --speed 60")
    .action(async (flags: Flags) => {
      const rsaKey = flags.rsaKey === undefined ? null : readRsaKey(flags.rsaKey, "--rsa-key");
      const logger = terminalLogger(
        { level: "info", format: flags.logFormat, maxBufferedBytes: logBufferBytes.value },
        io,
      );
      const { seed, speed, limits, listen, ftaes } = flags;
      await runServerProcess({
        logger,
        start: async () => {
          const simulator = await startSimulator({ seed, speed, limits }, rsaKey, listen, ftaes).catch(
            (error: unknown) => {
              throw listenProblem("--listen", listen, error);
            },
          );
          logger.event("simulator.started", {
            version: readVersion(),
            pid: process.pid,
            address: formatAddress(simulator.address),
            seed,
            speed,
            limits,
            encryption: rsaKey === null ? "off" : "on",
          });
          return {
            stop: async () => {
              await simulator.close();
              logger.event("simulator.stopped");
            },
          };
        },
        onStopping: () => undefined,
      });
    });
}

function readAddress(text: string): Extract<ListenAddress, { kind: "tcp" }> {
  let address: ListenAddress;
  try {
    address = parseListenAddress(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : "bad address");
  }
  if (address.kind === "unix") throw new InvalidArgumentError("FTAPI clients connect over TCP only: write host:port");
  return address;
}

/** A flag with the range of the setting that is the same for the embedded simulator. */
function numberOption(flag: string, key: string, summary: string, fallback: number): Option {
  return new Option(`--${flag} <n>`, summary).default(fallback).argParser((text) => {
    const setting = settingByKey(key);
    const checked = setting === undefined ? undefined : checkValue(setting, text);
    if (checked?.ok !== true) throw new InvalidArgumentError(`It ${checked?.problem ?? "is unknown"}.`);
    return Number(checked.value);
  });
}

import { Command, InvalidArgumentError, Option } from "commander";
import { formatAddress, type ListenAddress, parseListenAddress } from "../config/address.js";
import { checkValue } from "../config/check-value.js";
import { defaults } from "../config/defaults.js";
import { type LogFormat, logFormats } from "../config/schema.js";
import { settingByKey } from "../config/settings-table.js";
import type { SimulatorStats } from "../simulator/stats.js";
import { type CliIo, printJson } from "./cli-io.js";
import { type RunningSimulator, startSimulator } from "./embedded-simulator.js";
import { listenProblem } from "./listen-problem.js";
import { readRsaKey } from "./rsa-key.js";
import { runServerProcess } from "./server-process.js";
import { terminalLogger } from "./terminal-logger.js";
import { readVersion } from "./version.js";

/** The market's past goes back ten years from its start. */
const MIN_START_MS = Date.UTC(2000, 0, 1);
const MAX_START_MS = Date.UTC(2100, 0, 1);

interface Flags {
  readonly listen: Extract<ListenAddress, { kind: "tcp" }>;
  readonly rsaKey?: string;
  readonly ftaes: boolean;
  readonly seed: number;
  readonly speed: number;
  readonly limits: boolean;
  readonly start?: number;
  readonly firehose?: number;
  readonly firehoseSecurities: number;
  readonly firehoseBodyBytes: number;
  readonly firehoseTrades?: number;
  readonly firehoseNotices?: number;
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
    .addOption(
      new Option(
        "--start <time>",
        "market time at the start, in Hong Kong unless it names a zone; default: now",
      ).argParser(readStart),
    )
    .addOption(rateOption("firehose", "push this many quote events a second, over all that clients registered for"))
    .addOption(
      new Option("--firehose-securities <n>", "only for the first n securities; the others follow the market")
        .default(20)
        .argParser((text) => readNumber(text, 1, 100_000)),
    )
    .addOption(
      new Option("--firehose-body-bytes <n>", "fill smaller bodies of these events up to this size")
        .default(0)
        .argParser((text) => readNumber(text, 0, 1_000_000)),
    )
    .addOption(
      rateOption("firehose-trades", "let registered accounts trade: about this many order and fill events a second"),
    )
    .addOption(rateOption("firehose-notices", "send this many notices (1003) a second"))
    .option("--no-limits", "do not enforce OpenD's frequency limits and quotas")
    .addOption(new Option("--log-format <format>", "form of the log").choices(logFormats).default("auto"))
    .addHelpText(
      "after",
      "\nExample:\n  opend-gateway simulate --listen 127.0.0.1:11111 --seed 7 --speed 60\n" +
        "  opend-gateway simulate --firehose 10000 --no-limits --start 2026-01-05T10:00:00\n\n" +
        "With a firehose, the exact counts are printed as one JSON line at the end.",
    )
    .action(async (flags: Flags) => {
      const rsaKey = flags.rsaKey === undefined ? null : readRsaKey(flags.rsaKey, "--rsa-key");
      const logger = terminalLogger(
        { level: "info", format: flags.logFormat, maxBufferedBytes: logBufferBytes.value },
        io,
      );
      const { seed, speed, limits, listen } = flags;
      let simulator: RunningSimulator | undefined;
      await runServerProcess({
        logger,
        start: async () => {
          const running = await startSimulator({ seed, speed, limits }, rsaKey, listen, extras(flags)).catch(
            (error: unknown) => {
              throw listenProblem("--listen", listen, error);
            },
          );
          simulator = running;
          logger.event("simulator.started", {
            version: readVersion(),
            pid: process.pid,
            address: formatAddress(running.address),
            seed,
            speed,
            limits,
            encryption: rsaKey === null ? "off" : "on",
          });
          return {
            stop: async () => {
              await running.close();
              logger.event("simulator.stopped");
            },
          };
        },
        onStopping: () => undefined,
      });
      // After the log, so that it is the last line of the output.
      if (simulator !== undefined && producesEvents(flags)) printJson(io, counts(simulator.stats()), "line");
    });
}

function extras(flags: Flags): Parameters<typeof startSimulator>[3] {
  const { ftaes, start, firehose, firehoseSecurities, firehoseBodyBytes, firehoseTrades, firehoseNotices } = flags;
  return {
    forceFtAes: ftaes,
    ...(start === undefined ? {} : { startMs: start }),
    ...(firehose === undefined
      ? {}
      : { firehose: { eventsPerSecond: firehose, securities: firehoseSecurities, bodyBytes: firehoseBodyBytes } }),
    ...(firehoseTrades === undefined ? {} : { firehoseTrades }),
    ...(firehoseNotices === undefined ? {} : { firehoseNotices }),
  };
}

function producesEvents({ firehose, firehoseTrades, firehoseNotices }: Flags): boolean {
  return firehose !== undefined || firehoseTrades !== undefined || firehoseNotices !== undefined;
}

function counts(stats: SimulatorStats): object {
  const { connectionsAccepted, pushesSent, ordersGenerated, firehose } = stats;
  return {
    event: "simulator.counts",
    connectionsAccepted,
    pushesSent: Object.fromEntries(pushesSent),
    ordersGenerated,
    firehose,
  };
}

function rateOption(flag: string, summary: string): Option {
  return new Option(`--${flag} <n>`, summary).argParser((text) => readNumber(text, 0.001, 1_000_000));
}

function readNumber(text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === "" || !(value >= min && value <= max))
    throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
  return value;
}

/** A time without a zone is one of Hong Kong. */
function readStart(text: string): number {
  const match = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?$/.exec(text);
  const time = match?.[1] === undefined ? "T00:00:00" : "";
  const startMs = match === null ? Number.NaN : Date.parse(`${text}${time}${match[2] === undefined ? "+08:00" : ""}`);
  // Date.parse takes the 31st of any month for a day of the next one.
  const isDay = new Date(Date.parse(`${text.slice(0, 10)}T00:00:00Z`)).getUTCDate() === Number(text.slice(8, 10));
  if (!(isDay && startMs >= MIN_START_MS && startMs < MAX_START_MS))
    throw new InvalidArgumentError("It must be a time of 2000 to 2099, such as 2026-01-05T10:00:00.");
  return startMs;
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

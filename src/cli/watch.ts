import { Command, InvalidArgumentError, Option } from "commander";
import { type OpenPushStream, type PushClientOptions, pushStreams } from "../grpc/push-client.js";
import { type Clock, systemClock } from "../opend/clock.js";
import { CliError, EXIT_FAILED, EXIT_USAGE } from "./cli-error.js";
import type { CliIo } from "./cli-io.js";
import { type ConnectionFlags, connectionOptions, readTls, readToken, warnOfPlainToken } from "./client-flags.js";
import { JsonOutput } from "./watch/json-output.js";
import { SUB_TYPES } from "./watch/sub-types.js";
import { TableOutput } from "./watch/table-output.js";
import { planWatch, WatchArgumentError, type WatchPlan } from "./watch/watch-request.js";
import { WatchSession } from "./watch/watch-session.js";

/** What the command needs of the world; replaced in tests. */
export interface WatchWorld {
  readonly streams: (options: PushClientOptions) => OpenPushStream;
  readonly clock: Clock;
  readonly random: () => number;
  /** Tells that the user wants to stop, until the returned function is called. */
  readonly onStop: (listener: () => void) => () => void;
  /** Runs `listener` when the process ends in any way, until the returned function is called. */
  readonly onExit: (listener: () => void) => () => void;
}

interface WatchFlags extends ConnectionFlags {
  readonly types: string;
  readonly accounts?: string;
  readonly heartbeatMs: number;
  readonly json?: boolean;
}

/** Keeps the lease of this program's host apart: a watch must not keep other programs' subscriptions alive. */
const CLIENT_ID = "opend-gateway-watch";
const DEFAULT_TYPES = "basic,orderbook";
/** What the gateway takes, and its own default. */
const HEARTBEAT = { defaultMs: 15_000, minMs: 5_000, maxMs: 120_000 };

const processWorld: WatchWorld = {
  streams: pushStreams,
  clock: systemClock,
  random: Math.random,
  onStop: (listener) => {
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    for (const signal of signals) process.on(signal, listener);
    return () => {
      for (const signal of signals) process.off(signal, listener);
    };
  },
  onExit: (listener) => {
    process.on("exit", listener);
    return () => process.off("exit", listener);
  },
};

export function createCommand(io: CliIo, world: WatchWorld = processWorld): Command {
  const command = new Command("watch")
    .description("Shows what a gateway pushes: on a terminal as a table that updates in place, else as JSON lines.")
    .argument("[security...]", "such as HK.00700, US.AAPL, or market and code as in 1_00700")
    .option("--types <list>", `what to watch of them: ${[...SUB_TYPES.keys()].join(", ")}`, DEFAULT_TYPES)
    .option("--accounts <list>", "account ids whose order and fill events are shown")
    .option("--json", "print one event a line, control events too")
    .addOption(
      new Option(
        "--heartbeat-ms <ms>",
        "how often the gateway says that it lives; without 2.5 times it, watch reconnects",
      )
        .default(HEARTBEAT.defaultMs)
        .argParser(readHeartbeat),
    )
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  opend-gateway watch HK.00700 US.AAPL\n" +
        "  opend-gateway watch HK.00700 --types basic,orderbook,kl_1min --json | jq .body.s2c\n" +
        "  opend-gateway watch --accounts 281756455982450000\n" +
        "\nEach security and type costs one unit of OpenD's subscription quota while it is watched. A stream that ends\n" +
        "is opened again; order and fill events that came meanwhile are fetched. Ctrl-C ends with exit code 0.",
    );
  for (const option of connectionOptions()) command.addOption(option);
  return command.action(async (securities: string[], flags: WatchFlags) => {
    await watch(io, world, plan(securities, flags), flags);
  });
}

function plan(securities: readonly string[], { types, accounts, heartbeatMs }: WatchFlags): WatchPlan {
  try {
    return planWatch({ securities, types, accounts, heartbeatMs });
  } catch (error) {
    if (error instanceof WatchArgumentError) throw new CliError(EXIT_USAGE, [error.message]);
    throw error;
  }
}

/** Until the user stops it, or nothing can be had. */
async function watch(
  io: CliIo,
  world: WatchWorld,
  { securities, request }: WatchPlan,
  flags: WatchFlags,
): Promise<void> {
  const { address, heartbeatMs } = flags;
  const { clock, random } = world;
  const token = readToken(flags, io);
  const tls = readTls(flags);
  warnOfPlainToken(token, address, tls, io);
  const leave: (() => void)[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const output =
        io.stdout.isTTY === true && flags.json !== true
          ? new TableOutput({ output: io.stdout, clock, address, securities })
          : new JsonOutput({
              io,
              onSlow: () => session.pause(),
              onReady: () => session.resume(),
              onClosed: resolve,
            });
      const session = new WatchSession({
        open: world.streams({ address, token, tls, clientId: CLIENT_ID }),
        request,
        heartbeatMs,
        clock,
        random,
        onEvent: (event) => output.event(event),
        onNotice: (notice) => output.notice(notice),
        onFatal: (line) => reject(new CliError(EXIT_FAILED, [line])),
      });
      leave.push(
        world.onExit(() => output.close()),
        world.onStop(resolve),
        () => session.stop(),
        () => output.close(),
      );
      output.open();
      session.start();
    });
  } finally {
    for (const each of leave) each();
  }
}

function readHeartbeat(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  const { minMs, maxMs } = HEARTBEAT;
  if (value < minMs || value > maxMs) {
    throw new InvalidArgumentError(`It must be a whole number of milliseconds from ${minMs} to ${maxMs}.`);
  }
  return value;
}

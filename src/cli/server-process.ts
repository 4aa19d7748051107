import { constants } from "node:os";
import type { RootLogger } from "../telemetry/logger.js";

/** A server that runs until it is told to stop. */
export interface RunningServer {
  /** Finishes what is under way, within the server's own grace. */
  stop(): Promise<void>;
  /** Reads again what may have changed (keys, certificates), and opens log files anew. Must not throw. */
  reload?(): void;
}

export interface ServerProcessOptions {
  readonly logger: RootLogger;
  readonly start: () => Promise<RunningServer>;
  /** Told of the first signal. */
  readonly onStopping: (signal: NodeJS.Signals) => void;
  /** Whether SIGHUP reloads the server and does not stop it. Default: it stops it. */
  readonly reloadsOnHangup?: boolean;
}

/** SIGHUP without a reload: the terminal was closed, which must not cut an order's answer off either. */
const STOP_SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
/** Connections that clients hold open must not keep the process after its work is done. */
const LAST_WAIT_MS = 1000;

/**
 * Runs a server until SIGTERM or SIGINT, or SIGHUP unless that reloads it. A
 * second signal ends the process at once with 128 + the signal's number; a
 * defect ends it with 1. Both are logged.
 */
export async function runServerProcess(options: ServerProcessOptions): Promise<void> {
  const { logger, start, onStopping, reloadsOnHangup = false } = options;
  const endNow = (code: number): never => {
    logger.flush();
    process.exit(code);
  };
  process.on("uncaughtException", (error, origin) => {
    logger.event("gateway.crashed", { err: error, origin });
    endNow(1);
  });
  let server: RunningServer | null = null;
  // Before the server runs there is nothing to reload: it reads what is there then.
  if (reloadsOnHangup) process.on("SIGHUP", () => server?.reload?.());
  const stopped = new Promise<NodeJS.Signals>((resolve) => {
    let signals = 0;
    for (const signal of STOP_SIGNALS) {
      if (signal === "SIGHUP" && reloadsOnHangup) continue;
      process.on(signal, () => {
        signals++;
        if (signals === 1) {
          resolve(signal);
        } else if (signal !== "SIGHUP") {
          // A closed terminal may send SIGHUP twice: from the shell and from the system.
          logger.event("gateway.stop_forced", { signal });
          endNow(128 + constants.signals[signal]);
        }
      });
    }
  });
  toggleDebugOnSignal(logger);

  try {
    server = await start();
    onStopping(await stopped);
    await server.stop();
    await logger.close();
  } finally {
    // With the exit code that was set by then.
    setTimeout(() => process.exit(), LAST_WAIT_MS).unref();
  }
}

/** SIGUSR2 turns debug lines on, and off again. */
function toggleDebugOnSignal(logger: RootLogger): void {
  if (process.platform === "win32") return;
  const configured = logger.level;
  process.on("SIGUSR2", () => {
    const next = logger.level === "debug" ? configured : "debug";
    logger.level = "debug";
    logger.event("log.level_changed", { to: next });
    logger.level = next;
  });
}

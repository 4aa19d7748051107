import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { ORDER_LOG_MAX_AGE_MS, ORDER_SEGMENT_BYTES, STATE_SEGMENT_BYTES } from "../config/defaults.js";
import type { EffectiveConfig } from "../config/effective-config.js";
import { label } from "../config/rules.js";
import { LocalOrderStore } from "../limits/orders/local-order-store.js";
import { systemClock } from "../opend/clock.js";
import { AppendLog } from "../state/append-log.js";
import { StateError } from "../state/state-error.js";
import type { Logger } from "../telemetry/logger.js";
import { CliError, EXIT_USAGE } from "./cli-error.js";

/** Sub-folders of the state folder; the audit log's stands in the settings. */
export type StatePart = "pushes" | "orders";

/**
 * Opens a part of the state folder that the settings come to; null where they come to none.
 * @param open is given the part's folder, which may not exist yet
 * @throws CliError when the folder can't be used: one line that names the setting
 */
export function openStatePart<T>(
  config: EffectiveConfig,
  logger: Logger,
  part: StatePart,
  open: (folder: string) => T,
): T | null {
  if (config.stateDir === null) return null;
  const folder = join(config.stateDir, part);
  return openPlace(config, logger, "stateDir", () => open(folder));
}

/** The record of trade and notification events. Its later problems are logged. @throws CliError as {@link openStatePart}. */
export function openPushRecord(config: EffectiveConfig, logger: Logger): AppendLog | null {
  return openStatePart(config, logger, "pushes", (folder) =>
    AppendLog.open(folder, {
      maxSegmentBytes: STATE_SEGMENT_BYTES,
      maxAgeMs: config.settings.push.recordMaxAgeMs,
      onError: (error) => logStateError(logger, error),
    }),
  );
}

/** What is counted about orders. It forgets nothing early. @throws CliError as {@link openStatePart}. */
function openOrderLog(config: EffectiveConfig, logger: Logger): AppendLog | null {
  return openStatePart(config, logger, "orders", (folder) =>
    AppendLog.open(folder, {
      maxSegmentBytes: ORDER_SEGMENT_BYTES,
      maxAgeMs: ORDER_LOG_MAX_AGE_MS,
      keepsAll: true,
      onError: (error) => logStateError(logger, error),
    }),
  );
}

/** What is counted about orders, by its log. @throws CliError also where another version wrote the log */
export function openOrderStore(config: EffectiveConfig, logger: Logger): LocalOrderStore {
  const log = openOrderLog(config, logger);
  try {
    return new LocalOrderStore({ log, clock: systemClock, newTicketId: randomUUID });
  } catch (error) {
    void log?.close();
    const problem = error instanceof Error ? error.message : String(error);
    const line = `--${FLAGS.stateDir}: ${config.stateDir}: ${problem}; start that version, or give another place`;
    throw new CliError(EXIT_USAGE, [line], { cause: error });
  }
}

export function logStateError(logger: Logger, error: StateError): void {
  logger.event(error.code === "LOST" ? "state.lost" : "state.failed", { problem: error.message });
}

/**
 * Runs `open`, and turns what is wrong with the place into one line for the
 * operator. Only a place that nobody asked for, of a gateway without keys and
 * orders, is done without: a container without a home must be able to serve quotes.
 */
export function openPlace<T>(
  config: EffectiveConfig,
  logger: Logger,
  key: "stateDir" | "audit",
  open: () => T,
): T | null {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    const problem = error.message.replaceAll("\n", " ");
    const asked = config.origins.get(key)?.source !== "default";
    if (!asked && error.code === "FOLDER" && config.trading === "off" && config.settings.keysFile === null) {
      logger.event("state.unavailable", { problem });
      return null;
    }
    const advice = asked ? "" : "; give another place, or none to do without";
    throw new CliError(EXIT_USAGE, [`${asked ? label(key, config.origins) : `--${FLAGS[key]}`}: ${problem}${advice}`], {
      cause: error,
    });
  }
}

const FLAGS = { stateDir: "state-dir", audit: "audit" } as const;

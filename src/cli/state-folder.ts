import { STATE_SEGMENT_BYTES } from "../config/defaults.js";
import type { EffectiveConfig } from "../config/effective-config.js";
import { label } from "../config/rules.js";
import { AppendLog } from "../state/append-log.js";
import { StateError } from "../state/state-error.js";
import type { Logger } from "../telemetry/logger.js";
import { CliError, EXIT_USAGE } from "./cli-error.js";

/**
 * Opens the state folder that the settings name, or null where they name none.
 * Its later problems are logged.
 * @throws CliError when the folder can't be used
 */
export function openStateFolder(config: EffectiveConfig, logger: Logger): AppendLog | null {
  const { stateDir, push } = config.settings;
  if (stateDir === null) return null;
  try {
    return AppendLog.open(stateDir, {
      maxSegmentBytes: STATE_SEGMENT_BYTES,
      maxAgeMs: push.recordMaxAgeMs,
      onError: (error) =>
        logger.event(error.code === "LOST" ? "state.lost" : "state.failed", { problem: error.message }),
    });
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    throw new CliError(EXIT_USAGE, [`${label("stateDir", config.origins)}: ${error.message.replaceAll("\n", " ")}`], {
      cause: error,
    });
  }
}

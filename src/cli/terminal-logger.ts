import type { Config } from "../config/schema.js";
import { createLogger, type RootLogger } from "../telemetry/logger.js";
import type { CliIo } from "./cli-io.js";

/** The logger that the settings ask for, on standard output. */
export function terminalLogger(settings: Config["log"], io: CliIo): RootLogger {
  const isTerminal = io.stdout.isTTY === true;
  const { level, format, maxBufferedBytes } = settings;
  return createLogger({
    level,
    format: format === "auto" ? (isTerminal ? "pretty" : "json") : format,
    color: isTerminal && (io.env["NO_COLOR"] ?? "") === "",
    maxBufferedBytes,
  });
}

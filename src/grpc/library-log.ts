import { setLogger } from "@grpc/grpc-js";
import type { Logger } from "../telemetry/logger.js";

/**
 * Takes the lines that grpc-js would write to standard error, such as a bind
 * failure that we report ourselves, into our log. grpc-js has one logger per
 * process, so this is for the program to call, once.
 */
export function redirectLibraryLog(logger: Logger): void {
  const write = (...parts: unknown[]): void => logger.event("grpc.library", { text: parts.map(String).join(" ") });
  setLogger({ error: write, info: write, debug: write });
}

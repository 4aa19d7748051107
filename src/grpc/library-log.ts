import { setLogger } from "@grpc/grpc-js";
import type { Logger } from "../telemetry/logger.js";

/**
 * Takes the lines that grpc-js would write to standard error, such as a bind
 * failure that we report ourselves, into our log. grpc-js has one logger per
 * process, so this is for the program to call, once.
 */
export function redirectLibraryLog(logger: Logger): void {
  const write = (...parts: unknown[]): void =>
    logger.event("grpc.library", { text: withoutMetadataValue(parts.map(String).join(" ")) });
  setLogger({ error: write, info: write, debug: write });
}

/** Metadata that grpc-js can't read is quoted in its line: it may be a token. */
function withoutMetadataValue(text: string): string {
  return text.replace(/^(Failed to add metadata entry [^:]*):.*/s, "$1");
}

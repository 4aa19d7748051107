import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { CliError, EXIT_USAGE } from "../cli-error.js";
import type { CliIo } from "../cli-io.js";

/** The token alone goes to standard output, so that a script can take it; what it is about to standard error. */
export function printToken(io: CliIo, token: string, about: string): void {
  io.stderr.write(`${about}; this is its token, which can't be shown again:\n`);
  io.stdout.write(`${token}\n`);
}

/** @throws CliError */
export async function makeFolder(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new CliError(EXIT_USAGE, [`can't make ${dirname(file)}: ${error instanceof Error ? error.message : error}`]);
  }
}

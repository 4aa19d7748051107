import { homedir } from "node:os";
import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { KeysFile, type KeysFileContent } from "../../auth/keys-file.js";
import { KeysFileError } from "../../auth/keys-problem.js";
import { readMachineId } from "../../auth/machine.js";
import { parseRfc3339 } from "../../auth/rfc3339.js";
import { CliError, EXIT_USAGE } from "../cli-error.js";
import type { CliIo } from "../cli-io.js";

/** What all `keys` commands take. */
export interface KeysFlags {
  readonly keysFile?: string;
  readonly json?: boolean;
}

export function addKeysFlags(command: Command): Command {
  return command
    .option("--keys-file <file>", "the keys file; default: $OPEND_GATEWAY_KEYS, or keys.json in the user's settings")
    .option("--json", "print as JSON");
}

/** Where the keys are: what the gateway's own setting says, or one place for all of a user's commands. */
export function keysFilePath(flags: KeysFlags, env: CliIo["env"]): string {
  if (flags.keysFile !== undefined) return flags.keysFile;
  const configured = env["OPEND_GATEWAY_KEYS"];
  if (configured !== undefined && configured !== "") return configured;
  const settings = env["XDG_CONFIG_HOME"];
  const folder = settings !== undefined && settings !== "" ? settings : join(env["HOME"] ?? homedir(), ".config");
  return join(folder, "opend-gateway", "keys.json");
}

export function openKeysFile(flags: KeysFlags, io: CliIo): KeysFile {
  return new KeysFile(keysFilePath(flags, io.env));
}

/** Warnings go to standard error, so that the output stays what it is. */
export function readKeys(file: KeysFile, io: CliIo): KeysFileContent {
  const content = explained(() => file.read());
  for (const warning of content.warnings) io.stderr.write(`opend-gateway: warning: ${warning}\n`);
  return content;
}

/** Runs what may find the keys file wrong; each problem becomes a line, with exit code 2. */
export function explained<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw asCliError(error);
  }
}

export async function explainedLater<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw asCliError(error);
  }
}

function asCliError(error: unknown): unknown {
  if (!(error instanceof KeysFileError)) return error;
  return new CliError(
    EXIT_USAGE,
    error.problems.map((problem) => problem.replaceAll("\n", " ")),
    { cause: error },
  );
}

/** The raw id of this host. @throws CliError */
export function thisMachineId(): string {
  const id = readMachineId();
  if (id !== null) return id;
  throw new CliError(EXIT_USAGE, [
    "this machine has no id to bind a key to: there is no /etc/machine-id, as in many containers; bind it to --networks or --certificates",
  ]);
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30d`, `12h`, `30m`, `45s`, in milliseconds. @throws InvalidArgumentError */
export function readDuration(text: string): number {
  const [, amount = "", unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const durationMs = Number(amount) * (UNIT_MS[unit] ?? 0);
  if (durationMs > 0) return durationMs;
  throw new InvalidArgumentError("It must be a time such as 30d, 12h or 30m.");
}

/** A duration from now or an RFC 3339 time in the future, as RFC 3339. @throws InvalidArgumentError */
export function readExpiry(text: string, nowMs: number = Date.now()): string {
  const timeMs = text.includes("-") ? parseRfc3339(text) : nowMs + readDuration(text);
  if (timeMs === null) throw new InvalidArgumentError("It must be a time such as 30d, 12h or 2026-12-31T23:59:59Z.");
  if (timeMs <= nowMs) throw new InvalidArgumentError("It is in the past.");
  return new Date(timeMs).toISOString();
}

/** A list with commas; the flag may also be repeated. */
export function collectList(text: string, before: readonly string[] | undefined): readonly string[] {
  const items = text.split(",").map((item) => item.trim());
  if (items.includes("")) throw new InvalidArgumentError("It has an empty item; write them as A,B,C.");
  return [...(before ?? []), ...items];
}

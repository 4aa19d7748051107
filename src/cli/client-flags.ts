import { InvalidArgumentError, Option } from "commander";
import { AddressError, formatAddress, isLoopback, parseListenAddress } from "../config/address.js";
import { TOKEN_VARIABLE } from "../config/environment.js";
import { envName } from "../config/settings-table.js";
import type { CliIo } from "./cli-io.js";

/** Flags of the commands that talk to a running gateway. */
export interface ConnectionFlags {
  readonly address: string;
  readonly token?: string;
}

/** With one call in mind. */
export interface ClientFlags extends ConnectionFlags {
  readonly deadlineMs: number;
}

const MAX_DEADLINE_MS = 24 * 60 * 60 * 1000;

export function connectionOptions(): Option[] {
  return [
    new Option("--address <address>", "the gateway: host:port, [v6]:port or unix:path")
      .env(envName("grpc"))
      .default("127.0.0.1:33333")
      .argParser(readAddress),
    new Option("--token <token>", `the key's token; better in the environment, as ${TOKEN_VARIABLE}`),
  ];
}

export function clientOptions(defaultDeadlineMs: number): Option[] {
  return [
    ...connectionOptions(),
    new Option("--deadline-ms <ms>", "how long to wait for the answer")
      .default(defaultDeadlineMs)
      .argParser(readDeadline),
  ];
}

/** The token of flag or environment, or null. */
export function readToken(flags: ConnectionFlags, io: CliIo): string | null {
  const token = flags.token ?? io.env[TOKEN_VARIABLE] ?? "";
  return token === "" ? null : token;
}

/** A token that leaves the machine unencrypted is worth a word. */
export function warnOfPlainToken(token: string | null, address: string, io: CliIo): void {
  if (token === null || isLoopback(parseListenAddress(address))) return;
  io.stderr.write(`opend-gateway: warning: the token travels to ${address} in plain text\n`);
}

function readAddress(text: string): string {
  try {
    return formatAddress(parseListenAddress(text));
  } catch (error) {
    if (error instanceof AddressError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}

function readDeadline(text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > MAX_DEADLINE_MS) {
    throw new InvalidArgumentError(`It must be a whole number of milliseconds from 1 to ${MAX_DEADLINE_MS}.`);
  }
  return value;
}

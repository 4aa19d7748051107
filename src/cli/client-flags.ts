import { Buffer } from "node:buffer";
import { InvalidArgumentError, Option } from "commander";
import { AddressError, formatAddress, isLoopback, parseListenAddress } from "../config/address.js";
import { TOKEN_VARIABLE } from "../config/environment.js";
import { fileProblem, readSmallFile } from "../config/load.js";
import { ConfigError } from "../config/problem.js";
import { envName } from "../config/settings-table.js";
import type { ClientTls } from "../grpc/client-tls.js";
import type { CliIo } from "./cli-io.js";

/** Flags of the commands that talk to a running gateway. */
export interface ConnectionFlags {
  readonly address: string;
  readonly token?: string;
  readonly tls?: true;
  readonly tlsCa?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
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
    new Option("--tls", "speak TLS, and trust the authorities that Node trusts"),
    new Option("--tls-ca <file>", "speak TLS, and trust the authorities in this PEM file"),
    new Option("--tls-cert <file>", "PEM file with the client's own certificate; needs --tls-key"),
    new Option("--tls-key <file>", "PEM file with its private key"),
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

/**
 * What the flags say of TLS; null: plain text.
 * @throws ConfigError where a file can't be read
 */
export function readTls({ tls, tlsCa, tlsCert, tlsKey }: ConnectionFlags): ClientTls | null {
  if (tlsCert !== undefined || tlsKey !== undefined) {
    if (tlsCert === undefined)
      throw new ConfigError(["--tls-key: a private key needs its certificate; give --tls-cert"]);
    if (tlsKey === undefined)
      throw new ConfigError(["--tls-cert: a certificate needs its private key; give --tls-key"]);
    const identity = { cert: readPem("--tls-cert", tlsCert), key: readPem("--tls-key", tlsKey) };
    return { ca: tlsCa === undefined ? null : readPem("--tls-ca", tlsCa), identity };
  }
  if (tlsCa !== undefined) return { ca: readPem("--tls-ca", tlsCa), identity: null };
  return tls === true ? { ca: null, identity: null } : null;
}

function readPem(flag: string, path: string): Buffer {
  let text: string;
  try {
    text = readSmallFile(path);
  } catch (error) {
    throw new ConfigError([`${flag}: can't read ${path}: ${fileProblem(error)}`]);
  }
  if (!text.includes("-----BEGIN ")) throw new ConfigError([`${flag}: ${path} holds no PEM`]);
  return Buffer.from(text);
}

/** A token that leaves the machine unencrypted is worth a word. */
export function warnOfPlainToken(token: string | null, address: string, tls: ClientTls | null, io: CliIo): void {
  if (token === null || tls !== null || isLoopback(parseListenAddress(address))) return;
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

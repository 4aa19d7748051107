import { formatAddress, type ListenAddress } from "../config/address.js";
import type { EffectiveConfig } from "../config/effective-config.js";
import { label } from "../config/rules.js";
import { CliError, EXIT_USAGE } from "./cli-error.js";

const ADVICE: readonly (readonly [code: string, text: string])[] = [
  ["EADDRINUSE", "is in use by another program; stop that one or choose another address"],
  ["EACCES", "may not be opened by this user; choose a port from 1024 up, or a folder that exists and is writable"],
  ["EADDRNOTAVAIL", "is no address of this machine"],
  ["ENOTFOUND", "has a host name that can't be resolved"],
  ["EAI_AGAIN", "has a host name that can't be resolved now"],
];

/** A listener that can't be opened, in one line. */
export function listenProblem(where: string, address: ListenAddress, error: unknown): CliError {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  // grpc-js puts the system's code into its text only.
  const advice = ADVICE.find(([known]) => code === known || text.includes(known))?.[1];
  const line =
    advice === undefined ? `can't listen on ${formatAddress(address)}: ${text}` : `${formatAddress(address)} ${advice}`;
  return new CliError(EXIT_USAGE, [`${where}: ${line.replaceAll("\n", " ")}`], { cause: error });
}

/** How the user set the address of a listener: a flag, a variable, a place in the file, or by nothing. */
export function listenerLabel(key: "grpc.address" | "http.address", config: EffectiveConfig): string {
  const origin = config.origins.get(key);
  return origin?.source === "default" ? `--${key === "grpc.address" ? "grpc" : "http"}` : label(key, config.origins);
}

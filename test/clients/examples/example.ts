import { setting } from "../setting.js";
import { type Command, Program } from "./program.js";

/** The shortest that the gateway takes. The watchdog waits for two and a half. */
const HEARTBEAT_MS = 5000;

/** The built program. */
export const cli = setting("CLIENT_TEST_CLI");
const example = JSON.parse(setting("CLIENT_TEST_EXAMPLE")) as Command;

/** An address in a log line of the program. */
export async function addressOf(
  program: Program,
  event: string,
  field: string,
): Promise<{ host: string; port: number }> {
  const line = await program.line(new RegExp(`"event":"${event}".*"${field}":"([^"]+):(\\d+)"`));
  return { host: line[1] ?? "", port: Number(line[2]) };
}

export function startGateway(...args: readonly string[]): Program {
  const flags = ["--http", "127.0.0.1:0", "--log-format", "json", ...args];
  return new Program({ command: process.execPath, args: [cli, "serve", ...flags] });
}

/** @param more variables besides those that every run gets */
export function startExample(
  { port }: { readonly port: number },
  securities = ["HK.00700", "US.AAPL"],
  more: Readonly<Record<string, string>> = {},
): Program {
  const env = { ...example.env, OPEND_GATEWAY_GRPC: `127.0.0.1:${port}`, HEARTBEAT_MS: `${HEARTBEAT_MS}`, ...more };
  return new Program({ ...example, args: [...example.args, ...securities], env });
}

import { setting } from "../setting.js";
import { type ExampleName, type ExamplePrograms, Program } from "./program.js";

/** The shortest that the gateway takes. The watchdog waits for two and a half. */
const HEARTBEAT_MS = 5000;

/** The built program. */
export const cli = setting("CLIENT_TEST_CLI");
const examples = JSON.parse(setting("CLIENT_TEST_EXAMPLE")) as ExamplePrograms;

/** An address in a log line of the program. */
export async function addressOf(
  program: Program,
  event: string,
  field: string,
): Promise<{ host: string; port: number }> {
  const line = await program.line(new RegExp(`"event":"${event}".*"${field}":"([^"]+):(\\d+)"`));
  return { host: line[1] ?? "", port: Number(line[2]) };
}

export function startSimulator(): Program {
  const flags = ["--listen", "127.0.0.1:0", "--seed", "7", "--speed", "20", "--log-format", "json"];
  return new Program({ command: process.execPath, args: [cli, "simulate", ...flags] });
}

export function startGateway(...args: readonly string[]): Program {
  const flags = ["--http", "127.0.0.1:0", "--log-format", "json", ...args];
  return new Program({ command: process.execPath, args: [cli, "serve", ...flags] });
}

/** @param more variables besides those that every run gets */
export function startExample(
  name: ExampleName,
  { port }: { readonly port: number },
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Program {
  const example = examples[name];
  const env = { ...example.env, OPEND_GATEWAY_GRPC: `127.0.0.1:${port}`, HEARTBEAT_MS: `${HEARTBEAT_MS}`, ...more };
  return new Program({ ...example, args: [...example.args, ...args], env });
}

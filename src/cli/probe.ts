import { Command } from "commander";
import { GatewayClient } from "../grpc/client.js";
import { CliError, EXIT_FAILED } from "./cli-error.js";
import type { CliIo } from "./cli-io.js";
import { printJson } from "./cli-io.js";
import { type ClientFlags, clientOptions, readTls, readToken } from "./client-flags.js";

// Under the usual time limit of a container's health check.
const DEADLINE_MS = 3000;

export function createCommand(io: CliIo): Command {
  const command = new Command("probe")
    .description("Asks a gateway for its health (grpc.health.v1). Exit code 0 if it serves, else 1.")
    .option("--service <name>", "the service to ask for; without it, the gateway as a whole", "")
    .option("--json", "print as JSON")
    .addHelpText("after", "\nExample:\n  opend-gateway probe --address 127.0.0.1:33333");
  for (const option of clientOptions(DEADLINE_MS)) command.addOption(option);
  return command.action(async (flags: ClientFlags & { readonly service: string; readonly json?: boolean }) => {
    const client = new GatewayClient({ address: flags.address, token: readToken(flags, io), tls: readTls(flags) });
    const outcome = await client.health(flags.service, flags.deadlineMs).finally(() => client.close());
    const status = outcome.ok ? outcome.response : outcome.failure.codeName;
    if (flags.json === true) printJson(io, { address: flags.address, service: flags.service, status }, "line");
    if (!outcome.ok)
      throw new CliError(EXIT_FAILED, [`${flags.address}: ${outcome.failure.codeName}: ${outcome.failure.message}`]);
    if (status !== "SERVING") throw new CliError(EXIT_FAILED, [`${flags.address}: ${status}`]);
    if (flags.json !== true) io.stdout.write("SERVING\n");
  });
}

import { Buffer } from "node:buffer";
import { Command } from "commander";
import { commandById, commandByName, commands } from "../catalog/catalog.js";
import type { Command as CatalogCommand } from "../catalog/command.js";
import { toJson } from "../catalog/json.js";
import { messageType } from "../catalog/schema.js";
import { suggestion } from "../config/suggest.js";
import { GatewayClient } from "../grpc/client.js";
import { CliError, EXIT_FAILED, EXIT_USAGE } from "./cli-error.js";
import type { CliIo } from "./cli-io.js";
import { printJson } from "./cli-io.js";
import { type ClientFlags, clientOptions, readTls, readToken, warnOfPlainToken } from "./client-flags.js";
import { failureLine } from "./failure-line.js";
import { requestBody } from "./request-body.js";

// As the official SDKs wait (facts: ftapi-protocol.md 3.6), and some more for the gateway's queue.
const DEADLINE_MS = 15_000;

interface CallFlags extends ClientFlags {
  readonly json?: boolean;
  readonly raw?: boolean;
}

export function createCommand(io: CliIo): Command {
  const command = new Command("call")
    .description("Sends one command through a gateway and prints OpenD's answer as JSON.")
    .argument("<id|name>", "the command, such as 3004 or GetBasicQot")
    .argument("[json]", 'its C2S, or the whole request as {"c2s": ...}; - reads standard input')
    .option("--json", "print on one line")
    .option("--raw", "write the answer's protobuf bytes instead")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  opend-gateway call GetGlobalState\n" +
        '  opend-gateway call 3202 \'{"securityList":[{"market":1,"code":"00700"}]}\'',
    );
  for (const option of clientOptions(DEADLINE_MS)) command.addOption(option);
  return command.action(async (wanted: string, json: string | undefined, flags: CallFlags) => {
    const row = findCommand(wanted);
    const body = requestBody(row, json === "-" ? await io.readStdin() : json);
    await call(io, row, body, flags);
  });
}

async function call(io: CliIo, row: CatalogCommand, body: Uint8Array, flags: CallFlags): Promise<void> {
  const token = readToken(flags, io);
  const tls = readTls(flags);
  warnOfPlainToken(token, flags.address, tls, io);
  const client = new GatewayClient({ address: flags.address, token, tls });
  const outcome = await client
    .request({ protoId: row.protoId, body, deadlineMs: flags.deadlineMs })
    .finally(() => client.close());
  if (!outcome.ok) throw new CliError(EXIT_FAILED, [failureLine(outcome.failure)]);
  const { retType, retMsg, body: answer } = outcome.response;
  if (flags.raw === true) io.stdout.write(Buffer.from(answer));
  else printJson(io, decoded(row, answer), flags.json === true ? "line" : "indented");
  if (retType !== 0) throw new CliError(EXIT_FAILED, [`OpenD refused (retType ${retType}): ${retMsg}`]);
}

/** A row that can be called, by id or name. */
function findCommand(wanted: string): CatalogCommand {
  const isId = /^\d+$/.test(wanted);
  const row = isId ? commandById(Number(wanted)) : commandByName(wanted);
  if (row === undefined) {
    const names = commands
      .filter(({ kind }) => kind === "request")
      .flatMap(({ name }) => [name, name.replace(/^(Qot|Trd)_/, "")]);
    const near = isId ? "" : suggestion(wanted, names);
    throw new CliError(EXIT_USAGE, [`"${wanted}" is no command of the table${near || "; see opend-gateway catalog"}`]);
  }
  if (row.kind === "push") {
    throw new CliError(EXIT_USAGE, [
      `${row.protoId} (${row.name}) is a push, which only OpenD sends; see opend-gateway catalog`,
    ]);
  }
  return row;
}

function decoded(row: CatalogCommand, answer: Uint8Array): unknown {
  if (row.responseMessage === null) return { base64: Buffer.from(answer).toString("base64") };
  try {
    return toJson(messageType(row.responseMessage), answer);
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown failure";
    throw new CliError(EXIT_FAILED, [`the answer is no ${row.responseMessage} (${why}); --raw writes its bytes`]);
  }
}

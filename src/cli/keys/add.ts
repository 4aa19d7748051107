import { Command, InvalidArgumentError } from "commander";
import { type ExactJson, ExactNumber, type ExactObject } from "../../auth/exact-json.js";
import { readKeyRecord } from "../../auth/key-record.js";
import { withRecord } from "../../auth/keys-document.js";
import { machineFingerprint } from "../../auth/machine.js";
import { newToken, tokenSha256 } from "../../auth/token.js";
import { CliError, EXIT_USAGE } from "../cli-error.js";
import { type CliIo, printJson } from "../cli-io.js";
import {
  addKeysFlags,
  collectList,
  explainedLater,
  type KeysFlags,
  keysFilePath,
  openKeysFile,
  readExpiry,
  thisMachineId,
} from "./keys-context.js";
import { makeFolder, printToken } from "./token-output.js";

interface Flags extends KeysFlags {
  readonly id: string;
  readonly scopes: readonly string[];
  readonly expires?: string;
  readonly note?: string;
  readonly profile?: string;
  readonly allowedMarkets?: readonly string[];
  readonly allowedSymbols?: readonly string[];
  readonly allowedTrdSides?: readonly string[];
  readonly maxOrderValue?: ExactNumber;
  readonly maxDailyValue?: ExactNumber;
  readonly maxOrdersPerMinute?: ExactNumber;
  readonly hoursWindow?: string;
  readonly hoursTimeZone?: string;
  readonly allowedAccIds?: readonly string[];
  readonly allowedCardNums?: readonly string[];
  readonly allowedNetworks?: readonly string[];
  readonly allowedCertificates?: readonly string[];
  readonly tagRemark?: boolean;
  readonly thisMachine?: boolean;
  readonly allowedMachines?: readonly string[];
}

export function addCommand(io: CliIo): Command {
  const command = new Command("add")
    .description("Makes a key and prints its token, this once. The file is made when it is missing.")
    .requiredOption("--id <id>", "a name for the key, as it stands in the audit log")
    .requiredOption(
      "--scopes <list>",
      "what it may do, such as qot:read,acc:read; also read, trade, admin",
      collectList,
    )
    .option("--expires <time>", "30d, 12h, 30m, or a time such as 2026-12-31T23:59:59Z", (text) => readExpiry(text))
    .option("--note <text>", "whatever helps to remember what it is for")
    .option("--profile <name>", "limits profile; default: the gateway's")
    .option("--allowed-acc-ids <list>", "only these accounts", collectList)
    .option("--allowed-card-nums <list>", "only the accounts of these cards: all digits or the last 4", collectList)
    .option("--allowed-markets <list>", "only these trade markets, such as HK,US", collectList)
    .option("--allowed-symbols <list>", "orders only for these, such as HK.00700,US.AAPL", collectList)
    .option("--allowed-trd-sides <list>", "only these sides: BUY,SELL,SELL_SHORT,BUY_BACK", collectList)
    .option("--max-order-value <n>", "largest value of one order, in its currency", readAmount)
    .option("--max-daily-value <n>", "largest value of a UTC day's orders", readAmount)
    .option("--max-orders-per-minute <n>", "orders in any 60 seconds", readAmount)
    .option("--hours-window <window>", "orders only then, such as 09:30-16:00")
    .option("--hours-time-zone <zone>", "of that window, such as Asia/Hong_Kong; default: this machine's")
    .option("--tag-remark", "let the gateway put a tag into empty remarks, to find an order whose answer was lost")
    .option("--allowed-networks <list>", "only from these addresses, such as 10.0.0.0/8", collectList)
    .option("--allowed-certificates <list>", "only with these client certificates: SHA-256", collectList)
    .option("--allowed-machines <list>", "only with the gateway on these machines: fingerprints", collectList)
    .option("--this-machine", "only with the gateway on this machine")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  opend-gateway keys add --id dashboard --scopes read --expires 90d\n" +
        "  opend-gateway keys add --id bot --scopes read,trade:simulate --allowed-acc-ids 281756479000000101 \\\n" +
        "    --allowed-markets HK --max-order-value 50000 --max-daily-value 200000",
    )
    .action((flags: Flags) => add(flags, io));
  return addKeysFlags(command);
}

async function add(flags: Flags, io: CliIo): Promise<void> {
  const file = openKeysFile(flags, io);
  const token = newToken();
  const record = recordOf(flags, token);
  await makeFolder(keysFilePath(flags, io.env));
  await explainedLater(() => file.edit((root) => withRecord(root, record), { create: true }));
  if (flags.json === true) printJson(io, { id: flags.id, token, keys_file: file.path });
  else printToken(io, token, `key ${JSON.stringify(flags.id)} added to ${file.path}`);
}

function recordOf(flags: Flags, token: string): ExactObject {
  const machines = [
    ...(flags.allowedMachines ?? []),
    ...(flags.thisMachine === true ? [machineFingerprint(flags.id, thisMachineId())] : []),
  ];
  const fields: Readonly<Record<string, ExactJson | undefined>> = {
    id: flags.id,
    hash: `sha256:${tokenSha256(token)}`,
    scopes: flags.scopes,
    profile: flags.profile,
    allowed_acc_ids: flags.allowedAccIds?.map((id) => (/^[1-9]\d{0,19}$/.test(id) ? new ExactNumber(id) : id)),
    allowed_card_nums: flags.allowedCardNums,
    allowed_markets: flags.allowedMarkets,
    allowed_symbols: flags.allowedSymbols,
    allowed_trd_sides: flags.allowedTrdSides,
    max_order_value: flags.maxOrderValue,
    max_daily_value: flags.maxDailyValue,
    max_orders_per_minute: flags.maxOrdersPerMinute,
    hours_window: flags.hoursWindow,
    hours_time_zone: flags.hoursTimeZone,
    tag_remark: flags.tagRemark,
    allowed_machines: machines.length === 0 ? undefined : machines,
    allowed_networks: flags.allowedNetworks,
    allowed_certificates: flags.allowedCertificates,
    created_at: new Date().toISOString(),
    expires_at: flags.expires,
    note: flags.note,
  };
  const record = new Map(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  check(record);
  return record;
}

/** The file would be refused with such a record; here the problems name the flags. */
function check(record: ExactObject): void {
  const problems: string[] = [];
  readKeyRecord("", record, {}, problems);
  if (problems.length === 0) return;
  throw new CliError(
    EXIT_USAGE,
    problems.map((problem) => problem.replace(/^\.(\w+)/, (_path, name: string) => `--${name.replaceAll("_", "-")}`)),
  );
}

function readAmount(text: string): ExactNumber {
  if (/^(0|[1-9]\d*)(\.\d+)?$/.test(text)) return new ExactNumber(text);
  throw new InvalidArgumentError("It must be a number from 0 up, such as 50000 or 0.5.");
}

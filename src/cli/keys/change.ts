import { Command } from "commander";
import type { ExactJson, ExactObject } from "../../auth/exact-json.js";
import { recordOf, withFields, withoutRecord } from "../../auth/keys-document.js";
import { KeysFileError } from "../../auth/keys-problem.js";
import { newToken, tokenSha256 } from "../../auth/token.js";
import { type CliIo, printJson } from "../cli-io.js";
import {
  addKeysFlags,
  explainedLater,
  type KeysFlags,
  openKeysFile,
  readDuration,
  readExpiry,
} from "./keys-context.js";
import { printToken } from "./token-output.js";

interface RotateFlags extends KeysFlags {
  readonly grace?: number;
  readonly expires?: string;
}

export function rotateCommand(io: CliIo): Command {
  const command = new Command("rotate")
    .description("Gives a key a new token. The old one ends at once, or after a grace.")
    .argument("<id>", "the key")
    .option("--grace <time>", "how long the old token works too, such as 24h; default: not at all", readDuration)
    .option("--expires <time>", "a new end of the key: 30d, 12h, or a time", (text) => readExpiry(text))
    .addHelpText("after", "\nExample:\n  opend-gateway keys rotate bot --grace 24h")
    .action((id: string, flags: RotateFlags) => rotate(id, flags, io));
  return addKeysFlags(command);
}

async function rotate(id: string, flags: RotateFlags, io: CliIo): Promise<void> {
  const file = openKeysFile(flags, io);
  const token = newToken();
  const until = flags.grace === undefined ? null : new Date(Date.now() + flags.grace).toISOString();
  await explainedLater(() =>
    file.edit((root) =>
      withFields(root, id, {
        hash: `sha256:${tokenSha256(token)}`,
        previous_hash: until === null ? undefined : (recordOf(root, id).get("hash") ?? undefined),
        previous_expires_at: until ?? undefined,
        ...(flags.expires === undefined ? {} : { expires_at: flags.expires }),
      }),
    ),
  );
  const old = until === null ? "the old token has ended" : `the old token works until ${until}`;
  if (flags.json === true) printJson(io, { id, token, old_token_until: until, keys_file: file.path });
  else printToken(io, token, `key ${JSON.stringify(id)} has a new token, and ${old}`);
}

export function revokeCommand(io: CliIo): Command {
  const command = new Command("revoke")
    .description("Removes a key for good: calls with it fail and its streams end within a second.")
    .argument("<id>", "the key")
    .addHelpText("after", "\nExample:\n  opend-gateway keys revoke bot")
    .action((id: string, flags: KeysFlags) =>
      change(id, flags, io, (root) => withoutRecord(root, id), "is removed", { revoked: true }),
    );
  return addKeysFlags(command);
}

export function freezeCommand(io: CliIo): Command {
  const command = new Command("freeze")
    .description("Stops a key without removing it: calls with it fail and its streams end within a second.")
    .argument("<id>", "the key")
    .option("--off", "let it work again, on the machines that it was bound to before")
    .addHelpText("after", "\nExamples:\n  opend-gateway keys freeze bot\n  opend-gateway keys freeze bot --off")
    .action((id: string, flags: KeysFlags & { readonly off?: boolean }) =>
      flags.off === true
        ? change(id, flags, io, (root) => thawed(root, id), "works again", { frozen: false })
        : change(id, flags, io, (root) => frozen(root, id), "is frozen", { frozen: true }),
    );
  return addKeysFlags(command);
}

/** What the rival takes for frozen too; our own field keeps the machines, so that thawing gives no more than there was. */
function frozen(root: ExactObject, id: string): ExactObject {
  const machines = recordOf(root, id).get("allowed_machines") ?? null;
  if (isFrozen(machines)) throw new KeysFileError([`the key ${JSON.stringify(id)} is frozen already`]);
  return withFields(root, id, { allowed_machines: [], machines_before_freeze: machines });
}

function thawed(root: ExactObject, id: string): ExactObject {
  const record = recordOf(root, id);
  if (!isFrozen(record.get("allowed_machines")))
    throw new KeysFileError([`the key ${JSON.stringify(id)} is not frozen`]);
  const before = record.get("machines_before_freeze");
  if (before === undefined) {
    throw new KeysFileError([
      `the key ${JSON.stringify(id)} was frozen by another program, which left no word of its machines; see keys bind --replace or --clear`,
    ]);
  }
  return withFields(root, id, { allowed_machines: before ?? undefined, machines_before_freeze: undefined });
}

export function isFrozen(machines: ExactJson | undefined): boolean {
  return Array.isArray(machines) && machines.length === 0;
}

/** Edits one key and says what came of it. */
export async function change(
  id: string,
  flags: KeysFlags,
  io: CliIo,
  edit: (root: ExactObject) => ExactObject,
  outcome: string,
  result: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = openKeysFile(flags, io);
  await explainedLater(() => file.edit(edit));
  if (flags.json === true) printJson(io, { id, ...result, keys_file: file.path });
  else io.stderr.write(`key ${JSON.stringify(id)} ${outcome} (${file.path})\n`);
}

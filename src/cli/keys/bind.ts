import { Command } from "commander";
import type { ExactJson, ExactObject } from "../../auth/exact-json.js";
import { recordOf, withFields } from "../../auth/keys-document.js";
import { KeysFileError } from "../../auth/keys-problem.js";
import { machineFingerprint } from "../../auth/machine.js";
import { CliError, EXIT_USAGE } from "../cli-error.js";
import { type CliIo, printJson } from "../cli-io.js";
import { change, isFrozen } from "./change.js";
import { addKeysFlags, collectList, type KeysFlags, thisMachineId } from "./keys-context.js";

interface Flags extends KeysFlags {
  readonly thisMachine?: boolean;
  readonly machines?: readonly string[];
  readonly networks?: readonly string[];
  readonly certificates?: readonly string[];
  readonly replace?: boolean;
  readonly clear?: boolean;
}

export function bindCommand(io: CliIo): Command {
  const command = new Command("bind")
    .description("Binds a key to where it may be used from. What is named is added to what it is bound to.")
    .argument("<id>", "the key")
    .option("--this-machine", "the gateway on this machine, so that a copied keys file is of no use elsewhere")
    .option("--machines <list>", "the gateway on these machines: fingerprints of `keys machine-id`", collectList)
    .option("--networks <list>", "clients with these addresses, such as 10.0.0.0/8,fd00::/8", collectList)
    .option("--certificates <list>", "clients with these certificates: SHA-256 in hex", collectList)
    .option("--replace", "instead of what it was bound to of the same kind")
    .option("--clear", "take all bindings away; a frozen key works again then")
    .addHelpText(
      "after",
      "\nExamples:\n  opend-gateway keys bind bot --this-machine\n  opend-gateway keys bind bot --networks 10.1.0.0/16 --replace",
    )
    .action((id: string, flags: Flags) => bind(id, flags, io));
  return addKeysFlags(command);
}

async function bind(id: string, flags: Flags, io: CliIo): Promise<void> {
  const machines = [
    ...(flags.machines ?? []),
    ...(flags.thisMachine === true ? [machineFingerprint(id, thisMachineId())] : []),
  ];
  const named: Readonly<Record<string, readonly string[] | undefined>> = {
    allowed_machines: machines.length === 0 ? undefined : machines,
    allowed_networks: flags.networks,
    allowed_certificates: flags.certificates,
  };
  const isNamed = Object.values(named).some((items) => items !== undefined);
  if (isNamed === (flags.clear === true)) {
    throw new CliError(EXIT_USAGE, [
      "name what to bind to with --this-machine, --machines, --networks or --certificates, or give --clear alone",
    ]);
  }
  if (flags.clear === true) {
    const cleared = Object.fromEntries(
      [...Object.keys(named), "machines_before_freeze"].map((name) => [name, undefined]),
    );
    await change(id, flags, io, (root) => withFields(root, id, cleared), "is bound to nothing", { bound: false });
    return;
  }
  const edit = (root: ExactObject) => bound(root, id, named, flags.replace === true);
  await change(id, flags, io, edit, "is bound", { bound: true });
}

function bound(
  root: ExactObject,
  id: string,
  named: Readonly<Record<string, readonly string[] | undefined>>,
  replace: boolean,
): ExactObject {
  const record = recordOf(root, id);
  if (named["allowed_machines"] !== undefined && !replace && isFrozen(record.get("allowed_machines"))) {
    throw new KeysFileError([
      `the key ${JSON.stringify(id)} is frozen; let it work again with keys freeze --off, or give --replace`,
    ]);
  }
  const fields: Record<string, ExactJson | undefined> = {};
  for (const [name, items] of Object.entries(named)) {
    if (items === undefined) continue;
    const before = record.get(name);
    const kept = replace || !Array.isArray(before) ? [] : (before as readonly ExactJson[]);
    fields[name] = [...kept, ...items.filter((item) => !kept.includes(item))];
    if (name === "allowed_machines") fields["machines_before_freeze"] = undefined;
  }
  return withFields(root, id, fields);
}

export function machineIdCommand(io: CliIo): Command {
  return new Command("machine-id")
    .description("Prints this machine's fingerprint for a key: what `keys bind --machines` takes.")
    .requiredOption("--for-key <id>", "the key; the fingerprint differs from key to key")
    .option("--json", "print as JSON")
    .addHelpText("after", "\nExample:\n  opend-gateway keys machine-id --for-key bot")
    .action(({ forKey, json }: { readonly forKey: string; readonly json?: boolean }) => {
      const fingerprint = machineFingerprint(forKey, thisMachineId());
      if (json === true) printJson(io, { id: forKey, fingerprint });
      else io.stdout.write(`${fingerprint}\n`);
    });
}

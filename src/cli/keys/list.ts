import { Command } from "commander";
import type { ApiKey } from "../../auth/api-key.js";
import { keyState } from "../../auth/key-state.js";
import { readMachineId } from "../../auth/machine.js";
import { scopeNames } from "../../auth/scopes.js";
import { CliError, EXIT_USAGE } from "../cli-error.js";
import { type CliIo, printJson } from "../cli-io.js";
import { textTable } from "../text-table.js";
import { keyLines, keyView, timeText } from "./key-view.js";
import { addKeysFlags, type KeysFlags, openKeysFile, readKeys } from "./keys-context.js";

export function listCommand(io: CliIo): Command {
  const command = new Command("list")
    .description("Lists the keys: id, state, scopes and when they end. Never a token or its hash.")
    .addHelpText("after", "\nExample:\n  opend-gateway keys list --json")
    .action((flags: KeysFlags) => {
      const { keys } = readKeys(openKeysFile(flags, io), io);
      const nowMs = Date.now();
      const machineId = readMachineId();
      if (flags.json === true) {
        printJson(
          io,
          keys.map((key) => keyView(key, machineId, nowMs)),
        );
      } else if (keys.length === 0) io.stderr.write("no keys; `opend-gateway keys add` makes one\n");
      else
        io.stdout.write(
          textTable(
            ["ID", "STATE", "SCOPES", "ENDS", "NOTE"],
            keys.map((key) => cells(key, machineId, nowMs)),
          ),
        );
    });
  return addKeysFlags(command);
}

export function showCommand(io: CliIo): Command {
  const command = new Command("show")
    .description("Shows all of one key but its hash.")
    .argument("<id>", "the key")
    .addHelpText("after", "\nExample:\n  opend-gateway keys show bot")
    .action((id: string, flags: KeysFlags) => {
      const { keys } = readKeys(openKeysFile(flags, io), io);
      const key = keys.find((each) => each.id === id);
      if (key === undefined) throw new CliError(EXIT_USAGE, [`there is no key ${JSON.stringify(id)}; see keys list`]);
      if (flags.json === true) printJson(io, keyView(key, readMachineId(), Date.now()));
      else io.stdout.write(keyLines(key, readMachineId(), Date.now()));
    });
  return addKeysFlags(command);
}

function cells(key: ApiKey, machineId: string | null, nowMs: number): string[] {
  const scopes = scopeNames(key.scopes).join(",");
  return [
    key.id,
    keyState(key, machineId, nowMs),
    scopes,
    timeText(key.expiresAtMs) ?? "-",
    key.note.replaceAll(/\s+/g, " "),
  ];
}

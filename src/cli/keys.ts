import { Command } from "commander";
import type { CliIo } from "./cli-io.js";
import { addCommand } from "./keys/add.js";
import { bindCommand, machineIdCommand } from "./keys/bind.js";
import { freezeCommand, revokeCommand, rotateCommand } from "./keys/change.js";
import { listCommand, showCommand } from "./keys/list.js";

export function createCommand(io: CliIo): Command {
  const keys = new Command("keys")
    .description("Makes, lists and changes the keys that callers need. A running gateway follows the file.")
    // What run() sets on a command after it was made must count for those below it too.
    .hook("preSubcommand", (command, subCommand) => void subCommand.copyInheritedSettings(command))
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText(
      "after",
      "\nExamples:\n" +
        "  opend-gateway keys add --id dashboard --scopes read\n" +
        "  opend-gateway --keys ~/.config/opend-gateway/keys.json\n" +
        "  opend-gateway keys revoke dashboard",
    );
  const made = [addCommand, listCommand, showCommand, rotateCommand, revokeCommand, freezeCommand, bindCommand];
  for (const create of [...made, machineIdCommand]) keys.addCommand(create(io));
  return keys;
}

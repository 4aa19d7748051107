import { Command, CommanderError } from "commander";
import { ConfigError } from "../config/problem.js";
import { suggestion } from "../config/suggest.js";
import { CliError, EXIT_FAILED, EXIT_USAGE } from "./cli-error.js";
import type { CliIo } from "./cli-io.js";
import { DEFAULT_SUB_COMMAND, subCommands } from "./sub-commands.js";
import { readVersion } from "./version.js";

/**
 * Runs one command line, without node and script.
 * @returns the exit code; what went wrong stands on standard error by then
 */
export async function run(argv: readonly string[], io: CliIo): Promise<number> {
  try {
    await dispatch(argv, io);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    const { lines, exitCode } = explain(error);
    for (const line of lines) io.stderr.write(`opend-gateway: ${line}\n`);
    return exitCode;
  }
}

function explain(error: unknown): { readonly lines: readonly string[]; readonly exitCode: number } {
  if (error instanceof ConfigError) return { lines: error.problems, exitCode: EXIT_USAGE };
  if (error instanceof CliError) return error;
  // A defect: the only case in which a stack helps.
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { lines: [`a defect of the program, please report it: ${text}`], exitCode: EXIT_FAILED };
}

async function dispatch(argv: readonly string[], io: CliIo): Promise<void> {
  const [first = "", second] = argv;
  if (["--version", "-V"].includes(first)) {
    io.stdout.write(`${readVersion()}\n`);
  } else if (["--help", "-h"].includes(first) || (first === "help" && second === undefined)) {
    io.stdout.write(overview());
  } else if (first === "help") {
    await runSubCommand(second ?? "", ["--help"], io);
  } else if (first === "" || first.startsWith("-")) {
    await runSubCommand(DEFAULT_SUB_COMMAND, argv, io);
  } else {
    await runSubCommand(first, argv.slice(1), io);
  }
}

async function runSubCommand(name: string, args: readonly string[], io: CliIo): Promise<void> {
  const found = subCommands.find((each) => each.name === name);
  if (found === undefined) {
    const near = suggestion(
      name,
      subCommands.map((each) => each.name),
    );
    throw new CliError(EXIT_USAGE, [`unknown command "${name}"${near || "; see opend-gateway --help"}`]);
  }
  const { createCommand } = await found.load();
  const command = createCommand(io)
    .name(`opend-gateway ${name}`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      outputError: (text, write) => write(`opend-gateway: ${oneLine(text)}\n`),
    });
  await command.parseAsync([...args], { from: "user" });
}

/** commander puts its suggestion on a second line. */
function oneLine(text: string): string {
  return (
    text
      .replace(/^error: /, "")
      // What follows the flag may be a secret whose flag was mistyped.
      .replace(/^(unknown option '-[^=']*)=.*'/s, "$1'")
      .trim()
      .replaceAll("\n", " ")
  );
}

function overview(): string {
  const program = new Command("opend-gateway")
    .usage("[command] [options]")
    .description("A gRPC gateway in front of Futu / moomoo OpenD.")
    .version(readVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command");
  for (const { name, summary } of subCommands) program.command(name).description(summary);
  return (
    program.helpInformation() +
    "\nExamples:\n" +
    "  opend-gateway                              the gateway with the embedded simulator\n" +
    "  opend-gateway --opend 127.0.0.1:11111      the gateway in front of an OpenD\n" +
    "  opend-gateway call GetGlobalState          one command through it\n" +
    "  opend-gateway watch HK.00700               what it pushes, as a table\n"
  );
}

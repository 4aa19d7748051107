import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/**
 * The standard output of a program, once it ended. Throws with its error output
 * when it failed. With `core`, the program runs on that core only.
 */
export async function run(file: string, args: readonly string[], core?: string): Promise<string> {
  const command = core === undefined ? [file, ...args] : ["taskset", "-c", core, file, ...args];
  const { stdout } = await execute(command[0] as string, command.slice(1), { maxBuffer: MAX_OUTPUT_BYTES });
  return stdout;
}

/** Runs a script of ours and reads the one JSON value that it prints. */
export async function runForJson<T>(script: string, args: readonly string[], core?: string): Promise<T> {
  return JSON.parse(await run(process.execPath, [...process.execArgv, script, ...args], core)) as T;
}

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

/** The standard output of a program, once it ended. Throws with its error output when it failed. */
export async function run(file: string, args: readonly string[]): Promise<string> {
  const { stdout } = await execute(file, [...args], { maxBuffer: MAX_OUTPUT_BYTES });
  return stdout;
}

/** Runs a script of ours and reads the one JSON value that it prints. */
export async function runForJson<T>(script: string, args: readonly string[]): Promise<T> {
  return JSON.parse(await run(process.execPath, [...process.execArgv, script, ...args])) as T;
}

import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..", "..").replace(/\/dist$/, "");

/** A program that a language's stubs need and this machine does not have. */
export class MissingTool extends Error {
  override readonly name = "MissingTool";
}

/** Runs a command in the root; its output is shown only if it fails. */
export function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): string {
  try {
    return execFileSync(command, args, { cwd: root, env, encoding: "utf8", maxBuffer: 1 << 28, stdio: "pipe" });
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: string; stdout?: string; stderr?: string };
    if (code === "ENOENT") throw new MissingTool(`no stubs without ${command}, which is not on PATH`);
    const output = `${stdout}${stderr}`.trim().split("\n").slice(-20).join("\n");
    throw new Error(`${command} ${args.slice(0, 3).join(" ")} ... failed:\n${output}`, { cause: error });
  }
}

export function buf(...args: readonly string[]): void {
  run(process.execPath, [createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf"), ...args]);
}

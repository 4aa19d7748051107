import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { runChild } from "../child.js";
import type { Workspace } from "../workspace.js";

const STEP_TIMEOUT_MS = 120_000;

/** What went wrong, for people; null: nothing. */
type Problem = string | null;

interface Made {
  readonly wheel: string;
  readonly problem: Problem;
}

/** The wheel of clients/python, built with what `python` has; that it does not build is no lack of a toolchain. */
export async function buildWheel(workspace: Workspace, python: string): Promise<Made> {
  const folder = join(workspace.cache, "python-package");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const pip = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "-w", folder];
  const problem = await run(workspace, python, [...pip, packageFolder(workspace)]);
  const wheel = (await readdir(folder)).find((name) => name.endsWith(".whl")) ?? "";
  return { wheel: join(folder, wheel), problem };
}

/** Installs the wheel, so that the tests meet what users get. */
export function installWheel(workspace: Workspace, python: string, wheel: string): Promise<Problem> {
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"];
  return run(workspace, python, [...pip, "--force-reinstall", wheel]);
}

/** Lint, format and types: of the package, and of a program that uses its stubs. */
export async function checkPackage(workspace: Workspace, python: string): Promise<Problem> {
  const cache = (tool: string): string => join(workspace.cache, tool);
  const commands = [
    ["ruff", "check", "--quiet", "--cache-dir", cache("ruff"), "."],
    ["ruff", "format", "--quiet", "--check", "--cache-dir", cache("ruff"), "."],
    ["mypy", "--no-error-summary", "--cache-dir", cache("mypy"), "src", "tests/typed_use.py"],
  ];
  for (const command of commands) {
    const problem = await run(workspace, python, ["-m", ...command]);
    if (problem !== null) return problem;
  }
  return null;
}

/** The folder of the tests, and those of it that are left out. */
export function packageTests(workspace: Workspace, age: "new" | "old"): readonly string[] {
  const folder = join(packageFolder(workspace), "tests");
  // How a watch waits does not depend on protobuf.
  return age === "new" ? [folder] : [folder, `--ignore=${join(folder, "test_watch.py")}`];
}

function packageFolder(workspace: Workspace): string {
  return join(workspace.root, "clients", "python");
}

async function run(workspace: Workspace, python: string, args: readonly string[]): Promise<Problem> {
  const cwd = packageFolder(workspace);
  const env = { ...process.env, PYTHONPYCACHEPREFIX: join(workspace.cache, "pycache"), PYTHONUTF8: "1" };
  const { exitCode, output } = await runChild(python, args, { cwd, env, timeoutMs: STEP_TIMEOUT_MS });
  return exitCode === 0 ? null : `${args.join(" ")}\n${output}`;
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type ChildResult, runChild } from "../child.js";
import { MissingToolchain, step } from "../toolchain.js";
import type { Workspace } from "../workspace.js";

const PROBE_TIMEOUT_MS = 60_000;
const BUILD_TIMEOUT_MS = 420_000;

/** Builds examples/java, stubs included, in a folder of its own. */
export async function buildJavaExamples(
  workspace: Workspace,
): Promise<{ readonly classPath: string; readonly build: ChildResult }> {
  const cwd = join(workspace.root, "examples", "java");
  for (const command of ["javac", "mvn"]) {
    const { exitCode, output } = await runChild(command, ["--version"], { cwd, timeoutMs: PROBE_TIMEOUT_MS });
    if (exitCode !== 0) throw new MissingToolchain(`no ${command} that can build examples/java: ${output.trim()}`);
  }
  const folder = join(workspace.cache, "example-java");
  const mvn = ["-q", "-B", `-Dbuild=${folder}`];
  await step("the packages of examples/java", "mvn", [...mvn, "generate-resources"], cwd);
  const build = await runChild("mvn", [...mvn, "compile"], { cwd, timeoutMs: BUILD_TIMEOUT_MS });
  const libraries = await readFile(join(folder, "classpath"), "utf8");
  return { classPath: `${join(folder, "classes")}:${libraries.trim()}`, build };
}

import { join } from "node:path";
import { type ChildResult, runChild } from "../child.js";
import { MissingToolchain, step } from "../toolchain.js";
import type { Workspace } from "../workspace.js";

const BUILD_TIMEOUT_MS = 420_000;

/** Makes the stubs for Go, checks and builds examples/go. */
export async function buildGoExamples(
  workspace: Workspace,
): Promise<{ readonly binaries: string; readonly build: ChildResult }> {
  const cwd = join(workspace.root, "examples", "go");
  const options = { cwd, timeoutMs: BUILD_TIMEOUT_MS };
  const probe = await runChild("go", ["version"], options);
  if (probe.exitCode !== 0) throw new MissingToolchain(`no Go that can build examples/go: ${probe.output.trim()}`);
  // First, for examples/go/go.mod names their folder.
  await step("the stubs for Go", "make", ["--no-print-directory", "stubs"], cwd);
  await step("the modules of examples/go", "go", ["mod", "download"], cwd);
  const binaries = join(workspace.cache, "example-go", "bin");
  const script = [
    'unformatted=$(gofmt -l .); [ -z "$unformatted" ] || { echo "gofmt: $unformatted"; exit 1; }',
    "go mod tidy -diff",
    'go build -o "$BINARIES"/ ./...',
    "go vet ./...",
  ].join(" && ");
  const env = { ...process.env, BINARIES: binaries };
  return { binaries, build: await runChild("sh", ["-c", script], { ...options, env }) };
}

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { runChild } from "../child.js";
import { MissingToolchain } from "../toolchain.js";
import type { Workspace } from "../workspace.js";

const BUILD_TIMEOUT_MS = 420_000;

/** What a newcomer has after `git clone` and the set-up of `make run`. */
export interface FreshCopy {
  readonly folder: string;
  /** How long installing and building took. */
  readonly setUpMs: number;
  /** Why it does not build, else null. */
  readonly problem: string | null;
}

/** Copies what git knows, and what it would add, into an empty folder; installs and builds there. */
export async function prepareFreshCopy({ root, cache }: Workspace): Promise<FreshCopy> {
  const folder = join(cache, "run", "newcomer-clone");
  rmSync(folder, { recursive: true, force: true });
  const listed = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  if (listed.status !== 0) throw new MissingToolchain(`git cannot list the files: ${listed.stderr ?? listed.error}`);
  for (const file of listed.stdout.split("\0")) {
    // A file that was removed and not committed yet is still listed.
    if (file === "" || !existsSync(join(root, file))) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(root, file), join(folder, file));
  }
  const start = performance.now();
  const { exitCode, output } = await runChild("make", ["build"], {
    cwd: folder,
    env: environmentOfANewcomer(),
    timeoutMs: BUILD_TIMEOUT_MS,
  });
  const setUpMs = performance.now() - start;
  if (exitCode === 0) return { folder, setUpMs, problem: null };
  const problem = output.trim().split("\n").slice(-8).join("\n");
  if (/npm err/i.test(output)) throw new MissingToolchain(`npm could not install a fresh copy: ${problem}`);
  return { folder, setUpMs, problem };
}

/** Without what the make around it, and the person who runs the tests, have set. */
export function environmentOfANewcomer(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(MAKE|MFLAGS|OPEND_GATEWAY_)/.test(name)),
  );
}

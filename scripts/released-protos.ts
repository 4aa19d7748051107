/**
 * Holds our protos against those of the last release (`proto/released.binpb.gz`):
 * what its clients send and read must go on meaning the same. `--write` makes
 * what is there now the released state.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const bufBinary = createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf");

/** Ours; the official messages that they take and return come with them as imports, and are held to the same. */
const SERVED = ["proto/futu", "proto/opend", "generated/proto/opend"];

function buf(root: string, ...args: string[]): { readonly passed: boolean; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bufBinary, ...args], { cwd: root, encoding: "utf8" });
  return { passed: status === 0, output: `${stdout}${stderr}` };
}

/** The served protos below `root` as one image. */
function writeImage(root: string, path: string): void {
  const paths = SERVED.flatMap((served) => ["--path", served]);
  const { passed, output } = buf(root, "build", "--exclude-source-info", ...paths, "-o", path);
  if (!passed) throw new Error(output);
}

/** What breaks clients of `released`, a line each; empty when nothing does. */
export function breakingChanges(root: string, released: string): readonly string[] {
  const scratch = mkdtempSync(join(tmpdir(), "opend-gateway-protos-"));
  try {
    const image = join(scratch, "now.binpb");
    writeImage(root, image);
    const { passed, output } = buf(root, "breaking", image, "--against", released, "--config", "buf.yaml");
    return passed ? [] : output.trim().split("\n");
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function main(root: string): void {
  const released = join(root, "proto/released.binpb.gz");
  if (process.argv.includes("--write")) {
    writeImage(root, released);
    return;
  }
  const changes = breakingChanges(root, released);
  if (changes.length === 0) return;
  console.error(`These changes break clients of the last release:\n${changes.join("\n")}`);
  process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(join(import.meta.dirname, ".."));

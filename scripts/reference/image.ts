import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ServedFile } from "./schema.js";

const bufBinary = createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf");

/** Our protos, written and generated, and the official ones. */
const MODULES = ["proto", "generated/proto", "node_modules/futu-api/proto"].map((path) => ({ path }));

/** The protos of the repository at `root`, compiled, with their comments. Takes about a second. */
export function protoFiles(root: string): readonly ServedFile[] {
  const scratch = mkdtempSync(join(tmpdir(), "opend-gateway-reference-"));
  try {
    const image = join(scratch, "image.json");
    const config = JSON.stringify({ version: "v2", modules: MODULES });
    execFileSync(process.execPath, [bufBinary, "build", "--config", config, "-o", image], {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
    });
    return (JSON.parse(readFileSync(image, "utf8")) as { readonly file: readonly ServedFile[] }).file;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

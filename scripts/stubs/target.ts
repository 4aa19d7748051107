import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { protos } from "./protos.js";
import { root } from "./run.js";

const STAMP = ".made-from";

/**
 * Makes `dist/stubs/<language>` anew, whole or not at all, unless it was made from the same protos and the same `pins`.
 * @param pins files that name the versions of plugins
 * @param make writes into a folder that replaces the present one
 */
export function makeStubs(language: string, pins: readonly string[], make: (folder: string) => void): string {
  const folder = join(root, "dist", "stubs", language);
  const hash = createHash("sha256");
  for (const path of [...protos().map((proto) => proto.path), ...pins, `scripts/stubs/${language}.ts`]) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  const madeFrom = hash.digest("hex");
  if (read(join(folder, STAMP)) === madeFrom) return `${relative(root, folder)} is up to date`;
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  try {
    make(draft);
    writeFileSync(join(draft, STAMP), madeFrom);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return `made ${relative(root, folder)}`;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

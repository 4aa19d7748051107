/** Writes docs/reference from the protos and the code. Needs no network. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { protoFiles } from "./reference/image.js";
import { referencePages } from "./reference/pages.js";
import { sourcesOf } from "./reference/sources.js";

const root = join(import.meta.dirname, "..").replace(/\/dist$/, "");
const folder = join(root, "docs/reference");

const pages = referencePages(await sourcesOf(protoFiles(root)));
rmSync(folder, { recursive: true, force: true });
for (const { path, text } of pages) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

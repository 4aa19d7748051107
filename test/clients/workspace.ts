import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where things are. Everything that is made goes under `cache`, which git ignores. */
export interface Workspace {
  readonly root: string;
  /** `test/clients` with the sources that are not TypeScript. */
  readonly sources: string;
  readonly cache: string;
  /** The built program. */
  readonly cli: string;
}

/** The same for the built `dist/test/clients` and for the sources. */
export function findWorkspace(): Workspace {
  let root = import.meta.dirname;
  while (!existsSync(join(root, "package.json"))) {
    const parent = dirname(root);
    if (parent === root) throw new Error(`no package.json above ${import.meta.dirname}`);
    root = parent;
  }
  return {
    root,
    sources: join(root, "test", "clients"),
    cache: join(root, ".cache", "clients"),
    cli: join(root, "dist", "src", "cli", "main.js"),
  };
}

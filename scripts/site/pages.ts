import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A Markdown file of the repository that is a page of the site. Paths have forward slashes. */
export interface SitePage {
  /** From the root of the repository: `docs/keys.md`, `examples/README.md`. */
  readonly source: string;
  /** From the root of the site: `keys.md`, `examples.md`. */
  readonly path: string;
  /** Its first heading, without marks. */
  readonly title: string;
}

/** Folders besides docs/ whose README is a page; the rest of the repository is no part of the site. */
const README_FOLDERS = ["examples", "clients"] as const;
const NOT_PAGES = new Set(["node_modules", "dist", "build", ".venv", ".vitepress"]);

/** Where a Markdown file stands in the site; undefined when it is not part of it. */
export function sitePathOf(source: string): string | undefined {
  if (source.startsWith("docs/")) return source.slice("docs/".length);
  // The site has a front page of its own, docs/index.md.
  if (source === "README.md") return undefined;
  if (!source.includes("/")) return `project/${source.toLowerCase()}`;
  const folder = source.replace(/\/README\.md$/, "");
  return README_FOLDERS.some((name) => source.startsWith(`${name}/`)) && folder !== source ? `${folder}.md` : undefined;
}

/** All pages of the site, by source path. */
export function findPages(root: string): readonly SitePage[] {
  const sources = [
    ...readdirSync(root).filter((name) => name.endsWith(".md")),
    ...["docs", ...README_FOLDERS].flatMap((folder) => markdownIn(root, folder)),
  ];
  return sources.sort().flatMap((source) => {
    const path = sitePathOf(source);
    return path === undefined ? [] : [{ source, path, title: titleOf(readFileSync(join(root, source), "utf8"), path) }];
  });
}

/** Top-level names that the generator need not look into. */
export function foldersWithoutPages(root: string): readonly string[] {
  const kept: readonly string[] = ["docs", ...README_FOLDERS];
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !kept.includes(entry.name))
    .map(({ name }) => name);
}

function markdownIn(root: string, folder: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_PAGES.has(entry.name) ? [] : markdownIn(root, path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

function titleOf(text: string, path: string): string {
  const title = /^# +(.+?) *$/m.exec(text)?.[1];
  if (title === undefined) throw new Error(`the page ${path} has no "# title"`);
  return title.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]/g, "");
}

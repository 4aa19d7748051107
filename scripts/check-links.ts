/** Checks that what README.md, the other top-level pages and docs/ link to is there: files and headings. No network. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { anchorOf } from "./site/heading-anchors.js";

const root = join(import.meta.dirname, "..").replace(/\/dist$/, "");

function pagesIn(folder: string, recursive: boolean): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
}

/** Code is not prose: a `[x](y)` in it is no link, a `# x` no heading. */
function withoutCode(text: string): string {
  return text
    .replace(/^ {0,3}(```|~~~)[\s\S]*?^ {0,3}\1.*$/gm, "")
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ""));
}

/** The anchors of a page, as a code host makes them from its headings. */
function anchorsOf(page: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of withoutCode(readFileSync(page, "utf8")).matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]/g, "");
    const slug = anchorOf(plain);
    let anchor = slug;
    for (let n = 1; anchors.has(anchor); n++) anchor = `${slug}-${n}`;
    anchors.add(anchor);
  }
  return anchors;
}

function targetsOf(text: string): readonly string[] {
  const inline = [...text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)];
  const references = [...text.matchAll(/^ {0,3}\[[^\]]+\]: +<?(\S+?)>?(?:\s.*)?$/gm)];
  return [...inline, ...references].flatMap(([, target]) => (target === undefined ? [] : [target]));
}

/** Why a link leads nowhere; undefined when it is good or leads out of the repository. */
function problemOf(page: string, target: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return undefined;
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? page : join(path.startsWith("/") ? root : dirname(page), decodeURIComponent(path));
  if (!existsSync(file)) return "there is no such file";
  if (anchor === undefined || anchor === "" || statSync(file).isDirectory() || !file.endsWith(".md")) return undefined;
  return anchorsOf(file).has(decodeURIComponent(anchor)) ? undefined : `no heading makes the anchor #${anchor}`;
}

const pages = [...pagesIn(root, false), ...pagesIn(join(root, "docs"), true), ...pagesIn(join(root, "examples"), true)];
let bad = 0;
let links = 0;
for (const page of pages) {
  for (const target of targetsOf(withoutCode(readFileSync(page, "utf8")))) {
    links += 1;
    const problem = problemOf(page, target);
    if (problem === undefined) continue;
    bad += 1;
    console.error(`${relative(root, page)}: ${target}: ${problem}`);
  }
}
if (bad > 0) process.exitCode = 1;
else if (process.argv.includes("--verbose")) console.log(`${links} links in ${pages.length} pages are good.`);

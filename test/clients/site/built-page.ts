import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

export interface BuiltPage {
  /** From the root of the site: `reference/index.html`. */
  readonly path: string;
  readonly html: string;
  readonly title: string;
  /** The levels of the headings of its text, in their order. */
  readonly headings: readonly number[];
  readonly ids: ReadonlySet<string>;
  /** Targets of its links, as they stand. */
  readonly links: readonly string[];
  /** What a browser loads for it: scripts, styles, pictures, icons. */
  readonly loads: readonly string[];
  /** Its pictures without a text for those who do not see them. */
  readonly picturesWithoutText: readonly string[];
}

/** Every page of a built site. What it finds with patterns is the generator's own output, whose form is regular. */
export async function readPages(folder: string): Promise<readonly BuiltPage[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".html")).sort();
  return Promise.all(
    names.map(async (name) => readPage(name.replaceAll("\\", "/"), await readFile(join(folder, name), "utf8"))),
  );
}

function readPage(path: string, html: string): BuiltPage {
  const tags = tagsOf(html);
  const valuesOf = (names: readonly string[], attribute: string): readonly string[] =>
    tags
      .filter(({ name }) => names.includes(name))
      .flatMap(({ attributes }) => {
        const value = attributes.get(attribute);
        return value === undefined ? [] : [value];
      });
  return {
    path,
    html,
    title: /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? "",
    headings: tagsOf(html.split("<main")[1] ?? "").flatMap(({ name }) =>
      /^h[1-6]$/.test(name) ? [Number(name[1])] : [],
    ),
    ids: new Set(tags.flatMap(({ attributes }) => attributes.get("id") ?? [])),
    links: valuesOf(["a"], "href"),
    loads: [...valuesOf(["link"], "href"), ...valuesOf(["script", "img", "iframe", "source"], "src")],
    picturesWithoutText: tags
      .filter(({ name, attributes }) => name === "img" && !attributes.get("alt"))
      .map(({ attributes }) => attributes.get("src") ?? "?"),
  };
}

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

function tagsOf(html: string): readonly Tag[] {
  return [...html.matchAll(/<([a-z][a-z0-9-]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g)].map(
    ([, name = "", attributes = ""]) => ({ name, attributes: attributesOf(attributes) }),
  );
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/([^\s=]+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"),
    ]),
  );
}

/** The file that a link of a page leads to, with its anchor; null when it leads out of the site. */
export function targetOf(page: string, link: string, base: string): { path: string; anchor: string } | null {
  const here = new URL(base + page, "http://site");
  const target = new URL(link, here);
  if (target.origin !== here.origin) return null;
  const path = decodeURIComponent(target.pathname);
  const inside = path.startsWith(base) ? path.slice(base.length) : `outside of ${base}: ${path}`;
  return {
    path: inside === "" || inside.endsWith("/") ? `${inside}index.html` : inside,
    anchor: decodeURIComponent(target.hash.slice(1)),
  };
}

import { existsSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { sitePathOf } from "./pages.js";

/** What becomes of a link of a page when the page stands in the site. */
export type PageLink =
  | { readonly kind: "as-it-is" }
  /** To another page: an absolute path of the site, with the anchor. */
  | { readonly kind: "page"; readonly href: string }
  /** To a file of the repository that the site does not have: its text stays, the link goes. */
  | { readonly kind: "text" };

/**
 * `source` and what it links to are files of the repository, so that the same Markdown reads well there.
 * @throws Error when the target is no file of the repository.
 */
export function pageLink(root: string, source: string, href: string): PageLink {
  if (/^([a-z][a-z0-9+.-]*:|#|\/\/)/i.test(href)) return { kind: "as-it-is" };
  const [path = "", anchor] = href.split("#");
  const target = posix.join(path.startsWith("/") ? "." : posix.dirname(source), decodeURIComponent(path));
  const file = join(root, target);
  if (!existsSync(file)) throw new Error(`${source} links to ${href}, which is no file of the repository`);
  const page = statSync(file).isDirectory() ? posix.join(target, "README.md") : target;
  if (page === "README.md" && anchor === undefined) return { kind: "page", href: "/" };
  const sitePath = page.endsWith(".md") && existsSync(join(root, page)) ? sitePathOf(page) : undefined;
  if (sitePath === undefined) return { kind: "text" };
  return { kind: "page", href: `/${sitePath}${anchor === undefined ? "" : `#${anchor}`}` };
}

/** The parts of a markdown-it token that a link has. */
interface Token {
  readonly type: string;
  readonly children: Token[] | null;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}

/** Rewrites the links in the tokens of one page, in place. */
export function rewriteLinks(tokens: readonly Token[], root: string, source: string): void {
  for (const { children } of tokens) {
    if (children === null) continue;
    let dropping = false;
    for (let at = 0; at < children.length; at++) {
      const child = children[at];
      if (child === undefined) continue;
      if (child.type === "link_close" && dropping) {
        dropping = false;
        children.splice(at--, 1);
        continue;
      }
      const href = child.type === "link_open" ? child.attrGet("href") : null;
      if (href === null) continue;
      const link = pageLink(root, source, href);
      if (link.kind === "page") child.attrSet("href", link.href);
      if (link.kind !== "text") continue;
      dropping = true;
      children.splice(at--, 1);
    }
  }
}

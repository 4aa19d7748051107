import type { SitePage } from "./pages.js";

export interface SidebarItem {
  readonly text: string;
  readonly link: string;
}

export interface SidebarGroup {
  readonly text: string;
  readonly items: readonly SidebarItem[];
}

const GUIDES = ["keys", "orders", "push", "operations", "simulator", "migrating", "examples"] as const;
const PROJECT = [
  "architecture",
  "decisions",
  "security",
  "project/security",
  "project/contributing",
  "project/changelog",
] as const;

/**
 * Every page once: the guides and the pages on the project in the order above, the reference in the order in
 * which its index links to them. A page that no order names comes last in its group.
 */
export function sidebarOf(pages: readonly SitePage[], referenceIndex: string): readonly SidebarGroup[] {
  const isService = ({ path }: SitePage): boolean => path.startsWith("reference/services/");
  const isReference = (page: SitePage): boolean => page.path.startsWith("reference/") && !isService(page);
  const isProject = ({ path }: SitePage): boolean =>
    path.startsWith("project/") || PROJECT.some((name) => path === `${name}.md`);
  const linked = [...referenceIndex.matchAll(/\]\(([\w/-]+)\.md[)#]/g)].map(([, name]) => `reference/${name}`);
  const others = pages.filter(
    (page) => page.path !== "index.md" && !page.path.startsWith("reference/") && !isProject(page),
  );
  return [
    group("Guides", others, GUIDES),
    group("Reference", pages.filter(isReference), ["reference/index", ...linked]),
    group("Services", pages.filter(isService), linked),
    group("Project", pages.filter(isProject), PROJECT),
  ].filter(({ items }) => items.length > 0);
}

function group(text: string, pages: readonly SitePage[], order: readonly string[]): SidebarGroup {
  const rank = ({ path }: SitePage): number => {
    const at = order.indexOf(path.replace(/\.md$/, ""));
    return at < 0 ? order.length : at;
  };
  const items = pages
    .toSorted((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, "en"))
    .map(({ path, title }) => ({
      text: path === "reference/index.md" ? "Overview" : shortTitle(title),
      link: `/${path.replace(/(^|\/)index\.md$/, "$1")}`,
    }));
  return { text, items };
}

/** "Push: what SubscribePush promises" is "Push" in a list. */
function shortTitle(title: string): string {
  return title.split(": ")[0] ?? title;
}

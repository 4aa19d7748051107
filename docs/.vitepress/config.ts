import { existsSync, readFileSync } from "node:fs";
import { join, posix, relative, resolve, sep } from "node:path";
import { defineConfig } from "vitepress";
import { anchorOf } from "../../scripts/site/heading-anchors.js";
import { rewriteLinks } from "../../scripts/site/page-links.js";
import { findPages, foldersWithoutPages, sitePathOf } from "../../scripts/site/pages.js";
import { sidebarOf } from "../../scripts/site/sidebar.js";
import { anchorRows, markLongCells, searchSections } from "../../scripts/site/table-rows.js";

const root = join(import.meta.dirname, "../..");
const pages = findPages(root);
const referenceIndex = join(root, "docs/reference/index.md");
const description = "A gRPC gateway in front of Futu / moomoo OpenD, with an embedded OpenD simulator.";

/** Pages whose tables are looked up row by row. */
const LISTS = ["errors", "settings", "metrics", "control-events"].map((name) => `docs/reference/${name}.md`);
const NO_ASIDE = [...LISTS, "docs/index.md", "docs/reference/commands.md"];
const sourceOf = (path: string): string => relative(root, path).split(sep).join("/");

const icon =
  "data:image/svg+xml," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1d5fa8"/>' +
      '<path d="M6 12h16M18 7l5 5-5 5M26 20H10M14 15l-5 5 5 5" fill="none" stroke="#fff" stroke-width="2.4" ' +
      'stroke-linecap="round" stroke-linejoin="round"/></svg>',
  );

export default defineConfig({
  lang: "en",
  title: "opend-gateway",
  description,
  head: [
    ["link", { rel: "icon", href: icon }],
    ["meta", { name: "referrer", content: "no-referrer" }],
  ],
  // Any folder of any file server: `make docs DOCS_BASE=/opend-gateway/`.
  base: posix.join("/", process.env["DOCS_BASE"] ?? "", "/"),

  // Pages link to files of the whole repository, so its root is the root of the sources.
  srcDir: root,
  srcExclude: [
    ...foldersWithoutPages(root).map((folder) => `${folder}/**`),
    "**/.venv/**",
    "**/build/**",
    "README.md",
    // A Markdown file that is no page would otherwise become one where it stands.
    ...["examples", "clients"].map((folder) => `${folder}/**/!(README).md`),
  ],
  rewrites: (source) => sitePathOf(source) ?? source,
  outDir: resolve(root, process.env["DOCS_OUT"] ?? "dist/site"),
  cacheDir: join(root, ".cache/vitepress"),
  ignoreDeadLinks: false,
  // It follows the reader's system; a switch would need a place to keep its state.
  appearance: "force-auto",

  // The index of the search is one file; it is read when somebody searches.
  vite: { build: { chunkSizeWarningLimit: 2000 } },

  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    anchor: { slugify: anchorOf },
    config: (md) => {
      md.core.ruler.push("site", (state) => {
        const { realPath, path } = state.env as { readonly realPath?: string; readonly path: string };
        const source = sourceOf(realPath ?? path);
        rewriteLinks(state.tokens, root, source);
        markLongCells(state.tokens);
        if (LISTS.includes(source)) anchorRows(state.tokens);
      });
    },
  },

  transformPageData: (page) => {
    if (page.relativePath === "index.md") page.titleTemplate = ":title";
    // Wide tables use the place of the list of headings.
    if (NO_ASIDE.includes(page.filePath)) page.frontmatter["aside"] = false;
    if (page.relativePath.startsWith("reference/services/")) {
      // There is a guide to keys too; and the methods are enough for the list beside the text.
      page.titleTemplate = ":title service | opend-gateway";
      page.frontmatter["outline"] = 2;
    }
  },

  themeConfig: {
    nav: [],
    sidebar: sidebarOf(pages, existsSync(referenceIndex) ? readFileSync(referenceIndex, "utf8") : "").map((group) => ({
      text: group.text,
      items: [...group.items],
    })),
    outline: { level: [2, 3], label: "On this page" },
    search: {
      provider: "local",
      options: {
        miniSearch: {
          // Nothing for a page leaves it to the generator, which is not in the type.
          _splitIntoSections: ((path: string, html: string) =>
            LISTS.includes(sourceOf(path)) ? searchSections(html) : undefined) as never,
        },
      },
    },
    externalLinkIcon: false,
  },
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import type { Browser } from "playwright-core";
import { runChild } from "../child.js";
import { setting } from "../setting.js";
import { DESK, PHONE, startBrowser, Window } from "./browser.js";
import { type BuiltPage, readPages, targetOf } from "./built-page.js";
import { contrastFaults } from "./contrast.js";
import { type FileServer, serveFiles } from "./file-server.js";

/** Not the root, so that a path that forgets the base is found. */
const BASE = "/docs/opend-gateway/";
const root = setting("CLIENT_TEST_ROOT");
const scratch = setting("CLIENT_TEST_HOME");
const folder = join(scratch, "site");

let pages: readonly BuiltPage[];
let server: FileServer;
let browser: Browser;

before(async () => {
  const vitepress = join(root, "node_modules", "vitepress", "bin", "vitepress.js");
  const { exitCode, output } = await runChild(process.execPath, [vitepress, "build", "docs"], {
    cwd: root,
    env: { ...process.env, DOCS_BASE: BASE, DOCS_OUT: folder },
    timeoutMs: 120_000,
  });
  assert.equal(exitCode, 0, output);
  pages = await readPages(folder);
  server = await serveFiles(folder, BASE);
  browser = await startBrowser(setting("CLIENT_TEST_CHROMIUM"));
});

after(async () => {
  await browser?.close();
  await server?.close();
});

function urlOf(path: string): string {
  return server.url + path;
}

function open(viewport: typeof DESK | typeof PHONE, colorScheme: "light" | "dark" = "light"): Promise<Window> {
  return Window.open(browser, viewport, new URL(server.url).host, scratch, colorScheme);
}

/** The pages that people write or the generator makes, without the page for what is not there. */
function content(): readonly BuiltPage[] {
  return pages.filter(({ path }) => path !== "404.html");
}

describe("the pages as built", () => {
  it("have what a reader looks for first", () => {
    const paths = pages.map(({ path }) => path);
    for (const path of ["index.html", "keys.html", "examples.html", "project/changelog.html"]) {
      assert.ok(paths.includes(path), `${path} is not among ${paths.join(", ")}`);
    }
  });

  it("have a title and one first heading, and no heading skips a level", () => {
    const titles = new Set<string>();
    const faults = content().flatMap(({ path, title, headings }) => {
      const found = [
        title === "" ? "no title" : titles.has(title) ? `the title of another page: ${title}` : [],
        headings[0] === 1 ? [] : "does not begin with a first heading",
        headings.filter((level) => level === 1).length > 1 ? "more than one first heading" : [],
        headings.flatMap((level, at) =>
          level > (headings[at - 1] ?? level) + 1 ? `heading ${at + 1} skips a level` : [],
        ),
      ];
      titles.add(title);
      return found.flat().map((fault) => `${path}: ${fault}`);
    });
    assert.deepEqual(faults, []);
  });

  it("link only to pages and headings that are there", () => {
    const known = new Map(pages.map((page) => [page.path, page]));
    const dead = pages.flatMap((page) =>
      page.links.flatMap((link) => {
        const target = targetOf(page.path, link, BASE);
        if (target === null) return [];
        const found = known.get(target.path);
        if (found !== undefined && (target.anchor === "" || found.ids.has(target.anchor))) return [];
        return [`${page.path}: ${link}`];
      }),
    );
    assert.deepEqual(dead, []);
  });

  it("load nothing from another host, and say what their pictures show", () => {
    for (const { path, loads, picturesWithoutText } of pages) {
      const foreign = loads.filter((url) => !url.startsWith(BASE) && !url.startsWith("data:"));
      assert.deepEqual(foreign, [], path);
      assert.deepEqual(picturesWithoutText, [], path);
    }
  });

  it("can all be reached from the front page", () => {
    const known = new Map(pages.map((page) => [page.path, page]));
    const reached = new Set(["index.html"]);
    for (const path of reached) {
      for (const link of known.get(path)?.links ?? []) {
        const target = targetOf(path, link, BASE);
        if (target !== null && known.has(target.path)) reached.add(target.path);
      }
    }
    const lost = content().filter(({ path }) => !reached.has(path));
    assert.deepEqual(
      lost.map(({ path }) => path),
      [],
    );
  });
});

for (const [place, viewport] of [
  ["a desk", DESK],
  ["a phone", PHONE],
] as const) {
  describe(`in a browser on ${place}`, () => {
    it("every page opens without an error and fits the window", async () => {
      const window = await open(viewport);
      for (const { path } of content()) {
        await window.goto(urlOf(path));
        assert.deepEqual(window.faults(), [], path);
        assert.ok((await window.tooWide()) <= 0, `${path} is ${await window.tooWide()} pixels too wide`);
      }
      await window.close();
    });

    for (const colorScheme of ["light", "dark"] as const) {
      it(`the main pages can be read in ${colorScheme} colours`, async () => {
        const window = await open(viewport, colorScheme);
        for (const path of ["index.html", "reference/services/trade.html", "reference/errors.html"]) {
          await window.goto(urlOf(path));
          await window.shoot(`${viewport.width}-${colorScheme}-${path.replace(/\.html$/, "").replaceAll("/", "-")}`);
          assert.deepEqual(await contrastFaults(window.page), [], path);
          assert.deepEqual(window.faults(), [], path);
        }
        await window.close();
      });
    }

    it("the search finds a command and a reason", async () => {
      const window = await open(viewport);
      for (const [words, path] of [
        ["PlaceOrder", "reference/services/trade.html#placeorder"],
        ["OUTCOME_UNKNOWN", "reference/errors.html#row-outcome_unknown"],
      ] as const) {
        await window.goto(urlOf("index.html"));
        const results = await window.search(words);
        await window.shoot(`${viewport.width}-search-${words}`);
        assert.ok(results[0]?.href.startsWith(urlOf(path)), `${words}: ${JSON.stringify(results.slice(0, 4))}`);
        await window.page.locator("#localsearch-list a.result").first().click();
        await window.page.waitForURL((url) => url.href.startsWith(urlOf(path)));
        await window.page.locator("h1").first().waitFor();
        assert.deepEqual(window.faults(), [], words);
      }
      await window.close();
    });
  });
}

describe("on a phone", () => {
  it("a wide table scrolls in its own box", async () => {
    const window = await open(PHONE);
    await window.goto(urlOf("reference/errors.html"));
    const [inner = 0, outer = 0] = await window.page
      .locator(".vp-doc table")
      .first()
      .evaluate((table) => [Number(table["scrollWidth"]), Number(table["clientWidth"])]);
    assert.ok(inner > outer && outer <= PHONE.width, `the table is ${inner} wide in a box of ${outer}`);
    await window.close();
  });

  it("the menu leads to another page", async () => {
    const window = await open(PHONE);
    await window.goto(urlOf("index.html"));
    await window.page.locator(".VPLocalNav .menu").click();
    await window.page.locator(".VPSidebar.open").waitFor();
    await window.shoot("390-menu");
    await window.page.locator(".VPSidebar a", { hasText: "Keys" }).first().click();
    await window.page.waitForURL(urlOf("keys.html"));
    await window.page.locator("h1#keys").waitFor();
    assert.deepEqual(window.faults(), []);
    await window.close();
  });
});

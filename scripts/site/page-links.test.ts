import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "node:test";
import { anchorOf } from "./heading-anchors.js";
import { pageLink } from "./page-links.js";
import { findPages, sitePathOf } from "./pages.js";

const root = join(import.meta.dirname, "../..").replace(/\/dist$/, "");

describe("a link of a page in the site", () => {
  const cases: readonly (readonly [source: string, href: string, expected: string | null])[] = [
    ["docs/push.md", "orders.md", "/orders.md"],
    ["docs/push.md", "operations.md#redis", "/operations.md#redis"],
    ["docs/reference/errors.md", "../orders.md", "/orders.md"],
    ["docs/reference/services/trade.md", "../errors.md#orders", "/reference/errors.md#orders"],
    ["docs/security.md", "../SECURITY.md", "/project/security.md"],
    ["CHANGELOG.md", "docs/push.md", "/push.md"],
    ["docs/index.md", "../examples/README.md", "/examples.md"],
    ["docs/index.md", "../examples/", "/examples.md"],
    ["docs/keys.md", "../README.md", "/"],
  ];
  for (const [source, href, expected] of cases) {
    it(`from ${source} to ${href} leads to ${expected}`, () => {
      assert.deepEqual(pageLink(root, source, href), { kind: "page", href: expected });
    });
  }

  it("to a source file, or to a heading of the README, is text", () => {
    assert.deepEqual(pageLink(root, "docs/push.md", "../proto/futu/service/futu.proto"), { kind: "text" });
    assert.deepEqual(pageLink(root, "CONTRIBUTING.md", "LICENSE"), { kind: "text" });
    assert.deepEqual(pageLink(root, "docs/push.md", "../README.md#keys"), { kind: "text" });
    assert.deepEqual(pageLink(root, "docs/push.md", "../test/clients/README.md"), { kind: "text" });
  });

  it("to a heading of its own page, or out of the repository, stays as it is", () => {
    for (const href of ["#resume", "https://grpc.io/", "mailto:someone@example.com"]) {
      assert.deepEqual(pageLink(root, "docs/push.md", href), { kind: "as-it-is" });
    }
  });

  it("to a file that is not there is an error that names both", () => {
    assert.throws(() => pageLink(root, "docs/push.md", "nowhere.md"), /docs\/push\.md links to nowhere\.md/);
  });
});

describe("the pages of the site", () => {
  it("are those of docs, the READMEs of examples and clients, and the pages on the project", () => {
    assert.equal(sitePathOf("docs/reference/index.md"), "reference/index.md");
    assert.equal(sitePathOf("examples/java/README.md"), "examples/java.md");
    assert.equal(sitePathOf("CONTRIBUTING.md"), "project/contributing.md");
    assert.equal(sitePathOf("README.md"), undefined);
    assert.equal(sitePathOf("examples/go/NOTES.md"), undefined);
    assert.equal(sitePathOf("test/clients/README.md"), undefined);
  });

  it("have paths and titles of their own", () => {
    const pages = findPages(root);
    assert.ok(pages.some(({ source, title }) => source === "docs/keys.md" && title === "Keys"));
    assert.equal(new Set(pages.map(({ path }) => path)).size, pages.length);
  });
});

describe("the anchor of a heading", () => {
  it("is that of a code host", () => {
    assert.equal(anchorOf("Push: what `SubscribePush` promises"), "push-what-subscribepush-promises");
    assert.equal(anchorOf("16. A lock that names every platform"), "16-a-lock-that-names-every-platform");
    assert.equal(anchorOf("OUTCOME_UNKNOWN & more"), "outcome_unknown--more");
  });
});

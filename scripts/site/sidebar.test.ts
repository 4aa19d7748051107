import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sidebarOf } from "./sidebar.js";

const page = (path: string, title: string) => ({ source: `docs/${path}`, path, title });

describe("the side bar", () => {
  it("has every page once, in the order that is set, and a page that no order names at the end", () => {
    const pages = [
      page("index.md", "opend-gateway"),
      page("architecture.md", "Architecture"),
      page("keys.md", "Keys"),
      page("new.md", "A new guide"),
      page("push.md", "Push: what it promises"),
      page("project/changelog.md", "Changelog"),
      page("reference/errors.md", "Errors"),
      page("reference/index.md", "Reference"),
      page("reference/services/account.md", "Account"),
      page("reference/services/quote.md", "Quote"),
      page("reference/settings.md", "Settings"),
    ];
    const index = "[Settings](settings.md), [Errors](errors.md#orders), [Quote](services/quote.md)";
    assert.deepEqual(
      sidebarOf(pages, index).map(({ text, items }) => [text, ...items.map((item) => `${item.text} ${item.link}`)]),
      [
        ["Guides", "Keys /keys.md", "Push /push.md", "A new guide /new.md"],
        ["Reference", "Overview /reference/", "Settings /reference/settings.md", "Errors /reference/errors.md"],
        ["Services", "Quote /reference/services/quote.md", "Account /reference/services/account.md"],
        ["Project", "Architecture /architecture.md", "Changelog /project/changelog.md"],
      ],
    );
  });
});

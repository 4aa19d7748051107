import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { anchor, page, prose, sentence, table } from "./markdown.js";

describe("markdown", () => {
  it("a table's cells hold neither a bar nor a line end, whatever they are made of", () => {
    assert.equal(table(["a"], [["x|y\nz"]]), "| a |\n| --- |\n| x\\|y z |");
    assert.equal(table(["a"], []), "");
  });

  it("prose is markup for neither a browser nor the site's templates; code spans stay", () => {
    assert.equal(
      prose("up to <n> of {{x}}, as `<token>` and `{{y}}`"),
      "up to &lt;n> of &#123;&#123;x}}, as `<token>` and `{{y}}`",
    );
  });

  it("a sentence ends once", () => {
    assert.equal(sentence(" Latest quote "), "Latest quote.");
    assert.equal(sentence("Is it there?"), "Is it there?");
  });

  it("anchors are those that GitHub makes", () => {
    assert.equal(anchor("How a stream ends"), "how-a-stream-ends");
    assert.equal(anchor("EC_Status"), "ec_status");
    assert.equal(anchor("What OpenD refuses!"), "what-opend-refuses");
  });

  it("a page leaves out empty parts", () => {
    assert.match(page("x.md", "Title", "one", "", "two").text, /^# Title\n\n<!-- .* -->\n\none\n\ntwo\n$/);
  });
});

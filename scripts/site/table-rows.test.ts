import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { anchorRows, markLongCells, searchSections } from "./table-rows.js";

const html = `<h1 id="errors" tabindex="-1">Errors <a class="header-anchor" href="#errors">​</a></h1>
<p>What is <em>refused</em>.</p>
<table tabindex="0"><tbody>
<tr id="row-limit"><td><code>LIMIT</code></td><td>A limit &lt; 5 &amp; more.</td></tr>
<tr><td>plain</td><td>not by itself</td></tr>
</tbody></table>
<h2 id="orders" tabindex="-1">Orders <a class="header-anchor" href="#orders">​</a></h2>
<p>Of orders.</p>
<tr id="row-order"><td><code>ORDER</code></td><td>An order.</td></tr>
<h2 id="more" tabindex="-1">More <a class="header-anchor" href="#more">​</a></h2>
<p>The end.</p>`;

describe("the search's sections of a page of lists", () => {
  it("are its headings and its rows, under the headings that they stand below", () => {
    assert.deepEqual(searchSections(html), [
      { anchor: "", titles: ["Errors"], text: "What is refused . plain not by itself" },
      { anchor: "row-limit", titles: ["Errors", "LIMIT"], text: "A limit < 5 & more." },
      { anchor: "orders", titles: ["Errors", "Orders"], text: "Of orders." },
      { anchor: "row-order", titles: ["Errors", "Orders", "ORDER"], text: "An order." },
      { anchor: "more", titles: ["Errors", "More"], text: "The end." },
    ]);
  });
});

interface FakeToken {
  readonly type: string;
  readonly content: string;
  readonly children: readonly FakeToken[] | null;
  readonly attributes: Map<string, string>;
  attrSet(name: string, value: string): void;
}

function token(type: string, content = "", children: readonly FakeToken[] | null = null): FakeToken {
  const attributes = new Map<string, string>();
  return { type, content, children, attributes, attrSet: (name, value) => attributes.set(name, value) };
}

function row(...cells: readonly FakeToken[]): readonly FakeToken[] {
  const inner = cells.flatMap((cell) => [token("td_open"), token("inline", "", [cell]), token("td_close")]);
  return [token("tr_open"), ...inner, token("tr_close")];
}

describe("the rows of a table", () => {
  const code = (text: string): FakeToken => token("code_inline", text);
  const text = (content: string): FakeToken => token("text", content);

  it("that begin with code get an anchor, each another one", () => {
    const tokens = [row(code("A_B"), text("x")), row(text("plain")), row(code("A_B"), text("y")), row(code("--a.b"))];
    anchorRows(tokens.flat());
    assert.deepEqual(
      tokens.map(([open]) => open?.attributes.get("id")),
      ["row-a_b", undefined, undefined, "row--a-b"],
    );
  });

  it("of more than two cells have their long ones marked", () => {
    const long = text("a".repeat(31));
    const [wide, narrow] = [row(code("A"), text("b"), long), row(code("A"), long)];
    markLongCells([...wide, ...narrow]);
    const marked = (tokens: readonly FakeToken[]): readonly (string | undefined)[] =>
      tokens.filter(({ type }) => type === "td_open").map(({ attributes }) => attributes.get("class"));
    assert.deepEqual(marked(wide), [undefined, undefined, "long"]);
    assert.deepEqual(marked(narrow), [undefined, undefined]);
  });
});

/**
 * In pages of lists (errors, settings, metrics, control events) people search for one row, not for the page.
 * Each row whose first cell is one piece of code gets an anchor, and is an entry of the search by itself.
 */

/** What the search of the site indexes: the titles from the page down to the entry. */
export interface SearchSection {
  readonly anchor: string;
  readonly titles: string[];
  readonly text: string;
}

interface Token {
  readonly type: string;
  readonly content: string;
  readonly children: readonly Token[] | null;
  attrSet(name: string, value: string): void;
}

const ANCHOR_PREFIX = "row-";

/** Gives the rows of a page their anchors, in place. */
export function anchorRows(tokens: readonly Token[]): void {
  const taken = new Set<string>();
  for (const [at, token] of tokens.entries()) {
    const cell = token.type === "tr_open" && tokens[at + 1]?.type === "td_open" ? tokens[at + 2] : undefined;
    const [code, ...rest] = cell?.children ?? [];
    if (code?.type !== "code_inline" || rest.length > 0) continue;
    const anchor = ANCHOR_PREFIX + code.content.toLowerCase().replace(/[^a-z0-9_]+/g, "-");
    if (taken.has(anchor)) continue;
    taken.add(anchor);
    token.attrSet("id", anchor);
  }
}

/** More than this many characters wrap in a column that is narrow on a phone. */
const LONG_CELL = 30;

/** Two columns share a phone; more than that need a least width where they hold prose. */
const FEW_CELLS = 2;

/** Marks the cells that need room. */
export function markLongCells(tokens: readonly Token[]): void {
  let row: { readonly cell: Token; readonly text: string }[] = [];
  for (const [at, token] of tokens.entries()) {
    if (token.type === "tr_open") row = [];
    if (token.type === "td_open") row.push({ cell: token, text: textOf(tokens[at + 1]) });
    if (token.type !== "tr_close" || row.length <= FEW_CELLS) continue;
    for (const { cell, text } of row) if (text.length > LONG_CELL) cell.attrSet("class", "long");
  }
}

function textOf(inline: Token | undefined): string {
  return (inline?.children ?? []).map(({ content }) => content).join("");
}

/** The sections and rows of such a page as rendered; rows that have no anchor count as text of their section. */
export function searchSections(html: string): readonly SearchSection[] {
  const parts = html.split(/<h([1-6]) id="([^"]*)"[^>]*>(.*?)<\/h\1>/s);
  const titles: string[] = [];
  const sections: SearchSection[] = [];
  for (let at = 1; at < parts.length; at += 4) {
    const [level = "1", anchor = "", heading = "", body = ""] = parts.slice(at, at + 4);
    titles.splice(Number(level) - 1);
    titles[Number(level) - 1] = plainText(heading.replace(/<a class="header-anchor".*?<\/a>/s, ""));
    const above = titles.filter((title) => title !== undefined);
    const rows: SearchSection[] = [];
    const text = body.replace(/<tr id="([^"]*)"[^>]*>\s*<td[^>]*>(.*?)<\/td>(.*?)<\/tr>/gs, (_, id, first, others) => {
      rows.push({ anchor: id, titles: [...above, plainText(first)], text: plainText(others) });
      return "";
    });
    sections.push({ anchor: above.length === 1 ? "" : anchor, titles: above, text: plainText(text) }, ...rows);
  }
  return sections;
}

function plainText(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/\s+/g, " ")
    .trim();
}

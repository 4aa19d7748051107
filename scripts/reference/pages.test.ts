import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { methodName } from "../../src/catalog/typed-method.js";
import { protoFiles } from "./image.js";
import type { Page } from "./markdown.js";
import { referencePages } from "./pages.js";
import { servicePath } from "./service-page.js";
import { type Sources, sourcesOf } from "./sources.js";

const root = join(import.meta.dirname, "../..").replace(/\/dist$/, "");
/** Longer ones are slow on a phone. */
const MAX_PAGE_BYTES = 120 * 1024;

describe("the pages of the reference", () => {
  let sources: Sources;
  let pages: readonly Page[];
  before(async () => {
    sources = await sourcesOf(protoFiles(root));
    pages = referencePages(sources);
  });

  function textOf(path: string): string {
    const found = pages.find((entry) => entry.path === path);
    assert.ok(found, path);
    return found.text;
  }

  it("have each a place of its own and a bearable size", () => {
    assert.equal(new Set(pages.map(({ path }) => path)).size, pages.length);
    for (const { path, text } of pages) assert.ok(Buffer.byteLength(text) < MAX_PAGE_BYTES, path);
  });

  it("hold no word of the official comments, which are Chinese", () => {
    for (const { path, text } of pages) assert.doesNotMatch(text, /[\u3000-\u9fff\uff00-\uffef]/, path);
  });

  it("hold no markup but their own", () => {
    for (const { path, text } of pages) {
      const prose = text.replace(/```[\s\S]*?```|`[^`\n]*`|<!--.*?-->/g, "");
      assert.doesNotMatch(prose, /<|\{\{/, path);
    }
  });

  it("have tables with rows as long as their heads", () => {
    const columns = (line: string): number => line.replaceAll("\\|", "").split("|").length;
    for (const { path, text } of pages) {
      for (const block of text
        .trimEnd()
        .split("\n\n")
        .filter((part) => part.startsWith("| "))) {
        const widths = new Set(block.split("\n").map(columns));
        assert.equal(widths.size, 1, `${path}: ${block.slice(0, 100)}`);
      }
    }
  });

  it("have every command and push in the index, by id, name, service and summary", () => {
    const lines = textOf("index.md").split("\n");
    for (const command of sources.commands) {
      const { protoId, name, service, summary } = command;
      const line = lines.find((entry) => entry.includes(`| ${protoId} |`));
      assert.ok(line?.includes(`\`${name}\``) === true && line !== undefined, name);
      if (!/[<{]/.test(summary)) assert.ok(line.includes(summary), name);
      if (service !== null) assert.ok(line.includes(`${service}/${methodName(command)}`), name);
    }
  });

  it("have a section for each method, with what is asked of a caller and how to call it", () => {
    for (const command of sources.commands) {
      const { service } = command;
      if (service === null) continue;
      const page = pages.find(({ path }) => path === servicePath(service));
      const section = page?.text.split("\n## ").find((part) => part.startsWith(`${methodName(command)}\n`));
      assert.ok(section, command.name);
      assert.ok(
        section.includes(`(${command.protoId})`) && section.includes(`Scope \`${command.scope}\``),
        command.name,
      );
      for (const part of ["- Limit: ", "**Request**", "**Response**", "```sh\ngrpcurl ", "```python\n"]) {
        assert.ok(section.includes(part), `${command.name}: ${part}`);
      }
    }
  });

  it("say of each push what the code that routes it says", () => {
    const text = textOf("pushes.md");
    assert.match(text, /\| 2208 \|.*`trade` \| keep \| account \|.*`order` \|/);
    assert.match(text, /\| 3007 \|.*`quote` \| state \| security, K-line type, rehab type \| by the K-line type \|/);
    assert.match(text, /\| 3011 \|.*`quote` \| tick \| security \| 4 `SubType_Ticker` \|/);
    const pushes = sources.commands.filter(({ kind }) => kind === "push");
    for (const { protoId } of pushes) assert.match(text, new RegExp(`^\\| ${protoId} \\|`, "m"));
  });

  it("list every control event, every end reason, and every setting", () => {
    const control = textOf("control-events.md");
    for (const event of sources.schema.messages.get("futu.service.PushControl")?.fields ?? []) {
      assert.ok(control.includes(`[\`${event.name}\`]`), event.name);
    }
    for (const reason of sources.endReasons) assert.ok(control.includes(`\`${reason}\``), reason);
    const settings = textOf("settings.md");
    for (const { key } of sources.settings) assert.ok(settings.includes(`| \`${key}\` |`), key);
  });
});

/** docs/migrating.md against the table of commands. What the official SDK has is checked where the SDK is: test/clients/python/moving. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileName, methodName, snake } from "../scripts/typed-services.js";
import { commandById, commands } from "../src/catalog/catalog.js";

const root = join(import.meta.dirname, "..").replace(/\/dist$/, "");
const page = readFileSync(join(root, "docs/migrating.md"), "utf8");

/** The cells of the tables under a heading. */
function rows(heading: string): readonly (readonly string[])[] {
  const section = page.split(/^(?=#{2,3} )/m).find((part) => part.startsWith(`### ${heading}\n`)) ?? "";
  return [...section.matchAll(/^\| (`.*) \|$/gm)].map(([, cells = ""]) => cells.split(" | "));
}

test("each method of the SDK stands with the typed method and the Python call of its command", () => {
  const methods = rows("Methods");
  assert.ok(methods.length > 130, `${methods.length} rows`);
  for (const [method = "", ids = "", typed, python] of methods) {
    const command = commandById(Number(ids.split(",")[0]));
    assert.ok(command?.service, `${method}: ${ids}`);
    assert.equal(typed, `\`${command.service}/${methodName(command)}\``, method);
    assert.equal(python, `\`client.${fileName(command.service)}.${snake(methodName(command))}\``, method);
  }
});

test("the typed methods that the SDK has no method for are named, and no others", () => {
  const sent = new Set(rows("Methods").map(([, ids = ""]) => Number(ids.split(",")[0])));
  const rest = commands.filter(({ service, protoId }) => service !== null && !sent.has(protoId));
  const named = /^Typed methods that the SDK has no method for: (.*)$/m.exec(page)?.[1] ?? "";
  assert.deepEqual(
    [...named.matchAll(/`(\w+\/\w+)` \((\d+)/g)].map(([, method, id]) => `${method} ${id}`).sort(),
    rest.map((command) => `${command.service}/${methodName(command)} ${command.protoId}`).sort(),
  );
});

test("each handler stands with the field of its push", () => {
  const push = readFileSync(join(root, "generated/proto/opend/v1/push.proto"), "utf8");
  const fields = new Map([...push.matchAll(/^ {4}\.[\w.]+ (\w+) = (\d+);$/gm)].map(([, name, id]) => [id, name]));
  const handlers = rows("Handlers");
  assert.ok(handlers.length > 10, `${handlers.length} rows`);
  for (const [handler, id, field] of handlers) assert.equal(field, `\`${fields.get(id)}\``, handler);
});

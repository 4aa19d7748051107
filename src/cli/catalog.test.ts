import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commands } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { runCli } from "./testing/fake-io.js";

async function rows(...argv: string[]): Promise<readonly Command[]> {
  return JSON.parse((await runCli(["catalog", "--json", ...argv])).stdout) as readonly Command[];
}

describe("catalog", () => {
  it("prints the whole table", async () => {
    const { code, stdout } = await runCli(["catalog"]);
    assert.equal(code, 0);
    const lines = stdout.trimEnd().split("\n");
    assert.equal(lines.length, commands.length + 1);
    assert.match(lines[0] ?? "", /^ID +NAME +KIND +CATEGORY +SCOPE +EFFECT +LIMIT +PURPOSE$/);
    assert.ok(
      lines.some((line) => /^2202 +Trd_PlaceOrder +request +trade_order +trade +write +15\/30s per account/.test(line)),
    );
  });

  it("gives the same rows as JSON", async () => assert.deepEqual(await rows(), commands));

  it("filters by category, scope and words", async () => {
    assert.ok((await rows("--category", "system")).every(({ category }) => category === "system"));
    assert.deepEqual(
      new Set((await rows("--scope", "trade:unlock")).map(({ scope }) => scope)),
      new Set(["trade:unlock"]),
    );
    assert.deepEqual(
      (await rows("3004")).map(({ name }) => name),
      ["Qot_GetBasicQot"],
    );
    assert.deepEqual(
      (await rows("BASICqot", "update")).map(({ protoId }) => protoId),
      [3005],
    );
  });

  it("fails when nothing fits, so that scripts notice", async () => {
    const { code, stdout, stderr } = await runCli(["catalog", "no-such-thing"]);
    assert.deepEqual([code, stdout, stderr], [1, "", "opend-gateway: no row of the table fits\n"]);
    assert.deepEqual((await runCli(["catalog", "no-such-thing", "--json"])).stdout, "[]\n");
  });
});

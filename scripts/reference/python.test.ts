import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { exampleBody, shellJson } from "./example.js";
import { protoFiles } from "./image.js";
import { pythonLines } from "./python.js";
import { type Sources, sourcesOf } from "./sources.js";

const root = join(import.meta.dirname, "../..").replace(/\/dist$/, "");

describe("examples", () => {
  let sources: Sources;
  before(async () => {
    sources = await sourcesOf(protoFiles(root));
  });

  function exampleOf(protoId: number): { readonly json: string; readonly python: string } {
    const command = sources.commands.find((row) => row.protoId === protoId);
    assert.ok(command);
    const body = exampleBody(sources.schema, command);
    return { json: shellJson(body), python: pythonLines(sources.schema, command, body) };
  }

  it("have what is required, and the security that the call is about", () => {
    assert.deepEqual(exampleOf(3004), {
      json: '{"securityList":[{"market":1,"code":"00700"}]}',
      python: 'answer = client.quote.get_basic_qot(["HK.00700"])',
    });
    assert.equal(exampleOf(3006).python, 'answer = client.quote.get_kl("HK.00700", rehabType=1, klType=2, reqNum=10)');
  });

  it("of orders name a simulated account, and leave the packetID to the package", () => {
    const { json, python } = exampleOf(2202);
    assert.match(json, /"packetID":\{"connID":"0","serialNo":0\},"header":\{"trdEnv":0,/);
    assert.match(python, /entry\.trdEnv == 0/);
    assert.match(
      python,
      /place_order\(header=account, trdSide=1, orderType=1, code="HK\.00700", qty=100, price=400\)$/,
    );
    for (const { protoId, category, effect } of sources.commands) {
      if (category !== "trade_order" || effect !== "write") continue;
      assert.match(exampleOf(protoId).json, /"trdEnv":0/, `${protoId} must not be about a real account`);
    }
  });

  it("fit into a shell's single quotes, and are JSON there", () => {
    assert.equal(shellJson({ text: "it's" }), '{"text":"it\\u0027s"}');
    assert.deepEqual(JSON.parse(shellJson({ text: "it's" })), { text: "it's" });
  });
});

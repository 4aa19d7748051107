/** What `quote` promises: typed calls and `Request`, and failures that are told. The same for every language. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { addressOf, startExample, startGateway } from "./example.js";
import type { Program } from "./program.js";

describe("quote", { concurrency: 1 }, () => {
  let gateway: Program;
  let target: { readonly port: number };

  before(async () => {
    gateway = startGateway("--grpc", "127.0.0.1:0");
    await gateway.line(/"upstream.available"/);
    target = await addressOf(gateway, "gateway.started", "grpc");
  });

  after(async () => {
    await gateway.stop("SIGTERM");
  });

  it("shows the same securities by a typed call and by Request", async () => {
    const quote = startExample("quote", target, ["HK.00700", "US.AAPL"]);
    assert.equal(await quote.ended, 0, quote.lines.join("\n"));
    const shown = quote.lines.map((line) => line.replace(/\d[\d.]*$/, "N").replace(/=\d[\d.]*/, "=N"));
    assert.deepEqual(shown, [
      "typed HK.00700 last=N volume=N",
      "typed US.AAPL last=N volume=N",
      "request HK.00700 last=N volume=N",
      "request US.AAPL last=N volume=N",
    ]);
  });

  it("goes to the gateway without the web's proxy", async () => {
    const proxy = "http://127.0.0.1:1";
    const env = { grpc_proxy: proxy, http_proxy: proxy, https_proxy: proxy, no_proxy: "", no_grpc_proxy: "" };
    const quote = startExample("quote", target, [], env);
    assert.equal(await quote.ended, 0, quote.lines.join("\n"));
  });

  it("ends with OpenD's refusal of a security", async () => {
    const quote = startExample("quote", target, ["HK.99998"]);
    await quote.line(/^error \w+ OPEND_\w+ sent=true: ./);
    assert.equal(await quote.ended, 1);
  });

  it("ends when nobody listens", async () => {
    const quote = startExample("quote", { port: 1 }, []);
    await quote.line(/^error UNAVAILABLE: ./i);
    assert.equal(await quote.ended, 1);
  });

  it("tells how it is used", async () => {
    const quote = startExample("quote", target, ["00700"]);
    await quote.line(/^usage: /);
    assert.equal(await quote.ended, 2);
  });
});

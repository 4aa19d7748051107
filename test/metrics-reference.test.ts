import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { ServedGateway } from "./support/served-gateway.js";

const TEST_MS = 60_000;

/** Name and type of each metric of the page, as its readers have it. */
function metricsOfPage(): readonly string[] {
  // The compiled test stands one folder deeper.
  const root = import.meta.url.endsWith(".ts") ? ".." : "../..";
  const text = readFileSync(fileURLToPath(new URL(`${root}/docs/reference/metrics.md`, import.meta.url)), "utf8");
  return [...text.matchAll(/^\| `(\w+)` \| (\w+) \|/gm)].map(([, name, type]) => `${name} ${type}`);
}

describe("the reference of metrics", () => {
  it("lists what a gateway shows, and nothing else", { timeout: TEST_MS }, async () => {
    const gateway = await ServedGateway.start({ flags: { "metrics-public": "true" } });
    try {
      const text = await (await fetch(gateway.metricsUrl)).text();
      const shown = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) => `${name} ${type}`);
      // Those of the process are prom-client's own, and the page names them in a sentence.
      const own = shown.filter((line) => /^(opend_gateway|grpc_server)_/.test(line) && !line.includes("_build_info"));
      assert.deepEqual([...metricsOfPage()].sort(), own.sort());
    } finally {
      await gateway.stop();
    }
  });
});

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { REASONS } from "../src/errors/reasons.js";
import { END_REASONS } from "../src/gateway/push/end-reason.js";
import { producedLiterals } from "./support/produced-literals.js";

// The compiled test stands one folder deeper.
const root = fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? ".." : "../..", import.meta.url));

/** What the program is made of: neither its tests nor the list itself; metrics only count what others produce. */
function sources(): readonly string[] {
  return readdirSync(`${root}/src`, { recursive: true, encoding: "utf8" }).filter(
    (path) =>
      path.endsWith(".ts") &&
      !path.endsWith(".test.ts") &&
      !/(^|\/)(testing|telemetry|simulator)\//.test(path) &&
      path !== "errors/reasons.ts",
  );
}

function produced(): ReadonlySet<string> {
  return new Set(sources().flatMap((path) => [...producedLiterals(readFileSync(`${root}/src/${path}`, "utf8"))]));
}

describe("the reasons in the code", () => {
  const inCode = produced();

  it("are those of the list: none stands there that no code produces", () => {
    const unused = Object.keys(REASONS).filter((reason) => !inCode.has(reason));
    assert.deepEqual(unused, []);
  });

  it("are those of the error reference, one line each", () => {
    const text = readFileSync(`${root}/docs/reference/errors.md`, "utf8");
    const listed = [...text.matchAll(/^\| `([A-Z_]+)` \| `[A-Z_]+` \|/gm)].map(([, reason]) => reason);
    assert.deepEqual(listed, Object.keys(REASONS));
    assert.equal(new Set(listed).size, listed.length);
  });

  it("hold the end reasons of streams, but for the one that no client is told", () => {
    const untold = END_REASONS.filter((reason) => !Object.hasOwn(REASONS, reason));
    assert.deepEqual(untold, ["CLIENT_CANCELLED"]);
    const text = readFileSync(`${root}/docs/reference/control-events.md`, "utf8");
    const listed = [...text.matchAll(/^\| \[?`([A-Z_]+)`/gm)].map(([, reason]) => reason);
    assert.deepEqual(listed, [...END_REASONS]);
    for (const reason of END_REASONS) assert.ok(inCode.has(reason), `no stream ends with ${reason}`);
  });

  it("are told from texts that code only looks for", () => {
    const source = `
      throw new GatewayError("A", "text", { sent: true });
      const table = { deadline: { reason: "B", text: "C" } };
      function pick(x: boolean): Reason { return x ? "D" : (undefined ?? "E"); }
      stream.end("F");
      if (error.reason === "G") count++;
      const LIST: readonly Reason[] = ["H"];
      function of(reason: "I"): void { switch (reason) { case "J": } }
    `;
    const found = [...producedLiterals(source)].filter((text) => text.length === 1);
    assert.deepEqual(found.sort(), ["A", "B", "D", "E", "F"]);
  });
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { REASONS } from "../../errors/reasons.js";
import { END_REASONS } from "./end-reason.js";

test("docs/push.md tells all end reasons, and their statuses as they are", () => {
  const page = readFileSync("docs/push.md", "utf8");
  const section = page.slice(page.indexOf("## How a stream ends"), page.indexOf("## Resume"));
  const rows = [...section.matchAll(/^\| `([A-Z_]+)` \| ([A-Z_]+)/gm)].map(([, reason, status]) => [reason, status]);
  const known = END_REASONS.map((reason) => [
    reason,
    reason === "CLIENT_CANCELLED" ? "CANCELLED" : REASONS[reason].status,
  ]);
  assert.deepEqual(rows, known);
});

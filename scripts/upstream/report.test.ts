import assert from "node:assert/strict";
import { test } from "node:test";
import type { Change } from "./change.js";
import { reportText } from "./report.js";

const change: Change = {
  what: "field",
  how: "added",
  breaks: "wire",
  name: "Qot_A.C2S.needed",
  detail: "required int32 = 18",
  commands: ["A", "B", "C", "D", "E", "F", "G", "H"],
};
const report = {
  from: { version: "1.0.1", integrity: "sha512-a" },
  to: { version: "1.0.2", integrity: "sha512-b" },
  changes: [change],
  table: { missing: [], wrong: ["Qot_A: packet_id is true, the release has false"] },
  rows: [],
};

test("the report groups by what breaks, and names the first commands of a change", () => {
  assert.equal(
    reportText(report, (name) => (name === "A" ? 3001 : null)),
    `futu-api 1.0.1 to 1.0.2

Breaks the wire: 1
  field added: Qot_A.C2S.needed: required int32 = 18 [3001 A, ? B, ? C, ? D, ? E, ? F and 2 more]

Breaks names: JSON bodies, JSON tools, generated code: 0

Breaks nothing: 0

The table against futu-api 1.0.2: 0 commands without a row, 1 rows that disagree
  Qot_A: packet_id is true, the release has false
`,
  );
});

test("the report ends with the rows that are missing", () => {
  const text = reportText({ ...report, rows: ["  PROTO_ID_X = 1"] }, () => null);
  assert.ok(
    text.endsWith("\nRows for proto/opend/v1/catalog.proto (--write puts them there):\n  PROTO_ID_X = 1\n"),
    text,
  );
});

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { catalogRows, insertRows } from "./catalog-text.js";
import { idTable } from "./release.js";
import { rowText } from "./row-text.js";
import { tableFindings } from "./table-findings.js";
import { envelope, madeUpRelease, push } from "./testing/made-up-release.js";

const release = madeUpRelease(
  "1.0.2",
  {
    Common: "message PacketID { required uint64 connID = 1; }",
    Trd_Common: "message TrdHeader { required uint64 accID = 1; }",
    Trd_Order: `import "Common.proto"; import "Trd_Common.proto";
      ${envelope("required Common.PacketID packetID = 1; required Trd_Common.TrdHeader header = 2;", "")}`,
    Trd_Told: `import "Trd_Common.proto"; ${push("required Trd_Common.TrdHeader header = 1;")}`,
    Qot_Known: envelope("", ""),
    Qot_Nameless: envelope("", ""),
    SkillWrapAPI: "message MoodReq { optional string a = 1; } message MoodRsp { optional string a = 1; }",
    InitWebSocket: envelope("", ""),
  },
  { Trd_Order: 2227, Trd_Told: 2218, Qot_Known: 3004, Qot_Old: 3100 },
);

const catalog = `// A comment.
enum ProtoId {
  PROTO_ID_UNSPECIFIED = 0;
  PROTO_ID_TRD_UPDATE_ORDER = 2208 [(command) = {
    name: "Trd_UpdateOrder"
    category: CATEGORY_TRADE_ORDER
    kind: KIND_PUSH
    scope: SCOPE_ACC_READ
    no_messages: "none"
    summary: "An order changed"
  }];
  PROTO_ID_TRD_FLOW = 2226 [(command) = {
    name: "Trd_Flow"
    category: CATEGORY_TRADE_ACCOUNT
    service: "Account"
    kind: KIND_REQUEST
    scope: SCOPE_ACC_READ
    effect: EFFECT_READ
    no_messages: "none"
    summary: "Cash"
  }];
  // About the next row.
  PROTO_ID_QOT_KNOWN = 3004 [(command) = {
    name: "Qot_Known"
    category: CATEGORY_QUOTE_REALTIME
    service: "Quote"
    kind: KIND_REQUEST
    scope: SCOPE_QOT_READ
    effect: EFFECT_READ
    summary: "Known"
  }];
}

enum Other {
}
`;
const rows = catalogRows(catalog);
const { missing, wrong } = tableFindings(rows, release.commands);
const written = missing.map((command) => ({ protoId: command.protoId, text: rowText(command, rows, "1.0.2") }));
const text = (name: string): string => written.find((row) => row.text.includes(`name: "${name}"`))?.text ?? "";

describe("the table", () => {
  test("lacks what has messages and no row, but for the protos that never get one", () => {
    assert.deepEqual(
      missing.map(({ name, protoId }) => [name, protoId]),
      [
        ["Trd_Told", 2218],
        ["Trd_Order", 2227],
        ["Qot_Nameless", null],
        ["SkillWrap_Mood", null],
      ],
    );
    assert.deepEqual(wrong, []);
  });

  test("is held against the release in everything that can be derived", () => {
    const changed = catalog
      .replace("QOT_KNOWN = 3004", "QOT_KNOWN = 3005")
      .replace('name: "Qot_Known"', 'name: "Qot_Known"\n    packet_id: true\n    no_envelope: true')
      .replace('    no_messages: "none"\n', "");
    assert.deepEqual(tableFindings(catalogRows(changed), release.commands).wrong, [
      "Trd_UpdateOrder: the release has no Trd_UpdateOrder.Response",
      "Qot_Known: the id is 3005, the release has 3004",
      "Qot_Known: packet_id is true, the release has false",
      "Qot_Known: no_envelope is true, the release has false",
    ]);
    const withdrawn = catalog.replace('name: "Qot_Known"', 'name: "Qot_Known"\n    no_messages: "none"');
    assert.deepEqual(tableFindings(catalogRows(withdrawn), release.commands).wrong, [
      "Qot_Known: no_messages is out of date, the release has them",
    ]);
  });
});

describe("a row", () => {
  test("has all that can be derived, and names what a person has to fill in", () => {
    assert.equal(
      text("Trd_Order"),
      `  // Derived from futu-api 1.0.2 by \`make upstream\`. Fill in what is open, add the
  // limit that OpenD's documents name, and delete this comment.
  // Category and service are those of 2226 Trd_Flow, the nearest id: check.
  PROTO_ID_TRD_ORDER = 2227 [(command) = {
    name: "Trd_Order"
    category: CATEGORY_TRADE_ACCOUNT
    service: "Account"
    kind: KIND_REQUEST
    scope: FILL_IN_SCOPE
    effect: FILL_IN_EFFECT
    packet_id: true
    trade_header: true
    sticky: true
    summary: FILL_IN_SUMMARY
  }];`,
    );
  });

  test("of a push takes the category of the nearest push, and has no effect", () => {
    const row = text("Trd_Told");
    assert.match(row, /Category is that of 2208 Trd_UpdateOrder/);
    assert.match(
      row,
      /category: CATEGORY_TRADE_ORDER\n {4}kind: KIND_PUSH\n {4}scope: FILL_IN_SCOPE\n {4}trade_header: true/,
    );
    assert.doesNotMatch(row, /effect|service:/);
  });

  test("without a known id leaves id, category and service open", () => {
    const row = text("Qot_Nameless");
    assert.match(row, /PROTO_ID_QOT_NAMELESS = FILL_IN_PROTO_ID \[/);
    assert.match(row, /category: FILL_IN_CATEGORY\n {4}service: FILL_IN_SERVICE/);
  });

  test("of bare messages names them", () => {
    assert.match(
      text("SkillWrap_Mood"),
      /request_message: "SkillWrapAPI.MoodReq"\n {4}response_message: "SkillWrapAPI.MoodRsp"\n {4}no_envelope: true/,
    );
  });

  test("goes where its id belongs, above the comment of the next one; without an id to the end", () => {
    const after = insertRows(catalog, written);
    assert.deepEqual(
      [...after.matchAll(/^ {2}(PROTO_ID_\w+ = \w+|\/\/ About.*)/gm)].map(([, line]) => line),
      [
        "PROTO_ID_UNSPECIFIED = 0",
        "PROTO_ID_TRD_UPDATE_ORDER = 2208",
        "PROTO_ID_TRD_TOLD = 2218",
        "PROTO_ID_TRD_FLOW = 2226",
        "PROTO_ID_TRD_ORDER = 2227",
        "// About the next row.",
        "PROTO_ID_QOT_KNOWN = 3004",
        "PROTO_ID_QOT_NAMELESS = FILL_IN_PROTO_ID",
        "PROTO_ID_SKILL_WRAP_MOOD = FILL_IN_PROTO_ID",
      ],
    );
    assert.ok(after.endsWith("  }];\n}\n\nenum Other {\n}\n"));
    assert.deepEqual(tableFindings(catalogRows(after), release.commands).missing, [], "not written twice");
  });
});

test("the table of ids is read as text; its slip about InitConnect is known", () => {
  const source =
    "InitConnect: { cmd: 1001, name: 'GetGlobalState' },\nGetGlobalState: { cmd: 1002, name: 'GetGlobalState' },";
  assert.deepEqual(
    [...idTable(source)],
    [
      ["InitConnect", 1001],
      ["GetGlobalState", 1002],
    ],
  );
  assert.throws(() => idTable("module.exports = {}"), /no command table of the known form/);
});

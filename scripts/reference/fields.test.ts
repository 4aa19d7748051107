import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commands } from "../../src/catalog/catalog.js";
import { fieldTable, localPlace, relativePage, sharedPlace, typeSections } from "./fields.js";
import { messageOf, type Schema, type ServedFile, schemaOf } from "./schema.js";

const INT32 = { type: "TYPE_INT32", label: "LABEL_OPTIONAL" };

/** A command's own message with its own enum, and a shared one whose comment names a shared enum. */
const FILES: readonly ServedFile[] = [
  {
    name: "Qot_Common.proto",
    package: "Qot_Common",
    messageType: [{ name: "Security", field: [{ name: "market", number: 1, ...INT32 }] }],
    enumType: [{ name: "QotMarket", value: [{ name: "QotMarket_HK", number: 1 }] }],
    sourceCodeInfo: { location: [{ path: [4, 0, 2, 0], trailingComments: "股票市场, QotMarket" }] },
  },
  {
    name: "Qot_GetBasicQot.proto",
    package: "Qot_GetBasicQot",
    messageType: [
      {
        name: "C2S",
        field: [
          {
            name: "list",
            number: 1,
            type: "TYPE_MESSAGE",
            typeName: ".Qot_Common.Security",
            label: "LABEL_REPEATED",
          },
          { name: "part", number: 2, type: "TYPE_MESSAGE", typeName: ".Qot_GetBasicQot.Part", label: "LABEL_REQUIRED" },
        ],
      },
      {
        name: "Part",
        field: [
          { name: "kind", number: 7, type: "TYPE_ENUM", typeName: ".Qot_GetBasicQot.Kind", label: "LABEL_OPTIONAL" },
        ],
      },
      {
        name: "Request",
        field: [
          { name: "c2s", number: 1, type: "TYPE_MESSAGE", typeName: ".Qot_GetBasicQot.C2S", label: "LABEL_REQUIRED" },
        ],
      },
    ],
    enumType: [
      {
        name: "Kind",
        value: [
          { name: "Kind_None", number: 0 },
          { name: "Kind_One", number: 1 },
        ],
      },
    ],
    sourceCodeInfo: { location: [{ path: [4, 0, 2, 0], trailingComments: "an official comment" }] },
  },
  {
    name: "futu/service/futu.proto",
    package: "futu.service",
    messageType: [
      {
        name: "FutuRequest",
        field: [
          { name: "plain", number: 1, ...INT32 },
          { name: "present", number: 2, oneofIndex: 0, ...INT32 },
        ],
        oneofDecl: [{ name: "_present" }],
      },
    ],
    service: [
      {
        name: "FutuOpenD",
        method: [{ name: "Request", inputType: ".futu.service.FutuRequest", outputType: ".futu.service.FutuRequest" }],
      },
    ],
    sourceCodeInfo: { location: [{ path: [4, 0, 2, 0], leadingComments: " What is\n asked.\n" }] },
  },
];

const rows = commands.filter(({ protoId }) => protoId === 3004);

function table(schema: Schema, name: string): string {
  return fieldTable(schema, messageOf(schema, name), localPlace(schema, "GetBasicQot", [name], "services/quote.md"));
}

describe("fields", () => {
  const schema = schemaOf(FILES, rows);

  it("are shown with number, label, and links to shared types and to those of the section", () => {
    assert.equal(
      table(schema, "Qot_GetBasicQot.C2S"),
      [
        "| field | number | type |  |",
        "| --- | --- | --- | --- |",
        "| `list` | 1 | [Security](../messages.md#security) | repeated |",
        "| `part` | 2 | [Part](#getbasicqot-part) | required |",
      ].join("\n"),
    );
  });

  it("of integers link to the enum that the official comment names; nothing else of a comment is shown", () => {
    assert.match(
      table(schema, "Qot_Common.Security"),
      /`market` \| 1 \| int32 \(\[QotMarket\]\(\.\.\/enums\.md#qotmarket\)\)/,
    );
    assert.doesNotMatch(table(schema, "Qot_GetBasicQot.C2S"), /comment/);
    assert.doesNotMatch(table(schema, "Qot_Common.Security"), /股/);
  });

  it("of our own messages are described, and optional only where absence can be told", () => {
    const text = table(schema, "futu.service.FutuRequest");
    assert.match(text, /\| `plain` \| 1 \| int32 \| {2}\| What is asked\. \|/);
    assert.match(text, /\| `present` \| 2 \| int32 \| optional \|/);
  });

  it("a section shows the types of its command alone", () => {
    assert.deepEqual(typeSections(schema, "GetBasicQot", ["Qot_GetBasicQot.C2S"], "services/quote.md"), [
      "### GetBasicQot Part\n\n| field | number | type |  |\n| --- | --- | --- | --- |\n| `kind` | 7 | [Kind](#getbasicqot-kind) | optional |",
      "### GetBasicQot Kind\n\n0 `Kind_None`, 1 `Kind_One`",
    ]);
  });

  it("a type that no command uses is on no page", () => {
    assert.equal(schemaOf(FILES, []).home("Qot_Common.QotMarket"), null);
    assert.equal(sharedPlace(schema, "Qot_Common.QotMarket", "pushes.md"), "enums.md#qotmarket");
  });

  it("links between pages are relative", () => {
    assert.equal(relativePage("services/push.md", "pushes.md"), "../pushes.md");
    assert.equal(relativePage("pushes.md", "services/push.md"), "services/push.md");
    assert.equal(relativePage("pushes.md", "pushes.md"), "");
  });
});

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Change } from "./change.js";
import { compareReleases } from "./compare.js";
import { envelope, madeUpRelease, push } from "./testing/made-up-release.js";

const ids = { Qot_A: 3001, Qot_B: 3002, Qot_Moved: 3003, Qot_Bare: 3004, Qot_Gone: 3009 };
const before = madeUpRelease(
  "1.0.1",
  {
    Common: `message PacketID { required uint64 connID = 1; }
      enum Kind { Kind_None = 0; Kind_One = 1; Kind_Two = 2; Kind_Old = 3; Kind_Last = 9; }
      enum Typed { Typed_A = 0; }`,
    Qot_A: `import "Common.proto"; message Gone { optional int32 a = 1; }
      ${envelope(
        `required int32 same = 1; optional int32 numbered = 2; optional int32 typed = 3; optional int32 wider = 4;
         optional string text = 5; optional int32 labelled = 6; optional int32 many = 7; optional int32 gone = 8;
         optional int32 called = 9; optional int32 kind = 10; // Common.Kind
         optional int32 standard = 11 [default = 1]; oneof one { int32 inside = 12; } optional int32 outside = 13;
         optional Common.Typed typedEnum = 14; optional Common.PacketID other = 15; required int32 loose = 16;`,
        "optional Gone gone = 1;",
      )}`,
    Qot_B: `${envelope("optional int32 a = 1; optional int32 b = 2;", "optional int32 a = 1;")}
      enum Local { Local_A = 1; }`,
    Qot_Moved: envelope("optional int32 a = 1;", "optional int32 a = 1;"),
    Qot_Gone: envelope("optional int32 a = 1;", "optional int32 a = 1;"),
  },
  ids,
);
const after = madeUpRelease(
  "1.0.2",
  {
    Common: `message PacketID { required uint64 connID = 1; }
      enum Kind { option allow_alias = true; Kind_None = 0; Kind_One = 5; Kind_Second = 2; Kind_Fresh = 6; Kind_Alias = 6; Kind_Last = 9; Kind_End = 9; }
      enum Typed { Typed_A = 0; }
      enum Local { Local_A = 1; Local_B = 2; }`,
    Qot_A: `import "Common.proto"; message Fresh { optional int32 a = 1; }
      ${envelope(
        `required int32 same = 1; optional int32 numbered = 20; optional string typed = 3; optional int64 wider = 4;
         optional bytes text = 5; required int32 labelled = 6; repeated int32 many = 7;
         optional int32 renamed = 9; optional int32 kind = 10; // Common.Kind
         optional int32 standard = 11 [default = 2]; optional int32 inside = 12; oneof one { int32 outside = 13; }
         optional int32 typedEnum = 14; optional Fresh other = 15; optional int32 loose = 16;
         optional int32 extra = 17; required int32 needed = 18;`,
        "optional Fresh gone = 2;",
      )}`,
    // The numbers of two fields changed places.
    Qot_B: envelope("optional int32 b = 1; optional int32 a = 2;", "optional int32 a = 1;"),
    Qot_Moved: push("optional int32 a = 1;"),
    Qot_New: `${envelope("optional int32 a = 1;", "optional int32 a = 1;")} enum Fine { Fine_A = 0; }`,
  },
  { ...ids, Qot_Moved: 3013, Qot_New: 3005 },
);
const changes = compareReleases(before, after);

/** `breaks how: detail` of one name. */
function of(name: string): readonly string[] {
  return changes
    .filter((change) => change.name === name)
    .map(({ breaks, how, detail }) => `${breaks}, ${how}: ${detail}`);
}

describe("a field", () => {
  const field = (name: string): readonly string[] => of(`Qot_A.C2S.${name}`);

  test("that stays is no change", () => {
    assert.deepEqual(field("same"), []);
    assert.deepEqual(field("kind"), []);
  });
  test("that is new breaks nothing, unless it is required", () => {
    assert.deepEqual(field("extra"), ["nothing, added: optional int32 = 17"]);
    assert.deepEqual(field("needed"), ["wire, added: required int32 = 18"]);
  });
  test("that is gone breaks the wire", () => {
    assert.deepEqual(field("gone"), ["wire, removed: optional int32 = 8"]);
  });
  test("whose number moved breaks the wire", () => {
    assert.deepEqual(field("numbered"), ["wire, changed: number 2 became 20"]);
    assert.deepEqual(of("Qot_B.C2S.a"), ["wire, changed: number 1 became 2"]);
    assert.deepEqual(of("Qot_B.C2S.b"), ["wire, changed: number 2 became 1"]);
  });
  test("with another name for the same number breaks names only", () => {
    assert.deepEqual(field("called"), ["names, changed: optional int32 = 9, now called renamed"]);
    assert.deepEqual(field("renamed"), []);
  });
  test("of another type breaks the wire, but where the bytes are the same", () => {
    assert.deepEqual(field("typed"), ["wire, changed: optional int32 = 3, type int32 became string"]);
    assert.deepEqual(field("text"), ["wire, changed: optional string = 5, type string became bytes"]);
    assert.deepEqual(field("other"), [
      "wire, changed: optional Common.PacketID = 15, type Common.PacketID became Qot_A.Fresh",
    ]);
    assert.deepEqual(field("wider"), ["names, changed: optional int32 = 4, type int32 became int64"]);
    assert.deepEqual(field("typedEnum"), [
      "names, changed: optional Common.Typed = 14, type Common.Typed became int32",
    ]);
  });
  test("with another label breaks the wire, whichever way", () => {
    assert.deepEqual(field("labelled"), ["wire, changed: optional int32 = 6, label optional became required"]);
    assert.deepEqual(field("loose"), ["wire, changed: required int32 = 16, label required became optional"]);
    assert.deepEqual(field("many"), ["wire, changed: optional int32 = 7, label optional became repeated"]);
  });
  test("that enters or leaves a oneof breaks the wire", () => {
    assert.deepEqual(field("inside"), ["wire, changed: optional int32 = 12, oneof one became none"]);
    assert.deepEqual(field("outside"), ["wire, changed: optional int32 = 13, oneof none became one"]);
  });
  test("whose default changed means another thing when it is absent", () => {
    assert.deepEqual(field("standard"), ["wire, changed: optional int32 = 11, default 1 became 2"]);
  });
});

describe("an enum value", () => {
  const value = (name: string): readonly string[] => of(`Common.Kind.${name}`);

  test("that is new breaks nothing", () => {
    assert.deepEqual(value("Kind_Fresh"), ["nothing, added: 6"]);
    assert.deepEqual(value("Kind_End"), ["nothing, added: 9, another name of Kind_Last"]);
  });
  test("whose number moved, or is gone, breaks the wire", () => {
    assert.deepEqual(value("Kind_One"), ["wire, changed: 1 became 5"]);
    assert.deepEqual(value("Kind_Old"), ["wire, removed: 3"]);
  });
  test("with another name for the same number breaks names only", () => {
    assert.deepEqual(value("Kind_Two"), ["names, changed: 2, now called Kind_Second"]);
    assert.deepEqual(value("Kind_Second"), []);
  });
  test("is told with the commands whose int32 fields mean that enum", () => {
    assert.deepEqual(changes.find(({ name }) => name === "Common.Kind.Kind_One")?.commands, ["Qot_A"]);
  });
});

describe("messages, enums and commands", () => {
  test("that are gone or new are told", () => {
    assert.deepEqual(of("Qot_A.Gone"), ["names, removed: 1 fields"]);
    assert.deepEqual(of("Qot_A.Fresh"), ["nothing, added: 1 fields"]);
    assert.deepEqual(of("Qot_B.Local"), ["names, removed: now Common.Local"]);
    assert.deepEqual(of("Common.Local"), ["nothing, added: 2 values"]);
    assert.deepEqual(of("Qot_Gone"), ["wire, changed: its messages are gone"]);
    assert.deepEqual(of("Qot_New"), ["nothing, added: request 3005"]);
  });
  test("with another id, or that became a push, break the wire", () => {
    assert.deepEqual(of("Qot_Moved"), ["wire, changed: id 3003 became 3013, request became push"]);
  });
  test("of a new command count as one addition", () => {
    assert.deepEqual(of("Qot_New.C2S"), []);
    assert.deepEqual(of("Qot_New.Fine"), []);
  });
  test("come with what breaks the wire first", () => {
    const rank = { wire: 0, names: 1, nothing: 2 };
    const ranks = changes.map(({ breaks }: Change) => rank[breaks]);
    assert.deepEqual(ranks, ranks.toSorted());
  });
  test("of one release have no difference", () => {
    assert.deepEqual(compareReleases(after, after), []);
  });
});

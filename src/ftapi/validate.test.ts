import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import fc from "fast-check";
import protobuf from "protobufjs";
import * as StockFilter from "../../generated/ts/Qot_StockFilter.js";
import * as Sub from "../../generated/ts/Qot_Sub.js";
import * as PlaceOrder from "../../generated/ts/Trd_PlaceOrder.js";
import { commands } from "../catalog/catalog.js";
import { messageType } from "../catalog/schema.js";
import { encodeObject, field, type ProtoObject, tag, wholeObject } from "./testing/proto-bytes.js";
import { findMessageFault } from "./validate.js";

const requests = commands.flatMap((command) =>
  command.requestMessage === null ? [] : [messageType(command.requestMessage)],
);
const responses = commands.flatMap((command) =>
  command.responseMessage === null ? [] : [messageType(command.responseMessage)],
);
const placeOrder = messageType("Trd_PlaceOrder.Request");
const stockFilter = messageType("Qot_StockFilter.Request");

/** A tiny generator: seeds shrink well, whole objects do not. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Required fields always, the others half of the time, in random order. */
function randomObject(type: protobuf.Type, random: () => number): ProtoObject {
  const entries: [string, unknown][] = [];
  for (const known of type.fieldsArray) {
    if (!known.required && random() < 0.5) continue;
    const values = Array.from({ length: known.repeated ? Math.floor(random() * 4) : 1 }, () =>
      randomValue(known, random),
    );
    entries.push([known.name, known.repeated ? values : values[0]]);
  }
  entries.sort(() => random() - 0.5);
  return Object.fromEntries(entries);
}

function randomValue(known: protobuf.Field, random: () => number): unknown {
  if (known.resolvedType instanceof protobuf.Type) return randomObject(known.resolvedType, random);
  if (known.resolvedType instanceof protobuf.Enum) return Object.values(known.resolvedType.values)[0];
  if (known.type === "string") return ["", "00700", "腾讯 🐧"][Math.floor(random() * 3)];
  if (known.type === "bytes") return Buffer.from([random() * 256, 0xff, 0xfe]);
  if (known.type === "bool") return random() < 0.5;
  if (known.type === "double" || known.type === "float") return random() * 1e6 - 5e5;
  return Math.floor(random() * 2 ** 31) - (known.type.startsWith("u") ? 0 : 2 ** 30);
}

/** Every place of a required field, as the keys that lead to it. */
function requiredPlaces(
  type: protobuf.Type,
  object: ProtoObject,
  above: readonly string[] = [],
): (readonly string[])[] {
  return type.fieldsArray.flatMap((known) => {
    const value = object[known.name];
    const place = [...above, known.name];
    const here = known.required ? [place] : [];
    if (!(known.resolvedType instanceof protobuf.Type) || value === undefined) return here;
    const inner = (known.repeated ? (value as ProtoObject[])[0] : value) as ProtoObject;
    return [...here, ...requiredPlaces(known.resolvedType, inner, place)];
  });
}

/** `object` without the field at `place`; all else is shared. */
function without(object: ProtoObject, [name, ...deeper]: readonly string[]): ProtoObject {
  const { [name as string]: value, ...rest } = object;
  if (deeper.length === 0) return rest;
  return {
    ...object,
    [name as string]: Array.isArray(value) ? [without(value[0], deeper)] : without(value as ProtoObject, deeper),
  };
}

describe("valid messages pass", () => {
  test("of every command, with all fields, with the required ones only, and packed", () => {
    for (const type of [...requests, ...responses]) {
      const whole = wholeObject(type);
      assert.equal(findMessageFault(type, encodeObject(type, whole)), null, type.fullName);
      assert.equal(findMessageFault(type, encodeObject(type, whole, true)), null, type.fullName);
      assert.equal(findMessageFault(type, encodeObject(type, wholeObject(type, true))), null, type.fullName);
    }
  });

  test("of every command, with random fields in any order", () => {
    fc.assert(
      fc.property(fc.constantFrom(...requests, ...responses), fc.nat(), fc.boolean(), (type, seed, packed) => {
        const bytes = encodeObject(type, randomObject(type, randomNumbers(seed)), packed);
        assert.equal(findMessageFault(type, bytes), null, type.fullName);
      }),
      { numRuns: 400 },
    );
  });

  test("with unknown fields of every wire type on every level", () => {
    const unknown = Buffer.concat([
      field.varint(3000, 1),
      field.fixed64(3001),
      field.bytes(3002, Buffer.from([0xff])),
      field.group(3003, field.varint(1, 1)),
      field.fixed32(3004),
    ]);
    const security = Buffer.concat([unknown, field.varint(1, 1), unknown, field.bytes(2, "00700"), unknown]);
    const c2s = Buffer.concat([unknown, field.bytes(1, security), unknown, field.bytes(1, security)]);
    const body = Buffer.concat([unknown, field.bytes(1, c2s), unknown]);
    assert.equal(findMessageFault(messageType("Qot_GetBasicQot.Request"), body), null);
  });
});

describe("a missing required field", () => {
  test("is named with its path, for every command and every field", () => {
    let checked = 0;
    for (const type of [...requests, ...responses]) {
      const whole = wholeObject(type);
      for (const place of requiredPlaces(type, whole)) {
        const fault = findMessageFault(type, encodeObject(type, without(whole, place)));
        assert.deepEqual(fault, { field: place.join("."), problem: "is missing" }, type.fullName);
        checked++;
      }
    }
    assert.ok(checked > 1500, `${checked} fields`);
  });

  test("of an empty body is the first one", () => {
    assert.deepEqual(findMessageFault(placeOrder, Buffer.alloc(0)), { field: "c2s", problem: "is missing" });
  });

  test("is found in a later element of a list", () => {
    const type = messageType("Qot_GetBasicQot.Request");
    const body = encodeObject(type, { c2s: { securityList: [{ market: 1, code: "00700" }, { market: 1 }] } });
    assert.deepEqual(findMessageFault(type, body), { field: "c2s.securityList.code", problem: "is missing" });
  });
});

describe("a truncated message", () => {
  test("of any request is a fault at every length", () => {
    for (const type of [
      placeOrder,
      stockFilter,
      messageType("Qot_Sub.Request"),
      messageType("Trd_PlaceComboOrder.Request"),
    ]) {
      const bytes = encodeObject(type, wholeObject(type));
      for (let end = 0; end < bytes.length; end++) {
        assert.notEqual(findMessageFault(type, bytes.subarray(0, end)), null, `${type.fullName} cut at ${end}`);
      }
    }
  });

  test("says that it is broken and where", () => {
    const bytes = encodeObject(placeOrder, wholeObject(placeOrder));
    assert.deepEqual(findMessageFault(placeOrder, bytes.subarray(0, bytes.length - 1)), {
      field: "c2s",
      problem: "is broken: cut short",
    });
    const short = field.bytes(1, field.bytes(5, "00700").subarray(0, 4));
    assert.deepEqual(findMessageFault(placeOrder, short), { field: "c2s.code", problem: "is broken: cut short" });
    assert.deepEqual(findMessageFault(placeOrder, Buffer.from([0x80])), {
      field: "body",
      problem: "is broken: cut short",
    });
    assert.deepEqual(findMessageFault(placeOrder, tag(9, 1)), { field: "body", problem: "is broken: cut short" });
  });
});

describe("a field of another shape", () => {
  test("is named with both wire types", () => {
    const c2s = (bytes: Uint8Array) => findMessageFault(placeOrder, field.bytes(1, bytes));
    assert.deepEqual(c2s(field.bytes(3, "1")), {
      field: "c2s.trdSide",
      problem: "has wire type 2, expected 0 (int32)",
    });
    assert.deepEqual(c2s(field.varint(5, 700)), { field: "c2s.code", problem: "has wire type 0, expected 2 (string)" });
    assert.deepEqual(c2s(field.varint(6, 100)), { field: "c2s.qty", problem: "has wire type 0, expected 1 (double)" });
    assert.deepEqual(c2s(field.group(2)), {
      field: "c2s.header",
      problem: "has wire type 3, expected 2 (.Trd_Common.TrdHeader)",
    });
    assert.deepEqual(c2s(field.bytes(2, field.fixed64(2))), {
      field: "c2s.header.accID",
      problem: "has wire type 1, expected 0 (uint64)",
    });
  });

  test("text that is not UTF-8 is named; bytes may be anything", () => {
    const notUtf8 = Buffer.from([0xc3, 0x28]);
    assert.deepEqual(findMessageFault(placeOrder, field.bytes(1, field.bytes(5, notUtf8))), {
      field: "c2s.code",
      problem: "is not UTF-8",
    });
    const history = messageType("Qot_RequestHistoryKL.Request");
    const object = wholeObject(history);
    (object.c2s as ProtoObject).nextReqKey = notUtf8;
    assert.equal(findMessageFault(history, encodeObject(history, object)), null);
  });

  test("a singular field that stands twice is named, as decoders merge or drop it", () => {
    const whole = encodeObject(placeOrder, wholeObject(placeOrder));
    assert.deepEqual(findMessageFault(placeOrder, Buffer.concat([whole, whole])), {
      field: "c2s",
      problem: "appears twice",
    });
    const header = field.bytes(2, Buffer.concat([field.varint(1, 0), field.varint(1, 1)]));
    assert.deepEqual(findMessageFault(placeOrder, field.bytes(1, header)), {
      field: "c2s.header.trdEnv",
      problem: "appears twice",
    });
  });
});

describe("packed lists", () => {
  const sub = messageType("Qot_Sub.Request");
  const subTypes = (...fields: readonly Uint8Array[]) =>
    findMessageFault(sub, field.bytes(1, Buffer.concat([field.varint(3, 1), ...fields])));

  test("may be packed, unpacked, both, or empty", () => {
    const packed = field.bytes(2, Buffer.from([1, 2, 0x80, 0x01]));
    assert.equal(subTypes(packed), null);
    assert.equal(subTypes(field.varint(2, 1), packed, field.varint(2, 2), packed), null);
    assert.equal(subTypes(field.bytes(2, "")), null);
  });

  test("are broken when the last number is cut or too long", () => {
    assert.deepEqual(subTypes(field.bytes(2, Buffer.from([1, 0x80]))), {
      field: "c2s.subTypeList",
      problem: "is broken: cut short",
    });
    assert.deepEqual(subTypes(field.bytes(2, Buffer.alloc(11, 0x80))), {
      field: "c2s.subTypeList",
      problem: "is broken: varint over 10 bytes",
    });
  });

  test("of doubles are whole numbers of eight bytes", () => {
    const schema = {
      fieldsById: { 1: { id: 1, name: "values", type: "double", required: false, repeated: true, resolvedType: null } },
      fieldsArray: [],
    };
    assert.equal(findMessageFault(schema, field.bytes(1, Buffer.alloc(16))), null);
    assert.deepEqual(findMessageFault(schema, field.bytes(1, Buffer.alloc(15))), {
      field: "values",
      problem: "is broken: cut short",
    });
  });
});

test("a message that nests without end is a fault, not a stack overflow", () => {
  interface Recursive {
    fieldsById: Record<
      number,
      { id: number; name: string; type: string; required: boolean; repeated: boolean; resolvedType: Recursive }
    >;
    fieldsArray: [];
  }
  const recursive: Recursive = { fieldsById: {}, fieldsArray: [] };
  recursive.fieldsById[1] = {
    id: 1,
    name: "inner",
    type: ".Recursive",
    required: false,
    repeated: false,
    resolvedType: recursive,
  };
  let body: Buffer = Buffer.alloc(0);
  for (let depth = 0; depth < 2000; depth++) body = field.bytes(1, body);
  assert.equal(findMessageFault(recursive, body)?.problem, "is nested too deep");
  let allowed: Buffer = Buffer.alloc(0);
  for (let depth = 0; depth < 32; depth++) allowed = field.bytes(1, allowed);
  assert.equal(findMessageFault(recursive, allowed), null);
});

/** The path of a required field that a decoded message lacks. */
function lackingField(type: protobuf.Type, decoded: ProtoObject): string | null {
  for (const known of type.fieldsArray) {
    const value = decoded[known.name];
    if (value === undefined) {
      if (known.required) return known.name;
      continue;
    }
    if (!(known.resolvedType instanceof protobuf.Type)) continue;
    for (const item of (known.repeated ? value : [value]) as ProtoObject[]) {
      const lacking = lackingField(known.resolvedType, item);
      if (lacking !== null) return `${known.name}.${lacking}`;
    }
  }
  return null;
}

// Not protobufjs' decoder: it takes every 32-bit varint over five bytes for one of ten.
test("whatever passes, the typed messages decode, with every required field", () => {
  const decoders = [
    { type: placeOrder, decode: PlaceOrder.Request.decode },
    { type: stockFilter, decode: StockFilter.Request.decode },
    { type: messageType("Qot_Sub.Request"), decode: Sub.Request.decode },
  ] as const;
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 });
  let passed = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.constantFrom(...decoders), fc.nat(), damage, ({ type, decode }, seed, changes) => {
      const bytes = encodeObject(type, randomObject(type, randomNumbers(seed)));
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      if (findMessageFault(type, bytes) !== null) {
        refused++;
        return;
      }
      passed++;
      assert.equal(lackingField(type, decode(bytes) as unknown as ProtoObject), null);
    }),
    { numRuns: 1500 },
  );
  assert.ok(passed > 100 && refused > 100, `${passed} passed, ${refused} refused`);
});

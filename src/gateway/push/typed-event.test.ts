import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it, test } from "node:test";
import fc from "fast-check";
import { descriptorSetBase64 } from "../../../generated/descriptors.js";
import { PushEvent } from "../../../generated/ts/futu/service/futu.js";
import { FileDescriptorSet } from "../../../generated/ts/google/protobuf/descriptor.js";
import { WatchEvent } from "../../../generated/ts/opend/v1/push.js";
import { WireReader } from "../../ftapi/wire.js";
import { composeEvent, type EventMarks, encodeFilterNames, encodeShared } from "./event-codec.js";
import { eventClassOf, type Route } from "./shared-event.js";
import { basicQot } from "./testing/push-rig.js";
import { plain, twinOf, UPDATE_FIELDS } from "./testing/watch-twin.js";
import { composeTypedEvent } from "./typed-event.js";

const noMarks: EventMarks = {
  sequence: 0,
  filters: null,
  conflated: 0,
  dropped: 0,
  afterGap: false,
  snapshot: false,
  replayed: false,
};

function routeOf(protoId: number): Route {
  const eventType = protoId === 1003 ? "notify" : protoId < 3000 ? "trade" : "quote";
  return {
    protoId,
    secKey: eventType === "quote" ? "1_00700" : "",
    subType: eventType === "quote" ? 1 : 0,
    klType: protoId === 3007 ? 2 : 0,
    rehabType: protoId === 3007 ? 0 : undefined,
    accId: eventType === "trade" ? 281756479000000101n : 0n,
    trdMarket: eventType === "trade" ? 1 : 0,
    eventType,
    eventClass: eventClassOf(protoId),
  };
}

/** retType, then the s2c. */
function bodyOf(s2c: Uint8Array, retType = 0): Buffer {
  const length = s2c.length < 128 ? [s2c.length] : [(s2c.length & 0x7f) | 0x80, s2c.length >> 7];
  return Buffer.concat([Buffer.from([8, retType, 34, ...length]), s2c]);
}

/** The bytes of each field, by number, as they stand. */
function fieldsOf(message: Uint8Array): ReadonlyMap<number, Buffer> {
  const fields = new Map<number, Buffer>();
  const reader = new WireReader(message);
  while (reader.next()) {
    const start = reader.pos;
    const { fieldNumber } = reader;
    if (reader.wireType === 2) fields.set(fieldNumber, Buffer.from(reader.view()));
    else {
      reader.skip();
      fields.set(fieldNumber, Buffer.from(message.subarray(start, reader.pos)));
    }
  }
  return fields;
}

describe("an event with its update", () => {
  it("has every push of the proto in the field of its number, and no other", () => {
    const set = FileDescriptorSet.decode(Buffer.from(descriptorSetBase64, "base64"));
    const file = set.file.find(({ name }) => name === "opend/v1/push.proto");
    const message = file?.message_type.find(({ name }) => name === "WatchEvent");
    const updates = message?.field.filter(({ oneof_index: oneof, proto3_optional: optional }) => {
      return oneof !== undefined && optional !== true;
    });
    const expected = Object.entries(UPDATE_FIELDS).map(([protoId, [field]]) => `${protoId} ${field}`);
    assert.deepEqual(updates?.map(({ number, name }) => `${number} ${name}`).sort(), expected.sort());
    for (const protoId of Object.keys(UPDATE_FIELDS).map(Number)) {
      const s2c = Buffer.from([0xba, 0x3e, 1, protoId & 0xff]);
      const bytes = composeTypedEvent(encodeShared(routeOf(protoId), bodyOf(s2c), 1, 0), noMarks);
      assert.deepEqual(fieldsOf(bytes).get(protoId), s2c, String(protoId));
      assert.equal(fieldsOf(bytes).has(4), false);
    }
  });

  it("is told, although it is empty", () => {
    const bytes = composeTypedEvent(encodeShared(routeOf(3005), bodyOf(Buffer.alloc(0)), 1, 0), noMarks);
    assert.deepEqual(WatchEvent.decode(bytes).basic_qot, { basicQotList: [] });
  });

  it("leaves everything else of the event as it is", () => {
    const event = encodeShared(routeOf(3007), bodyOf(Buffer.from([8, 2, 16, 1])), 1_700_000_000_000.5, 0);
    const marks = {
      sequence: 300,
      filters: encodeFilterNames(["a", "b"]),
      conflated: 200,
      dropped: 1,
      afterGap: true,
      snapshot: true,
      replayed: true,
    };
    const whole = PushEvent.decode(composeEvent(event.bytes, marks));
    const typed = WatchEvent.decode(composeTypedEvent(event, marks));
    assert.deepEqual(plain(typed), plain(twinOf(whole)));
    assert.equal(typed.rehab_type, 0);
  });

  const asTheyAre: readonly [string, number, Buffer][] = [
    ["of a push that is not in the table", 3999, bodyOf(Buffer.from([8, 1]))],
    ["of a push without messages", 3017, bodyOf(Buffer.from([8, 1]))],
    ["that is no success", 3005, bodyOf(Buffer.from([]), 1)],
    ["without a retType", 3005, Buffer.from([34, 0])],
    ["without an s2c", 3005, Buffer.from([8, 0])],
    ["with two", 3005, Buffer.from([8, 0, 34, 0, 34, 0])],
    ["that is cut short", 3005, Buffer.from([8, 0, 34, 9, 1])],
    ["whose s2c is no message", 3005, Buffer.from([8, 0, 32, 1])],
    ["that is empty", 3005, Buffer.alloc(0)],
  ];
  for (const [name, protoId, body] of asTheyAre) {
    it(`keeps a whole body ${name}`, () => {
      const event = encodeShared(routeOf(protoId), body, 1, 0);
      const marks = { ...noMarks, sequence: 1 };
      assert.deepEqual(composeTypedEvent(event, marks), composeEvent(event.bytes, marks));
      const { unknown_update: update } = WatchEvent.decode(composeTypedEvent(event, marks));
      assert.deepEqual(Buffer.from(update ?? []), body);
    });
  }

  it("does not change the event that others share", () => {
    const event = encodeShared(routeOf(3005), Buffer.from(basicQot(1, "HK.1")), 1, 0);
    const before = Buffer.from(event.bytes);
    composeTypedEvent(event, { ...noMarks, sequence: 7 });
    assert.deepEqual(event.bytes, before);
  });
});

test("whatever a body is, the event has its s2c's bytes, or all of it", () => {
  const protoIds = fc.constantFrom(...Object.keys(UPDATE_FIELDS).map(Number), 3017, 9999);
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.uint8Array({ maxLength: 300 }).map((s2c) => bodyOf(s2c)),
  );
  fc.assert(
    fc.property(protoIds, bodies, fc.nat(2 ** 40), fc.nat(1e6), (protoId, body, sequence, position) => {
      const event = encodeShared(routeOf(protoId), body, 1_700_000_000_000, position);
      const marks = { ...noMarks, sequence };
      const typed = fieldsOf(composeTypedEvent(event, marks));
      const whole = fieldsOf(composeEvent(event.bytes, marks));
      const update = typed.get(protoId);
      if (update === undefined) {
        assert.deepEqual(typed, whole);
        return;
      }
      const rest = [...typed].filter(([number]) => number !== protoId);
      assert.deepEqual(new Map(rest), new Map([...whole].filter(([number]) => number !== 4)), "all other fields");
      assert.deepEqual(update, fieldsOf(body).get(4));
      assert.ok(UPDATE_FIELDS[protoId] !== undefined);
    }),
  );
});

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import * as PlaceOrder from "../../generated/ts/Trd_PlaceOrder.js";
import { messageType } from "../catalog/schema.js";
import { fillPacketId, findPacketIdSlot } from "./packet-id.js";
import { encodeObject, field, tag, wholeObject } from "./testing/proto-bytes.js";
import { WireError } from "./wire.js";

const CONN_ID = 6_730_043_500_150_710_821n;

function fill(body: Uint8Array, connId = CONN_ID, serialNo = 77): Buffer {
  return fillPacketId(findPacketIdSlot(body), connId, serialNo);
}

/** As protobufjs writes it: not by the production code. */
function packetIdField(connId: bigint, serialNo: number): Buffer {
  return field.bytes(1, encodeObject(messageType("Common.PacketID"), { connID: connId.toString(), serialNo }));
}

const order: PlaceOrder.C2S = {
  packetID: { connID: 1n, serialNo: 1 },
  header: { trdEnv: 0, accID: 18_014_398_509_481_985n, trdMarket: 1 },
  trdSide: 1,
  orderType: 1,
  code: "00700",
  qty: 100,
  price: 0,
};

test("the PacketID of the sending connection takes the place of the client's", () => {
  const body = PlaceOrder.Request.encode({ c2s: order }).finish();
  const filled = fill(body);
  assert.deepEqual(PlaceOrder.Request.decode(filled), {
    c2s: { ...PlaceOrder.Request.decode(body).c2s, packetID: { connID: CONN_ID, serialNo: 77 } },
  });
  assert.deepEqual(
    filled,
    Buffer.from(PlaceOrder.Request.encode({ c2s: { ...order, packetID: { connID: CONN_ID, serialNo: 77 } } }).finish()),
  );
});

test("a PacketID that the client left out is put in", () => {
  const c2s = PlaceOrder.C2S.encode({ ...order, packetID: undefined }).finish();
  assert.deepEqual(fill(field.bytes(1, c2s)), field.bytes(1, Buffer.concat([packetIdField(CONN_ID, 77), c2s])));
  assert.deepEqual(fill(field.bytes(1, "")), field.bytes(1, packetIdField(CONN_ID, 77)));
});

test("one body can be filled for several connections, and stays as it was", () => {
  const body = Buffer.from(PlaceOrder.Request.encode({ c2s: order }).finish());
  const copy = Buffer.from(body);
  const slot = findPacketIdSlot(body);
  const first = fillPacketId(slot, 1n, 1);
  const second = fillPacketId(slot, 2n ** 64n - 1n, 0xffffffff);
  assert.deepEqual(PlaceOrder.Request.decode(first).c2s?.packetID, { connID: 1n, serialNo: 1 });
  assert.deepEqual(PlaceOrder.Request.decode(second).c2s?.packetID, { connID: 2n ** 64n - 1n, serialNo: 0xffffffff });
  assert.deepEqual(body, copy);
});

test("the length of the c2s grows and shrinks by a byte where it must", () => {
  const filler = (bytes: number): Buffer => field.bytes(99, Buffer.alloc(bytes));
  for (let bytes = 90; bytes < 130; bytes++) {
    for (const own of [Buffer.alloc(0), packetIdField(0n, 0), packetIdField(2n ** 64n - 1n, 0xffffffff)]) {
      const filled = fill(field.bytes(1, Buffer.concat([own, filler(bytes)])));
      assert.deepEqual(filled, field.bytes(1, Buffer.concat([packetIdField(CONN_ID, 77), filler(bytes)])));
    }
  }
});

test("for any message, only the PacketID and the length of the c2s change", () => {
  const number = fc.integer({ min: 2, max: 5000 });
  const otherField = fc.oneof(
    fc.tuple(number, fc.uint8Array({ maxLength: 60 })).map(([at, bytes]) => field.bytes(at, bytes)),
    fc.tuple(number, fc.nat()).map(([at, value]) => field.varint(at, value)),
    // Field 1 of an inner message or group is no packetID.
    number.map((at) => field.group(at, field.bytes(1, "inner"), field.varint(1, 5))),
    number.map((at) => field.bytes(at, field.bytes(1, field.bytes(1, "nested")))),
    number.map((at) => field.fixed32(at)),
    number.map((at) => field.fixed64(at)),
  );
  const others = fc.array(otherField, { maxLength: 6 }).map((fields) => Buffer.concat(fields));
  const own = fc.option(fc.tuple(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.nat(0xffffffff)));
  const sent = fc.tuple(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.nat(0xffffffff));
  fc.assert(
    fc.property(
      others,
      others,
      others,
      others,
      own,
      sent,
      (outerBefore, before, after, outerAfter, theirs, [connId, serialNo]) => {
        const packetId = packetIdField(connId, serialNo);
        const request = (c2s: Buffer): Buffer => Buffer.concat([outerBefore, field.bytes(1, c2s), outerAfter]);
        const body = request(
          Buffer.concat([before, theirs === null ? Buffer.alloc(0) : packetIdField(...theirs), after]),
        );
        const expected = request(
          Buffer.concat(theirs === null ? [packetId, before, after] : [before, packetId, after]),
        );
        assert.deepEqual(fill(body, connId, serialNo), expected);
      },
    ),
  );
});

for (const name of ["Trd_PlaceOrder", "Trd_ModifyOrder", "Trd_PlaceComboOrder", "Trd_ReconfirmOrder"]) {
  test(`${name} with all its fields decodes to the same message with another PacketID`, () => {
    const type = messageType(`${name}.Request`);
    const body = encodeObject(type, wholeObject(type));
    const before = type.toObject(type.decode(body), { longs: String });
    const after = type.toObject(type.decode(fill(body)), { longs: String });
    assert.notDeepEqual(before, after);
    before.c2s.packetID = { connID: CONN_ID.toString(), serialNo: 77 };
    assert.deepEqual(after, before);
  });
}

test("a c2s length written with needless bytes is found all the same", () => {
  const c2s = PlaceOrder.C2S.encode({ ...order, packetID: undefined }).finish();
  const longLength = Buffer.from([(c2s.length & 0x7f) | 0x80, 0x80, 0x00]);
  const filled = fill(Buffer.concat([tag(1, 2), longLength, c2s]));
  assert.deepEqual(filled, fill(field.bytes(1, c2s)));
});

test("what OpenD would read another way than we do is refused", () => {
  const packetId = packetIdField(1n, 1);
  const refusals: readonly (readonly [Uint8Array, string])[] = [
    [field.bytes(1, Buffer.concat([packetId, field.varint(3, 1), packetId])), "c2s.packetID appears twice"],
    [Buffer.concat([field.bytes(1, packetId), field.bytes(1, packetId)]), "c2s appears twice"],
    [field.bytes(1, field.varint(1, 5)), "c2s.packetID is no message"],
    [field.bytes(1, field.group(1, field.varint(1, 5))), "c2s.packetID is no message"],
    [Buffer.alloc(0), "c2s is missing"],
    [field.bytes(1, packetId.subarray(0, 3)), "cut short"],
  ];
  for (const [body, problem] of refusals) assert.throws(() => findPacketIdSlot(body), new WireError(problem));
});

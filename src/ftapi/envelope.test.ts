import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import * as KeepAlive from "../../generated/ts/KeepAlive.js";
import * as Sub from "../../generated/ts/Qot_Sub.js";
import { findC2s, readReply, wrapC2s } from "./envelope.js";
import { field, tag } from "./testing/proto-bytes.js";
import { WireError } from "./wire.js";

test("a reply's envelope is read and its s2c is a view on the body", () => {
  const s2c = KeepAlive.S2C.encode({ time: 1_700_000_000n }).finish();
  const body = Buffer.concat([field.varint(1, 0), field.bytes(2, "好"), field.varint(3, 7), field.bytes(4, s2c)]);
  const reply = readReply(body);
  assert.deepEqual([reply.retType, reply.retMsg, reply.errCode], [0, "好", 7]);
  assert.deepEqual(Buffer.from(reply.s2c ?? []), Buffer.from(s2c));
  assert.equal(reply.s2c?.buffer, body.buffer);
});

test("the failure body of the facts has retType -1", () => {
  assert.deepEqual(readReply(Buffer.from("08ffffffffffffffffff01120178", "hex")), {
    retType: -1,
    retMsg: "x",
    errCode: 0,
    s2c: undefined,
  });
});

test("a reply without retType counts as -400, as the official messages have it", () => {
  assert.equal(readReply(Buffer.alloc(0)).retType, -400);
  assert.equal(readReply(field.bytes(2, "half a reply")).retType, -400);
});

test("any reply reads as its encoder meant it, in any order of fields and with unknown ones between", () => {
  const reply = fc.record({
    retType: fc.integer(),
    retMsg: fc.string({ unit: "grapheme" }),
    errCode: fc.integer(),
    s2c: fc.uint8Array(),
  });
  fc.assert(
    fc.property(reply, fc.infiniteStream(fc.nat(1000)), (expected, places) => {
      const int32 = (number: number, value: number): Buffer =>
        Buffer.from(
          number === 1
            ? KeepAlive.Response.encode({ retType: value }).finish()
            : Buffer.concat([tag(3, 0), KeepAlive.Response.encode({ retType: value }).finish().subarray(1)]),
        );
      const fields = [
        int32(1, expected.retType),
        field.bytes(2, expected.retMsg),
        int32(3, expected.errCode),
        field.bytes(4, expected.s2c),
        field.group(60, field.varint(1, 5)),
        field.fixed32(61),
        field.bytes(62, "unknown"),
      ]
        .map((bytes) => ({ bytes, place: places.next().value as number }))
        .sort((left, right) => left.place - right.place);
      const read = readReply(Buffer.concat(fields.map(({ bytes }) => bytes)));
      assert.deepEqual({ ...read, s2c: Buffer.from(read.s2c ?? []) }, { ...expected, s2c: Buffer.from(expected.s2c) });
    }),
  );
});

test("an envelope field of another wire type is passed over like an unknown one", () => {
  const body = Buffer.concat([
    field.bytes(1, "x"),
    field.varint(2, 1),
    field.fixed64(3),
    field.varint(4, 9),
    field.varint(1, 0),
  ]);
  assert.deepEqual(readReply(body), { retType: 0, retMsg: "", errCode: 0, s2c: undefined });
});

test("a reply that ends in the middle of a field is refused", () => {
  const body = Buffer.concat([field.varint(1, 300), field.bytes(2, "text"), field.bytes(4, "s2c")]);
  const borders = new Set([0, 3, 9]);
  for (let end = 0; end < body.length; end++) {
    if (borders.has(end)) readReply(body.subarray(0, end));
    else assert.throws(() => readReply(body.subarray(0, end)), WireError, `ends at ${end}`);
  }
});

test("finds the c2s between unknown fields", () => {
  const c2s = Sub.C2S.encode(Sub.C2S.fromPartial({ isSubOrUnSub: true })).finish();
  const before = Buffer.concat([field.varint(9, 1), field.group(8, field.bytes(1, "no c2s"))]);
  const body = Buffer.concat([before, field.bytes(1, c2s), field.bytes(2, "after")]);
  const place = findC2s(body);
  assert.deepEqual(place, {
    lengthStart: before.length + 1,
    start: before.length + 2,
    end: before.length + 2 + c2s.length,
  });
});

test("no c2s, two of them, or one that is no message is refused", () => {
  assert.throws(() => findC2s(Buffer.alloc(0)), new WireError("c2s is missing"));
  assert.throws(() => findC2s(field.varint(1, 5)), new WireError("c2s is missing"));
  assert.throws(
    () => findC2s(Buffer.concat([field.bytes(1, ""), field.bytes(1, "")])),
    new WireError("c2s appears twice"),
  );
  assert.throws(() => findC2s(field.bytes(1, "abc").subarray(0, 4)), new WireError("cut short"));
});

test("a wrapped c2s is found again, whatever its length", () => {
  for (const length of [0, 1, 127, 128, 16383, 16384, 2_097_151, 2_097_152]) {
    const c2s = Buffer.alloc(length, "c2s");
    const body = wrapC2s(c2s);
    assert.ok(body.equals(field.bytes(1, c2s)));
    const { start, end } = findC2s(body);
    assert.ok(body.subarray(start, end).equals(c2s));
  }
});

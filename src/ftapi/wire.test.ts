import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import fc from "fast-check";
import Long from "long";
import protobuf from "protobufjs";
import { field, tag } from "./testing/proto-bytes.js";
import { utf8, varintBytes, WireError, WireReader, WireType, writeVarint, writeVarint64 } from "./wire.js";

protobuf.util.Long = Long;
protobuf.configure();

const uint64s = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const int64s = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
/** Of every size: a plain range gives mostly five bytes. */
const uint32s = fc.tuple(fc.nat(0xffffffff), fc.nat(31)).map(([value, shift]) => value >>> shift);

function skipAll(bytes: Uint8Array): number {
  const reader = new WireReader(bytes);
  let fields = 0;
  for (; reader.next(); fields++) reader.skip();
  assert.equal(reader.pos, bytes.length);
  return fields;
}

describe("varints agree with protobufjs", () => {
  test("when written", () => {
    fc.assert(
      fc.property(uint32s, (value) => {
        const target = Buffer.alloc(12, 0xee);
        const end = writeVarint(target, 1, value);
        assert.deepEqual(target.subarray(1, end), Buffer.from(protobuf.Writer.create().uint32(value).finish()));
        assert.equal(varintBytes(value), end - 1);
        assert.equal(target[end], 0xee);
      }),
    );
    fc.assert(
      fc.property(fc.oneof(uint64s, uint32s.map(BigInt)), (value) => {
        const target = Buffer.alloc(12);
        const end = writeVarint64(target, 0, value);
        const long = Long.fromString(value.toString(), true);
        assert.deepEqual(target.subarray(0, end), Buffer.from(protobuf.Writer.create().uint64(long).finish()));
      }),
    );
  });

  test("when a negative 64-bit number is written", () => {
    fc.assert(
      fc.property(int64s, (value) => {
        const target = Buffer.alloc(10);
        const end = writeVarint64(target, 0, value);
        const long = Long.fromString(value.toString());
        assert.deepEqual(target.subarray(0, end), Buffer.from(protobuf.Writer.create().int64(long).finish()));
      }),
    );
  });

  test("at the borders of each length", () => {
    for (let bits = 7; bits <= 28; bits += 7) {
      for (const value of [2 ** bits - 1, 2 ** bits]) {
        const expected = protobuf.Writer.create().uint32(value).finish();
        assert.equal(varintBytes(value), expected.length);
        assert.equal(new WireReader(expected).uint32(), value);
      }
    }
    assert.equal(varintBytes(0), 1);
    assert.equal(varintBytes(0xffffffff), 5);
  });

  test("when read", () => {
    fc.assert(
      fc.property(uint32s, fc.integer(), uint64s, int64s, (unsigned, signed, long, signedLong) => {
        const bytes = protobuf.Writer.create()
          .uint32(unsigned)
          .int32(signed)
          .uint64(Long.fromString(long.toString(), true))
          .int64(Long.fromString(signedLong.toString()))
          .finish();
        const reader = new WireReader(bytes);
        assert.deepEqual(
          [reader.uint32(), reader.int32(), reader.uint64(), reader.int64()],
          [unsigned, signed, long, signedLong],
        );
        assert.equal(reader.pos, bytes.length);
      }),
    );
  });
});

test("64-bit numbers are exact at every length", () => {
  for (let bits = 1n; bits <= 64n; bits++) {
    for (const value of [2n ** bits - 1n, 2n ** (bits - 1n)]) {
      const target = Buffer.alloc(10);
      const end = writeVarint64(target, 0, value);
      assert.equal(new WireReader(target, 0, end).uint64(), value);
    }
  }
});

test("bits past the 64th are dropped, as protobuf has it", () => {
  assert.equal(new WireReader(Buffer.from("ffffffffffffffffff7f", "hex")).uint64(), 2n ** 64n - 1n);
  assert.equal(new WireReader(Buffer.from("ffffffffffffffffff01", "hex")).int64(), -1n);
  assert.equal(new WireReader(Buffer.from("ffffffffffffffffff01", "hex")).int32(), -1);
});

test("a varint that is cut or longer than ten bytes is refused by every reader of one", () => {
  const readers: readonly ((reader: WireReader) => unknown)[] = [
    (reader) => reader.uint32(),
    (reader) => reader.uint64(),
    (reader) => reader.view(),
    (reader) => reader.next(),
    (reader) => {
      reader.wireType = WireType.varint;
      reader.skip();
    },
  ];
  for (const read of readers) {
    assert.throws(() => read(new WireReader(Buffer.alloc(3, 0x80))), new WireError("cut short"));
    assert.throws(() => read(new WireReader(Buffer.alloc(11, 0x80))), new WireError("varint over 10 bytes"));
  }
  assert.throws(() => new WireReader(Buffer.alloc(0)).uint32(), WireError);
});

test("a tag or length that other decoders refuse is refused, not cut down to 32 bits", () => {
  // c2s of 1 byte, but with a length of 2^32 + 1, or one spread over six bytes.
  for (const length of ["8180808010", "8180808080 00".replace(" ", ""), "ffffffff0f", "8080808008"]) {
    const bytes = Buffer.concat([tag(1, 2), Buffer.from(length, "hex"), Buffer.alloc(8)]);
    const reader = new WireReader(bytes);
    assert.ok(reader.next());
    assert.throws(() => reader.skip(), new WireError("length over 2^31"));
  }
  for (const bad of ["8a80808010", "8a808080800000"]) {
    assert.throws(() => new WireReader(Buffer.from(bad, "hex")).next(), new WireError("tag over 32 bits"));
  }
  const longest = new WireReader(Buffer.from("f8ffffff0f00", "hex"));
  assert.ok(longest.next());
  assert.equal(longest.fieldNumber, 2 ** 29 - 1);
});

test("field number 0 and the wire types that do not exist are refused", () => {
  assert.throws(() => new WireReader(Buffer.from([0x02, 0x00])).next(), new WireError("field number 0"));
  for (const wireType of [6, 7]) {
    const reader = new WireReader(Buffer.concat([tag(1, wireType), Buffer.alloc(8)]));
    assert.ok(reader.next());
    assert.throws(() => reader.skip(), new WireError(`wire type ${wireType}`));
  }
});

test("a nested reader ends at its message and the outer one goes on behind it", () => {
  const bytes = Buffer.concat([field.bytes(1, field.varint(7, 300)), field.varint(2, 5)]);
  const reader = new WireReader(bytes);
  assert.ok(reader.next());
  const inner = reader.message();
  assert.ok(inner.next());
  assert.deepEqual([inner.fieldNumber, inner.uint32(), inner.next()], [7, 300, false]);
  assert.ok(reader.next());
  assert.deepEqual([reader.fieldNumber, reader.tagStart, reader.uint32(), reader.next()], [2, 5, 5, false]);
});

test("a length that points behind the nested message is cut short, even when the outer one has more bytes", () => {
  const inner = Buffer.concat([tag(1, 2), Buffer.from([5]), Buffer.from("abc")]);
  const reader = new WireReader(Buffer.concat([field.bytes(1, inner), Buffer.alloc(20)]));
  assert.ok(reader.next());
  const nested = reader.message();
  assert.ok(nested.next());
  assert.throws(() => nested.view(), new WireError("cut short"));
});

test("text of a view in the middle of a buffer is that view's text", () => {
  assert.equal(utf8(Buffer.from("..腾讯..").subarray(2, 8)), "腾讯");
  assert.equal(utf8(new Uint8Array(Buffer.from("..腾讯..")).subarray(2, 8)), "腾讯");
});

describe("groups", () => {
  test("are skipped with what is in them", () => {
    const group = field.group(
      9,
      field.varint(1, 300),
      field.group(9, field.bytes(2, "abc"), field.fixed64(3)),
      field.fixed32(4),
    );
    assert.equal(skipAll(Buffer.concat([group, field.varint(10, 1)])), 2);
  });

  test("that end by another field, or never, are refused", () => {
    assert.throws(() => skipAll(Buffer.concat([tag(1, 3), tag(2, 4)])), new WireError("group ended by another field"));
    assert.throws(() => skipAll(Buffer.concat([tag(1, 3), tag(2, 3), tag(1, 4), tag(2, 4)])), WireError);
    assert.throws(() => skipAll(tag(1, 3)), new WireError("group without end"));
    assert.throws(() => skipAll(tag(1, 4)), new WireError("wire type 4"));
  });

  test("may be nested a hundred deep and no deeper: a million of them neither overflow the stack nor fill the memory", () => {
    const nested = (depth: number): Buffer =>
      Buffer.concat([Buffer.alloc(depth, tag(1, 3)), Buffer.alloc(depth, tag(1, 4))]);
    assert.equal(skipAll(nested(100)), 1);
    for (const depth of [101, 1_000_000]) {
      assert.throws(() => skipAll(nested(depth)), new WireError("groups nested too deep"));
    }
  });
});

test("any fields are walked to the same places as protobufjs walks them", () => {
  const anyField = fc
    .tuple(
      fc.integer({ min: 1, max: 2 ** 29 - 1 }),
      fc.constantFrom("varint", "fixed64", "bytes", "group", "fixed32"),
      uint32s,
      fc.uint8Array({ maxLength: 40 }),
    )
    .map(([number, kind, value, bytes]) => {
      switch (kind) {
        case "varint":
          return field.varint(number, value);
        case "bytes":
          return field.bytes(number, bytes);
        case "group":
          return field.group(number, field.varint(1, value), field.bytes(2, bytes));
        case "fixed64":
          return field.fixed64(number);
        default:
          return field.fixed32(number);
      }
    });
  fc.assert(
    fc.property(fc.array(anyField, { maxLength: 12 }), (fields) => {
      const bytes = Buffer.concat(fields);
      const ours = new WireReader(bytes);
      const theirs = protobuf.Reader.create(bytes);
      while (ours.next()) {
        const theirTag = theirs.uint32();
        assert.deepEqual([ours.fieldNumber, ours.wireType], [theirTag >>> 3, theirTag & 7]);
        ours.skip();
        theirs.skipType(theirTag & 7);
        assert.equal(ours.pos, theirs.pos);
      }
      assert.equal(theirs.pos, bytes.length);
    }),
  );
});

test("any bytes are walked to their end or refused with a WireError", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        skipAll(bytes);
      } catch (error) {
        assert.ok(error instanceof WireError);
      }
    }),
    { numRuns: 500 },
  );
});

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { Response as OrderBooks } from "../../generated/ts/Qot_UpdateEventContractOrderBook.js";
import { splitPush } from "./split-push.js";
import { field } from "./testing/proto-bytes.js";
import { WireError } from "./wire.js";

/** A list element: the security first, then what makes it differ. */
function element(code: string, value: number): Buffer {
  return field.bytes(
    1,
    Buffer.concat([field.bytes(1, Buffer.concat([field.varint(1, 1), field.bytes(2, code)])), field.varint(11, value)]),
  );
}

function push(...s2c: readonly Buffer[]): Buffer {
  return Buffer.concat([
    field.varint(1, 0),
    field.bytes(2, "ok"),
    field.bytes(4, Buffer.concat(s2c)),
    field.varint(3, 7),
  ]);
}

test("a push with one security is the very same Buffer", () => {
  const body = push(element("00700", 1));
  const parts = splitPush(3005, body);
  assert.equal(parts.length, 1);
  assert.equal(parts[0]?.body, body);
  assert.deepEqual(parts[0]?.key, { security: { market: 1, code: "00700" }, subType: 1 });
});

test("several elements of one security stay one push, the very same Buffer", () => {
  const body = push(element("00700", 1), element("00700", 2));
  assert.deepEqual(
    splitPush(3005, body).map((part) => part.body === body),
    [true],
  );
});

test("each security gets its own elements and all the rest, in the order of the push", () => {
  const body = push(element("00700", 1), field.bytes(90, "new"), element("00001", 2), element("00700", 3));
  const parts = splitPush(3005, body);
  assert.deepEqual(
    parts.map(({ key }) => key.security?.code),
    ["00700", "00001"],
  );
  assert.deepEqual(parts[0]?.body, push(element("00700", 1), field.bytes(90, "new"), element("00700", 3)));
  assert.deepEqual(parts[1]?.body, push(field.bytes(90, "new"), element("00001", 2)));
});

test("event contracts are split too", () => {
  const books = (codes: readonly string[]): Buffer => {
    const orderBookList = codes.map((code) => ({ code: { market: 101, code }, yesBids: [{}] }));
    return Buffer.from(OrderBooks.encode(OrderBooks.fromPartial({ retType: 0, s2c: { orderBookList } })).finish());
  };
  const parts = splitPush(3450, books(["A", "B"]));
  assert.deepEqual(
    parts.map(({ body }) => body),
    [books(["A"]), books(["B"])],
  );
});

test("a push that is no list, has no key or holds nothing comes back whole", () => {
  const order = push(field.bytes(1, Buffer.concat([field.varint(1, 1), field.varint(2, 9), field.varint(3, 2)])));
  assert.equal(splitPush(2208, order)[0]?.body, order);
  assert.equal(splitPush(2208, order)[0]?.key.account?.accId, 9n);
  for (const [protoId, body] of [
    [1003, push()],
    [3005, push()],
    [3005, field.varint(1, 0)],
  ] as const) {
    const parts = splitPush(protoId, body);
    assert.deepEqual([parts.length, parts[0]?.key], [1, {}]);
    assert.equal(parts[0]?.body, body);
  }
});

test("a body that is cut short, or has its s2c twice, is an error", () => {
  const body = push(element("00700", 1), element("00001", 2));
  assert.throws(() => splitPush(3005, body.subarray(0, body.length - 3)), WireError);
  assert.throws(() => splitPush(3005, Buffer.concat([push(), body])), WireError);
});

test("no element is lost or doubled, whatever the push holds", () => {
  const codes = fc.constantFrom("00700", "00001", "09988", "LONG".repeat(50));
  fc.assert(
    fc.property(fc.array(fc.tuple(codes, fc.nat()), { maxLength: 30 }), (elements) => {
      const body = push(...elements.map(([code, value]) => element(code, value)));
      const parts = splitPush(3005, body);
      const names = [...new Set(elements.map(([code]) => code))];
      assert.equal(parts.length, Math.max(1, names.length));
      for (const name of names) {
        const part = parts.find(({ key }) => key.security?.code === name);
        const own = elements.filter(([code]) => code === name).map(([code, value]) => element(code, value));
        assert.deepEqual(part?.body, push(...own));
      }
    }),
  );
});

test("whatever bytes come, there are parts or a WireError", () => {
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.tuple(fc.nat({ max: 60 }), fc.nat({ max: 255 })).map(([at, value]) => {
      const body = push(element("00700", 1), element("00001", 2));
      body[at % body.length] = value;
      return body;
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(3005, 3007, 3450, 3451, 3452, 2208, 1003), bodies, (protoId, body) => {
      try {
        assert.ok(splitPush(protoId, Buffer.from(body)).length > 0);
      } catch (error) {
        assert.ok(error instanceof WireError);
      }
    }),
    { numRuns: 1000 },
  );
});

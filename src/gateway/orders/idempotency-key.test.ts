import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { findPacketIdSlot } from "../../ftapi/packet-id.js";
import { idempotencyMark } from "./idempotency-key.js";
import { newRemarkTag, taggedBody } from "./remark-tag.js";
import { placeBody } from "./testing/guard-rig.js";

const hash = (body: Uint8Array, protoId = 2202) =>
  idempotencyMark("k", protoId, body, findPacketIdSlot(body)).bodySha256;

test("a body is the same whatever PacketID it has, or none; everything else counts", () => {
  const body = placeBody();
  const same = [
    placeBody(100, { packetID: { connID: 2n ** 60n, serialNo: 300 } }),
    placeBody(100, { packetID: undefined }),
  ];
  for (const other of same) assert.equal(hash(other), hash(body));
  const others = [
    placeBody(101),
    placeBody(100, { remark: "x" }),
    Buffer.concat([body, Buffer.from([0xf8, 0x3e, 0x01])]),
    Buffer.concat([Buffer.from([0xf8, 0x3e, 0x01]), body]),
  ];
  assert.equal(new Set([...others, body].map((each) => hash(each))).size, others.length + 1);
  assert.notEqual(hash(body, 2227), hash(body));
  assert.match(hash(body), /^[0-9a-f]{64}$/);
});

test("a key is printable ASCII of 1 to 128 characters", () => {
  const body = Buffer.alloc(0);
  for (const key of [" ", "~", "x".repeat(128)]) assert.equal(idempotencyMark(key, 3214, body, null).key, key);
  for (const key of ["", "x".repeat(129), "tab\t", "\u007f", "ü"]) {
    assert.throws(() => idempotencyMark(key, 3214, body, null), /1 to 128 printable/);
  }
});

test("a tag is short, from random bytes, and goes into an empty remark with the PacketID still replaceable", () => {
  const tag = newRemarkTag((count) => Buffer.from(Array.from({ length: count }, (_, at) => at * 25)));
  assert.match(tag, /^og-[a-z2-9]{10}$/);
  const tagged = taggedBody(2202, placeBody(), tag);
  assert.deepEqual(tagged?.packetId, findPacketIdSlot(tagged?.body ?? new Uint8Array()));
  assert.equal(taggedBody(2202, placeBody(100, { remark: "mine" }), tag), null);
});

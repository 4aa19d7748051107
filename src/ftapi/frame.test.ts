import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import * as InitConnect from "../../generated/ts/InitConnect.js";
import * as KeepAlive from "../../generated/ts/KeepAlive.js";
import { encodeFrame } from "./frame.js";
import { frameBytes } from "./testing/frame-bytes.js";
import { frameVectors } from "./testing/vectors.js";

for (const vector of frameVectors) {
  test(`encodes the vector "${vector.name}" byte for byte`, () => {
    const { protoId, serialNo, format, body, cipher } = vector;
    assert.equal(
      encodeFrame({ protoId, serialNo, format, body, cipher }).toString("hex"),
      vector.frame.toString("hex"),
    );
  });

  test(`the test builder agrees with the vector "${vector.name}"`, () => {
    const wireBody = vector.frame.subarray(44);
    assert.deepEqual(frameBytes({ ...vector, wireBody }), vector.frame);
  });
}

test("the generated messages encode to the bodies of the vectors", () => {
  const keepAlive = KeepAlive.Request.encode({ c2s: { time: 1_700_000_000n } }).finish();
  assert.equal(Buffer.from(keepAlive).toString("hex"), "0a060880e2cfaa06");

  const request = InitConnect.Request.encode({
    c2s: {
      clientVer: 300,
      clientID: "PyNormal",
      recvNotify: true,
      packetEncAlgo: -1,
      pushProtoFmt: 0,
      programmingLanguage: "Python",
    },
  }).finish();
  assert.deepEqual(Buffer.from(request), frameVectors[2]?.body);

  const reply = InitConnect.Response.encode({
    retType: 0,
    s2c: {
      serverVer: 1011,
      loginUserID: 10001n,
      connID: 6_730_043_500_150_710_821n,
      connAESKey: "0123456789abcdef",
      keepAliveInterval: 10,
    },
  }).finish();
  assert.deepEqual(Buffer.from(reply), frameVectors[3]?.body);
});

test("the largest ids and serial numbers fit, one more is refused", () => {
  const frame = encodeFrame({ protoId: 0xffffffff, serialNo: 0xffffffff, body: Buffer.alloc(0) });
  assert.deepEqual(frame, frameBytes({ protoId: 0xffffffff, serialNo: 0xffffffff, body: Buffer.alloc(0) }));
  assert.throws(() => encodeFrame({ protoId: 1004, serialNo: 2 ** 32, body: Buffer.alloc(0) }), RangeError);
  assert.throws(() => encodeFrame({ protoId: -1, serialNo: 1, body: Buffer.alloc(0) }), RangeError);
});

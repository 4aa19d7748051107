import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import fc from "fast-check";
import { FutuRequest, FutuResponse } from "../../generated/ts/futu/service/futu.js";
import { decodeFutuRequest, decodeSubscribePushRequest, encodeFutuResponse } from "./futu-codec.js";

const uint32 = fc.integer({ min: 0, max: 0xffffffff });
const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const bytes = fc.uint8Array({ maxLength: 300 });

describe("the codecs of FutuOpenD", () => {
  it("read every FutuRequest that the generated code writes", () => {
    fc.assert(
      fc.property(uint32, bytes, (protoId, body) => {
        const decoded = decodeFutuRequest(Buffer.from(FutuRequest.encode({ proto_id: protoId, body }).finish()));
        assert.equal(decoded.fault, null);
        assert.equal(decoded.protoId, protoId);
        assert.deepEqual(Buffer.from(decoded.body), Buffer.from(body));
      }),
    );
  });

  it("write FutuResponses that the generated code reads", () => {
    fc.assert(
      fc.property(int32, fc.string({ unit: "binary" }), uint32, bytes, (retType, text, protoId, body) => {
        const retMsg = text.toWellFormed();
        const decoded = FutuResponse.decode(encodeFutuResponse({ retType, retMsg, protoId, body }));
        assert.deepEqual(
          { ...decoded, body: Buffer.from(decoded.body ?? []) },
          { ret_type: decoded.ret_type, ret_msg: decoded.ret_msg, proto_id: protoId, body: Buffer.from(body) },
        );
        assert.equal(decoded.ret_type ?? 0, retType);
        assert.equal(decoded.ret_msg ?? "", retMsg);
      }),
    );
  });

  it("pass over unknown fields of a request and take the last of a repeated one", () => {
    const message = Buffer.concat([
      Buffer.from([0x9a, 0x06, 0x01, 0x07]), // field 99
      Buffer.from(FutuRequest.encode({ proto_id: 1, body: Buffer.from("a") }).finish()),
      Buffer.from(FutuRequest.encode({ proto_id: 3004, body: Buffer.from("b") }).finish()),
    ]);
    const decoded = decodeFutuRequest(message);
    assert.deepEqual([decoded.protoId, Buffer.from(decoded.body).toString(), decoded.fault], [3004, "b", null]);
  });

  it("give a fault instead of throwing for bytes that are no message", () => {
    assert.match(decodeFutuRequest(Buffer.from([0x12, 0x7f, 1])).fault ?? "", /no FutuRequest/);
    fc.assert(fc.property(bytes, (garbage) => void decodeFutuRequest(Buffer.from(garbage))));
  });

  it("give a fault for a SubscribePushRequest that is larger than any sensible one, before it takes memory", () => {
    const largest = Buffer.alloc(1024 * 1024 - 1).fill(Buffer.from([0xa2, 0x06, 0]));
    assert.equal(decodeSubscribePushRequest(largest).request?.filters.length, largest.length / 3);
    const { request, fault } = decodeSubscribePushRequest(Buffer.alloc(1024 * 1024 + 1));
    assert.equal(request, null);
    assert.match(fault ?? "", /has 1048577 bytes; it may have 1048576/);
  });
});

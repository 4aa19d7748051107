import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { commands } from "../catalog/catalog.js";
import type { GatewayError } from "../errors/gateway-error.js";
import { isRefusal, opendFailure } from "./opend-failure.js";

const SNAPSHOT = 3203;
const STATIC_INFO = 3202;
const PLACE = 2202;
const SUB = 3001;
const FREQUENT = "频率太高，请求失败，每30秒最多60次。";

function failureOf(retType: number, protoId = SNAPSHOT, retMsg = "", errCode = 0): GatewayError {
  const error = opendFailure({ retType, retMsg, errCode, protoId });
  assert.ok(error !== null);
  return error;
}

describe("a failure that OpenD reports", () => {
  it("is none where it reports success", () => {
    assert.equal(opendFailure({ retType: 0, retMsg: "ok", errCode: 3, protoId: SNAPSHOT }), null);
  });

  for (const [retType, reason, code] of [
    [-1, "OPEND_REFUSED", "FAILED_PRECONDITION"],
    [-500, "OPEND_REFUSED", "FAILED_PRECONDITION"],
    [-7, "OPEND_REFUSED", "FAILED_PRECONDITION"],
    [-100, "OPEND_TIMEOUT", "DEADLINE_EXCEEDED"],
    [-200, "OPEND_DISCONNECTED", "UNAVAILABLE"],
    [-400, "OPEND_UNKNOWN", "UNKNOWN"],
  ] as const) {
    it(`of a read is ${reason} for ret_type ${retType}, with or without a text`, () => {
      const [silent, said] = [failureOf(retType), failureOf(retType, SNAPSHOT, "登录")];
      for (const error of [silent, said]) {
        assert.deepEqual([error.reason, error.status, error.sent, error.retryAfterMs], [reason, code, true, null]);
        assert.equal(error.metadata["ret_type"], String(retType));
        assert.equal(error.protoId, SNAPSHOT);
      }
      assert.equal(said.message, "登录");
      assert.notEqual(silent.message, "");
    });
  }

  it("of a command that changes state is in doubt unless OpenD refused it, for every such command", () => {
    for (const { protoId, effect, kind } of commands) {
      if (kind !== "request" || effect === "read") continue;
      for (const retType of [-100, -200, -400, -7, 5]) {
        const error = failureOf(retType, protoId, "x");
        assert.deepEqual([error.reason, error.status, error.sent], ["OUTCOME_UNKNOWN", "UNKNOWN", true]);
        assert.equal(isRefusal(retType), false);
      }
      for (const retType of [-1, -500]) assert.equal(failureOf(retType, protoId, "x").reason, "OPEND_REFUSED");
    }
  });

  it("keeps OpenD's code and text for programs, the code where it gave one", () => {
    assert.deepEqual(failureOf(-1, PLACE, "没有解锁交易", 9).metadata, {
      ret_type: "-1",
      ret_msg: "没有解锁交易",
      err_code: "9",
    });
    assert.deepEqual(failureOf(-100, SUB, "").metadata, { ret_type: "-100", ret_msg: "" });
  });

  it("says when to come back to a read whose window the table knows, and to nothing else", () => {
    assert.equal(failureOf(-1, SNAPSHOT, FREQUENT).retryAfterMs, 30_000);
    assert.equal(failureOf(-1, STATIC_INFO, FREQUENT).retryAfterMs, null);
    assert.equal(failureOf(-1, PLACE, FREQUENT).retryAfterMs, null);
    assert.equal(failureOf(-1, SNAPSHOT, "订阅额度不足").retryAfterMs, null);
  });

  it("does not look at OpenD's text where the ret_type says more", () => {
    assert.equal(failureOf(-100, SNAPSHOT, FREQUENT).reason, "OPEND_TIMEOUT");
    assert.equal(failureOf(-500, SNAPSHOT, FREQUENT).reason, "OPEND_REFUSED");
  });

  it("cuts a long text between code points, for trailers have a limit", () => {
    for (const text of ["频".repeat(10_000), "𠮷".repeat(10_000)]) {
      const { message, metadata } = failureOf(-1, SNAPSHOT, text);
      assert.deepEqual([[...message].length, message.isWellFormed(), message.at(-1)], [300, true, "…"]);
      assert.equal(metadata["ret_msg"], message);
    }
    const whole = "𠮷".repeat(300);
    assert.equal(failureOf(-1, SNAPSHOT, whole).message, whole);
  });
});

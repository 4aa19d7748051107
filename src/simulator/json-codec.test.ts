import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import fc from "fast-check";
import { Request as HistoryKl } from "../../generated/ts/Qot_RequestHistoryKL.js";
import { Request as GetFunds } from "../../generated/ts/Trd_GetFunds.js";
import { Request as GetMaxTrdQtys } from "../../generated/ts/Trd_GetMaxTrdQtys.js";
import { Response as GetPositionList } from "../../generated/ts/Trd_GetPositionList.js";
import { Request as SubAccPush } from "../../generated/ts/Trd_SubAccPush.js";
import { messageType } from "../catalog/schema.js";
import { fromJsonBody, toJsonBody } from "./json-codec.js";

test("a single 64-bit value is written as text, elements of a list as digits, both exact", () => {
  const big = 18_446_744_073_709_551_615n;
  const list = SubAccPush.encode(
    SubAccPush.fromPartial({ c2s: { accIDList: [big, 9_007_199_254_740_993n] } }),
  ).finish();
  const listText = toJsonBody(messageType("Trd_SubAccPush.Request"), list).toString();
  assert.equal(listText, `{"c2s":{"accIDList":[${big},9007199254740993]}}`);
  const single = GetFunds.encode(
    GetFunds.fromPartial({ c2s: { header: { trdEnv: 0, accID: big, trdMarket: 1 } } }),
  ).finish();
  const singleText = toJsonBody(messageType("Trd_GetFunds.Request"), single).toString();
  assert.equal(singleText, `{"c2s":{"header":{"trdEnv":0,"accID":"${big}","trdMarket":1}}}`);
});

test("what was written is read back to the same message", () => {
  const type = messageType("Trd_SubAccPush.Request");
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { maxLength: 8 }), (accIDList) => {
      const bytes = SubAccPush.encode(SubAccPush.fromPartial({ c2s: { accIDList } })).finish();
      const back = SubAccPush.decode(fromJsonBody(type, toJsonBody(type, bytes)));
      assert.deepEqual(back.c2s?.accIDList, accIDList);
    }),
  );
});

test("numbers as text, 64-bit as text or number, both spellings and indented text are read", () => {
  const type = messageType("Trd_GetFunds.Request");
  for (const accID of ['"281756479000000101"', "281756479000000101"]) {
    const body = Buffer.from(`{\n  "c2s": { "header": { "trdEnv": "0", "accID": ${accID}, "trdMarket": 1 } }\n}`);
    assert.equal(GetFunds.decode(fromJsonBody(type, body)).c2s?.header?.accID, 281_756_479_000_000_101n);
  }
  const positions = messageType("Trd_GetPositionList.Response");
  const position =
    '"positionID":"1","positionSide":0,"code":"1","name":"1","qty":1,"canSellQty":1,"price":1,"val":1,"plVal":1';
  for (const name of ["td_plVal", "tdPlVal"]) {
    const text = `{"retType":0,"s2c":{"header":{"trdEnv":0,"accID":"1","trdMarket":1},"positionList":[{${position},"${name}":7.5}]}}`;
    const read = GetPositionList.decode(fromJsonBody(positions, Buffer.from(text)));
    assert.equal(read.s2c?.positionList[0]?.td_plVal, 7.5);
    assert.ok(toJsonBody(positions, GetPositionList.encode(read).finish()).includes('"td_plVal":7.5'));
  }
});

test("bytes travel as base64 and long digits inside a text stay a text", () => {
  const type = messageType("Qot_RequestHistoryKL.Request");
  const c2s = {
    rehabType: 1,
    klType: 2,
    security: { market: 1, code: "12345678901234567890" },
    beginTime: "2026-01-01",
    endTime: "2026-01-02",
    nextReqKey: Buffer.from("next:1"),
  };
  const bytes = HistoryKl.encode(HistoryKl.fromPartial({ c2s })).finish();
  const back = HistoryKl.decode(fromJsonBody(type, toJsonBody(type, bytes)));
  assert.equal(back.c2s?.security?.code, "12345678901234567890");
  assert.equal(Buffer.from(back.c2s?.nextReqKey ?? []).toString(), "next:1");
});

test("a missing, ill-typed or unreadable part is named", () => {
  const type = messageType("Qot_Sub.Request");
  assert.throws(() => fromJsonBody(type, Buffer.from('{"c2s":{}}')), /isSubOrUnSub/);
  assert.throws(
    () => fromJsonBody(type, Buffer.from('{"c2s":{"isSubOrUnSub":"yes"}}')),
    /isSubOrUnSub must be true or false/,
  );
  assert.throws(
    () => fromJsonBody(type, Buffer.from('{"c2s":{"isSubOrUnSub":true,"securityList":{}}}')),
    /securityList must be an array/,
  );
  assert.throws(() => fromJsonBody(type, Buffer.from("{")), SyntaxError);
});

test("a fraction of many digits is read as the number it is", () => {
  const type = messageType("Trd_GetMaxTrdQtys.Request");
  const header = '"header":{"trdEnv":0,"accID":281756479000000101,"trdMarket":1}';
  const body = `{"c2s":{${header},"orderType":1,"code":"00700","price":0.30000000000000004}}`;
  const { c2s } = GetMaxTrdQtys.decode(fromJsonBody(type, Buffer.from(body)));
  assert.equal(c2s?.price, 0.30000000000000004);
  assert.equal(c2s?.header?.accID, 281_756_479_000_000_101n);
});

test("a field of a newer client is stepped over", () => {
  const body = '{"c2s":{"isSubOrUnSub":true,"fromTheFuture":{"a":[1]}},"header":1}';
  assert.doesNotThrow(() => fromJsonBody(messageType("Qot_Sub.Request"), Buffer.from(body)));
});

test("a text without an end is refused, however many quotes it holds", () => {
  // Time that grows with the square of the length would run into the time limit of the tests.
  const body = Buffer.from(`{"${'\\"'.repeat(1_000_000)}`);
  assert.throws(() => fromJsonBody(messageType("Qot_Sub.Request"), body), Error);
});

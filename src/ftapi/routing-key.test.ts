import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import { KLType, SubType } from "../../generated/ts/Qot_Common.js";
import * as GetBasicQot from "../../generated/ts/Qot_GetBasicQot.js";
import * as GetBroker from "../../generated/ts/Qot_GetBroker.js";
import * as GetKL from "../../generated/ts/Qot_GetKL.js";
import * as GetOrderBook from "../../generated/ts/Qot_GetOrderBook.js";
import * as GetRT from "../../generated/ts/Qot_GetRT.js";
import * as GetTicker from "../../generated/ts/Qot_GetTicker.js";
import * as RequestHistoryKL from "../../generated/ts/Qot_RequestHistoryKL.js";
import * as UpdateBasicQot from "../../generated/ts/Qot_UpdateBasicQot.js";
import * as UpdateBroker from "../../generated/ts/Qot_UpdateBroker.js";
import * as UpdateEventContractKline from "../../generated/ts/Qot_UpdateEventContractKline.js";
import * as UpdateEventContractOrderBook from "../../generated/ts/Qot_UpdateEventContractOrderBook.js";
import * as UpdateEventContractTicker from "../../generated/ts/Qot_UpdateEventContractTicker.js";
import * as UpdateKL from "../../generated/ts/Qot_UpdateKL.js";
import * as UpdateOptionEvent from "../../generated/ts/Qot_UpdateOptionEvent.js";
import * as UpdateOrderBook from "../../generated/ts/Qot_UpdateOrderBook.js";
import * as UpdatePriceReminder from "../../generated/ts/Qot_UpdatePriceReminder.js";
import * as UpdateRT from "../../generated/ts/Qot_UpdateRT.js";
import * as UpdateTicker from "../../generated/ts/Qot_UpdateTicker.js";
import * as ModifyOrder from "../../generated/ts/Trd_ModifyOrder.js";
import * as UpdateOrder from "../../generated/ts/Trd_UpdateOrder.js";
import * as UpdateOrderFill from "../../generated/ts/Trd_UpdateOrderFill.js";
import { commands } from "../catalog/catalog.js";
import { messageType } from "../catalog/schema.js";
import { klSubType, klSubTypes, pushKeys, requestKeys, securityKey } from "./routing-key.js";
import { encodeObject, field, wholeObject } from "./testing/proto-bytes.js";
import { WireError } from "./wire.js";

const tencent = { market: 1, code: "00700" };
const apple = { market: 11, code: "AAPL" };
const header = { trdEnv: 1, accID: 2n ** 60n + 1n, trdMarket: 2 };
const account = { trdEnv: 1, accId: 2n ** 60n + 1n, trdMarket: 2 };

interface Encoder<T> {
  encode(message: T): { finish(): Uint8Array };
}

/** A push or request whose other fields stay at their defaults: only the key counts. */
function push<S2C>(
  messages: { Response: Encoder<never>; S2C: { fromPartial(object: never): S2C } },
  s2c: object,
): Uint8Array {
  return messages.Response.encode({ retType: 0, s2c: messages.S2C.fromPartial(s2c as never) } as never).finish();
}

function request<C2S>(
  messages: { Request: Encoder<never>; C2S: { fromPartial(object: never): C2S } },
  c2s: object,
): Uint8Array {
  return messages.Request.encode({ c2s: messages.C2S.fromPartial(c2s as never) } as never).finish();
}

describe("pushes", () => {
  test("3005 gives one key for each of its securities", () => {
    const body = push(UpdateBasicQot, {
      basicQotList: [{ security: tencent }, { security: apple }, { security: tencent }],
    });
    assert.deepEqual(
      pushKeys(3005, body),
      [tencent, apple, tencent].map((security) => ({ security, subType: SubType.SubType_Basic })),
    );
    assert.deepEqual(pushKeys(3005, push(UpdateBasicQot, { basicQotList: [] })), []);
  });

  test("3007 gives security, K-line type, its sub type and rehab type", () => {
    const body = push(UpdateKL, { rehabType: 2, klType: KLType.KLType_5Min, security: tencent, klList: [] });
    assert.deepEqual(pushKeys(3007, body), [
      { security: tencent, klType: 6, subType: SubType.SubType_KL_5Min, rehabType: 2 },
    ]);
  });

  test("3007 with a K-line type of tomorrow has no sub type", () => {
    const body = push(UpdateKL, { rehabType: 0, klType: 99, security: tencent });
    assert.deepEqual(pushKeys(3007, body), [{ security: tencent, klType: 99, rehabType: 0 }]);
  });

  test("3013 tells the normal book from the odd-lot book", () => {
    const book = (orderBookType?: number): Uint8Array =>
      push(UpdateOrderBook, { security: tencent, ...(orderBookType === undefined ? {} : { orderBookType }) });
    assert.deepEqual(pushKeys(3013, book()), [{ security: tencent, subType: SubType.SubType_OrderBook }]);
    assert.deepEqual(pushKeys(3013, book(0)), [{ security: tencent, subType: SubType.SubType_OrderBook }]);
    assert.deepEqual(pushKeys(3013, book(1)), [{ security: tencent, subType: SubType.SubType_OrderBook_Odd }]);
  });

  test("3009, 3011, 3015 and 3019 give the security and what they imply", () => {
    assert.deepEqual(pushKeys(3009, push(UpdateRT, { security: tencent })), [
      { security: tencent, subType: SubType.SubType_RT },
    ]);
    assert.deepEqual(pushKeys(3011, push(UpdateTicker, { security: apple, tickerList: [] })), [
      { security: apple, subType: SubType.SubType_Ticker },
    ]);
    assert.deepEqual(pushKeys(3015, push(UpdateBroker, { security: tencent })), [
      { security: tencent, subType: SubType.SubType_Broker },
    ]);
    assert.deepEqual(pushKeys(3019, push(UpdatePriceReminder, { security: tencent, key: 5n, type: 1 })), [
      { security: tencent },
    ]);
  });

  test("3310 may have no security", () => {
    assert.deepEqual(pushKeys(3310, push(UpdateOptionEvent, { owner: apple, message: "x" })), [{ security: apple }]);
    assert.deepEqual(pushKeys(3310, push(UpdateOptionEvent, { message: "x" })), [{}]);
  });

  test("3450, 3451 and 3452 give one key for each event contract", () => {
    assert.deepEqual(
      pushKeys(3450, push(UpdateEventContractOrderBook, { orderBookList: [{ code: apple }, { code: tencent }] })),
      [
        { security: apple, subType: SubType.SubType_OrderBook },
        { security: tencent, subType: SubType.SubType_OrderBook },
      ],
    );
    assert.deepEqual(pushKeys(3451, push(UpdateEventContractKline, { klineList: [{ code: apple, pre_side: 1 }] })), [
      { security: apple },
    ]);
    assert.deepEqual(pushKeys(3452, push(UpdateEventContractTicker, { tickerList: [{ code: apple }] })), [
      { security: apple, subType: SubType.SubType_Ticker },
    ]);
  });

  test("2208 gives account and order, exact beyond 2^53", () => {
    const body = push(UpdateOrder, {
      header,
      order: { orderID: 2n ** 63n + 7n, orderIDEx: "20261121_1", code: "AAPL" },
    });
    assert.deepEqual(pushKeys(2208, body), [{ account, orderId: 2n ** 63n + 7n, orderIdEx: "20261121_1" }]);
  });

  test("2218 gives account, order and fill", () => {
    const orderFill = { fillID: 2n ** 64n - 1n, fillIDEx: "f", orderID: 12n, orderIDEx: "o", code: "AAPL" };
    assert.deepEqual(pushKeys(2218, push(UpdateOrderFill, { header, orderFill })), [
      { account, orderId: 12n, orderIdEx: "o", fillId: 2n ** 64n - 1n },
    ]);
  });

  test("a push without key, without s2c, or of another command gives none", () => {
    assert.deepEqual(pushKeys(1003, field.bytes(4, field.varint(1, 1))), []);
    assert.deepEqual(pushKeys(3009, UpdateRT.Response.encode({ retType: -1, retMsg: "x" }).finish()), []);
    assert.deepEqual(pushKeys(3004, Buffer.from("not a message")), []);
  });

  test("every push of the table with all its fields set has keys without a hole", () => {
    for (const { protoId, kind, responseMessage } of commands) {
      if (kind !== "push" || responseMessage === null) continue;
      const type = messageType(responseMessage);
      const keys = pushKeys(protoId, encodeObject(type, wholeObject(type)));
      assert.equal(keys.length, protoId === 1003 || protoId === 3261 ? 0 : 1, responseMessage);
      for (const key of keys) assert.ok(key.security !== undefined || key.account !== undefined, responseMessage);
    }
  });
});

describe("requests", () => {
  test("3004 gives one key for each security", () => {
    assert.deepEqual(
      requestKeys(3004, request(GetBasicQot, { securityList: [tencent, apple] })),
      [tencent, apple].map((security) => ({ security, subType: SubType.SubType_Basic })),
    );
  });

  test("reads of subscribed data have the key of the push that carries the same", () => {
    const kl = { rehabType: 1, klType: KLType.KLType_Day, security: tencent };
    assert.deepEqual(requestKeys(3006, request(GetKL, { ...kl, reqNum: 5 })), pushKeys(3007, push(UpdateKL, kl)));
    const security = tencent;
    assert.deepEqual(requestKeys(3008, request(GetRT, { security })), pushKeys(3009, push(UpdateRT, { security })));
    assert.deepEqual(
      requestKeys(3010, request(GetTicker, { security })),
      pushKeys(3011, push(UpdateTicker, { security })),
    );
    assert.deepEqual(
      requestKeys(3014, request(GetBroker, { security })),
      pushKeys(3015, push(UpdateBroker, { security })),
    );
    for (const orderBookType of [0, 1]) {
      const book = { security, orderBookType };
      assert.deepEqual(
        requestKeys(3012, request(GetOrderBook, { ...book, num: 5 })),
        pushKeys(3013, push(UpdateOrderBook, book)),
      );
    }
  });

  test("3103 gives security, K-line type and rehab type", () => {
    const c2s = {
      rehabType: 1,
      klType: KLType.KLType_Week,
      security: apple,
      beginTime: "2026-01-01",
      endTime: "2026-02-01",
    };
    assert.deepEqual(requestKeys(3103, request(RequestHistoryKL, c2s)), [
      { security: apple, klType: 3, subType: SubType.SubType_KL_Week, rehabType: 1 },
    ]);
  });

  test("every command of the table with a TrdHeader gives its account", () => {
    let commandsWithAccount = 0;
    for (const { protoId, kind, name, requestMessage, tradeHeader } of commands) {
      if (kind !== "request" || requestMessage === null || !tradeHeader) continue;
      commandsWithAccount++;
      const type = messageType(requestMessage);
      const object = wholeObject(type);
      (object.c2s as { header: object }).header = { trdMarket: 3, accID: "18446744073709551615", trdEnv: 1 };
      const [key, ...more] = requestKeys(protoId, encodeObject(type, object));
      assert.deepEqual(key?.account, { trdEnv: 1, accId: 2n ** 64n - 1n, trdMarket: 3 }, name);
      assert.deepEqual(more, []);
    }
    assert.equal(commandsWithAccount, 15);
  });

  test("2205 gives the order by both its ids", () => {
    const c2s = { packetID: { connID: 1n, serialNo: 1 }, header, orderID: 99n, modifyOrderOp: 2, orderIDEx: "ex" };
    assert.deepEqual(requestKeys(2205, request(ModifyOrder, c2s)), [{ account, orderId: 99n, orderIdEx: "ex" }]);
  });

  test("a command without routing key gives none", () => {
    assert.deepEqual(requestKeys(1002, field.bytes(1, "")), []);
  });

  test("a request without a single c2s is refused", () => {
    assert.throws(() => requestKeys(3004, Buffer.alloc(0)), new WireError("c2s is missing"));
  });
});

describe("what OpenD could read another way than we do is refused", () => {
  const fundsOf = (...headers: readonly Uint8Array[]): Uint8Array =>
    field.bytes(1, Buffer.concat(headers.map((bytes) => field.bytes(1, bytes))));
  const real = Buffer.concat([field.varint(1, 1), field.varint(2, 5), field.varint(3, 1)]);

  test("a header without trdEnv is no simulated account", () => {
    assert.equal(requestKeys(2101, fundsOf(real))[0]?.account?.trdEnv, 1);
    assert.throws(
      () => requestKeys(2101, fundsOf(Buffer.concat([field.varint(2, 5), field.varint(3, 1)]))),
      new WireError("header.trdEnv is missing"),
    );
    assert.throws(
      () => requestKeys(2101, fundsOf(Buffer.concat([field.varint(1, 1), field.varint(3, 1)]))),
      new WireError("header.accID is missing"),
    );
    assert.throws(
      () => requestKeys(2101, fundsOf(Buffer.concat([field.varint(1, 1), field.varint(2, 1)]))),
      new WireError("header.trdMarket is missing"),
    );
  });

  test("two headers, which a decoder would merge", () => {
    assert.throws(() => requestKeys(2101, fundsOf(real, field.varint(2, 6))), new WireError("field 1 appears twice"));
    assert.throws(() => requestKeys(2101, fundsOf(real, real)), new WireError("field 1 appears twice"));
  });

  test("a scalar that stands twice counts as decoders count it: the last one", () => {
    assert.equal(requestKeys(2101, fundsOf(Buffer.concat([real, field.varint(1, 0)])))[0]?.account?.trdEnv, 0);
  });

  test("a trdEnv whose low 32 bits alone are 0", () => {
    const twoTo63 = Buffer.from("80808080808080808001", "hex");
    const twoTo32 = Buffer.from("8080808010", "hex");
    for (const hidden of [twoTo63, twoTo32]) {
      const header = Buffer.concat([Buffer.from([8]), hidden, field.varint(2, 5), field.varint(3, 1)]);
      assert.notEqual(requestKeys(2101, fundsOf(header))[0]?.account?.trdEnv ?? 0, 0, hidden.toString("hex"));
    }
  });

  test("a key field of another wire type", () => {
    assert.throws(() => requestKeys(2101, field.bytes(1, field.varint(1, 5))), /field 1 has wire type 0, expected 2/);
    assert.throws(() => requestKeys(2101, fundsOf(field.fixed64(2))), /field 2 has wire type 1, expected 0/);
    assert.throws(() => pushKeys(3007, field.bytes(4, field.bytes(2, "x"))), /field 2 has wire type 2, expected 0/);
  });

  test("a security without market or code, one that stands twice, or one cut short", () => {
    const rt = (...securities: readonly Uint8Array[]): Uint8Array =>
      field.bytes(4, Buffer.concat(securities.map((bytes) => field.bytes(1, bytes))));
    const whole = Buffer.concat([field.varint(1, 1), field.bytes(2, "00700")]);
    assert.deepEqual(pushKeys(3009, rt(whole)), [{ security: tencent, subType: 5 }]);
    assert.throws(() => pushKeys(3009, rt(field.bytes(2, "00700"))), new WireError("security.market is missing"));
    assert.throws(() => pushKeys(3009, rt(field.varint(1, 1))), new WireError("security.code is missing"));
    assert.throws(() => pushKeys(3009, rt(whole, whole)), new WireError("field 1 appears twice"));
    assert.throws(() => pushKeys(3009, rt(whole.subarray(0, 5))), new WireError("cut short"));
    assert.throws(
      () => requestKeys(3004, field.bytes(1, field.bytes(1, field.varint(1, 1)))),
      new WireError("security.code is missing"),
    );
  });
});

test("every K-line type has the sub type of the same name", () => {
  const names = Object.keys(KLType).filter((name) => name.startsWith("KLType_") && name !== "KLType_Unknown");
  assert.equal(names.length, 15);
  for (const name of names) {
    // The official SubType is spelled so (facts: ftapi-protocol.md 9.1).
    const subTypeName = name.replace("KLType_", "SubType_KL_").replace("Quarter", "Qurater");
    const subType = SubType[subTypeName as keyof typeof SubType];
    assert.notEqual(subType, undefined, subTypeName);
    assert.equal(klSubType(KLType[name as keyof typeof KLType]), subType, name);
  }
  for (const unknown of [0, 16, -1]) assert.equal(klSubType(unknown), undefined);
});

test("the sub types of K-lines are those that a K-line type has", () => {
  const expected = Object.entries(SubType).filter(([name]) => name.startsWith("SubType_KL_"));
  assert.deepEqual([...klSubTypes].sort(), expected.map(([, value]) => value).sort());
});

test("a security is written as market_code", () => {
  assert.equal(securityKey(tencent), "1_00700");
});

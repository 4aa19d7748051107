import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, test } from "node:test";
import fc from "fast-check";
import * as GetGlobalState from "../../generated/ts/GetGlobalState.js";
import * as KeepAlive from "../../generated/ts/KeepAlive.js";
import * as GetBasicQot from "../../generated/ts/Qot_GetBasicQot.js";
import * as PlaceOrder from "../../generated/ts/Trd_PlaceOrder.js";
import * as SubAccPush from "../../generated/ts/Trd_SubAccPush.js";
import { commands } from "./catalog.js";
import { fromJson, JsonMessageError, toJson } from "./json.js";
import { messageType } from "./schema.js";

const placeOrder = messageType("Trd_PlaceOrder.Request");
const c2sOfOrder = {
  packetID: { connID: "1", serialNo: 2 },
  header: { trdEnv: 0, accID: "281756457888247915", trdMarket: 1 },
  trdSide: 1,
  orderType: 1,
  code: "00700",
  qty: 100,
  price: 0,
  fillOutsideRTH: false,
};

function problem(field: string, text: string | RegExp, run: () => unknown): void {
  assert.throws(run, (error) => {
    assert.ok(error instanceof JsonMessageError, String(error));
    assert.equal(error.field, field);
    if (typeof text === "string") assert.equal(error.message, `${field === "" ? "the message" : field} ${text}`);
    else assert.match(error.message, text);
    return true;
  });
}

function order(changes: object): () => unknown {
  return () => fromJson(placeOrder, { c2s: { ...c2sOfOrder, ...changes } });
}

describe("from JSON", () => {
  test("gives the message that the typed encoder gives", () => {
    const typed = PlaceOrder.Request.fromPartial({
      c2s: {
        ...c2sOfOrder,
        packetID: { connID: 1n, serialNo: 2 },
        header: { trdEnv: 0, accID: 281_756_457_888_247_915n, trdMarket: 1 },
      },
    });
    assert.deepEqual(fromJson(placeOrder, { c2s: c2sOfOrder }), Buffer.from(PlaceOrder.Request.encode(typed).finish()));
  });

  test("reads the JSON vector of the facts", () => {
    assert.equal(
      fromJson(messageType("KeepAlive.Request"), JSON.parse('{"c2s":{"time":"1700000000"}}')).toString("hex"),
      "0a060880e2cfaa06",
    );
  });

  test("takes both spellings of a name, the proto's and lowerCamelCase", () => {
    const snapshot = messageType("Qot_GetEventContractSnapshot.SnapshotItem");
    const code = { market: 1, code: "x" };
    const asInProto = fromJson(snapshot, { code, event_code: code, volume_24h: 5, no_ask_size: 6 });
    assert.deepEqual(fromJson(snapshot, { code, eventCode: code, volume24h: 5, noAskSize: 6 }), asInProto);
    problem("volume24h", /is the same field as another key: volume_24h/, () =>
      fromJson(snapshot, { code, volume_24h: 1, volume24h: 2 }),
    );
  });

  test("every field with an underscore is found by its lowerCamelCase name", () => {
    let names = 0;
    for (const { responseMessage } of commands) {
      if (responseMessage === null) continue;
      const space = messageType(responseMessage).parent;
      for (const nested of space?.nestedArray ?? []) {
        if (!("fieldsArray" in nested)) continue;
        const type = messageType(nested.fullName.slice(1));
        for (const field of type.fieldsArray) {
          if (!field.name.includes("_")) continue;
          names++;
          const camel = field.name
            .split("_")
            .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
            .join("");
          // A value of no field's type: the error tells that the field was found.
          problem(camel, /must be/, () => fromJson(type, { [camel]: Symbol.iterator }));
        }
      }
    }
    assert.ok(names >= 60, `${names} names`);
  });

  test("takes 64-bit numbers as strings or numbers, exactly", () => {
    const withAccount = (accID: unknown) =>
      PlaceOrder.Request.decode(
        fromJson(placeOrder, { c2s: { ...c2sOfOrder, header: { trdEnv: 0, accID, trdMarket: 1 } } }),
      ).c2s?.header?.accID;
    assert.equal(withAccount("18446744073709551615"), 2n ** 64n - 1n);
    assert.equal(withAccount("9007199254740993"), 2n ** 53n + 1n);
    assert.equal(withAccount(9_007_199_254_740_991), 2n ** 53n - 1n);
    assert.equal(withAccount(0), 0n);
  });

  test("refuses 64-bit numbers that are not exact or not of the type", () => {
    for (const accID of [
      2 ** 53,
      1.5,
      -1,
      "-1",
      "18446744073709551616",
      "1e3",
      "0x10",
      "",
      " 1",
      true,
      {},
      Number.NaN,
    ]) {
      problem(
        "c2s.header.accID",
        /must be a whole number of type uint64; write it as a string beyond 2\^53/,
        order({ header: { trdEnv: 0, accID, trdMarket: 1 } }),
      );
    }
    const keepAlive = messageType("KeepAlive.Request");
    for (const time of ["9223372036854775807", "-9223372036854775808"]) {
      assert.equal(KeepAlive.Request.decode(fromJson(keepAlive, { c2s: { time } })).c2s?.time, BigInt(time));
    }
    problem("c2s.time", /type int64/, () => fromJson(keepAlive, { c2s: { time: "9223372036854775808" } }));
  });

  test("takes repeated 64-bit numbers as numbers or strings, mixed", () => {
    const body = fromJson(messageType("Trd_SubAccPush.Request"), {
      c2s: { accIDList: [1, "2", "18446744073709551615"] },
    });
    assert.deepEqual(SubAccPush.Request.decode(body).c2s?.accIDList, [1n, 2n, 2n ** 64n - 1n]);
  });

  test("takes enums by name or number", () => {
    const indicator = messageType("Qot_RequestHistoryEventContractKL.C2S");
    const c2s = { security: { market: 1, code: "x" }, beginTime: "a", endTime: "b" };
    assert.deepEqual(fromJson(indicator, { ...c2s, klType: "KLType_Day" }), fromJson(indicator, { ...c2s, klType: 2 }));
    for (const klType of ["KLType_Nope", "constructor", "toString", "2", 1.5, 2 ** 32, null]) {
      if (klType === null) problem("klType", "is missing", () => fromJson(indicator, { ...c2s, klType }));
      else
        problem("klType", /must be one of KLType_Unknown, .*, or its number/, () =>
          fromJson(indicator, { ...c2s, klType }),
        );
    }
  });

  test("takes bytes in either alphabet of base64, padded or not", () => {
    const history = messageType("Qot_RequestHistoryKL.C2S");
    const c2s = { rehabType: 1, klType: 2, security: { market: 1, code: "x" }, beginTime: "a", endTime: "b" };
    const key = Buffer.from([0xfb, 0xff, 0xfe, 0x01]);
    for (const nextReqKey of ["+//+AQ==", "+//+AQ", "-__-AQ"]) {
      assert.ok(fromJson(history, { ...c2s, nextReqKey }).includes(key), nextReqKey);
    }
    for (const nextReqKey of ["a", "abcde", "a b=", "é", 5, [1]]) {
      problem("nextReqKey", "must be a base64 string", () => fromJson(history, { ...c2s, nextReqKey }));
    }
  });

  test("takes doubles as numbers or as the strings of protobuf's JSON", () => {
    const quantity = (qty: unknown) =>
      PlaceOrder.Request.decode(fromJson(placeOrder, { c2s: { ...c2sOfOrder, qty } })).c2s?.qty;
    assert.equal(quantity(0.1), 0.1);
    assert.equal(quantity("-2.5e3"), -2500);
    assert.equal(quantity("-Infinity"), Number.NEGATIVE_INFINITY);
    assert.ok(Number.isNaN(quantity("NaN")));
    for (const qty of ["", " ", "12abc", "0x10", true, [], Number.NaN])
      problem("c2s.qty", "must be a number", order({ qty }));
  });

  test("names the field that does not fit", () => {
    problem("c2s.trdSide", "must be a whole number of type int32", order({ trdSide: 1.5 }));
    problem("c2s.trdSide", "must be a whole number of type int32", order({ trdSide: 2 ** 31 }));
    problem("c2s.trdSide", "must be a whole number of type int32", order({ trdSide: "0x1" }));
    problem(
      "c2s.packetID.serialNo",
      "must be a whole number of type uint32",
      order({ packetID: { connID: 1, serialNo: -1 } }),
    );
    problem("c2s.code", "must be a string", order({ code: 700 }));
    problem("c2s.code", /has half a surrogate pair/, order({ code: "\ud83d" }));
    problem("c2s.fillOutsideRTH", "must be true or false", order({ fillOutsideRTH: "true" }));
    problem("c2s.header", "must be an object (Trd_Common.TrdHeader)", order({ header: [] }));
    problem("c2s.header.trdEnv", "is missing", order({ header: { accID: 1, trdMarket: 1 } }));
    problem("c2s", "is missing", () => fromJson(placeOrder, {}));
    problem("c2s", "is missing", () => fromJson(placeOrder, { c2s: null }));
    const quote = messageType("Qot_GetBasicQot.Request");
    problem("c2s.securityList[1].code", "is missing", () =>
      fromJson(quote, { c2s: { securityList: [{ market: 1, code: "a" }, { market: 1 }] } }),
    );
    problem("c2s.securityList[0]", /must be an object/, () => fromJson(quote, { c2s: { securityList: [null] } }));
    problem("c2s.securityList", "must be an array", () => fromJson(quote, { c2s: { securityList: {} } }));
    for (const json of [null, undefined, 5, "text", [], true])
      problem("", "must be an object (Trd_PlaceOrder.Request)", () => fromJson(placeOrder, json));
  });

  test("names an unknown field and those that there are, also for names that every object has", () => {
    problem(
      "c2s.header.account",
      "is no field of Trd_Common.TrdHeader; it has: trdEnv, accID, trdMarket, jpAccType",
      order({
        header: { ...c2sOfOrder.header, account: 1 },
      }),
    );
    problem("x", "is no field of Qot_Sub.S2C; it has: none", () => fromJson(messageType("Qot_Sub.S2C"), { x: 1 }));
    for (const name of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
      problem(`c2s.${name}`, /is no field of/, () => fromJson(placeOrder, { c2s: JSON.parse(`{"${name}": "x"}`) }));
    }
  });

  test("a null is an absent field", () => {
    assert.deepEqual(order({ remark: null })(), order({})());
  });
});

describe("to JSON", () => {
  test("writes the names as they stand in the proto and 64-bit numbers as exact strings", () => {
    const body = PlaceOrder.Request.encode(
      PlaceOrder.Request.fromPartial({
        c2s: {
          ...c2sOfOrder,
          packetID: { connID: 1n, serialNo: 2 },
          header: { trdEnv: 0, accID: 2n ** 64n - 1n, trdMarket: 1 },
        },
      }),
    ).finish();
    assert.deepEqual(toJson(placeOrder, body), {
      c2s: { ...c2sOfOrder, header: { ...c2sOfOrder.header, accID: "18446744073709551615" } },
    });
    const time = KeepAlive.Request.encode({ c2s: { time: -(2n ** 63n) } }).finish();
    assert.deepEqual(toJson(messageType("KeepAlive.Request"), time), { c2s: { time: "-9223372036854775808" } });
  });

  test("leaves out what is absent, and keeps zero, false and empty", () => {
    assert.deepEqual(
      toJson(messageType("GetGlobalState.Request"), GetGlobalState.Request.encode({ c2s: { userID: 0n } }).finish()),
      { c2s: { userID: "0" } },
    );
    assert.deepEqual(
      toJson(messageType("Qot_GetBasicQot.Response"), GetBasicQot.Response.encode({ retType: 0, retMsg: "" }).finish()),
      {
        retType: 0,
        retMsg: "",
      },
    );
  });

  test("writes elements of repeated 64-bit fields as strings too", () => {
    const body = SubAccPush.Request.encode({ c2s: { accIDList: [1n, 2n ** 53n + 1n] } }).finish();
    assert.deepEqual(toJson(messageType("Trd_SubAccPush.Request"), body), {
      c2s: { accIDList: ["1", "9007199254740993"] },
    });
  });

  test("writes NaN and the infinities so that JSON keeps them", () => {
    for (const qty of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const bytes = fromJson(placeOrder, { c2s: { ...c2sOfOrder, qty: String(qty) } });
      const json = JSON.parse(JSON.stringify(toJson(placeOrder, bytes)));
      assert.equal(json.c2s.qty, String(qty));
      assert.deepEqual(fromJson(placeOrder, json), bytes);
    }
  });

  test("refuses bytes that are no whole message", () => {
    assert.throws(() => toJson(placeOrder, Buffer.from("0a05", "hex")));
    assert.throws(() => toJson(placeOrder, Buffer.from("0a00", "hex")), /missing required/);
  });
});

test("any order comes back as it was, through JSON text", () => {
  const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  const arbitrary = fc.record({
    packetID: fc.record({ connID: uint64.map(String), serialNo: fc.nat(0xffffffff) }),
    header: fc.record({ trdEnv: fc.nat(1), accID: uint64.map(String), trdMarket: fc.integer() }),
    trdSide: fc.integer(),
    orderType: fc.integer(),
    code: fc.string({ unit: "grapheme" }),
    qty: fc.double({ noNaN: true, noDefaultInfinity: true }),
    adjustPrice: fc.boolean(),
    remark: fc.string({ unit: "binary" }),
    positionID: uint64.map(String),
  });
  fc.assert(
    fc.property(arbitrary, (c2s) => {
      const bytes = fromJson(placeOrder, JSON.parse(JSON.stringify({ c2s })));
      const back = JSON.parse(JSON.stringify(toJson(placeOrder, bytes)));
      // JSON has no -0.
      assert.deepEqual(back, JSON.parse(JSON.stringify({ c2s })));
      assert.deepEqual(fromJson(placeOrder, back), bytes);
    }),
  );
});

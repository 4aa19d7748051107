import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { Response as GlobalStateResponse } from "../../generated/ts/GetGlobalState.js";
import { Response as KeepAliveResponse } from "../../generated/ts/KeepAlive.js";
import { Request as BasicQotRequest } from "../../generated/ts/Qot_GetBasicQot.js";
import { Request as ModifyRequest } from "../../generated/ts/Trd_ModifyOrder.js";
import { Request as PlaceRequest } from "../../generated/ts/Trd_PlaceOrder.js";
import { Request as UnlockRequest } from "../../generated/ts/Trd_UnlockTrade.js";
import { commands } from "../catalog/catalog.js";
import { fillPacketId } from "../ftapi/packet-id.js";
import type { CallFailure } from "../opend/call.js";
import type { BodyMode } from "./body-check.js";
import { CALLER, NOW_MS, PipelineRig, type PipelineSetup } from "./testing/pipeline-rig.js";

function setUp(setup: PipelineSetup = {}) {
  const pool = new PipelineRig(setup);
  const call = (protoId: number, body: Uint8Array, mode: BodyMode = "whole", timeoutMs: number | null = null) =>
    pool.call(protoId, body, { mode, timeoutMs });
  return { pool, call, touched: pool.touched };
}

const place = (trdEnv: number) =>
  Buffer.from(
    PlaceRequest.encode(
      PlaceRequest.fromPartial({
        c2s: {
          packetID: { connID: 5n, serialNo: 6 },
          header: { trdEnv, accID: 2n ** 60n, trdMarket: 1 },
          trdSide: 1,
          orderType: 1,
          code: "00700",
          qty: 100,
          price: 300,
        },
      }),
    ).finish(),
  );

describe("the request pipeline: what is sent", () => {
  it("passes a body on as it is, unknown fields included", () => {
    const { pool, call } = setUp();
    const body = Buffer.concat([
      BasicQotRequest.encode({ c2s: { securityList: [{ market: 1, code: "00700" }], header: undefined } }).finish(),
      Buffer.from([0xfa, 0x3e, 0x02, 0xff, 0xfe]),
    ]);
    call(3004, body);
    assert.deepEqual(Buffer.from(pool.submitted[0]?.request.body ?? []), body);
    assert.equal(pool.submitted[0]?.request.packetId, null);
  });

  it("puts the envelope round a C2S in s2c mode, and takes it off the answer", () => {
    const { pool, call } = setUp();
    const c2s = Buffer.from([0x0a, 0x02, 0x08, 0x01]);
    const outcome = call(3004, c2s, "s2c");
    assert.deepEqual(Buffer.from(pool.submitted[0]?.request.body ?? []), Buffer.concat([Buffer.from([0x0a, 4]), c2s]));
    pool.submitted[0]?.done(Buffer.from("0800120022020801", "hex"), null);
    assert.deepEqual(Buffer.from(outcome.reply?.body ?? []).toString("hex"), "0801");
    assert.equal(outcome.reply?.retType, 0);
  });

  it("gives an empty S2C for a refusal of OpenD in s2c mode", () => {
    const { pool, call } = setUp();
    const outcome = call(3004, Buffer.alloc(0), "s2c");
    pool.submitted[0]?.done(Buffer.from("08ffffffffffffffffff01120178", "hex"), null);
    assert.deepEqual(
      { ...outcome.reply, body: outcome.reply?.body.length },
      { retType: -1, retMsg: "x", errCode: 0, protoId: 3004, body: 0 },
    );
  });

  it("fills an empty body where the command has obvious defaults, in both modes", () => {
    for (const protoId of [1002, 1005, 1007, 2001, 3003]) {
      for (const mode of ["whole", "s2c"] as const) {
        const { pool, call } = setUp({ bodyCheck: "all" });
        assert.equal(call(protoId, Buffer.alloc(0), mode).error, null, `${protoId} ${mode}`);
        assert.equal(pool.submitted.length, 1);
        assert.ok((pool.submitted[0]?.request.body.length ?? 0) > 0);
      }
    }
  });

  it("keeps a caller's lease with each command that there is", () => {
    const { touched, call } = setUp();
    call(1002, Buffer.alloc(0));
    call(9999, Buffer.alloc(0));
    assert.deepEqual(touched, [CALLER.id]);
  });

  it("marks reads as repeatable, and nothing that changes state", () => {
    for (const command of commands.filter(
      ({ kind, protoId }) => kind === "request" && ![1001, 1004].includes(protoId),
    )) {
      const { pool, call } = setUp({ bodyCheck: "off", trading: "real" });
      const body = command.packetId ? place(1) : Buffer.from([0x0a, 0]);
      call(command.protoId, body);
      const sent = pool.submitted[0]?.request;
      if (sent !== undefined) assert.equal(sent.repeatable, command.effect === "read", command.name);
    }
  });

  it("replaces the PacketID of the caller, or adds one, by that of the connection", () => {
    const { pool, call } = setUp();
    call(2202, place(0));
    const withOwn = pool.submitted[0]?.request.packetId;
    assert.ok(withOwn);
    const sent = PlaceRequest.decode(fillPacketId(withOwn, 6730043500150710821n, 77));
    assert.deepEqual(sent.c2s?.packetID, { connID: 6730043500150710821n, serialNo: 77 });
    const without = PlaceRequest.decode(place(0));
    if (without.c2s !== undefined) without.c2s.packetID = undefined;
    call(2202, PlaceRequest.encode(without).finish());
    assert.ok(pool.submitted[1]?.request.packetId);
  });

  it("uses the caller's deadline, else the default, and sends nothing when it has passed", () => {
    const { pool, call } = setUp();
    call(1002, Buffer.alloc(0), "whole", 1500);
    call(1002, Buffer.alloc(0));
    assert.deepEqual(
      pool.submitted.map(({ request }) => request.deadlineMs),
      [NOW_MS + 1500, NOW_MS + 30_000],
    );
    const { error } = call(1002, Buffer.alloc(0), "whole", 0);
    assert.deepEqual([error?.reason, error?.sent], ["DEADLINE_EXCEEDED", false]);
    assert.equal(pool.submitted.length, 2);
  });

  it("gives up on a command that changes state a little before its caller does, to say that the outcome is unknown", () => {
    const { pool, call } = setUp();
    call(2202, place(0), "whole", 5000);
    call(2202, place(0), "whole", 100);
    assert.deepEqual(
      pool.submitted.map(({ request }) => request.deadlineMs),
      [NOW_MS + 4950, NOW_MS + 90],
    );
  });

  it("passes a cancellation on", () => {
    const { pool, call } = setUp();
    call(1002, Buffer.alloc(0)).cancel();
    assert.equal(pool.submitted[0]?.cancelled, true);
  });
});

describe("the request pipeline: what is refused before anything is sent", () => {
  const refusals: readonly (readonly [
    name: string,
    protoId: number,
    body: Buffer,
    reason: string,
    text: RegExp,
    setup?: PipelineSetup,
  ])[] = [
    ["an unknown proto_id, naming a near one", 3257 + 2000, Buffer.alloc(0), "UNKNOWN_PROTO_ID", /5257/],
    [
      "an id just beside a known one",
      2203,
      Buffer.alloc(0),
      "UNKNOWN_PROTO_ID",
      /2203.*did you mean 2202 \(Trd_PlaceOrder\)/,
    ],
    ["proto_id 0", 0, Buffer.alloc(0), "UNKNOWN_PROTO_ID", /proto_id 0/],
    ["a push used as a request, naming the query", 3005, Buffer.alloc(0), "NOT_A_REQUEST", /3005.*did you mean 3004/],
    ["InitConnect", 1001, Buffer.alloc(0), "SESSION_COMMAND", /1001/],
    [
      "an order without header",
      2202,
      Buffer.from([0x0a, 0x02, 0x18, 0x01]),
      "INVALID_BODY",
      /Trd_PlaceOrder \(2202\): c2s\.header is missing/,
    ],
    ["an order with two headers", 2202, twoHeaders(), "INVALID_BODY", /c2s\.header appears twice/],
    [
      "an order of 17 KiB",
      2202,
      Buffer.alloc(17 * 1024),
      "INVALID_BODY",
      /body has 17408 bytes; the gateway takes 16384/,
    ],
    ["a list of accounts of 65 KiB", 2008, Buffer.alloc(65 * 1024), "INVALID_BODY", /takes 65536 at most/],
    ["quotes of 513 KiB", 3004, Buffer.alloc(513 * 1024), "INVALID_BODY", /takes 524288 at most/],
    ["an order cut short", 2202, place(0).subarray(0, 20), "INVALID_BODY", /2202/],
    ["an empty order", 2202, Buffer.alloc(0), "INVALID_BODY", /c2s is missing/],
    [
      "a subscription with a broken field",
      3001,
      Buffer.from([0x0a, 0x02, 0x1a, 0x00]),
      "INVALID_BODY",
      /Qot_Sub \(3001\): c2s\.isSubOrUnSub has wire type 2/,
    ],
    [
      "a broken read when all bodies are checked",
      3006,
      Buffer.from([0x0a, 0x00]),
      "INVALID_BODY",
      /c2s\.rehabType is missing/,
      { bodyCheck: "all" },
    ],
    ["a real order in the mode simulate", 2202, place(1), "TRADING_OFF", /trdEnv must be 0/],
    ["any order in the mode off", 2202, place(0), "TRADING_OFF", /trading is off/, { trading: "off" }],
    [
      "a broken order even when no bodies are checked",
      2202,
      twoHeaders(),
      "INVALID_BODY",
      /appears twice/,
      { bodyCheck: "off" },
    ],
    [
      "two subscriptions in one, which OpenD would merge to another than the ledger reads, even when no bodies are checked",
      3001,
      // {isUnsubAll: true} and {isSubOrUnSub: true}
      Buffer.from([0x0a, 0x02, 0x38, 0x01, 0x0a, 0x02, 0x18, 0x01]),
      "INVALID_BODY",
      /Qot_Sub \(3001\): c2s/,
      { bodyCheck: "off" },
    ],
    [
      "a subscription that breaks off after a c2s that lacks something, even when no bodies are checked",
      3001,
      Buffer.from([0x0a, 0x02, 0x38, 0x01, 0x0a, 0x05]),
      "INVALID_BODY",
      /Qot_Sub \(3001\): body is broken/,
      { bodyCheck: "off" },
    ],
    [
      "an unlock in the mode simulate",
      2005,
      Buffer.from(UnlockRequest.encode(UnlockRequest.fromPartial({ c2s: { unlock: true } })).finish()),
      "TRADING_OFF",
      /unlocks real trading/,
    ],
  ];
  for (const [name, protoId, body, reason, text, setup] of refusals) {
    it(name, () => {
      const { pool, call } = setUp(setup);
      const { error, count } = call(protoId, body);
      assert.equal(error?.reason, reason);
      assert.match(error.message, text);
      assert.equal(error.sent, false);
      assert.equal(count, 1);
      assert.equal(pool.submitted.length, 0);
    });
  }

  it("names the field as the caller wrote it in s2c mode", () => {
    const { call } = setUp();
    assert.match(call(2205, Buffer.from([0x18, 0x01]), "s2c").error?.message ?? "", /2205\): header is missing/);
  });

  it("lets real orders through in the mode real", () => {
    const { pool, call } = setUp({ trading: "real" });
    call(2202, place(1));
    assert.equal(pool.submitted.length, 1);
  });
});

describe("the request pipeline: what comes back", () => {
  it("hands over OpenD's bytes as they are and lifts retType and retMsg", () => {
    const { pool, call } = setUp();
    const body = Buffer.concat([
      GlobalStateResponse.encode(GlobalStateResponse.fromPartial({ retType: -1, retMsg: "登录", errCode: 4 })).finish(),
      Buffer.from([0xfa, 0x3e, 0x01, 0x09]),
    ]);
    const outcome = call(1002, Buffer.alloc(0));
    pool.submitted[0]?.done(body, null);
    assert.deepEqual(outcome.reply, { retType: -1, retMsg: "登录", errCode: 4, protoId: 1002, body });
    assert.equal(outcome.count, 1);
  });

  it("takes commands without envelope as they are", () => {
    const { pool, call } = setUp();
    const outcome = call(3801, Buffer.from([0x0a, 0x00]), "s2c");
    assert.deepEqual(Buffer.from(pool.submitted[0]?.request.body ?? []), Buffer.from([0x0a, 0x00]));
    pool.submitted[0]?.done(Buffer.from([0x12, 0x00]), null);
    assert.deepEqual(outcome.reply, {
      retType: 0,
      retMsg: "",
      errCode: 0,
      protoId: 3801,
      body: Buffer.from([0x12, 0x00]),
    });
  });

  it("answers KeepAlive itself, with the gateway's clock", () => {
    const { pool, call } = setUp();
    const outcome = call(1004, Buffer.from("0a060880e2cfaa06", "hex"));
    assert.equal(KeepAliveResponse.decode(outcome.reply?.body ?? Buffer.alloc(0)).s2c?.time, 1_700_000_000n);
    assert.equal(pool.submitted.length, 0);
  });

  const failures: readonly CallFailure["reason"][] = [
    "no_connection",
    "queue_full",
    "queue_deadline",
    "deadline",
    "connection_lost",
    "cancelled",
    "shutdown",
  ];
  for (const reason of failures) {
    it(`says "outcome unknown" of an order that may have left (${reason}), and "not sent" of one that did not`, () => {
      const { pool, call } = setUp();
      const sent = call(2202, place(0));
      const unsent = call(2202, place(0));
      pool.submitted[0]?.done(null, { reason, sent: true, retryAfterMs: null });
      pool.submitted[1]?.done(null, { reason, sent: false, retryAfterMs: null });
      assert.deepEqual(
        [sent.error?.reason, sent.error?.sent, sent.error?.retryAfterMs],
        ["OUTCOME_UNKNOWN", true, null],
      );
      assert.equal(unsent.error?.sent, false);
      assert.notEqual(unsent.error?.reason, "OUTCOME_UNKNOWN");
    });
  }

  it("offers a read that failed for OpenD's absence for repeating, after the back-off", () => {
    const { pool, call } = setUp();
    const outcome = call(1002, Buffer.alloc(0));
    pool.submitted[0]?.done(null, { reason: "no_connection", sent: false, retryAfterMs: 480 });
    assert.deepEqual([outcome.error?.status, outcome.error?.retryAfterMs], ["UNAVAILABLE", 480]);
  });

  it("doesn't guess the outcome of a command whose answer can't be read", () => {
    const { pool, call } = setUp();
    const read = call(1002, Buffer.alloc(0));
    const modify = call(
      2205,
      ModifyRequest.encode(
        ModifyRequest.fromPartial({
          c2s: { header: { trdEnv: 0, accID: 1n, trdMarket: 1 }, orderID: 1n, modifyOrderOp: 2 },
        }),
      ).finish(),
    );
    for (const { done } of pool.submitted) done(Buffer.from([0x08]), null);
    assert.equal(read.error?.reason, "UPSTREAM_BAD_REPLY");
    assert.deepEqual([modify.error?.reason, modify.error?.sent], ["OUTCOME_UNKNOWN", true]);
  });
});

/** Two headers would be merged by OpenD's decoder: another environment than the one checked. */
function twoHeaders(): Buffer {
  const header = Buffer.from("12060800100118 01".replace(" ", ""), "hex");
  const real = Buffer.from("12060801100118 01".replace(" ", ""), "hex");
  const rest = Buffer.from(PlaceRequest.encode(PlaceRequest.decode(place(0))).finish());
  const c2s = rest.subarray(2);
  const merged = Buffer.concat([c2s, header, real]);
  return Buffer.concat([Buffer.from([0x0a, merged.length]), merged]);
}

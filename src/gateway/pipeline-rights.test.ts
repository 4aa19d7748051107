import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { Response as AccountsResponse } from "../../generated/ts/Trd_GetAccList.js";
import { Request as FundsRequest, Response as FundsResponse } from "../../generated/ts/Trd_GetFunds.js";
import { Request as ModifyRequest } from "../../generated/ts/Trd_ModifyOrder.js";
import { Request as PlaceRequest, Response as PlaceResponse } from "../../generated/ts/Trd_PlaceOrder.js";
import { KEY_SCOPES } from "../auth/scopes.js";
import { GatewayError } from "../errors/gateway-error.js";
import type { TakenCall } from "../limits/caller-limits.js";
import type { RateState } from "../limits/rate-state.js";
import { keyCaller } from "./testing/key-caller.js";
import { openCaller } from "./testing/open-caller.js";
import { PipelineRig } from "./testing/pipeline-rig.js";

const header = (accID: bigint, trdEnv = 0) => ({ trdEnv, accID, trdMarket: 1 });
const place = (accID: bigint, trdEnv = 0) =>
  PlaceRequest.encode(
    PlaceRequest.fromPartial({
      c2s: { packetID: {}, header: header(accID, trdEnv), trdSide: 1, orderType: 1, code: "00700", qty: 100 },
    }),
  ).finish();
const placed = (accID: bigint) =>
  Buffer.from(
    PlaceResponse.encode(
      PlaceResponse.fromPartial({
        retType: 0,
        retMsg: "",
        s2c: { header: header(accID), orderID: 77n, orderIDEx: "x" },
      }),
    ).finish(),
  );
const funds = (accID: bigint, trdEnv = 0) =>
  FundsRequest.encode(FundsRequest.fromPartial({ c2s: { header: header(accID, trdEnv) } })).finish();
const fundsOf = (accID: bigint) =>
  Buffer.from(
    FundsResponse.encode(
      FundsResponse.fromPartial({ retType: 0, retMsg: "", s2c: { header: header(accID) } }),
    ).finish(),
  );
const accounts = (...accIds: bigint[]) =>
  Buffer.from(
    AccountsResponse.encode(
      AccountsResponse.fromPartial({
        retType: 0,
        retMsg: "",
        s2c: {
          accList: accIds.map((accID) => ({
            trdEnv: 0,
            accID,
            trdMarketAuthList: [1],
            cardNum: `100000000000${accID}`,
          })),
        },
      }),
    ).finish(),
  );

const FIVE = keyCaller({ accIds: [5n] });

describe("the pipeline: what a key does not allow", () => {
  it("is the same words, whatever the rule, the account and the command", () => {
    const calls: readonly (readonly [number, Uint8Array])[] = [
      [2101, funds(6n)],
      [2101, funds(404n)],
      [2202, place(6n)],
      [2008, Buffer.from("0a020806", "hex")],
    ];
    const texts = calls.map(
      ([protoId, body]) => new PipelineRig({ trading: "real" }).call(protoId, body, { caller: FIVE }).error,
    );
    const poor = keyCaller({ scopes: ["metrics:read"] });
    for (const protoId of [1006, 2101, 2202, 2005, 2208, 3004, 3214, 9999]) {
      texts.push(new PipelineRig().call(protoId, Buffer.alloc(0), { caller: poor }).error);
    }
    for (const error of texts)
      assert.deepEqual([error?.reason, error?.message, error?.sent], ["FORBIDDEN", "forbidden", false]);
  });

  it("is told to the audit log in full, and to nobody else", () => {
    const rig = new PipelineRig();
    const { error } = rig.call(2101, funds(6n, 1), { caller: FIVE });
    assert.equal(error?.auditReason, "account: account not on the list");
    const [{ args_hash: hash, latency_ms: latencyMs, ...entry } = {}] = rig.audited;
    assert.deepEqual(entry, {
      event: "call",
      iface: "grpc",
      key_id: "k",
      peer: "127.0.0.1",
      request_id: "r-1",
      proto_id: 2101,
      command: "Trd_GetFunds",
      account: "6",
      environment: "real",
      outcome: "reject",
      reason: "FORBIDDEN: account: account not on the list",
    });
    assert.equal(hash, createHash("sha256").update(funds(6n, 1)).digest("hex").slice(0, 16));
    assert.equal(latencyMs, 0);
  });

  it("says in open mode that a key is needed", () => {
    const rig = new PipelineRig();
    const caller = openCaller("127.0.0.1");
    assert.match(
      rig.call(3214, Buffer.alloc(0), { caller }).error?.message ?? "",
      /^Qot_ModifyUserSecurity \(3214\) needs a key/,
    );
    assert.match(
      rig.call(2203, Buffer.alloc(0), { caller }).error?.message ?? "",
      /^proto_id 2203, which is not in the table, needs a key/,
    );
    assert.match(rig.call(2202, place(5n, 1), { caller }).error?.message ?? "", /^Trd_PlaceOrder \(2202\) needs a key/);
    assert.equal(rig.submitted.length, 0);
  });

  it("is not told apart by the mode of the gateway", () => {
    for (const trading of ["off", "simulate", "real"] as const) {
      const rig = new PipelineRig({ trading });
      assert.equal(rig.call(2202, place(6n), { caller: FIVE }).error?.reason, "FORBIDDEN");
    }
  });

  it("can't be found out with a broken body either", () => {
    const rig = new PipelineRig();
    const caller = keyCaller({ scopes: ["qot:read"] });
    assert.equal(rig.call(2202, Buffer.from([0xff]), { caller }).error?.reason, "FORBIDDEN");
    assert.equal(rig.call(2202, Buffer.from([0xff])).error?.reason, "INVALID_BODY");
  });

  it("counts for what OpenD would act on: two headers, one of them allowed, are refused", () => {
    const c2s = Buffer.concat([funds(5n), funds(6n)].map((body) => body.subarray(2)));
    const body = Buffer.concat([Buffer.from([0x0a, c2s.length]), c2s]);
    for (const bodyCheck of ["off", "decoded", "all"] as const) {
      const rig = new PipelineRig({ bodyCheck });
      assert.equal(rig.call(2101, body, { caller: FIVE }).error?.reason, "INVALID_BODY");
      assert.equal(
        rig.call(2101, Buffer.concat([funds(5n), funds(6n)]), { caller: FIVE }).error?.reason,
        "INVALID_BODY",
      );
      assert.equal(rig.submitted.length, 0);
    }
  });

  it("is not what reduces risk: cancelling goes on when trading is off", () => {
    const cancel = (op: number) =>
      ModifyRequest.encode(
        ModifyRequest.fromPartial({ c2s: { packetID: {}, header: header(5n, 1), orderID: 1n, modifyOrderOp: op } }),
      ).finish();
    const rig = new PipelineRig({ trading: "off" });
    const outcomes = [1, 2, 3, 4, 5].map((op) => rig.call(2205, cancel(op), { caller: FIVE }).error?.reason);
    assert.deepEqual(outcomes, ["TRADING_OFF", undefined, undefined, "TRADING_OFF", undefined]);
  });
});

describe("the pipeline: answers about other accounts", () => {
  it("are withheld from every caller, and told to the operator", () => {
    for (const caller of [FIVE, keyCaller(), openCaller("127.0.0.1")]) {
      const rig = new PipelineRig();
      const outcome = rig.call(2101, funds(5n), { caller });
      rig.submitted[0]?.done(fundsOf(6n), null);
      assert.deepEqual([outcome.reply, outcome.error?.reason, outcome.count], [null, "ACCOUNT_MISMATCH", 1]);
      assert.doesNotMatch(outcome.error?.message ?? "", /[56]\b(?!\))/);
      const why = "asked for account 5, the answer is of 6";
      assert.deepEqual(rig.withheld, [{ protoId: 2101, requestId: "r-1", why }]);
      assert.equal(rig.audited[0]?.reason, `ACCOUNT_MISMATCH: account mismatch: ${why}`);
      assert.equal(rig.audited[0]?.outcome, "unknown");
    }
  });

  it("to an order leave its outcome unknown", () => {
    const rig = new PipelineRig();
    const outcome = rig.call(2202, place(5n));
    rig.submitted[0]?.done(placed(6n), null);
    assert.deepEqual([outcome.reply, outcome.error?.reason, outcome.error?.sent], [null, "OUTCOME_UNKNOWN", true]);
    assert.equal(rig.withheld.length, 1);
  });

  it("in the list of accounts are cut out of it", () => {
    const rig = new PipelineRig();
    const [own, all] = [rig.call(2001, Buffer.alloc(0), { caller: FIVE }), rig.call(2001, Buffer.alloc(0))];
    for (const { done } of rig.submitted) done(accounts(5n, 6n, 7n), null);
    assert.deepEqual(Buffer.from(own.reply?.body ?? []), accounts(5n));
    assert.deepEqual(Buffer.from(all.reply?.body ?? []), accounts(5n, 6n, 7n));
  });

  it("in the list of accounts are cut out of the S2C too", () => {
    const rig = new PipelineRig();
    const outcome = rig.call(2001, Buffer.alloc(0), { caller: FIVE, mode: "s2c" });
    rig.submitted[0]?.done(accounts(6n, 5n), null);
    // Behind retType, retMsg, and the tag and length of s2c.
    assert.deepEqual(Buffer.from(outcome.reply?.body ?? []), accounts(5n).subarray(6));
  });

  it("are not guessed at in a list that can't be read", () => {
    const rig = new PipelineRig();
    const outcome = rig.call(2001, Buffer.alloc(0), { caller: FIVE });
    rig.submitted[0]?.done(Buffer.concat([accounts(5n), accounts(6n)]), null);
    assert.equal(outcome.error?.reason, "UPSTREAM_BAD_REPLY");
  });

  it("don't reach a key whose card numbers are not resolved; once they are, its own do", () => {
    const rig = new PipelineRig();
    const caller = keyCaller({ cardNums: ["0005"] });
    assert.equal(rig.call(2101, funds(5n), { caller }).error?.reason, "FORBIDDEN");
    rig.asked[0]?.([
      { accId: 5n, cardNums: ["1000000000000005"] },
      { accId: 6n, cardNums: ["1000000000000006"] },
    ]);
    rig.call(2101, funds(5n), { caller });
    assert.equal(rig.submitted.length, 1);
    assert.equal(rig.call(2101, funds(6n), { caller }).error?.reason, "FORBIDDEN");
  });
});

describe("the pipeline: the audit log", () => {
  it("has a line for each order, with what OpenD made of it", () => {
    const rig = new PipelineRig();
    rig.call(2202, place(5n));
    rig.call(2202, place(5n));
    rig.call(2202, place(5n));
    rig.call(2202, place(5n));
    rig.submitted[0]?.done(placed(5n), null);
    rig.submitted[1]?.done(Buffer.from("08ffffffffffffffffff01120178", "hex"), null);
    rig.submitted[2]?.done(null, { reason: "connection_lost", sent: true, retryAfterMs: null });
    // OpenD's own time-out: ret_type -100.
    rig.submitted[3]?.done(Buffer.from("089cffffffffffffffff01", "hex"), null);
    assert.deepEqual(
      rig.audited.map(({ outcome, order_id: orderId, account, environment, reason }) => [
        outcome,
        orderId,
        account,
        environment,
        reason,
      ]),
      [
        ["success", "77", "5", "simulate", undefined],
        ["failure", undefined, "5", "simulate", undefined],
        ["unknown", undefined, "5", "simulate", "OUTCOME_UNKNOWN"],
        ["unknown", undefined, "5", "simulate", undefined],
      ],
    );
  });

  it("has none for reads of quotes, and for answered reads of accounts only on request", () => {
    for (const auditReads of [false, true]) {
      const rig = new PipelineRig({ auditReads });
      rig.call(2101, funds(5n));
      rig.call(3004, Buffer.from("0a00", "hex"));
      rig.call(2101, funds(5n));
      rig.submitted[0]?.done(fundsOf(5n), null);
      rig.submitted[1]?.done(Buffer.from("0800", "hex"), null);
      rig.submitted[2]?.done(null, { reason: "no_connection", sent: false, retryAfterMs: null });
      const reads = auditReads ? [[2101, "success"]] : [];
      assert.deepEqual(
        rig.audited.map(({ proto_id: protoId, outcome }) => [protoId, outcome]),
        [...reads, [2101, "reject"]],
      );
    }
  });

  it("has a line for what was forbidden, quotes too, and of a flood the first hundred and its number", () => {
    const rig = new PipelineRig();
    const caller = keyCaller({ scopes: [] });
    for (let count = 0; count < 150; count++) rig.call(3004, Buffer.alloc(0), { caller });
    rig.pipeline.close();
    const reasons = rig.audited.map(({ reason }) => reason);
    assert.equal(reasons.filter((reason) => reason === "FORBIDDEN: scope: needs qot:read").length, 100);
    assert.deepEqual(reasons.slice(100), ["50 more refused calls in a minute have no line of their own"]);
  });
});

const RATE: RateState = { limit: 10, remaining: 4, resetMs: 1000 };

describe("the pipeline: a key that is revoked", () => {
  const UNAUTHENTICATED = new GatewayError("UNAUTHENTICATED", "unauthenticated");

  it("ends what waits for it, and lets what was sent and changes state be answered", () => {
    const rig = new PipelineRig();
    const cancelled: (boolean | undefined)[] = [];
    const read = rig.call(3004, Buffer.alloc(0), { caller: keyCaller({ id: "gone" }) });
    const other = rig.call(3004, Buffer.alloc(0), { caller: keyCaller({ id: "stays" }) });
    rig.onCancel = (unlessSent) => cancelled.push(unlessSent);
    rig.pipeline.endCalls(({ owner }) => owner === "key:gone", UNAUTHENTICATED);
    assert.deepEqual(cancelled, [true], "only that call, and only if it has not been sent");
    rig.submitted[0]?.done(null, { reason: "cancelled", sent: false, retryAfterMs: null });
    rig.submitted[1]?.done(Buffer.from([0x08, 0]), null);
    assert.deepEqual([read.error?.reason, read.count], ["UNAUTHENTICATED", 1]);
    assert.deepEqual([other.error, other.count], [null, 1]);
    rig.pipeline.endCalls(() => true, UNAUTHENTICATED);
    assert.deepEqual(cancelled, [true], "what has ended is left alone");
  });
});

describe("the pipeline: limits of callers", () => {
  const taken: TakenCall = { rate: RATE, refusal: null };
  const refused: TakenCall = { rate: RATE, refusal: new GatewayError("RATE_LIMITED", "too much", { retryAfterMs: 9 }) };

  it("are asked first, by owner, profile and class, and told with every answer", () => {
    const asked: unknown[] = [];
    const limits = {
      take: (owner: string, profile: string | null, limitClass: string) => {
        asked.push([owner, profile, limitClass]);
        return taken;
      },
    };
    const rig = new PipelineRig({ limits });
    const caller = keyCaller({ id: "app", scopes: KEY_SCOPES.filter((scope) => scope !== "admin") });
    const outcomes = [3004, 2001, 2202, 9999, 1006].map((protoId) => rig.call(protoId, Buffer.alloc(0), { caller }));
    assert.deepEqual(asked, [
      ["key:app", null, "quotes"],
      ["key:app", null, "accounts"],
      ["key:app", null, "trading"],
      ["key:app", null, "trading"],
      ["key:app", null, "quotes"],
    ]);
    rig.submitted[0]?.done(Buffer.from("0800", "hex"), null);
    assert.deepEqual([outcomes[0]?.notes.rate, outcomes[4]?.notes.rate], [RATE, RATE]);
    assert.equal(outcomes[4]?.error?.reason, "FORBIDDEN");
  });

  it("refuse before anything is looked at", () => {
    const rig = new PipelineRig({ limits: { take: () => refused } });
    const outcome = rig.call(3004, Buffer.alloc(0));
    assert.deepEqual([outcome.error?.reason, outcome.notes.rate, rig.submitted.length], ["RATE_LIMITED", RATE, 0]);
  });

  it("may be asked elsewhere: the call waits, and goes on or is cancelled", async () => {
    let answer: (call: TakenCall) => void = () => {};
    const limits = {
      take: () =>
        new Promise<TakenCall>((resolve) => {
          answer = resolve;
        }),
    };
    const rig = new PipelineRig({ limits });
    const first = rig.call(1002, Buffer.alloc(0));
    assert.equal(rig.submitted.length, 0);
    answer(taken);
    await Promise.resolve();
    assert.equal(rig.submitted.length, 1);
    first.cancel();
    assert.equal(rig.submitted[0]?.cancelled, true);

    const second = rig.call(1002, Buffer.alloc(0));
    second.cancel();
    assert.deepEqual([second.error?.reason, second.count], ["CANCELLED", 1]);
    answer(taken);
    await Promise.resolve();
    assert.deepEqual([rig.submitted.length, second.count], [1, 1]);

    const third = rig.call(1002, Buffer.alloc(0));
    answer(refused);
    await Promise.resolve();
    assert.deepEqual([third.error?.reason, rig.submitted.length], ["RATE_LIMITED", 1]);
  });
});

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { Request as SubInfoRequest, Response as SubInfoResponse } from "../../generated/ts/Qot_GetSubInfo.js";
import { Request as AccountsRequest } from "../../generated/ts/Trd_SubAccPush.js";
import { commandById } from "../catalog/catalog.js";
import { GatewayError } from "../errors/gateway-error.js";
import { readReply } from "../ftapi/envelope.js";
import { success } from "../opend/testing/fake-subscriptions.js";
import { KL_DAY, ORDER_BOOK, TICKER, unit } from "../opend/testing/ledger-rig.js";
import { refusal } from "../opend/testing/wire-bytes.js";
import { keyCaller } from "./testing/key-caller.js";
import { openCaller } from "./testing/open-caller.js";
import { hk, type RegFields, reg, SubscriptionRig, sub, subscribe } from "./testing/subscription-rig.js";

describe("3001 of a caller", () => {
  it("is answered with OpenD's own bytes once it has confirmed all units", () => {
    const rig = new SubscriptionRig();
    const outcome = rig.call(3001, subscribe(["00001", "00002"], [1, KL_DAY], { isRegOrUnRegPush: true }));
    assert.equal(outcome.count, 0);
    const calls = rig.settle();
    assert.deepEqual(
      calls.map(({ units, push }) => [units.length, push]),
      [
        [2, true],
        [2, true],
      ],
    );
    assert.deepEqual(outcome.body, success(2));
    assert.equal(rig.passed.length, 0);
  });

  it("passes on what it asks for: rehab types, session, hours, details, first push and firm", () => {
    const rig = new SubscriptionRig();
    const more = {
      isRegOrUnRegPush: true,
      regPushRehabTypeList: [2, 0],
      isFirstPush: false,
      header: { securityFirm: 3 },
    };
    rig.settled(3001, subscribe(["00001"], [KL_DAY], { ...more, session: 2, isSubOrderBookDetail: true }));
    rig.settled(3001, subscribe(["00002"], [TICKER], { extendedTime: true }));
    const [first, second] = rig.opend.seen;
    assert.deepEqual(
      [first?.rehabTypes, first?.session, first?.orderBookDetail, first?.firstPush, first?.securityFirm],
      [[0, 2], 2, true, false, 3],
    );
    assert.deepEqual([second?.extendedTime, second?.push], [true, false]);
  });

  it("gives OpenD's refusal to the caller that made it", () => {
    const rig = new SubscriptionRig();
    rig.opend.bad.add("1_00002/1");
    const good = rig.call(3001, subscribe(["00001"], [1]), "a");
    const bad = rig.call(3001, subscribe(["00002"], [1]), "b");
    rig.settle();
    assert.deepEqual([good.retType, bad.retType], [0, -1]);
    assert.deepEqual(bad.body, refusal("No right to subscribe 1_00002/1"));
  });

  it("asks the hub for last values where OpenD pushes already, unless the caller wants none", () => {
    const rig = new SubscriptionRig();
    const body = (isFirstPush?: boolean) =>
      subscribe(["00001"], [1], { isRegOrUnRegPush: true, ...(isFirstPush === undefined ? {} : { isFirstPush }) });
    rig.settled(3001, body(), "a");
    assert.deepEqual(rig.lastValues, [], "OpenD pushes them itself");
    rig.settled(3001, body(), "b");
    rig.settled(3001, body(false), "c");
    assert.deepEqual(rig.lastValues, [{ caller: "b", units: [{ ...unit("00001"), rehabTypes: [] }] }]);
  });

  it("to unsubscribe ends the caller's wish alone, without a call to OpenD", () => {
    const rig = new SubscriptionRig();
    rig.settled(3001, subscribe(["00001"], [1]), "a");
    rig.settled(3001, subscribe(["00001"], [1]), "b");
    rig.opend.takeSeen();
    const end = sub({ securityList: [hk("00001")], subTypeList: [1], isSubOrUnSub: false });
    const outcome = rig.call(3001, end, "a");
    assert.deepEqual([outcome.body, outcome.count], [success(1), 1]);
    assert.deepEqual(rig.pass(100_000), []);
    rig.call(3001, end, "b");
    assert.deepEqual(
      rig.pass(20_000).map(({ kind }) => kind),
      ["unsubscribe"],
    );
  });

  it("to unsubscribe all touches that caller only, and leaves its accounts", () => {
    const rig = new SubscriptionRig();
    rig.settled(3001, subscribe(["00001", "00002"], [1]), "a");
    rig.settled(3001, subscribe(["00002"], [1]), "b");
    rig.settled(2008, AccountsRequest.encode({ c2s: { accIDList: [1n] } }).finish(), "a");
    const outcome = rig.call(3001, sub({ isSubOrUnSub: false, isUnsubAll: true }), "a");
    assert.equal(outcome.retType, 0);
    rig.opend.takeSeen();
    assert.deepEqual(
      rig.pass(65_000).map(({ units }) => units),
      [["1_00001/1"]],
    );
    assert.deepEqual(rig.opend.accounts, [1n]);
  });

  it("to unsubscribe what nobody holds succeeds, as letting go of nothing does", () => {
    const rig = new SubscriptionRig();
    const outcome = rig.call(3001, sub({ securityList: [hk("00001")], subTypeList: [1], isSubOrUnSub: false }));
    assert.equal(outcome.retType, 0);
    assert.deepEqual([rig.passed.length, rig.settle().length], [0, 0]);
  });

  it("is refused where its two lists multiply to more than OpenD could ever subscribe, before that is spelled out", () => {
    const rig = new SubscriptionRig();
    const codes = Array.from({ length: 3000 }, (_, index) => `${index}`);
    const types = Array.from({ length: 3000 }, (_, index) => index);
    const refused = (text: RegExp) => (error: unknown) => {
      assert.ok(error instanceof GatewayError && error.reason === "INVALID_BODY");
      assert.match(error.message, text);
      return true;
    };
    for (const isSubOrUnSub of [true, false]) {
      const body = sub({ securityList: codes.map(hk), subTypeList: types, isSubOrUnSub });
      assert.throws(() => rig.call(3001, body), refused(/3001\): 3000 securities x 3000 sub types are more than/));
    }
    const registration = reg({ securityList: codes.map(hk), subTypeList: types, isRegOrUnReg: true });
    assert.throws(() => rig.call(3002, registration), refused(/3002\)/));
    for (const rehabType of [-1, 16]) {
      const regPushRehabTypeList = [1, rehabType];
      assert.throws(
        () => rig.call(3001, subscribe(["00001"], [KL_DAY], { regPushRehabTypeList })),
        refused(/3001\): rehab type (-1|16) is none/),
      );
    }
    const accIDList = Array.from({ length: 1001 }, (_, index) => BigInt(index));
    const accounts = AccountsRequest.encode({ c2s: { accIDList } }).finish();
    assert.throws(() => rig.call(2008, accounts), refused(/2008\): 1001 accounts/));
    assert.deepEqual([rig.passed.length, rig.ledger.snapshot().empty], [0, true]);
  });

  it("that names a thing many times is about that one thing", () => {
    const rig = new SubscriptionRig();
    const many = (value: number) => Array.from({ length: 20_000 }, () => value);
    const outcome = rig.settled(3001, subscribe(many(1).map(String), many(1)));
    assert.deepEqual([outcome.retType, rig.ledger.snapshot().units], [0, 1]);
  });

  it("that names nothing goes to OpenD as it is, so that it refuses it itself", () => {
    const rig = new SubscriptionRig();
    for (const body of [
      subscribe([], [1]),
      subscribe(["00001"], []),
      sub({ securityList: [hk("00001")], subTypeList: [1] }),
      sub({ securityList: [{ market: 1 }], subTypeList: [1], isSubOrUnSub: true }),
      Buffer.from([0x0a, 0x05]),
    ]) {
      const outcome = rig.call(3001, body);
      const last = rig.passed.at(-1);
      assert.deepEqual([last?.request.body, last?.request.home, last?.request.repeatable], [body, true, false]);
      last?.done(refusal("no"), null);
      assert.deepEqual(outcome.body, refusal("no"));
    }
    assert.equal(rig.passed.length, 5);
  });

  it("may subscribe and end the caller's pushes in one", () => {
    const rig = new SubscriptionRig();
    rig.settled(3001, subscribe(["00001"], [1], { isRegOrUnRegPush: true }));
    rig.opend.bad.add("1_00002/1");
    assert.equal(rig.settled(3001, subscribe(["00001", "00002"], [1], { isRegOrUnRegPush: false })).retType, -1);
    assert.equal(rig.ledger.viewOf("caller:a")[0]?.push, true, "what is refused changes nothing");
    rig.settled(3001, subscribe(["00001"], [1], { isRegOrUnRegPush: false }));
    assert.deepEqual(rig.ledger.viewOf("caller:a"), [{ ...unit("00001"), push: false, rehabTypes: [] }]);
  });

  it("that is cancelled ends as cancelled, and wants nothing any more", () => {
    const rig = new SubscriptionRig();
    const outcome = rig.call(3001, subscribe(["00001"], [1]));
    outcome.cancel();
    assert.deepEqual([outcome.count, outcome.failure?.reason], [1, "cancelled"]);
    assert.equal(rig.ledger.snapshot().units, 0);
  });
});

describe("3002 of a caller", () => {
  const register = (isRegOrUnReg: boolean, more: RegFields = {}) =>
    reg({ securityList: [hk("00001")], subTypeList: [KL_DAY], isRegOrUnReg, ...more });

  it("registers pushes for what is subscribed", () => {
    const rig = new SubscriptionRig();
    rig.settled(3001, subscribe(["00001"], [KL_DAY]));
    const outcome = rig.settled(3002, register(true, { rehabTypeList: [2] }));
    assert.equal(outcome.retType, 0);
    assert.deepEqual(
      rig.opend.seen.map(({ kind, rehabTypes }) => [kind, rehabTypes]),
      [
        ["subscribe", []],
        ["register", [2]],
      ],
    );
  });

  it("sent right behind its 3001 waits for that one", () => {
    const rig = new SubscriptionRig();
    const first = rig.call(3001, subscribe(["00001"], [KL_DAY]));
    const second = rig.call(3002, register(true));
    rig.settle();
    assert.deepEqual([first.retType, second.retType, rig.passed.length], [0, 0, 0]);
    assert.deepEqual([...(rig.opend.units.get("1_00001/6")?.pushed ?? [])], [1]);
  });

  it("without a subscription goes to OpenD, which refuses it", () => {
    const rig = new SubscriptionRig();
    const outcome = rig.call(3002, register(true));
    rig.passed[0]?.done(refusal("subscribe first"), null);
    assert.equal(outcome.retType, -1);
  });

  it("unregisters the caller's pushes of the named rehab types, without taking them from others", () => {
    const rig = new SubscriptionRig();
    const body = subscribe(["00001"], [KL_DAY], { isRegOrUnRegPush: true, regPushRehabTypeList: [0, 1] });
    rig.settled(3001, body, "a");
    rig.settled(3001, body, "b");
    assert.equal(rig.settled(3002, register(false, { rehabTypeList: [0] }), "a").retType, 0);
    assert.deepEqual(rig.ledger.viewOf("caller:a")[0]?.rehabTypes, [1]);
    rig.pass(30_000);
    assert.deepEqual([...(rig.opend.units.get("1_00001/6")?.pushed ?? [])], [0, 1]);
    rig.settled(3002, register(false), "b");
    rig.pass(30_000);
    assert.deepEqual([...(rig.opend.units.get("1_00001/6")?.pushed ?? [])], [1]);
  });
});

describe("3003 of a caller", () => {
  const info = (isReqAllConn: boolean) =>
    SubInfoRequest.encode(SubInfoRequest.fromPartial({ c2s: { isReqAllConn } })).finish();
  const answer = Buffer.from(
    SubInfoResponse.encode(
      SubInfoResponse.fromPartial({
        retType: 0,
        retMsg: "",
        errCode: 0,
        s2c: {
          connSubInfoList: [
            {
              subInfoList: [{ subType: 1, securityList: [hk("00009")] }],
              usedQuota: 4,
              isOwnConnData: true,
              securityFirm: 2,
            },
          ],
          totalUsedQuota: 7,
          remainQuota: 93,
          optionUsedQuota: 1,
        },
      }),
    ).finish(),
  );

  it("lists what the caller holds itself, with OpenD's own quota", () => {
    const rig = new SubscriptionRig();
    rig.settled(3001, subscribe(["00001", "00002"], [ORDER_BOOK, 1]), "a");
    rig.settled(3001, subscribe(["00003"], [1]), "b");
    const outcome = rig.call(3003, info(false), "a");
    rig.passed[0]?.done(answer, null);
    const s2c = SubInfoResponse.decode(outcome.body ?? Buffer.alloc(0)).s2c;
    assert.deepEqual([s2c?.totalUsedQuota, s2c?.remainQuota, s2c?.optionUsedQuota], [7, 93, 1]);
    assert.deepEqual(s2c?.connSubInfoList, [
      {
        subInfoList: [
          { subType: 1, securityList: [hk("00001"), hk("00002")] },
          { subType: 2, securityList: [hk("00001"), hk("00002")] },
        ],
        usedQuota: 4,
        isOwnConnData: true,
        securityFirm: 2,
        optionUsedQuota: undefined,
      },
    ]);
  });

  it("about all connections is the caller's own list for a key without admin", () => {
    for (const [key, own] of [
      [{ scopes: ["qot:read"] }, true],
      [{ scopes: ["qot:read", "admin"] }, false],
    ] as const) {
      const rig = new SubscriptionRig();
      const caller = keyCaller(key);
      rig.settled(3001, subscribe(["00001"], [1]), caller);
      const outcome = rig.call(3003, info(true), caller);
      rig.passed[0]?.done(answer, null);
      const lists = SubInfoResponse.decode(outcome.body ?? Buffer.alloc(0)).s2c?.connSubInfoList;
      const codes = lists?.flatMap(({ subInfoList }) => subInfoList.flatMap(({ securityList }) => securityList));
      assert.deepEqual(codes, [hk(own ? "00001" : "00009")]);
    }
  });

  it("that can't be read is not passed on to a key without admin: it may be about others", () => {
    for (const all of [true, false]) {
      const rig = new SubscriptionRig();
      const outcome = rig.call(3003, info(all), keyCaller({ scopes: ["qot:read"] }));
      rig.passed[0]?.done(Buffer.concat([answer, Buffer.from([0x22, 0x01, 0x0a])]), null);
      assert.deepEqual([outcome.body, outcome.failure?.reason, outcome.count], [null, "UPSTREAM_BAD_REPLY", 1]);
    }
  });

  it("about all connections is OpenD's answer as it is, and so is a refusal or what can't be read", () => {
    const rig = new SubscriptionRig();
    for (const [all, body] of [
      [true, answer],
      [false, refusal("no")],
      [false, Buffer.from([0x08])],
    ] as const) {
      const outcome = rig.call(3003, info(all));
      rig.passed.at(-1)?.done(body, null);
      assert.deepEqual(outcome.body, body);
    }
  });
});

describe("2008 of a caller", () => {
  it("adds its accounts to those of others, and is answered by OpenD", () => {
    const rig = new SubscriptionRig();
    const list = (...accIDList: bigint[]) => AccountsRequest.encode({ c2s: { accIDList } }).finish();
    assert.equal(rig.settled(2008, list(1n, 2n ** 60n), "a").retType, 0);
    assert.equal(rig.settled(2008, list(2n), "b").retType, 0);
    assert.deepEqual(rig.opend.accounts, [1n, 2n, 2n ** 60n]);
  });

  const list = (...accIDList: bigint[]) => AccountsRequest.encode({ c2s: { accIDList } }).finish();

  it("registers only those that its key may use", () => {
    const rig = new SubscriptionRig();
    assert.equal(rig.settled(2008, list(1n, 2n, 3n), keyCaller({ accIds: [2n, 4n] })).retType, 0);
    assert.deepEqual(rig.opend.accounts, [2n]);
    assert.equal(rig.settled(2008, list(1n), keyCaller({ accIds: [2n] })).retType, 0);
    assert.deepEqual(rig.opend.accounts.includes(1n), false);
  });

  it("is not told OpenD's text about the accounts of all callers, when it may not use all", () => {
    for (const [key, text] of [
      [{ accIds: [2n] }, "OpenD refused to push for the accounts"],
      [{}, "bad account"],
    ] as const) {
      const rig = new SubscriptionRig();
      rig.opend.badAccounts.add(2n);
      const outcome = rig.settled(2008, list(2n), keyCaller(key));
      const reply = readReply(outcome.body ?? Buffer.alloc(0));
      assert.deepEqual([reply.retType, reply.retMsg], [-1, text]);
    }
  });
});

describe("commands that are not about subscriptions", () => {
  it("are left to the pipeline", () => {
    const rig = new SubscriptionRig();
    const command = commandById(1002);
    assert.ok(command);
    const call = { body: Buffer.alloc(0), caller: openCaller("a"), deadlineMs: 1e9 };
    assert.equal(
      rig.commands.submit(command, call, () => undefined),
      null,
    );
  });
});

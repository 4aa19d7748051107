import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { Request as BasicRequest } from "../../generated/ts/Qot_GetBasicQot.js";
import { commandById } from "../catalog/catalog.js";
import type { CallFailure } from "../opend/call.js";
import { MAX_UNITS_PER_CALL } from "../opend/ledger/types.js";
import { success } from "../opend/testing/fake-subscriptions.js";
import { TICKER, unit } from "../opend/testing/ledger-rig.js";
import { refusal } from "../opend/testing/wire-bytes.js";
import { SubscribedReads } from "./subscription-commands-reads.js";
import { openCaller } from "./testing/open-caller.js";
import { basic, hk, SubscriptionRig, sub, subscribe } from "./testing/subscription-rig.js";

describe("reads of subscribed data", () => {
  it("subscribe for the caller first, without pushes, and go to the home member", () => {
    const rig = new SubscriptionRig();
    const body = basic("00001", "00002");
    const outcome = rig.call(3004, body);
    assert.equal(rig.passed.length, 0);
    assert.deepEqual(
      rig.settle().map(({ kind, units, push }) => [kind, units, push]),
      [["subscribe", ["1_00001/1", "1_00002/1"], false]],
    );
    assert.deepEqual([rig.passed[0]?.request.body, rig.passed[0]?.request.home], [body, true]);
    rig.passed[0]?.done(success(5), null);
    assert.deepEqual(outcome.body, success(5));
  });

  it("go straight on once the caller holds all of it, and subscribe again when it let go", () => {
    const rig = new SubscriptionRig();
    rig.settled(3004, basic("00001"));
    rig.call(3004, basic("00001"));
    assert.equal(rig.passed.length, 2);
    rig.settled(3001, sub({ isSubOrUnSub: false, isUnsubAll: true }));
    rig.call(3004, basic("00001"));
    assert.equal(rig.ledger.holds("caller:a", [unit("00001")]), true, "held again before it is read");
    assert.equal(rig.passed.length, 3);
    rig.loseHome("opend:11111#2");
    rig.call(3004, basic("00001"));
    assert.equal(rig.passed.length, 3, "not before its subscription stands on the new home");
    rig.settle();
    assert.equal(rig.passed.length, 4);
  });

  it("tell one command's body from another's", () => {
    const rig = new SubscriptionRig();
    rig.settled(3008, basic("00001"));
    rig.settled(3010, basic("00001"));
    assert.deepEqual(
      rig.opend.seen.map(({ subTypes }) => subTypes),
      [[5], [TICKER]],
    );
  });

  it("are answered with OpenD's refusal of the subscription", () => {
    const rig = new SubscriptionRig();
    rig.opend.bad.add("1_00002/1");
    const outcome = rig.settled(3004, basic("00001", "00002"));
    assert.deepEqual(outcome.body, refusal("No right to subscribe 1_00002/1"));
    assert.equal(rig.passed.length, 0);
  });

  it("subscribe for nobody that does not want it", () => {
    const rig = new SubscriptionRig();
    rig.call(3004, basic("00001"), "a", false);
    assert.deepEqual([rig.passed.length, rig.settle().length], [1, 0]);
    assert.equal(rig.passed[0]?.request.repeatable, true);
  });

  it("that name nothing to subscribe go to OpenD as they are", () => {
    const rig = new SubscriptionRig();
    for (const body of [basic(), Buffer.from([0x0a, 0x09]), Buffer.alloc(0)]) rig.call(3004, body);
    assert.deepEqual([rig.passed.length, rig.settle().length], [3, 0]);
  });

  it("under way on a lost home are asked for once more, after their subscription", () => {
    const rig = new SubscriptionRig();
    const outcome = rig.settled(3004, basic("00001"));
    rig.loseHome("opend:11111#2");
    const lost: CallFailure = { reason: "connection_lost", sent: true, retryAfterMs: null };
    rig.passed[0]?.done(null, lost);
    assert.equal(rig.passed.length, 1);
    rig.settle();
    assert.equal(rig.passed.length, 2);
    rig.passed[1]?.done(null, lost);
    assert.deepEqual([outcome.count, outcome.failure], [1, lost], "and not a third time");
  });

  it("leave the pushes of a caller that has them", () => {
    const rig = new SubscriptionRig();
    rig.settled(3001, subscribe(["00001"], [1], { isRegOrUnRegPush: true }));
    rig.settled(3004, basic("00001"));
    assert.deepEqual(rig.ledger.viewOf("caller:a"), [{ ...unit("00001"), push: true, rehabTypes: [] }]);
    assert.deepEqual(
      rig.pass(100_000).filter(({ kind }) => kind !== "subscribe"),
      [],
    );
  });

  it("keep their lease, as any call of the caller does", () => {
    const rig = new SubscriptionRig();
    rig.settled(3004, basic("00001"));
    for (let minutes = 0; minutes < 12; minutes++) {
      rig.pass(60_000);
      rig.commands.touch("a");
    }
    assert.equal(rig.ledger.holds("caller:a", [unit("00001")]), true);
    rig.pass(400_000);
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("subscribe under the firm that their header names", () => {
    const rig = new SubscriptionRig();
    const c2s = { securityList: [hk("00001")], header: { securityFirm: 3 } };
    rig.settled(3004, BasicRequest.encode(BasicRequest.fromPartial({ c2s })).finish());
    assert.equal(rig.opend.seen[0]?.securityFirm, 3);
  });

  it("that name more than OpenD could ever subscribe go to it as they are", () => {
    const rig = new SubscriptionRig();
    rig.call(3004, basic(...Array.from({ length: MAX_UNITS_PER_CALL + 1 }, (_, index) => `${index}`)));
    assert.deepEqual([rig.passed.length, rig.settle().length, rig.ledger.snapshot().empty], [1, 0, true]);
  });

  it("of any number of callers are remembered within a bound", () => {
    const rig = new SubscriptionRig();
    const reads = new SubscribedReads({ ledger: rig.ledger, pool: { submit: () => () => undefined } });
    const command = commandById(3004);
    assert.ok(command);
    const deadlineMs = Number.POSITIVE_INFINITY;
    let mostBytes = 0;
    for (let index = 0; index < 5000; index++) {
      // Field 1023, which nobody knows, makes each request one of its own and 4 KB long.
      const padding = Buffer.concat([Buffer.from([0xfa, 0x3f, 0x84, 0x1e]), Buffer.alloc(3844, `${index}`)]);
      const body = Buffer.concat([basic("00001"), padding]);
      reads.submit(command, { body, caller: openCaller(`${index % 40}`), deadlineMs }, () => undefined);
      if (index < 40) rig.settle();
      mostBytes = Math.max(mostBytes, reads.knownBodyBytes);
    }
    assert.ok(mostBytes > 1024 * 1024 && mostBytes <= 16 * 1024 * 1024, `${mostBytes} bytes`);
  });
});

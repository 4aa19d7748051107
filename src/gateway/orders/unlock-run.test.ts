import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { GatewayError } from "../../errors/gateway-error.js";
import type { PaceSlot } from "../../limits/pace-slot.js";
import { GuardRig, placeBody, refusal, settle } from "./testing/guard-rig.js";
import type { UnlockAttempt } from "./unlock-attempt.js";

const FILLED = Buffer.from("filled");
const asked = { protoId: 2005 };

function setUp(error: GatewayError | null = null, unlocks = true) {
  const ends: string[] = [];
  let begin = (): void => undefined;
  const attempt: UnlockAttempt = {
    body: FILLED,
    unlocks,
    answered: () => {
      ends.push("answered");
      return error;
    },
    failed: (sent) => ends.push(sent ? "failed after sending" : "failed unsent"),
  };
  const rig = new GuardRig({
    unlock: {
      begin: () =>
        new Promise((resolve) => {
          begin = () => resolve(attempt);
        }),
    },
  });
  const started = (): Promise<void> => {
    begin();
    return settle();
  };
  return { rig, ends, begin: started };
}

describe("an unlock through the guard", () => {
  it("waits for its turn, sends the desk's bytes, and passes OpenD's answer on", async () => {
    const { rig, ends, begin } = setUp();
    const answer = rig.call(placeBody(), asked);
    assert.equal(rig.calls.length, 0);
    await begin();
    assert.equal(rig.last.send().request.body, FILLED);
    const reply = refusal(0);
    rig.last.reply(reply);
    assert.deepEqual([answer.count, answer.reply, ends], [1, reply, ["answered"]]);
    assert.deepEqual(answer.notes?.sentAs, { upstream: "opend#1", serialNo: 77 });
  });

  it("stands in the audit log before it is sent, without a hash; where it can't, it is not sent, but locking is", async () => {
    for (const [unlocks, sent, reason] of [
      [true, 0, "STATE_UNAVAILABLE"],
      [false, 1, null],
    ] as const) {
      const { rig, ends, begin } = setUp(null, unlocks);
      rig.auditing = () => Promise.reject(new Error("disk full"));
      const answer = rig.call(placeBody(), asked);
      await begin();
      assert.deepEqual([rig.calls.length, answer.reason], [sent, reason]);
      assert.deepEqual(ends, unlocks ? ["failed unsent"] : []);
    }
    const { rig, begin } = setUp();
    rig.call(placeBody(), asked);
    await begin();
    assert.deepEqual(
      rig.audit.map((line) => [line.event, line.command, line.args_hash]),
      [["order_sent", "Trd_UnlockTrade", undefined]],
    );
  });

  it("answers with what the desk says in place of OpenD's text", async () => {
    const { rig, begin } = setUp(new GatewayError("UNLOCK_REFUSED", "no"));
    const answer = rig.call(placeBody(), asked);
    await begin();
    rig.last.send().reply(refusal());
    assert.deepEqual([answer.count, answer.reply, answer.reason], [1, null, "UNLOCK_REFUSED"]);
  });

  it("is a failed try where its answer is lost, and none where it was not sent", async () => {
    for (const [sent, end] of [
      [true, "failed after sending"],
      [false, "failed unsent"],
    ] as const) {
      const { rig, ends, begin } = setUp();
      const answer = rig.call(placeBody(), asked);
      await begin();
      if (sent) rig.last.send();
      rig.last.lose(sent ? "connection_lost" : "no_connection");
      assert.deepEqual([answer.reason, ends], [sent ? "OUTCOME_UNKNOWN" : "UPSTREAM_UNAVAILABLE", [end]]);
    }
  });

  it("is not sent for a caller that has gone; one that was sent is still waited for", async () => {
    const early = setUp();
    const gone = early.rig.call(placeBody(), asked);
    gone.cancel();
    await early.begin();
    assert.deepEqual(
      [gone.count, gone.reason, early.rig.calls.length, early.ends],
      [1, "CANCELLED", 0, ["failed unsent"]],
    );

    const late = setUp();
    const left = late.rig.call(placeBody(), asked);
    await late.begin();
    late.rig.last.send();
    left.cancel();
    assert.equal(left.reason, "OUTCOME_UNKNOWN");
    late.rig.last.reply(refusal());
    assert.deepEqual([left.count, late.ends], [1, ["answered"]]);
  });

  it("keeps no record, whatever idempotency key it has", async () => {
    const { rig, begin } = setUp();
    rig.call(placeBody(), { ...asked, key: "k" });
    await begin();
    rig.last.send().reply(refusal(0));
    rig.call(placeBody(), { ...asked, key: "k" });
    await begin();
    assert.equal(rig.calls.length, 2);
  });
});

describe("what changes state and is no order", () => {
  it("takes a place in OpenD's window, and gives it back when nothing was sent", async () => {
    const ends: boolean[] = [];
    const rate = { limit: 10, remaining: 9, resetMs: 1000 };
    const slot: PaceSlot = { rate, end: (reached) => ends.push(reached) };
    const rig = new GuardRig({ pacing: { tryTake: () => slot, count: () => slot } });
    const body = Buffer.from([0x0a, 0]);
    const answer = rig.call(body, { protoId: 3214 });
    rig.last.send().reply(refusal());
    assert.deepEqual([answer.count, answer.notes?.rate], [1, rate]);
    rig.call(body, { protoId: 3214 });
    rig.last.lose("no_connection");
    const cancelled = rig.call(body, { protoId: 3214 });
    cancelled.cancel();
    assert.equal(cancelled.reason, "CANCELLED");
    assert.deepEqual(ends, [true, false, false]);
  });
});

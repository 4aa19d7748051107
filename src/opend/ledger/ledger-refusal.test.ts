import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { KL_DAY, LedgerRig, ORDER_BOOK, outcomeOf, TICKER, unit, want } from "../testing/ledger-rig.js";
import { refusal } from "../testing/wire-bytes.js";

const A = "stream:1";
const B = "stream:2";

describe("the ledger: refusals of OpenD", () => {
  it("reach the caller that wanted the refused unit, and no other one, in OpenD's bytes", () => {
    const rig = new LedgerRig();
    rig.opend.bad.add("1_00003/1");
    const good = rig.hold(
      A,
      ["00001", "00002", "00004", "00005"].map((code) => want(code)),
    );
    const bad = rig.hold(
      B,
      ["00006", "00003", "00007"].map((code) => want(code)),
    );
    rig.settle();
    assert.equal(outcomeOf(good).ok, true);
    const outcome = outcomeOf(bad);
    assert.ok(!outcome.ok && "reply" in outcome);
    assert.deepEqual(outcome.reply, refusal("No right to subscribe 1_00003/1"));
    assert.deepEqual(outcome.unit, unit("00003"));
  });

  it("leave the refused caller with nothing of that call, and all that it had before", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00001", KL_DAY));
    rig.opend.bad.add("1_00003/1");
    const bad = rig.hold(A, [want("00001", KL_DAY, { rehabTypes: [2] }), want("00002"), want("00003")]);
    rig.settle();
    assert.equal(outcomeOf(bad).ok, false);
    assert.deepEqual(rig.ledger.viewOf(A), [{ ...unit("00001", KL_DAY), push: true, rehabTypes: [1] }]);
    rig.pass(70_000);
    assert.deepEqual([...rig.opend.units.keys()], ["1_00001/6"]);
    assert.deepEqual([...(rig.opend.units.get("1_00001/6")?.pushed ?? [])], [1]);
  });

  it("take a batch apart until the bad units stand alone, and go no further once their caller has its answer", () => {
    const rig = new LedgerRig();
    for (let index = 0; index < 100; index++) rig.opend.bad.add(`1_${10_000 + index}/1`);
    const bad = rig.hold(
      A,
      Array.from({ length: 100 }, (_, index) => want(`${10_000 + index}`)),
    );
    const calls = rig.settle();
    assert.equal(outcomeOf(bad).ok, false);
    assert.ok(calls.length <= 8, `${calls.length} calls`);
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("take sub types apart too where one security is left", () => {
    const rig = new LedgerRig();
    rig.opend.bad.add("1_00001/2");
    const good = rig.hold(A, [want("00001"), want("00001", TICKER)]);
    const bad = rig.hold(B, [want("00001", ORDER_BOOK)]);
    rig.settle();
    assert.deepEqual([outcomeOf(good).ok, outcomeOf(bad).ok], [true, false]);
  });

  it("of what callers want differently end those alone whose wish is refused, whoever came first", () => {
    for (const order of [
      [A, B],
      [B, A],
    ]) {
      const rig = new LedgerRig();
      rig.opend.badRehabTypes.add(99);
      const asked = new Map(
        order.map((holder) => [
          holder,
          rig.hold(holder, [want("00001", KL_DAY, { rehabTypes: [holder === A ? 99 : 2] })]),
        ]),
      );
      rig.settle();
      const [bad, good] = [asked.get(A), asked.get(B)];
      assert.ok(bad !== undefined && good !== undefined);
      assert.deepEqual([outcomeOf(bad).ok, outcomeOf(good).ok], [false, true]);
      assert.deepEqual([...(rig.opend.units.get("1_00001/6")?.pushed ?? [])], [2]);
    }
  });

  it("reach nobody who asked while the refused call was under way", () => {
    const rig = new LedgerRig();
    rig.opend.badRehabTypes.add(99);
    const bad = rig.hold(A, [want("00001", KL_DAY, { rehabTypes: [99] })]);
    rig.clock.advance(5);
    assert.equal(rig.opend.waiting, 1);
    const good = rig.hold(B, [want("00001", KL_DAY)]);
    rig.settle();
    assert.deepEqual([outcomeOf(bad).ok, outcomeOf(good).ok], [false, true]);
  });

  it("on a new home part what stood before from what waits, and tell each of its own", () => {
    const rig = new LedgerRig(true);
    rig.held(A, want("00001", KL_DAY, { rehabTypes: [2] }));
    const waits = rig.hold(B, [want("00001", KL_DAY, { rehabTypes: [1] })]);
    rig.opend.badRehabTypes.add(2);
    rig.loseHome("opend:11111#2");
    rig.settle();
    assert.equal(outcomeOf(waits).ok, true, "what waits is not what is refused now");
    assert.deepEqual(
      rig.restored.map(({ refused }) => refused.map(({ text }) => text)),
      [["bad rehab type 2"]],
    );
  });

  it("are no memory: who asks again later is asked for again", () => {
    const rig = new LedgerRig();
    rig.opend.bad.add("1_00003/1");
    assert.equal(outcomeOf(settled(rig, A)).ok, false);
    rig.opend.bad.clear();
    assert.equal(outcomeOf(settled(rig, A)).ok, true);
  });
});

function settled(rig: LedgerRig, holder: string) {
  const asked = rig.hold(holder, [want("00003")]);
  rig.settle();
  return asked;
}

describe("the ledger: quota", () => {
  it("is made free by releasing what lingers, if it is a minute old; then the refused is tried once more", () => {
    const rig = new LedgerRig();
    rig.opend.quota = 2;
    rig.held(A, want("00001"), want("00002"));
    rig.pass(70_000);
    rig.ledger.releaseAll(A);
    rig.clock.advance(5);
    const asked = rig.hold(B, [want("00003"), want("00004")]);
    const calls = rig.settle().map(({ kind, units }) => [kind, ...units]);
    assert.deepEqual(calls, [
      ["subscribe", "1_00003/1", "1_00004/1"],
      ["unsubscribe", "1_00001/1", "1_00002/1"],
      ["subscribe", "1_00003/1", "1_00004/1"],
    ]);
    assert.equal(outcomeOf(asked).ok, true);
  });

  it("that can't be made free ends in OpenD's refusal, and takes nothing from those who hold", () => {
    const rig = new LedgerRig();
    rig.opend.quota = 2;
    rig.held(A, want("00001"), want("00002"));
    rig.ledger.release(A, [unit("00002")]);
    const asked = rig.hold(B, [want("00003")]);
    assert.deepEqual(
      rig.settle().map(({ kind }) => kind),
      ["subscribe"],
      "the released one is too young to go",
    );
    const outcome = outcomeOf(asked);
    assert.ok(!outcome.ok && "reply" in outcome && outcome.reply.includes("订阅额度不足"));
    assert.ok(rig.opend.units.has("1_00001/1"));
  });

  it("is tried for again without the release that a new holder called off", () => {
    const rig = new LedgerRig();
    rig.opend.quota = 1;
    rig.held(A, want("00001"));
    rig.pass(70_000);
    rig.ledger.releaseAll(A);
    rig.clock.advance(5);
    const asked = rig.hold(B, [want("00003")]);
    rig.clock.advance(5);
    rig.opend.answer();
    rig.ledger.hold(A, [want("00001")], { deadlineMs: 1e9, firstPush: false }, () => undefined);
    rig.settle();
    assert.equal(outcomeOf(asked).ok, false);
    assert.deepEqual([...rig.opend.units.keys()], ["1_00001/1"]);
  });
});

describe("the ledger: calls that wait", () => {
  it("end at their deadline with what is known of them, and leave nothing wanted behind", () => {
    const rig = new LedgerRig();
    rig.opend.mute = true;
    const asked = rig.hold(A, [want("00001")], { deadlineMs: rig.clock.now() + 3000 });
    rig.clock.advance(3020);
    assert.deepEqual(outcomeOf(asked), { ok: false, failure: { reason: "deadline", sent: true, retryAfterMs: null } });
    rig.opend.mute = false;
    rig.pass(80_000);
    assert.equal(rig.ledger.snapshot().empty, true);
    assert.equal(rig.opend.units.size, 0);
  });

  it("are asked for again when OpenD has not answered in ten seconds: the state is unknown", () => {
    const rig = new LedgerRig();
    rig.opend.mute = true;
    const asked = rig.hold(A, [want("00001")]);
    rig.clock.advance(5);
    rig.opend.answer();
    assert.equal(rig.opend.units.size, 1, "OpenD did it, though its answer is lost");
    rig.clock.advance(10_000);
    rig.opend.mute = false;
    assert.deepEqual(
      rig.pass(3000).map(({ kind }) => kind),
      ["subscribe", "subscribe"],
    );
    assert.equal(outcomeOf(asked).ok, true);
  });

  it("can be cancelled, which takes their wish back", () => {
    const rig = new LedgerRig();
    const asked = rig.hold(A, [want("00001")]);
    asked.cancel();
    asked.cancel();
    const outcome = outcomeOf(asked);
    assert.ok("failure" in outcome && outcome.failure.reason === "cancelled" && !outcome.failure.sent);
    assert.deepEqual(rig.settle(), []);
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("of one holder for the same unit don't undo each other", () => {
    const rig = new LedgerRig();
    rig.opend.bad.add("1_00002/1");
    const bad = rig.hold(A, [want("00001"), want("00002")]);
    const good = rig.hold(A, [want("00001")]);
    rig.settle();
    assert.deepEqual([outcomeOf(bad).ok, outcomeOf(good).ok], [false, true]);
    assert.equal(rig.ledger.holds(A, [unit("00001")]), true);
    assert.equal(rig.ledger.viewOf(A).length, 1);
  });

  it("end when their holder lets go of everything", () => {
    const rig = new LedgerRig();
    const asked = rig.hold(A, [want("00001")]);
    const accounts = rig.holdAccounts(A, [1n]);
    rig.ledger.releaseAll(A);
    assert.deepEqual([outcomeOf(asked).ok, outcomeOf(accounts).ok], [false, false]);
    rig.pass(80_000);
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("end when the gateway stops, and nothing is sent any more", () => {
    const rig = new LedgerRig();
    const asked = rig.hold(A, [want("00001")], { deadlineMs: rig.clock.now() + 1000 });
    rig.ledger.stop();
    const outcome = outcomeOf(asked);
    assert.ok("failure" in outcome && outcome.failure.reason === "shutdown");
    assert.deepEqual(rig.settle(), []);
    rig.clock.advance(10_000);
    assert.equal(rig.clock.pendingTimers, 0);
  });
});

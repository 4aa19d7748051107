import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { KL_DAY, LedgerRig, outcomeOf, TICKER, unit, want } from "../testing/ledger-rig.js";

const A = "stream:1";
const B = "stream:2";

describe("the ledger: a lost home", () => {
  it("is made good on the next one: all that is held, exactly once, K-lines apart, with the last values", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00001"), want("00002"), want("00001", KL_DAY, { rehabTypes: [0, 1] }));
    rig.held(B, want("00001"), want("00003", TICKER, { push: false }));
    rig.loseHome("opend:11111#2");
    const calls = rig.settle().map(({ kind, units, rehabTypes, push, firstPush }) => ({
      kind,
      units,
      rehabTypes,
      push,
      firstPush,
    }));
    assert.deepEqual(
      calls.sort((one, other) => String(one.units).localeCompare(String(other.units))),
      [
        { kind: "subscribe", units: ["1_00001/1", "1_00002/1"], rehabTypes: [], push: true, firstPush: true },
        { kind: "subscribe", units: ["1_00001/6"], rehabTypes: [0, 1], push: true, firstPush: true },
        { kind: "subscribe", units: ["1_00003/4"], rehabTypes: [], push: false, firstPush: false },
      ],
    );
    assert.deepEqual(rig.pass(100_000), [], "exactly once");
  });

  it("is asked at once, before anything else can be", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00001"));
    rig.loseHome("opend:11111#2");
    assert.equal(rig.opend.takeSeen().length, 1, "no gathering: calls that wait would come first");
  });

  it("is told once, and once more when all stands again, with what pushes and since when it did not", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00001"), want("00001", KL_DAY), want("00003", TICKER, { push: false }));
    rig.holdAccounts(B, [5n, 4n]);
    rig.settle();
    const sinceMs = rig.clock.wallMs();
    rig.loseHome(null);
    rig.clock.advance(2000);
    rig.ledger.homeChanged("opend:11111#1");
    assert.equal(rig.restored.length, 0, "not before OpenD has told");
    rig.settle();
    assert.deepEqual(rig.lost, [{ sinceMs }]);
    assert.equal(rig.restored.length, 1);
    const event = rig.restored[0];
    assert.deepEqual(event?.units, [
      { ...unit("00001"), rehabTypes: [] },
      { ...unit("00001", KL_DAY), rehabTypes: [1] },
    ]);
    assert.deepEqual([event?.sinceMs, event?.accounts, event?.refused], [sinceMs, [4n, 5n], []]);
  });

  it("is told restored at once where nothing was held, and the first home is no news", () => {
    const rig = new LedgerRig();
    assert.deepEqual([rig.lost, rig.restored], [[], []]);
    rig.loseHome("opend:11111#2");
    assert.deepEqual([rig.lost.length, rig.restored.length], [1, 1]);
  });

  it("that comes while the last one is being made good counts from the first loss, and is told once", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00001"), want("00001", KL_DAY));
    const sinceMs = rig.clock.wallMs();
    rig.loseHome("opend:11111#2");
    rig.opend.answer();
    rig.clock.advance(1000);
    rig.loseHome("opend:11111#1");
    rig.settle();
    assert.equal(rig.lost.length, 1);
    assert.deepEqual(
      rig.restored.map((event) => [event.sinceMs, event.units.length]),
      [[sinceMs, 2]],
    );
  });

  it("forgets what only lingered: it went with the connection", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00001"));
    rig.ledger.releaseAll(A);
    rig.loseHome("opend:11111#2");
    assert.deepEqual(rig.released, ["1_00001/1"]);
    assert.deepEqual(rig.pass(100_000), []);
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("lists what OpenD refuses now; its holders keep the wish, which the next home or a new holder renews", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00001"), want("00002"));
    rig.opend.bad.add("1_00002/1");
    rig.loseHome("opend:11111#2");
    rig.settle();
    const [event] = rig.restored;
    assert.deepEqual(event?.units, [{ ...unit("00001"), rehabTypes: [] }]);
    assert.deepEqual(event?.refused, [{ unit: unit("00002"), text: "No right to subscribe 1_00002/1" }]);
    assert.equal(rig.ledger.holds(A, [unit("00002")]), false);
    assert.deepEqual(rig.pass(100_000), [], "not asked for over and over");
    rig.opend.bad.clear();
    rig.held(B, want("00002"));
    assert.equal(rig.ledger.holds(A, [unit("00002")]), true);
    rig.opend.bad.add("1_00002/1");
    rig.loseHome("opend:11111#1");
    rig.settle();
    rig.opend.bad.clear();
    rig.loseHome("opend:11111#2");
    rig.settle();
    assert.equal(rig.ledger.holds(A, [unit("00002")]), true);
    assert.equal(rig.restored.at(-1)?.units.length, 2);
  });

  it("leaves calls waiting until the next one, with one frame for each thing there", () => {
    const rig = new LedgerRig();
    const asked = rig.hold(A, [want("00001"), want("00002")]);
    rig.clock.advance(5);
    rig.loseHome(null);
    rig.opend.outage = { reason: "no_connection", sent: false, retryAfterMs: 500 };
    rig.clock.advance(5000);
    assert.deepEqual(asked.outcomes, []);
    rig.opend.takeSeen();
    rig.ledger.homeChanged("opend:11111#1");
    assert.equal(rig.settle().length, 1);
    assert.equal(outcomeOf(asked).ok, true);
  });

  it("makes a call wait again for what had been confirmed while it waited for the rest", () => {
    const rig = new LedgerRig();
    const asked = rig.hold(A, [want("00001"), want("00001", KL_DAY)]);
    rig.clock.advance(5);
    rig.opend.answer();
    const [confirmed] = rig.opend.units.keys();
    assert.ok(confirmed !== undefined && asked.outcomes.length === 0);
    rig.opend.bad.add(confirmed);
    rig.loseHome("opend:11111#2");
    rig.settle();
    assert.equal(outcomeOf(asked).ok, false);
    rig.pass(70_000);
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("refuses new calls at once while no connection is left, and takes them while one is being made", () => {
    const rig = new LedgerRig(false);
    rig.opend.outage = { reason: "no_connection", sent: false, retryAfterMs: 500 };
    const refused = rig.hold(A, [want("00001")]);
    assert.deepEqual(outcomeOf(refused), { ok: false, failure: rig.opend.outage });
    assert.equal(outcomeOf(rig.holdAccounts(A, [1n])).ok, false);
    assert.equal(rig.ledger.snapshot().empty, true);
    rig.opend.outage = null;
    const taken = rig.hold(A, [want("00001")]);
    assert.deepEqual(taken.outcomes, []);
    rig.ledger.homeChanged("opend:11111#1");
    rig.settle();
    assert.equal(outcomeOf(taken).ok, true);
    assert.deepEqual([rig.lost, rig.restored], [[], []]);
  });

  it("forgets at once what was wanted and cancelled while there was none", () => {
    const rig = new LedgerRig(false);
    rig.hold(A, [want("00001")]).cancel();
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("waits for no unit that lost its last holder, though OpenD has not answered for it", () => {
    const rig = new LedgerRig();
    rig.held("stream:1", want("00001"));
    rig.held("stream:2", want("00002", KL_DAY));
    rig.loseHome("opend:11111#2");
    rig.clock.advance(5);
    assert.equal(rig.opend.waiting, 2);
    assert.equal(rig.opend.answer(), true);
    assert.equal(rig.restored.length, 0);
    rig.ledger.releaseAll("stream:2");
    assert.equal(rig.restored.length, 1);
    rig.settle();
    assert.equal(rig.restored.length, 1);
  });
});

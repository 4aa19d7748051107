import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  ACCOUNT_LINGER_MS,
  type Asked,
  KL_1MIN,
  KL_DAY,
  LedgerRig,
  ORDER_BOOK,
  outcomeOf,
  TICKER,
  unit,
  want,
} from "../testing/ledger-rig.js";
import { callerHolder } from "./types.js";

const A = "stream:1";
const B = "stream:2";

describe("the ledger: what is asked of OpenD", () => {
  it("subscribes for the first holder, and asks nothing for the next ones", () => {
    const rig = new LedgerRig();
    const [call, ...more] = rig.held(A, want("00700"));
    assert.deepEqual(more, []);
    assert.deepEqual([call?.kind, call?.units, call?.push], ["subscribe", ["1_00700/1"], true]);
    const second = rig.hold(B, [want("00700")]);
    assert.equal(outcomeOf(second).ok, true, "at once");
    assert.deepEqual(rig.settle(), []);
  });

  it("answers each holder with OpenD's own bytes, those of the call that made it so", () => {
    const rig = new LedgerRig();
    const first = rig.hold(A, [want("00700")]);
    assert.deepEqual(first.outcomes, [], "no success before OpenD has told");
    rig.settle();
    const second = rig.hold(B, [want("00700")]);
    const [one, other] = [outcomeOf(first), outcomeOf(second)];
    assert.ok(one.ok && other.ok);
    assert.deepEqual(other.reply, one.reply);
  });

  it("gathers what is wanted within a few milliseconds, K-lines apart, in cross products of equal attributes", () => {
    const rig = new LedgerRig();
    rig.hold(A, [want("00700"), want("00700", ORDER_BOOK), want("00700", KL_DAY)]);
    rig.clock.advance(3);
    rig.hold(B, [want("00005"), want("00005", ORDER_BOOK), want("00005", KL_DAY), want("00001")]);
    rig.hold(B, [want("00002", KL_DAY, { rehabTypes: [0, 2] }), want("00003", TICKER, { push: false })]);
    rig.clock.advance(2);
    const calls = rig.settle().map((call) => `${call.securities}|${call.subTypes}|${call.push}|${call.rehabTypes}`);
    assert.deepEqual(calls.sort(), [
      "1_00001|1|true|",
      "1_00002|6|true|0,2",
      "1_00003|4|false|",
      "1_00700,1_00005|1,2|true|",
      "1_00700,1_00005|6|true|1",
    ]);
  });

  it("names at most 100 securities in one call", () => {
    const rig = new LedgerRig();
    const calls = rig.held(A, ...Array.from({ length: 250 }, (_, index) => want(`${10_000 + index}`)));
    assert.deepEqual(
      calls.map(({ securities }) => securities.length),
      [100, 100, 50],
    );
  });

  it("registers pushes on what stands for reading, without subscribing again", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700", KL_DAY, { push: false }));
    const [call, ...more] = rig.held(B, want("00700", KL_DAY, { rehabTypes: [2] }));
    assert.deepEqual([call?.kind, call?.rehabTypes, more.length], ["register", [2], 0]);
  });

  it("widens what two holders want differently to what serves both", () => {
    const rig = new LedgerRig();
    rig.held(A, want("AAPL", TICKER, { session: 1 }));
    const [call] = rig.held(B, want("AAPL", TICKER, { session: 2, orderBookDetail: true, securityFirm: 3 }));
    assert.deepEqual([call?.kind, call?.session, call?.orderBookDetail, call?.securityFirm], ["subscribe", 3, true, 3]);
    assert.deepEqual(rig.held("stream:3", want("AAPL", TICKER, { extendedTime: true })), [], "the whole day has it");
    rig.ledger.releaseAll(B);
    assert.deepEqual(rig.pass(9000), [], "and isn't narrowed while it is held");
  });

  it("asks for the last value with what begins to push, and tells which units pushed already", () => {
    const rig = new LedgerRig();
    const first = rig.hold(A, [want("00700")], { firstPush: true });
    assert.equal(rig.settle()[0]?.firstPush, true);
    const outcome = outcomeOf(first);
    assert.deepEqual(outcome.ok && outcome.standing, []);
    const both = rig.hold(B, [want("00700"), want("00005")], { firstPush: true });
    assert.deepEqual(rig.settle()[0]?.units, ["1_00005/1"]);
    const second = outcomeOf(both);
    assert.deepEqual(second.ok && second.standing, [{ ...unit("00700"), rehabTypes: [] }]);
  });

  it("never asks for the last value of what pushes already, also where it is subscribed anew", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00001", TICKER), want("00001", KL_DAY));
    const wider = rig.hold(B, [want("00001", TICKER, { session: 3 })], { firstPush: true });
    const more = rig.hold(B, [want("00001", KL_DAY, { session: 3, rehabTypes: [2] })], { firstPush: true });
    const calls = rig.settle().map(({ kind, units, rehabTypes, firstPush }) => [kind, ...units, rehabTypes, firstPush]);
    assert.deepEqual(calls, [
      ["subscribe", "1_00001/4", [], false],
      ["subscribe", "1_00001/6", [1], false],
      ["register", "1_00001/6", [2], true],
    ]);
    const [one, other] = [outcomeOf(wider), outcomeOf(more)];
    assert.ok(one.ok && other.ok);
    assert.deepEqual(one.standing, [{ ...unit("00001", TICKER), rehabTypes: [] }], "the hub has its last value");
    assert.deepEqual(other.standing, []);
  });

  it("does not ask for the last value where nobody wants it", () => {
    const rig = new LedgerRig();
    assert.equal(rig.held(A, want("00700"))[0]?.firstPush, false);
  });
});

describe("the ledger: holders", () => {
  it("counts a holder once, however often it asks", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700"));
    rig.held(A, want("00700"));
    rig.ledger.release(A, [unit("00700")]);
    assert.equal(rig.ledger.holds(A, [unit("00700")]), false);
    assert.equal(rig.ledger.snapshot().holders, 0);
  });

  it("takes a release by a stranger for nothing", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700"));
    rig.ledger.release(B, [unit("00700"), unit("00005")]);
    rig.ledger.releaseAll(B);
    assert.equal(rig.ledger.holds(A, [unit("00700")]), true);
    assert.deepEqual(rig.pass(120_000), []);
  });

  it("lets go of all that one holder has, and of that alone", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700"), want("00005"));
    rig.held(B, want("00700"));
    rig.ledger.releaseAll(A);
    const calls = rig.pass(61_000);
    assert.deepEqual(
      calls.map(({ kind, units }) => [kind, units]),
      [["unsubscribe", ["1_00005/1"]]],
    );
    assert.equal(rig.ledger.holds(B, [unit("00700")]), true);
  });

  it("shows a holder what it has, and no more", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700", KL_DAY, { rehabTypes: [0] }), want("00005", TICKER, { push: false }));
    rig.held(B, want("00700", KL_DAY));
    assert.deepEqual(rig.ledger.viewOf(A), [
      { ...unit("00700", KL_DAY), push: true, rehabTypes: [0] },
      { ...unit("00005", TICKER), push: false, rehabTypes: [] },
    ]);
    assert.deepEqual(rig.ledger.viewOf("stream:9"), []);
  });

  it("gives a yes of `holds` a version that stands until the holder lets go or the home is lost", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700"));
    const version = rig.ledger.version(A);
    rig.held(B, want("00005"));
    rig.ledger.releaseAll(B);
    assert.equal(rig.ledger.version(A), version);
    rig.held(A, want("00005"));
    rig.ledger.release(A, [unit("00005")]);
    const released = rig.ledger.version(A);
    assert.notEqual(released, version);
    rig.loseHome("opend:11111#2");
    assert.notEqual(rig.ledger.version(A), released);
    assert.notEqual(rig.ledger.version(B), rig.ledger.version(B), "nothing held, nothing to remember");
  });

  it("lets a bounded number of calls and units wait for an OpenD that does not answer", () => {
    const rig = new LedgerRig();
    rig.opend.mute = true;
    const full = (asked: Asked): boolean => {
      const [outcome] = asked.outcomes;
      return outcome !== undefined && "failure" in outcome && outcome.failure.reason === "queue_full";
    };
    const many = Array.from({ length: 10_000 }, (_, index) => want(`${index}`));
    const large = Array.from({ length: 22 }, (_, index) => rig.hold(`stream:${index}`, many));
    assert.deepEqual(large.map(full), [...Array.from({ length: 20 }, () => false), true, true]);
    for (const { cancel } of large) cancel();
    const small = Array.from({ length: 20_008 }, (_, index) => rig.hold(`stream:${index}`, [want("00001")]));
    assert.deepEqual([small.filter(full).length, full(rig.holdAccounts(A, [1n]))], [8, true]);
    for (const { cancel } of small) cancel();
    assert.equal(rig.ledger.snapshot().waiting, 0);
    assert.equal(full(rig.hold(A, [want("00001")])), false);
  });

  it("refuses a hold of nothing as the defect it is", () => {
    assert.throws(() => new LedgerRig().hold(A, []), RangeError);
  });
});

describe("the ledger: release", () => {
  it("waits for OpenD's minute", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700"));
    rig.ledger.releaseAll(A);
    assert.deepEqual(rig.pass(59_000), []);
    assert.deepEqual(
      rig.pass(2000).map(({ kind, push }) => [kind, push]),
      [["unsubscribe", true]],
    );
    assert.deepEqual(rig.released, ["1_00700/1"]);
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("waits ten seconds after the last holder of an old subscription left", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700"));
    rig.pass(100_000);
    rig.ledger.releaseAll(A);
    assert.deepEqual(rig.pass(9000), []);
    assert.equal(rig.pass(2000).length, 1);
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("is called off by a new holder, who is answered at once", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700"));
    rig.pass(100_000);
    rig.ledger.releaseAll(A);
    rig.pass(8000);
    assert.equal(outcomeOf(rig.hold(B, [want("00700")])).ok, true);
    assert.deepEqual(rig.pass(100_000), []);
  });

  it("that is under way holds up a new holder until it is subscribed again", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700"));
    rig.ledger.releaseAll(A);
    rig.clock.advance(62_000);
    assert.deepEqual(
      rig.opend.takeSeen().map(({ kind }) => kind),
      ["unsubscribe"],
    );
    const asked = rig.hold(B, [want("00700")]);
    assert.deepEqual(asked.outcomes, []);
    assert.deepEqual(
      rig.settle().map(({ kind }) => kind),
      ["subscribe"],
    );
    assert.equal(outcomeOf(asked).ok, true);
    assert.ok(rig.opend.units.has("1_00700/1"));
  });

  it("of pushes unregisters what nobody else wants, by rehab type, after a while", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700", KL_1MIN, { rehabTypes: [0, 1] }));
    rig.held(B, want("00700", KL_1MIN, { rehabTypes: [1] }));
    rig.ledger.releasePush(A, [unit("00700", KL_1MIN)], []);
    assert.deepEqual(rig.pass(9000), []);
    assert.deepEqual(
      rig.pass(3000).map(({ kind, rehabTypes }) => [kind, rehabTypes]),
      [["unregister", [0]]],
    );
    assert.equal(rig.ledger.holds(A, [unit("00700", KL_1MIN)]), true, "it can be read still");
    assert.deepEqual(rig.pass(100_000), []);
  });

  it("that OpenD refuses is tried again later, and given up in the end", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700"));
    const unitOfOpend = rig.opend.units.get("1_00700/1");
    assert.ok(unitOfOpend);
    rig.opend.units.set("1_00700/1", { ...unitOfOpend, sinceMs: Number.POSITIVE_INFINITY });
    rig.ledger.releaseAll(A);
    assert.equal(rig.pass(62_000).length, 1);
    assert.deepEqual(rig.pass(50_000), []);
    assert.equal(rig.pass(100_000).length, 2);
    assert.equal(rig.ledger.snapshot().empty, true);
  });
});

describe("the ledger: leases", () => {
  it("keep what a caller asked for until five minutes after its last call", () => {
    const rig = new LedgerRig();
    const caller = callerHolder("127.0.0.1/app");
    rig.held(caller, want("00700"));
    rig.pass(200_000);
    rig.ledger.touch(caller);
    rig.pass(290_000);
    assert.equal(rig.ledger.holds(caller, [unit("00700")]), true);
    rig.pass(30_000);
    assert.equal(rig.ledger.snapshot().holders, 0);
    rig.pass(20_000);
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("go on while a stream of the caller is open, and for their time after its end", () => {
    const rig = new LedgerRig();
    const caller = callerHolder("key");
    const detach = rig.ledger.attachStream(caller);
    rig.held(caller, want("00700"));
    rig.holdAccounts(caller, [7n]);
    rig.pass(1_000_000);
    detach();
    detach();
    rig.pass(290_000);
    assert.equal(rig.ledger.holds(caller, [unit("00700")]), true);
    rig.pass(40_000);
    assert.equal(rig.ledger.snapshot().holders, 0);
    rig.pass(ACCOUNT_LINGER_MS);
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("are not for streams", () => {
    const rig = new LedgerRig();
    rig.held(A, want("00700"));
    rig.pass(1_000_000);
    assert.equal(rig.ledger.holds(A, [unit("00700")]), true);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ACCOUNT_LINGER_MS, LedgerRig, outcomeOf, want } from "../testing/ledger-rig.js";
import { refusal } from "../testing/wire-bytes.js";

const A = "stream:1";
const B = "stream:2";
const C = "stream:3";
const BIG = 2n ** 63n + 5n;

function accountCalls(rig: LedgerRig): (readonly bigint[])[] {
  return rig.settle().map(({ accounts }) => accounts);
}

describe("the ledger: accounts whose pushes are registered (2008)", () => {
  it("are the union over holders, because OpenD's call replaces the whole list", () => {
    const rig = new LedgerRig();
    const first = rig.holdAccounts(A, [2n, BIG]);
    assert.deepEqual(accountCalls(rig), [[2n, BIG]]);
    const second = rig.holdAccounts(B, [1n, 2n]);
    assert.deepEqual(accountCalls(rig), [[1n, 2n, BIG]]);
    assert.deepEqual([outcomeOf(first).ok, outcomeOf(second).ok], [true, true]);
  });

  it("that stand already are answered at once, with OpenD's bytes", () => {
    const rig = new LedgerRig();
    const first = rig.holdAccounts(A, [1n, 2n]);
    rig.settle();
    const second = rig.holdAccounts(B, [2n]);
    const [one, other] = [outcomeOf(first), outcomeOf(second)];
    assert.ok(one.ok && other.ok);
    assert.deepEqual(other.reply, one.reply);
    assert.deepEqual(accountCalls(rig), []);
  });

  it("of a holder are replaced by its next list; what nobody wants goes some time later", () => {
    const rig = new LedgerRig();
    rig.holdAccounts(A, [1n, 2n]);
    rig.settle();
    assert.equal(outcomeOf(rig.holdAccounts(A, [2n])).ok, true);
    assert.deepEqual(rig.pass(ACCOUNT_LINGER_MS - 1000), []);
    assert.deepEqual(
      rig.pass(3000).map(({ accounts }) => accounts),
      [[2n]],
    );
    rig.ledger.releaseAll(A);
    assert.deepEqual(
      rig.pass(ACCOUNT_LINGER_MS + 2000).map(({ accounts }) => accounts),
      [[]],
    );
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("are told when OpenD begins to push for them, and before it may end", () => {
    const rig = new LedgerRig();
    rig.holdAccounts(A, [1n, 2n]);
    rig.settle();
    rig.holdAccounts(B, [2n]);
    rig.ledger.releaseAll(A);
    assert.deepEqual(rig.registered, [[1n, 2n]]);
    rig.pass(ACCOUNT_LINGER_MS + 2000);
    assert.deepEqual(rig.registered.slice(1), [[2n], [2n]]);
  });

  it("that a lost home had are not told as gone: the loss itself is told", () => {
    const rig = new LedgerRig();
    rig.holdAccounts(A, [1n]);
    rig.settle();
    rig.ledger.homeChanged(null);
    rig.ledger.homeChanged("opend:11111#2");
    rig.settle();
    assert.deepEqual(rig.registered, [[1n], [1n]]);
  });

  it("that are none are asked for too while OpenD has given no answer to show", () => {
    const rig = new LedgerRig();
    const asked = rig.holdAccounts(A, []);
    assert.deepEqual(accountCalls(rig), [[]]);
    assert.equal(outcomeOf(asked).ok, true);
    assert.equal(rig.ledger.snapshot().empty, true);
  });

  it("wanted while others linger need no wait, and take nothing from the time of those", () => {
    const rig = new LedgerRig();
    rig.holdAccounts(A, [1n]);
    rig.settle();
    rig.ledger.releaseAll(A);
    rig.pass(3000);
    const asked = rig.holdAccounts(B, [7n]);
    assert.deepEqual(accountCalls(rig), [[1n, 7n]]);
    assert.equal(outcomeOf(asked).ok, true);
    assert.deepEqual(rig.pass(ACCOUNT_LINGER_MS - 4000), []);
    assert.deepEqual(
      rig.pass(6000).map(({ accounts }) => accounts),
      [[7n]],
    );
  });

  it("wanted beside lingering ones that OpenD does not take any more are not refused with them", () => {
    const rig = new LedgerRig();
    rig.holdAccounts(A, [9n]);
    rig.settle();
    rig.ledger.releaseAll(A);
    rig.pass(3000);
    rig.opend.badAccounts.add(9n);
    const asked = rig.holdAccounts(B, [7n]);
    rig.settle();
    assert.equal(outcomeOf(asked).ok, true);
    assert.deepEqual(rig.opend.accounts, [7n]);
  });

  it("that OpenD refuses end the caller that wanted them, not the one whose list is good", () => {
    const rig = new LedgerRig();
    rig.opend.badAccounts.add(9n);
    const good = rig.holdAccounts(A, [1n]);
    const bad = rig.holdAccounts(B, [9n]);
    rig.settle();
    assert.equal(outcomeOf(good).ok, true);
    assert.deepEqual(outcomeOf(bad), { ok: false, reply: refusal("bad account") });
    assert.deepEqual(rig.opend.accounts, [1n]);
  });

  it("that OpenD refuses end nobody else, whoever came first", () => {
    const rig = new LedgerRig();
    rig.opend.badAccounts.add(9n);
    const bad = rig.holdAccounts(A, [9n]);
    const good = [rig.holdAccounts(B, [1n]), rig.holdAccounts(C, [2n])];
    rig.settle();
    assert.deepEqual(outcomeOf(bad), { ok: false, reply: refusal("bad account") });
    assert.deepEqual(
      good.map((asked) => outcomeOf(asked).ok),
      [true, true],
    );
    assert.deepEqual(rig.opend.accounts, [1n, 2n]);
    const late = rig.holdAccounts(A, [9n]);
    rig.clock.advance(5);
    const later = rig.holdAccounts(C, [3n]);
    rig.settle();
    assert.deepEqual([outcomeOf(late).ok, outcomeOf(later).ok], [false, true]);
    assert.deepEqual(rig.opend.accounts.includes(1n) && rig.opend.accounts.includes(3n), true);
  });

  it("that OpenD does not take any more on a new home are no reason to refuse others theirs", () => {
    const rig = new LedgerRig();
    rig.holdAccounts(A, [9n]);
    rig.settle();
    rig.opend.badAccounts.add(9n);
    rig.loseHome("opend:11111#2");
    rig.settle();
    const asked = rig.holdAccounts(B, [1n]);
    rig.settle();
    assert.equal(outcomeOf(asked).ok, true);
    assert.deepEqual(rig.opend.accounts, [1n]);
  });

  it("that OpenD does not answer for on a new home hold up the news of the quotes no longer than one call", () => {
    const rig = new LedgerRig();
    rig.held(B, want("00001"));
    rig.holdAccounts(A, [1n]);
    rig.settle();
    rig.loseHome("opend:11111#2");
    rig.clock.advance(5);
    while (rig.opend.pendingKinds.includes("subscribe")) rig.opend.answer("subscribe");
    assert.equal(rig.restored.length, 0);
    rig.clock.advance(10_000);
    assert.deepEqual(
      rig.restored.map(({ units, accounts, accountsRefused }) => [units.length, accounts, accountsRefused !== null]),
      [[1, [], true]],
    );
    rig.pass(5000);
    assert.deepEqual([rig.opend.accounts, rig.restored.length], [[1n], 1]);
  });

  it("are registered again on the next home, or told as refused there", () => {
    const rig = new LedgerRig();
    rig.holdAccounts(A, [1n]);
    rig.settle();
    rig.loseHome("opend:11111#2");
    assert.deepEqual(accountCalls(rig), [[1n]]);
    rig.opend.badAccounts.add(1n);
    rig.loseHome("opend:11111#1");
    assert.deepEqual(accountCalls(rig), [[1n]]);
    assert.deepEqual(
      rig.restored.map(({ accounts, accountsRefused }) => [accounts, accountsRefused]),
      [
        [[1n], null],
        [[], "bad account"],
      ],
    );
    assert.deepEqual(rig.pass(60_000), [], "not asked for over and over");
  });

  it("are asked for again when OpenD has not answered, and wait no longer than their deadline", () => {
    const rig = new LedgerRig();
    rig.opend.mute = true;
    const short = rig.holdAccounts(A, [1n], rig.clock.now() + 2000);
    const long = rig.holdAccounts(B, [2n]);
    rig.clock.advance(11_000);
    const outcome = outcomeOf(short);
    assert.ok("failure" in outcome && outcome.failure.reason === "deadline" && outcome.failure.sent);
    rig.opend.mute = false;
    rig.pass(5000);
    assert.equal(outcomeOf(long).ok, true);
    assert.deepEqual(rig.opend.accounts, [2n]);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AccountDirectory, type ListedAccount, listedAccountsOf } from "./account-directory.js";
import { OPEN_MODE, type Principal } from "./principal.js";
import { keyPrincipal, type TestKey } from "./testing/test-key.js";

const CARD_A = "1001000000001111";
const CARD_B = "1001000000002222";
const account = (accId: bigint, ...cardNums: string[]): ListedAccount => ({ accId, cardNums });

class Rig {
  nowMs = 0;
  usesCards = true;
  changes = 0;
  readonly asked: ((accounts: readonly ListedAccount[] | null) => void)[] = [];
  readonly directory = new AccountDirectory({
    clock: { now: () => this.nowMs },
    ask: (done) => this.asked.push(done),
    usesCards: () => this.usesCards,
    onChanged: () => this.changes++,
  });

  /** OpenD answers the last question. */
  answer(...accounts: ListedAccount[]): void {
    this.asked.at(-1)?.(accounts);
  }

  allowed(key: TestKey | Principal): readonly bigint[] | null {
    const allowed = this.directory.allowedTo("scopes" in key && "key" in key ? key : keyPrincipal(key as TestKey));
    return allowed === null ? null : [...allowed];
  }
}

describe("the accounts that a caller may use", () => {
  it("are all in open mode, and for a key without lists", () => {
    const rig = new Rig();
    assert.equal(rig.allowed(OPEN_MODE), null);
    assert.equal(rig.allowed({}), null);
    assert.equal(rig.asked.length, 0);
  });

  it("are those of its list, and none for an empty one", () => {
    const rig = new Rig();
    assert.deepEqual(rig.allowed({ accIds: [5n] }), [5n]);
    assert.deepEqual(rig.allowed({ accIds: [] }), []);
    assert.equal(rig.asked.length, 0);
  });

  it("are found by whole card numbers, by their last 4 digits, and by the number of the universal account", () => {
    const rig = new Rig();
    rig.directory.homeChanged();
    rig.answer(account(5n, CARD_A, "77770000"), account(6n, CARD_B));
    assert.deepEqual(rig.allowed({ cardNums: [CARD_A] }), [5n]);
    assert.deepEqual(rig.allowed({ cardNums: ["2222"] }), [6n]);
    assert.deepEqual(rig.allowed({ cardNums: ["77770000"] }), [5n]);
    assert.deepEqual(rig.allowed({ cardNums: ["1111", "2222"] }), [5n, 6n]);
  });

  it("are both lists together where a key has both", () => {
    const rig = new Rig();
    rig.directory.homeChanged();
    rig.answer(account(5n, CARD_A), account(6n, CARD_B));
    assert.deepEqual(rig.allowed({ accIds: [9n], cardNums: [CARD_A] }), [9n, 5n]);
    assert.deepEqual(rig.allowed({ accIds: [9n], cardNums: ["0000"] }), [9n]);
  });

  it("are not those of a card number that is unknown, that two accounts have, or that is too short", () => {
    const rig = new Rig();
    rig.directory.homeChanged();
    rig.answer(account(5n, CARD_A), account(6n, `9${CARD_A}`), account(7n, CARD_B, CARD_B), account(8n));
    assert.deepEqual(rig.allowed({ cardNums: ["1111"] }), []);
    assert.deepEqual(rig.allowed({ cardNums: ["3333"] }), []);
    assert.deepEqual(rig.allowed({ cardNums: ["222"] }), []);
    assert.deepEqual(rig.allowed({ cardNums: [""] }), []);
    // Five digits are no whole number, and no last four either.
    assert.deepEqual(rig.allowed({ cardNums: ["02222"] }), []);
    assert.deepEqual(rig.allowed({ cardNums: ["2222"] }), [7n]);
  });

  it("are none before OpenD's whole list is there, which the first call asks for, now and then", () => {
    const rig = new Rig();
    rig.usesCards = false;
    const key = keyPrincipal({ cardNums: [CARD_A] });
    assert.deepEqual(rig.allowed(key), []);
    // A caller's own 2001 may leave out the account that makes a number ambiguous.
    rig.directory.learn([account(5n, CARD_A)]);
    assert.deepEqual([rig.allowed(key), rig.asked.length], [[], 1]);
    rig.asked[0]?.(null);
    assert.deepEqual([rig.allowed(key), rig.asked.length], [[], 1]);
    rig.nowMs = 5000;
    assert.deepEqual([rig.allowed(key), rig.asked.length], [[], 2]);
    rig.answer(account(5n, CARD_A));
    assert.deepEqual(rig.allowed(key), [5n]);
  });

  it("follow what callers' lists show later", () => {
    const rig = new Rig();
    rig.directory.homeChanged();
    rig.answer(account(5n, CARD_A));
    const key = keyPrincipal({ cardNums: ["1111"] });
    assert.deepEqual(rig.allowed(key), [5n]);
    rig.directory.learn([account(6n, `2${CARD_A}`)]);
    assert.deepEqual(rig.allowed(key), []);
  });

  it("are asked for again with each session of OpenD, when some key names card numbers", () => {
    const rig = new Rig();
    rig.usesCards = false;
    rig.directory.homeChanged();
    assert.equal(rig.asked.length, 0);
    rig.usesCards = true;
    rig.directory.homeChanged();
    rig.answer(account(5n, CARD_A));
    rig.directory.homeChanged();
    assert.equal(rig.asked.length, 2);
    rig.answer(account(6n, CARD_A));
    assert.deepEqual(rig.allowed({ cardNums: [CARD_A] }), [6n]);
  });

  it("stay as they were while a new session has not told its own, and are asked for once more when it fails to", () => {
    const rig = new Rig();
    const key = keyPrincipal({ cardNums: [CARD_A] });
    rig.directory.homeChanged();
    rig.answer(account(5n, CARD_A));
    rig.nowMs = 10_000;
    rig.directory.homeChanged();
    rig.asked.at(-1)?.(null);
    assert.deepEqual([rig.allowed(key), rig.asked.length], [[5n], 2]);
    rig.nowMs = 15_000;
    assert.deepEqual([rig.allowed(key), rig.asked.length], [[5n], 3]);
    rig.answer(account(6n, CARD_A));
    assert.deepEqual([rig.allowed(key), rig.asked.length], [[6n], 3]);
  });

  it("are told to have changed for the keys that it is true of, until they change again", () => {
    const rig = new Rig();
    const [a, b, listed] = [
      keyPrincipal({ cardNums: [CARD_A] }),
      keyPrincipal({ cardNums: [CARD_B] }),
      keyPrincipal({ accIds: [5n] }),
    ];
    rig.directory.homeChanged();
    rig.answer(account(5n, CARD_A), account(6n, CARD_B));
    for (const key of [a, b, listed]) rig.allowed(key);
    const changed = () => [a, b, listed].map(({ key }) => key !== null && rig.directory.changedFor(key));
    assert.deepEqual(changed(), [false, false, false]);
    rig.directory.homeChanged();
    rig.answer(account(7n, CARD_A), account(6n, CARD_B));
    assert.equal(rig.changes, 2);
    assert.deepEqual(
      [changed(), changed()],
      [
        [true, false, false],
        [true, false, false],
      ],
    );
    rig.directory.learn([account(8n)]);
    assert.deepEqual(changed(), [false, false, false]);
  });

  it("are not told to have changed where OpenD says the same again", () => {
    const rig = new Rig();
    rig.directory.homeChanged();
    rig.answer(account(5n, CARD_A));
    rig.directory.homeChanged();
    rig.answer(account(5n, CARD_A));
    rig.directory.learn([account(5n, CARD_A)]);
    assert.equal(rig.changes, 1);
  });

  it("are none for card numbers where there is no directory", () => {
    const allowed = (key: TestKey) => [...(listedAccountsOf(keyPrincipal(key)) ?? ["all"])];
    assert.deepEqual(allowed({}), ["all"]);
    assert.deepEqual(allowed({ accIds: [5n] }), [5n]);
    assert.deepEqual(allowed({ cardNums: ["1111"] }), []);
    assert.deepEqual(allowed({ accIds: [5n], cardNums: ["1111"] }), [5n]);
  });
});

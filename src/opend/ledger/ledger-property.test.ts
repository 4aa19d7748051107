import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { type Asked, LedgerRig } from "../testing/ledger-rig.js";
import { callerHolder, type SubscriptionWant } from "./types.js";

const HOLDERS = ["stream:1", "stream:2", callerHolder("a"), callerHolder("b")];
const CODES = ["00001", "00002", "00003"];
/** Basic, ticker, day. */
const SUB_TYPES = [1, 4, 6];
/** Never granted. */
const BAD_UNIT = "1_00003/4";

const holder = fc.constantFrom(...HOLDERS);
const want: fc.Arbitrary<SubscriptionWant> = fc.record({
  security: fc.constantFrom(...CODES).map((code) => ({ market: 1, code })),
  subType: fc.constantFrom(...SUB_TYPES),
  push: fc.boolean(),
  rehabTypes: fc.uniqueArray(fc.constantFrom(0, 1, 2), { maxLength: 2 }),
});
const wants = fc.array(want, { minLength: 1, maxLength: 4 });

type Action =
  | { readonly type: "hold"; readonly holder: string; readonly wants: readonly SubscriptionWant[] }
  | { readonly type: "cancel"; readonly index: number }
  | { readonly type: "release"; readonly holder: string; readonly wants: readonly SubscriptionWant[] }
  | { readonly type: "releasePush"; readonly holder: string; readonly wants: readonly SubscriptionWant[] }
  | { readonly type: "releaseAll"; readonly holder: string }
  | { readonly type: "accounts"; readonly holder: string; readonly accounts: readonly bigint[] }
  | { readonly type: "answer"; readonly count: number }
  | { readonly type: "pass"; readonly ms: number }
  | { readonly type: "mute"; readonly mute: boolean }
  | { readonly type: "home"; readonly member: string | null };

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant("hold" as const), holder, wants }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("cancel" as const), index: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("release" as const), holder, wants }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("releasePush" as const), holder, wants }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("releaseAll" as const), holder }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("accounts" as const),
      holder,
      accounts: fc.uniqueArray(fc.constantFrom(1n, 2n, 3n)),
    }),
  },
  { weight: 6, arbitrary: fc.record({ type: fc.constant("answer" as const), count: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("pass" as const), ms: fc.constantFrom(1, 5, 1000, 20_000) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("mute" as const), mute: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("home" as const),
      member: fc.constantFrom("opend:11111#1", "opend:11111#2", null),
    }),
  },
);

/** What the union of wishes is, worked out anew from what each holder was told. */
class Run {
  readonly rig = new LedgerRig();
  readonly asked: { readonly call: Asked; readonly holder: string; readonly units: readonly string[] }[] = [];
  private hasHome = true;

  constructor() {
    this.rig.opend.bad.add(BAD_UNIT);
  }

  act(action: Action): void {
    const { rig } = this;
    switch (action.type) {
      case "hold": {
        const call = rig.hold(action.holder, action.wants, { deadlineMs: rig.clock.now() + 30_000, firstPush: true });
        this.asked.push({ call, holder: action.holder, units: action.wants.map(key) });
        return;
      }
      case "cancel":
        this.asked[action.index]?.call.cancel();
        return;
      case "release":
        rig.ledger.release(action.holder, action.wants);
        return;
      case "releasePush":
        rig.ledger.releasePush(action.holder, action.wants, []);
        return;
      case "releaseAll":
        rig.ledger.releaseAll(action.holder);
        return;
      case "accounts": {
        const call = rig.holdAccounts(action.holder, action.accounts, rig.clock.now() + 30_000);
        this.asked.push({ call, holder: action.holder, units: [] });
        return;
      }
      case "answer":
        for (let left = action.count; left > 0; left--) rig.opend.answer();
        rig.clock.endTurn();
        return;
      case "pass":
        rig.clock.advance(action.ms);
        return;
      case "mute":
        rig.opend.mute = action.mute;
        return;
      case "home":
        if (action.member !== null || this.hasHome) rig.loseHome(action.member);
        this.hasHome = action.member !== null;
    }
  }

  /** OpenD answers everything again, on a home, until nothing moves. */
  calmDown(): void {
    this.rig.opend.mute = false;
    if (!this.hasHome) this.rig.loseHome("opend:11111#1");
    this.hasHome = true;
    this.rig.pass(150_000);
  }

  /** Per unit the registrations that some holder was told it has. */
  union(): Map<string, Set<number>> {
    const union = new Map<string, Set<number>>();
    for (const id of HOLDERS) {
      for (const unit of this.rig.ledger.viewOf(id)) {
        const registrations = union.get(key(unit)) ?? new Set<number>();
        union.set(key(unit), registrations);
        if (unit.push) for (const each of unit.subType === 6 ? unit.rehabTypes : [0]) registrations.add(each);
      }
    }
    return union;
  }
}

function key(unit: Pick<SubscriptionWant, "security" | "subType">): string {
  return `${unit.security.market}_${unit.security.code}/${unit.subType}`;
}

describe("the ledger, whatever happens", () => {
  it("ends with what holders want subscribed and nothing else, each call answered once, and empty when all let go", () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const run = new Run();
        for (const each of actions) run.act(each);
        run.calmDown();
        const { rig } = run;
        for (const { call } of run.asked) assert.equal(call.outcomes.length, 1, "each call ends once");
        assert.deepEqual(pushes(rig), sortedUnion(run.union()), "confirmed is the union");
        assert.equal(rig.lost.length, rig.restored.length, "each loss is made good once");
        assert.deepEqual(rig.pass(30_000), [], "and then nothing moves");
        for (const id of HOLDERS) rig.ledger.releaseAll(id);
        rig.pass(100_000);
        assert.equal(rig.opend.units.size, 0);
        assert.deepEqual(rig.opend.accounts, []);
        assert.equal(rig.ledger.snapshot().empty, true);
      }),
      { numRuns: 400 },
    );
  });

  it("never unsubscribes within OpenD's minute, and never subscribes what stands, while OpenD answers", () => {
    const calm = action.filter(({ type }) => type !== "mute");
    fc.assert(
      fc.property(fc.array(calm, { maxLength: 60 }), (actions) => {
        const run = new Run();
        const { rig } = run;
        const subscribed = new Map<string, number>();
        let taken = 0;
        const check = (): void => {
          for (const call of rig.opend.seen.slice(taken)) {
            for (const unit of call.units) {
              if (call.kind === "subscribe") assert.ok(!rig.opend.units.has(unit), `${unit} stands`);
              if (call.kind === "unsubscribe") {
                assert.ok(rig.clock.now() - (subscribed.get(unit) ?? 0) >= 60_000, `${unit} is young`);
              }
            }
          }
          taken = rig.opend.seen.length;
          for (const [unit, { sinceMs }] of rig.opend.units) subscribed.set(unit, sinceMs);
        };
        for (const each of actions) {
          // Answers come before time passes: no call of this run is late.
          if (each.type === "pass") {
            for (let left = each.ms; left > 0; left -= 1000) {
              rig.clock.advance(Math.min(left, 1000));
              check();
              while (rig.opend.answer()) {
                rig.clock.endTurn();
                check();
              }
            }
          } else {
            run.act(each);
          }
          check();
        }
      }),
      { numRuns: 400 },
    );
  });
});

function pushes(rig: LedgerRig): [string, number[]][] {
  return sortedUnion(new Map([...rig.opend.units].map(([unit, { pushed }]) => [unit, pushed])));
}

function sortedUnion(union: ReadonlyMap<string, ReadonlySet<number>>): [string, number[]][] {
  return [...union]
    .map(([unit, registrations]): [string, number[]] => [unit, [...registrations].sort()])
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

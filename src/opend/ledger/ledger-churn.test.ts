import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { CallDone, CallRequest } from "../call.js";
import { FakeClock } from "../testing/fake-clock.js";
import { success } from "../testing/fake-subscriptions.js";
import { LedgerRig, ORDER_BOOK, outcomeOf, unit, want } from "../testing/ledger-rig.js";
import { SubscriptionLedger } from "./ledger.js";
import { streamHolder } from "./types.js";

describe("the ledger under churn", () => {
  it("makes a minute of a thousand streams, a hundred a second coming and going, one subscription each", () => {
    const rig = new LedgerRig();
    const codes = Array.from({ length: 50 }, (_, index) => `${10_000 + index}`);
    const wantsOf = (stream: number) =>
      [0, 7, 21].flatMap((step) => {
        const code = codes[(stream + step) % codes.length] ?? "";
        return [want(code), want(code, ORDER_BOOK)];
      });
    for (let stream = 0; stream < 1000; stream++) rig.hold(streamHolder(stream), wantsOf(stream));
    rig.settle();
    let next = 1000;
    for (let second = 0; second < 60; second++) {
      for (let count = 0; count < 100; count++, next++) {
        rig.ledger.releaseAll(streamHolder(next - 1000));
        assert.equal(outcomeOf(rig.hold(streamHolder(next), wantsOf(next))).ok, true, "at once");
      }
      rig.pass(1000);
    }
    const { upstreamCalls, units } = rig.ledger.snapshot();
    assert.deepEqual([upstreamCalls.subscribe, upstreamCalls.unsubscribe, units], [1, 0, 100], "no flapping");
    for (let stream = next - 1000; stream < next; stream++) rig.ledger.releaseAll(streamHolder(stream));
    rig.pass(15_000);
    assert.equal(rig.ledger.snapshot().empty, true);
    assert.equal(rig.opend.units.size, 0);
    assert.equal(rig.clock.pendingTimers, 0, "nothing ticks where nothing is held");
  });
});

describe("late answers", () => {
  it("of a home that is gone count for nothing, nor does its failure", () => {
    const clock = new FakeClock();
    const sent: { readonly request: CallRequest; readonly done: CallDone }[] = [];
    const ledger = new SubscriptionLedger({
      // A pool that answers whatever was cancelled.
      pool: {
        outage: null,
        submit: (request, done) => {
          sent.push({ request, done });
          return () => undefined;
        },
      },
      clock,
      leaseMs: 300_000,
      lingerMs: 10_000,
      accountLingerMs: 10_000,
      onAccounts: () => undefined,
      onLost: () => undefined,
      onRestored: () => undefined,
      onReleased: () => undefined,
    });
    ledger.homeChanged("opend:11111#1");
    let ended = 0;
    ledger.hold("stream:1", [want("00001")], { deadlineMs: Number.POSITIVE_INFINITY, firstPush: false }, () => ended++);
    ledger.holdAccounts("stream:1", [1n], { deadlineMs: Number.POSITIVE_INFINITY }, () => ended++);
    clock.advance(5);
    const old = sent.splice(0);
    ledger.homeChanged("opend:11111#2");
    for (const { done } of old) done(success(), null);
    for (const { done } of old) done(null, { reason: "connection_lost", sent: true, retryAfterMs: null });
    clock.advance(1000);
    assert.deepEqual([old.length, sent.length, ended], [2, 2, 0]);
    assert.equal(ledger.holds("stream:1", [unit("00001")]), false);
    for (const { done } of sent) done(success(), null);
    assert.equal(ended, 2);
  });
});

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Request as FundsRequest } from "../../generated/ts/Trd_GetFunds.js";
import { Request as ComboRequest } from "../../generated/ts/Trd_PlaceComboOrder.js";
import { Request as PlaceRequest } from "../../generated/ts/Trd_PlaceOrder.js";
import { commandById } from "../catalog/catalog.js";
import type { Command } from "../catalog/command.js";
import { FakeClock } from "../opend/testing/fake-clock.js";
import { PaceRefusal, type PaceSlot } from "./pace-slot.js";
import { Pacing } from "./pacing.js";

function command(protoId: number): Command {
  const found = commandById(protoId);
  assert.ok(found);
  return found;
}

const PLACE = command(2202);
const COMBO = command(2227);
const FUNDS = command(2101);
/** 10 in 30 s for the login. */
const PLATES = command(3204);
const EMPTY = Buffer.alloc(0);
const packetID = { connID: 1n, serialNo: 1 };

function header(accID: bigint) {
  return { trdEnv: 0, accID, trdMarket: 1 };
}

function place(accId: bigint): Uint8Array {
  return PlaceRequest.encode(PlaceRequest.fromPartial({ c2s: { packetID, header: header(accId) } })).finish();
}

function rig(guardMs = 0) {
  const clock = new FakeClock();
  return { clock, pacing: new Pacing({ clock, guardMs }) };
}

/** Sends orders that are answered at once; returns how many of them found a place. */
function orders(pacing: Pacing, clock: FakeClock, count: number, accId = 1n, gapMs = 20): number {
  let sent = 0;
  for (let order = 0; order < count; order++) {
    try {
      pacing.tryTake(PLACE, place(accId)).end(true);
      sent++;
    } catch (error) {
      assert.ok(error instanceof PaceRefusal);
    }
    clock.advance(gapMs);
  }
  return sent;
}

function refusalOf(act: () => unknown): PaceRefusal {
  let refusal: unknown = null;
  try {
    act();
  } catch (error) {
    refusal = error;
  }
  assert.ok(refusal instanceof PaceRefusal);
  return refusal;
}

describe("pacing of orders", () => {
  it("lets the documented number through for each account, and refuses the next one at once", () => {
    const { pacing, clock } = rig();
    assert.equal(orders(pacing, clock, 20, 1n), 15);
    assert.equal(orders(pacing, clock, 20, 2n), 15);
  });

  it("refuses with the window, in words and numbers, and the time of the next place", () => {
    const { pacing, clock } = rig();
    orders(pacing, clock, 15);
    const refusal = refusalOf(() => pacing.tryTake(PLACE, place(1n)));
    assert.equal(refusal.reason, "UPSTREAM_RATE");
    assert.equal(refusal.sent, false);
    assert.equal(refusal.retryAfterMs, 30_000 - 15 * 20);
    assert.deepEqual(refusal.rate, { limit: 15, remaining: 0, resetMs: 30_000 - 20 });
    assert.deepEqual(refusal.quota, {
      subject: "opend:2202",
      description: "15 calls in 30 s for each account, 20 ms apart",
    });
    assert.match(refusal.message, /^Trd_PlaceOrder \(2202\): OpenD takes 15 calls in 30 s/);
  });

  it("keeps orders apart", () => {
    const { pacing, clock } = rig();
    pacing.tryTake(PLACE, place(1n)).end(true);
    clock.advance(15);
    assert.equal(refusalOf(() => pacing.tryTake(PLACE, place(1n))).retryAfterMs, 5);
    pacing.tryTake(PLACE, place(2n)).end(true);
    clock.advance(5);
    pacing.tryTake(PLACE, place(1n)).end(true);
  });

  it("counts combos with plain orders", () => {
    const { pacing, clock } = rig();
    orders(pacing, clock, 15);
    const combo = ComboRequest.encode(ComboRequest.fromPartial({ c2s: { packetID, header: header(1n) } })).finish();
    assert.equal(refusalOf(() => pacing.tryTake(COMBO, combo)).quota?.subject, "opend:2202");
  });

  it("takes no place for what was never sent", () => {
    const { pacing, clock } = rig();
    for (let order = 0; order < 30; order++) {
      pacing.tryTake(PLACE, place(1n)).end(false);
      clock.advance(20);
    }
    assert.equal(orders(pacing, clock, 20), 15);
  });

  it("counts what must not be refused without refusing it", () => {
    const { pacing, clock } = rig();
    for (let order = 0; order < 20; order++) pacing.count(PLACE, place(1n)).end(true);
    clock.advance(100);
    refusalOf(() => pacing.tryTake(PLACE, place(1n)));
  });

  it("tells a time within 5 % of the right one, whatever was sent before and however long answers took", () => {
    const step = fc.record({ pauseMs: fc.nat(4000), answerMs: fc.nat(600) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
        const { pacing, clock } = rig(20);
        const body = place(1n);
        for (const { pauseMs, answerMs } of steps) {
          clock.advance(pauseMs);
          let slot: PaceSlot | null = null;
          try {
            slot = pacing.tryTake(PLACE, body);
          } catch (error) {
            const told = error instanceof PaceRefusal ? (error.retryAfterMs ?? 0) : 0;
            assert.ok(told > 0);
            clock.advance(told * 0.95 - 0.001);
            assert.throws(() => pacing.tryTake(PLACE, body), PaceRefusal, "5 % earlier there is no place yet");
            clock.advance(told * 0.05 + 0.002);
            slot = pacing.tryTake(PLACE, body);
          }
          clock.advance(answerMs);
          slot.end(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("pacing of reads", () => {
  /** Asks for places; the names of those that have one are in the order in which they got them. */
  function line(pacing: Pacing, clock: FakeClock) {
    const served: string[] = [];
    const ask = (name: string, waitMs = 120_000) =>
      pacing.wait(
        PLATES,
        EMPTY,
        { owner: name.charAt(0), isLookup: false, deadlineMs: clock.now() + waitMs },
        (slot) => {
          served.push(name);
          slot.end(true);
        },
      );
    return { served, ask };
  }

  it("lets them wait for their turn, in order, with one timer for all", () => {
    const { pacing, clock } = rig();
    const { served, ask } = line(pacing, clock);
    for (let call = 0; call < 13; call++) ask(`a${call}`);
    assert.equal(served.length, 10);
    assert.equal(clock.pendingTimers, 1);
    clock.advance(29_999);
    assert.equal(served.length, 10);
    clock.advance(1);
    assert.deepEqual(served.slice(10), ["a10", "a11", "a12"]);
    assert.equal(clock.pendingTimers, 0);
  });

  it("lets owners take turns", () => {
    const { pacing, clock } = rig();
    const { served, ask } = line(pacing, clock);
    for (let call = 0; call < 10; call++) ask("a");
    for (let call = 0; call < 50; call++) ask("a", 1e9);
    ask("b");
    ask("c");
    clock.advance(30_000);
    assert.equal(served.length, 20);
    assert.deepEqual(served.slice(10, 14), ["a", "b", "c", "a"]);
  });

  it("refuses at once what would wait past its deadline, with the time it would take", () => {
    const { pacing, clock } = rig();
    const { ask } = line(pacing, clock);
    for (let call = 0; call < 20; call++) ask("a");
    assert.equal(refusalOf(() => ask("b", 25_000)).retryAfterMs, 30_000);
    assert.equal(refusalOf(() => ask("a", 45_000)).retryAfterMs, 60_000);
    assert.notEqual(ask("b", 30_001), null);
  });

  it("frees the place of one who leaves", () => {
    const { pacing, clock } = rig();
    const { served, ask } = line(pacing, clock);
    for (let call = 0; call < 10; call++) ask("a");
    const waits = ["b1", "b2", "b3"].map((name) => ask(name));
    assert.deepEqual(
      waits.map((wait) => wait?.remainingMs()),
      [30_000, 30_000, 30_000],
    );
    waits[0]?.cancel();
    waits[0]?.cancel();
    waits[2]?.cancel();
    clock.advance(30_000);
    assert.deepEqual(served.slice(10), ["b2"]);
    assert.equal(clock.pendingTimers, 0);
  });

  it("gives a place on at once when a call was not sent after all", () => {
    const { pacing, clock } = rig();
    const slots: PaceSlot[] = [];
    const ask = () =>
      pacing.wait(PLATES, EMPTY, { owner: "a", isLookup: false, deadlineMs: clock.now() + 60_000 }, (slot) =>
        slots.push(slot),
      );
    for (let call = 0; call < 11; call++) ask();
    assert.equal(slots.length, 10);
    slots[0]?.end(false);
    assert.equal(slots.length, 11);
    slots[0]?.end(false);
    assert.equal(slots.length, 11, "only once");
  });

  it("waits for the answers of all calls before a place can be free", () => {
    const { pacing, clock } = rig();
    const slots: PaceSlot[] = [];
    const ask = () =>
      pacing.wait(PLATES, EMPTY, { owner: "a", isLookup: false, deadlineMs: clock.now() + 600_000 }, (slot) =>
        slots.push(slot),
      );
    for (let call = 0; call < 11; call++) ask();
    clock.advance(40_000);
    assert.equal(slots.length, 10);
    slots[3]?.end(true);
    clock.advance(29_999);
    assert.equal(slots.length, 10);
    clock.advance(1);
    assert.equal(slots.length, 11);
  });

  it("bounds how many wait, of one owner more than of all: nobody fills the line alone", () => {
    const { pacing, clock } = rig();
    const { ask } = line(pacing, clock);
    for (let call = 0; call < 110; call++) ask("a", 1e9);
    refusalOf(() => ask("a", 1e9));
    for (const owner of "bcdefghij") for (let call = 0; call < 100; call++) ask(owner, 1e9);
    refusalOf(() => ask("k", 1e9));
  });

  it("does not count what OpenD does not count", () => {
    const { pacing, clock } = rig();
    const body = FundsRequest.encode(FundsRequest.fromPartial({ c2s: { header: header(1n) } })).finish();
    for (let call = 0; call < 50; call++) {
      let rate: unknown = "none";
      pacing.wait(FUNDS, body, { owner: "a", isLookup: false, deadlineMs: clock.now() }, (slot) => {
        rate = slot.rate;
      });
      assert.equal(rate, null);
    }
    assert.deepEqual(pacing.snapshot(), []);
  });

  it("shows what is used, and forgets accounts that nobody asks for any more", () => {
    const { pacing, clock } = rig();
    pacing.tryTake(PLACE, place(7n)).end(true);
    assert.deepEqual(pacing.snapshot(), [
      {
        subject: "opend:2202",
        description: "15 calls in 30 s for each account, 20 ms apart",
        accId: 7n,
        rate: { limit: 15, remaining: 14, resetMs: 30_000 },
      },
    ]);
    clock.advance(30_000);
    assert.deepEqual(pacing.snapshot(), []);
    for (let accId = 0n; accId < 5000n; accId++) {
      pacing.tryTake(PLACE, place(accId)).end(true);
      clock.advance(100);
    }
    assert.ok(pacing.size < 1000, `${pacing.size} buckets for 300 accounts in any window`);
  });
});

describe("the reserve for look-ups of orders", () => {
  const PRICES = command(3203);
  /** Asks; true where the call is sent at once and answered. */
  function ask(pacing: Pacing, clock: FakeClock, owner: string, isLookup: boolean, waitMs = 5000): boolean {
    try {
      const request = { owner, isLookup, deadlineMs: clock.now() + waitMs };
      return pacing.wait(PRICES, EMPTY, request, (slot) => slot.end(true)) === null;
    } catch (error) {
      assert.ok(error instanceof PaceRefusal);
      return false;
    }
  }
  const sent = (count: number, act: () => boolean): number => Array.from({ length: count }, act).filter(Boolean).length;

  it("is out of reach of callers' reads, however many they are, and their rate says so", () => {
    const { pacing, clock } = rig();
    assert.equal(
      sent(80, () => ask(pacing, clock, "a", false)),
      45,
    );
    assert.deepEqual(pacing.snapshot()[0]?.rate, { limit: 45, remaining: 0, resetMs: 30_000 });
    assert.equal(ask(pacing, clock, "b", true), true);
  });

  it("is not for one owner alone: its reads and look-ups together leave places for another's order", () => {
    const { pacing, clock } = rig();
    assert.equal(
      sent(200, () => ask(pacing, clock, "a", true)),
      45 + 7,
    );
    assert.equal(ask(pacing, clock, "a", false), false);
    assert.equal(
      sent(10, () => ask(pacing, clock, "b", true)),
      7,
    );
  });

  it("is served first, and needs no room in a line that is full", () => {
    const { pacing, clock } = rig();
    const served: string[] = [];
    const later = (owner: string, isLookup: boolean) =>
      pacing.wait(PRICES, EMPTY, { owner, isLookup, deadlineMs: clock.now() + 1e9 }, (slot) => {
        served.push(owner);
        slot.end(true);
      });
    sent(60, () => ask(pacing, clock, "a", false));
    for (const owner of ["b", "c", "d"]) sent(7, () => ask(pacing, clock, owner, true));
    for (let owner = 0; owner < 10; owner++) for (let read = 0; read < 100; read++) later(`r${owner}`, false);
    assert.throws(() => later("x", false), PaceRefusal);
    later("order", true);
    clock.advance(30_000);
    assert.equal(served[0], "order");
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import { RecentChanges } from "./recent-changes.js";

interface Change {
  readonly qty: number | null;
  readonly price: number | null;
}

const KEY = "0/1/7/FH7";

describe("recent changes of one order", () => {
  it("never come to more than was counted, whichever of them OpenD takes, in whatever order", () => {
    const number = fc.integer({ min: 1, max: 100 });
    const change = fc.record({ qty: fc.option(number), price: fc.option(number) });
    const arrival = fc.array(fc.nat(7), { maxLength: 12 });
    fc.assert(
      fc.property(
        number,
        number,
        fc.array(change, { minLength: 1, maxLength: 8 }),
        arrival,
        (qty, price, sent, taken) => {
          const changes = new RecentChanges(new FakeClock());
          // The list shows none of them yet.
          let counted = qty * price;
          for (const one of sent) counted = Math.max(counted, count(changes, { qty, price }, one));
          let live = { qty, price };
          const order = [...new Set(taken)].flatMap((place) => sent[place] ?? []);
          for (const one of order) {
            live = { qty: one.qty ?? live.qty, price: one.price ?? live.price };
            assert.ok(live.qty * live.price <= counted * (1 + 1e-12), `${live.qty} * ${live.price} of ${counted}`);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("that say quantity and price count by themselves", () => {
    const changes = new RecentChanges(new FakeClock());
    assert.equal(count(changes, { qty: 1, price: 1 }, { qty: 1, price: 100 }), 100);
    assert.equal(count(changes, { qty: 1, price: 1 }, { qty: 100, price: 1 }), 100);
  });

  it("are forgotten after a minute, and not before half of one", () => {
    const clock = new FakeClock();
    const changes = new RecentChanges(clock);
    count(changes, { qty: 1, price: 1 }, { qty: 100, price: null });
    clock.advance(30_000);
    assert.equal(count(changes, { qty: 1, price: 1 }, { qty: null, price: 2 }), 200);
    clock.advance(60_000);
    assert.equal(count(changes, { qty: 1, price: 1 }, { qty: null, price: 2 }), 2);
  });

  it("of another order don't count", () => {
    const changes = new RecentChanges(new FakeClock());
    count(changes, { qty: 1, price: 1 }, { qty: 100, price: null });
    assert.equal(changes.worst("another", { qty: 1, saysQty: false, saysPrice: true }, 2), 2);
  });
});

/** What a change counts as, by the list and those before it. */
function count(changes: RecentChanges, list: { readonly qty: number; readonly price: number }, change: Change): number {
  const qty = change.qty ?? list.qty;
  const parts = { qty, saysQty: change.qty !== null, saysPrice: change.price !== null };
  const value = qty * (change.price ?? list.price);
  const worst = changes.worst(KEY, parts, value);
  changes.note(KEY, parts, value);
  return worst;
}

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Side } from "./fees.js";
import { match, netCost } from "./matching.js";

const leg = (side: Side, levels: readonly (readonly [number, number])[], ratio = 1, lotSize = 1) => ({
  side,
  ratio,
  multiplier: 1,
  lotSize,
  levels: levels.map(([price, volume]) => ({ price, volume })),
});

test("a buy walks the asks up to its limit", () => {
  const executions = match(
    [
      leg("buy", [
        [100, 5],
        [101, 5],
        [103, 50],
      ]),
    ],
    20,
    102,
  );
  assert.deepEqual(executions, [
    { units: 5, prices: [100] },
    { units: 5, prices: [101] },
  ]);
});

test("a sell walks the bids down to its limit", () => {
  assert.deepEqual(
    match(
      [
        leg("sell", [
          [100, 5],
          [99, 5],
        ]),
      ],
      7,
      -99,
    ),
    [
      { units: 5, prices: [100] },
      { units: 2, prices: [99] },
    ],
  );
});

test("trades come in whole lots", () => {
  assert.deepEqual(
    match(
      [
        leg(
          "buy",
          [
            [100, 250],
            [101, 99],
            [102, 300],
          ],
          1,
          100,
        ),
      ],
      400,
      200,
    ),
    [
      { units: 200, prices: [100] },
      { units: 200, prices: [102] },
    ],
  );
});

test("legs trade together or not at all", () => {
  const legs = [leg("buy", [[100, 10]], 2), leg("sell", [[60, 3]], 1)];
  assert.deepEqual(match(legs, 9, 1000), [{ units: 3, prices: [100, 60] }]);
  assert.deepEqual(match([leg("buy", [[100, 10]]), leg("sell", [])], 9, 1000), []);
});

test("a combination looks at its net price only", () => {
  const legs = [
    leg("buy", [
      [100, 10],
      [110, 10],
    ]),
    leg("sell", [
      [95, 10],
      [90, 10],
    ]),
  ];
  assert.deepEqual(match(legs, 20, 5), [{ units: 10, prices: [100, 95] }]);
});

test("no execution is over the wanted units, the volume or the limit", () => {
  const levels = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 40 })), { maxLength: 6 });
  const anyLeg = fc.record({
    side: fc.constantFrom("buy" as const, "sell" as const),
    ratio: fc.integer({ min: 1, max: 3 }),
    multiplier: fc.constantFrom(1, 100),
    lotSize: fc.constantFrom(1, 2, 10),
    levels: levels.map((pairs) => pairs.map(([price, volume]) => ({ price, volume }))),
  });
  fc.assert(
    fc.property(
      fc.array(anyLeg, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: -100, max: 200 }),
      (legs, wanted, limit) => {
        const executions = match(legs, wanted, limit);
        const units = executions.reduce((sum, execution) => sum + execution.units, 0);
        assert.ok(units <= wanted);
        for (const execution of executions) {
          assert.ok(netCost(legs, execution.prices) <= limit);
          for (const { ratio, lotSize } of legs) assert.equal((execution.units * ratio) % lotSize, 0);
        }
        for (const { ratio, levels: offered } of legs) {
          assert.ok(units * ratio <= offered.reduce((sum, level) => sum + level.volume, 0));
        }
      },
    ),
  );
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { planWatch, WatchArgumentError, type WatchArguments } from "./watch-request.js";

const plan = (args: Partial<WatchArguments>) =>
  planWatch({ securities: [], types: "basic", accounts: undefined, heartbeatMs: 5000, ...args });

describe("the stream that a command line asks for", () => {
  it("has quotes of the securities, trade events of the accounts, and notices", () => {
    const { securities, request } = plan({
      securities: ["HK.00700", "1_00700", "US.AAPL"],
      types: "basic,orderbook",
      accounts: "18446744073709551615, 7,7",
    });
    assert.deepEqual(securities, [
      { secKey: "1_00700", label: "HK.00700" },
      { secKey: "11_AAPL", label: "US.AAPL" },
    ]);
    assert.deepEqual(
      request.filters.map(({ name, securities: of, sub_types, accounts, event_types }) => ({
        name,
        of,
        sub_types,
        accounts,
        event_types,
      })),
      [
        { name: "quotes", of: ["1_00700", "11_AAPL"], sub_types: [1, 2], accounts: [], event_types: [] },
        { name: "trade", of: [], sub_types: [], accounts: [2n ** 64n - 1n, 7n], event_types: [] },
        { name: "notices", of: [], sub_types: [], accounts: [], event_types: ["notify"] },
      ],
    );
    const { subscribe, snapshot, control_events } = request;
    assert.deepEqual([subscribe, snapshot, control_events, request.heartbeat_interval_ms], [true, true, true, 5000]);
  });

  it("may be about accounts alone", () => {
    assert.deepEqual(
      plan({ accounts: "1" }).request.filters.map(({ name }) => name),
      ["trade", "notices"],
    );
  });

  for (const [what, args, problem] of [
    ["nothing to watch", {}, /^name at least one security, such as HK\.00700, or --accounts$/],
    ["a security without market", { securities: ["00700"] }, /^"00700" has no market; write it as HK\.00700/],
    ["a type that there is not", { securities: ["HK.00700"], types: "bsic" }, /^--types: "bsic" is no type; did you/],
    ["an account that is no number", { accounts: "12,x" }, /^--accounts: "x" is no account id/],
    ["an account over 64 bits", { accounts: "18446744073709551616" }, /is no account id/],
    ["account 0", { accounts: "0" }, /is no account id/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => plan(args),
        (error) => error instanceof WatchArgumentError && problem.test(error.message),
      );
    });
  }
});

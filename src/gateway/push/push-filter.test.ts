import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type DeepPartial, PushFilter } from "../../../generated/ts/futu/service/futu.js";
import { GatewayError } from "../../errors/gateway-error.js";
import { encodeFilterNames } from "./event-codec.js";
import { checkFilter, effectiveFilter, type FilterKey, filterTakes, matchingNames } from "./push-filter.js";

const check = (filter: DeepPartial<PushFilter>) => checkFilter(PushFilter.fromPartial(filter), "filters[2]");

function refuses(filter: DeepPartial<PushFilter>, text: string | RegExp): void {
  assert.throws(
    () => check(filter),
    (error) => {
      assert.ok(error instanceof GatewayError);
      assert.equal(error.reason, "INVALID_REQUEST");
      if (typeof text === "string") assert.equal(error.message, text);
      else assert.match(error.message, text);
      return true;
    },
  );
}

const quote = (secKey: string, subType: number, rehabType?: number): FilterKey => {
  return { eventType: "quote", secKey, subType, rehabType, accId: 0n };
};
const trade = (accId: bigint): FilterKey => {
  return { eventType: "trade", secKey: "", subType: 0, rehabType: undefined, accId };
};
const notice: FilterKey = { eventType: "notify", secKey: "1_00700", subType: 0, rehabType: undefined, accId: 0n };

describe("a filter", () => {
  test("that is empty takes everything, keyless pushes too", () => {
    const all = check({});
    for (const key of [quote("1_00700", 1), quote("", 0), trade(5n), trade(0n), notice]) {
      assert.equal(filterTakes(all, key), true);
    }
  });

  test("takes its securities, in both ways to write them, and no keyless push", () => {
    const { securities } = check({ securities: ["HK.00700", "1_00700", "11_AAPL"] });
    assert.deepEqual([...(securities?.keys() ?? [])], ["1_00700", "11_AAPL"]);
    const filter = check({ securities: ["HK.00700"] });
    assert.equal(filterTakes(filter, quote("1_00700", 5)), true);
    assert.equal(filterTakes(filter, quote("1_00701", 5)), false);
    assert.equal(filterTakes(filter, quote("", 5)), false);
  });

  test("takes its sub types; K-line types are another way to name them", () => {
    const filter = check({ sub_types: [1], kl_types: [1] });
    assert.deepEqual([...(filter.subTypes ?? [])], [1, 11]);
    assert.equal(filterTakes(filter, quote("1_00700", 11, 1)), true);
    assert.equal(filterTakes(filter, quote("1_00700", 6, 1)), false);
    assert.equal(filterTakes(filter, quote("1_00700", 0)), false);
  });

  test("on rehab types leaves out other K-lines, and no other quote", () => {
    const filter = check({ rehab_types: [0] });
    assert.equal(filterTakes(filter, quote("1_00700", 6, 0)), true);
    assert.equal(filterTakes(filter, quote("1_00700", 6, 1)), false);
    assert.equal(filterTakes(filter, quote("1_00700", 1)), true);
  });

  test("about quotes alone takes quotes alone, about accounts trade events alone, about both both", () => {
    assert.deepEqual([...check({ sub_types: [1] }).eventTypes], ["quote"]);
    assert.deepEqual([...check({ accounts: [5n] }).eventTypes], ["trade"]);
    assert.deepEqual([...check({ accounts: [5n], kl_types: [2] }).eventTypes], ["quote", "trade"]);
    const filter = check({ accounts: [5n] });
    assert.deepEqual(
      [trade(5n), trade(6n), trade(0n), notice].map((key) => filterTakes(filter, key)),
      [true, false, false, false],
    );
  });

  test("may add event types that its lists are not about", () => {
    const filter = check({ securities: ["HK.00700"], event_types: ["quote", "notify"] });
    assert.deepEqual(
      [quote("1_00700", 1), quote("11_AAPL", 1), notice, trade(5n)].map((key) => filterTakes(filter, key)),
      [true, false, true, false],
    );
  });

  test("is told as the gateway understood it", () => {
    const told = effectiveFilter(check({ name: "a", securities: ["HK.00700"], kl_types: [2], accounts: [5n] }));
    assert.deepEqual(
      [told.name, told.securities, told.sub_types, told.kl_types, told.event_types, told.accounts],
      ["a", ["1_00700"], [6], [], ["quote", "trade"], [5n]],
    );
  });
});

describe("a filter is refused, and its field named", () => {
  test("for a security that is none", () => {
    refuses({ securities: ["HK.00700", "HK00700"] }, /^filters\[2\]\.securities\[1\]: "HK00700" .*HK\.00700.*1_00700/);
  });

  test("for types that are none", () => {
    refuses({ sub_types: [1, 3] }, "filters[2].sub_types[1]: 3 is no Qot_Common.SubType");
    refuses({ sub_types: [0] }, "filters[2].sub_types[0]: 0 is no Qot_Common.SubType");
    refuses({ kl_types: [0] }, "filters[2].kl_types[0]: 0 is no Qot_Common.KLType");
    refuses({ rehab_types: [0, -1] }, "filters[2].rehab_types[1]: -1 is no Qot_Common.RehabType");
    refuses({ event_types: ["qoute"] }, 'filters[2].event_types[0]: "qoute" is none of quote, trade, notify');
  });

  test("for lists whose events it leaves out", () => {
    refuses({ kl_types: [1], event_types: ["trade"] }, /^filters\[2\]\.kl_types: .*add "quote"/);
    refuses({ accounts: [1n], event_types: ["quote"] }, /^filters\[2\]\.accounts: .*add "trade"/);
  });

  test("for an account 0, a name that is too long, a session below 0, and lists that are too long", () => {
    refuses({ accounts: [5n, 0n] }, /^filters\[2\]\.accounts\[1\]: 0 is no account/);
    refuses({ name: "x".repeat(65) }, "filters[2].name: 65 characters; write at most 64");
    refuses({ session: -1 }, /^filters\[2\]\.session: -1/);
    refuses({ sub_types: new Array(65).fill(1) }, "filters[2].sub_types: 65 entries; write at most 64");
    refuses({ accounts: new Array(1001).fill(1n) }, "filters[2].accounts: 1001 entries; write at most 1000");
  });
});

test("the names of all filters that match come once each, those without name not at all", () => {
  const filters = [{ name: "a" }, { name: "b", securities: ["HK.00700"] }, {}, { name: "a", sub_types: [1] }].map(
    check,
  );
  assert.deepEqual(matchingNames(filters, quote("1_00700", 1)), encodeFilterNames(["a", "b"]));
  assert.deepEqual(matchingNames(filters, trade(1n)), encodeFilterNames(["a"]));
  assert.equal(matchingNames(filters.slice(2, 3), trade(1n)), null);
  assert.equal(matchingNames(filters.slice(1, 2), trade(1n)), undefined);
});

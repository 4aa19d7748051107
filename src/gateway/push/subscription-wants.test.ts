import assert from "node:assert/strict";
import { test } from "node:test";
import { PushFilter } from "../../../generated/ts/futu/service/futu.js";
import { checkFilter } from "./push-filter.js";
import { subscriptionWants } from "./subscription-wants.js";

interface Hours {
  readonly session?: number;
  readonly extended_time?: boolean;
}

/** The session that is asked for where two filters name the same unit. */
function sessionOf(...filters: readonly Hours[]): number | undefined {
  const both = filters.map((hours) => PushFilter.fromPartial({ securities: ["US.AAPL"], sub_types: [4], ...hours }));
  return subscriptionWants(both.map((filter, index) => checkFilter(filter, `filters[${index}]`))).subscriptions[0]
    ?.session;
}

test("a filter without a session wishes none beside one that names it", () => {
  assert.equal(sessionOf({ session: 1 }, {}), 1);
  assert.equal(sessionOf({}, { session: 2 }), 2);
  assert.equal(sessionOf({ session: 1, extended_time: true }, {}), 1, "it overrides the filter's own extended hours");
  assert.equal(sessionOf({}, {}), undefined);
});

test("filters that wish for different hours are given all of them", () => {
  assert.equal(sessionOf({ session: 1 }, { session: 2 }), 3);
  assert.equal(sessionOf({ session: 1 }, { extended_time: true }), 3);
  assert.equal(sessionOf({ extended_time: true }, { session: 1 }), 3);
});

test("extended hours need no more than a session that has them", () => {
  assert.equal(sessionOf({ session: 2 }, { extended_time: true }), 2);
});

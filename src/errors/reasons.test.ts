import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { REASONS, type ReasonInfo } from "./reasons.js";

const reasons: readonly (readonly [string, ReasonInfo])[] = Object.entries(REASONS);

describe("the reasons", () => {
  test("what client libraries repeat on their own is safe to repeat", () => {
    for (const [reason, { status, repeat }] of reasons) {
      if (status === "UNAVAILABLE") assert.equal(repeat, "yes", reason);
    }
  });

  test("what names a time to wait, or says that nothing was sent, needs no look", () => {
    for (const [reason, { advice, repeat }] of reasons) {
      if (/RetryInfo/.test(advice)) assert.equal(repeat, "yes", reason);
      if (/nothing was sent/i.test(advice)) assert.notEqual(repeat, "after looking", reason);
    }
  });

  test("an order whose fate is unknown is repeated after a look only", () => {
    assert.equal(REASONS.OUTCOME_UNKNOWN.repeat, "after looking");
    // The caller's library may cancel after the order left; a fault may strike at any time.
    assert.equal(REASONS.CANCELLED.repeat, "after looking");
    assert.equal(REASONS.INTERNAL.repeat, "after looking");
  });
});

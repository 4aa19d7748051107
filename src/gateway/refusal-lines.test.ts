import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FakeClock } from "../opend/testing/fake-clock.js";
import type { AuditEntry } from "../telemetry/audit-entry.js";
import { RefusalLines } from "./refusal-lines.js";
import { keyCaller } from "./testing/key-caller.js";
import { openCaller } from "./testing/open-caller.js";

function setUp() {
  const clock = new FakeClock();
  const written: AuditEntry[] = [];
  const lines = new RefusalLines(clock, { note: (entry) => written.push(entry) });
  const refuse = (count: number, caller = openCaller("a")): number =>
    Array.from({ length: count }, () => lines.admit(caller)).filter((admitted) => admitted).length;
  return { clock, written, lines, refuse };
}

describe("lines of refused calls", () => {
  it("are a hundred a minute for each owner, and the rest is told by its number at the end of the minute", () => {
    const { clock, written, refuse } = setUp();
    const caller = keyCaller({ id: "desk" });
    assert.equal(refuse(250, caller), 100);
    assert.equal(refuse(5), 5, "another owner has lines of its own");
    clock.advance(59_999);
    assert.deepEqual(written, []);
    clock.advance(1);
    assert.deepEqual(
      written.map(({ key_id, outcome, reason }) => [key_id, outcome, reason]),
      [["desk", "reject", "150 more refused calls in a minute have no line of their own"]],
    );
    assert.equal(refuse(1, caller), 1, "a new minute");
  });

  it("leave no timer behind where nothing is refused, nor after the end", () => {
    const { clock, lines, refuse } = setUp();
    assert.equal(clock.pendingTimers, 0);
    refuse(1);
    assert.equal(clock.pendingTimers, 1);
    lines.close();
    assert.equal(clock.pendingTimers, 0);
  });

  it("of more owners than are told apart are shared", () => {
    const { written, lines, refuse } = setUp();
    for (let owner = 0; owner < 10_000; owner++) refuse(1, openCaller(`${owner}`));
    assert.equal(refuse(80, openCaller("x")) + refuse(80, openCaller("y")), 100);
    lines.close();
    assert.deepEqual(
      written.map(({ reason }) => reason),
      ["60 more refused calls in a minute have no line of their own"],
    );
  });
});

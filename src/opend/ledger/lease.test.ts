import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FakeClock } from "../testing/fake-clock.js";
import { Leases } from "./lease.js";

const LEASE_MS = 300_000;

function leases(busy: ReadonlySet<string> = new Set()) {
  const clock = new FakeClock();
  const ended: string[] = [];
  const isBusy = (holder: string) => busy.has(holder);
  const onExpired = (holder: string) => ended.push(holder);
  return { clock, ended, leases: new Leases({ clock, leaseMs: LEASE_MS, isBusy, onExpired, maxLeases: 20 }) };
}

describe("leases of callers", () => {
  it("beyond their maximum end early, those first that were renewed longest ago", () => {
    const rig = leases();
    for (let index = 0; index < 20; index++) {
      rig.clock.advance(1);
      rig.leases.open(`${index}`);
    }
    rig.leases.touch("0");
    assert.deepEqual(rig.ended, []);
    rig.leases.open("20");
    assert.deepEqual(rig.ended, ["1", "2"]);
    for (let index = 21; index < 1000; index++) rig.leases.open(`${index}`);
    assert.equal(rig.ended.length >= 980, true, `${1000 - rig.ended.length} are left`);
  });

  it("stay at any number where a stream is open or a call waits", () => {
    const rig = leases(new Set(["0", "1"]));
    rig.leases.open("0");
    rig.leases.open("1");
    const detach = Array.from({ length: 30 }, (_, index) => rig.leases.attach(`stream ${index}`));
    for (let index = 0; index < 100; index++) rig.leases.open(`${index + 2}`);
    assert.equal(
      rig.ended.some((holder) => holder.startsWith("stream") || holder === "0" || holder === "1"),
      false,
    );
    for (const end of detach) end();
    rig.clock.advance(2 * LEASE_MS);
    assert.equal(rig.ended.filter((holder) => holder.startsWith("stream")).length, 30);
  });
});

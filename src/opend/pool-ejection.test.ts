import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PUSH } from "./testing/connection-rig.js";
import type { FakeSocket } from "./testing/fake-opend.js";
import { PoolRig } from "./testing/pool-rig.js";
import { field, frame } from "./testing/wire-bytes.js";

function only(rig: PoolRig): FakeSocket {
  const [socket] = rig.ready();
  assert.ok(socket);
  return socket;
}

describe("a member that hangs", () => {
  const TEN = "abcdefghij";

  /** Submits calls, answers those of the second member at once, lets the rest run into their deadline. */
  function round(rig: PoolRig, timeoutMs: number): void {
    for (const tag of TEN) rig.submit(tag, { deadlineMs: rig.clock.now() + timeoutMs });
    const lively = rig.opend.sockets[1];
    assert.ok(lively);
    for (let frames = rig.sent(lively); frames.length > 0; frames = rig.sent(lively)) rig.answer(lively, frames);
    rig.clock.advance(timeoutMs + 10);
  }

  function states(rig: PoolRig): string[] {
    return rig.pool.snapshot().members.map(({ state }) => state);
  }

  it("is ejected after five timeouts in a row and 3 s of silence, and comes back with a new session", () => {
    const rig = new PoolRig({ maxInFlightPerMember: 5 });
    rig.ready();
    round(rig, 4000);
    assert.deepEqual(states(rig), ["backing_off", "ready"]);
    assert.match(rig.events.map((event) => ("cause" in event ? event.cause : "")).join(), /ejected: 5 calls timed out/);
    rig.clock.advance(500);
    rig.opend.socket.openSession();
    assert.deepEqual(states(rig), ["ready", "ready"]);
    for (const tag of ["again 1", "again 2"]) rig.submit(tag);
    assert.equal(rig.sent(rig.opend.socket).length, 1, "it takes calls again");
  });

  it("is not ejected for callers with tiny deadlines", () => {
    const rig = new PoolRig({ maxInFlightPerMember: 5 });
    rig.ready();
    rig.clock.advance(7000);
    for (let count = 0; count < 20; count++) round(rig, 1);
    assert.deepEqual(states(rig), ["ready", "ready"]);
  });

  it("is not ejected for callers that cancel early", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const socket = only(rig);
    for (let count = 0; count < 20; count++) {
      const cancel = rig.submit(`call ${count}`, { deadlineMs: rig.clock.now() + 60_000 });
      rig.sent(socket);
      rig.clock.advance(350);
      cancel();
    }
    assert.deepEqual(states(rig), ["ready"]);
  });

  it("is ejected too where callers cancel at their deadline before our own clock does", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, maxInFlightPerMember: 5 });
    const socket = only(rig);
    const cancels = Array.from("abcde", (tag) => rig.submit(tag, { deadlineMs: rig.clock.now() + 4001 }));
    rig.sent(socket);
    rig.clock.advance(3999);
    for (const cancel of cancels) cancel();
    rig.clock.endTurn();
    assert.deepEqual(states(rig), ["backing_off"]);
    for (const tag of "abcde") assert.equal(rig.ending(tag).failure?.reason, "deadline");
  });

  it("is not ejected while it still pushes or beats", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, maxInFlightPerMember: 5 });
    const socket = only(rig);
    for (const tag of "abcde") rig.submit(tag, { deadlineMs: rig.clock.now() + 4000 });
    rig.sent(socket);
    rig.clock.advance(3500);
    socket.deliver(frame({ protoId: PUSH, serialNo: 1, body: field(1, 0) }));
    rig.clock.advance(600);
    assert.equal(rig.endings.length, 5);
    assert.deepEqual(states(rig), ["ready"]);
  });

  it("is not ejected for a stall of our own while its answers wait in the socket", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, maxInFlightPerMember: 8 });
    const socket = only(rig);
    for (const tag of "abcdefgh") rig.submit(tag, { deadlineMs: rig.clock.now() + 4000 });
    const frames = rig.sent(socket);
    rig.clock.stall(6000, () => rig.answer(socket, frames));
    assert.deepEqual(states(rig), ["ready"]);
    assert.equal(rig.endings.length, 8);
    assert.equal(rig.pool.snapshot().members[0]?.lateReplies, 8);
  });
});

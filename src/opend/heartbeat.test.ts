import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Heartbeat } from "./heartbeat.js";
import { ConnectionRig, PUSH } from "./testing/connection-rig.js";
import { FakeClock } from "./testing/fake-clock.js";
import { KEEP_ALIVE } from "./testing/fake-opend.js";
import { field, frame } from "./testing/wire-bytes.js";

const PUSH_FRAME = frame({ protoId: PUSH, serialNo: 1 });

function beats(rig: ConnectionRig): number {
  return rig.socket.takeFrames().filter(({ protoId }) => protoId === KEEP_ALIVE).length;
}

/** Lets time pass while OpenD answers each heartbeat at once. */
function answered(rig: ConnectionRig, ms: number): number {
  let count = 0;
  for (let passed = 0; passed < ms; passed += 100) {
    rig.clock.advance(100);
    for (const sent of rig.socket.takeFrames()) {
      rig.socket.reply(sent, field(1, 0));
      count++;
    }
  }
  return count;
}

describe("the heartbeat", () => {
  it("beats at four fifths of the interval that OpenD names", () => {
    for (const [keepAliveSeconds, beatMs] of [
      [10, 8000],
      [30, 24_000],
      [1, 800],
    ] as const) {
      const rig = new ConnectionRig();
      rig.ready({ keepAliveSeconds });
      rig.clock.advance(beatMs - 1);
      assert.equal(beats(rig), 0);
      rig.clock.advance(1);
      assert.equal(beats(rig), 1);
      rig.socket.deliver(PUSH_FRAME);
      rig.clock.advance(beatMs - 1);
      assert.equal(beats(rig), 0);
      rig.clock.advance(1);
      assert.equal(beats(rig), 1);
    }
  });

  it("carries the wall clock in seconds and a serial of its own", () => {
    const rig = new ConnectionRig();
    rig.ready();
    rig.clock.moveWall(-3_600_000);
    rig.clock.advance(8000);
    const [beat] = rig.socket.takeFrames();
    assert.equal(beat?.serialNo, 2);
    assert.deepEqual(beat.body, field(1, field(1, Math.floor(rig.clock.wallMs() / 1000))));
  });

  it("does not beat without pause, nor never, at intervals that make no sense", () => {
    for (const keepAliveSeconds of [0, -5]) {
      const rig = new ConnectionRig();
      rig.ready({ keepAliveSeconds });
      rig.clock.advance(799);
      assert.equal(beats(rig), 0);
      rig.clock.advance(1);
      assert.equal(beats(rig), 1);
    }
    const rig = new ConnectionRig();
    rig.ready({ keepAliveSeconds: 2_147_483_647 });
    rig.clock.advance(2_880_000);
    assert.equal(beats(rig), 1);
  });

  it("keeps a connection whose heartbeats are answered for hours, and counts no reply as late", () => {
    const rig = new ConnectionRig();
    rig.ready();
    assert.equal(answered(rig, 7_200_000), 900);
    assert.equal(rig.connection.stateName, "ready");
    assert.equal(rig.connection.counters.lateReplies, 0);
  });

  it("finds a silent drop after three intervals, and not before", () => {
    const rig = new ConnectionRig();
    rig.ready();
    rig.clock.advance(29_999);
    assert.equal(rig.connection.stateName, "ready");
    assert.equal(beats(rig), 3);
    rig.clock.advance(1);
    assert.equal(rig.connection.stateName, "backing_off");
    assert.equal(rig.lastCause, "nothing heard for 30000 ms");
    assert.ok(rig.socket.destroyed);
  });

  it("counts the silence from the last frame of any kind", () => {
    const rig = new ConnectionRig();
    rig.ready();
    rig.clock.advance(25_000);
    rig.socket.deliver(PUSH_FRAME);
    rig.clock.advance(29_999);
    assert.equal(rig.connection.stateName, "ready");
    rig.clock.advance(1);
    assert.equal(rig.connection.stateName, "backing_off");
  });

  it("lets a heartbeat reply count that comes in the last moment", () => {
    const rig = new ConnectionRig();
    rig.ready();
    rig.clock.advance(29_999);
    const [beat] = rig.socket.takeFrames();
    assert.ok(beat);
    rig.socket.reply(beat, field(1, 0));
    rig.clock.advance(29_999);
    assert.equal(rig.connection.stateName, "ready");
  });

  it("has no use for a reply that comes after the verdict", () => {
    const rig = new ConnectionRig();
    rig.ready();
    const { socket } = rig;
    rig.clock.advance(8000);
    const [beat] = socket.takeFrames();
    assert.ok(beat);
    rig.clock.advance(22_000);
    assert.equal(rig.connection.stateName, "backing_off");
    socket.reply(beat, field(1, 0));
    assert.equal(rig.connection.stateName, "backing_off");
    assert.equal(rig.connection.counters.lateReplies, 0);
  });

  it("does not kill a healthy peer after a stall of our own, however long", () => {
    for (const stallMs of [2000, 31_000, 600_000]) {
      const rig = new ConnectionRig();
      rig.ready();
      answered(rig, 20_000);
      for (let round = 0; round < 5; round++) {
        rig.clock.stall(stallMs);
        assert.equal(rig.connection.stateName, "ready");
        const beatsAfter = answered(rig, 1000);
        assert.ok(stallMs < 8000 || beatsAfter === 1, "it asks at once what it missed to ask");
      }
      answered(rig, 60_000);
      assert.equal(rig.connection.stateName, "ready");
    }
  });

  it("reads what waits in the socket before it calls a peer dead", () => {
    const rig = new ConnectionRig();
    rig.ready();
    rig.clock.advance(29_000);
    rig.clock.stall(5000, () => rig.socket.deliver(PUSH_FRAME));
    assert.equal(rig.connection.stateName, "ready");
    rig.clock.advance(29_000);
    assert.equal(rig.connection.stateName, "ready");
    rig.clock.advance(1000);
    assert.equal(rig.connection.stateName, "backing_off");
  });

  it("calls a peer dead after a stall that was silent before it and in it", () => {
    const rig = new ConnectionRig();
    rig.ready();
    rig.clock.advance(29_000);
    rig.clock.stall(5000);
    assert.equal(rig.connection.stateName, "backing_off");
  });

  it("finds a dead peer behind a full socket", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    socket.flowing = false;
    rig.send("fills it");
    rig.clock.advance(30_000);
    assert.equal(rig.connection.stateName, "backing_off");
  });

  it("stays stopped when its own beat ends the connection", () => {
    const clock = new FakeClock();
    const heartbeat: Heartbeat = new Heartbeat({
      clock,
      intervalMs: 1000,
      beat: () => heartbeat.stop(),
      dead: () => assert.fail("dead after stop"),
    });
    clock.advance(1000);
    assert.equal(clock.pendingTimers, 0);
  });

  it("stops with its connection", () => {
    const rig = new ConnectionRig();
    rig.ready();
    rig.connection.close();
    assert.equal(rig.clock.pendingTimers, 0);
    const writes = rig.socket.writes.length;
    rig.clock.advance(60_000);
    assert.equal(rig.socket.writes.length, writes);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ConnectionStateName, TRANSITIONS } from "./connection-state.js";
import { ConnectionRig } from "./testing/connection-rig.js";

/** Brings a fresh connection into each state. */
const REACH: Readonly<Record<ConnectionStateName, (rig: ConnectionRig) => void>> = {
  idle: () => undefined,
  connecting: (rig) => rig.connection.start(),
  initialising: (rig) => {
    rig.connection.start();
    rig.socket.accept();
  },
  ready: (rig) => {
    rig.ready();
  },
  draining: (rig) => {
    rig.ready();
    rig.send("open");
    rig.clock.endTurn();
    rig.connection.drain();
  },
  backing_off: (rig) => {
    rig.ready();
    rig.socket.close();
  },
  closed: (rig) => rig.connection.close(),
};

function inState(name: ConnectionStateName): ConnectionRig {
  const rig = new ConnectionRig();
  REACH[name](rig);
  assert.equal(rig.connection.stateName, name);
  return rig;
}

const STATES = Object.keys(REACH) as ConnectionStateName[];

describe("the states of a connection", () => {
  for (const name of STATES) {
    it(`${name}: close ends it for good, leaves no timer and no socket`, () => {
      const rig = inState(name);
      rig.connection.close();
      assert.equal(rig.connection.stateName, "closed");
      assert.equal(rig.clock.pendingTimers, 0);
      for (const socket of rig.opend.sockets) assert.ok(socket.destroyed || name === "backing_off");
      rig.connection.start();
      rig.clock.advance(120_000);
      assert.equal(rig.connection.stateName, "closed");
      assert.ok(rig.opend.sockets.length <= 1);
    });
  }

  for (const name of ["connecting", "initialising", "ready"] as const) {
    it(`${name}: the end of the stream leads to backing_off, and from there to a new attempt`, () => {
      const rig = inState(name);
      rig.socket.close(new Error("ECONNRESET"));
      assert.equal(rig.connection.stateName, "backing_off");
      assert.equal(rig.lastCause, "ECONNRESET");
      rig.ready();
      assert.equal(rig.connection.stateName, "ready");
      assert.equal(rig.opend.sockets.length, 2);
    });
  }

  for (const name of ["idle", "connecting", "initialising", "backing_off"] as const) {
    it(`${name}: drain closes at once, since nothing is under way`, () => {
      const rig = inState(name);
      rig.connection.drain();
      assert.equal(rig.connection.stateName, "closed");
      assert.equal(rig.clock.pendingTimers, 0);
    });
  }

  it("ready: drain closes at once where nothing is under way", () => {
    const rig = inState("ready");
    rig.connection.drain();
    assert.deepEqual(rig.states, ["connecting", "initialising", "ready", "draining", "closed"]);
  });

  it("draining: goes on until the last answer, then closes", () => {
    const rig = inState("draining");
    rig.connection.drain();
    const [frame] = rig.socket.takeFrames();
    assert.ok(frame);
    rig.socket.reply(frame, Buffer.from("last"));
    assert.deepEqual(rig.replies, ["last"]);
    assert.equal(rig.connection.stateName, "closed");
    assert.ok(rig.socket.destroyed);
  });

  it("draining: a frame that has not left yet leaves and is waited for", () => {
    const rig = inState("ready");
    rig.send("late leaver");
    rig.connection.drain();
    assert.equal(rig.connection.stateName, "draining");
    rig.clock.endTurn();
    assert.equal(rig.socket.takeFrames().length, 1);
  });

  it("draining: the end of the stream closes for good and loses what is left", () => {
    const rig = inState("draining");
    rig.socket.close();
    assert.equal(rig.connection.stateName, "closed");
    assert.deepEqual(rig.lost, [{ tag: "open", sent: true }]);
    assert.equal(rig.clock.pendingTimers, 0);
  });

  it("draining: cancelling the last call closes", () => {
    const rig = inState("ready");
    const call = rig.send("open");
    rig.clock.endTurn();
    rig.connection.drain();
    rig.connection.release(call);
    assert.equal(rig.connection.stateName, "closed");
  });

  it("draining: the heartbeat goes on", () => {
    const rig = inState("draining");
    rig.socket.takeFrames();
    rig.clock.advance(8000);
    assert.deepEqual(
      rig.socket.takeFrames().map(({ protoId }) => protoId),
      [1004],
    );
  });

  it("takes no way that the table of transitions lacks", () => {
    const taken = new Set<string>();
    for (const name of STATES) {
      const rig = new ConnectionRig({
        onState: (_connection, from, to) => {
          assert.ok(TRANSITIONS[from].includes(to), `${from} -> ${to}`);
          taken.add(`${from} -> ${to}`);
        },
      });
      REACH[name](rig);
      if (rig.opend.sockets.length > 0 && !rig.socket.destroyed) rig.socket.close();
      rig.connection.close();
      const direct = new ConnectionRig({ onState: (_connection, from, to) => taken.add(`${from} -> ${to}`) });
      REACH[name](direct);
      direct.waitForAttempt();
      direct.connection.close();
    }
    const backOff = inState("backing_off");
    backOff.connection.close();
    taken.add(`backing_off -> ${backOff.connection.stateName}`);
    const all = STATES.flatMap((from) => TRANSITIONS[from].map((to) => `${from} -> ${to}`));
    assert.deepEqual([...taken].sort(), all.sort());
  });
});

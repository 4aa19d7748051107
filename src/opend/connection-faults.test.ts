import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { ConnectionRig, NOTIFY, PUSH, READ } from "./testing/connection-rig.js";
import type { FakeSocket } from "./testing/fake-opend.js";
import { frame } from "./testing/wire-bytes.js";

const ALLOWED_BYTES = 1024 * 1024;
const GOOD = frame({ protoId: PUSH, serialNo: 1, body: Buffer.from("good") });

/** What ends the stream, and the code it is counted by. */
const BROKEN: readonly (readonly [string, Buffer, string])[] = [
  ["a wrong magic", frame({ protoId: READ, serialNo: 2, magic: "XY" }), "BAD_MAGIC"],
  [
    "a wrong digest",
    frame({ protoId: READ, serialNo: 2, body: Buffer.from("x"), digest: Buffer.alloc(20) }),
    "BAD_DIGEST",
  ],
  ["a length over the limit", frame({ protoId: READ, serialNo: 2, bodyLength: ALLOWED_BYTES + 1 }), "BODY_TOO_LARGE"],
  ["a length of 2^32 - 1", frame({ protoId: READ, serialNo: 2, bodyLength: 0xffffffff }), "BODY_TOO_LARGE"],
];

function withCall(): { rig: ConnectionRig; socket: FakeSocket } {
  const rig = new ConnectionRig({ maxBodyBytes: ALLOWED_BYTES });
  const socket = rig.ready();
  rig.send("open");
  rig.clock.endTurn();
  return { rig, socket };
}

describe("what OpenD may send by mistake", () => {
  for (const [what, bytes, code] of BROKEN) {
    it(`${what} ends the connection, loses its calls, is counted by code, and the next session works`, () => {
      const { rig, socket } = withCall();
      socket.deliver(GOOD, bytes, GOOD);
      assert.equal(rig.connection.stateName, "backing_off");
      assert.ok(socket.destroyed);
      assert.deepEqual(rig.connection.counters.frameErrors, { [code]: 1 });
      assert.deepEqual(rig.lost, [{ tag: "open", sent: true }]);
      assert.equal(rig.pushes.length, 1, "what came before counts, what came behind does not");
      socket.deliver(GOOD);
      assert.equal(rig.pushes.length, 1);
      rig.ready().deliver(GOOD);
      assert.equal(rig.pushes.length, 2);
    });

    it(`${what} is found where the frame was cut behind its header`, () => {
      const { rig, socket } = withCall();
      socket.deliver(GOOD, bytes.subarray(0, 30));
      socket.deliver(bytes.subarray(30));
      assert.equal(rig.connection.stateName, "backing_off");
      assert.deepEqual(rig.connection.counters.frameErrors, { [code]: 1 });
    });
  }

  it("a reset in the middle of a frame ends the connection, and the half frame does not reach the next one", () => {
    const { rig, socket } = withCall();
    socket.deliver(GOOD.subarray(0, 46));
    socket.close(new Error("read ECONNRESET"));
    assert.deepEqual(rig.lost, [{ tag: "open", sent: true }]);
    assert.deepEqual(rig.connection.counters.frameErrors, {});
    rig.ready().deliver(GOOD);
    assert.deepEqual(
      rig.pushes.map(({ body }) => body),
      ["good"],
    );
  });

  it("half a frame and an orderly end is told as closed by OpenD", () => {
    const { rig, socket } = withCall();
    socket.deliver(GOOD.subarray(0, 10));
    socket.close();
    assert.equal(rig.connection.stateName, "backing_off");
    assert.equal(rig.lastCause, "closed by OpenD");
  });

  it("an unknown proto_id, an empty body and reserved bytes that are not zero do no harm", () => {
    const { rig, socket } = withCall();
    const reserved = frame({ protoId: 9999, serialNo: 5 });
    reserved.fill(0xff, 36, 44);
    socket.deliver(reserved, frame({ protoId: NOTIFY, serialNo: 1 }));
    assert.equal(rig.connection.stateName, "ready");
    assert.deepEqual(rig.pushes, [{ protoId: NOTIFY, body: "" }]);
    assert.equal(rig.connection.counters.unknownReplies, 1);
  });

  it("frames split at every byte arrive whole", () => {
    const { rig, socket } = withCall();
    const [sent] = socket.takeFrames();
    assert.ok(sent);
    const stream = Buffer.concat([
      GOOD,
      frame({ protoId: sent.protoId, serialNo: sent.serialNo, body: sent.body }),
      GOOD,
    ]);
    for (const byte of stream) socket.deliver(Buffer.from([byte]));
    assert.equal(rig.pushes.length, 2);
    assert.deepEqual(rig.replies, ["open"]);
    assert.equal(rig.connection.counters.bytesIn >= stream.length, true);
  });
});

describe("a fault of our own while a chunk is read", () => {
  it("ends the connection instead of leaving its stream shifted, and is not hidden", () => {
    const rig = new ConnectionRig({
      onPush: () => {
        throw new TypeError("our bug");
      },
    });
    const socket = rig.ready();
    assert.throws(() => socket.deliver(GOOD, GOOD), /our bug/);
    assert.equal(rig.connection.stateName, "backing_off");
    assert.deepEqual(rig.connection.counters.frameErrors, {});
    assert.ok(socket.destroyed);
  });
});

describe("owners that act from within a callback", () => {
  it("may close the connection while it becomes ready", () => {
    const rig: ConnectionRig = new ConnectionRig({
      onState: (connection, _from, to) => {
        if (to === "ready") connection.close();
      },
    });
    rig.connection.start();
    const { socket } = rig;
    socket.openSession();
    assert.equal(rig.connection.stateName, "closed");
    assert.ok(socket.destroyed);
    assert.equal(rig.clock.pendingTimers, 0);
  });

  it("may close the connection from a push, and the rest of the chunk is dropped", () => {
    let pushes = 0;
    const rig: ConnectionRig = new ConnectionRig({
      onPush: (connection) => {
        pushes++;
        connection.close();
      },
    });
    rig.ready().deliver(GOOD, GOOD, GOOD);
    assert.equal(pushes, 1);
    assert.equal(rig.connection.stateName, "closed");
  });

  it("may close the connection while it is lost", () => {
    const rig: ConnectionRig = new ConnectionRig({
      onState: (connection, _from, to) => {
        if (to === "backing_off") connection.close();
      },
    });
    const socket = rig.ready();
    rig.send("open");
    rig.clock.endTurn();
    socket.close();
    assert.equal(rig.connection.stateName, "closed");
    assert.deepEqual(rig.lost, [{ tag: "open", sent: true }], "lost once");
    assert.equal(rig.clock.pendingTimers, 0);
  });
});

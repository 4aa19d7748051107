import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { findPacketIdSlot } from "../ftapi/packet-id.js";
import { ConnectionRig, PUSH, READ } from "./testing/connection-rig.js";
import { field, frame } from "./testing/wire-bytes.js";

function bodies(frames: readonly { readonly body: Buffer }[]): string[] {
  return frames.map(({ body }) => body.toString());
}

describe("calls on a connection", () => {
  it("sends nothing before the turn ends, then all frames of the turn in one write", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    const writes = socket.writes.length;
    const calls = ["a", "b", "c"].map((tag) => rig.send(tag));
    assert.equal(socket.writes.length, writes);
    assert.deepEqual(
      calls.map(({ sent }) => sent),
      [false, false, false],
    );
    rig.clock.endTurn();
    assert.equal(socket.writes.length, writes + 1);
    const frames = socket.takeFrames();
    assert.deepEqual(bodies(frames), ["a", "b", "c"]);
    assert.deepEqual(
      frames.map(({ serialNo }) => serialNo),
      [2, 3, 4],
    );
    assert.ok(calls.every(({ sent, mayHaveReached }) => sent && mayHaveReached));
    rig.clock.endTurn();
    assert.equal(socket.writes.length, writes + 1);
  });

  it("matches replies that come out of order", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    for (const tag of ["a", "b", "c"]) rig.send(tag);
    rig.clock.endTurn();
    const frames = socket.takeFrames().reverse();
    for (const each of frames) socket.reply(each, Buffer.from(`re:${each.body}`));
    assert.deepEqual(rig.replies, ["re:c", "re:b", "re:a"]);
    assert.equal(rig.connection.inFlight, 0);
  });

  it("counts a reply to a cancelled call as late, and drops it", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    const call = rig.send("a");
    rig.clock.endTurn();
    rig.connection.release(call);
    assert.equal(rig.connection.inFlight, 0);
    for (const each of socket.takeFrames()) socket.reply(each, each.body);
    assert.deepEqual(rig.replies, []);
    const { lateReplies, unknownReplies } = rig.connection.counters;
    assert.deepEqual({ lateReplies, unknownReplies }, { lateReplies: 1, unknownReplies: 0 });
  });

  it("counts the second of two replies as late", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    rig.send("a");
    rig.clock.endTurn();
    const [sent] = socket.takeFrames();
    assert.ok(sent);
    const reply = frame({ protoId: sent.protoId, serialNo: sent.serialNo, body: sent.body });
    socket.deliver(reply, reply);
    assert.deepEqual(rig.replies, ["a"]);
    assert.equal(rig.connection.counters.lateReplies, 1);
  });

  it("counts a serial that was never given out as unknown", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    for (const serialNo of [0, 2, 77, 0xffffffff]) socket.deliver(frame({ protoId: READ, serialNo }));
    const { lateReplies, unknownReplies } = rig.connection.counters;
    assert.deepEqual({ lateReplies, unknownReplies }, { lateReplies: 0, unknownReplies: 4 });
    assert.equal(rig.connection.stateName, "ready");
  });

  it("does not take a reply with the right serial and another proto_id; the right one still counts", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    rig.send("a");
    rig.clock.endTurn();
    const [sent] = socket.takeFrames();
    assert.ok(sent);
    socket.deliver(frame({ protoId: READ + 1, serialNo: sent.serialNo, body: Buffer.from("wrong") }));
    assert.deepEqual(rig.replies, []);
    assert.equal(rig.connection.inFlight, 1);
    assert.equal(rig.connection.counters.unknownReplies, 1);
    assert.equal(rig.connection.counters.lateReplies, 0);
    socket.reply(sent, Buffer.from("right"));
    assert.deepEqual(rig.replies, ["right"]);
  });

  it("tells pushes from replies by proto_id alone, whatever serial they bear", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    rig.send("a");
    rig.send("b");
    rig.clock.endTurn();
    const [a, b] = socket.takeFrames();
    assert.ok(a && b);
    const push = (text: string, serialNo: number) => frame({ protoId: PUSH, serialNo, body: Buffer.from(text) });
    const reply = (to: typeof a) => frame({ protoId: to.protoId, serialNo: to.serialNo, body: to.body });
    socket.deliver(push("1", a.serialNo), reply(b), push("2", b.serialNo), push("3", 0), reply(a), push("4", 9));
    assert.deepEqual(rig.replies, ["b", "a"]);
    assert.deepEqual(
      rig.pushes.map(({ body }) => body),
      ["1", "2", "3", "4"],
    );
    assert.equal(rig.connection.counters.lateReplies + rig.connection.counters.unknownReplies, 0);
  });

  it("takes 10,000 pushes in one chunk, in order, with a reply behind them", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    rig.send("a");
    rig.clock.endTurn();
    const [sent] = socket.takeFrames();
    assert.ok(sent);
    const burst = Array.from({ length: 10_000 }, (_, index) =>
      frame({ protoId: PUSH, serialNo: index, body: Buffer.from(String(index)) }),
    );
    socket.deliver(...burst, frame({ protoId: sent.protoId, serialNo: sent.serialNo, body: sent.body }));
    assert.equal(rig.pushes.length, 10_000);
    assert.ok(rig.pushes.every(({ body }, index) => body === String(index)));
    assert.deepEqual(rig.replies, ["a"]);
    assert.equal(rig.connection.counters.framesIn, 10_002);
  });

  it("fills the PacketID with the connection's id and the frame's serial, and with the new ones after a reconnect", () => {
    const rig = new ConnectionRig();
    const order = Buffer.concat([field(2, "header"), field(7, 123n)]);
    const body = field(1, Buffer.concat([field(1, Buffer.concat([field(1, 5), field(2, 6)])), order]));
    const place = () => rig.send("", { protoId: 2202, body, packetId: findPacketIdSlot(body) });
    const expected = (connId: bigint, serialNo: number) =>
      field(1, Buffer.concat([field(1, Buffer.concat([field(1, connId), field(2, serialNo)])), order])).toString("hex");

    const first = rig.ready({ connId: 6730043500150710821n });
    rig.send("before");
    place();
    rig.clock.endTurn();
    const [, filled] = first.takeFrames();
    assert.equal(filled?.serialNo, 3);
    assert.equal(filled.body.toString("hex"), expected(6730043500150710821n, 3));

    first.close();
    const second = rig.ready({ connId: 18446744073709551615n });
    place();
    rig.clock.endTurn();
    const [refilled] = second.takeFrames();
    assert.equal(refilled?.serialNo, 2);
    assert.equal(refilled.body.toString("hex"), expected(18446744073709551615n, 2));
  });

  it("loses its calls with the connection: those whose frames left, and those whose frames did not", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    rig.send("left");
    rig.clock.endTurn();
    rig.send("waits");
    socket.close(new Error("ECONNRESET"));
    assert.deepEqual(rig.lost, [
      { tag: "left", sent: true },
      { tag: "waits", sent: false },
    ]);
    assert.equal(rig.connection.inFlight, 0);
    rig.ready();
    rig.clock.endTurn();
    assert.equal(rig.socket.takeFrames().length, 0, "nothing of the old connection is sent on the new one");
  });

  it("does not take an old connection's serial for one of the new connection", () => {
    const rig = new ConnectionRig();
    rig.ready();
    for (const tag of ["a", "b", "c"]) rig.send(tag);
    rig.clock.endTurn();
    rig.socket.close();
    rig.ready();
    rig.socket.deliver(frame({ protoId: READ, serialNo: 4 }));
    assert.equal(rig.connection.counters.unknownReplies, 1);
    assert.deepEqual(rig.replies, []);
  });
});

describe("a socket that takes no more", () => {
  it("gets nothing until it drains; the calls stay not sent", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    socket.flowing = false;
    rig.send("fills it");
    rig.clock.endTurn();
    const writes = socket.writes.length;
    const calls = ["a", "b"].map((tag) => rig.send(tag));
    rig.clock.endTurn();
    rig.clock.advance(8000);
    assert.equal(socket.writes.length, writes, "neither calls nor heartbeats");
    assert.ok(calls.every(({ sent, mayHaveReached }) => !sent && !mayHaveReached));
    assert.equal(rig.connection.inFlight, 3);
    socket.takeFrames();
    socket.drain();
    assert.deepEqual(bodies(socket.takeFrames()), ["a", "b"]);
    assert.equal(socket.writes.length, writes + 1);
  });

  it("never gets a call that was cancelled meanwhile", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    socket.flowing = false;
    rig.send("fills it");
    rig.clock.endTurn();
    socket.takeFrames();
    const calls = ["a", "b", "c"].map((tag) => rig.send(tag));
    rig.clock.endTurn();
    for (const call of calls.slice(1)) rig.connection.release(call);
    assert.equal(rig.connection.inFlight, 2);
    socket.drain();
    assert.deepEqual(bodies(socket.takeFrames()), ["a"]);
    assert.ok(calls.slice(1).every(({ sent }) => !sent));
  });

  it("that filled up before it was lost does not hold up the next one", () => {
    const rig = new ConnectionRig();
    const socket = rig.ready();
    socket.flowing = false;
    rig.send("fills it");
    rig.clock.endTurn();
    socket.close();
    rig.ready();
    rig.send("a");
    rig.clock.endTurn();
    assert.deepEqual(bodies(rig.socket.takeFrames()), ["a"]);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { BACKOFF_STEPS_MS } from "./backoff.js";
import { ConnectionRig, NOTIFY, PUSH, READ } from "./testing/connection-rig.js";
import { field, frame, initReply, refusal } from "./testing/wire-bytes.js";

describe("making a session", () => {
  it("sends InitConnect with serial 1 and nothing else before the answer", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    assert.equal(rig.socket.writes.length, 0);
    rig.socket.accept();
    const [init, ...more] = rig.socket.takeFrames();
    assert.equal(more.length, 0);
    assert.equal(init?.protoId, 1001);
    assert.equal(init?.serialNo, 1);
    // clientVer 300, recvNotify, packetEncAlgo -1 (a varint of ten bytes): facts: ftapi-protocol.md 3.1.
    for (const part of [field(1, 300), field(3, 1), field(4, -1), field(5, 0)]) assert.ok(init.body.includes(part));
  });

  it("gives up a TCP connection that isn't there after 10 s, and a late one is not used", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    const { socket } = rig;
    rig.clock.advance(9999);
    assert.equal(rig.connection.stateName, "connecting");
    rig.clock.advance(1);
    assert.equal(rig.connection.stateName, "backing_off");
    assert.match(rig.lastCause, /no TCP connection within 10000 ms/);
    assert.ok(socket.destroyed);
    socket.accept();
    assert.equal(rig.connection.stateName, "backing_off");
    assert.equal(socket.writes.length, 0);
  });

  it("tells a refused connect and tries again", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    rig.socket.close(new Error("connect ECONNREFUSED 127.0.0.1:11111"));
    assert.deepEqual(rig.states, ["connecting", "backing_off"]);
    assert.match(rig.lastCause, /ECONNREFUSED/);
    assert.equal(rig.connection.retryAfterMs, 500);
  });

  it("gives up an OpenD that accepts and says nothing after 20 s", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    rig.socket.accept();
    rig.clock.advance(19_999);
    assert.equal(rig.connection.stateName, "initialising");
    rig.clock.advance(1);
    assert.equal(rig.connection.stateName, "backing_off");
    assert.match(rig.lastCause, /no answer to InitConnect within 20000 ms/);
    assert.ok(rig.socket.destroyed);
  });

  it("backs off with OpenD's own text when the session is refused", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    rig.socket.accept();
    const [init] = rig.socket.takeFrames();
    assert.ok(init);
    rig.socket.reply(init, refusal("client version too old"));
    assert.equal(rig.connection.stateName, "backing_off");
    assert.equal(rig.lastCause, "OpenD refused the session: client version too old");
    assert.equal(rig.connection.counters.connects, 0);
  });

  it("backs off when the answer is no session", () => {
    for (const body of [Buffer.from([0xff, 0xff]), field(1, 0), Buffer.alloc(0)]) {
      const rig = new ConnectionRig();
      rig.connection.start();
      rig.socket.accept();
      rig.socket.deliver(frame({ protoId: 1001, serialNo: 1, body }));
      assert.equal(rig.connection.stateName, "backing_off");
      assert.ok(rig.socket.destroyed);
    }
  });

  it("ends on garbage before the answer", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    rig.socket.accept();
    rig.socket.deliver(Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n............................"));
    assert.equal(rig.connection.stateName, "backing_off");
    assert.deepEqual(rig.connection.counters.frameErrors, { BAD_MAGIC: 1 });
  });

  it("ends on another command's reply before the answer", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    rig.socket.accept();
    rig.socket.deliver(frame({ protoId: READ, serialNo: 1, body: initReply() }));
    assert.equal(rig.connection.stateName, "backing_off");
    assert.match(rig.lastCause, /proto_id 3203 came before the answer to InitConnect/);
  });

  it("drops a push that overtakes the answer", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    rig.socket.accept();
    rig.socket.deliver(
      frame({ protoId: NOTIFY, serialNo: 1, body: field(1, 0) }),
      frame({ protoId: 1001, serialNo: 1, body: initReply() }),
      frame({ protoId: PUSH, serialNo: 2, body: Buffer.from("first") }),
    );
    assert.equal(rig.connection.stateName, "ready");
    assert.deepEqual(rig.pushes, [{ protoId: PUSH, body: "first" }]);
  });

  it("counts first and later sessions", () => {
    const rig = new ConnectionRig();
    rig.ready();
    rig.socket.close();
    rig.ready();
    rig.socket.close();
    rig.ready();
    assert.equal(rig.connection.counters.connects, 3);
    assert.equal(rig.connection.counters.reconnects, 2);
  });

  it("counts a second answer to InitConnect as late", () => {
    const rig = new ConnectionRig();
    rig.ready().deliver(frame({ protoId: 1001, serialNo: 1, body: initReply() }));
    assert.equal(rig.connection.stateName, "ready");
    assert.equal(rig.connection.counters.lateReplies, 1);
  });
});

describe("the back-off", () => {
  function refuse(rig: ConnectionRig): number {
    rig.waitForAttempt();
    rig.socket.close(new Error("connect ECONNREFUSED"));
    return rig.connection.retryAfterMs ?? Number.NaN;
  }

  it("takes the steps 0.5, 1, 2, 3, 4.5, 10, 30 s and then 30 s without end", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    const waits = Array.from({ length: 40 }, () => refuse(rig));
    assert.deepEqual(waits.slice(0, 7), [500, 1000, 2000, 3000, 4500, 10_000, 30_000]);
    assert.deepEqual(waits.slice(0, 7), BACKOFF_STEPS_MS);
    assert.ok(waits.slice(7).every((wait) => wait === 30_000));
    assert.equal(rig.opend.sockets.length, 40);
  });

  it("spreads each step by a fifth either way", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    rig.random = 0;
    assert.equal(refuse(rig), 400);
    rig.random = 0.999999;
    assert.ok(Math.abs(refuse(rig) - 1200) < 1);
  });

  it("makes no attempt before the wait is over", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    refuse(rig);
    rig.clock.advance(499);
    assert.equal(rig.opend.sockets.length, 1);
    assert.equal(rig.connection.retryAfterMs, 1);
    rig.clock.advance(1);
    assert.equal(rig.opend.sockets.length, 2);
    assert.equal(rig.connection.retryAfterMs, null);
  });

  it("keeps climbing while the connection flaps, and leaks nothing", () => {
    const rig = new ConnectionRig();
    rig.connection.start();
    const waits: number[] = [];
    for (let round = 0; round < 50; round++) {
      rig.ready();
      rig.clock.advance(1000);
      rig.socket.close();
      waits.push(rig.connection.retryAfterMs ?? Number.NaN);
      assert.equal(rig.clock.pendingTimers, 1, "only the next attempt waits");
    }
    assert.deepEqual(waits.slice(0, 8), [500, 1000, 2000, 3000, 4500, 10_000, 30_000, 30_000]);
    assert.ok(waits.slice(7).every((wait) => wait === 30_000));
  });

  it("climbs when OpenD closes right after the session was made", () => {
    const rig = new ConnectionRig();
    for (const expected of [500, 1000, 2000]) {
      rig.ready().close();
      assert.equal(rig.connection.retryAfterMs, expected);
    }
  });

  it("begins anew after 10 s of a good connection", () => {
    const rig = new ConnectionRig();
    rig.ready().close();
    rig.ready().close();
    rig.ready();
    rig.clock.advance(7999);
    rig.socket.deliver(frame({ protoId: PUSH, serialNo: 1 }));
    rig.clock.advance(2001);
    rig.socket.close();
    assert.equal(rig.connection.retryAfterMs, 500);
  });

  it("does not begin anew a moment before", () => {
    const rig = new ConnectionRig();
    rig.ready().close();
    rig.ready();
    rig.clock.advance(9999);
    rig.socket.close();
    assert.equal(rig.connection.retryAfterMs, 1000);
  });
});

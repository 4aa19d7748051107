import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import type { FakeSocket } from "./testing/fake-opend.js";
import { PoolRig } from "./testing/pool-rig.js";

/** Lets promises that are settled run on. */
const settle = (): Promise<void> => Promise.resolve();

function only(rig: PoolRig): FakeSocket {
  const [socket] = rig.ready();
  assert.ok(socket);
  return socket;
}

describe("calls without a member", () => {
  it("fail at once with the time of the next attempt when every member is down", async () => {
    const rig = new PoolRig();
    rig.ready();
    const [first, second] = rig.opend.sockets;
    first?.close();
    rig.clock.advance(200);
    second?.close();
    rig.submit("a");
    assert.deepEqual(rig.endings, [], "not before submit returns");
    await settle();
    assert.deepEqual(rig.ending("a").failure, { reason: "no_connection", sent: false, retryAfterMs: 300 });
    assert.equal(rig.pool.pending, 0);
  });

  it("fail at once before the pool was started", async () => {
    const rig = new PoolRig();
    rig.submit("a");
    await settle();
    assert.deepEqual(rig.ending("a").failure, { reason: "no_connection", sent: false, retryAfterMs: null });
  });

  it("wait while a member connects, and go out in order once it is ready", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    rig.pool.start();
    for (const tag of "abc") rig.submit(tag);
    assert.equal(rig.pool.snapshot().queued, 3);
    rig.opend.socket.openSession();
    assert.deepEqual(rig.sentTags(rig.opend.socket), ["a", "b", "c"]);
    assert.equal(rig.pool.snapshot().queued, 0);
  });

  it("that waited fail when the last attempt fails", () => {
    const rig = new PoolRig();
    rig.pool.start();
    rig.submit("a");
    rig.submit("s", { home: true });
    const [first, second] = rig.opend.sockets;
    first?.close(new Error("ECONNREFUSED"));
    assert.deepEqual(rig.endings, []);
    second?.close(new Error("ECONNREFUSED"));
    for (const tag of ["a", "s"]) {
      assert.deepEqual(rig.ending(tag).failure, { reason: "no_connection", sent: false, retryAfterMs: 500 });
    }
  });

  it("fail when the queue is full, and are counted", async () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, maxQueued: 2 });
    rig.pool.start();
    rig.submit("a");
    rig.submit("b", { home: true });
    rig.submit("c");
    await settle();
    assert.deepEqual(rig.ending("c").failure, { reason: "queue_full", sent: false, retryAfterMs: null });
    assert.equal(rig.pool.snapshot().queueRejected, 1);
    assert.equal(rig.pool.snapshot().queued, 2);
  });

  it("fail at the queue's deadline", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, queueTimeoutMs: 1000 });
    rig.pool.start();
    rig.submit("a", { deadlineMs: rig.clock.now() + 5000 });
    rig.clock.advance(999);
    assert.deepEqual(rig.endings, []);
    rig.clock.advance(11);
    assert.deepEqual(rig.ending("a").failure, { reason: "queue_deadline", sent: false, retryAfterMs: null });
    assert.equal(rig.pool.snapshot().queued, 0);
  });

  it("fail at their own deadline where that is earlier", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, queueTimeoutMs: 5000 });
    rig.pool.start();
    rig.submit("a", { deadlineMs: rig.clock.now() + 300 });
    rig.clock.advance(310);
    assert.deepEqual(rig.ending("a").failure, { reason: "deadline", sent: false, retryAfterMs: null });
  });

  it("are not bound by the queue's deadline once they were sent", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, queueTimeoutMs: 1000 });
    rig.pool.start();
    rig.submit("a", { deadlineMs: rig.clock.now() + 5000 });
    rig.clock.advance(900);
    const { socket } = rig.opend;
    socket.openSession();
    const frames = rig.sent(socket);
    rig.clock.advance(4000);
    rig.answer(socket, frames);
    assert.equal(rig.ending("a").reply, "re:a");
    rig.clock.advance(5000);
    assert.equal(rig.endings.length, 1);
  });
});

describe("deadlines and cancellation", () => {
  it("a call that was sent fails within 10 ms of its deadline, and its answer is late", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const socket = only(rig);
    rig.submit("a", { deadlineMs: rig.clock.now() + 123.4 });
    const frames = rig.sent(socket);
    rig.clock.advance(123);
    assert.deepEqual(rig.endings, []);
    rig.clock.advance(10.4);
    assert.deepEqual(rig.ending("a").failure, { reason: "deadline", sent: true, retryAfterMs: null });
    rig.answer(socket, frames);
    assert.equal(rig.endings.length, 1);
    assert.equal(rig.pool.snapshot().members[0]?.lateReplies, 1);
  });

  it("a call whose frame never left fails as not sent", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const socket = only(rig);
    socket.flowing = false;
    rig.submit("fills it");
    rig.sent(socket);
    rig.submit("a", { deadlineMs: rig.clock.now() + 100 });
    rig.clock.advance(110);
    assert.deepEqual(rig.ending("a").failure, { reason: "deadline", sent: false, retryAfterMs: null });
    socket.drain();
    assert.deepEqual(rig.sentTags(socket), []);
  });

  it("a call whose deadline has passed is never sent", async () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const socket = only(rig);
    rig.submit("now", { deadlineMs: rig.clock.now() });
    rig.submit("before", { deadlineMs: 0 });
    await settle();
    assert.deepEqual(rig.sentTags(socket), []);
    for (const tag of ["now", "before"]) assert.deepEqual(rig.ending(tag).failure?.reason, "deadline");
    assert.equal(rig.clock.pendingTimers, 1, "the heartbeat's only");
  });

  it("a call that ended leaves no deadline behind", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, maxInFlightPerMember: 10_000 });
    const socket = only(rig);
    const cancels = Array.from({ length: 10_000 }, (_, index) =>
      rig.submit(`call ${index}`, { deadlineMs: rig.clock.now() + 60_000 }),
    );
    const frames = rig.sent(socket);
    cancels.forEach((cancel, index) => {
      if (index % 2 === 0) cancel();
    });
    rig.answer(socket, frames);
    assert.equal(rig.pool.pending, 0);
    assert.equal(rig.endings.length, 10_000);
    assert.equal(rig.pool.snapshot().members[0]?.lateReplies, 5000);
    rig.clock.advance(10);
    assert.equal(rig.clock.pendingTimers, 1, "the heartbeat's only");
  });

  it("cancelling frees the slot and a call that waits takes it in the same turn", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, maxInFlightPerMember: 1 });
    const socket = only(rig);
    const cancel = rig.submit("a");
    rig.submit("b");
    assert.deepEqual(rig.sentTags(socket), ["a"]);
    cancel();
    assert.deepEqual(rig.ending("a").failure, { reason: "cancelled", sent: true, retryAfterMs: null });
    assert.deepEqual(rig.sentTags(socket), ["b"]);
  });

  it("cancelling before the turn ends sends nothing, and says so", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const socket = only(rig);
    const cancel = rig.submit("a");
    cancel();
    assert.deepEqual(rig.ending("a").failure, { reason: "cancelled", sent: false, retryAfterMs: null });
    assert.deepEqual(rig.sentTags(socket), []);
  });

  it("cancelling a call that waits takes it out", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    rig.pool.start();
    const cancel = rig.submit("a");
    rig.submit("b");
    cancel();
    assert.deepEqual(rig.ending("a").failure, { reason: "cancelled", sent: false, retryAfterMs: null });
    assert.equal(rig.pool.snapshot().queued, 1);
    rig.opend.socket.openSession();
    assert.deepEqual(rig.sentTags(rig.opend.socket), ["b"]);
  });

  it("cancelling a call that waits leaves no deadline of the queue behind", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, queueTimeoutMs: 1000 });
    rig.pool.start();
    rig.submit("a", { deadlineMs: rig.clock.now() + 5000 })();
    assert.equal(rig.endings.length, 1);
    rig.clock.advance(10);
    assert.equal(rig.clock.pendingTimers, 1, "the connect timeout's only");
  });

  it("cancelling twice, after the answer, or a call that is about to fail, ends it once", async () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const failing = rig.submit("failing");
    failing();
    failing();
    await settle();
    assert.equal(rig.ending("failing").failure?.reason, "cancelled");
    const socket = only(rig);
    const answered = rig.submit("answered");
    rig.answer(socket, rig.sent(socket));
    answered();
    assert.equal(rig.ending("answered").reply, "re:answered");
  });

  it("is not moved by the wall clock", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const socket = only(rig);
    rig.submit("a", { deadlineMs: rig.clock.now() + 1000 });
    rig.sent(socket);
    rig.clock.moveWall(3_600_000);
    rig.clock.advance(900);
    rig.clock.moveWall(-7_200_000);
    assert.deepEqual(rig.endings, []);
    rig.clock.advance(110);
    assert.equal(rig.ending("a").failure?.reason, "deadline");
  });
});

describe("calls of a lost connection", () => {
  it("that change state are never repeated, sent or not", () => {
    const rig = new PoolRig();
    const [first, second] = rig.ready();
    assert.ok(first && second);
    rig.submit("order", { home: true });
    assert.deepEqual(rig.sentTags(first), ["order"]);
    rig.submit("unsent", { home: true });
    first.close();
    assert.deepEqual(rig.ending("order").failure, { reason: "connection_lost", sent: true, retryAfterMs: null });
    assert.deepEqual(rig.ending("unsent").failure, { reason: "connection_lost", sent: false, retryAfterMs: null });
    rig.clock.advance(500);
    rig.opend.socket.openSession();
    assert.deepEqual(rig.sentTags(second), []);
    assert.deepEqual(rig.sentTags(rig.opend.socket), []);
  });

  it("that only read are repeated once on another member, and never twice", () => {
    const rig = new PoolRig({ connectionsPerAddress: 3 });
    const [first, second, third] = rig.ready();
    assert.ok(first && second && third);
    rig.submit("read", { repeatable: true, home: true });
    assert.deepEqual(rig.sentTags(first), ["read"]);
    first.close();
    assert.deepEqual(rig.endings, []);
    assert.deepEqual(rig.sentTags(second), ["read"]);
    second.close();
    assert.deepEqual(rig.ending("read").failure, { reason: "connection_lost", sent: true, retryAfterMs: null });
    assert.deepEqual(rig.sentTags(third), []);
  });

  it("that were repeated get the second member's answer", () => {
    const rig = new PoolRig();
    const [first, second] = rig.ready();
    assert.ok(first && second);
    rig.submit("read", { repeatable: true, home: true });
    rig.sent(first);
    first.close();
    rig.answer(second, rig.sent(second));
    assert.deepEqual(rig.ending("read"), { tag: "read", reply: "re:read", failure: null });
    assert.equal(rig.pool.pending, 0);
  });

  it("that were repeated and cancelled before they left again still say that they were sent", () => {
    const rig = new PoolRig();
    const [first, second] = rig.ready();
    assert.ok(first && second);
    const cancel = rig.submit("read", { repeatable: true, home: true });
    rig.sent(first);
    first.close();
    cancel();
    assert.deepEqual(rig.ending("read").failure, { reason: "cancelled", sent: true, retryAfterMs: null });
    assert.deepEqual(rig.sentTags(second), []);
  });

  it("that only read fail when no other member is left, with the time of the next attempt", async () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const socket = only(rig);
    rig.submit("sent", { repeatable: true });
    rig.sent(socket);
    rig.submit("unsent", { repeatable: true });
    socket.close();
    await settle();
    assert.deepEqual(rig.ending("sent").failure, { reason: "no_connection", sent: true, retryAfterMs: 500 });
    assert.deepEqual(rig.ending("unsent").failure, { reason: "no_connection", sent: false, retryAfterMs: 500 });
    assert.equal(rig.pool.pending, 0);
  });

  it("leave the other members' calls alone when one member gets garbage", () => {
    const rig = new PoolRig();
    const [bad, good] = rig.ready();
    assert.ok(bad && good);
    for (const tag of "abcd") rig.submit(tag);
    const badTags = rig.sentTags(bad);
    const goodFrames = rig.sent(good);
    bad.deliver(Buffer.alloc(100));
    assert.deepEqual(
      rig.endings.map(({ tag }) => tag),
      badTags,
    );
    rig.answer(good, goodFrames);
    assert.equal(rig.endings.length, 4);
    assert.deepEqual(
      rig.pool.snapshot().members.map(({ state }) => state),
      ["backing_off", "ready"],
    );
  });
});

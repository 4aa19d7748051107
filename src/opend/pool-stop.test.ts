import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { PoolRig } from "./testing/pool-rig.js";

const GRACE_MS = 10_000;

/** Whether a promise is fulfilled, without waiting for it. */
async function isDone(promise: Promise<void>): Promise<boolean> {
  const pending = Symbol();
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending;
}

describe("stopping the pool", () => {
  it("ends at once where nothing is under way", async () => {
    const rig = new PoolRig();
    rig.ready();
    await rig.pool.stop(GRACE_MS);
    assert.ok(rig.opend.sockets.every(({ destroyed }) => destroyed));
    assert.equal(rig.clock.pendingTimers, 0);
    assert.ok(rig.pool.snapshot().members.every(({ state }) => state === "closed"));
  });

  it("ends at once where nothing was started, or members are connecting or back off", async () => {
    const idle = new PoolRig();
    await idle.pool.stop(GRACE_MS);
    const rig = new PoolRig();
    rig.pool.start();
    rig.opend.sockets[0]?.close();
    await rig.pool.stop(GRACE_MS);
    assert.ok(rig.pool.snapshot().members.every(({ state }) => state === "closed"));
    assert.equal(rig.clock.pendingTimers, 0);
  });

  it("lets calls under way finish within the grace, and closes each member with its last one", async () => {
    const rig = new PoolRig();
    const [first, second] = rig.ready();
    assert.ok(first && second);
    rig.submit("a");
    rig.submit("b");
    const [ofFirst, ofSecond] = [rig.sent(first), rig.sent(second)];
    const stopped = rig.pool.stop(GRACE_MS);
    assert.equal(rig.pool.serving, false);
    rig.answer(first, ofFirst);
    assert.ok(first.destroyed);
    assert.ok(!second.destroyed);
    assert.equal(await isDone(stopped), false);
    rig.answer(second, ofSecond);
    await stopped;
    assert.deepEqual(rig.endings.map(({ reply }) => reply).sort(), ["re:a", "re:b"]);
    assert.equal(rig.clock.pendingTimers, 0);
  });

  it("gives calls that wait their turn", async () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, maxInFlightPerMember: 1 });
    const [socket] = rig.ready();
    assert.ok(socket);
    for (const tag of "abc") rig.submit(tag);
    const stopped = rig.pool.stop(GRACE_MS);
    const order: string[] = [];
    for (let frames = rig.sent(socket); frames.length > 0; frames = socket.destroyed ? [] : rig.sent(socket)) {
      order.push(...frames.map(({ body }) => body.toString()));
      rig.answer(socket, frames);
    }
    await stopped;
    assert.deepEqual(order, ["a", "b", "c"]);
    assert.ok(rig.endings.every(({ reply }) => reply !== null));
  });

  it("gives calls their turn that wait for a member that still connects", async () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    rig.pool.start();
    rig.submit("a");
    const stopped = rig.pool.stop(GRACE_MS);
    const { socket } = rig.opend;
    socket.openSession();
    rig.answer(socket, rig.sent(socket));
    await stopped;
    assert.equal(rig.ending("a").reply, "re:a");
  });

  it("does not wait out the grace when the last connection fails", async () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    rig.pool.start();
    rig.submit("a");
    const stopped = rig.pool.stop(GRACE_MS);
    rig.opend.socket.close();
    await stopped;
    assert.deepEqual(rig.ending("a").failure, { reason: "no_connection", sent: false, retryAfterMs: 500 });
    assert.equal(rig.clock.pendingTimers, 0);
  });

  it("ends what is left after the grace as shutdown, with what is known of its sending", async () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, maxInFlightPerMember: 2 });
    const [socket] = rig.ready();
    assert.ok(socket);
    rig.submit("sent", { repeatable: true });
    rig.sent(socket);
    socket.flowing = false;
    rig.submit("fills it");
    rig.sent(socket);
    rig.submit("waits");
    rig.submit("waits too", { home: true });
    const stopped = rig.pool.stop(4000);
    rig.clock.advance(3999);
    assert.deepEqual(rig.endings, []);
    rig.clock.advance(1);
    await stopped;
    const failure = (sent: boolean) => ({ reason: "shutdown", sent, retryAfterMs: null });
    assert.deepEqual(rig.ending("sent").failure, failure(true));
    assert.deepEqual(rig.ending("fills it").failure, failure(true));
    assert.deepEqual(rig.ending("waits").failure, failure(false));
    assert.deepEqual(rig.ending("waits too").failure, failure(false));
    assert.equal(rig.pool.pending, 0);
    assert.equal(rig.clock.pendingTimers, 0);
  });

  it("ends calls of a connection that is lost meanwhile as shutdown, repeated nowhere", async () => {
    const rig = new PoolRig();
    const [first, second] = rig.ready();
    assert.ok(first && second);
    rig.submit("a", { repeatable: true, home: true });
    rig.submit("b");
    rig.submit("c");
    rig.sent(first);
    rig.sent(second);
    const stopped = rig.pool.stop(GRACE_MS);
    first.close();
    assert.deepEqual(rig.ending("a").failure, { reason: "shutdown", sent: true, retryAfterMs: null });
    assert.deepEqual(rig.sentTags(second), []);
    second.close();
    await stopped;
    assert.equal(rig.endings.length, 3);
  });

  it("honours deadlines and cancellation during the grace", async () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const [socket] = rig.ready();
    assert.ok(socket);
    rig.submit("a", { deadlineMs: rig.clock.now() + 1000 });
    const cancel = rig.submit("b");
    rig.sent(socket);
    const stopped = rig.pool.stop(GRACE_MS);
    rig.clock.advance(1010);
    assert.equal(rig.ending("a").failure?.reason, "deadline");
    assert.equal(await isDone(stopped), false);
    cancel();
    await stopped;
    assert.equal(rig.ending("b").failure?.reason, "cancelled");
  });

  it("refuses calls from the moment it begins", async () => {
    const rig = new PoolRig();
    const [first] = rig.ready();
    assert.ok(first);
    rig.submit("a", { home: true });
    const frames = rig.sent(first);
    const stopped = rig.pool.stop(GRACE_MS);
    rig.submit("late");
    await Promise.resolve();
    assert.deepEqual(rig.ending("late").failure, { reason: "shutdown", sent: false, retryAfterMs: null });
    rig.answer(first, frames);
    await stopped;
    rig.submit("later");
    await Promise.resolve();
    assert.equal(rig.ending("later").failure?.reason, "shutdown");
    assert.equal(rig.clock.pendingTimers, 0, "a refused call leaves no timer");
  });

  it("a second time resolves with the first", async () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const [socket] = rig.ready();
    assert.ok(socket);
    rig.submit("a");
    const frames = rig.sent(socket);
    const stops = [rig.pool.stop(GRACE_MS), rig.pool.stop(0)];
    assert.equal(await isDone(Promise.race(stops)), false);
    rig.answer(socket, frames);
    await Promise.all(stops);
    assert.equal(rig.ending("a").reply, "re:a");
    await rig.pool.stop(GRACE_MS);
  });

  it("tells once that the pool serves no more", async () => {
    const rig = new PoolRig();
    rig.ready();
    await rig.pool.stop(GRACE_MS);
    const flips = rig.events.flatMap((event) => (event.type === "pool_serving" ? [event.serving] : []));
    assert.deepEqual(flips, [true, false]);
  });
});

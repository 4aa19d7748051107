import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { PUSH } from "./testing/connection-rig.js";
import type { FakeSocket } from "./testing/fake-opend.js";
import { PoolRig } from "./testing/pool-rig.js";
import { frame } from "./testing/wire-bytes.js";

function submitAll(rig: PoolRig, tags: string): void {
  for (const tag of tags) rig.submit(tag);
}

function two(rig: PoolRig): readonly [FakeSocket, FakeSocket] {
  const [first, second] = rig.ready();
  assert.ok(first && second);
  return [first, second];
}

describe("where calls go", () => {
  it("spreads calls over members that are equally loaded", () => {
    const rig = new PoolRig();
    const [first, second] = two(rig);
    submitAll(rig, "abcd");
    assert.equal(rig.sent(first).length, 2);
    assert.equal(rig.sent(second).length, 2);
  });

  it("takes the least loaded member", () => {
    const rig = new PoolRig();
    const [first, second] = two(rig);
    submitAll(rig, "abcdef");
    const frames = rig.sent(first);
    rig.sent(second);
    rig.answer(first, frames);
    submitAll(rig, "ghi");
    assert.equal(rig.sent(first).length, 3);
    assert.equal(rig.sent(second).length, 0);
  });

  it("tells which member a call left by, with its serial number, once its frame is handed over", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const [socket] = rig.ready();
    assert.ok(socket);
    const told: string[] = [];
    for (const tag of ["a", "b"]) {
      rig.submit(tag, { onSent: (member, serialNo) => told.push(`${tag} ${member} ${serialNo}`) });
    }
    assert.deepEqual(told, []);
    const [a, b] = rig.sent(socket);
    const [member] = rig.pool.snapshot().members;
    assert.deepEqual(told, [`a ${member?.name} ${a?.serialNo}`, `b ${member?.name} ${b?.serialNo}`]);
  });

  it("makes connectionsPerAddress connections to each address", () => {
    const rig = new PoolRig({
      addresses: [
        { host: "one", port: 1 },
        { host: "two", port: 2 },
      ],
      connectionsPerAddress: 3,
    });
    rig.ready();
    assert.deepEqual(
      rig.pool.snapshot().members.map(({ name, state }) => `${name} ${state}`),
      ["one:1#1", "one:1#2", "one:1#3", "two:2#1", "two:2#2", "two:2#3"].map((name) => `${name} ready`),
    );
    assert.deepEqual(
      rig.opend.sockets.map(({ address }) => address.host),
      ["one", "one", "one", "two", "two", "two"],
    );
  });

  it("never gives a member more than its cap; the rest waits and goes out in order", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, maxInFlightPerMember: 2 });
    const [socket] = rig.ready();
    assert.ok(socket);
    submitAll(rig, "abcdef");
    const sent = rig.sent(socket);
    assert.deepEqual(
      sent.map(({ body }) => body.toString()),
      ["a", "b"],
    );
    assert.equal(rig.pool.snapshot().queued, 4);
    rig.answer(socket, sent.slice(1));
    assert.deepEqual(rig.sentTags(socket), ["c"]);
    rig.answer(socket, sent.slice(0, 1));
    assert.deepEqual(rig.sentTags(socket), ["d"]);
    assert.equal(rig.pool.snapshot().members[0]?.inFlight, 2);
  });

  it("lets no new call pass those that wait, even one submitted from within a call's end", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, maxInFlightPerMember: 1 });
    const [socket] = rig.ready();
    assert.ok(socket);
    rig.submit("a", {}, () => rig.submit("pusher"));
    rig.submit("b");
    const order: string[] = [];
    for (let round = 0; round < 3; round++) {
      const frames = rig.sent(socket);
      order.push(...frames.map(({ body }) => body.toString()));
      rig.answer(socket, frames);
    }
    assert.deepEqual(order, ["a", "b", "pusher"]);
  });

  it("does not hold up other calls behind a member that does not answer", () => {
    const rig = new PoolRig({ maxInFlightPerMember: 2, maxQueued: 100 });
    const [stalled, lively] = two(rig);
    for (let index = 0; index < 50; index++) rig.submit(`call ${index}`);
    let answered = 0;
    for (let frames = rig.sent(lively); frames.length > 0; frames = rig.sent(lively)) {
      rig.answer(lively, frames);
      answered += frames.length;
    }
    assert.equal(answered, 48);
    assert.equal(rig.sent(stalled).length, 2);
    assert.equal(rig.pool.pending, 2);
  });

  it("does not hold up other calls behind a member whose socket is full", () => {
    const rig = new PoolRig({ maxInFlightPerMember: 3, maxQueued: 100 });
    const [full, lively] = two(rig);
    full.flowing = false;
    for (let index = 0; index < 20; index++) rig.submit(`call ${index}`);
    for (let frames = rig.sent(lively); frames.length > 0; frames = rig.sent(lively)) rig.answer(lively, frames);
    assert.equal(rig.pool.pending, 3);
  });

  it("reports itself in snapshots that do not change later", () => {
    const rig = new PoolRig();
    const [first] = two(rig);
    const before = rig.pool.snapshot();
    first.deliver(Buffer.from("XX".repeat(30)));
    assert.deepEqual(before.members[0]?.frameErrors, {});
    assert.deepEqual(rig.pool.snapshot().members[0]?.frameErrors, { BAD_MAGIC: 1 });
  });
});

/** The homes that the pool told, in their order. */
function homes(rig: PoolRig): (string | null)[] {
  return rig.events.flatMap((event) => (event.type === "home_changed" ? [event.member] : []));
}

describe("the home member", () => {
  it("takes all home calls, whatever its load, until it is lost; then another one does", () => {
    const rig = new PoolRig();
    const [first, second] = two(rig);
    submitAll(rig, "ab");
    for (const tag of ["s1", "s2"]) rig.submit(tag, { home: true });
    assert.deepEqual(
      rig.sentTags(first).filter((tag) => tag.startsWith("s")),
      ["s1", "s2"],
    );
    rig.sent(second);
    first.close();
    rig.submit("s3", { home: true });
    assert.deepEqual(rig.sentTags(second), ["s3"]);
    rig.clock.advance(500);
    rig.opend.socket.openSession();
    rig.submit("s4", { home: true });
    assert.deepEqual(rig.sentTags(second), ["s4"], "it stays, though the first is back");
    assert.deepEqual(homes(rig), ["opend:11111#1", "opend:11111#2"]);
  });

  it("is told with each change: none while no member is ready, and the same one again with its next session", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    const [socket] = rig.ready();
    socket?.close();
    rig.clock.advance(500);
    rig.opend.socket.openSession();
    assert.deepEqual(homes(rig), ["opend:11111#1", null, "opend:11111#1"]);
    void rig.pool.stop(0);
    assert.equal(homes(rig).length, 3, "an orderly stop is no loss");
  });

  it("takes a call that goes ahead before those that wait, whatever its load, and fails it where there is no home", async () => {
    const rig = new PoolRig({ connectionsPerAddress: 1, maxInFlightPerMember: 1 });
    rig.pool.start();
    rig.submit("early", { home: true, ahead: true });
    await Promise.resolve();
    assert.equal(rig.ending("early").failure?.reason, "no_connection");
    rig.opend.socket.openSession();
    for (const tag of ["a", "b"]) rig.submit(tag, { home: true });
    rig.submit("first", { home: true, ahead: true });
    assert.deepEqual(rig.sentTags(rig.opend.socket), ["a", "first"]);
  });

  it("alone passes its pushes on", () => {
    const rig = new PoolRig();
    const [first, second] = two(rig);
    const push = (text: string) => frame({ protoId: PUSH, serialNo: 1, body: Buffer.from(text) });
    first.deliver(push("first"));
    second.deliver(push("second"));
    first.close();
    second.deliver(push("second again"));
    assert.ok(rig.pushes.every(({ readAtMs }) => readAtMs === rig.clock.wallMs()));
    assert.deepEqual(
      rig.pushes.map(({ body, member }) => `${body} ${member}`),
      ["first opend:11111#1", "second again opend:11111#2"],
    );
  });

  it("holds up only home calls where it has no room", () => {
    const rig = new PoolRig({ maxInFlightPerMember: 2 });
    const [first, second] = two(rig);
    for (const tag of ["s1", "s2", "s3"]) rig.submit(tag, { home: true });
    submitAll(rig, "ab");
    const sent = rig.sent(first);
    assert.equal(sent.length, 2);
    assert.deepEqual(rig.sentTags(second), ["a", "b"]);
    assert.equal(rig.pool.snapshot().queued, 1);
    rig.answer(first, sent.slice(0, 1));
    assert.deepEqual(rig.sentTags(first), ["s3"]);
  });

  it("when lost, passes its queue to the next one at once", () => {
    const rig = new PoolRig({ maxInFlightPerMember: 1 });
    const [first, second] = two(rig);
    rig.submit("s1", { home: true, repeatable: true });
    rig.submit("s2", { home: true });
    rig.submit("s3", { home: true });
    assert.deepEqual(rig.sentTags(first), ["s1"]);
    first.close();
    const order: string[] = [];
    for (let frames = rig.sent(second); frames.length > 0; frames = rig.sent(second)) {
      order.push(...frames.map(({ body }) => body.toString()));
      rig.answer(second, frames);
    }
    assert.deepEqual(order.sort(), ["s1", "s2", "s3"]);
  });
});

describe("what the pool tells", () => {
  it("serving flips with the first and the last ready member, once each time", () => {
    const rig = new PoolRig();
    const flips = () => rig.events.flatMap((event) => (event.type === "pool_serving" ? [event.serving] : []));
    rig.pool.start();
    assert.equal(rig.pool.serving, false);
    const [first, second] = rig.opend.sockets;
    assert.ok(first && second);
    first.openSession();
    assert.equal(rig.pool.serving, true);
    second.openSession();
    assert.deepEqual(flips(), [true]);
    first.close();
    assert.equal(rig.pool.serving, true);
    second.close();
    assert.equal(rig.pool.serving, false);
    assert.deepEqual(flips(), [true, false]);
    rig.clock.advance(500);
    rig.opend.socket.openSession();
    assert.deepEqual(flips(), [true, false, true]);
  });

  it("each change of a member's state with its cause", () => {
    const rig = new PoolRig({ connectionsPerAddress: 1 });
    rig.ready();
    rig.opend.socket.close(new Error("read ECONNRESET"));
    const changes = rig.events.flatMap((event) =>
      event.type === "member_state" ? [`${event.member} ${event.from} ${event.to} ${event.cause}`] : [],
    );
    assert.deepEqual(changes, [
      "opend:11111#1 idle connecting started",
      "opend:11111#1 connecting initialising TCP connected",
      "opend:11111#1 initialising ready session 6730043500150710821",
      "opend:11111#1 ready backing_off read ECONNRESET",
    ]);
  });
});

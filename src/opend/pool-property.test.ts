import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { CancelCall } from "./pool.js";
import { PUSH, READ } from "./testing/connection-rig.js";
import type { FakeSocket } from "./testing/fake-opend.js";
import { PoolRig } from "./testing/pool-rig.js";
import { frame, initReply, type ReadFrame } from "./testing/wire-bytes.js";

const MAX_IN_FLIGHT = 3;
const MAX_QUEUED = 4;

const at = fc.nat({ max: 1000 });
const submit = fc.record({
  kind: fc.constant("submit" as const),
  repeatable: fc.boolean(),
  home: fc.boolean(),
  timeoutMs: fc.constantFrom(0, 1, 50, 3500, 6000, 60_000, Infinity),
  /** What the caller does within its `done`. */
  onEnd: fc.constantFrom("nothing", "submit", "cancel another"),
});
const step = fc.oneof(
  { weight: 6, arbitrary: submit },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("reply" as const), at, twice: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("progress" as const), at }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("cancel" as const), at }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("advance" as const), ms: fc.constantFrom(1, 9, 600, 5000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("stall" as const), ms: fc.constantFrom(100, 7000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("lose" as const), at, garbage: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("block" as const), at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("stray" as const), at, serialNo: at }) },
  { weight: 3, arbitrary: fc.constant({ kind: "end turn" as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Submit = typeof submit extends fc.Arbitrary<infer T> ? T : never;

interface Known {
  readonly tag: string;
  readonly parts: Submit;
  readonly cancel: CancelCall;
}

/** A pool under random use, with a model of what must hold whatever happens. */
class World {
  readonly rig = new PoolRig({ maxInFlightPerMember: MAX_IN_FLIGHT, maxQueued: MAX_QUEUED });
  private readonly calls = new Map<string, Known>();
  /** Frames that OpenD has read and not answered. */
  private readonly unanswered: { readonly socket: FakeSocket; readonly frame: ReadFrame }[] = [];
  private readonly timesOnWire = new Map<string, number>();
  private readonly inSubmit = new Set<string>();
  private readonly progress = new Map<FakeSocket, "dialled" | "accepted" | "open">();

  run(action: Step): void {
    switch (action.kind) {
      case "submit":
        this.submit(action, true);
        return;
      case "reply":
        this.reply(action.at, action.twice);
        return;
      case "progress":
        this.advanceSocket(this.pick(action.at));
        return;
      case "cancel":
        [...this.calls.values()].at(action.at % Math.max(1, this.calls.size))?.cancel();
        return;
      case "advance":
        this.rig.clock.advance(action.ms);
        return;
      case "stall":
        this.rig.clock.stall(action.ms, () => this.reply(0, false));
        return;
      case "lose":
        this.lose(this.pick(action.at), action.garbage);
        return;
      case "block": {
        const socket = this.pick(action.at);
        if (socket === undefined) return;
        if (socket.flowing) socket.flowing = false;
        else socket.drain();
        return;
      }
      case "stray":
        this.pick(action.at)?.deliver(
          frame({ protoId: PUSH, serialNo: action.serialNo }),
          frame({ protoId: READ + 1, serialNo: action.serialNo, body: Buffer.from("re:nobody") }),
        );
        return;
      case "end turn":
        this.rig.clock.endTurn();
    }
  }

  /** What must hold after each step. */
  check(): void {
    this.readAll();
    const { members, queued } = this.rig.pool.snapshot();
    assert.ok(queued <= MAX_QUEUED, `${queued} calls wait`);
    for (const { inFlight } of members) assert.ok(inFlight <= MAX_IN_FLIGHT, `${inFlight} calls on one member`);
    for (const [tag, times] of this.timesOnWire) {
      const allowed = this.calls.get(tag)?.parts.repeatable === true ? 2 : 1;
      assert.ok(times <= allowed, `${tag} was written ${times} times`);
    }
  }

  async finish(graceMs: number): Promise<void> {
    const stopped = this.rig.pool.stop(graceMs);
    this.rig.clock.advance(graceMs + 100);
    await stopped;
    await Promise.resolve();
    this.check();
    const { endings, pool, clock } = this.rig;
    assert.equal(endings.length, this.calls.size, "each call ended");
    assert.equal(new Set(endings.map(({ tag }) => tag)).size, this.calls.size, "and only once");
    for (const { tag, reply, failure } of endings) {
      const times = this.timesOnWire.get(tag) ?? 0;
      assert.equal(reply === null, failure !== null);
      if (failure === null) assert.equal(reply, `re:${tag}`, "its own answer");
      else assert.equal(failure.sent, times > 0, `${tag} (${failure.reason}) was written ${times} times`);
    }
    assert.equal(pool.pending, 0);
    assert.equal(pool.snapshot().queued, 0);
    assert.equal(clock.pendingTimers, 0);
    assert.ok(this.rig.opend.sockets.every((socket) => socket.destroyed || !this.progress.has(socket)));
  }

  private submit(parts: Submit, mayNest: boolean): void {
    const tag = `call-${this.calls.size + this.inSubmit.size}`;
    const { repeatable, home, timeoutMs } = parts;
    this.inSubmit.add(tag);
    const deadlineMs = this.rig.clock.now() + timeoutMs;
    const cancel = this.rig.submit(tag, { repeatable, home, deadlineMs }, () => {
      assert.ok(!this.inSubmit.has(tag), "done before submit returned");
      if (parts.onEnd === "submit" && mayNest) this.submit(parts, false);
      else if (parts.onEnd === "cancel another") [...this.calls.values()].at(-1)?.cancel();
    });
    this.inSubmit.delete(tag);
    this.calls.set(tag, { tag, parts, cancel });
  }

  private reply(index: number, twice: boolean): void {
    this.readAll();
    const [entry] = this.unanswered.splice(index % Math.max(1, this.unanswered.length), 1);
    if (entry === undefined || entry.socket.destroyed) return;
    const { socket, frame: request } = entry;
    const { protoId, serialNo } = request;
    const wire = frame({ protoId, serialNo, body: Buffer.from(`re:${request.body}`) });
    // The right serial with another proto_id first: it must reach nobody.
    const wrong = frame({ protoId: READ + 1, serialNo, body: Buffer.from("re:wrong") });
    socket.deliver(wrong, wire, ...(twice ? [wire] : []));
  }

  /** Reads what was written: InitConnect is answered by `advanceSocket`, heartbeats not at all. */
  private readAll(): void {
    for (const socket of this.rig.opend.sockets) {
      if (!this.progress.has(socket)) this.progress.set(socket, "dialled");
      for (const sent of socket.takeFrames()) {
        if (sent.protoId !== READ) continue;
        const tag = sent.body.toString();
        this.timesOnWire.set(tag, (this.timesOnWire.get(tag) ?? 0) + 1);
        this.unanswered.push({ socket, frame: sent });
      }
    }
  }

  private pick(index: number): FakeSocket | undefined {
    this.readAll();
    const live = this.rig.opend.sockets.filter((socket) => !socket.destroyed && this.progress.has(socket));
    return live[index % Math.max(1, live.length)];
  }

  private advanceSocket(socket: FakeSocket | undefined): void {
    if (socket === undefined) return;
    if (this.progress.get(socket) === "dialled") {
      this.progress.set(socket, "accepted");
      socket.accept();
    } else if (this.progress.get(socket) === "accepted") {
      this.progress.set(socket, "open");
      socket.deliver(frame({ protoId: 1001, serialNo: 1, body: initReply() }));
    }
  }

  private lose(socket: FakeSocket | undefined, garbage: boolean): void {
    if (socket === undefined) return;
    this.progress.delete(socket);
    if (garbage && socket.writes.length > 0) socket.deliver(Buffer.alloc(64, 7));
    else socket.close(new Error("read ECONNRESET"));
    // Ended by the peer: the pool has nothing left to destroy.
    socket.destroyed = true;
  }
}

describe("the pool under random use", () => {
  it("ends each call exactly once, with its own answer or the truth about its sending, and keeps nothing", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(step, { maxLength: 120, size: "max" }),
        fc.constantFrom(0, 500, 20_000),
        async (open, steps, graceMs) => {
          const world = new World();
          world.rig.pool.start();
          if (open) for (let round = 0; round < 4; round++) world.run({ kind: "progress", at: round % 2 });
          for (const action of steps) {
            world.run(action);
            // Failures that are told after submit has returned.
            await Promise.resolve();
            world.check();
          }
          await world.finish(graceMs);
        },
      ),
      { numRuns: 300 },
    );
  });
});

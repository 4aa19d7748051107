import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { FakeClock } from "../../opend/testing/fake-clock.js";
import { RedisClient, type RedisEvent } from "./redis-client.js";
import { RedisReplyError, RedisUnavailable } from "./redis-errors.js";
import { FakeConnection } from "./testing/fake-connection.js";

class Rig {
  readonly clock = new FakeClock();
  readonly connections: FakeConnection[] = [];
  readonly events: RedisEvent[] = [];
  readonly client = new RedisClient({
    open: (events) => {
      const connection = new FakeConnection(events);
      this.connections.push(connection);
      return connection;
    },
    clock: this.clock,
    random: () => 1,
    probeKey: "probe",
    onEvent: (event) => this.events.push(event),
  });

  get last(): FakeConnection {
    const connection = this.connections.at(-1);
    assert.ok(connection);
    return connection;
  }

  /** Lets the back-off pass. Returns how long it was. */
  untilNextAttempt(): number {
    const sinceMs = this.clock.now();
    const count = this.connections.length;
    while (this.connections.length === count) this.clock.advance(1);
    return this.clock.now() - sinceMs;
  }

  async becomeReady(): Promise<FakeConnection> {
    const { last } = this;
    last.events.onOpen();
    last.calls[0]?.answer(Buffer.from("OK"));
    await turn();
    assert.ok(this.client.available);
    return last;
  }
}

async function failureOf(call: Promise<unknown>): Promise<RedisUnavailable> {
  const error: unknown = await call.then(
    () => null,
    (failure: unknown) => failure,
  );
  assert.ok(error instanceof RedisUnavailable, String(error));
  return error;
}

describe("RedisClient", () => {
  it("is available once a first write was answered", async () => {
    const { client, clock, ...rig } = new Rig();
    client.start();
    const connection = rig.connections[0];
    assert.ok(connection);
    connection.events.onOpen();
    assert.equal(client.available, false);
    assert.deepEqual(
      connection.calls.map(({ command, args }) => [command, args[0]]),
      [["SET", "probe"]],
    );
    connection.calls[0]?.answer(Buffer.from("OK"));
    await turn();
    assert.equal(client.available, true);
    assert.deepEqual(rig.events, [{ type: "available" }]);
    assert.equal(clock.pendingTimers, 0);
  });

  it("fails a call at once, and sends nothing, while there is no connection", async () => {
    const rig = new Rig();
    assert.equal((await failureOf(rig.client.call("GET", ["k"]))).sent, false);
    rig.client.start();
    assert.equal((await failureOf(rig.client.call("GET", ["k"]))).sent, false);
    rig.last.events.onClosed("ECONNREFUSED");
    assert.match((await failureOf(rig.client.call("GET", ["k"]))).message, /ECONNREFUSED/);
    assert.equal(rig.last.calls.length, 0);
  });

  it("gives replies and errors of Redis to the call that asked", async () => {
    const rig = new Rig();
    rig.client.start();
    const connection = await rig.becomeReady();
    const first = rig.client.call("GET", ["a"]);
    const second = rig.client.call("GET", ["b"]);
    connection.calls[1]?.answer(7);
    connection.calls[2]?.fail(new RedisReplyError("WRONGTYPE"));
    assert.equal(await first, 7);
    await assert.rejects(second, { code: "WRONGTYPE" });
    assert.ok(rig.client.available);
    assert.equal(rig.clock.pendingTimers, 0);
  });

  it("counts a server that does not answer in time as away, and fails all calls with the first", async () => {
    const rig = new Rig();
    rig.client.start();
    const connection = await rig.becomeReady();
    const first = failureOf(rig.client.call("GET", ["a"]));
    rig.clock.advance(400);
    const second = failureOf(rig.client.call("GET", ["b"]));
    rig.clock.advance(100);
    assert.deepEqual([(await first).sent, (await second).sent], [true, true]);
    assert.equal(rig.client.available, false);
    assert.ok(connection.destroyed);
    assert.equal((await failureOf(rig.client.call("GET", ["c"]))).sent, false);
    assert.deepEqual(rig.events.at(-1), { type: "unavailable", problem: "no answer within 500 ms" });
  });

  it("takes an answer that came in time though the gateway was too busy to read it", async () => {
    const rig = new Rig();
    rig.client.start();
    const connection = await rig.becomeReady();
    const call = rig.client.call("GET", ["a"]);
    // As in Node: what input resolves has run before the turn ends.
    rig.clock.endOfTurn = (task) => {
      setImmediate(task);
    };
    rig.clock.stall(3000, () => connection.calls[1]?.answer(7));
    assert.equal(await call, 7);
    await turn();
    await turn();
    assert.ok(rig.client.available);
  });

  it("is not available on a server that takes connections and answers nothing", async () => {
    const rig = new Rig();
    rig.client.start();
    rig.last.events.onOpen();
    rig.clock.advance(1000);
    assert.ok(rig.connections[0]?.destroyed);
    assert.equal(rig.client.available, false);
    rig.clock.advance(100);
    assert.equal(rig.connections.length, 2);
    // What the first one says late changes nothing.
    rig.connections[0]?.calls[0]?.answer(Buffer.from("OK"));
    rig.connections[0]?.events.onClosed("late");
    await turn();
    assert.equal(rig.client.available, false);
    await rig.becomeReady();
  });

  for (const code of ["LOADING", "READONLY", "NOAUTH", "OOM"]) {
    it(`is not available on a server whose first write ends with ${code}`, async () => {
      const rig = new Rig();
      rig.client.start();
      rig.last.events.onOpen();
      rig.last.calls[0]?.fail(new RedisReplyError(code));
      await turn();
      assert.equal(rig.client.lastProblem, code);
      assert.deepEqual(rig.events, [{ type: "unavailable", problem: code }]);
    });
  }

  it("looks for another server when this one became a replica", async () => {
    const rig = new Rig();
    rig.client.start();
    const connection = await rig.becomeReady();
    const call = rig.client.call("EVALSHA", ["x"]);
    connection.calls[1]?.fail(new RedisReplyError("READONLY"));
    await assert.rejects(call, { code: "READONLY" });
    assert.ok(connection.destroyed);
    rig.clock.advance(100);
    assert.equal(rig.connections.length, 2);
  });

  it("waits longer after each attempt, at most a second and a half, and goes on without end", () => {
    const rig = new Rig();
    rig.client.start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 9; attempt++) {
      rig.last.events.onClosed("ECONNREFUSED");
      waits.push(rig.untilNextAttempt());
    }
    assert.deepEqual(waits, [100, 200, 400, 800, 1500, 1500, 1500, 1500, 1500]);
  });

  it("does not begin the back-off anew for a connection that did not last", async () => {
    const rig = new Rig();
    rig.client.start();
    const waits: number[] = [];
    for (let flap = 0; flap < 6; flap++) {
      (await rig.becomeReady()).events.onClosed("ECONNRESET");
      waits.push(rig.untilNextAttempt());
    }
    assert.deepEqual(waits, [100, 200, 400, 800, 1500, 1500]);
    const connection = await rig.becomeReady();
    rig.clock.advance(10_000);
    connection.events.onClosed("ECONNRESET");
    assert.equal(rig.untilNextAttempt(), 50);
  });

  it("tells of an outage once, however many attempts it takes", async () => {
    const rig = new Rig();
    rig.client.start();
    for (let attempt = 0; attempt < 5; attempt++) {
      rig.last.events.onClosed("ECONNREFUSED");
      rig.untilNextAttempt();
    }
    await rig.becomeReady();
    assert.deepEqual(rig.events, [{ type: "unavailable", problem: "ECONNREFUSED" }, { type: "available" }]);
  });

  it("calls its listeners each time it becomes available", async () => {
    const rig = new Rig();
    let count = 0;
    const end = rig.client.onAvailable(() => count++);
    rig.client.start();
    (await rig.becomeReady()).events.onClosed("ECONNRESET");
    rig.untilNextAttempt();
    await rig.becomeReady();
    assert.equal(count, 2);
    end();
    rig.last.events.onClosed("ECONNRESET");
    rig.untilNextAttempt();
    await rig.becomeReady();
    assert.equal(count, 2);
  });

  it("leaves no timer and no connection behind when it is closed, and fails what waits", async () => {
    for (const state of ["idle", "connecting", "ready", "waiting"]) {
      const rig = new Rig();
      if (state !== "idle") rig.client.start();
      if (state === "ready") await rig.becomeReady();
      if (state === "waiting") rig.last.events.onClosed("ECONNREFUSED");
      const call = failureOf(rig.client.call("GET", ["k"]));
      rig.client.close();
      await call;
      assert.equal(rig.clock.pendingTimers, 0, state);
      assert.ok(
        rig.connections.every(({ destroyed }) => destroyed),
        state,
      );
      rig.client.start();
      assert.ok(rig.connections.length <= 1, state);
    }
  });
});

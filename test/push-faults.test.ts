import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { status } from "@grpc/grpc-js";
import { Request as StaticInfo } from "../generated/ts/Qot_GetStaticInfo.js";
import { Request as SubRequest, Response as SubResponse } from "../generated/ts/Qot_Sub.js";
import { Response as UpdateBasicQot } from "../generated/ts/Qot_UpdateBasicQot.js";
import { Response as UpdateTicker } from "../generated/ts/Qot_UpdateTicker.js";
import { Response as UpdateOrder } from "../generated/ts/Trd_UpdateOrder.js";
import { detailsOf } from "../src/grpc/testing/futu-client.js";
import { until } from "../src/grpc/testing/until.js";
import { BACKOFF_STEPS_MS } from "../src/opend/backoff.js";
import type { SimulatorOptions } from "../src/simulator/options.js";
import { Simulator } from "../src/simulator/simulator.js";
import { FaultProxy } from "../src/testing/fault-proxy.js";
import { PushJournal } from "./support/push-journal.js";
import { PushSubscriber } from "./support/push-subscriber.js";
import { type RecordedFrame, RecordingOpend } from "./support/recording-opend.js";
import { Stack, type StackOptions } from "./support/stack.js";

const SOAK = process.env["OPEND_GATEWAY_SOAK"] === "1";
const SUB = 3001;
const TENCENT = { market: 1, code: "00700" };
const ACCOUNT = 281756479000000101n;
const BASIC = { filters: [{ securities: ["HK.00700"], sub_types: [1] }], subscribe: true, control_events: true };

function ok(): Buffer {
  return Buffer.from(SubResponse.encode(SubResponse.fromPartial({ retType: 0 })).finish());
}

function quote(volume: number): Buffer {
  const s2c = { basicQotList: [{ security: TENCENT, volume: BigInt(volume) }] };
  return Buffer.from(UpdateBasicQot.encode(UpdateBasicQot.fromPartial({ retType: 0, s2c })).finish());
}

function volumes(stream: PushSubscriber): readonly number[] {
  return stream.data.map(({ body }) =>
    Number(UpdateBasicQot.decode(body ?? Buffer.alloc(0)).s2c?.basicQotList[0]?.volume),
  );
}

function tick(sequence: number): Buffer {
  const s2c = { security: TENCENT, tickerList: [{ sequence: BigInt(sequence) }] };
  return Buffer.from(UpdateTicker.encode(UpdateTicker.fromPartial({ retType: 0, s2c })).finish());
}

function order(number: number): Buffer {
  const header = { trdEnv: 0, accID: ACCOUNT, trdMarket: 1 };
  const s2c = { header, order: { orderID: BigInt(number), remark: `order ${number}` } };
  return Buffer.from(UpdateOrder.encode(UpdateOrder.fromPartial({ retType: 0, s2c })).finish());
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** A gateway before an OpenD that the test plays. */
async function scripted(
  run: (parts: { readonly opend: RecordingOpend; readonly stack: Stack; readonly home: () => bigint }) => Promise<void>,
): Promise<void> {
  const opend = new RecordingOpend(() => ok());
  const stack = new Stack({ opend: [await opend.listen()], connections: 1 });
  await stack.start();
  const home = (): bigint => {
    const [first] = opend.frames;
    assert.ok(first !== undefined, "something was asked");
    return first.connId;
  };
  try {
    await run({ opend, stack, home });
  } finally {
    await stack.stop();
    await opend.close();
  }
}

/** A gateway, a proxy that does harm, and a simulator. */
async function proxied(
  simulated: SimulatorOptions,
  options: Partial<StackOptions>,
  run: (parts: { readonly proxy: FaultProxy; readonly stack: Stack; readonly journal: PushJournal }) => Promise<void>,
): Promise<void> {
  const journal = new PushJournal();
  const simulator = new Simulator({ frequencyLimits: false, ...simulated, journal: journal.record });
  const target = await simulator.listen({ host: "127.0.0.1", port: 0 });
  const proxy = await FaultProxy.listen({ target });
  const stack = new Stack({ opend: [proxy.address], connections: 1, ...options });
  await stack.start();
  try {
    await run({ proxy, stack, journal });
  } finally {
    await stack.stop();
    await proxy.close();
    await simulator.close();
  }
}

function subscribes(frames: readonly RecordedFrame[], subscribe = true): number {
  return frames.filter(
    ({ protoId, body }) => protoId === SUB && SubRequest.decode(body).c2s?.isSubOrUnSub === subscribe,
  ).length;
}

describe("pushes and what OpenD may do", () => {
  it("fault 11: a push before the answer to its subscribe reaches the stream, behind its acceptance", async () => {
    await scripted(async ({ opend, stack }) => {
      opend.answer = (frame) => {
        opend.push(frame.connId, [{ protoId: 3005, body: quote(1) }]);
        return ok();
      };
      const stream = new PushSubscriber(stack.newClient(), { ...BASIC, snapshot: true });
      await stream.until("an event", () => stream.data.length === 1);
      assert.ok(stream.events[0]?.control?.accepted !== undefined);
      assert.deepEqual(volumes(stream), [1]);
      assert.notEqual(stream.data[0]?.snapshot, true, "it is live, and comes once");
      stream.checkSequences();
    });
  });

  it("fault 11: where the subscribe is then refused, nobody gets the push", async () => {
    await scripted(async ({ opend, stack }) => {
      opend.answer = (frame) => {
        opend.push(frame.connId, [{ protoId: 3005, body: quote(1) }]);
        return Buffer.from(SubResponse.encode(SubResponse.fromPartial({ retType: -1, retMsg: "no right" })).finish());
      };
      const stream = new PushSubscriber(stack.newClient(), { ...BASIC, snapshot: true });
      const failure = await stream.end();
      assert.equal(failure?.code, status.FAILED_PRECONDITION);
      assert.equal(detailsOf(failure).errorInfo?.reason, "SUBSCRIPTION_REFUSED");
      assert.match(failure.message, /HK\.00700.*no right/);
      assert.deepEqual(stream.events, []);
    });
  });

  it("fault 12: of 10,000 ticks in one write, all come in order, or are counted as dropped", async () => {
    await scripted(async ({ opend, stack, home }) => {
      const filters = [{ securities: ["HK.00700"], sub_types: [4] }];
      const stream = new PushSubscriber(stack.newClient(), { filters, subscribe: true, control_events: true });
      await stream.accepted();
      const COUNT = 10_000;
      opend.push(home(), [...numbers(COUNT).map((number) => ({ protoId: 3011, body: tick(number) }))]);
      const dropped = (): number => stream.data.reduce((sum, event) => sum + (event.dropped ?? 0), 0);
      await stream.until("all ticks", () => stream.data.length + dropped() === COUNT);
      stream.checkSequences();
      let last = 0;
      for (const event of stream.data) {
        const next = Number(UpdateTicker.decode(event.body ?? Buffer.alloc(0)).s2c?.tickerList[0]?.sequence);
        // Each event tells exactly what is missing before it.
        assert.equal(next, last + 1 + (event.dropped ?? 0));
        last = next;
      }
      assert.equal(last, COUNT);
    });
  });

  it("fault 12: of 10,000 order events in one write, a stream gets all, or ends and resumes with the rest", async () => {
    await scripted(async ({ opend, stack, home }) => {
      const request = { filters: [{ accounts: [ACCOUNT] }], subscribe: true, control_events: true };
      let stream = new PushSubscriber(stack.newClient(), request);
      await stream.accepted();
      const COUNT = 10_000;
      opend.push(home(), [...numbers(COUNT).map((number) => ({ protoId: 2208, body: order(number) }))]);
      const got: number[] = [];
      while (got.length < COUNT) {
        const before = stream;
        await until(() => before.over || got.length + before.trades.length === COUNT, "the order events");
        before.checkSequences();
        for (const { body } of before.trades) {
          got.push(Number(UpdateOrder.decode(body ?? Buffer.alloc(0)).s2c?.order?.orderID));
        }
        if (!before.over) break;
        assert.ok(before.failure !== null);
        assert.equal(detailsOf(before.failure).errorInfo?.reason, "SLOW_CONSUMER");
        stream = new PushSubscriber(stack.newClient(), { ...request, resume_after: before.position });
        await stream.accepted();
      }
      assert.deepEqual(got, numbers(COUNT));
    });
  });
});

describe("pushes and a connection to OpenD that is sick", () => {
  it("fault 17: while OpenD takes nothing, pushes flow, calls end at their deadline, and all is well afterwards", async () => {
    await proxied({ firehose: { eventsPerSecond: 200 } }, { maxInFlightPerMember: 50 }, async (parts) => {
      const { proxy, stack, journal } = parts;
      const stream = new PushSubscriber(stack.newClient(), BASIC);
      await stream.until("events", () => stream.data.length > 10);
      proxy.set({ toServer: { stall: true } });
      const client = stack.newClient();
      // Far more than the socket's buffers hold, so that writes really wait.
      const body = Buffer.concat([staticInfo(), Buffer.from([0x7a, ...varint(500_000)]), Buffer.alloc(500_000)]);
      const deadline = new Date(Date.now() + 700);
      const outcomes = await Promise.all(numbers(40).map(() => client.request(3202, body, { deadline })));
      for (const { error } of outcomes) assert.equal(error?.code, status.DEADLINE_EXCEEDED, error?.message);
      const during = stream.data.length;
      await stream.until("events during the stall", () => stream.data.length > during + 20);
      proxy.heal();
      let answered = false;
      while (!answered) {
        const { error } = await client.request(3202, staticInfo(), { deadline: new Date(Date.now() + 5_000) });
        answered = error === null;
      }
      const after = stream.data.length;
      await stream.until("events after the stall", () => stream.data.length > after + 20);
      stream.checkSequences();
      journal.check(stream.events, "announced");
      assert.equal(stack.gateway.pool.pending, 0);
    });
  });

  it("fault 18: a connection that falls silent without a word is found by heartbeats, told, and replaced", {
    timeout: 30_000,
  }, async () => {
    await proxied({ firehose: { eventsPerSecond: 200 }, keepAliveIntervalSec: 1 }, {}, async (parts) => {
      const { proxy, stack, journal } = parts;
      const streams = [new PushSubscriber(stack.newClient(), BASIC), new PushSubscriber(stack.newClient())];
      for (const stream of streams) await stream.until("events", () => stream.data.length > 10);
      proxy.set({ toClient: { drop: true }, toServer: { drop: true } });
      const [told, compat] = streams as [PushSubscriber, PushSubscriber];
      await told.until("upstream_down", () => told.controls("upstream_down").length === 1);
      proxy.heal();
      await told.until("upstream_restored", () => told.controls("upstream_restored").length === 1);
      for (const stream of streams) {
        const before = stream.data.length;
        await stream.until("events", () => stream.data.length > before + 10);
        stream.checkSequences(stream === compat);
        assert.equal(stream.data.filter(({ after_gap }) => after_gap === true).length, 1);
        journal.check(stream.events, "announced");
      }
      const [restored] = told.controls("upstream_restored");
      assert.equal(restored?.possible_gap, true);
      assert.deepEqual(
        restored?.keys?.map(({ sec_key, sub_type }) => [sec_key, sub_type]),
        [["1_00700", 1]],
      );
    });
  });

  it("fault 24: an OpenD that comes and goes is not stormed, each time is told, and nothing is left behind", {
    timeout: 120_000,
  }, async (t) => {
    const PERIOD_MS = SOAK ? 1_000 : 350;
    const ROUNDS = SOAK ? 30 : 5;
    await proxied({ firehose: { eventsPerSecond: 100 } }, { connections: 2 }, async ({ proxy, stack, journal }) => {
      const stream = new PushSubscriber(stack.newClient(), BASIC);
      await stream.until("events", () => stream.data.length > 10);
      const before = { ...stack.gateway.ledger.snapshot(), upstreamCalls: null };
      const open = (): number => process.getActiveResourcesInfo().length;
      const resources = open();
      const startedMs = performance.now();
      const known = stack.events.length;
      for (let round = 0; round < ROUNDS; round++) {
        await proxy.down();
        await wait(PERIOD_MS);
        await proxy.up();
        await wait(PERIOD_MS);
      }
      const tookMs = performance.now() - startedMs;
      const attempts = stack.events
        .slice(known)
        .filter((event) => event.type === "member_state" && event.to === "connecting").length;
      // No attempt of a connection comes sooner after its last one than the first step of the back-off.
      const most = 2 * (Math.ceil(tookMs / (BACKOFF_STEPS_MS[0] as number)) + 1);
      assert.ok(attempts <= most, `${attempts} attempts to connect in ${tookMs} ms, at most ${most} are allowed`);

      await stack.until(() => stack.gateway.pool.snapshot().members.every(({ state }) => state === "ready"));
      await until(() => stream.controls("upstream_restored").length === stream.controls("upstream_down").length);
      const events = stream.data.length;
      await stream.until("events", () => stream.data.length > events + 10);
      const told = stream.events.flatMap(({ control }) =>
        control?.upstream_down !== undefined ? "down" : control?.upstream_restored !== undefined ? "restored" : [],
      );
      assert.ok(told.length >= 4, "it came and went");
      for (const [place, what] of told.entries()) assert.equal(what, place % 2 === 0 ? "down" : "restored");
      stream.checkSequences();
      journal.check(stream.events, "announced");
      assert.deepEqual({ ...stack.gateway.ledger.snapshot(), upstreamCalls: null }, before);
      await until(() => open() <= resources + 2, `${resources} sockets and timers as before`);
      if (SOAK) t.diagnostic(`${ROUNDS} rounds, ${attempts} attempts of 2 connections in ${Math.round(tookMs)} ms`);
    });
  });
});

describe("readers that are slow while OpenD goes and returns", () => {
  it("get the newest values, each merged or marked, and every loss in its place", { timeout: 60_000 }, async () => {
    const ROUNDS = SOAK ? 4 : 2;
    const firehose = { eventsPerSecond: 400, bodyBytes: 5_000 };
    const pushLimits = { maxQueuedEvents: 60 };
    await proxied({ firehose, firehoseTrades: 2 }, { pushLimits }, async ({ proxy, stack, journal }) => {
      const filters = [{ securities: ["HK.00700", "HK.09988"], sub_types: [1, 2], accounts: [ACCOUNT] }];
      const request = { filters, subscribe: true, control_events: true };
      const watcher = new PushSubscriber(stack.newClient(), { ...request, filters: [{ ...filters[0], accounts: [] }] });
      const slow = [request, {}].map((each) => new PushSubscriber(stack.newClient(), each));
      for (let round = 1; round <= ROUNDS; round++) {
        for (const stream of slow) {
          const before = stream.data.length;
          await stream.until("events", () => stream.data.length > before + 20);
          stream.pause();
        }
        await until(() => stack.gateway.hub.stats().blocked === slow.length, "streams that wait for their readers");
        const full = watcher.data.length + 200;
        await watcher.until("far more events than a queue takes", () => watcher.data.length > full);
        proxy.resetAll();
        await watcher.until("upstream_restored", () => watcher.controls("upstream_restored").length === round);
        const after = watcher.data.length;
        await watcher.until("events", () => watcher.data.length > after + 50);
        for (const stream of slow) stream.resume();
      }
      const [full, compat] = slow as [PushSubscriber, PushSubscriber];
      await full.until("upstream_restored", () => full.controls("upstream_restored").length === ROUNDS);
      for (const stream of slow) {
        const before = stream.data.length;
        await stream.until("events", () => stream.data.length > before + 50);
        stream.checkSequences(stream === compat);
        assert.ok(stream.data.some(({ conflated = 0 }) => conflated > 0));
        journal.check(stream.events, "announced");
      }
      // What is marked stands behind the loss that it is about, and its return.
      let restored = 0;
      for (const { control, after_gap } of full.events) {
        if (control?.upstream_restored !== undefined) restored++;
        if (after_gap === true) assert.ok(restored > 0 || full.controls("upstream_down").length > 0);
      }
    });
  });
});

describe("many streams", () => {
  it("fault 45: thousands of subscribers of one symbol cost one subscription, and each gets every event", {
    timeout: 120_000,
  }, async (t) => {
    const SUBSCRIBERS = SOAK ? 10_000 : 2_000;
    const PER_CONNECTION = 100;
    const EVENTS = 5;
    await scripted(async ({ opend, stack, home }) => {
      const heapBefore = process.memoryUsage().heapUsed;
      const streams: PushSubscriber[] = [];
      while (streams.length < SUBSCRIBERS) {
        const client = stack.newClient();
        const more = numbers(PER_CONNECTION).map(() => new PushSubscriber(client, BASIC));
        for (const stream of more) await stream.accepted();
        streams.push(...more);
      }
      if (SOAK) {
        const bytes = (process.memoryUsage().heapUsed - heapBefore) / SUBSCRIBERS;
        t.diagnostic(`${Math.round(bytes)} bytes of heap a stream, its client included`);
      }
      assert.equal(stack.gateway.hub.stats().streams, SUBSCRIBERS);
      opend.push(home(), [...numbers(EVENTS).map((number) => ({ protoId: 3005, body: quote(number) }))]);
      for (const stream of streams) {
        await stream.until("every event", () => stream.data.length === EVENTS);
        assert.deepEqual(volumes(stream), numbers(EVENTS));
        stream.checkSequences();
      }
      assert.equal(subscribes(opend.frames), 1);
      await Promise.all(streams.map((stream) => stream.cancel()));
      await until(() => stack.gateway.hub.stats().streams === 0, "the end of all streams");
      assert.equal(stack.gateway.ledger.snapshot().holders, 0);
    });
  });

  it("fault 46: the same stream twice is one subscription, and the end of one is not the other's", async () => {
    await scripted(async ({ opend, stack, home }) => {
      const client = stack.newClient();
      const [one, other] = [new PushSubscriber(client, BASIC), new PushSubscriber(client, BASIC)] as const;
      await one.accepted();
      await other.accepted();
      opend.push(home(), [{ protoId: 3005, body: quote(1) }]);
      for (const stream of [one, other]) await stream.until("an event", () => stream.data.length === 1);
      await one.cancel();
      await until(() => stack.gateway.hub.stats().streams === 1);
      opend.push(home(), [{ protoId: 3005, body: quote(2) }]);
      await other.until("an event", () => other.data.length === 2);
      assert.deepEqual(volumes(other), [1, 2]);
      assert.equal(stack.gateway.ledger.snapshot().lingering, 0, "it is still held");
      assert.equal(subscribes(opend.frames), 1);
      assert.equal(subscribes(opend.frames, false), 0);
    });
  });
});

function staticInfo(): Buffer {
  return Buffer.from(StaticInfo.encode({ c2s: { securityList: [TENCENT] } }).finish());
}

function varint(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}

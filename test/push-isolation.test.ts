import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { status } from "@grpc/grpc-js";
import { SubscribePushRequest } from "../generated/ts/futu/service/futu.js";
import { until } from "../src/grpc/testing/until.js";
import { Simulator } from "../src/simulator/simulator.js";
import { FaultProxy } from "../src/testing/fault-proxy.js";
import { digest, ReaderProcess, type StreamReport } from "./support/reader-process.js";
import { Stack } from "./support/stack.js";

const SOAK = process.env["OPEND_GATEWAY_SOAK"] === "1";
const STREAMS = SOAK ? 50 : 15;
const EVENTS_PER_SECOND = SOAK ? 150 : 400;
/** In a minute fewer than the queue takes: none may be dropped. */
const TRADES_PER_SECOND = SOAK ? 10 : 20;
/** Larger than what the queue holds in events for its bytes: the bytes are the bound. */
const BODY_BYTES = 5_000;
const STOPPED_MS = 60_000;
const MAX_QUEUED_BYTES = 4 * 1024 * 1024;
const MEMORY_RATIO = 1.2;
const SAMPLES = 10;
const SLOW_READER_TIMEOUT_MS = SOAK ? 30_000 : 1_500;
const NO_TIMEOUT_MS = 10 * STOPPED_MS;
const ACCOUNT = 281756479000000101n;
const TRADES = [2208, 2218];

interface Parts {
  readonly stack: Stack;
  /** Before OpenD. */
  readonly proxy: FaultProxy;
  readonly others: ReaderProcess;
  readonly stopped: ReaderProcess;
  /** Digests of the trade events that OpenD sent. */
  readonly sent: readonly string[];
  /** Ends everything in order, so that all that was sent arrives. */
  readonly finish: () => Promise<void>;
}

function exposedGc(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}

/** All streams on one symbol and an account: one in a process that can be stopped, the others in another one. */
async function isolated(stallTimeoutMs: number, run: (parts: Parts) => Promise<void>): Promise<void> {
  const sent: string[] = [];
  const simulator = new Simulator({
    frequencyLimits: false,
    firehose: { eventsPerSecond: EVENTS_PER_SECOND, kinds: [1, 4], bodyBytes: BODY_BYTES },
    firehoseTrades: TRADES_PER_SECOND,
    journal: ({ protoId, body }) => {
      if (TRADES.includes(protoId)) sent.push(digest(body));
    },
  });
  const proxy = await FaultProxy.listen({ target: await simulator.listen({ host: "127.0.0.1", port: 0 }) });
  const stack = new Stack({
    opend: [proxy.address],
    connections: 1,
    pushLimits: { stallTimeoutMs, maxQueuedBytes: MAX_QUEUED_BYTES },
  });
  await stack.start();
  const filters = [{ securities: ["HK.00700"], sub_types: [1, 4], accounts: [ACCOUNT] }];
  const request = SubscribePushRequest.fromPartial({ filters, subscribe: true, control_events: true });
  const others = new ReaderProcess(stack.port, STREAMS - 1, request);
  const stopped = new ReaderProcess(stack.port, 1, request);
  let finished: Promise<void> | null = null;
  const finish = (): Promise<void> => {
    finished ??= (async () => {
      await simulator.close();
      await stack.until(() => !stack.gateway.pool.serving);
      // An end throws away what waits.
      await until(() => stack.gateway.hub.stats().queuedEvents === 0, "empty queues");
      await stack.stop();
      await proxy.close();
    })();
    return finished;
  };
  try {
    for (const readers of [others, stopped]) {
      await readers.until("events of all streams", (reports) => reports.every(({ trades }) => trades.length > 5));
    }
    await run({ stack, proxy, others, stopped, sent, finish });
  } finally {
    for (const readers of [others, stopped]) readers.signal("SIGKILL");
    await finish();
  }
}

/** Trade events: all, in order, each once, from wherever the stream begins. */
function checkTrades({ trades }: StreamReport, sent: readonly string[]): void {
  assert.ok(trades.length > 0);
  assert.deepEqual(trades, sent.slice(-trades.length));
}

function checkOthers(reports: readonly StreamReport[], sent: readonly string[]): void {
  assert.equal(reports.length, STREAMS - 1);
  for (const report of reports) {
    assert.equal(report.gapless, true);
    assert.equal(report.end?.reason, "DRAINING", "it lives as long as the gateway");
    checkTrades(report, sent);
    assert.equal(report.gapEvents, report.dropped);
  }
}

function p99(reports: readonly StreamReport[]): number {
  const all = reports.flatMap(({ latenciesMs }) => latenciesMs).sort((one, other) => one - other);
  return all[Math.floor(all.length * 0.99)] ?? Number.NaN;
}

describe(`${STREAMS} streams on one symbol, one of them in a stopped process`, () => {
  it("cost at most 1.2 times the queue's bound; the stopped one goes on with merged values and an announced loss", {
    timeout: 240_000,
  }, async (t) => {
    const collectGarbage = exposedGc();
    /** Without what is on its way to the others: OpenD is silent for a moment. */
    const held = async (proxy: FaultProxy): Promise<number> => {
      proxy.set({ toClient: { stall: true } });
      let least = Number.POSITIVE_INFINITY;
      for (let sample = 0; sample < SAMPLES; sample++) {
        await wait(50);
        collectGarbage();
        const { heapUsed, external } = process.memoryUsage();
        least = Math.min(least, heapUsed + external);
      }
      proxy.heal();
      return least;
    };
    await isolated(NO_TIMEOUT_MS, async ({ stack, proxy, others, stopped, sent, finish }) => {
      const { hub } = stack.gateway;
      await others.report();
      await wait(SOAK ? 20_000 : 500);
      const before = p99(await others.report());
      const heldBefore = await held(proxy);

      // What was held up by the measurement is no latency.
      if (SOAK) await wait(2_000);
      await others.report();
      stopped.signal("SIGSTOP");
      if (SOAK) await wait(STOPPED_MS);
      const during = p99(await others.report());
      // Its queue is full, and goes on being full.
      await until(() => hub.stats().dropped > 100, "a full queue");
      const grown = (await held(proxy)) - heldBefore;
      const written = hub.stats().written;
      await until(() => hub.stats().written > written + STREAMS * 20, "events to the others");
      stopped.signal("SIGCONT");
      await stopped.until("the loss", ([report]) => (report?.dropped ?? 0) >= 100 && (report?.conflated ?? 0) > 0);
      await stopped.until("live events", ([report]) => hub.stats().queuedEvents < 100 && report?.end === null);
      await finish();

      await others.until("the end", (reports) => reports.every(({ end }) => end !== null));
      checkOthers(await others.report(), sent);
      const [report] = await stopped.report();
      assert.ok(report !== undefined);
      assert.equal(report.gapless, true);
      checkTrades(report, sent);
      assert.ok(report.gapEvents >= 100 && report.conflated > 0);
      assert.equal(report.gapEvents, report.dropped, "gap events and marks tell the same");
      assert.equal(report.end?.reason, "DRAINING");
      if (SOAK)
        t.diagnostic(`p99 of the others: ${before.toFixed(2)} ms before, ${during.toFixed(2)} ms during the stop`);
      t.diagnostic(`memory grew by ${grown} bytes, ${(grown / MAX_QUEUED_BYTES).toFixed(2)} x the bound`);
      assert.ok(grown <= MEMORY_RATIO * MAX_QUEUED_BYTES, `${grown} bytes more for one stopped reader`);
    });
  });

  it("and past the timeout it ends with SLOW_CONSUMER, which it learns when it goes on", {
    timeout: 240_000,
  }, async () => {
    await isolated(SLOW_READER_TIMEOUT_MS, async ({ stack, others, stopped, sent, finish }) => {
      const { hub } = stack.gateway;
      stopped.signal("SIGSTOP");
      const stoppedAtMs = performance.now();
      if (SOAK) await wait(STOPPED_MS);
      else await until(() => hub.stats().endsByReason.SLOW_CONSUMER === 1, "the end of the stopped stream");
      assert.equal(hub.stats().endsByReason.SLOW_CONSUMER, 1, `after ${performance.now() - stoppedAtMs} ms`);
      assert.equal(hub.stats().streams, STREAMS - 1);
      stopped.signal("SIGCONT");
      await stopped.until("its end", ([report]) => report?.end !== null);
      const [report] = await stopped.report();
      assert.ok(report?.end);
      const { code, reason, metadata } = report.end;
      assert.deepEqual([code, reason], [status.RESOURCE_EXHAUSTED, "SLOW_CONSUMER"]);
      assert.equal(report.gapless, true);
      assert.equal(metadata["last_sequence"], String(report.lastSequence), "all that was written has come");
      assert.ok(Number(metadata["dropped"]) >= report.dropped);
      const sofar = sent.slice(0, sent.lastIndexOf(report.trades.at(-1) ?? "") + 1);
      checkTrades(report, sofar);

      await finish();
      await others.until("the end", (reports) => reports.every(({ end }) => end !== null));
      checkOthers(await others.report(), sent);
    });
  });
});

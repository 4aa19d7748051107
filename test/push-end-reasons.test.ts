import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type ServiceError, status } from "@grpc/grpc-js";
import type { EndReason } from "../src/gateway/push/end-reason.js";
import { detailsOf, type FutuClient } from "../src/grpc/testing/futu-client.js";
import { until } from "../src/grpc/testing/until.js";
import { Simulator } from "../src/simulator/simulator.js";
import { PushSubscriber } from "./support/push-subscriber.js";
import { Stack, type StackOptions } from "./support/stack.js";

const ACCOUNT = 281756479000000101n;
const QUOTES = { filters: [{ securities: ["HK.00700"], sub_types: [1] }], subscribe: true, control_events: true };
const TRADES = { filters: [{ accounts: [ACCOUNT] }], subscribe: true, control_events: true };

interface Parts {
  readonly simulator: Simulator;
  readonly stack: Stack;
  readonly client: FutuClient;
}

async function running(options: Partial<StackOptions>, run: (parts: Parts) => Promise<void>): Promise<void> {
  const simulator = new Simulator({
    frequencyLimits: false,
    firehose: { eventsPerSecond: 100 },
    firehoseTrades: 100,
  });
  const opend = await simulator.listen({ host: "127.0.0.1", port: 0 });
  const stack = new Stack({ opend: [opend], connections: 1, ...options });
  await stack.start();
  try {
    await run({ simulator, stack, client: stack.newClient() });
  } finally {
    await stack.stop();
    await simulator.close();
  }
}

interface Told {
  readonly code: number;
  readonly reason: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly retryAfterMs: number | null;
}

function told(failure: ServiceError | null): Told {
  assert.ok(failure !== null);
  const { errorInfo, retryAfterMs } = detailsOf(failure);
  return { code: failure.code, reason: errorInfo?.reason ?? "", metadata: { ...errorInfo?.metadata }, retryAfterMs };
}

/** The last event says what the status says, and the metric counts it. */
function checkEnding(stream: PushSubscriber, reason: EndReason, stack: Stack): void {
  const ending = stream.events.at(-1)?.control?.ending;
  assert.equal(ending?.reason, reason);
  assert.equal(ending?.last_sequence ?? 0n, stream.data.at(-1)?.sequence ?? 0n);
  assert.equal(stack.gateway.hub.stats().endsByReason[reason], 1);
  assert.equal(stack.gateway.hub.stats().streams, 0);
}

describe("the end of a stream, seen by its client", () => {
  it("CLIENT_CANCELLED: its subscription lingers, and nothing else is left", async () => {
    await running({}, async ({ stack, client }) => {
      const stream = new PushSubscriber(client, QUOTES);
      await stream.until("events", () => stream.data.length > 3);
      await stream.cancel();
      await until(() => stack.gateway.hub.stats().streams === 0, "the end of the stream");
      assert.equal(stack.gateway.hub.stats().endsByReason.CLIENT_CANCELLED, 1);
      const { holders, lingering } = stack.gateway.ledger.snapshot();
      assert.deepEqual({ holders, lingering }, { holders: 0, lingering: 1 });
    });
  });

  it("UPSTREAM_LOST: UNAVAILABLE with RetryInfo, for the stream that asked for it and no other", async () => {
    await running({}, async ({ simulator, stack, client }) => {
      const stream = new PushSubscriber(client, { ...QUOTES, end_on_upstream_loss: true });
      const other = new PushSubscriber(client, QUOTES);
      for (const each of [stream, other]) await each.until("events", () => each.data.length > 3);
      simulator.dropConnections();
      const { code, reason, retryAfterMs } = told(await stream.end());
      assert.deepEqual([code, reason], [status.UNAVAILABLE, "UPSTREAM_LOST"]);
      assert.ok((retryAfterMs ?? 0) > 0);
      await other.until("upstream_restored", () => other.controls("upstream_restored").length === 1);
      await other.cancel();
      await until(() => stack.gateway.hub.stats().streams === 0, "the end of the other stream");
      checkEnding(stream, "UPSTREAM_LOST", stack);
    });
  });

  it("DRAINING: going_away, ending, then UNAVAILABLE with RetryInfo", async () => {
    await running({}, async ({ stack, client }) => {
      const stream = new PushSubscriber(client, QUOTES);
      await stream.until("events", () => stream.data.length > 3);
      const stopped = stack.stop();
      const { code, reason, retryAfterMs } = told(await stream.end());
      await stopped;
      assert.deepEqual([code, reason], [status.UNAVAILABLE, "DRAINING"]);
      assert.ok((retryAfterMs ?? 0) > 0);
      assert.equal(stream.controls("going_away").length, 1);
      checkEnding(stream, "DRAINING", stack);
    });
  });

  it("KEY_REVOKED: UNAUTHENTICATED", async () => {
    await running({}, async ({ stack, client }) => {
      const stream = new PushSubscriber(client, QUOTES);
      await stream.until("events", () => stream.data.length > 3);
      stack.gateway.hub.endStreams(({ id }) => id === "127.0.0.1", "KEY_REVOKED");
      const { code, reason } = told(await stream.end());
      assert.deepEqual([code, reason], [status.UNAUTHENTICATED, "KEY_REVOKED"]);
      checkEnding(stream, "KEY_REVOKED", stack);
    });
  });

  it("LIMIT: RESOURCE_EXHAUSTED for the stream over it; those that stand go on", async () => {
    await running({ pushLimits: { maxStreams: 2 } }, async ({ stack, client }) => {
      const streams = [new PushSubscriber(client, QUOTES), new PushSubscriber(client, QUOTES)];
      for (const stream of streams) await stream.accepted();
      const over = new PushSubscriber(client, QUOTES);
      const { code, reason } = told(await over.end());
      assert.deepEqual([code, reason], [status.RESOURCE_EXHAUSTED, "LIMIT"]);
      assert.equal(stack.gateway.hub.stats().endsByReason.LIMIT, 1);
      for (const stream of streams) {
        const before = stream.data.length;
        await stream.until("events", () => stream.data.length > before);
      }
    });
  });

  it("RESUME_OUT_OF_RANGE: OUT_OF_RANGE with the oldest position, from which it does work", async () => {
    await running({ record: { maxEvents: 50 } }, async ({ stack, client }) => {
      const first = new PushSubscriber(client, TRADES);
      await first.until("trade events", () => first.trades.length >= 10);
      const { epoch } = first.position;
      const position = first.trades[0]?.position;
      await first.until("trade events", () => first.trades.length >= 120);
      await first.cancel();
      for (const resume_after of [
        { epoch, position },
        { epoch: (epoch ?? 0n) + 1n, position },
        { epoch, position: 1n << 60n },
      ]) {
        const refused = new PushSubscriber(client, { ...TRADES, resume_after });
        const { code, reason, metadata } = told(await refused.end());
        assert.deepEqual([code, reason], [status.OUT_OF_RANGE, "RESUME_OUT_OF_RANGE"]);
        assert.deepEqual(refused.events, []);
        assert.equal(metadata["epoch"], String(epoch));
        const oldest = BigInt(metadata["oldest_position"] ?? "");
        // It goes on growing while trades come: ask for a later one that is surely there.
        const resumed = new PushSubscriber(client, { ...TRADES, resume_after: { epoch, position: oldest + 25n } });
        await resumed.until("a recorded event", () => resumed.trades.length > 0);
        assert.equal(resumed.trades[0]?.position, oldest + 26n);
        assert.equal(resumed.trades[0]?.replayed, true);
        await resumed.cancel();
      }
      assert.equal(stack.gateway.hub.stats().endsByReason.RESUME_OUT_OF_RANGE, 3);
    });
  });
});

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { after, describe, it } from "node:test";
import { Client, credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { SubscribePushRequest } from "../../generated/ts/futu/service/futu.js";
import { GetLimitsResponse } from "../../generated/ts/opend/v1/limits.js";
import { GatewayError } from "../errors/gateway-error.js";
import { NO_NOTES } from "../gateway/answer-notes.js";
import type { GatewayDone, GatewayRequest } from "../gateway/pipeline.js";
import { OwnerBudgets } from "../gateway/push/owner-budgets.js";
import { basicQot } from "../gateway/push/testing/push-rig.js";
import { CallerLimits } from "../limits/caller-limits.js";
import type { RateState } from "../limits/rate-state.js";
import { decodeStatusDetails, STATUS_DETAILS_KEY } from "./status-details.js";
import { detailsOf } from "./testing/futu-client.js";
import { RawConnection } from "./testing/raw-stream.js";
import { startTestServer, type TestServer } from "./testing/test-server.js";
import { until } from "./testing/until.js";

const closers: (() => unknown)[] = [];
after(async () => {
  for (const close of closers.reverse()) await close();
});

const EMPTY = Buffer.alloc(0);
const RATE: RateState = { limit: 60, remaining: 7, resetMs: 12_001 };
const RATE_KEYS = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"];

type Answer = (request: GatewayRequest, done: GatewayDone) => void;

async function serve(answer: Answer, options: Parameters<typeof startTestServer>[1] = {}): Promise<TestServer> {
  const call = (request: GatewayRequest, done: GatewayDone): (() => void) => {
    answer(request, done);
    return () => {};
  };
  const server = await startTestServer({ call }, options);
  closers.push(() => server.close());
  return server;
}

/** A server whose callers have a profile of few calls and streams. */
async function limited(quotes = 5, streams = 2): Promise<TestServer & { readonly budgets: OwnerBudgets }> {
  const tiny = { quotes: { perSecond: 0.001, burst: quotes }, streams, symbols: 3 };
  const callers = new CallerLimits({ now: () => 0, profiles: { tiny }, defaultProfile: "tiny" });
  const budgets = new OwnerBudgets({
    limits: (profile) => callers.profile(profile),
    ledger: { unitCount: () => 0, newUnits: (_holder, units) => units.length },
  });
  const server = await serve(
    (request, done) =>
      done({ retType: 0, retMsg: "", errCode: 0, protoId: request.protoId, body: EMPTY }, null, NO_NOTES),
    {
      limitsParts: {
        callers,
        budgets,
        opend: () => [
          { subject: "opend:3203", description: "60 calls in 30 s", accId: null, rate: RATE },
          { subject: "opend:2202", description: "15 calls in 30 s", accId: 2n ** 63n + 1n, rate: RATE },
        ],
        orders: { usage: async () => ({ dayCents: 12_345, ordersLastMinute: 2 }) },
        trading: "simulate",
        wallMs: () => 0,
      },
    },
  );
  return { ...server, budgets };
}

function values(metadata: Metadata | undefined, keys: readonly string[]): readonly unknown[] {
  return keys.map((key) => metadata?.get(key)[0]);
}

describe("the headers of an answer", () => {
  it("say what is left of the limit that is nearest, in whole seconds rounded up", async () => {
    const server = await serve(({ protoId, body }, done) =>
      done({ retType: 0, retMsg: "", errCode: 0, protoId, body }, null, { ...NO_NOTES, rate: RATE }),
    );
    const { headers, error } = await server.client.request(3203, EMPTY);
    assert.equal(error, null);
    assert.deepEqual(values(headers, RATE_KEYS), ["60", "7", "13"]);
    assert.deepEqual(values(headers, ["x-idempotent-replay", "x-opend-cache"]), [undefined, undefined]);
  });

  it("mark a replay and an answer out of the cache", async () => {
    const server = await serve(({ protoId, body }, done) =>
      done({ retType: 0, retMsg: "", errCode: 0, protoId, body }, null, { ...NO_NOTES, replayed: true, cached: true }),
    );
    const { headers } = await server.client.request(2202, EMPTY);
    assert.deepEqual(values(headers, ["x-idempotent-replay", "x-opend-cache"]), ["true", "hit"]);
    assert.deepEqual(values(headers, RATE_KEYS), [undefined, undefined, undefined], "no limit, no numbers");
  });

  it("are in the trailers of a refusal, with retry-after, RetryInfo and QuotaFailure", async () => {
    const quota = { subject: "opend:3204", description: "10 calls in 30 s" };
    const server = await serve((_request, done) =>
      done(null, new GatewayError("UPSTREAM_RATE", "used up", { retryAfterMs: 1501, quota, protoId: 3204 }), {
        ...NO_NOTES,
        rate: { limit: 10, remaining: 0, resetMs: 30_000 },
      }),
    );
    const { error } = await server.client.request(3204, EMPTY);
    assert.equal(error?.code, status.RESOURCE_EXHAUSTED);
    assert.deepEqual(values(error.metadata, [...RATE_KEYS, "retry-after"]), ["10", "0", "30", "2"]);
    const details = detailsOf(error);
    assert.deepEqual(
      [details.errorInfo?.reason, details.retryAfterMs, details.quota],
      ["UPSTREAM_RATE", 1501, [quota]],
    );
  });
});

describe("the idempotency-key", () => {
  it("goes to the pipeline as it is", async () => {
    const seen: (string | null)[] = [];
    const server = await serve(({ protoId, body, idempotencyKey }, done) => {
      seen.push(idempotencyKey);
      done({ retType: 0, retMsg: "", errCode: 0, protoId, body }, null, NO_NOTES);
    });
    await server.client.request(2202, EMPTY, { metadata: { "idempotency-key": "order-1" } });
    await server.client.request(2202, EMPTY);
    assert.deepEqual(seen, ["order-1", null]);
  });

  it("is refused where it stands there twice", async () => {
    let calls = 0;
    const server = await serve(() => calls++);
    const client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
    closers.push(() => client.close());
    const metadata = new Metadata();
    for (const key of ["one", "two"]) metadata.add("idempotency-key", key);
    const error = await new Promise<ServiceError | null>((resolve) => {
      const same = (bytes: Buffer): Buffer => bytes;
      client.makeUnaryRequest("/futu.service.FutuOpenD/Request", same, same, EMPTY, metadata, (failure) =>
        resolve(failure),
      );
    });
    assert.equal(error?.code, status.INVALID_ARGUMENT);
    assert.match(error.details, /idempotency-key/);
    assert.equal(calls, 0);
  });
});

describe("what is refused before it comes to the pipeline", () => {
  it("costs as much as a call, so that it can't be had without end", async () => {
    const server = await limited(3);
    const bad = { metadata: { "x-opend-body": "what" } };
    const outcomes = [];
    for (let call = 0; call < 4; call++) outcomes.push(await server.client.request(1002, EMPTY, bad));
    assert.deepEqual(
      outcomes.map(({ error }) => error && [error.code, error.metadata.get("x-ratelimit-remaining")[0]]),
      [
        [status.INVALID_ARGUMENT, "2"],
        [status.INVALID_ARGUMENT, "1"],
        [status.INVALID_ARGUMENT, "0"],
        [status.RESOURCE_EXHAUSTED, "0"],
      ],
    );
    const last = outcomes[3]?.error;
    assert.ok(last);
    const { errorInfo, quota } = detailsOf(last);
    assert.equal(errorInfo?.reason, "RATE_LIMITED");
    assert.deepEqual(quota, [{ subject: "caller:quotes", description: "3 at once, then 0.06 a minute" }]);
  });
});

describe("push streams of a caller", () => {
  it("have the headers, and cost one call to open", async () => {
    const server = await limited(5);
    const stream = server.client.subscribe();
    stream.on("error", () => {});
    const [headers] = (await once(stream, "metadata")) as [Metadata];
    assert.deepEqual(values(headers, RATE_KEYS.slice(0, 2)), ["5", "4"]);
    stream.cancel();
  });

  it("are no more at once than the profile says; the next one is refused with QuotaFailure", async () => {
    const server = await limited(50, 2);
    const open = [1, 2].map(() => server.client.subscribe());
    for (const stream of open) stream.on("error", () => {});
    await Promise.all(open.map((stream) => once(stream, "metadata")));
    const refused = server.client.subscribe();
    refused.on("data", () => {});
    const [error] = (await once(refused, "error")) as [ServiceError];
    assert.equal(error.code, status.RESOURCE_EXHAUSTED);
    const { errorInfo, quota } = detailsOf(error);
    assert.equal(errorInfo?.reason, "LIMIT");
    assert.deepEqual(quota, [{ subject: "caller:streams", description: "2 push streams at once" }]);
    assert.equal(error.metadata.get("x-ratelimit-limit")[0], "50");
    open[0]?.cancel();
    await until(() => server.hub.stats().streams === 1);
    const next = server.client.subscribe();
    next.on("error", () => {});
    await once(next, "metadata");
    for (const stream of [open[1], next]) stream?.cancel();
  });

  it("may subscribe no more than the profile says", async () => {
    const server = await limited();
    const filter = { securities: ["HK.00001", "HK.00002"], sub_types: [1, 4] };
    const request = SubscribePushRequest.fromPartial({ filters: [filter], subscribe: true });
    const stream = server.client.subscribe(Buffer.from(SubscribePushRequest.encode(request).finish()));
    stream.on("data", () => {});
    const [error] = (await once(stream, "error")) as [ServiceError];
    assert.deepEqual(
      detailsOf(error).quota?.map(({ subject }) => subject),
      ["caller:symbols"],
    );
    assert.equal(server.ledger.holders.size, 0);
  });

  it("that are half-dead keep nobody out, and are no more than three times as many", async () => {
    const server = await limited(50, 2);
    const raw = new RawConnection(server.port);
    closers.push(() => raw.close());
    const calls = async (): Promise<number> => {
      const text = await server.registry.metrics();
      const started = /grpc_server_started_total\{[^}]*SubscribePush[^}]*\} (\d+)/.exec(text);
      return Number(started?.[1] ?? 0);
    };
    // More than the reader's window holds, then the end: the status waits behind it.
    const openAndEnd = async (): Promise<void> => {
      const streams = [raw.subscribe(), raw.subscribe()];
      await Promise.all(streams.map(({ opened }) => opened));
      for (const stream of streams) stream.pause();
      for (let price = 0; price < 3000; price++) {
        server.hub.publish({
          protoId: 3005,
          body: Buffer.from(basicQot(price, "HK.00700")),
          member: "m",
          readAtMs: price,
        });
      }
      server.hub.endStreams(() => true, "KEY_CHANGED");
      assert.equal(server.hub.stats().streams, 0);
    };
    for (let round = 0; round < 4; round++) await openAndEnd();
    assert.equal(await calls(), 8, "half-dead ones do not keep others out");
    const refused = server.client.subscribe();
    refused.on("data", () => {});
    const [error] = (await once(refused, "error")) as [ServiceError];
    assert.equal(detailsOf(error).errorInfo?.reason, "LIMIT");
    assert.match(error.details, /wait for their readers/);
    raw.close();
    await until(() => server.budgets.size === 0, "the end of the connection that nobody reads");
    const stream = server.client.subscribe();
    stream.on("error", () => {});
    await once(stream, "metadata");
    stream.cancel();
  });
});

describe("opend.v1.Limits", () => {
  async function get(server: TestServer): Promise<{ response: GetLimitsResponse; headers: Metadata }> {
    const client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
    closers.push(() => client.close());
    return new Promise((resolve, reject) => {
      let headers = new Metadata();
      const call = client.makeUnaryRequest(
        "/opend.v1.Limits/Get",
        (bytes: Buffer) => bytes,
        (bytes: Buffer) => GetLimitsResponse.decode(bytes),
        EMPTY,
        (error, response) => {
          if (error !== null) {
            const [bytes] = error.metadata.get(STATUS_DETAILS_KEY);
            reject(bytes instanceof Buffer ? new Error(JSON.stringify(decodeStatusDetails(bytes))) : error);
          } else if (response !== undefined) resolve({ response, headers });
        },
      );
      call.on("metadata", (received: Metadata) => {
        headers = received;
      });
    });
  }

  it("shows everybody what open mode grants and what is left", async () => {
    const server = await limited(5, 2);
    const stream = server.client.subscribe();
    stream.on("error", () => {});
    await once(stream, "metadata");
    const { response, headers } = await get(server);
    stream.cancel();
    assert.deepEqual(response.scopes, ["qot:read", "acc:read", "trade:simulate"]);
    assert.deepEqual([response.open_mode, response.accounts?.all, response.profile], [true, true, "tiny"]);
    assert.deepEqual(
      response.caller_rates.map(({ subject, limit, remaining }) => [subject, limit, remaining]),
      [
        ["caller:quotes", 5, 3],
        ["caller:accounts", 10_000, 10_000],
        ["caller:trading", 2000, 2000],
      ],
    );
    assert.deepEqual(
      [response.streams, response.symbols],
      [
        { limit: 2, used: 1 },
        { limit: 3, used: 0 },
      ],
    );
    assert.deepEqual(
      response.opend_rates.map(({ subject, remaining, acc_id }) => [subject, remaining, acc_id]),
      [
        ["opend:3203", 7, undefined],
        ["opend:2202", 7, 2n ** 63n + 1n],
      ],
    );
    const { trading_mode, daily_value_used, orders_last_minute, max_order_value } = response.orders ?? {};
    assert.deepEqual(
      [trading_mode, daily_value_used, orders_last_minute, max_order_value],
      ["simulate", 123.45, 2, undefined],
    );
    assert.deepEqual(values(headers, RATE_KEYS.slice(0, 2)), ["5", "3"]);
  });
});

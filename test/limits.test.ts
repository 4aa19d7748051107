import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { after, before, beforeEach, describe, it } from "node:test";
import { type Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { Response as StaticResponse } from "../generated/ts/Qot_GetStaticInfo.js";
import { Request as PlaceRequest, Response as PlaceResponse } from "../generated/ts/Trd_PlaceOrder.js";
import { commandById } from "../src/catalog/catalog.js";
import { detailsOf, type FutuClient } from "../src/grpc/testing/futu-client.js";
import { until } from "../src/grpc/testing/until.js";
import { CallerLimits } from "../src/limits/caller-limits.js";
import { Pacing } from "../src/limits/pacing.js";
import { StaticCache } from "../src/limits/static-cache.js";
import { JumpClock } from "./support/jump-clock.js";
import { RecordingOpend } from "./support/recording-opend.js";
import { sampleRequest } from "./support/sample-request.js";
import { Stack } from "./support/stack.js";

const GET_STATIC_INFO = 3202;
const GET_SNAPSHOT = 3203;
const GET_PLATES = 3204;
const PLACE_ORDER = 2202;
const ACC_ID = 281_756_479_000_000_101n;

const SUCCESS = Buffer.from(StaticResponse.encode(StaticResponse.fromPartial({ retType: 0, s2c: {} })).finish());

function bodyOf(protoId: number): Buffer {
  const command = commandById(protoId);
  assert.ok(command);
  return sampleRequest(command);
}

function headerOf(metadata: Metadata, name: string): string {
  return String(metadata.get(name)[0]);
}

/** Order `no`, no two alike. */
function order(no: number): Buffer {
  const header = { trdEnv: 0, accID: ACC_ID, trdMarket: 1 };
  const c2s = {
    packetID: { connID: 0n, serialNo: 0 },
    header,
    trdSide: 1,
    orderType: 1,
    code: "00700",
    qty: no,
    price: 1,
  };
  return Buffer.from(PlaceRequest.encode(PlaceRequest.fromPartial({ c2s })).finish());
}

describe("limits, from the wire to OpenD", () => {
  const clock = new JumpClock();
  let opend: RecordingOpend;
  let stack: Stack;
  let client: FutuClient;

  before(async () => {
    opend = new RecordingOpend(() => SUCCESS);
    const limits = new CallerLimits({
      now: () => clock.now(),
      profiles: { tests: { quotes: { perSecond: 1 / 60, burst: 40 }, accounts: { perSecond: 1, burst: 2 } } },
      defaultProfile: "tests",
    });
    stack = new Stack({
      opend: [await opend.listen()],
      bodyCheck: "off",
      clock,
      limits,
      pacing: new Pacing({ clock, guardMs: 0 }),
      staticCache: new StaticCache({ now: () => clock.now(), maxBytes: 1_000_000 }),
    });
    await stack.start();
  });
  after(async () => {
    await stack.stop();
    await opend.close();
  });
  beforeEach(async () => {
    opend.frames.length = 0;
    opend.answer = () => SUCCESS;
    await clock.jump(120_000);
    client = stack.newClient();
  });

  it("a caller gets exactly its burst, and the one after it a refusal that says when and why", async () => {
    const metadata = { "x-client-id": "counted" };
    const body = bodyOf(GET_SNAPSHOT);
    for (let call = 0; call < 40; call++) {
      const { error, headers } = await client.request(1002, body, { metadata });
      assert.equal(error, null);
      assert.equal(headerOf(headers, "x-ratelimit-limit"), "40");
    }
    const { error } = await client.request(1002, body, { metadata });
    assert.equal(error?.code, status.RESOURCE_EXHAUSTED);
    const { errorInfo, retryAfterMs, quota } = detailsOf(error);
    assert.equal(errorInfo?.reason, "RATE_LIMITED");
    assert.ok(retryAfterMs !== null && retryAfterMs > 0 && retryAfterMs <= 60_000, `${retryAfterMs}`);
    assert.deepEqual(quota, [{ subject: "caller:quotes", description: "40 at once, then 1 a minute" }]);
    assert.equal(headerOf(error.metadata, "x-ratelimit-remaining"), "0");
    assert.equal(headerOf(error.metadata, "retry-after"), String(Math.ceil(retryAfterMs / 1000)));
    const other = await client.request(1002, body, { metadata: { "x-client-id": "another" } });
    assert.equal(other.error, null, "another caller is not touched");
  });

  it("identical reads under way are one call to OpenD", async () => {
    opend.answer = () => null;
    const body = bodyOf(GET_SNAPSHOT);
    const asked = Array.from({ length: 5 }, () => client.request(GET_SNAPSHOT, body));
    // The sixth has another body: when its frame is there, so are the five others.
    const other = client.request(GET_SNAPSHOT, Buffer.from([0x0a, 0x00]));
    await until(() => opend.frames.length === 2, "two frames");
    for (const frame of opend.frames) opend.reply(frame, SUCCESS);
    const answers = await Promise.all([...asked, other]);
    for (const { response, error } of answers) {
      assert.equal(error, null);
      assert.deepEqual(Buffer.from(response?.body ?? []), SUCCESS);
    }
    assert.equal(opend.frames.length, 2);
  });

  it("a read beyond OpenD's limit is refused where its deadline is too near, and OpenD never sees it", async () => {
    let last: { headers: Metadata; error: ServiceError | null } | null = null;
    let firstAnswerMs = 0;
    for (let call = 0; call < 10; call++) {
      last = await client.request(GET_PLATES, Buffer.from([0x0a, 0x02, 0x08, call]));
      firstAnswerMs ||= clock.now();
    }
    assert.equal(last?.error, null);
    assert.ok(last);
    assert.deepEqual(
      ["limit", "remaining", "reset"].map((name) => headerOf(last.headers, `x-ratelimit-${name}`)),
      ["10", "0", "30"],
      "of the two limits the one that is nearer",
    );
    const deadline = new Date(Date.now() + 5000);
    const { error } = await client.request(GET_PLATES, Buffer.from([0x0a, 0x02, 0x08, 99]), { deadline });
    assert.equal(error?.code, status.RESOURCE_EXHAUSTED);
    const { errorInfo, retryAfterMs, quota } = detailsOf(error);
    assert.equal(errorInfo?.reason, "UPSTREAM_RATE");
    const exactMs = firstAnswerMs + 30_000 - clock.now();
    assert.ok(retryAfterMs !== null && Math.abs(retryAfterMs - exactMs) <= exactMs * 0.05, `${retryAfterMs}`);
    assert.deepEqual(quota, [{ subject: "opend:3204", description: "10 calls in 30 s" }]);
    assert.equal(headerOf(error.metadata, "x-ratelimit-remaining"), "0");
    assert.equal(opend.frames.length, 10);
    await clock.jump(retryAfterMs);
    assert.equal((await client.request(GET_PLATES, Buffer.from([0x0a, 0x02, 0x08, 99]), { deadline })).error, null);
  });

  it("orders never wait: the one over the limit is refused at once, and OpenD never sees it", async () => {
    const placed = PlaceResponse.fromPartial({
      retType: 0,
      s2c: { header: { trdEnv: 0, accID: ACC_ID, trdMarket: 1 }, orderID: 5n, orderIDEx: "5" },
    });
    opend.answer = ({ protoId }) =>
      protoId === PLACE_ORDER ? Buffer.from(PlaceResponse.encode(placed).finish()) : SUCCESS;
    for (let no = 1; no <= 15; no++) {
      await clock.jump(20);
      const { error, headers } = await client.request(PLACE_ORDER, order(no));
      assert.equal(error, null, error?.message);
      assert.equal(headerOf(headers, "x-ratelimit-remaining"), String(15 - no));
    }
    await clock.jump(20);
    const { error } = await client.request(PLACE_ORDER, order(16));
    assert.equal(error?.code, status.RESOURCE_EXHAUSTED);
    const { errorInfo, quota } = detailsOf(error);
    assert.deepEqual([errorInfo?.reason, errorInfo?.metadata.sent], ["UPSTREAM_RATE", "false"]);
    assert.equal(quota?.[0]?.subject, "opend:2202");
    assert.equal(headerOf(error.metadata, "x-ratelimit-limit"), "15");
    assert.equal(opend.frames.filter(({ protoId }) => protoId === PLACE_ORDER).length, 15);
  });

  it("static data comes from the cache, and says so, until OpenD is another one", async () => {
    const body = bodyOf(GET_STATIC_INFO);
    const first = await client.request(GET_STATIC_INFO, body);
    const second = await client.request(GET_STATIC_INFO, body);
    assert.deepEqual(first.headers.get("x-opend-cache"), []);
    assert.deepEqual(second.headers.get("x-opend-cache"), ["hit"]);
    assert.deepEqual(Buffer.from(second.response?.body ?? []), SUCCESS);
    assert.equal(opend.frames.length, 1);
    opend.cut();
    await stack.until(() => stack.gateway.pool.snapshot().members.every(({ state }) => state !== "ready"));
    await stack.until(() => stack.gateway.pool.snapshot().members.every(({ state }) => state === "ready"));
    opend.frames.length = 0;
    await client.request(GET_STATIC_INFO, body);
    assert.equal(opend.frames.filter(({ protoId }) => protoId === GET_STATIC_INFO).length, 1);
  });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import * as RegQotPush from "../../../generated/ts/Qot_RegQotPush.js";
import * as Sub from "../../../generated/ts/Qot_Sub.js";
import * as UpdateBasicQot from "../../../generated/ts/Qot_UpdateBasicQot.js";
import * as UpdateTicker from "../../../generated/ts/Qot_UpdateTicker.js";
import * as SubAccPush from "../../../generated/ts/Trd_SubAccPush.js";
import * as UpdateOrder from "../../../generated/ts/Trd_UpdateOrder.js";
import * as UpdateOrderFill from "../../../generated/ts/Trd_UpdateOrderFill.js";
import { commandById } from "../../catalog/catalog.js";
import { messageType } from "../../catalog/schema.js";
import { pushKeys } from "../../ftapi/routing-key.js";
import type { JournalEntry } from "../options.js";
import { MAX_OFFERED_BYTES } from "../session.js";
import { Simulator } from "../simulator.js";
import { TestClient } from "../test-support.js";
import { apple, run, tencent, until } from "../testing/running-simulator.js";

const ALL_TYPES = [1, 2, 4, 5, 6, 11, 14, 22];
const SIMULATED_HK = 281756479000000101n;
const REAL_HK = 281756479000000201n;

async function register(client: TestClient, c2s: object): Promise<void> {
  const whole = { isSubOrUnSub: true, isRegOrUnRegPush: true, isFirstPush: false, ...c2s };
  assert.equal((await client.call(3001, Sub.Request, Sub.Response, whole)).retMsg, "");
}

/** Volume of a quote or sequence of a tick. */
function markOf(entry: { readonly protoId: number; readonly body: Uint8Array }): bigint | undefined {
  if (entry.protoId === 3005) return UpdateBasicQot.Response.decode(entry.body).s2c?.basicQotList[0]?.volume;
  return UpdateTicker.Response.decode(entry.body).s2c?.tickerList[0]?.sequence;
}

test("a firehose pushes at its rate, in turn for every registered key, and counts exactly", async () => {
  const journal: JournalEntry[] = [];
  const options = { firehose: { eventsPerSecond: 800 }, journal: (entry: JournalEntry) => journal.push(entry) };
  await run(options, async ({ address, realClock, simulator }) => {
    const client = await TestClient.ready(address);
    await register(client, { securityList: [tencent], subTypeList: ALL_TYPES });
    realClock.advance(1_000);
    await until(() => client.frames.length === 800);
    const stats = simulator.stats();
    assert.equal(stats.firehose?.events, 800);
    assert.equal(stats.firehose?.delivered, 800);
    assert.equal(stats.firehose?.late, 0);
    assert.deepEqual(
      stats.firehose?.keys.map((key) => [key.secKey, key.subType, key.rehabType, key.events, key.skipped]),
      [1, 2, 4, 5, 6, 11, 14, 22].map((subType) => [
        "1_00700",
        subType,
        subType === 6 || subType === 11 ? 1 : 0,
        100,
        0,
      ]),
    );
    for (const { protoId, body } of client.frames) {
      const name = commandById(protoId)?.responseMessage;
      assert.ok(name);
      messageType(name).decode(body);
      assert.equal(pushKeys(protoId, body).length, 1);
    }
    assert.deepEqual(
      journal.map((entry) => Buffer.from(entry.body)),
      client.frames.map((frame) => Buffer.from(frame.body)),
    );
    assert.ok(journal.every((entry) => entry.connId === client.connId));
    client.close();
  });
});

test("the mark of a key rises by one with each event, also over a time without a reader", async () => {
  await run({ firehose: { eventsPerSecond: 100, kinds: [1, 4] } }, async ({ address, realClock, simulator }) => {
    const client = await TestClient.ready(address);
    const both = { securityList: [tencent], subTypeList: [1, 4] };
    await register(client, both);
    realClock.advance(500);
    await until(() => client.frames.length === 50);
    client.close();
    await until(() => simulator.stats().connections === 0);
    realClock.advance(5_000);
    assert.equal(simulator.stats().firehose?.events, 50);
    const again = await TestClient.ready(address);
    await register(again, both);
    realClock.advance(500);
    await until(() => again.frames.length === 50);
    for (const protoId of [3005, 3011]) {
      const marks = [...client.frames, ...again.frames].filter((frame) => frame.protoId === protoId).map(markOf);
      const first = marks[0] ?? 0n;
      assert.deepEqual(
        marks,
        Array.from({ length: 50 }, (_, place) => first + BigInt(place)),
      );
    }
    again.close();
  });
});

test("a first push on a new connection repeats the last quote and the last ticks, as cached ones", async () => {
  await run({ firehose: { eventsPerSecond: 100, kinds: [1, 4] } }, async ({ address, realClock }) => {
    const client = await TestClient.ready(address);
    const both = { securityList: [tencent], subTypeList: [1, 4] };
    await register(client, both);
    realClock.advance(400);
    await until(() => client.frames.length === 40);
    const last = (protoId: number) => client.frames.filter((frame) => frame.protoId === protoId).at(-1);
    const quote = last(3005);
    const tick = last(3011);
    assert.ok(quote && tick);
    const late = await TestClient.ready(address);
    await register(late, { ...both, isFirstPush: true });
    assert.deepEqual((await late.find((frame) => frame.protoId === 3005)).body, quote.body);
    const cached = UpdateTicker.Response.decode((await late.find((frame) => frame.protoId === 3011)).body).s2c;
    assert.equal(cached?.tickerList.length, 10);
    assert.equal(cached?.tickerList.at(-1)?.sequence, markOf(tick));
    assert.ok(cached?.tickerList.every((entry) => entry.pushDataType === 3));
    client.close();
    late.close();
  });
});

test("the first ticks of all come right below the marks: sequences never fall", async () => {
  await run({ firehose: { eventsPerSecond: 100, kinds: [4] } }, async ({ address, realClock }) => {
    const client = await TestClient.ready(address);
    await register(client, { securityList: [tencent], subTypeList: [4], isFirstPush: true });
    realClock.advance(10);
    await until(() => client.frames.filter((frame) => frame.protoId === 3011).length === 2);
    const sequences = client.frames
      .filter((frame) => frame.protoId === 3011)
      .flatMap(({ body }) => UpdateTicker.Response.decode(body).s2c?.tickerList.map(({ sequence }) => sequence) ?? []);
    const [first = 0n] = sequences;
    assert.deepEqual(
      sequences,
      Array.from({ length: 11 }, (_, place) => first + BigInt(place)),
    );
    client.close();
  });
});

test("only the first securities are served; the others follow the market, and a free place is taken", async () => {
  await run(
    { firehose: { eventsPerSecond: 100, securities: 1, kinds: [1] } },
    async ({ address, clock, realClock, simulator }) => {
      const client = await TestClient.ready(address);
      await register(client, { securityList: [tencent, apple], subTypeList: [1] });
      realClock.advance(100);
      await until(() => client.frames.length === 10);
      clock.advance(10_000);
      await client.find((frame) => pushKeys(frame.protoId, frame.body)[0]?.security?.code === "AAPL");
      assert.deepEqual(
        simulator.stats().firehose?.keys.map((key) => key.secKey),
        ["1_00700"],
      );
      const reg = (security: object, isRegOrUnReg: boolean) =>
        client.call(3002, RegQotPush.Request, RegQotPush.Response, {
          securityList: [security],
          subTypeList: [1],
          isRegOrUnReg,
          isFirstPush: false,
        });
      await reg(tencent, false);
      await reg(apple, false);
      await reg(apple, true);
      realClock.advance(100);
      assert.deepEqual(
        simulator.stats().firehose?.keys.map((key) => [key.secKey, key.events]),
        [
          ["1_00700", 10],
          ["11_AAPL", 10],
        ],
      );
      client.close();
    },
  );
});

test("bodies are filled up to the size that is asked for", async () => {
  const options = { firehose: { eventsPerSecond: 100, kinds: [1, 4], bodyBytes: 600 } };
  await run(options, async ({ address, realClock }) => {
    const client = await TestClient.ready(address);
    await register(client, { securityList: [tencent], subTypeList: [1, 4] });
    realClock.advance(100);
    await until(() => client.frames.length === 10);
    assert.ok(client.frames.every((frame) => frame.body.length === 600));
    client.close();
  });
});

test("a client that reads nothing costs bounded memory: what it can't take is skipped and counted", async () => {
  const options = { firehose: { eventsPerSecond: 20_000, kinds: [1], bodyBytes: 5_000 } };
  await run(options, async ({ address, realClock, simulator }) => {
    const deaf = await TestClient.ready(address);
    const client = await TestClient.ready(address);
    for (const one of [deaf, client]) await register(one, { securityList: [tencent], subTypeList: [1] });
    deaf.socket.pause();
    let sent = 0;
    while ((simulator.stats().firehose?.skipped ?? 0) === 0) {
      assert.ok(sent * 5_000 < 8 * MAX_OFFERED_BYTES, "nothing was skipped");
      realClock.advance(10);
      sent += 200;
      await until(() => client.frames.length === sent);
    }
    const stats = simulator.stats();
    assert.equal(stats.connections, 2);
    assert.equal(stats.firehose?.events, sent);
    assert.equal((stats.firehose?.delivered ?? 0) + (stats.firehose?.skipped ?? 0), sent * 2);
    deaf.close();
    client.close();
  });
});

test("equal seed and start give equal pushes, whenever a client comes and however late timers are", async () => {
  const pushesOf = async (options: { readonly steps: readonly number[]; readonly firehose: boolean }) => {
    const seen: string[] = [];
    const rate = options.firehose ? { firehose: { eventsPerSecond: 50 } } : {};
    await run(rate, async ({ address, clock, realClock }) => {
      const [wait = 0, ...steps] = options.steps;
      clock.advance(wait);
      const client = await TestClient.ready(address);
      await register(client, { securityList: [tencent], subTypeList: ALL_TYPES });
      for (const step of steps) {
        clock.advance(step);
        realClock.advance(step);
      }
      client.send(1004, Buffer.from("0a020801", "hex"));
      await client.find((frame) => frame.protoId === 1004);
      seen.push(...client.frames.map((frame) => `${frame.protoId} ${frame.body.toString("hex")}`));
      client.close();
    });
    return seen;
  };
  const market = await pushesOf({ steps: [0, 7_000, 13_000], firehose: false });
  const later = await pushesOf({ steps: [4_321, 1, 15_678], firehose: false });
  assert.ok(later.length > 20);
  assert.deepEqual(market.slice(-later.length), later);
  const first = await pushesOf({ steps: [0, 2_000], firehose: true });
  const second = await pushesOf({ steps: [3_000, 500, 1_500], firehose: true });
  assert.equal(
    first.filter((push) => push.startsWith("3011")).length,
    second.filter((push) => push.startsWith("3011")).length,
  );
  assert.deepEqual(first.length, 100);
});

test("registered accounts trade at the rate: orders of simulated ones, fills too of real ones", async () => {
  await run({ firehoseTrades: 40 }, async ({ address, clock, realClock, simulator }) => {
    realClock.advance(1_000);
    assert.equal(simulator.stats().ordersGenerated, 0);
    const client = await TestClient.ready(address);
    const accIDList = [SIMULATED_HK, REAL_HK];
    await client.call(2008, SubAccPush.Request, SubAccPush.Response, { accIDList });
    for (let step = 0; step < 20; step++) {
      realClock.advance(100);
      clock.advance(1_000);
    }
    await until(() => client.frames.length >= 75);
    const orders = client.frames
      .filter((frame) => frame.protoId === 2208)
      .map((frame) => UpdateOrder.Response.decode(frame.body).s2c);
    const fills = client.frames
      .filter((frame) => frame.protoId === 2218)
      .map((frame) => UpdateOrderFill.Response.decode(frame.body).s2c);
    assert.deepEqual(new Set(orders.map((order) => order?.header?.accID)), new Set(accIDList));
    assert.ok(fills.length > 0);
    assert.ok(fills.every((fill) => fill?.header?.accID === REAL_HK));
    assert.ok(orders.length + fills.length <= 90, `${orders.length} orders, ${fills.length} fills`);
    assert.ok(simulator.stats().ordersGenerated > 10);
    client.close();
  });
});

test("notices come at their rate to those who asked for notices", async () => {
  await run({ firehoseNotices: 10 }, async ({ address, realClock }) => {
    const client = await TestClient.ready(address);
    realClock.advance(1_000);
    await until(() => client.frames.filter((frame) => frame.protoId === 1003).length === 10);
    client.close();
  });
});

test("settings that make no sense are refused by name", () => {
  assert.throws(() => new Simulator({ firehose: { eventsPerSecond: 0 } }), /eventsPerSecond/);
  assert.throws(() => new Simulator({ firehose: { eventsPerSecond: 1, kinds: [3] } }), /kinds: 3/);
  assert.throws(() => new Simulator({ firehoseTrades: -1 }), /firehoseTrades/);
});

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { TestRedis } from "../../../src/limits/redis/testing/redis-server.js";
import { GatewayPair } from "./gateway-pair.js";
import { ORDER_VALUE, type OrderOutcome, Orders, type PlaceOptions, read } from "./orders.js";

const START_MS = 60_000;
const TEST_MS = 60_000;
/** While Redis is away, what has no answer by then counts as hanging. */
const AWAY_ANSWER_MS = 2000;
const MAX_ROUNDS = 10;

const KEYS = {
  free: {},
  value: { max_daily_value: 17.5 * ORDER_VALUE },
  rate: { max_orders_per_minute: 11 },
  both: { max_daily_value: 9 * ORDER_VALUE, max_orders_per_minute: 200 },
  stopped: { max_daily_value: 6 * ORDER_VALUE },
  killed: { max_daily_value: 6 * ORDER_VALUE },
  emptied: { max_daily_value: 6 * ORDER_VALUE },
} as const;

let folder: string;
let redis: TestRedis;
let pair: GatewayPair;
let orders: Orders;

function countOf(outcomes: readonly OrderOutcome[], result: string): number {
  return outcomes.filter((outcome) => outcome.result === result).length;
}

/** For people: how often each result came. */
function tally(outcomes: readonly OrderOutcome[]): string {
  const results = [...new Set(outcomes.map(({ result }) => result))];
  return results.map((result) => `${result}: ${countOf(outcomes, result)}`).join(", ");
}

/** Orders of a key at both gateways, all at once. */
function placeMany(key: keyof typeof KEYS, count: number, options: PlaceOptions = {}): Promise<OrderOutcome[]> {
  const clients = pair.clientsOf(key);
  return Promise.all(
    Array.from({ length: count }, (_, at) => orders.place(at % 2 === 0 ? clients[0] : clients[1], options)),
  );
}

/** The same until each is taken or refused for good: a machine so busy that Redis was late must not look like a cap. */
async function judgeMany(key: keyof typeof KEYS, count: number): Promise<OrderOutcome[]> {
  const judged: OrderOutcome[] = [];
  for (let round = 0; round < MAX_ROUNDS && judged.length < count; round++) {
    const outcomes = await placeMany(key, count - judged.length);
    judged.push(...outcomes.filter(({ result }) => result !== "STATE_UNAVAILABLE"));
  }
  return judged;
}

/** The same of reads. */
function readMany(key: keyof typeof KEYS, count: number, timeoutMs?: number): Promise<string[]> {
  const clients = pair.clientsOf(key);
  return Promise.all(Array.from({ length: count }, (_, at) => read(at % 2 === 0 ? clients[0] : clients[1], timeoutMs)));
}

describe("two gateways with one Redis", { timeout: START_MS + 6 * TEST_MS }, () => {
  before(
    async () => {
      folder = mkdtempSync(join(tmpdir(), "opend-gateway-pair-"));
      // What a production Redis should have: nothing that it acknowledged is lost when it is killed.
      redis = await TestRedis.start(["--appendonly", "yes", "--appendfsync", "always"]);
      pair = await GatewayPair.start(folder, redis.url, KEYS);
      orders = await Orders.on(pair.clientsOf("free")[0]);
    },
    { timeout: START_MS },
  );

  after(async () => {
    pair?.kill();
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("hold the value of a day to the cent, however many orders come at once", { timeout: TEST_MS }, async () => {
    const [free] = pair.clientsOf("free");
    const before = await orders.count(free);
    const outcomes = await judgeMany("value", 120);
    assert.equal(countOf(outcomes, "accepted"), 17);
    assert.equal(countOf(outcomes, "ORDER_QUOTA"), 103, tally(outcomes));
    assert.equal(await orders.count(free), before + 17);
  });

  it("hold the orders of a minute", { timeout: TEST_MS }, async () => {
    const [free] = pair.clientsOf("free");
    const before = await orders.count(free);
    const outcomes = await judgeMany("rate", 80);
    assert.equal(countOf(outcomes, "accepted"), 11);
    assert.equal(countOf(outcomes, "ORDER_QUOTA"), 69);
    assert.equal(await orders.count(free), before + 11);
  });

  it("hold both under load, with reads between the orders", { timeout: TEST_MS }, async () => {
    const [free] = pair.clientsOf("free");
    const before = await orders.count(free);
    const [outcomes, reads] = await Promise.all([judgeMany("both", 400), readMany("both", 400)]);
    assert.equal(countOf(outcomes, "accepted"), 9);
    assert.equal(countOf(outcomes, "ORDER_QUOTA"), 391, tally(outcomes));
    assert.deepEqual(new Set(reads), new Set(["answered"]));
    assert.equal(await orders.count(free), before + 9);
  });

  it("place one order for an idempotency key that both get at once, and answer all alike", {
    timeout: TEST_MS,
  }, async () => {
    const [free] = pair.clientsOf("free");
    for (let round = 0; round < 5; round++) {
      const before = await orders.count(free);
      const outcomes = await placeMany("free", 16, { idempotencyKey: `round-${round}` });
      assert.equal(countOf(outcomes, "accepted"), 16, tally(outcomes));
      assert.equal(new Set(outcomes.map(({ orderId }) => orderId)).size, 1);
      assert.equal(outcomes.filter(({ replayed }) => !replayed).length, 1);
      assert.equal(await orders.count(free), before + 1);
    }
  });

  for (const how of ["stopped", "killed"] as const) {
    it(`refuse limited orders in two seconds and go on reading while Redis is ${how}, then go on as before`, {
      timeout: TEST_MS,
    }, async () => {
      const idempotencyKey = `while-${how}`;
      assert.equal(countOf(await placeMany(how, 4), "accepted"), 4);
      const away = pair.gateways.map((gateway) => gateway.next("redis.unavailable"));
      if (how === "stopped") redis.pause();
      else await redis.kill();
      const refused = await placeMany(how, 40, { timeoutMs: AWAY_ANSWER_MS });
      assert.equal(countOf(refused, "STATE_UNAVAILABLE"), 40, tally(refused));
      await Promise.all(away);
      const keyed = await placeMany("free", 4, { idempotencyKey, timeoutMs: AWAY_ANSWER_MS });
      assert.equal(countOf(keyed, "STATE_UNAVAILABLE"), 4);
      assert.deepEqual(new Set(await readMany(how, 40, AWAY_ANSWER_MS)), new Set(["answered"]));
      assert.equal(countOf(await placeMany("free", 4, { timeoutMs: AWAY_ANSWER_MS }), "accepted"), 4);

      const back = pair.gateways.map((gateway) => gateway.next("redis.available"));
      if (how === "stopped") redis.resume();
      else await redis.startAgain();
      await Promise.all(back);
      // Also tells that both have told Redis what became of the orders that it did not answer.
      assert.equal(countOf(await placeMany("free", 4, { idempotencyKey }), "accepted"), 4);
      const outcomes = await placeMany(how, 20);
      assert.equal(countOf(outcomes, "accepted"), 2, tally(outcomes));
      assert.equal(countOf(outcomes, "ORDER_QUOTA"), 18);
    });
  }

  it("refuse limited orders when Redis comes back empty, until the operator accepts it", {
    timeout: TEST_MS,
  }, async () => {
    assert.equal(countOf(await placeMany("emptied", 4), "accepted"), 4);
    const lost = pair.gateways.map((gateway) => gateway.next("redis.records_lost"));
    const operator = redis.cli();
    await operator.run("FLUSHALL");
    const refused = await placeMany("emptied", 20);
    assert.equal(countOf(refused, "STATE_UNAVAILABLE"), 20);
    const [line] = await Promise.all(lost);
    const accepted = pair.gateways.map((gateway) => gateway.next("redis.records_accepted"));
    await operator.run("DEL", String(line?.["key"]));
    await Promise.all(accepted);
    operator.close();
    assert.equal(countOf(await placeMany("emptied", 20), "accepted"), 6);
  });

  it("end when they are told to, and have said nothing of the URL", { timeout: TEST_MS }, async () => {
    await pair.stop();
    for (const { cli } of pair.gateways) {
      assert.equal(cli.process.exitCode, 0, cli.stderr);
      assert.ok(!`${cli.stderr}${JSON.stringify(cli.lines)}`.includes(redis.url));
    }
  });
});

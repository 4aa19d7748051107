/** What `order` promises: one order, whatever happens to the call, and its life to the end. The same for every language. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { FaultProxy } from "../../../src/testing/fault-proxy.js";
import { addressOf, startExample, startGateway, startSimulator } from "./example.js";
import type { Program } from "./program.js";
import { Trader } from "./trader.js";

const SECURITY = "HK.00700";
const SUBMITTED = 5;
const FILLED = 11;
const CANCELLED = 15;
/** Longer than an answer needs that the gateway has already sent. */
const ANSWER_LATENCY_MS = 1500;

describe("order", { concurrency: 1 }, () => {
  let simulator: Program;
  let gateway: Program;
  let proxy: FaultProxy;
  let trader: Trader;
  let low: string;
  let high: string;

  function startOrder(qty: string, price: string, ...key: readonly string[]): Program {
    return startExample("order", proxy.address, [SECURITY, qty, price, ...key]);
  }

  /** Resolves with the id of the order that the program placed. */
  async function placedBy(order: Program): Promise<bigint> {
    const line = await order.line(/^placed order=(\d+) key=\S+$/);
    return BigInt(line[1] ?? "");
  }

  before(async () => {
    simulator = startSimulator();
    const opend = await addressOf(simulator, "simulator.started", "address");
    gateway = startGateway("--grpc", "127.0.0.1:0", "--opend", `127.0.0.1:${opend.port}`, "--trading", "simulate");
    await gateway.line(/"upstream.available"/);
    const target = await addressOf(gateway, "gateway.started", "grpc");
    proxy = await FaultProxy.listen({ target });
    trader = await Trader.connect(target.port);
    const last = await trader.lastPrice();
    low = `${Math.floor(last * 0.8)}`;
    high = `${Math.ceil(last * 1.1)}`;
  });

  after(async () => {
    trader.close();
    await gateway.stop("SIGTERM");
    await Promise.all([simulator.stop("SIGTERM"), proxy.close()]);
  });

  it("places an order and shows its life to the end", async () => {
    const order = startOrder("100", high);
    await order.line(/^account=281756479000000101 market=1$/);
    const id = await placedBy(order);
    await order.line(new RegExp(`^order account=\\d+ sequence=\\d+ position=\\d+ .*\\border=${id} status=${FILLED} `));
    await order.line(new RegExp(`^done order=${id} status=${FILLED}$`));
    assert.equal(await order.ended, 0);
    assert.equal((await trader.statuses()).get(id), FILLED);
  });

  it("with the same key shows the same order, and places none", async () => {
    const first = startOrder("200", high, "key-of-a-test");
    const id = await placedBy(first);
    assert.equal(await first.ended, 0, first.lines.join("\n"));
    const { size } = await trader.statuses();
    const again = startOrder("200", high, "key-of-a-test");
    await again.line(new RegExp(`^placed order=${id} key=key-of-a-test replayed$`));
    await again.line(new RegExp(`^done order=${id} status=${FILLED}$`));
    assert.equal(await again.ended, 0);
    assert.equal((await trader.statuses()).size, size);
  });

  it("ends when the key was another order's", async () => {
    const other = startOrder("300", high, "key-of-a-test");
    await other.line(/^error \w+ IDEMPOTENCY_CONFLICT sent=false: /);
    assert.equal(await other.ended, 1);
  });

  it("ends with OpenD's refusal, which the same key would get again", async () => {
    const order = startOrder("7", low);
    await order.line(/^error \w+ OPEND_\w+ sent=true: ./);
    assert.equal(await order.ended, 1);
    assert.ok(!order.lines.some((line) => line.startsWith("repeat")));
  });

  it("asks again when the answer is lost: one order, and its push", async () => {
    const { size } = await trader.statuses();
    const order = startOrder("100", low);
    await order.line(/^account=/);
    proxy.set({ toClient: { latencyMs: ANSWER_LATENCY_MS } });
    // The order is at OpenD, and its answer under way.
    await trader.nextEvent();
    proxy.resetAll();
    proxy.heal();
    await order.line(/^repeat in \d/);
    const line = await order.line(/^placed order=(\d+) key=\S+ replayed$/);
    const id = BigInt(line[1] ?? "");
    const statuses = await trader.statuses();
    assert.equal(statuses.size, size + 1);
    assert.equal(statuses.get(id), SUBMITTED);
    await order.line(new RegExp(`^(?:order|listed) account=\\d+ .*\\border=${id} status=${SUBMITTED}\\b`));
    await trader.cancel(id);
    await order.line(new RegExp(`^done order=${id} status=${CANCELLED}$`));
    assert.equal(await order.ended, 0);
  });

  it("ends cleanly on SIGTERM, and leaves the order as it is", async () => {
    const order = startOrder("100", low);
    const id = await placedBy(order);
    await order.line(new RegExp(`^(?:order|listed) account=\\d+ .*\\border=${id} status=${SUBMITTED}\\b`));
    assert.equal(await order.stop("SIGTERM"), 0, order.lines.slice(-20).join("\n"));
    assert.equal(order.lines.at(-1), "stopped");
    assert.equal((await trader.statuses()).get(id), SUBMITTED);
  });

  it("tells how it is used", async () => {
    const order = startExample("order", proxy.address, [SECURITY]);
    await order.line(/^usage: /);
    assert.equal(await order.ended, 2);
  });
});

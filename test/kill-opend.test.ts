import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { status } from "@grpc/grpc-js";
import { SpawnedCli } from "../src/cli/testing/spawn-cli.js";
import { detailsOf, FutuClient } from "../src/grpc/testing/futu-client.js";
import { BACKOFF_STEPS_MS } from "../src/opend/backoff.js";
import { answersItsQuestion, type LoadCall, remarksOfOrders, SteadyLoad } from "./support/steady-load.js";

const CALLS_PER_SECOND = 200;
const DOWN_MS = 3_000;
/** TCP connect and InitConnect take milliseconds; this allows for a machine that runs other tests too. */
const CONNECT_AND_INIT_MS = 500;
const SLACK = 1.2;
/** Seconds of load on either side of the outage. */
const STEADY_CALLS = CALLS_PER_SECOND;
/** Calls that are on their way when OpenD dies: orders among them. */
const CALLS_UNDER_WAY = 60;
const WITHIN_MS = 60_000;

function startSimulator(listen: string): SpawnedCli {
  return new SpawnedCli(["simulate", "--listen", listen, "--no-limits", "--log-format", "json"]);
}

async function until(what: string, reached: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + WITHIN_MS;
  while (!reached()) {
    if (performance.now() > giveUpAt) assert.fail(`${what} did not happen within ${WITHIN_MS / 1_000} s`);
    await wait(1);
  }
}

/** `reason` and `sent` of a call that failed. */
function failureOf({ outcome }: LoadCall): { readonly code: number; readonly reason: string; readonly sent: string } {
  const error = outcome?.error;
  assert.ok(error !== null && error !== undefined);
  const info = detailsOf(error).errorInfo;
  return { code: error.code, reason: info?.reason ?? "", sent: info?.metadata["sent"] ?? "" };
}

describe("OpenD killed under 200 calls a second, and started again 3 s later", () => {
  const programs: SpawnedCli[] = [];
  const run = (program: SpawnedCli): SpawnedCli => {
    programs.push(program);
    return program;
  };
  let gateway: SpawnedCli;
  let client: FutuClient;
  let load: SteadyLoad;
  let killedAt: number;
  /** When the second simulator accepted connections, and when the first call succeeded with it. */
  let backAt: number;
  let firstSuccessAt: number;
  let underWay: readonly LoadCall[];
  let remarksBefore: readonly string[];
  let remarksAfter: readonly string[];

  before(async () => {
    const first = run(startSimulator("127.0.0.1:0"));
    const address = String((await first.event("simulator.started"))["address"]);
    gateway = run(
      new SpawnedCli([
        ...["serve", "--opend", address, "--trading", "simulate", "--pacing", "off", "--state-dir", "none"],
        ...["--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"],
      ]),
    );
    const grpc = String((await gateway.event("gateway.started"))["grpc"]);
    await gateway.event("upstream.available");
    client = new FutuClient(Number(grpc.split(":").pop()));

    load = new SteadyLoad(client, CALLS_PER_SECOND);
    await until("a second of answers", () => load.succeeded.length >= STEADY_CALLS);
    remarksBefore = await remarksOfOrders(client);
    // Frozen first, so that calls are surely on their way when it dies.
    first.process.kill("SIGSTOP");
    await until("calls under way", () => load.pending.length >= CALLS_UNDER_WAY);
    underWay = load.pending;
    first.process.kill("SIGKILL");
    killedAt = performance.now();

    await wait(DOWN_MS);
    const second = run(startSimulator(address));
    await second.event("simulator.started");
    backAt = performance.now();
    const successBefore = load.succeeded.length;
    await until("a success", () => load.succeeded.length > successBefore);
    firstSuccessAt = performance.now();
    await until("a second of answers", () => load.succeeded.length >= successBefore + STEADY_CALLS);
    await load.drain();
    remarksAfter = await remarksOfOrders(client);
  });
  after(() => {
    // They are missing where a program did not start.
    load?.end();
    client?.close();
    for (const program of programs) program.kill();
  });

  it("leaves the gateway running", () => {
    assert.equal(gateway.process.exitCode, null);
    const crashes = gateway.lines.filter(({ event }) => event === "gateway.crashed" || event === "call.defect");
    assert.deepEqual(crashes, []);
  });

  it("leaves no call without an answer", () => {
    assert.deepEqual(load.pending, []);
    const timedOut = load.calls.filter(({ outcome }) => outcome?.error?.code === status.DEADLINE_EXCEEDED);
    assert.deepEqual(timedOut, []);
  });

  it("gives no wrong answer", () => {
    const wrong = load.succeeded.filter((call) => !answersItsQuestion(call));
    assert.deepEqual(wrong, []);
    const refused = load.calls.filter(({ outcome, succeeded }) => outcome?.error === null && !succeeded);
    assert.deepEqual(refused, []);
  });

  it("tells of each failed call whether it was sent", () => {
    const failed = load.calls.filter(({ outcome }) => outcome?.error !== null);
    assert.ok(failed.length > CALLS_PER_SECOND, "an outage of 3 s fails calls");
    for (const call of failed) {
      const { code, reason, sent } = failureOf(call);
      if (code === status.UNKNOWN) {
        assert.deepEqual([call.order, reason, sent], [true, "OUTCOME_UNKNOWN", "true"]);
      } else {
        assert.equal(code, status.UNAVAILABLE, reason);
        if (call.order) assert.equal(sent, "false", `an order that may have arrived was called ${reason}`);
      }
    }
  });

  it("answers again within 1.2 x (back-off step + connect + init)", () => {
    const since = gateway.lines.slice(gateway.lines.findIndex(({ event }) => event === "upstream.lost"));
    const readyAt = since.findIndex(({ event }) => event === "upstream.ready");
    const member = since[readyAt]?.["member"];
    const waits = since.slice(0, readyAt).filter((line) => line["member"] === member);
    const step = BACKOFF_STEPS_MS[waits.length - 1];
    assert.ok(step !== undefined, "the gateway backed off");
    assert.ok(firstSuccessAt - killedAt > DOWN_MS);
    const tookMs = firstSuccessAt - backAt;
    const allowedMs = SLACK * (step + CONNECT_AND_INIT_MS);
    assert.ok(tookMs <= allowedMs, `the first success came after ${tookMs} ms, allowed were ${allowedMs} ms`);
  });

  it("sends no order twice", () => {
    const orders = load.calls.filter(({ order }) => order);
    assert.equal(new Set(remarksBefore).size, remarksBefore.length, "twice to the first OpenD");
    assert.equal(new Set(remarksAfter).size, remarksAfter.length, "twice to the second OpenD");

    const ordersUnderWay = underWay.filter(({ order }) => order);
    assert.ok(ordersUnderWay.length > 0, "orders were under way");
    for (const call of ordersUnderWay) {
      assert.equal(failureOf(call).reason, "OUTCOME_UNKNOWN");
      assert.ok(!remarksAfter.includes(call.key), `${call.key} went to both`);
    }
    for (const { key, startedAt, succeeded } of orders) {
      const before = succeeded && startedAt < killedAt;
      const expected = succeeded && !before ? 1 : 0;
      assert.equal(remarksAfter.filter((remark) => remark === key).length, expected, key);
    }
  });
});

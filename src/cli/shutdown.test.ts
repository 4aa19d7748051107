import assert from "node:assert/strict";
import { once } from "node:events";
import { type ClientHttp2Stream, connect } from "node:http2";
import { afterEach, describe, it } from "node:test";
import { formatAddress } from "../config/address.js";
import { Simulator } from "../simulator/simulator.js";
import { type Printed, runCli } from "./testing/fake-io.js";
import { SpawnedCli } from "./testing/spawn-cli.js";

const DEADLINE = { timeout: 60_000 };
const GET_ACC_LIST = 2001;
const PLACE_ORDER = 2202;
const GET_STATIC_INFO = 3202;

describe("stopping the gateway while calls are in flight", () => {
  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  /** A gateway in front of a simulator that never answers `silent`; `arrived` tells that it got one. */
  async function setUp(
    silent: number,
    grace: string,
  ): Promise<{ gateway: SpawnedCli; address: string[]; arrived: Promise<void>; simulator: Simulator }> {
    let tell: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const simulator = new Simulator({
      fault: ({ protoId }) => {
        if (protoId !== silent) return "answer";
        tell();
        return "ignore";
      },
    });
    closers.push(() => simulator.close());
    const opend = formatAddress(await simulator.listen({ host: "127.0.0.1", port: 0 }));
    const argv = [
      "--grpc",
      "127.0.0.1:0",
      "--http",
      "127.0.0.1:0",
      "--opend",
      opend,
      "--trading",
      "simulate",
      "--shutdown-grace",
      grace,
    ];
    const gateway = new SpawnedCli(argv);
    closers.push(() => gateway.kill());
    const address = ["--address", String((await gateway.event("gateway.started"))["grpc"])];
    await gateway.event("upstream.available");
    return { gateway, address, arrived, simulator };
  }

  async function simulatedAccount(address: readonly string[]): Promise<unknown> {
    const { stdout } = await runCli(["call", String(GET_ACC_LIST), '{"userID":"0"}', ...address]);
    const { s2c } = JSON.parse(stdout) as {
      s2c: { accList: { trdEnv: number; accID: string; trdMarketAuthList: number[] }[] };
    };
    return s2c.accList.find(({ trdEnv, trdMarketAuthList }) => trdEnv === 0 && trdMarketAuthList[0] === 1)?.accID;
  }

  it("tells the caller of an order that its outcome is unknown, and exits with 0", DEADLINE, async () => {
    const { gateway, address, arrived, simulator } = await setUp(PLACE_ORDER, "100ms");
    const accID = await simulatedAccount(address);
    const order = {
      header: { trdEnv: 0, accID, trdMarket: 1 },
      trdSide: 1,
      orderType: 1,
      code: "00700",
      qty: 100,
      price: 1,
      secMarket: 1,
    };
    const call = runCli(["call", String(PLACE_ORDER), JSON.stringify(order), ...address]);
    await arrived;
    gateway.process.kill("SIGTERM");
    const { code, stderr } = await call;
    assert.equal(code, 1);
    assert.match(stderr, /^opend-gateway: UNKNOWN: .*reason OUTCOME_UNKNOWN.*sent=true/);
    assert.equal(await gateway.end(), 0);
    assert.equal(simulator.stats().received.get(PLACE_ORDER), 1);
  });

  it("tells the caller of a query to repeat it", DEADLINE, async () => {
    const { gateway, address, arrived } = await setUp(GET_STATIC_INFO, "100ms");
    const call = runCli([
      "call",
      String(GET_STATIC_INFO),
      '{"securityList":[{"market":1,"code":"00700"}]}',
      ...address,
    ]);
    await arrived;
    gateway.process.kill("SIGTERM");
    assert.match((await call).stderr, /^opend-gateway: UNAVAILABLE: /);
    assert.equal(await gateway.end(), 0);
  });

  it("takes no new call, and says so to probes, while old ones finish", DEADLINE, async () => {
    const { gateway, address, arrived, simulator } = await setUp(GET_STATIC_INFO, "60s");
    const old = runCli(["call", String(GET_STATIC_INFO), '{"securityList":[{"market":1,"code":"00700"}]}', ...address]);
    await arrived;
    gateway.process.kill("SIGTERM");
    await gateway.event("gateway.draining");
    const later: Printed = await runCli(["call", "GetGlobalState", ...address]);
    assert.equal(later.code, 1);
    assert.match(later.stderr, /UNAVAILABLE/);
    const { http } = await gateway.event("gateway.started");
    const ready = await fetch(`http://${String(http)}/readyz`);
    assert.deepEqual([ready.status, await ready.json()], [503, { ready: false, reason: "the gateway is stopping" }]);
    // The upstream goes away: the call that waited can't be answered any more, and the gateway need not wait longer.
    await simulator.close();
    assert.equal((await old).code, 1);
    assert.equal(await gateway.end(), 0);
  });

  it("does not wait for a client that holds a stream or half a request open", DEADLINE, async () => {
    const { gateway, address } = await setUp(GET_STATIC_INFO, "100ms");
    const session = connect(`http://${String(address[1])}`).on("error", () => undefined);
    closers.push(() => session.destroy());
    const open = (path: string): ClientHttp2Stream => {
      const headers = { ":method": "POST", ":path": path, "content-type": "application/grpc", te: "trailers" };
      return session.request(headers).on("error", () => undefined);
    };
    const watch = open("/grpc.health.v1.Health/Watch");
    watch.end(Buffer.from([0, 0, 0, 0, 0]));
    open("/futu.service.FutuOpenD/Request").write(Buffer.from([0, 0, 0, 0, 9, 0x08]));
    await once(watch, "response");
    gateway.process.kill("SIGHUP");
    gateway.process.kill("SIGHUP");
    assert.equal(await gateway.end(), 0);
    assert.equal((await gateway.event("gateway.stopped")).event, "gateway.stopped");
  });
});

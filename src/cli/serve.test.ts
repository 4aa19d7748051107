import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, it } from "node:test";
import { Response as GetGlobalState } from "../../generated/ts/GetGlobalState.js";
import { GatewayClient } from "../grpc/client.js";
import { runCli } from "./testing/fake-io.js";
import { SpawnedCli } from "./testing/spawn-cli.js";

const DEADLINE = { timeout: 60_000 };
// The machine may be busy; what is tested here is not how fast it is.
const PATIENCE = ["--deadline-ms", "30000"];
const ANY_PORTS = ["--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"];

describe("serve, as a process", () => {
  const programs: SpawnedCli[] = [];
  const closers: (() => void)[] = [];
  const start = (argv: readonly string[], env: Readonly<Record<string, string>> = {}): SpawnedCli => {
    const program = new SpawnedCli(argv, env);
    programs.push(program);
    return program;
  };
  /** A TCP listener that accepts and says nothing. */
  const silentServer = async (): Promise<{ readonly port: number; readonly sockets: Socket[] }> => {
    const sockets: Socket[] = [];
    const server: Server = createServer((socket) => sockets.push(socket.on("error", () => undefined)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    return { port: address.port, sockets };
  };
  afterEach(() => {
    for (const program of programs.splice(0)) program.kill();
    for (const close of closers.splice(0)) close();
  });

  it(
    "says in one line what runs, tells the truth about a dead OpenD, and stops on SIGTERM with 0",
    DEADLINE,
    async () => {
      const program = start([...ANY_PORTS, "--opend", "127.0.0.1:1", "--pool", "1"]);
      const line = await program.event("gateway.started");
      assert.match(String(line["grpc"]), /^127\.0\.0\.1:[1-9]\d*$/);
      assert.match(String(line["http"]), /^127\.0\.0\.1:[1-9]\d*$/);
      assert.match(String(line["version"]), /^\d+\.\d+\.\d+$/);
      assert.deepEqual([line["mode"], line["upstreams"], line["trading"]], ["opend", ["127.0.0.1:1"], "off"]);
      await program.event("upstream.waiting");

      const address = String(line["grpc"]);
      const probe = await runCli(["probe", ...PATIENCE, "--address", address]);
      assert.deepEqual([probe.code, probe.stderr], [1, `opend-gateway: ${address}: NOT_SERVING\n`]);
      const http = `http://${String(line["http"])}`;
      const [live, ready, metrics] = await Promise.all([
        fetch(`${http}/livez`),
        fetch(`${http}/readyz`),
        fetch(`${http}/metrics`),
      ]);
      assert.deepEqual([live.status, ready.status, metrics.status], [200, 503, 200]);
      const text = await metrics.text();
      assert.match(
        text,
        /grpc_server_started_total\{grpc_type="unary",grpc_service="futu\.service\.FutuOpenD",grpc_method="Request"\} 0/,
      );
      assert.match(text, /opend_gateway_upstream_members\{state="(backing_off|connecting)"\} 1/);

      const call = await runCli(["call", "GetGlobalState", "--address", address]);
      assert.equal(call.code, 1);
      assert.match(
        call.stderr,
        /^opend-gateway: UNAVAILABLE: .*reason (UPSTREAM_UNAVAILABLE|QUEUE_TIMEOUT).*sent=false/,
      );

      program.process.kill("SIGTERM");
      assert.equal(await program.end(), 0);
      assert.equal((await program.event("gateway.draining"))["signal"], "SIGTERM");
      await program.event("gateway.stopped");
      assert.equal(program.stderr, "");
    },
  );

  it("ends at once on a second signal", DEADLINE, async () => {
    const opend = await silentServer();
    const waits = ["--queue-timeout", "300s", "--shutdown-grace", "300s"];
    const program = start([...ANY_PORTS, "--opend", `127.0.0.1:${opend.port}`, ...waits]);
    const line = await program.event("gateway.started");
    const call = runCli(["call", "GetGlobalState", "--address", String(line["grpc"]), "--deadline-ms", "60000"]);
    // The first signal must have something to wait for.
    const metrics = async (): Promise<string> => (await fetch(`http://${String(line["http"])}/metrics`)).text();
    while (!/upstream_queued 1/.test(await metrics())) assert.equal(program.stderr, "");
    program.process.kill("SIGINT");
    await program.event("gateway.draining");
    program.process.kill("SIGINT");
    assert.equal(await program.end(), 130);
    assert.equal((await call).code, 1);
  });

  it("refuses a port in use in one line with exit code 2", DEADLINE, async () => {
    const { port } = await silentServer();
    for (const flag of ["grpc", "http"]) {
      const other = flag === "grpc" ? "http" : "grpc";
      const argv = [`--${flag}`, `127.0.0.1:${port}`, `--${other}`, "127.0.0.1:0", "--opend", "127.0.0.1:1"];
      const program = start(argv);
      assert.equal(await program.end(), 2);
      assert.equal(
        program.stderr,
        `opend-gateway: --${flag}: 127.0.0.1:${port} is in use by another program; stop that one or choose another address\n`,
      );
    }
  });

  it("serves on Unix sockets, also where a killed process left its own behind", DEADLINE, async () => {
    const folder = mkdtempSync(join(tmpdir(), "og-"));
    closers.push(() => rmSync(folder, { recursive: true }));
    const grpc = `unix:${join(folder, "g.sock")}`;
    const argv = ["--grpc", grpc, "--http", `unix:${join(folder, "h.sock")}`, "--opend", "127.0.0.1:1"];
    const killed = start(argv);
    await killed.event("gateway.started");
    killed.kill();
    await killed.end();
    const program = start(argv);
    assert.equal((await program.event("gateway.started"))["grpc"], grpc);
    assert.match((await runCli(["probe", ...PATIENCE, "--address", grpc])).stderr, /NOT_SERVING/);
  });

  it("goes on when the reader of its log is gone", DEADLINE, async () => {
    const program = start([...ANY_PORTS, "--opend", "127.0.0.1:1", "--log-level", "debug"]);
    const line = await program.event("gateway.started");
    program.process.stdout.destroy();
    for (let i = 0; i < 5; i++) await runCli(["call", "GetGlobalState", "--address", String(line["grpc"])]);
    assert.match((await runCli(["probe", ...PATIENCE, "--address", String(line["grpc"])])).stderr, /NOT_SERVING/);
    program.process.kill("SIGTERM");
    assert.equal(await program.end(), 0);
  });

  it("neither waits for a log reader that stopped, nor needs it to stop", DEADLINE, async () => {
    const program = start([...ANY_PORTS, "--opend", "127.0.0.1:1", "--log-level", "debug", "--log-buffer", "64KiB"]);
    const address = String((await program.event("gateway.started"))["grpc"]);
    program.process.stdout.pause();
    const client = new GatewayClient({ address, token: null });
    // Over 200 bytes of log each: together more than the pipe, both ends and the buffer hold.
    for (let round = 0; round < 20; round++) {
      const calls = Array.from({ length: 100 }, () =>
        client.request({ protoId: 999, body: new Uint8Array(), deadlineMs: 20_000 }),
      );
      for (const outcome of await Promise.all(calls))
        assert.ok(!outcome.ok && outcome.failure.codeName === "PERMISSION_DENIED");
    }
    client.close();
    const exited = once(program.process, "exit");
    program.process.kill("SIGTERM");
    assert.deepEqual(await exited, [0, null]);
  });

  it("embeds a simulator that it names loudly, encrypted where a key is given", DEADLINE, async () => {
    const folder = mkdtempSync(join(tmpdir(), "og-"));
    closers.push(() => rmSync(folder, { recursive: true }));
    const key = join(folder, "key.pem");
    writeFileSync(
      key,
      generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ type: "pkcs1", format: "pem" }),
    );
    const program = start([...ANY_PORTS, "--simulator-seed", "7", "--opend-rsa-key", key]);
    const line = await program.event("gateway.started");
    assert.deepEqual([line["mode"], line["trading"], line["encryption"]], ["simulator", "simulate", "on"]);
    assert.equal((await program.event("gateway.simulated"))["level"], "warn");
    await program.event("upstream.available");
    const address = ["--address", String(line["grpc"])];
    assert.equal(
      (await runCli(["probe", "--json", ...PATIENCE, ...address])).stdout,
      `{"address":"${String(line["grpc"])}","service":"","status":"SERVING"}\n`,
    );
    assert.equal((await fetch(`http://${String(line["http"])}/readyz`)).status, 200);

    const call = await runCli(["call", "GetStaticInfo", '{"securityList":[{"market":1,"code":"00700"}]}', ...address]);
    assert.equal(call.code, 0, call.stderr);
    const answer = JSON.parse(call.stdout) as { readonly s2c: { readonly staticInfoList: readonly unknown[] } };
    assert.equal(answer.s2c.staticInfoList.length, 1);
    const raw = await runCli(["call", "1002", "--raw", ...address]);
    assert.notEqual(GetGlobalState.decode(raw.stdoutBytes).s2c, undefined);
    const piped = await runCli(["call", "3202", "-", ...address], {
      stdin: '{"c2s":{"securityList":[{"market":1,"code":"00700"}]}}',
    });
    assert.deepEqual(JSON.parse(piped.stdout), answer);
    const refused = await runCli([
      "call",
      "GetStaticInfo",
      '{"securityList":[{"market":1,"code":"no-such"}]}',
      "--json",
      ...address,
    ]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^opend-gateway: OpenD refused \(retType -1\): ./);

    program.process.kill("SIGTERM");
    assert.equal(await program.end(), 0);
  });

  it("works with the simulator in a process of its own, and keeps orders off by default there", DEADLINE, async () => {
    const simulator = start(["simulate", "--listen", "127.0.0.1:0", "--seed", "7", "--speed", "10", "--no-limits"]);
    const { address, seed, speed, limits } = await simulator.event("simulator.started");
    assert.deepEqual([seed, speed, limits], [7, 10, false]);
    const gateway = start([...ANY_PORTS, "--opend", String(address)]);
    const grpc = ["--address", String((await gateway.event("gateway.started"))["grpc"])];
    await gateway.event("upstream.available");
    assert.equal((await runCli(["probe", ...PATIENCE, ...grpc])).code, 0);
    const order = {
      header: { trdEnv: 0, accID: "1", trdMarket: 1 },
      trdSide: 1,
      orderType: 1,
      code: "00700",
      qty: 100,
      price: 1,
    };
    const placed = await runCli(["call", "PlaceOrder", JSON.stringify(order), ...grpc]);
    assert.match(placed.stderr, /^opend-gateway: PERMISSION_DENIED: .*trading is off.*sent=false/);

    simulator.process.kill("SIGTERM");
    assert.equal(await simulator.end(), 0);
    await simulator.event("simulator.stopped");
    await gateway.event("upstream.unavailable");
    assert.equal((await runCli(["probe", ...PATIENCE, ...grpc])).code, 1);
  });

  it("refuses settings in one line each, without a stack", DEADLINE, async () => {
    const program = start(["serve", "--pool", "0"], { OPEND_GATEWAY_GRCP: "127.0.0.1:0" });
    assert.equal(await program.end(), 2);
    assert.deepEqual(program.stderr.split("\n"), [
      "opend-gateway: --pool: must be a whole number from 1 to 64, not 0",
      'opend-gateway: OPEND_GATEWAY_GRCP: unknown setting; did you mean "OPEND_GATEWAY_GRPC"?',
      "",
    ]);
  });
});

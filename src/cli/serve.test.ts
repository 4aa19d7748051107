import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, it } from "node:test";
import { runCli } from "./testing/fake-io.js";
import { SpawnedCli } from "./testing/spawn-cli.js";

const DEADLINE = { timeout: 60_000 };
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
      const probe = await runCli(["probe", "--address", address]);
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
      assert.match(text, /opend_gateway_upstream_members\{state="backing_off"\} 1/);

      const call = await runCli(["call", "GetGlobalState", "--address", address]);
      assert.equal(call.code, 1);
      assert.match(call.stderr, /^opend-gateway: UNAVAILABLE: .*reason UPSTREAM_UNAVAILABLE.*sent=false/);

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

  it("serves on Unix sockets", DEADLINE, async () => {
    const folder = mkdtempSync(join(tmpdir(), "og-"));
    closers.push(() => rmSync(folder, { recursive: true }));
    const grpc = `unix:${join(folder, "g.sock")}`;
    const program = start(["--grpc", grpc, "--http", `unix:${join(folder, "h.sock")}`, "--opend", "127.0.0.1:1"]);
    assert.equal((await program.event("gateway.started"))["grpc"], grpc);
    assert.match((await runCli(["probe", "--address", grpc])).stderr, /NOT_SERVING/);
  });

  it("goes on when the reader of its log is gone", DEADLINE, async () => {
    const program = start([...ANY_PORTS, "--opend", "127.0.0.1:1", "--log-level", "debug"]);
    const line = await program.event("gateway.started");
    program.process.stdout.destroy();
    for (let i = 0; i < 5; i++) await runCli(["call", "GetGlobalState", "--address", String(line["grpc"])]);
    assert.match((await runCli(["probe", "--address", String(line["grpc"])])).stderr, /NOT_SERVING/);
    program.process.kill("SIGTERM");
    assert.equal(await program.end(), 0);
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

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { runCli } from "./testing/fake-io.js";
import { type LogLine, SpawnedCli } from "./testing/spawn-cli.js";

const DEADLINE = { timeout: 90_000 };

type Json = Readonly<Record<string, unknown>>;

/** What a control line of `watch --json` says, by the name of the event. */
function control(line: LogLine, name: string): Json | undefined {
  return (line["control"] as Readonly<Record<string, Json>> | undefined)?.[name];
}

describe("watch and serve, as processes", () => {
  let folder: string;
  let address: string;
  const programs: SpawnedCli[] = [];
  const start = (...argv: readonly string[]): SpawnedCli => {
    const program = new SpawnedCli(argv);
    programs.push(program);
    return program;
  };
  const serve = async (...argv: readonly string[]): Promise<SpawnedCli> => {
    const gateway = start("serve", "--grpc", address, "--http", "127.0.0.1:0", "--simulator-speed", "20", ...argv);
    await gateway.event("upstream.available");
    return gateway;
  };
  const call = async (name: string, request: Json): Promise<Json> => {
    const printed = await runCli(["call", name, JSON.stringify(request), "--json", "--address", address]);
    assert.equal(printed.code, 0, printed.stderr);
    return (JSON.parse(printed.stdout) as { readonly s2c: Json }).s2c;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "og-"));
    address = `unix:${join(folder, "g.sock")}`;
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.kill();
      await program.end();
    }
    rmSync(folder, { recursive: true });
  });

  it("show the pushes of what was asked for, and Ctrl-C ends with 0", DEADLINE, async () => {
    const gateway = await serve();
    const watch = start("watch", "HK.00700", "US.AAPL", "--types", "basic,orderbook,kl_1min", "--address", address);
    const first = await watch.line("accepted", (line) => control(line, "accepted") !== undefined);
    assert.equal(first, watch.lines[0]);
    for (const [secKey, type] of ["1_00700", "11_AAPL"].flatMap((key) =>
      ["basic", "orderbook", "kl_1min"].map((name) => [key, name] as const),
    )) {
      const line = await watch.line(`${secKey} ${type}`, (each) => each["sec_key"] === secKey && each["type"] === type);
      assert.deepEqual((line["body"] as Json)["retType"], 0, JSON.stringify(line));
    }
    const sequences = watch.lines.filter((line) => line["sequence"] !== undefined).map((line) => line["sequence"]);
    assert.deepEqual(
      sequences,
      sequences.map((_, index) => String(index + 1)),
    );
    watch.process.kill("SIGINT");
    assert.deepEqual([await watch.end(), watch.stderr], [0, ""]);

    gateway.process.kill("SIGTERM");
    assert.equal(await gateway.end(), 0);
    assert.equal(gateway.stderr, "");
  });

  it("end at once, with OpenD's text, when a subscription is refused", DEADLINE, async () => {
    await serve();
    const watch = start("watch", "HK.00700", "HK.NOSUCH", "--address", address);
    assert.equal(await watch.end(), 1);
    assert.match(watch.stderr, /^opend-gateway: FAILED_PRECONDITION: .*NOSUCH.*SUBSCRIPTION_REFUSED[^\n]*\n$/);
    assert.deepEqual(watch.lines, []);
  });

  it("lose no order event over a restart of the gateway, and tell of it", DEADLINE, async () => {
    const state = ["--state-dir", join(folder, "state")];
    const gateway = await serve(...state);
    const { accList } = (await call("GetAccList", { userID: 0 })) as {
      readonly accList: readonly {
        readonly accID: string;
        readonly trdEnv: number;
        readonly trdMarketAuthList: number[];
      }[];
    };
    const account = accList.find(({ trdEnv, trdMarketAuthList }) => trdEnv === 0 && trdMarketAuthList.includes(1));
    assert.ok(account !== undefined);
    const watch = start("watch", "--accounts", account.accID, "--address", address);
    const accepted = await watch.line("accepted", (line) => control(line, "accepted") !== undefined);
    const epoch = control(accepted, "accepted")?.["epoch"];
    const header = { trdEnv: 0, accID: account.accID, trdMarket: 1 };
    await call("PlaceOrder", { header, trdSide: 1, orderType: 1, code: "00700", qty: 100, price: 100, secMarket: 1 });
    const order = await watch.line("the order", (line) => line["proto_id"] === 2208);
    assert.notEqual(order["position"], undefined);

    gateway.process.kill("SIGTERM");
    assert.equal(await gateway.end(), 0);
    const ended = await gateway.event("push.ended");
    assert.deepEqual([ended["reason"], ended["dropped"]], ["DRAINING", 0]);
    await watch.complaint(/the stream ended: UNAVAILABLE: [^\n]*DRAINING/);

    const again = await serve(...state);
    assert.equal((await again.event("state.opened"))["events"], positions(watch).length);
    const gap = await watch.line("the gap", (line) => control(line, "gap") !== undefined);
    assert.equal(control(gap, "gap")?.["cause"], "CAUSE_GATEWAY_RESTARTED");
    const accepts = watch.lines.filter((line) => control(line, "accepted") !== undefined);
    assert.deepEqual(
      accepts.map((line) => control(line, "accepted")?.["epoch"]),
      [epoch, epoch],
    );
    assert.equal(new Set(positions(watch)).size, positions(watch).length, "no event comes twice");
    watch.process.kill("SIGINT");
    assert.equal(await watch.end(), 0);
  });

  it("is refused a state folder that is none, in one line, before anything is opened", DEADLINE, async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const program = start("serve", "--grpc", address, "--http", "127.0.0.1:0", "--state-dir", file);
    assert.equal(await program.end(), 2);
    assert.match(program.stderr, /^opend-gateway: --state-dir: [^\n]+\n$/);
    assert.deepEqual(program.lines, []);
  });
});

/** The positions of the events that were recorded. */
function positions(watch: SpawnedCli): unknown[] {
  return watch.lines.map((line) => line["position"]).filter((position) => position !== undefined);
}

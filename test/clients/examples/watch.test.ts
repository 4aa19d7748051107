/** What `watch` promises: it comes back, resumes, notices silence, says why. The same for every language. */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { FaultProxy } from "../../../src/testing/fault-proxy.js";
import { setting } from "../setting.js";
import { addressOf, startExample, startGateway, startSimulator } from "./example.js";
import type { Program } from "./program.js";
import { Trader } from "./trader.js";

const SECURITIES = ["HK.00700", "US.AAPL"];

/** The positions of all trade events that the example showed, as it showed them. */
function positionsOf({ lines }: Program): bigint[] {
  return lines.flatMap((line) => {
    const position = /^(?:order|fill) .*\bposition=(\d+)/.exec(line)?.[1];
    return position === undefined ? [] : [BigInt(position)];
  });
}

describe("watch", { concurrency: true }, () => {
  describe("with a gateway that is lost and comes back", { concurrency: 1 }, () => {
    const stateDir = mkdtempSync(join(setting("CLIENT_TEST_HOME"), "state-"));
    let simulator: Program;
    let gateway: Program;
    let proxy: FaultProxy;
    let trader: Trader;
    let watch: Program;
    let serve: () => Program;

    before(async () => {
      simulator = startSimulator();
      const opend = await addressOf(simulator, "simulator.started", "address");
      const flags = ["--opend", `127.0.0.1:${opend.port}`, "--trading", "simulate", "--state-dir", stateDir];
      serve = () => startGateway("--grpc", "127.0.0.1:0", ...flags);
      gateway = serve();
      await gateway.line(/"upstream.available"/);
      const target = await addressOf(gateway, "gateway.started", "grpc");
      proxy = await FaultProxy.listen({ target });
      trader = await Trader.connect(target.port);
      watch = startExample("watch", proxy.address, SECURITIES);
    });

    after(async () => {
      trader.close();
      await Promise.all([watch.stop("SIGKILL"), gateway.stop("SIGTERM")]);
      await Promise.all([simulator.stop("SIGTERM"), proxy.close()]);
    });

    it("shows that the stream stands, prices, ticks and heartbeats", async () => {
      await watch.line(/^accepted\b/);
      await watch.line(/^quote 1_00700 sequence=\d+.* last=\d/);
      await watch.line(/^tick 1_00700 sequence=\d+.* tick=\d+ price=\d/);
      await watch.line(/^heartbeat\b/);
    });

    it("shows an order's life", async () => {
      const order = await trader.placeAndCancel();
      await watch.line(new RegExp(`^order account=\\d+ sequence=\\d+ position=\\d+ order=${order} status=5 `));
      await watch.line(new RegExp(`^order .* order=${order} status=15 `));
    });

    it("shows once what happened while it was away", async () => {
      const left = watch.lines.length;
      await proxy.down();
      await watch.line(/^reconnect in /, { from: left });
      const order = await trader.placeAndCancel();
      await proxy.up();
      const last = await watch.line(new RegExp(`^order .* position=(\\d+) replayed order=${order} status=15 `));
      const shown = positionsOf(watch);
      assert.deepEqual(shown, await trader.positionsUntil(BigInt(last[1] ?? "")));
    });

    it("shows it when the gateway was killed since, reads the order lists, and shows what comes then", async () => {
      const left = watch.lines.length;
      // Sets its back-off back.
      await watch.line(/^heartbeat\b/, { from: left });
      await proxy.down();
      await watch.line(/^reconnect in /, { from: left });
      const kept = await trader.placeAndCancel();
      // The newest events may not be on the disk when the gateway dies: those of one more order.
      await trader.placeAndCancel();
      trader.close();
      await gateway.stop("SIGKILL");
      gateway = serve();
      const target = await addressOf(gateway, "gateway.started", "grpc");
      proxy.retarget(target);
      await proxy.up();
      await watch.line(new RegExp(`^order .* position=\\d+ replayed order=${kept} status=15 `), { from: left });
      await watch.line(/^gap .*CAUSE_GATEWAY_RESTARTED/, { from: left });
      await watch.line(/^orders account=\d+ market=1 count=\d/, { from: left });
      trader = await Trader.connect(target.port);
      const order = await trader.placeAndCancel();
      await watch.line(new RegExp(`^order .* order=${order} status=15 `));
      const shown = positionsOf(watch);
      assert.deepEqual(
        shown,
        [...new Set(shown)].sort((a, b) => (a < b ? -1 : 1)),
      );
    });

    it("ends cleanly on SIGINT", async () => {
      assert.equal(await watch.stop("SIGINT"), 0, watch.lines.slice(-20).join("\n"));
      assert.equal(watch.lines.at(-1), "stopped");
    });
  });

  describe("with a gateway that stops without a word", { concurrency: 1 }, () => {
    let gateway: Program;
    let watch: Program;
    let port = 0;

    before(async () => {
      gateway = startGateway("--grpc", "127.0.0.1:0");
      await gateway.line(/"upstream.available"/);
      ({ port } = await addressOf(gateway, "gateway.started", "grpc"));
      watch = startExample("watch", { port }, SECURITIES);
      await watch.line(/^heartbeat\b/);
    });

    after(async () => {
      await Promise.all([watch.stop("SIGKILL"), gateway.stop("SIGTERM")]);
    });

    it("ends with OpenD's refusal of a security, which asking again cannot help", async () => {
      const refused = startExample("watch", { port }, ["HK.00700", "HK.99998"]);
      const line = await refused.line(/^error \w+ SUBSCRIPTION_REFUSED /);
      assert.match(line.input, /HK\.99998/);
      assert.equal(await refused.ended, 1);
    });

    it("notices the silence and comes back; a call meanwhile ends at its deadline", async () => {
      const left = watch.lines.length;
      gateway.signal("SIGSTOP");
      const quote = startExample("quote", { port }, []);
      await quote.line(/^error DEADLINE_?EXCEEDED\b/i);
      assert.equal(await quote.ended, 1);
      await watch.line(/^reconnect in .*nothing came for /, { from: left });
      gateway.signal("SIGCONT");
      await watch.line(/^accepted\b/, { from: left });
    });

    it("starts from the order lists when the gateway keeps another record", async () => {
      const left = watch.lines.length;
      const ended = gateway.stop("SIGTERM");
      await watch.line(/^going_away\b/, { from: left });
      await watch.line(/^reconnect in .*DRAINING/, { from: left });
      assert.equal(await ended, 0, gateway.lines.slice(-20).join("\n"));
      gateway = startGateway("--grpc", `127.0.0.1:${port}`);
      await watch.line(/^reconnect in .*RESUME_OUT_OF_RANGE/, { from: left });
      const again = watch.lines.length;
      await watch.line(/^accepted\b/, { from: again });
      await watch.line(/^orders account=\d+ market=1 count=\d/, { from: again });
    });

    it("ends cleanly on SIGTERM", async () => {
      assert.equal(await watch.stop("SIGTERM"), 0, watch.lines.slice(-20).join("\n"));
      assert.equal(watch.lines.at(-1), "stopped");
    });
  });
});

/** What the examples do with a key: over TLS, for one account, when the key changes and when it is taken away. */
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { makeCertificate } from "../../../src/grpc/testing/certificates.js";
import { runChild } from "../child.js";
import { setting } from "../setting.js";
import { addressOf, cli, startExample, startGateway } from "./example.js";
import type { Program } from "./program.js";

const KEYS_TIMEOUT_MS = 30_000;
const HK_ACCOUNT = "281756479000000101";
const US_ACCOUNT = "281756479000000102";
const SECURITIES = ["HK.00700"];

/** So slow that no second call passes while the tests run. */
const CONFIG = "limitsProfiles:\n  once: { quotes: { perSecond: 0.01, burst: 1 } }\n";

describe("examples with a gateway that has keys", { concurrency: 1 }, () => {
  const folder = mkdtempSync(join(setting("CLIENT_TEST_HOME"), "keys-"));
  const keysFile = join(folder, "keys.json");
  const ca = join(folder, "cert.pem");
  let gateway: Program;
  let watch: Program;
  let target: { readonly port: number };
  let reader: Record<string, string>;
  let once: Record<string, string>;
  let trader: Record<string, string>;

  /** Runs `opend-gateway keys` and returns what it prints. */
  async function keys(...args: readonly string[]): Promise<string> {
    const all = [cli, "keys", ...args, "--keys-file", keysFile];
    const { exitCode, output } = await runChild(process.execPath, all, { timeoutMs: KEYS_TIMEOUT_MS });
    assert.equal(exitCode, 0, output);
    return output;
  }

  function accountsOf(lines: readonly string[]): readonly string[] {
    const shown = lines.flatMap((line) => /^orders account=(\d+)/.exec(line)?.[1] ?? []);
    return [...new Set(shown)];
  }

  /** What a program needs to come with a new key. */
  async function newKey(id: string, scopes: string, ...flags: readonly string[]): Promise<Record<string, string>> {
    const added = await keys("add", "--id", id, "--scopes", scopes, ...flags);
    const token = /fc_[0-9a-f]{64}/.exec(added)?.[0];
    assert.ok(token !== undefined, added);
    return { OPEND_GATEWAY_TLS_CA: ca, OPEND_GATEWAY_TOKEN: token };
  }

  before(async () => {
    const { cert, key } = makeCertificate({ name: "examples" });
    const config = join(folder, "gateway.yaml");
    writeFileSync(ca, cert);
    writeFileSync(join(folder, "key.pem"), key, { mode: 0o600 });
    writeFileSync(config, CONFIG);
    reader = await newKey("watch", "read", "--allowed-acc-ids", HK_ACCOUNT);
    once = await newKey("once", "read", "--profile", "once");
    trader = await newKey("trader", "read,trade:simulate", "--allowed-acc-ids", HK_ACCOUNT);
    const tls = ["--tls-cert", ca, "--tls-key", join(folder, "key.pem")];
    gateway = startGateway("--grpc", "127.0.0.1:0", "--keys", keysFile, "--config", config, ...tls);
    await gateway.line(/"upstream.available"/);
    target = await addressOf(gateway, "gateway.started", "grpc");
    watch = startExample("watch", target, SECURITIES, reader);
  });

  after(async () => {
    await Promise.all([watch.stop("SIGKILL"), gateway.stop("SIGTERM")]);
  });

  it("end without a key, and say why", async () => {
    for (const name of ["watch", "quote"] as const) {
      const stranger = startExample(name, target, SECURITIES, { OPEND_GATEWAY_TLS_CA: ca });
      await stranger.line(/^error UNAUTHENTICATED UNAUTHENTICATED sent=false: unauthenticated/i);
      assert.equal(await stranger.ended, 1);
    }
  });

  it("end when the key's calls are used up, and say when to come back", async () => {
    const quote = startExample("quote", target, SECURITIES, once);
    await quote.line(/^typed HK\.00700 last=\d/);
    const line = await quote.line(/^error RESOURCE_?EXHAUSTED RATE_LIMITED sent=false retry_after=([\d.]+)s: /i);
    assert.ok(Number(line[1]) > 0 && Number(line[1]) <= 100, line.input);
    assert.equal(await quote.ended, 1);
  });

  it("end when the key may not trade: nothing was sent, and asking again cannot help", async () => {
    const order = startExample("order", target, ["HK.00700", "100", "450"], reader);
    await order.line(/^error PERMISSION_?DENIED FORBIDDEN sent=false: /i);
    assert.equal(await order.ended, 1);
    assert.ok(!order.lines.some((line) => line.startsWith("repeat")));
  });

  it("place an order when the key may", async () => {
    const order = startExample("order", target, ["HK.00700", "100", "450"], trader);
    await order.line(new RegExp(`^account=${HK_ACCOUNT} market=1$`));
    await order.line(/^placed order=\d+ key=\S+$/);
    assert.equal(await order.stop("SIGINT"), 0, order.lines.join("\n"));
  });

  it("show prices, and the orders of the key's account alone", async () => {
    await watch.line(/^accepted\b/);
    await watch.line(/^quote 1_00700 /);
    await watch.line(/^orders account=\d+ market=1 count=\d/);
    assert.deepEqual(accountsOf(watch.lines), [HK_ACCOUNT]);
  });

  it("come back with other rights when the key changes", async () => {
    const left = watch.lines.length;
    const draft = join(folder, "keys.draft");
    writeFileSync(draft, readFileSync(keysFile, "utf8").replace(HK_ACCOUNT, US_ACCOUNT), { mode: 0o600 });
    renameSync(draft, keysFile);
    await watch.line(/^reconnect in .*KEY_CHANGED/, { from: left });
    await watch.line(/^accepted\b/, { from: left });
    await watch.line(/^quote 1_00700 /, { from: left });
  });

  it("end when the key is revoked, and say why", async () => {
    await keys("revoke", "watch");
    await watch.line(/^error UNAUTHENTICATED KEY_REVOKED\b/i);
    assert.equal(await watch.ended, 1);
  });
});

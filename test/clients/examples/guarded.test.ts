/** What each example does with a key: over TLS, for one account, when the key changes and when it is taken away. */
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

describe("the example with a gateway that has keys", { concurrency: 1 }, () => {
  const folder = mkdtempSync(join(setting("CLIENT_TEST_HOME"), "keys-"));
  const keysFile = join(folder, "keys.json");
  const ca = join(folder, "cert.pem");
  let gateway: Program;
  let watch: Program;
  let target: { readonly port: number };

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

  before(async () => {
    const { cert, key } = makeCertificate({ name: "examples" });
    writeFileSync(ca, cert);
    writeFileSync(join(folder, "key.pem"), key, { mode: 0o600 });
    const added = await keys("add", "--id", "watch", "--scopes", "read", "--allowed-acc-ids", HK_ACCOUNT);
    const token = /fc_[0-9a-f]{64}/.exec(added)?.[0];
    assert.ok(token !== undefined, added);
    const tls = ["--tls-cert", ca, "--tls-key", join(folder, "key.pem")];
    gateway = startGateway("--grpc", "127.0.0.1:0", "--keys", keysFile, ...tls);
    await gateway.line(/"upstream.available"/);
    target = await addressOf(gateway, "gateway.started", "grpc");
    watch = startExample(target, SECURITIES, { TLS_CA: ca, OPEND_GATEWAY_TOKEN: token });
  });

  after(async () => {
    await Promise.all([watch.stop("SIGKILL"), gateway.stop("SIGTERM")]);
  });

  it("ends without a key, and says why", async () => {
    const stranger = startExample(target, SECURITIES, { TLS_CA: ca });
    await stranger.line(/UNAUTHENTICATED: unauthenticated/);
    assert.equal(await stranger.ended, 1);
  });

  it("shows prices, and the orders of the key's account alone", async () => {
    await watch.line(/^accepted\b/);
    await watch.line(/^quote 1_00700 /);
    await watch.line(/^orders account=\d+ market=1 count=\d/);
    assert.deepEqual(accountsOf(watch.lines), [HK_ACCOUNT]);
  });

  it("comes back with other rights when the key changes", async () => {
    const left = watch.lines.length;
    const draft = join(folder, "keys.draft");
    writeFileSync(draft, readFileSync(keysFile, "utf8").replace(HK_ACCOUNT, US_ACCOUNT), { mode: 0o600 });
    renameSync(draft, keysFile);
    await watch.line(/^reconnect in .*KEY_CHANGED/, { from: left });
    await watch.line(/^accepted\b/, { from: left });
    await watch.line(/^quote 1_00700 /, { from: left });
  });

  it("ends when the key is revoked, and says why", async () => {
    await keys("revoke", "watch");
    await watch.line(/UNAUTHENTICATED KEY_REVOKED/i);
    assert.equal(await watch.ended, 1);
  });
});

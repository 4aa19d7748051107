import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { runChild } from "../child.js";
import { setting } from "../setting.js";
import { type GatewayProcess, startGateway } from "./gateway-process.js";
import { GrpcurlClient } from "./grpcurl-client.js";

const KEYS_TIMEOUT_MS = 30_000;
const ACCOUNT = "281756479000000101";
/** So slow that no call comes back while the tests run. */
const CONFIG = "limitsProfiles:\n  once: { quotes: { perSecond: 0.01, burst: 1 } }\n";

describe("grpcurl with keys", () => {
  const folder = join(setting("CLIENT_TEST_HOME"), "guarded");
  const keysFile = join(folder, "keys.json");
  let gateway: GatewayProcess;
  let grpcurl: GrpcurlClient;

  /** Makes a key and returns the flags by which grpcurl sends its token. */
  async function newKey(id: string, scopes: string, ...flags: readonly string[]): Promise<readonly string[]> {
    const add = [setting("CLIENT_TEST_CLI"), "keys", "add", "--keys-file", keysFile, "--id", id, "--scopes", scopes];
    const { output } = await runChild(process.execPath, [...add, ...flags, "--json"], { timeoutMs: KEYS_TIMEOUT_MS });
    const token = /"token": ?"(fc_[0-9a-f]{64})"/.exec(output)?.[1];
    assert.ok(token !== undefined, output);
    return ["-H", `authorization: Bearer ${token}`];
  }

  let operator: readonly string[];
  let desk: readonly string[];
  let once: readonly string[];

  before(async () => {
    mkdirSync(folder, { recursive: true });
    const config = join(folder, "gateway.yaml");
    writeFileSync(config, CONFIG);
    operator = await newKey("operator", "admin");
    desk = await newKey("desk", "read,trade:simulate", "--allowed-acc-ids", ACCOUNT, "--max-daily-value", "200000");
    once = await newKey("once", "read", "--profile", "once");
    gateway = await startGateway(setting("CLIENT_TEST_CLI"), "--keys", keysFile, "--config", config);
    grpcurl = new GrpcurlClient(setting("CLIENT_TEST_GRPCURL"), gateway.grpc);
  });

  after(async () => {
    assert.equal(await gateway.stop(), 0);
  });

  it("shows a key its rights and limits", async () => {
    const answer = await grpcurl.run(["opend.v1.Limits/Get"], desk);
    const { scopes, accounts, orders, profile } = JSON.parse(answer) as Record<string, unknown>;
    assert.deepEqual(scopes, ["qot:read", "acc:read", "trade:simulate"]);
    assert.deepEqual(accounts, { accIds: [ACCOUNT] });
    assert.deepEqual(orders, {
      tradingMode: "simulate",
      maxDailyValue: 200_000,
      dailyValueUsed: 0,
      ordersLastMinute: 0,
    });
    assert.equal(profile, "standard");
  });

  it("lists the keys for an operator, without hashes", async () => {
    const answer = await grpcurl.run(["opend.v1.Keys/List"], operator);
    const { keys } = JSON.parse(answer) as { readonly keys: readonly { readonly id: string }[] };
    assert.deepEqual(
      keys.map(({ id }) => id),
      ["operator", "desk", "once"],
    );
    assert.doesNotMatch(answer, /[0-9a-f]{64}/);
  });

  it("prints why a call is refused, by which limit, and when to come back", async () => {
    const call = ["opend.v1.Limits/Get"];
    await grpcurl.run(call, once);
    const { exitCode, output } = await grpcurl.try(call, once);
    assert.notEqual(exitCode, 0);
    assert.match(output, /Code: ResourceExhausted/);
    assert.match(output, /google\.rpc\.ErrorInfo[\s\S]*"reason": "RATE_LIMITED"/);
    assert.match(output, /google\.rpc\.RetryInfo[\s\S]*"retryDelay": "(\d+)\.?\d*s"/);
    assert.match(output, /google\.rpc\.QuotaFailure[\s\S]*"subject": "caller:quotes"/);
  });

  it("prints one refusal without a key, and another for what a key may not do", async () => {
    const anonymous = await grpcurl.try(["opend.v1.Limits/Get"]);
    assert.match(
      anonymous.output,
      /Code: Unauthenticated\s+Message: unauthenticated[\s\S]*"reason": "UNAUTHENTICATED"/,
    );
    const poor = await grpcurl.try(["opend.v1.Keys/List"], desk);
    assert.match(poor.output, /Code: PermissionDenied\s+Message: forbidden[\s\S]*"reason": "FORBIDDEN"/);
  });

  it("sees quotes with a key", async () => {
    const answer = await grpcurl.run(["futu.service.FutuOpenD/Request"], [...desk, "-d", '{"proto_id": 1002}']);
    assert.match(answer, /"body": "/);
  });

  it("calls a typed method with a key, and not without its scope", async () => {
    const call = ["opend.v1.Quote/GetBasicQot"];
    const quote = ["-d", '{"securityList": [{"market": 1, "code": "00700"}]}'];
    assert.match(await grpcurl.run(call, [...desk, ...quote]), /"curPrice": /);
    const { output } = await grpcurl.try(call, [...operator, ...quote]);
    assert.match(output, /Code: PermissionDenied\s+Message: forbidden[\s\S]*"reason": "FORBIDDEN"/);
    assert.match((await grpcurl.try(["opend.v1.Push/Watch"], operator)).output, /Code: PermissionDenied/);
  });

  it("finds no reflection where other machines can connect", async () => {
    const everywhere = ["--grpc", "0.0.0.0:0", "--plaintext"];
    const open = await startGateway(setting("CLIENT_TEST_CLI"), "--keys", keysFile, ...everywhere);
    try {
      const port = open.grpc.split(":").at(-1);
      const remote = new GrpcurlClient(setting("CLIENT_TEST_GRPCURL"), `127.0.0.1:${port}`);
      const { exitCode, output } = await remote.try(["list"], desk);
      assert.notEqual(exitCode, 0);
      assert.match(output, /server does not support the reflection API/);
    } finally {
      assert.equal(await open.stop(), 0);
    }
  });
});

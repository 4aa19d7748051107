import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, it } from "node:test";
import { SpawnedCli } from "../src/cli/testing/spawn-cli.js";
import { ConfigError } from "../src/config/problem.js";
import { FutuClient } from "../src/grpc/testing/futu-client.js";
import { type KeyJson, KeysJson } from "./support/keys-json.js";
import { PushSubscriber } from "./support/push-subscriber.js";
import { refusalOf } from "./support/refusal.js";
import { ServedGateway } from "./support/served-gateway.js";

const TEST_MS = 60_000;
const STATE = 1002;
const EMPTY = Buffer.alloc(0);
const QUOTES = { filters: [{ securities: ["HK.00700"], sub_types: [1] }], subscribe: true, control_events: true };

const STAYS: KeyJson = { id: "stays", scopes: ["read", "metrics:read"] };
const GOES: KeyJson = { id: "goes", scopes: ["read"] };
const GO: readonly KeyJson[] = ["goes-1", "goes-2", "goes-3"].map((id) => ({ ...GOES, id }));
const COMES: KeyJson = { id: "comes", scopes: ["read"] };

/** Holes that the rival's own notes admit (facts: futuopend-rs.md 9): a keys file gone bad, and keys that go. */
describe("holes of the rival, in keys", { timeout: TEST_MS }, () => {
  const closers: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  const folder = (): string => {
    const path = mkdtempSync(join(tmpdir(), "og-keys-"));
    closers.push(() => rmSync(path, { recursive: true, force: true }));
    return path;
  };

  it("bad keys file, at the start: exit code 2 and the field by name, never a gateway without keys", async () => {
    const keys = new KeysJson();
    const good = keys.text([STAYS]);
    const path = join(folder(), "keys.json");
    const cases: readonly (readonly [string, string | null, RegExp])[] = [
      ["missing", null, /no such file/],
      ["empty", "", /no JSON/],
      ["cut off", good.slice(0, good.length / 2), /no JSON/],
      ["other JSON", "[]", /must be an object/],
      ["another version", good.replace('"version":1', '"version":2'), /version: must be 1/],
      ["no list", '{"version":1}', /keys: must be a list/],
      ["unknown scope", keys.text([{ ...STAYS, scopes: ["qot:reed"] }]), /keys\[0\]\.scopes.*"qot:reed".*qot:read/],
      ["scopes as text", keys.text([{ ...STAYS, scopes: "read" as never }]), /keys\[0\]\.scopes/],
      ["a limit that is none", keys.text([{ ...STAYS, max_order_value: -1 }]), /keys\[0\]\.max_order_value/],
      ["a misspelt limit", keys.text([{ ...STAYS, max_ordr_value: 1 }]), /keys\[0\]\.max_ordr_value/],
      ["an account as text", keys.text([{ ...STAYS, allowed_acc_ids: ["x"] }]), /keys\[0\]\.allowed_acc_ids/],
      ["two alike", keys.text([STAYS, GOES]).replace('"goes"', '"stays"'), /keys\[1\]\.id/],
      ["a hash that is none", good.replace(/"hash":"[0-9a-f]{8}/, '"hash":"'), /keys\[0\]\.hash/],
    ];
    for (const [name, text, problem] of cases) {
      rmSync(path, { force: true });
      if (text !== null) writeFileSync(path, text, { mode: 0o600 });
      const problems = await ServedGateway.start({ flags: { keys: path }, ready: false }).then(
        () => assert.fail(`${name}: it serves`),
        (error: unknown) => (error instanceof ConfigError ? error.problems.join("\n") : assert.fail(String(error))),
      );
      assert.match(problems, /^--keys: /, name);
      assert.match(problems, problem, name);
      assert.ok(!problems.includes("fc_") && !problems.includes(keys.token("stays").slice(3)), name);
    }
    // And as a process.
    writeFileSync(path, keys.text([{ ...STAYS, scopes: ["qot:reed"] }]), { mode: 0o600 });
    const program = new SpawnedCli(["serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", "--keys", path]);
    assert.equal(await program.end(), 2);
    assert.match(program.stderr, /^opend-gateway: --keys: .*keys\[0\]\.scopes.*"qot:reed"/);
  });

  it("bad keys file, while running: the keys of before stay and it is said, until the file is good again", async () => {
    const gateway = await ServedGateway.start({ keys: [STAYS, GOES] });
    closers.push(() => gateway.stop());
    const client = gateway.newClient("stays");
    const stream = new PushSubscriber(gateway.newClient("goes"), QUOTES);
    await stream.accepted();
    const good = gateway.keys.text([STAYS, GOES]);
    const cases: readonly (readonly [string, () => void])[] = [
      ["cut off", () => writeFileSync(gateway.keysPath, good.slice(0, good.length / 2))],
      ["empty", () => writeFileSync(gateway.keysPath, "")],
      ["removed", () => rmSync(gateway.keysPath)],
      [
        "a folder",
        () => {
          rmSync(gateway.keysPath);
          mkdirSync(gateway.keysPath);
        },
      ],
      ["other JSON", () => gateway.writeKeysText('{"keys":{}}')],
      ["unknown scope", () => gateway.writeKeys([STAYS, { ...GOES, scopes: ["raed"] }])],
      ["a key cut out badly", () => gateway.writeKeysText(good.replace('"hash"', '"hush"'))],
    ];
    for (const [name, spoil] of cases) {
      const from = gateway.lines.length;
      spoil();
      await gateway.line("keys.unusable", undefined, from);
      assert.equal((await client.request(STATE, EMPTY)).error, null, name);
      assert.equal((await gateway.newClient().request(STATE, EMPTY)).error?.details, "unauthenticated", name);
      assert.deepEqual(await health(gateway), { ready: 200, degraded: ["keys"], problem: 1 }, name);
      const spoilt = gateway.lines.length;
      rmSync(gateway.keysPath, { recursive: true, force: true });
      gateway.writeKeysText(good);
      await gateway.line("keys.usable", undefined, spoilt);
      assert.deepEqual(await health(gateway), { ready: 200, degraded: [], problem: 0 }, name);
    }
    // Through all of it the stream of a key that was never taken away stood.
    assert.equal(stream.over, false);
    gateway.writeKeys([STAYS]);
    assert.equal(refusalOf(await stream.end()).details.errorInfo?.reason, "KEY_REVOKED");
  });

  it("bad keys file behind links: what a swapped link leads to counts, if it is good", async () => {
    const base = folder();
    const keys = new KeysJson();
    // As Kubernetes mounts a secret: file -> current/file, current -> a folder that is exchanged.
    const publish = (name: string, text: string): void => {
      mkdirSync(join(base, name));
      writeFileSync(join(base, name, "keys.json"), text, { mode: 0o600 });
      symlinkSync(name, join(base, "next"));
      renameSync(join(base, "next"), join(base, "current"));
    };
    publish("one", keys.text([STAYS, GOES]));
    const path = join(base, "keys.json");
    symlinkSync(join("current", "keys.json"), path);
    const gateway = await ServedGateway.start({ flags: { keys: path } });
    closers.push(() => gateway.stop());
    const passes = async (id: string): Promise<boolean> =>
      (await gateway.clientWith(keys.token(id)).request(STATE, EMPTY)).error === null;
    assert.deepEqual([await passes("stays"), await passes("goes")], [true, true]);
    publish("two", "{");
    await gateway.line("keys.unusable");
    assert.deepEqual([await passes("stays"), await passes("goes")], [true, true]);
    publish("three", keys.text([STAYS, COMES]));
    await gateway.line("keys.loaded");
    assert.deepEqual([await passes("stays"), await passes("goes"), await passes("comes")], [true, false, true]);
  });

  it("a key that is taken away loses its streams within a second, in a process of its own", async () => {
    const keys = new KeysJson();
    const base = folder();
    const path = join(base, "keys.json");
    const write = (records: readonly KeyJson[]): void => {
      writeFileSync(`${path}.draft`, keys.text(records), { mode: 0o600 });
      renameSync(`${path}.draft`, path);
    };
    write([STAYS, ...GO]);
    const program = new SpawnedCli(["serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", "--keys", path]);
    closers.push(async () => {
      program.kill();
      await program.end();
    });
    const started = await program.event("gateway.started");
    await program.event("upstream.available");
    const port = Number(String(started["grpc"]).split(":").at(-1));
    const clientOf = (id: string): FutuClient => {
      const client = new FutuClient(port, keys.token(id));
      closers.push(() => client.close());
      return client;
    };
    const bystander = new PushSubscriber(clientOf("stays"), QUOTES);
    await bystander.accepted();
    const tookMs: number[] = [];
    // The machine may stand still for a moment: one of three tells whether a second is kept.
    for (let left = GO.length; left > 0 && Math.min(...tookMs, Infinity) > 1000; left--) {
      const client = clientOf(GO[left - 1]?.id ?? "");
      const stream = new PushSubscriber(client, QUOTES);
      await stream.accepted();
      const revokedAtMs = performance.now();
      write([STAYS, ...GO.slice(0, left - 1)]);
      const failure = refusalOf(await stream.end());
      tookMs.push(performance.now() - revokedAtMs);
      assert.deepEqual([failure.code, failure.details.errorInfo?.reason], [16, "KEY_REVOKED"]);
      assert.equal((await client.request(STATE, EMPTY)).error?.details, "unauthenticated");
    }
    assert.ok(Math.min(...tookMs) <= 1000, tookMs.join());
    assert.equal(bystander.over, false);
    await bystander.cancel();
  });
});

/** What the operator's pages say of the keys. */
async function health(gateway: ServedGateway) {
  const ready = await fetch(gateway.readyUrl);
  const { degraded = {} } = (await ready.json()) as { readonly degraded?: Readonly<Record<string, string>> };
  const headers = { authorization: `Bearer ${gateway.keys.token("stays")}` };
  const metrics = await (await fetch(gateway.metricsUrl, { headers })).text();
  const problem = Number(/^opend_gateway_keys_file_problem (\d)$/m.exec(metrics)?.[1]);
  return { ready: ready.status, degraded: Object.keys(degraded), problem };
}

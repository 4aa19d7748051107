import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { runCli } from "./testing/fake-io.js";

describe("check and print-config", () => {
  let folder = "";
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "opend-gateway-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("accept good settings and tell warnings", async () => {
    const good = await runCli(["check", "--pool", "3"]);
    assert.deepEqual([good.code, good.stdout, good.stderr], [0, "the settings are fine\n", ""]);
    const warned = await runCli(["check", "--opend", "127.0.0.1:1", "--simulator-seed", "2"]);
    assert.equal(warned.code, 0);
    assert.match(warned.stdout, /^warning: --simulator-seed: has no effect/);
  });

  it("refuse bad ones with exit code 2 and a line for each", async () => {
    const path = file("bad.yaml", "pol: 1\ngrpc:\n  address: 0.0.0.0:1\n");
    const { code, stdout, stderr } = await runCli(["check", "--config", path], { env: { OPEND_GATEWAY_POOL: "x" } });
    assert.deepEqual([code, stdout], [2, ""]);
    assert.deepEqual(stderr.split("\n"), [
      'opend-gateway: OPEND_GATEWAY_POOL: must be a whole number from 1 to 64, not "x"',
      `opend-gateway: ${path}:1:1: unknown setting "pol"; did you mean "opend.connections"?`,
      "",
    ]);
  });

  it("give the result as JSON", async () => {
    const bad = await runCli(["check", "--json", "--pool", "0"]);
    assert.equal(bad.code, 2);
    assert.deepEqual(JSON.parse(bad.stdout), {
      ok: false,
      problems: ["--pool: must be a whole number from 1 to 64, not 0"],
      warnings: [],
    });
    assert.equal(bad.stderr, "");
    assert.deepEqual(JSON.parse((await runCli(["check", "--json"])).stdout), { ok: true, problems: [], warnings: [] });
  });

  it("read the RSA key, and say what is wrong with it without showing it", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
    assert.equal((await runCli(["check", "--opend-rsa-key", file("good.pem", pem)])).code, 0);

    const missing = join(folder, "missing.pem");
    assert.equal(
      (await runCli(["check", "--opend-rsa-key", missing])).stderr,
      `opend-gateway: --opend-rsa-key: can't read ${missing}: there is no such file\n`,
    );
    const cut = await runCli(["check"], { env: { OPEND_GATEWAY_OPEND_RSA_KEY: file("cut.pem", pem.slice(0, 300)) } });
    assert.equal(cut.code, 2);
    assert.match(cut.stderr, /^opend-gateway: OPEND_GATEWAY_OPEND_RSA_KEY: can't use .*cut\.pem: .*PEM.*\n$/);
    assert.ok(!cut.stderr.includes(pem.slice(40, 80)));
    const weak = generateKeyPairSync("rsa", { modulusLength: 512 }).privateKey.export({ type: "pkcs1", format: "pem" });
    const weakAnswer = await runCli(["check", "--opend-rsa-key", file("weak.pem", weak.toString())]);
    assert.match(weakAnswer.stderr, /512 bits/);
  });

  it("refuse an option that is not built yet, instead of ignoring it", async () => {
    const { code, stderr } = await runCli(["check", "--keys", "keys.json"]);
    assert.equal(code, 2);
    assert.match(stderr, /^opend-gateway: --keys: keys are not built yet.*\n$/);
  });

  it("print every setting with value and origin", async () => {
    const path = file("good.yaml", "opend:\n  connections: 4\n");
    const { code, stdout } = await runCli(["print-config", "--config", path, "--trading", "off"], {
      env: { OPEND_GATEWAY_LOG_LEVEL: "debug" },
    });
    assert.equal(code, 0);
    assert.match(stdout, /^SETTING +VALUE +FROM$/m);
    assert.match(stdout, /^grpc\.address +127\.0\.0\.1:33333 +default$/m);
    assert.match(stdout, /^trading +off +flag --trading$/m);
    assert.match(stdout, /^log\.level +debug +environment OPEND_GATEWAY_LOG_LEVEL$/m);
    assert.match(stdout, new RegExp(`^opend\\.connections +4 +file ${path.replaceAll(".", "\\.")}:2:3$`, "m"));
  });

  it("print JSON and the file's JSON Schema", async () => {
    const printed = JSON.parse((await runCli(["print-config", "--json", "--opend", "localhost:11111"])).stdout) as {
      readonly simulated: boolean;
      readonly settings: Readonly<Record<string, { readonly value: unknown; readonly origin: unknown }>>;
    };
    assert.equal(printed.simulated, false);
    assert.deepEqual(printed.settings["opend.addresses"], {
      value: ["localhost:11111"],
      origin: { source: "flag", name: "--opend" },
    });
    const schema = JSON.parse((await runCli(["print-config", "--schema"])).stdout) as { readonly title: string };
    assert.equal(schema.title, "Settings of opend-gateway");
  });
});

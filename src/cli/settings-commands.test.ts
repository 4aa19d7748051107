import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { makeCertificate } from "../grpc/testing/certificates.js";
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

  it("never show a secret, wherever it was given and whatever is wrong with it", async () => {
    const secret = "c4nary";
    const url = `redis://:${secret}@127.0.0.1:6379`;
    const urlFile = file("redis.url", `${url}\n`);
    const md5 = file("md5", secret);
    const empty = file("empty", "\n");
    const runs: readonly (readonly string[])[] = [
      ["check", "--redis", url],
      ["check", "--redis", `http://${secret}@h`],
      ["check", `--rediss=${url}`],
      ["check", "--redis", `redis://${secret}:x y`],
      ["check", "--redis", `redis://${secret}${"x".repeat(2000)}`],
      ["check", "--redis-url-file", urlFile],
      ["check", "--redis-url-file", file("bad.url", secret)],
      ["check", "--unlock-md5-file", md5, "--json"],
      ["check", "--unlock-password-file", file("password", secret), "--redis", url, "--redis-url-file", urlFile],
      ["check", "--unlock-password-file", empty],
      ["check", "--config", file("secret.yaml", `redisUrl: http://${secret}@h\n`)],
      ["check", "--config", file("map.yaml", `redisUrl: { password: ${secret} }\n`)],
      ["print-config", "--redis", url],
      ["print-config", "--redis", url, "--json"],
      ["print-config", "--config", file("good-secret.yaml", `redisUrl: ${url}\n`), "--json"],
    ];
    for (const argv of runs) {
      const { stdout, stderr } = await runCli(argv);
      assert.notEqual(stdout + stderr, "", argv.join(" "));
      assert.ok(!(stdout + stderr).includes(secret), `${argv[0]}: ${stdout}${stderr}`);
    }
    const masked = await runCli(["print-config", "--redis", url]);
    assert.match(masked.stdout, /^redisUrl +\*\*\* +flag --redis$/m);
    const environment = await runCli(["check", "--json"], { env: { OPEND_GATEWAY_REDIS: `x${url}` } });
    assert.equal(environment.code, 2);
    assert.ok(!environment.stdout.includes(secret));
  });

  it("read secrets from files of one line, and say which file is wrong", async () => {
    const good = await runCli(["check", "--unlock-md5-file", file("good.md5", "0123456789ABCDEF0123456789abcdef\n")]);
    assert.equal(good.code, 0);
    const path = file("two.lines", "one\ntwo\n");
    const { code, stderr } = await runCli(["check", "--unlock-password-file", path]);
    assert.deepEqual(
      [code, stderr],
      [2, `opend-gateway: --unlock-password-file: ${path} must hold one line of at most 1024 characters\n`],
    );
    const both = await runCli(["check", "--unlock-password-file", path, "--unlock-md5-file", path]);
    assert.match(both.stderr, /^opend-gateway: --unlock-password-file: --unlock-md5-file is given too; give only one/);
  });

  it("read keys file, certificate and profiles, and say what is wrong with them", async () => {
    const missing = join(folder, "none.json");
    const keys = await runCli(["check", "--keys", missing]);
    assert.equal(keys.code, 2);
    assert.match(keys.stderr, /^opend-gateway: --keys: [^\n]*none\.json[^\n]*\n$/);
    const bad = await runCli(["check", "--keys", file("bad.json", '{"keys": [{}]}')]);
    assert.match(bad.stderr, /^(opend-gateway: --keys: [^\n]*bad\.json[^\n]*\n)+$/);
    const { cert, key } = makeCertificate({ name: "gateway" });
    const tls = ["--tls-cert", file("cert.pem", cert), "--tls-key"];
    assert.equal((await runCli(["check", ...tls, file("key.pem", key)])).stderr, "");
    const other = await runCli(["check", ...tls, file("other.pem", makeCertificate({ name: "other" }).key)]);
    assert.match(other.stderr, /^opend-gateway: --tls-key: \S*other\.pem: is not the private key of the certificate/);
    const profile = await runCli(["check", "--limits-profile", "standrd"]);
    assert.deepEqual(
      [profile.code, profile.stderr],
      [
        2,
        'opend-gateway: --limits-profile: there is no limits profile "standrd"; did you mean "standard"?; known: standard, local, small\n',
      ],
    );
    const own = file("own.yaml", "limitsProfiles: { mine: { streams: 1 } }\ndefaultProfile: mine\n");
    assert.equal((await runCli(["check", "--config", own])).code, 0);
  });

  it("take a switch without a value for on", async () => {
    const { stdout } = await runCli(["print-config", "--plaintext", "--pacing", "off"]);
    assert.match(stdout, /^grpc\.plaintext +on +flag --plaintext$/m);
    assert.match(stdout, /^pacing +off +flag --pacing$/m);
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

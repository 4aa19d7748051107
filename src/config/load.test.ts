import assert from "node:assert/strict";
import { resolve } from "node:path";
import { describe, it } from "node:test";
import { describeConfig, showable } from "./describe.js";
import type { EffectiveConfig } from "./effective-config.js";
import { type ConfigSources, loadConfig, readSmallFile } from "./load.js";
import { ConfigError } from "./problem.js";
import { settings } from "./settings-table.js";

function load(sources: Partial<ConfigSources> & { readonly file?: string } = {}): EffectiveConfig {
  const { file, flags = {}, env = {} } = sources;
  return loadConfig({
    flags: file === undefined ? flags : { config: "conf/g.yaml", ...flags },
    env,
    readFile: () => file ?? "",
  });
}

function problemsOf(sources: Parameters<typeof load>[0]): readonly string[] {
  try {
    load(sources);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return assert.fail("the settings were accepted");
}

describe("settings", () => {
  it("have the contract's defaults", () => {
    const { settings: all, simulated, trading, warnings } = load();
    assert.deepEqual(all.grpc.address, { kind: "tcp", host: "127.0.0.1", port: 33333 });
    assert.deepEqual(all.http.address, { kind: "tcp", host: "127.0.0.1", port: 22222 });
    assert.equal(all.opend.connections, 2);
    assert.equal(all.opend.maxBodyBytes, 16 * 1024 * 1024);
    assert.equal(all.shutdownGraceMs, 10_000);
    assert.deepEqual([simulated, trading, warnings], [true, "simulate", []]);
  });

  it("come from flag before environment before file before default, and know it", () => {
    const { settings: all, origins } = load({
      flags: { pool: "5" },
      env: { OPEND_GATEWAY_POOL: "4", OPEND_GATEWAY_MAX_QUEUED: "44" },
      file: "opend:\n  connections: 3\n  maxQueued: 33\n  maxInFlight: 22\n",
    });
    assert.deepEqual([all.opend.connections, all.opend.maxQueued, all.opend.maxInFlight], [5, 44, 22]);
    assert.deepEqual(origins.get("opend.connections"), { source: "flag", name: "--pool" });
    assert.deepEqual(origins.get("opend.maxQueued"), { source: "environment", name: "OPEND_GATEWAY_MAX_QUEUED" });
    assert.deepEqual(origins.get("opend.maxInFlight"), { source: "file", name: "conf/g.yaml:4:3" });
    assert.deepEqual(origins.get("bodyCheck"), { source: "default", name: "" });
  });

  it("read units, switches and lists", () => {
    const { settings: all } = load({
      flags: { opend: ["127.0.0.1:11111", "[::1]:11112,localhost:11113"] },
      env: { OPEND_GATEWAY_MAX_BODY: "1.5MiB", OPEND_GATEWAY_QUEUE_TIMEOUT: "250ms" },
      file: "simulator: { limits: off, speed: 2.5 }\nshutdownGraceMs: 5s\ngrpc: { callDeadlineMs: 1500 }\n",
    });
    assert.deepEqual(
      all.opend.addresses.map(({ host }) => host),
      ["127.0.0.1", "::1", "localhost"],
    );
    assert.equal(all.opend.maxBodyBytes, 1.5 * 1024 * 1024);
    assert.equal(all.opend.queueTimeoutMs, 250);
    assert.deepEqual(all.simulator, { seed: 1, speed: 2.5, limits: false });
    assert.deepEqual([all.shutdownGraceMs, all.grpc.callDeadlineMs], [5000, 1500]);
  });

  for (const [what, sources, problem] of [
    ["a wrong type", { flags: { pool: "two" } }, '--pool: must be a whole number from 1 to 64, not "two"'],
    [
      "a fraction",
      { env: { OPEND_GATEWAY_POOL: "1.5" } },
      'OPEND_GATEWAY_POOL: must be a whole number from 1 to 64, not "1.5"',
    ],
    [
      "a value out of range",
      { file: "opend: { connections: 65 }" },
      "conf/g.yaml:1:10: opend.connections: must be a whole number from 1 to 64, not 65",
    ],
    [
      "a list in place of a number",
      { file: "opend: { connections: [1] }" },
      "conf/g.yaml:1:10: opend.connections: must be a whole number from 1 to 64, not [1]",
    ],
    [
      "a duration without unit",
      { flags: { "shutdown-grace": "10" } },
      '--shutdown-grace: must be a duration from 0s to 600s, not "10"; write it with a unit, such as 500ms, 10s or 2m',
    ],
    [
      "a misspelt choice",
      { flags: { trading: "reel" } },
      '--trading: must be off, simulate or real, not "reel"; did you mean "real"?',
    ],
    [
      "a bad address",
      { flags: { grpc: "33333" } },
      '--grpc: "33333" is not an address: write host:port, [v6]:port or unix:path',
    ],
    [
      "a bad address in a list",
      { flags: { opend: ["127.0.0.1:1", "nowhere"] } },
      '--opend: "nowhere" is not an address: write host:port or [v6]:port, such as 127.0.0.1:11111',
    ],
    [
      "a gRPC listener that others can reach",
      { env: { OPEND_GATEWAY_GRPC: "0.0.0.0:33333" } },
      "OPEND_GATEWAY_GRPC: 0.0.0.0:33333 can be reached from other machines, and without keys everybody there could call; give --keys, or use a loopback address such as 127.0.0.1:33333, or unix:path",
    ],
    [
      "connections that hardly live",
      { flags: { "max-connection-age": "9s" } },
      "--max-connection-age: clients would do little but reconnect; use 10s or more, or 0s for no limit",
    ],
    [
      "a total that one stream may pass",
      { flags: { "push-max-total-bytes": "1MiB" } },
      "--push-max-total-bytes: must not be less than push.maxQueuedBytes (4MiB), which one stream may use",
    ],
    [
      "a key in place of a folder",
      { flags: { "state-dir": "-----BEGIN RSA PRIVATE KEY-----" } },
      "--state-dir: must be the path of a folder, not its content",
    ],
    [
      "one address for both listeners",
      { flags: { http: "127.0.0.1:33333" } },
      "--http: 127.0.0.1:33333 is the gRPC address too; choose another port",
    ],
    [
      "an address that others can reach, with keys that could be read on the way",
      { flags: { grpc: "0.0.0.0:1", keys: "k.json" } },
      "--grpc: 0.0.0.0:1 can be reached from other machines, and keys and orders could be read on the way; give --tls-cert and --tls-key, or --plaintext where something else encrypts",
    ],
    [
      "a certificate without its key, also where others can reach it",
      { flags: { grpc: "0.0.0.0:1", keys: "k.json", "tls-cert": "c.pem" } },
      "--tls-cert: a certificate needs its private key; give --tls-key",
    ],
    [
      "a private key without certificate",
      { flags: { "tls-key": "k.pem" } },
      "--tls-key: a private key needs its certificate; give --tls-cert",
    ],
    [
      "client certificates without TLS",
      { flags: { "tls-client-ca": "ca.pem" } },
      "--tls-client-ca: client certificates are part of TLS; give --tls-cert and --tls-key",
    ],
    [
      "TLS that is switched off again",
      { flags: { "tls-cert": "c.pem", "tls-key": "k.pem" }, env: { OPEND_GATEWAY_PLAINTEXT: "on" } },
      "OPEND_GATEWAY_PLAINTEXT: a TLS certificate is given too; give only one of them",
    ],
    [
      "two URLs of Redis",
      { flags: { redis: "redis://a:1", "redis-url-file": "f" } },
      "--redis: --redis-url-file is given too; give only one of them",
    ],
    [
      "a limits profile with a misspelt field",
      { file: "limitsProfiles: { fast: { quotes: { perSecond: 1, bursts: 2 } } }" },
      /^conf\/g\.yaml:1:1: limitsProfiles: must be a map of names .*; at fast\.quotes/,
    ],
    [
      "a limits profile whose name can't stand in a keys file",
      { file: 'limitsProfiles: { "a b": {} }' },
      /^conf\/g\.yaml:1:1: limitsProfiles: must be a map of names .*; at a b: /,
    ],
    ["an OpenD given twice", { flags: { opend: "a:1,a:1" } }, "--opend: a:1 is given twice"],
  ] as const) {
    it(`refuse ${what} in one line that says what to do`, () => {
      const problems = problemsOf(sources);
      assert.equal(problems.length, 1);
      if (typeof problem === "string") assert.equal(problems[0], problem);
      else assert.match(problems[0] ?? "", problem);
    });
  }

  it("refuse a wrong value even where a stronger source hides it", () => {
    assert.deepEqual(problemsOf({ flags: { pool: "2" }, env: { OPEND_GATEWAY_POOL: "x" } }).length, 1);
  });

  it("tell all problems at once", () => {
    assert.equal(
      problemsOf({ flags: { pool: "x", http: "y" }, env: { OPEND_GATEWAY_X: "1" }, file: "z: 1" }).length,
      4,
    );
  });

  it("never repeat a key that was pasted in place of its path", () => {
    for (const sources of [
      { env: { OPEND_GATEWAY_OPEND_RSA_KEY: "-----BEGIN RSA PRIVATE KEY-----\nMIIabc" } },
      { file: "opend:\n  rsaKeyFile: |\n    -----BEGIN RSA PRIVATE KEY-----\n    MIIabc\n" },
    ]) {
      const text = problemsOf(sources).join("\n");
      assert.match(text, /must be the path of a file, not its content/);
      assert.doesNotMatch(text, /MIIabc/);
    }
  });

  it("take a path in the file from the file's folder, and one of a flag from the working directory", () => {
    assert.equal(load({ file: "opend: { rsaKeyFile: key.pem }" }).settings.opend.rsaKeyFile, resolve("conf/key.pem"));
    assert.equal(load({ file: "stateDir: state" }).settings.stateDir, resolve("conf/state"));
    assert.equal(load({ flags: { "opend-rsa-key": "key.pem" } }).settings.opend.rsaKeyFile, "key.pem");
  });

  it("say why the file can't be read", () => {
    const flags = { config: "/nonexistent/g.yaml" };
    assert.throws(
      () => loadConfig({ flags, env: {} }),
      /--config: can't read \/nonexistent\/g\.yaml: there is no such file/,
    );
    const env = { OPEND_GATEWAY_CONFIG: "/" };
    assert.throws(() => loadConfig({ flags: {}, env }), /OPEND_GATEWAY_CONFIG: can't read \/: it is a folder/);
  });

  it("work out trading: off in front of a real OpenD unless it is asked for", () => {
    assert.equal(load({ flags: { opend: "127.0.0.1:11111" } }).trading, "off");
    assert.equal(load({ flags: { opend: "127.0.0.1:11111", trading: "simulate" } }).trading, "simulate");
    assert.equal(load({ flags: { trading: "off" } }).trading, "off");
  });

  it("refuse real trading without keys, in front of the embedded simulator too", () => {
    for (const opend of [{}, { opend: "127.0.0.1:11111" }]) {
      assert.match(problemsOf({ flags: { ...opend, trading: "real" } }).join(), /^--trading: real orders need keys/);
      assert.equal(load({ flags: { ...opend, trading: "real", keys: "keys.json" } }).trading, "real");
    }
  });

  it("are refused with one line where a value holds itself", () => {
    assert.match(
      problemsOf({ file: "grpc: &g\n  address: *g\n" }).join(),
      /^conf\/g\.yaml:2:3: grpc\.address: must be/,
    );
  });

  it("are not read from a file without end", { skip: process.platform === "win32" }, () => {
    assert.throws(() => readSmallFile("/dev/zero"), /more than 1048576 bytes/);
    assert.throws(() => loadConfig({ flags: { config: "/dev/zero" }, env: {} }), ConfigError);
  });

  it("let others in with keys, and TLS or a word that something else encrypts", () => {
    const open = { grpc: "0.0.0.0:1", keys: "k.json" };
    assert.deepEqual(load({ flags: { ...open, "tls-cert": "c.pem", "tls-key": "k.pem" } }).warnings, []);
    assert.deepEqual(
      load({ flags: { ...open, plaintext: "on" } }).warnings.map(({ code }) => code),
      ["grpc_not_encrypted"],
    );
  });

  it("work out where state and audit log are kept", () => {
    const places = (flags: ConfigSources["flags"], env: ConfigSources["env"], platform: NodeJS.Platform = "linux") => {
      const { stateDir, auditPath } = loadConfig({ flags, env, platform });
      return [stateDir, auditPath];
    };
    const opend = { opend: "127.0.0.1:1" };
    const home = { HOME: "/home/me" };
    const linux = "/home/me/.local/share/opend-gateway/127.0.0.1_33333";
    assert.deepEqual(places(opend, home), [linux, `${linux}/audit`]);
    assert.deepEqual(places(opend, { ...home, XDG_DATA_HOME: "/data" })[0], "/data/opend-gateway/127.0.0.1_33333");
    assert.deepEqual(places(opend, { ...home, XDG_DATA_HOME: "data" })[0], linux);
    assert.match(
      String(places(opend, home, "darwin")[0]),
      /^\/home\/me\/Library\/Application Support\/opend-gateway\//,
    );
    assert.match(String(places({ ...opend, grpc: "unix:/run/g.sock" }, home)[0]), /\/unix_run_g\.sock$/);
    assert.match(String(places({ ...opend, grpc: "[::1]:7" }, home)[0]), /\/___1__7$/);
    for (const [flags, env] of [
      [{}, home],
      [{ ...opend, grpc: "127.0.0.1:0" }, home],
      [opend, {}],
      [{ ...opend, "state-dir": "none" }, home],
    ] as const) {
      assert.deepEqual(places(flags, env), [null, null]);
    }
    assert.deepEqual(places({ "state-dir": "s" }, {}), ["s", "s/audit"]);
    assert.deepEqual(places({ "state-dir": "s", audit: "none" }, {}), ["s", null]);
    assert.deepEqual(places({ audit: "a.jsonl" }, {}), [null, "a.jsonl"]);
    assert.equal(load({ file: "stateDir: none\naudit: none" }).stateDir, null);
    assert.equal(load({ file: "audit: log" }).auditPath, resolve("conf/log"));
  });

  it("read limits profiles, which leave out what stays as it is", () => {
    const { limitsProfiles } = load({
      file: "limitsProfiles:\n  fast: { quotes: { perSecond: 0.5, burst: 2 }, streams: 0 }\n",
    }).settings;
    assert.deepEqual(limitsProfiles, { fast: { quotes: { perSecond: 0.5, burst: 2 }, streams: 0 } });
    const shown = describeConfig(load({ file: "limitsProfiles: { fast: {}, slow: {} }" }));
    assert.equal(shown.find(({ key }) => key === "limitsProfiles")?.text, "fast, slow");
  });

  it("warn of what works but is unsafe or without effect", () => {
    const codes = (sources: Parameters<typeof load>[0]): string[] => load(sources).warnings.map(({ code }) => code);
    const orders = { opend: "127.0.0.1:1", trading: "simulate" };
    assert.deepEqual(codes({ flags: orders }), ["state_in_memory", "audit_off"]);
    assert.deepEqual(codes({ flags: { ...orders, "state-dir": "s" } }), []);
    assert.deepEqual(codes({ flags: { ...orders, redis: "redis://h:1", audit: "a" } }), []);
    assert.deepEqual(codes({ flags: { ...orders, "state-dir": "s", redis: "redis://:p@h:1" } }), [
      "secret_on_command_line",
    ]);
    const publicHttp = { http: "0.0.0.0:22222", keys: "k.json" };
    assert.match(
      load({ flags: publicHttp }).warnings[0]?.message ?? "",
      /keys that read metrics there travel in plain text$/,
    );
    assert.match(
      load({ flags: { ...publicHttp, "metrics-public": "on" } }).warnings[0]?.message ?? "",
      /without a key$/,
    );
    assert.deepEqual(codes({ flags: { "unlock-password-file": "p" } }), ["setting_has_no_effect"]);
    assert.deepEqual(codes({ flags: { http: "0.0.0.0:22222" } }), ["http_not_loopback"]);
    assert.deepEqual(codes({ flags: { opend: "10.0.0.1:11111" } }), ["opend_not_encrypted"]);
    assert.deepEqual(codes({ flags: { opend: "10.0.0.1:11111", "opend-rsa-key": "k.pem" } }), []);
    assert.deepEqual(codes({ flags: { opend: "127.0.0.1:11111", "simulator-seed": "7" } }), ["setting_has_no_effect"]);
  });

  it("are shown with value and origin, secrets masked", () => {
    const shown = describeConfig(load({ flags: { opend: "127.0.0.1:11111", "max-body": "64KiB" } }));
    assert.equal(shown.length, settings.length);
    const row = (key: string) => shown.find((each) => each.key === key);
    assert.deepEqual(row("opend.addresses")?.value, ["127.0.0.1:11111"]);
    assert.deepEqual([row("opend.maxBodyBytes")?.text, row("opend.maxBodyBytes")?.value], ["64KiB", 65_536]);
    assert.deepEqual([row("trading")?.value, row("grpc.address")?.value], ["off", "127.0.0.1:33333"]);
    assert.equal(showable({ kind: "text", secret: true }, "s3cret"), "***");
    assert.equal(showable({ kind: "text", secret: true }, null), null);
  });
});

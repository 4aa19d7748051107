import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { makeCertificate } from "../grpc/testing/certificates.js";
import { runCli } from "./testing/fake-io.js";
import { SpawnedCli } from "./testing/spawn-cli.js";

const DEADLINE = { timeout: 60_000, skip: process.platform === "win32" };

describe("serve with keys, TLS and an audit log, as a process", () => {
  const programs: SpawnedCli[] = [];
  let folder: string;
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "og-guarded-"));
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) {
      program.kill();
      await program.end();
    }
    rmSync(folder, { recursive: true });
  });

  it("serves keys only, reloads on SIGHUP, and leaves a whole audit log behind kill -9", DEADLINE, async () => {
    const keys = join(folder, "keys.json");
    const added = await runCli(["keys", "add", "--keys-file", keys, "--id", "desk", "--scopes", "read,metrics:read"]);
    const token = /fc_[0-9a-f]{64}/.exec(added.stdout)?.[0] ?? assert.fail(added.stderr);
    const { cert, key } = makeCertificate({ name: "gateway" });
    const ca = file("cert.pem", cert);
    const state = join(folder, "state");
    const flags = ["--keys", keys, "--tls-cert", ca, "--tls-key", file("key.pem", key), "--state-dir", state];
    const start = async (): Promise<{ readonly program: SpawnedCli; readonly grpc: string; readonly http: string }> => {
      const program = new SpawnedCli(["serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0", ...flags]);
      programs.push(program);
      const { grpc, http, auth, tls } = await program.event("gateway.started");
      assert.deepEqual([auth, tls], ["keys", "on"]);
      return { program, grpc: String(grpc), http: `http://${String(http)}` };
    };

    const { program, grpc, http } = await start();
    const call = (bearer: string) =>
      runCli(["call", "2005", '{"unlock":true}', "--address", grpc, "--tls-ca", ca, "--deadline-ms", "30000"], {
        env: { OPEND_GATEWAY_TOKEN: bearer },
      });
    assert.match((await call("wrong")).stderr, /UNAUTHENTICATED/);
    assert.match((await call(token)).stderr, /FORBIDDEN/);
    assert.equal((await fetch(`${http}/metrics`)).status, 401);
    const metrics = await fetch(`${http}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    assert.match(await metrics.text(), /^opend_gateway_refusals_total\{reason="FORBIDDEN"\} 1$/m);

    program.process.kill("SIGHUP");
    await program.event("audit.reopened");
    assert.equal((await fetch(`${http}/readyz`)).status, 200);
    program.kill();
    assert.equal(await program.end(), "SIGKILL");

    const again = await start();
    again.program.process.kill("SIGTERM");
    assert.equal(await again.program.end(), 0);
    const audit = join(state, "audit");
    const verified = await runCli(["audit", "verify", audit]);
    assert.equal(verified.code, 0, verified.stderr);
    const text = readdirSync(audit)
      .map((name) => readFileSync(join(audit, name), "utf8"))
      .join("");
    for (const event of ["auth_failed", "call", "audit.reopened", "audit.closed"]) {
      assert.ok(text.includes(`"event":"${event}"`), event);
    }
    for (const lines of [text, JSON.stringify(program.lines)]) assert.ok(!lines.includes(token.slice(3)));
  });

  it("does not start without what the settings name: exit code 2 and a line that says why", DEADLINE, async () => {
    const ports = ["serve", "--grpc", "127.0.0.1:0", "--http", "127.0.0.1:0"];
    const { cert, key } = makeCertificate({ name: "old", notAfter: new Date(Date.now() - 1000) });
    const cases: readonly (readonly [string[], RegExp])[] = [
      [["--keys", file("keys.json", "{")], /--keys: .*keys\.json/],
      [
        ["--tls-cert", file("c.pem", cert), "--tls-key", file("k.pem", key)],
        /--tls-cert: .*c\.pem: the certificate expired/,
      ],
      [["--audit", file("a.jsonl", "hello\n")], /--audit: .*a\.jsonl: its last line is no audit line/],
      [["--limits-profile", "none-such"], /--limits-profile: there is no limits profile "none-such"/],
    ];
    for (const [flags, expected] of cases) {
      const program = new SpawnedCli([...ports, ...flags]);
      programs.push(program);
      assert.equal(await program.end(), 2, program.stderr);
      assert.match(program.stderr, expected);
    }
  });
});

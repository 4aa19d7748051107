import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { loadConfig } from "../config/load.js";
import type { AuditEntry } from "../telemetry/audit-entry.js";
import { createLogger } from "../telemetry/logger.js";
import { openAudit } from "./audit-log.js";
import { CliError } from "./cli-error.js";
import { runCli } from "./testing/fake-io.js";

const ENTRY: AuditEntry = {
  event: "order_sent",
  iface: "grpc",
  key_id: "k",
  peer: "p",
  request_id: "r",
  outcome: "allow",
};

describe("the audit log of the settings", () => {
  let folder: string;
  let lines: string[];
  const open = (flags: Readonly<Record<string, string>>) => {
    const logger = createLogger({
      level: "debug",
      format: "json",
      maxBufferedBytes: 1,
      write: (line) => void lines.push(line),
    });
    return openAudit(loadConfig({ flags, env: {} }), logger);
  };
  const write = async (path: string, count: number): Promise<void> => {
    const audit = await open({ audit: path });
    assert.ok(audit !== null);
    for (let at = 0; at < count; at++) await audit.commit(ENTRY);
    await audit.close();
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "og-"));
    lines = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is none without a state folder, stands in it, or where it is told", async () => {
    assert.equal(await open({}), null);
    assert.equal(await open({ "state-dir": folder, audit: "none" }), null);
    await (await open({ "state-dir": folder }))?.close();
    assert.match(readdirSync(join(folder, "audit")).join(), /^audit-\d{4}-\d\d-\d\d\.jsonl$/);
    const file = join(folder, "new/a.jsonl");
    await write(file, 1);
    assert.ok(existsSync(file));
    assert.ok(!existsSync(`${file}.lock`));
    assert.match(lines.join(""), /"event":"audit\.closed".*"lastHash":"[0-9a-f]{64}"/);
  });

  it("is refused in one line, where another process has it or it can't be used", async () => {
    for (const audit of [join(folder, "a.jsonl"), join(folder, "daily")]) {
      const used = await open({ audit });
      await assert.rejects(open({ audit }), (error: unknown) => {
        assert.ok(error instanceof CliError);
        assert.equal(error.exitCode, 2);
        assert.match(error.message, /^--audit: [^\n]*in use[^\n]*$/);
        return true;
      });
      await used?.close();
    }
    const file = join(folder, "file");
    writeFileSync(file, "x\n");
    await assert.rejects(open({ audit: join(file, "b.jsonl") }), /^CliError: --audit: [^\n]*ENOTDIR[^\n]*$/);
    await assert.rejects(open({ audit: file }), /--audit: .*last line is no audit line/);
    assert.ok(!existsSync(`${file}.lock`));
  });

  it("is verified: 0 with count, range and last hash", async () => {
    const path = join(folder, "a.jsonl");
    await write(path, 3);
    const good = await runCli(["audit", "verify", path]);
    assert.deepEqual([good.code, good.stderr], [0, ""]);
    assert.match(
      good.stdout,
      /^5 lines in 1 file are whole and in order: 1 \(20.*Z\) to 5 \(20.*Z\)\nlast hash: \w{64}\n$/,
    );
    const printed = JSON.parse((await runCli(["audit", "verify", path, "--json"])).stdout) as {
      readonly ok: boolean;
      readonly last: { readonly hash: string };
    };
    assert.equal(printed.ok, true);
    assert.equal((await runCli(["audit", "verify", path, "--expect-last", printed.last.hash])).code, 0);

    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1));
    assert.equal((await runCli(["audit", "verify", path])).code, 0);
    const cut = await runCli(["audit", "verify", path, "--expect-last", printed.last.hash.toUpperCase()]);
    assert.equal(cut.code, 1);
    assert.match(cut.stderr, new RegExp(`^opend-gateway: ${path}:4: not the last: the last line has the hash`));
  });

  it("is verified: 1 with file and line of the first fault, 2 where it can't be read", async () => {
    const path = join(folder, "daily");
    await write(path, 3);
    const [name = ""] = readdirSync(path);
    const file = join(path, name);
    const all = readFileSync(file, "utf8").split("\n");
    writeFileSync(file, all.filter((_, index) => index !== 2).join("\n"));
    const missing = await runCli(["audit", "verify", path]);
    assert.deepEqual([missing.code, missing.stdout], [1, ""]);
    assert.equal(missing.stderr, `opend-gateway: ${file}:3: missing: line 3 of the chain should stand before it\n`);
    const json = await runCli(["audit", "verify", path, "--json"]);
    assert.deepEqual([json.code, json.stderr], [1, ""]);
    const { ok, fault } = JSON.parse(json.stdout) as {
      readonly ok: boolean;
      readonly fault: { readonly line: number };
    };
    assert.deepEqual([ok, fault.line], [false, 3]);

    const none = await runCli(["audit", "verify", join(folder, "none.jsonl")]);
    assert.deepEqual(
      [none.code, none.stderr],
      [2, `opend-gateway: can't read ${join(folder, "none.jsonl")}: there is no such file\n`],
    );
    assert.equal((await runCli(["audit", "verify", folder])).code, 2);
    assert.equal((await runCli(["audit", "destroy", path])).code, 2);
    assert.equal((await runCli(["audit", "verify", path, "--expect-last", "x"])).code, 2);
  });
});

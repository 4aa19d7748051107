import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { loadConfig } from "../config/load.js";
import { AppendLog } from "../state/append-log.js";
import { createLogger } from "../telemetry/logger.js";
import { CliError } from "./cli-error.js";
import { openOrderStore, openPushRecord } from "./state-folder.js";

describe("the state folder of the settings", () => {
  let folder: string;
  let lines: string[];
  const open = (flags: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) => {
    const logger = createLogger({
      level: "debug",
      format: "json",
      maxBufferedBytes: 1,
      write: (line) => void lines.push(line),
    });
    return openPushRecord(loadConfig({ flags, env }), logger);
  };
  const refusal = (path: string): CliError => {
    try {
      open({ "state-dir": path });
    } catch (error) {
      assert.ok(error instanceof CliError);
      return error;
    }
    return assert.fail("the folder was taken");
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "og-"));
    lines = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is none with the simulator, or where it is switched off", () => {
    assert.equal(open({}), null);
    assert.equal(open({ opend: "127.0.0.1:1", "state-dir": "none" }), null);
  });

  it("is named after the gRPC address in the user's data folder, in front of an OpenD", async () => {
    const log = open({ opend: "127.0.0.1:1" }, { XDG_DATA_HOME: folder });
    assert.ok(existsSync(join(folder, "opend-gateway/127.0.0.1_33333/pushes/lock")));
    await log?.close();
  });

  it("is done without only where nobody asked for it and no orders pass", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const env = { XDG_DATA_HOME: file };
    assert.equal(open({ opend: "127.0.0.1:1" }, env), null);
    assert.match(lines.join(""), /"event":"state\.unavailable"/);
    for (const flags of [{ trading: "simulate" }, { keys: "keys.json" }]) {
      assert.throws(
        () => open({ opend: "127.0.0.1:1", ...flags }, env),
        (error: unknown) => error instanceof CliError && /^--state-dir: .*or none to do without$/.test(error.message),
      );
    }
  });

  it("is made if it is missing, and read again after a restart", async () => {
    const path = join(folder, "a/b");
    const first = open({ "state-dir": path });
    first?.append(Buffer.from("one"));
    await first?.close();
    const second = open({ "state-dir": path });
    assert.deepEqual(
      [...(second?.entries() ?? [])].map((bytes) => Buffer.from(bytes).toString()),
      ["one"],
    );
    await second?.close();
    assert.deepEqual(lines, []);
  });

  it("is refused in one line that names the flag, where it is a file or in use", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const isFile = refusal(file);
    assert.equal(isFile.exitCode, 2);
    assert.equal(isFile.lines.length, 1);
    assert.match(isFile.lines[0] ?? "", /^--state-dir: .*file/);

    const used = open({ "state-dir": folder });
    assert.match(refusal(folder).lines.join("\n"), /^--state-dir: [^\n]*$/);
    await used?.close();
  });

  it("tells in the log of records that are lost", async () => {
    const first = open({ "state-dir": folder });
    first?.append(Buffer.from("one".repeat(100)));
    await first?.close();
    const [segment] = readdirSync(join(folder, "pushes"));
    assert.ok(segment !== undefined);
    writeFileSync(join(folder, "pushes", segment), "x".repeat(500));
    const second = open({ "state-dir": folder });
    assert.deepEqual([...(second?.entries() ?? [])], []);
    await second?.close();
    assert.match(lines.join(""), /"event":"state\.lost".*damaged/);
  });

  it("with orders of another version is refused in one line, and left free", { timeout: 10_000 }, async () => {
    const path = join(folder, "orders");
    const openLog = () =>
      AppendLog.open(path, { maxSegmentBytes: 1 << 20, maxAgeMs: 1e9, keepsAll: true, onError: assert.ifError });
    const log = openLog();
    log.append(Buffer.from('{"v":2}'));
    await log.close();
    const config = loadConfig({ flags: { "state-dir": folder }, env: {} });
    const logger = createLogger({ level: "debug", format: "json", maxBufferedBytes: 1, write: () => undefined });
    assert.throws(
      () => openOrderStore(config, logger),
      (error: unknown) =>
        error instanceof CliError && error.exitCode === 2 && /^--state-dir: .*another version/.test(error.message),
    );
    while (existsSync(join(path, "lock"))) await new Promise((resolve) => setImmediate(resolve));
    await openLog().close();
  });
});

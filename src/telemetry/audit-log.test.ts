import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import type { AuditEntry } from "./audit-entry.js";
import { type AuditEvent, AuditLog, type AuditLogOptions } from "./audit-log.js";
import { auditFiles, auditPlace } from "./audit-place.js";
import { verifyAudit } from "./audit-verify.js";
import { FileFaults } from "./testing/faulty-file.js";

const entry = (requestId: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  event: "order_sent",
  iface: "grpc",
  key_id: "trader",
  peer: "127.0.0.1:5",
  request_id: requestId,
  outcome: "allow",
  ...more,
});

describe("the audit log", () => {
  let folder: string;
  let nowMs: number;
  let events: AuditEvent[];
  let retries: (() => void)[];
  let faults: FileFaults;
  const logs: AuditLog[] = [];

  const openAt = async (path: string, more: Partial<AuditLogOptions> = {}): Promise<AuditLog> => {
    const log = await AuditLog.open(await auditPlace(path), {
      onEvent: (event) => events.push(event),
      wallMs: () => nowMs,
      schedule: (_delayMs, task) => {
        retries.push(task);
        return () => {
          retries = retries.filter((each) => each !== task);
        };
      },
      openFile: faults.openFile,
      ...more,
    });
    logs.push(log);
    return log;
  };
  const file = (): string => join(folder, "audit.jsonl");
  const lines = (path = file()): Record<string, unknown>[] =>
    readFileSync(path, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const names = (path = file()): unknown[] => lines(path).map((line) => line["request_id"] ?? line["event"]);
  const verdict = async (path: string) => verifyAudit(await auditFiles(await auditPlace(path)), null);
  const assertWhole = async (path = file()): Promise<void> => assert.equal((await verdict(path)).fault, null);
  const retry = (): void => {
    for (const task of retries.splice(0)) task();
  };
  const seen = async (type: AuditEvent["type"]): Promise<AuditEvent> => {
    for (;;) {
      const found = events.find((event) => event.type === type);
      if (found !== undefined) return found;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "og-audit-"));
    nowMs = Date.UTC(2026, 10, 21, 9, 0, 0, 7);
    events = [];
    retries = [];
    faults = new FileFaults();
  });
  afterEach(async () => {
    Object.assign(faults, { write: null, sync: null, truncate: null });
    for (const log of logs.splice(0)) await log.close();
    rmSync(folder, { recursive: true });
  });

  it("writes JSON lines with time, number and the hash of the line before, for the owner only", async () => {
    const log = await openAt(file());
    await log.commit(entry("a", { proto_id: 2202, account: "7", outcome: "reject", reason: "scope" }));
    const [opened, line] = lines();
    assert.deepEqual([opened?.["event"], opened?.["seq"], opened?.["prev"]], ["audit.opened", 1, "0".repeat(64)]);
    assert.deepEqual(
      { ...line, prev: String(line?.["prev"]).length },
      {
        level: "warn",
        time: "2026-11-21T09:00:00.007Z",
        seq: 2,
        prev: 64,
        ...entry("a", { proto_id: 2202, account: "7", outcome: "reject", reason: "scope" }),
      },
    );
    assert.equal(statSync(file()).mode & 0o777, 0o600);
    await assertWhole();
  });

  it("takes others' rights to a file that was there away", { skip: process.platform === "win32" }, async () => {
    writeFileSync(file(), "", { mode: 0o644 });
    await openAt(file());
    assert.equal(statSync(file()).mode & 0o777, 0o600);
  });

  it("resolves commits in order when they are on the disk; those that wait share one sync", async () => {
    const log = await openAt(file());
    faults.syncs = 0;
    const order: string[] = [];
    await Promise.all(
      ["a", "b", "c", "d"].map(async (name) => {
        await log.commit(entry(name));
        order.push(name);
        assert.ok(names().includes(name));
      }),
    );
    assert.deepEqual(order, ["a", "b", "c", "d"]);
    assert.equal(faults.syncs, 1);
    log.note(entry("note"));
    await log.close();
    assert.deepEqual(names(), ["audit.opened", "a", "b", "c", "d", "note", "audit.closed"]);
  });

  it("gives what comes while it syncs to the next batch", async () => {
    const log = await openAt(file());
    faults.syncs = 0;
    let second: Promise<void> | null = null;
    faults.onSync = () => {
      second ??= log.commit(entry("b"));
    };
    await log.commit(entry("a"));
    await second;
    assert.equal(faults.syncs, 2);
    assert.deepEqual(names(), ["audit.opened", "a", "b"]);
  });

  it("begins a file each UTC day, and the chain goes on over files, also with a clock that is set back", async () => {
    const path = join(folder, "audit");
    const log = await openAt(path);
    await log.commit(entry("a"));
    nowMs = Date.UTC(2026, 10, 22);
    log.note(entry("b"));
    nowMs -= 1;
    await log.commit(entry("c"));
    await log.close();
    assert.deepEqual(readdirSync(path), ["audit-2026-11-21.jsonl", "audit-2026-11-22.jsonl"]);
    assert.deepEqual(names(join(path, "audit-2026-11-22.jsonl")), ["b", "c", "audit.closed"]);
    const { range, fault } = await verdict(path);
    assert.deepEqual([fault, range.lines, range.files, range.last?.seq], [null, 5, 2, 5]);
  });

  it("goes on with the chain after a restart, also where the newest file is still empty", async () => {
    const path = join(folder, "audit");
    const first = await openAt(path);
    await first.commit(entry("a"));
    await first.close();
    writeFileSync(join(path, "audit-2026-11-22.jsonl"), "");
    nowMs = Date.UTC(2026, 10, 22, 1);
    const second = await openAt(path);
    await second.commit(entry("b"));
    const { range, fault } = await verdict(path);
    assert.deepEqual([fault, range.lines], [null, 5]);
  });

  it("closes off a line that was cut off at any byte, and reports exactly that", async () => {
    const first = await openAt(file());
    await first.commit(entry("a"));
    const before = statSync(file()).size;
    await first.commit(entry("b"));
    const whole = readFileSync(file());
    await first.close();
    for (let size = 1; size < whole.length; size++) {
      writeFileSync(file(), whole.subarray(0, size));
      events = [];
      const log = await openAt(file());
      await log.commit(entry("c"));
      const { range, fault } = await verdict(file());
      assert.equal(fault, null, `cut at ${size}`);
      const cleanCut = whole[size - 1] === 0x0a || whole[size] === 0x0a;
      assert.equal(range.recovered, cleanCut ? 0 : 1, `cut at ${size}`);
      if (size > before && !cleanCut) {
        assert.deepEqual(events, [{ type: "recovered", file: file(), tornBytes: size - before }]);
      }
      await log.close();
    }
  });

  it("refuses to go on behind a last line that is no audit line", async () => {
    writeFileSync(file(), "hello\n");
    await assert.rejects(openAt(file()), /last line is no audit line; move the file away/);
  });

  it("keeps every line that it called written, killed at any moment", { timeout: 60_000 }, async () => {
    const isSource = import.meta.url.endsWith(".ts");
    const program = fileURLToPath(new URL(`./testing/audit-writer.${isSource ? "ts" : "js"}`, import.meta.url));
    for (const atLeast of [1, 20, 50]) {
      const child = spawn(process.execPath, [...(isSource ? ["--import", "tsx"] : []), program, file()]);
      let said = "";
      let killed = false;
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (killed || said.split("\n").length <= atLeast) return;
        killed = true;
        child.kill("SIGKILL");
      });
      await once(child, "close");
      const committed = Number(said.trimEnd().split("\n").at(-1));
      assert.ok(committed >= atLeast);
      const text = readFileSync(file(), "utf8");
      for (const name of [`"n${committed}"`, `"c${committed}"`]) assert.ok(text.includes(name), name);
    }
    const log = await openAt(file());
    await log.close();
    await assertWhole();
  });

  describe("on a disk that is full", () => {
    const full = { code: "ENOSPC", afterBytes: 10 };

    it("refuses commits, keeps notes, says so once, and goes on by itself", async () => {
      const log = await openAt(file());
      faults.write = full;
      await assert.rejects(log.commit(entry("refused")), /ENOSPC/);
      assert.equal(log.failing, true);
      await assert.rejects(log.commit(entry("at once")), /can't be written/);
      log.note(entry("kept"));
      retry();
      while (retries.length === 0) await new Promise((resolve) => setImmediate(resolve));
      assert.deepEqual(events, [{ type: "failing", problem: `${file()}: ENOSPC: made for a test` }]);
      assert.equal(log.failing, true);
      assert.deepEqual(names(), ["audit.opened"]);

      faults.write = null;
      nowMs += 1500;
      retry();
      assert.deepEqual(await seen("resumed"), { type: "resumed", lostLines: 0, failingMs: 1500 });
      assert.equal(log.failing, false);
      await log.commit(entry("after"));
      assert.deepEqual(names(), ["audit.opened", "kept", "audit.resumed", "after"]);
      await assertWhole();
    });

    it("counts the notes that find no room, and says in a line how many are lost", async () => {
      const log = await openAt(file(), { maxWaitingLines: 3 });
      faults.write = full;
      await assert.rejects(log.commit(entry("refused")));
      for (const name of ["1", "2", "3", "4", "5"]) log.note(entry(name));
      assert.equal(log.lostLines, 2);
      faults.write = null;
      retry();
      await seen("resumed");
      assert.deepEqual(names(), ["audit.opened", "1", "2", "3", "audit.resumed"]);
      assert.equal(lines().at(-1)?.["lost_lines"], 2);
      await assertWhole();
    });

    it("takes a line away whose sync failed: its order is refused", async () => {
      const log = await openAt(file());
      faults.sync = "EIO";
      log.note(entry("kept"));
      await assert.rejects(log.commit(entry("refused")), /EIO/);
      assert.deepEqual(names(), ["audit.opened"]);
      faults.sync = null;
      retry();
      await seen("resumed");
      assert.deepEqual(names(), ["audit.opened", "kept", "audit.resumed"]);
      await assertWhole();
    });

    it("reads the file anew and closes it off, where what a write left can't be taken away", async () => {
      const log = await openAt(file());
      faults.write = full;
      faults.truncate = "EIO";
      await assert.rejects(log.commit(entry("refused")), /ENOSPC/);
      faults.write = null;
      retry();
      await seen("resumed");
      assert.ok(events.some((event) => event.type === "recovered" && event.tornBytes === 10));
      await log.commit(entry("after"));
      assert.equal((await verdict(file())).range.recovered, 1);
      await assertWhole();
    });

    it("makes the start fail where not even the first line can be written", async () => {
      faults.write = full;
      await assert.rejects(openAt(file()), /ENOSPC/);
    });
  });

  describe("whose file is touched by others", () => {
    it("makes a new one when it was moved or removed, and says so", async () => {
      const log = await openAt(file());
      await log.commit(entry("a"));
      renameSync(file(), `${file()}.1`);
      nowMs += 1000;
      await log.commit(entry("b"));
      assert.deepEqual(names(), ["audit.reopened", "b"]);
      assert.deepEqual(lines()[0]?.["why"], "removed");
      const both = await verifyAudit([`${file()}.1`, file()], null);
      assert.deepEqual([both.fault, both.range.lines], [null, 4]);

      renameSync(file(), `${file()}.2`);
      writeFileSync(file(), "");
      nowMs += 1000;
      await log.commit(entry("c"));
      assert.equal(lines()[0]?.["why"], "moved");
      unlinkSync(file());
      nowMs += 1000;
      await log.commit(entry("d"));
      assert.deepEqual(names(), ["audit.reopened", "d"]);
      assert.equal(events.filter(({ type }) => type === "reopened").length, 3);
    });

    it("notices at once when it is asked to", async () => {
      const log = await openAt(file());
      renameSync(file(), `${file()}.1`);
      log.reopen();
      await seen("reopened");
      await log.commit(entry("a"));
      assert.deepEqual(names(), ["audit.reopened", "a"]);
      assert.equal((await verifyAudit([`${file()}.1`, file()], null)).fault, null);
    });

    it("notices that it was cut, or written by another", async () => {
      const log = await openAt(file());
      await log.commit(entry("a"));
      truncateSync(file(), 0);
      nowMs += 1000;
      await log.commit(entry("b"));
      assert.equal(lines()[0]?.["why"], "truncated");
      appendFileSync(file(), "forged");
      nowMs += 1000;
      await log.commit(entry("c"));
      assert.deepEqual(
        events.filter(({ type }) => type === "reopened").map((event) => "why" in event && event.why),
        ["truncated", "written by another"],
      );
      // What was put behind the last line without a line end is closed off and reported like a cut-off line.
      assert.equal((await verdict(file())).range.recovered, 1);
    });
  });

  it("never holds a token, or a field that is not its own", async () => {
    const log = await openAt(file());
    const token = `fc_${"0123456789abcdef".repeat(4)}`;
    const more = { password: "c4nary", body: "c4nary", authorization: `Bearer ${token}`, pwdMD5: "c4nary" };
    const fields = { reason: `key ${token}`, peer: token, request_id: `x${token.toUpperCase()}`, order_id: token };
    await log.commit({ ...entry("a"), ...more, ...fields });
    await log.commit({ ...entry("unlock"), proto_id: 2005, args_hash: "c4nary" });
    await log.commit({ ...entry("b"), reason: "y".repeat(100_000) });
    await log.close();
    const text = readFileSync(file(), "utf8");
    assert.doesNotMatch(text, /c4nary|0123456789abcdef/i);
    assert.ok(text.length < 4000);
    await assertWhole();
  });
});

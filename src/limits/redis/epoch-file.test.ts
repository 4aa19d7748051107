import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { EpochFile } from "./epoch-file.js";

const EPOCH = { epoch: "e1", seenAtMs: 1_700_000_000_000 };

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "opend-gateway-epoch-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function noError(error: Error): void {
  throw error;
}

describe("EpochFile", () => {
  it("remembers over a restart, in a file of its own for its owner only", (t) => {
    const folder = join(folderOf(t), "state");
    const path = join(folder, "redis-epoch.json");
    const file = new EpochFile(path, noError);
    assert.equal(file.load(), null);
    file.save(EPOCH);
    assert.deepEqual(new EpochFile(path, noError).load(), EPOCH);
    assert.deepEqual(readdirSync(folder), ["redis-epoch.json"]);
    assert.equal(statSync(path).mode & 0o777, 0o600);
  });

  it("writes when the epoch changes or some minutes have passed, and not with each heartbeat", (t) => {
    const path = join(folderOf(t), "epoch");
    const file = new EpochFile(path, noError);
    const kept = () => new EpochFile(path, noError).load();
    file.save(EPOCH);
    file.save({ ...EPOCH, seenAtMs: EPOCH.seenAtMs + 5000 });
    assert.deepEqual(kept(), EPOCH);
    file.save({ ...EPOCH, seenAtMs: EPOCH.seenAtMs + 600_000 });
    assert.equal(kept()?.seenAtMs, EPOCH.seenAtMs + 600_000);
    file.save({ ...EPOCH, epoch: "e2" });
    assert.equal(kept()?.epoch, "e2");
  });

  it("knows nothing where the file can't be read", (t) => {
    const path = join(folderOf(t), "epoch");
    for (const text of ["", "{", "null", "[]", '{"epoch":"","seenAtMs":1}', '{"epoch":"e","seenAtMs":"1"}']) {
      writeFileSync(path, text);
      assert.equal(new EpochFile(path, noError).load(), null, text);
    }
  });

  it("tells when it can't be written, and goes on", (t) => {
    const folder = folderOf(t);
    writeFileSync(join(folder, "file"), "");
    const errors: Error[] = [];
    const file = new EpochFile(join(folder, "file", "epoch"), (error) => errors.push(error));
    file.save(EPOCH);
    file.save({ ...EPOCH, seenAtMs: EPOCH.seenAtMs + 5000 });
    assert.equal(errors.length, 1);
  });
});

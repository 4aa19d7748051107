import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import * as fs from "node:fs";
import { test } from "node:test";
import { HEADER_BYTES } from "./segment.js";
import { append, Disk, LogRig, textsOf } from "./testing/log-rig.js";

async function segments(rig: LogRig, count: number): Promise<void> {
  const log = rig.open({ maxSegmentBytes: 30, maxClosedBytes: 40, keepsAll: true });
  for (let number = 0; number < count; number++) {
    append(log, `a record of segment ${number}`);
    await log.sync();
  }
  await log.close();
}

test("a log that keeps all gives up no segment for its size, only for its age", async (t) => {
  const rig = new LogRig(t);
  await segments(rig, 8);
  const log = rig.open({ keepsAll: true });
  assert.equal(textsOf(log).length, 8);
  await log.close();
  rig.nowMs += 3_600_000;
  assert.equal((await rig.read()).length, 1);
});

test("a hole costs a log that keeps all only what was in it, and is reported", async (t) => {
  const rig = new LogRig(t);
  await segments(rig, 4);
  fs.unlinkSync(rig.segments()[1] ?? "");
  const log = rig.open({ keepsAll: true });
  assert.deepEqual(
    textsOf(log),
    [0, 2, 3].map((number) => `a record of segment ${number}`),
  );
  assert.deepEqual(
    rig.errors.map(({ code }) => code),
    ["LOST"],
  );
  await log.close();
});

test("a log that keeps all loses nothing that waits for a full disk", async (t) => {
  const rig = new LogRig(t);
  const disk = new Disk();
  const log = rig.open({ keepsAll: true, maxPendingBytes: 100, createFile: disk.createFile });
  append(log, "first");
  await log.sync();
  disk.freeBytes = 0;
  for (let number = 0; number < 50; number++) append(log, `record ${number}`);
  await assert.rejects(log.sync());
  assert.equal(log.failing, true);
  disk.freeBytes = Number.POSITIVE_INFINITY;
  await log.sync();
  await log.close();
  assert.equal((await rig.read()).length, 51);
});

test("a bit that flips on the disk costs a log that keeps all one record, and is reported", async (t) => {
  const rig = new LogRig(t);
  const log = rig.open({ keepsAll: true });
  const texts = ["first", "second", "third", "fourth"];
  append(log, ...texts);
  await log.close();
  const path = rig.segments()[0] ?? "";
  const whole = fs.readFileSync(path);
  for (let bit = HEADER_BYTES * 8; bit < whole.length * 8; bit++) {
    const flipped = Buffer.from(whole);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    fs.writeFileSync(path, flipped);
    rig.errors.length = 0;
    const again = rig.open({ keepsAll: true });
    const found = textsOf(again);
    await again.close();
    assert.equal(found.length, texts.length - 1);
    assert.ok(found.every((text) => texts.includes(text)));
    // Of the last one it may as well be a crash that cut it off.
    assert.equal(rig.errors.length, found.at(-1) === "fourth" ? 1 : 0);
  }
});

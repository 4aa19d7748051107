import assert from "node:assert/strict";
import { open } from "node:fs/promises";
import { test } from "node:test";
import { StateError } from "./state-error.js";
import { append, Disk, LogRig, spy } from "./testing/log-rig.js";

test("a full disk is reported once, and nothing is lost when there is space again", async (t) => {
  for (let freeBytes = 0; freeBytes < 60; freeBytes += 7) {
    const rig = new LogRig(t);
    const disk = new Disk();
    const log = rig.open({ createFile: disk.createFile });
    append(log, "before");
    await log.sync();
    disk.freeBytes = freeBytes;
    append(log, "while it is full", "another one that does not fit");
    await assert.rejects(log.sync(), (error) => error instanceof StateError && error.code === "WRITE");
    append(log, "later");
    assert.equal(log.failing, true);
    await assert.rejects(log.sync());
    assert.equal(rig.errors.length, 1);
    assert.match(rig.errors[0]?.message ?? "", /records can't be written \(ENOSPC/);
    disk.freeBytes = Number.POSITIVE_INFINITY;
    await log.sync();
    assert.equal(log.failing, false);
    append(log, "after");
    await log.close();
    assert.deepEqual(await rig.read(), [
      "before",
      "while it is full",
      "another one that does not fit",
      "later",
      "after",
    ]);
  }
});

test("after an error it tries again by itself, later and later", async (t) => {
  const rig = new LogRig(t);
  const disk = new Disk();
  disk.freeBytes = 0;
  const log = rig.open({ createFile: disk.createFile });
  append(log, "one");
  await assert.rejects(log.sync());
  const retry = rig.timers.at(-1);
  assert.equal(retry?.delayMs, 1000);
  await assert.rejects(log.sync());
  assert.equal(rig.timers.at(-1)?.delayMs, 2000);
  assert.deepEqual(rig.segments(), []);
  disk.freeBytes = Number.POSITIVE_INFINITY;
  rig.timers.pop()?.task();
  await log.sync();
  await log.close();
  assert.deepEqual(await rig.read(), ["one"]);
});

test("what can't wait any longer is lost with everything before it, never in the middle", async (t) => {
  const rig = new LogRig(t);
  const disk = new Disk();
  const log = rig.open({ createFile: disk.createFile, maxPendingBytes: 40 });
  append(log, "before");
  await log.sync();
  disk.freeBytes = 0;
  append(log, "lost one", "lost two");
  await assert.rejects(log.sync());
  append(log, "kept and long enough");
  assert.deepEqual(
    rig.errors.map(({ code }) => code),
    ["WRITE", "LOST"],
  );
  disk.freeBytes = Number.POSITIVE_INFINITY;
  await log.close();
  assert.deepEqual(await rig.read(), ["kept and long enough"]);
});

test("records given up while their elders were being written leave no hole", async (t) => {
  const rig = new LogRig(t);
  let fail: ((error: Error) => void) | null = null;
  let started: (() => void) | null = null;
  const reached = new Promise<void>((resolve) => {
    started = resolve;
  });
  let files = 0;
  const log = rig.open({
    maxPendingBytes: 30,
    createFile: async (path) => {
      const file = await open(path, "wx", 0o600);
      let writes = 0;
      const stalls = files++ === 0;
      return spy(file, (bytes, offset, length) => {
        if (!stalls || writes++ === 0) return file.write(bytes, offset, length);
        started?.();
        return new Promise((_, reject) => {
          fail = reject;
        });
      });
    },
  });
  append(log, "in flight");
  await reached;
  append(log, "waits until it is lost");
  append(log, "comes after the loss");
  (fail as ((error: Error) => void) | null)?.(new Error("EIO"));
  await log.close();
  assert.deepEqual(await rig.read(), ["comes after the loss"]);
});

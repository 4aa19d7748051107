import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { FolderLock, type LockHolder, thisProcess } from "./folder-lock.js";
import { StateError } from "./state-error.js";

class Rig {
  readonly folder: string;
  readonly path: string;
  readonly errors: StateError[] = [];
  readonly timers: (() => void)[] = [];
  nowMs = Date.now();

  constructor(t: TestContext) {
    this.folder = fs.mkdtempSync(join(tmpdir(), "folder-lock-"));
    this.path = join(this.folder, "lock");
    t.after(() => fs.rmSync(this.folder, { recursive: true, force: true }));
  }

  take(self?: LockHolder): FolderLock {
    return FolderLock.take(this.folder, {
      ...(self === undefined ? {} : { self }),
      wallMs: () => this.nowMs,
      schedule: (_, task) => {
        this.timers.push(task);
        return () => this.timers.splice(this.timers.indexOf(task), 1);
      },
      onError: (error) => this.errors.push(error),
    });
  }

  /** Puts a lock there, as another process would. */
  leave(holder: LockHolder | string, ageMs = 0): void {
    fs.writeFileSync(this.path, typeof holder === "string" ? holder : `${JSON.stringify(holder)}\n`);
    fs.utimesSync(this.path, (this.nowMs - ageMs) / 1000, (this.nowMs - ageMs) / 1000);
  }

  held(): LockHolder {
    return JSON.parse(fs.readFileSync(this.path, "utf8")) as LockHolder;
  }
}

const self = thisProcess();
/** Above every pid that a system gives out. */
const NO_PID = 2 ** 30;

function isLocked(error: unknown): boolean {
  return error instanceof StateError && error.code === "LOCKED";
}

test("the lock names its process, and goes with it", (t) => {
  const rig = new Rig(t);
  const lock = rig.take();
  assert.equal(rig.held().pid, process.pid);
  assert.equal(fs.statSync(rig.path).mode & 0o777, 0o600);
  lock.release();
  assert.deepEqual(fs.readdirSync(rig.folder), []);
  assert.deepEqual(rig.timers, []);
});

test("a folder that a living process has is refused, with what to do", (t) => {
  const rig = new Rig(t);
  const lock = rig.take();
  assert.throws(() => rig.take(), isLocked);
  assert.throws(
    () => rig.take(),
    new RegExp(`in use by process ${process.pid} .*; stop it, or give each gateway a state folder of its own$`),
  );
  lock.release();
  rig.take().release();
});

test("another living process keeps its lock, however old it looks", (t) => {
  const rig = new Rig(t);
  rig.leave({ pid: process.ppid, space: self.space, started: "" }, 3_600_000);
  assert.throws(() => rig.take(), isLocked);
});

test("the lock of a process that is gone is taken over", (t) => {
  const rig = new Rig(t);
  rig.leave({ pid: NO_PID, space: self.space, started: "" });
  rig.take().release();
  rig.leave({ pid: NO_PID, space: self.space, started: "12345" });
  rig.take().release();
  assert.deepEqual(fs.readdirSync(rig.folder), []);
});

test("a pid that was given out again is not taken for the one that left the lock", {
  skip: self.started === "",
}, (t) => {
  const rig = new Rig(t);
  // In a container the gateway has the same pid in each run.
  for (const pid of [process.pid, process.ppid]) {
    rig.leave({ pid, space: self.space, started: "1" });
    rig.take().release();
  }
});

test("the lock of another host or container counts as long as it is touched", (t) => {
  const rig = new Rig(t);
  const other = { pid: process.pid, space: "elsewhere pid:[1]", started: self.started };
  rig.leave(other, 14_000);
  assert.throws(() => rig.take(), /if it is gone, try again in 15 s$/);
  assert.equal(rig.held().space, "elsewhere pid:[1]");
  rig.leave(other, 16_000);
  rig.take().release();
});

test("a lock that can't be read counts while it is young: its process may just be writing it", (t) => {
  const rig = new Rig(t);
  for (const text of ["", "{", "null", '{"pid":"1"}']) {
    rig.leave(text, 1000);
    assert.throws(() => rig.take(), isLocked);
    rig.leave(text, 16_000);
    rig.take().release();
  }
});

test("the holder touches its lock, so that others see that it lives", { timeout: 10_000 }, async (t) => {
  const rig = new Rig(t);
  const lock = rig.take();
  rig.nowMs += 100_000;
  const touched = new Promise((resolve) => {
    const watcher = fs.watch(rig.path, () => {
      watcher.close();
      resolve(undefined);
    });
    t.after(() => watcher.close());
  });
  rig.timers.pop()?.();
  await touched;
  assert.equal(Math.round(fs.statSync(rig.path).mtimeMs), Math.round(rig.nowMs));
  assert.equal(rig.timers.length, 1);
  lock.release();
  assert.deepEqual(rig.errors, []);
});

test("a lock that is removed while in use is told once, as a loss", { timeout: 10_000 }, async (t) => {
  const rig = new Rig(t);
  const lock = rig.take();
  fs.rmSync(rig.folder, { recursive: true });
  for (let round = 0; round < 3; round++) {
    rig.timers.pop()?.();
    // The error comes from the file system's threads.
    await fs.promises.access(rig.path).catch(() => undefined);
    while (rig.errors.length === 0) await new Promise(setImmediate);
  }
  assert.deepEqual(
    rig.errors.map(({ code }) => code),
    ["LOST"],
  );
  assert.match(rig.errors[0]?.message ?? "", /the folder was removed or cleaned while in use.*restart the gateway$/);
  lock.release();
});

test("a lock that another process has taken over is not removed", (t) => {
  const rig = new Rig(t);
  const lock = rig.take();
  rig.leave({ pid: 1, space: "elsewhere", started: "" });
  lock.release();
  assert.equal(rig.held().space, "elsewhere");
});

test("a folder where no lock can be made says so", (t) => {
  const rig = new Rig(t);
  fs.rmSync(rig.folder, { recursive: true });
  assert.throws(
    () => rig.take(),
    (error) => error instanceof StateError && error.code === "FOLDER" && error.message.includes(rig.path),
  );
});

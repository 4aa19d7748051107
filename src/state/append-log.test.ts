import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import { open } from "node:fs/promises";
import { extname, join } from "node:path";
import { test } from "node:test";
import { StateError } from "./state-error.js";
import { append, LogRig, spy, textsOf } from "./testing/log-rig.js";

async function write(rig: LogRig, ...texts: readonly string[]): Promise<void> {
  const log = rig.open();
  append(log, ...texts);
  await log.close();
}

test("records come back in order, over several runs", async (t) => {
  const rig = new LogRig(t);
  await write(rig, "one", "", "three");
  await write(rig);
  await write(rig, "four");
  assert.deepEqual(await rig.read(), ["one", "", "three", "four"]);
  assert.deepEqual(rig.errors, []);
});

test("entries can be read once, and are let go of then", async (t) => {
  const rig = new LogRig(t);
  await write(rig, "one");
  const log = rig.open();
  assert.deepEqual(textsOf(log), ["one"]);
  assert.deepEqual(textsOf(log), []);
  await log.close();
});

test("folder and files are for their owner alone", async (t) => {
  const rig = new LogRig(t);
  const log = rig.open();
  append(log, "one");
  await log.sync();
  assert.equal(fs.statSync(rig.folder).mode & 0o777, 0o700);
  for (const name of fs.readdirSync(rig.folder))
    assert.equal(fs.statSync(join(rig.folder, name)).mode & 0o777, 0o600, name);
  await log.close();
});

test("all records of a turn leave in one write, and appending waits for nothing", async (t) => {
  const rig = new LogRig(t);
  const writes: number[] = [];
  const log = rig.open({
    createFile: async (path) => {
      const file = await open(path, "wx");
      return spy(file, async (bytes, offset, length) => {
        writes.push(length);
        return file.write(bytes, offset, length);
      });
    },
  });
  append(log, ...Array.from({ length: 50 }, (_, index) => `record ${index}`));
  assert.deepEqual(writes, []);
  await log.sync();
  // The header of the segment, then everything.
  assert.equal(writes.length, 2);
  await log.close();
});

test("sync waits for what was appended before it, not for what comes after", { timeout: 10_000 }, async (t) => {
  const rig = new LogRig(t);
  let appended = 0;
  const log = rig.open({
    createFile: async (path) => {
      const file = await open(path, "wx");
      return spy(file, (bytes, offset, length) => {
        // There is always more to write.
        append(log, `record ${appended++}`);
        return file.write(bytes, offset, length);
      });
    },
  });
  append(log, "first");
  await log.sync();
  await log.close();
  assert.equal((await rig.read())[0], "first");
});

test("a file cut at any byte gives the records that are whole, and takes new ones", async (t) => {
  const rig = new LogRig(t);
  await write(rig, "first record", "second", "third one");
  const [path = ""] = rig.segments();
  const whole = fs.readFileSync(path);
  const ends: number[] = [];
  for (const text of ["first record", "second", "third one"]) ends.push((ends.at(-1) ?? 16) + 8 + text.length);
  assert.equal(ends.at(-1), whole.length);
  for (let length = 0; length <= whole.length; length++) {
    for (const old of rig.segments()) fs.unlinkSync(old);
    fs.writeFileSync(path, whole.subarray(0, length));
    const count = ends.filter((end) => end <= length).length;
    const log = rig.open();
    assert.deepEqual(textsOf(log), ["first record", "second", "third one"].slice(0, count), `cut at ${length}`);
    append(log, "new");
    await log.close();
    const texts = await rig.read();
    assert.deepEqual(texts, [...["first record", "second", "third one"].slice(0, count), "new"]);
  }
});

test("no flipped byte is ever read as a record", async (t) => {
  const rig = new LogRig(t);
  const texts = ["first record", "second", "third one"];
  await write(rig, ...texts);
  const [path = ""] = rig.segments();
  const whole = fs.readFileSync(path);
  for (let at = 0; at < whole.length; at++) {
    const flipped = Buffer.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ 0x10;
    fs.writeFileSync(path, flipped);
    const read = await rig.read();
    assert.deepEqual(read, texts.slice(0, read.length), `flipped at ${at}`);
    assert.ok(read.length < texts.length);
  }
});

test("zeros at the end, as a crash of the machine leaves them, are no records", async (t) => {
  const rig = new LogRig(t);
  await write(rig, "one");
  fs.appendFileSync(rig.segments()[0] ?? "", Buffer.alloc(4096));
  assert.deepEqual(await rig.read(), ["one"]);
});

test("empty files, files of others and an empty folder do no harm", async (t) => {
  const rig = new LogRig(t);
  assert.deepEqual(await rig.read(), []);
  fs.writeFileSync(join(rig.folder, "000000000007.log"), "");
  fs.writeFileSync(join(rig.folder, "notes.txt"), "mine");
  fs.writeFileSync(join(rig.folder, "7.log"), "mine");
  await write(rig, "one");
  assert.deepEqual(await rig.read(), ["one"]);
  assert.equal(fs.readFileSync(join(rig.folder, "notes.txt"), "utf8"), "mine");
  assert.equal(fs.readFileSync(join(rig.folder, "7.log"), "utf8"), "mine");
  assert.deepEqual(rig.errors, []);
});

async function threeSegments(rig: LogRig): Promise<void> {
  const log = rig.open({ maxSegmentBytes: 30 });
  for (const text of ["one of the first", "two of the second", "three of the third"]) {
    append(log, text);
    await log.sync();
  }
  await log.close();
  assert.equal(rig.segments().length, 3);
}

test("a full segment is followed by a new one", async (t) => {
  const rig = new LogRig(t);
  await threeSegments(rig);
  assert.deepEqual(await rig.read(), ["one of the first", "two of the second", "three of the third"]);
});

test("a hole between segments leaves out what is older, and is reported once", async (t) => {
  for (const harm of [
    (path: string): void => fs.unlinkSync(path),
    (path: string): void => fs.truncateSync(path, 20),
    (path: string): void => fs.writeFileSync(path, "damaged".repeat(20)),
  ]) {
    const rig = new LogRig(t);
    await threeSegments(rig);
    harm(rig.segments()[1] ?? "");
    assert.deepEqual(await rig.read(), ["three of the third"]);
    assert.ok(rig.errors.length > 0 && rig.errors.every(({ code }) => code === "LOST"));
    rig.errors.length = 0;
    assert.deepEqual(await rig.read(), ["three of the third"]);
    assert.deepEqual(rig.errors, []);
  }
});

test("segments go when their newest record is too old, but the newest segment stays", async (t) => {
  const rig = new LogRig(t);
  await threeSegments(rig);
  for (const [at, path] of rig.segments().entries()) {
    const writtenS = (rig.nowMs - (at === 0 ? 700_000 : 100_000)) / 1000;
    fs.utimesSync(path, writtenS, writtenS);
  }
  assert.deepEqual(await rig.read(), ["two of the second", "three of the third"]);
  assert.equal(rig.segments().length, 2);
  rig.nowMs += 3_600_000;
  assert.deepEqual(await rig.read(), ["three of the third"]);
  rig.nowMs += 3_600_000;
  assert.deepEqual(await rig.read(), ["three of the third"]);
});

test("segments go when there is too much of them, also of those that were found and with a clock that was set back", async (t) => {
  const rig = new LogRig(t);
  await threeSegments(rig);
  const log = rig.open({ maxSegmentBytes: 30, maxClosedBytes: 120 });
  for (let number = 4; number < 20; number++) {
    append(log, `number ${number} of many`);
    await log.sync();
    rig.nowMs -= 3_600_000;
    const bytes = rig.segments().reduce((sum, path) => sum + fs.statSync(path).size, 0);
    assert.ok(number < 5 || bytes <= 120 + 50, `${bytes} bytes`);
  }
  await log.close();
  assert.equal((await rig.read()).at(-1), "number 19 of many");
  assert.deepEqual(rig.errors, []);
});

test("old segments go while the log is open", async (t) => {
  const rig = new LogRig(t);
  const log = rig.open();
  for (let hour = 0; hour < 6; hour++) {
    append(log, `hour ${hour}`);
    await log.sync();
    rig.nowMs += 3_600_000;
  }
  assert.ok(rig.segments().length <= 2);
  await log.close();
  assert.equal((await rig.read()).at(-1), "hour 5");
});

test("a log that is closed takes nothing, and closing again is the same", async (t) => {
  const rig = new LogRig(t);
  const log = rig.open();
  append(log, "one");
  const closing = log.close();
  append(log, "two");
  assert.equal(log.close(), closing);
  await closing;
  assert.deepEqual(await rig.read(), ["one"]);
  assert.deepEqual(rig.timers, []);
});

test("a folder that can't be made says so", (t) => {
  const rig = new LogRig(t);
  fs.writeFileSync(rig.folder, "a file");
  assert.throws(
    () => rig.open(),
    (error) => error instanceof StateError && error.code === "FOLDER" && error.message.includes(rig.folder),
  );
});

test("a record is there after kill -9", async (t) => {
  const rig = new LogRig(t);
  const script = `
    import { AppendLog } from ${JSON.stringify(new URL(`./append-log${extname(import.meta.url)}`, import.meta.url).href)};
    const log = AppendLog.open(process.argv[1], { maxSegmentBytes: 2000, maxAgeMs: 600000, onError: (e) => console.error(e) });
    let count = 0;
    const tick = () => { for (let i = 0; i < 10; i++) log.append(Buffer.from("record " + count++)); if (count === 500) void log.sync().then(() => console.log("enough")); setImmediate(tick); };
    tick();
  `;
  const child = spawn(process.execPath, [...process.execArgv, "--input-type=module", "-e", script, rig.folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => child.kill("SIGKILL"));
  await new Promise((resolve, reject) => {
    child.stdout.once("data", resolve);
    child.once("exit", reject);
  });
  assert.throws(
    () => rig.open(),
    (error) => error instanceof StateError && error.code === "LOCKED",
  );
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
  const texts = await rig.read();
  assert.ok(texts.length >= 500);
  assert.deepEqual(
    texts,
    texts.map((_, index) => `record ${index}`),
  );
});

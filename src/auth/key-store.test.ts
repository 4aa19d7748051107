import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { FakeClock } from "../opend/testing/fake-clock.js";
import type { KeyChange } from "./key-changes.js";
import { KEYS_POLL_MS, KeyStore } from "./key-store.js";
import { KeysFile } from "./keys-file.js";
import { tokenSha256 } from "./token.js";

const folders: string[] = [];
after(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

interface Record {
  readonly [field: string]: unknown;
}

const record = (id: string, fields: Record = {}) => ({ id, hash: tokenSha256(id), scopes: ["read"], ...fields });
const text = (...records: readonly Record[]) => JSON.stringify({ version: 1, keys: records });

/** A store over a real file, on a clock that the test moves. */
function rig(first: string) {
  const folder = fs.mkdtempSync(join(tmpdir(), "opend-gateway-store-"));
  folders.push(folder);
  const path = join(folder, "keys.json");
  fs.writeFileSync(path, first, { mode: 0o600 });
  const clock = new FakeClock();
  const changes: { readonly revoked: readonly string[]; readonly changed: readonly string[] }[] = [];
  const problems: (string | null)[] = [];
  const loaded: number[] = [];
  const file = new KeysFile(path, { localTimeZone: "UTC" });
  let reads = 0;
  const store = new KeyStore({
    file: {
      path,
      read: () => file.read(),
      readLater: () => {
        reads++;
        return file.readLater();
      },
      signature: () => file.signature(),
    },
    machineId: "host",
    clock,
    onChanged: ({ revoked, changed }: KeyChange) => changes.push({ revoked: [...revoked], changed: [...changed] }),
    onLoaded: ({ keys }) => loaded.push(keys),
    onProblem: (problem) => problems.push(problem),
  });
  /** One look at the file. */
  const poll = async (): Promise<void> => {
    clock.advance(KEYS_POLL_MS);
    await store.settled();
  };
  const replace = (content: string): void => {
    fs.writeFileSync(`${path}.new`, content, { mode: 0o600 });
    fs.renameSync(`${path}.new`, path);
  };
  return { folder, path, clock, store, changes, problems, loaded, poll, replace, reads: () => reads };
}

describe("KeyStore", () => {
  it("bad keys file: refuses to start with one, or with none", () => {
    assert.throws(() => rig("nonsense"), { name: "KeysFileError" });
    assert.throws(() => rig('{"keys": [{}]}'), { name: "KeysFileError" });
    const file = new KeysFile("/nonexistent/keys.json", { localTimeZone: "UTC" });
    const options = { file, machineId: null, clock: new FakeClock(), onChanged: () => undefined };
    assert.throws(() => new KeyStore(options), /\/nonexistent\/keys\.json: can't read it/);
  });

  it("sees a revocation at its next look: the token fails, and the key's streams are told", async () => {
    const { store, changes, poll, replace } = rig(text(record("a"), record("b")));
    store.start();
    assert.equal(store.current.verify("a")?.key.id, "a");
    replace(text(record("b")));
    await poll();
    assert.equal(store.current.verify("a"), null);
    assert.equal(store.current.verify("b")?.key.id, "b");
    assert.deepEqual(changes, [{ revoked: ["a"], changed: [] }]);
  });

  it("looks four times a second, so that a change counts within one", () => {
    assert.ok(KEYS_POLL_MS <= 250);
  });

  it("tells revoked, frozen and foreign keys from changed ones, and both from untouched ones", async () => {
    const ids = ["same", "note", "gone", "frozen", "elsewhere", "scope", "limit", "token", "account", "past"];
    const { store, changes, poll, replace } = rig(text(...ids.map((id) => record(id, { allowed_acc_ids: [1, 2] }))));
    store.start();
    replace(
      text(
        record("same", { allowed_acc_ids: [2, 1] }),
        record("note", { allowed_acc_ids: [1, 2], note: "n", created_at: "2020-01-01T00:00:00Z" }),
        record("frozen", { allowed_acc_ids: [1, 2], allowed_machines: [] }),
        record("elsewhere", { allowed_acc_ids: [1, 2], allowed_machines: ["0".repeat(64)] }),
        record("scope", { allowed_acc_ids: [1, 2], scopes: ["read", "trade:simulate"] }),
        record("limit", { allowed_acc_ids: [1, 2], max_order_value: 5 }),
        record("token", { allowed_acc_ids: [1, 2], hash: tokenSha256("other") }),
        record("account", { allowed_acc_ids: [1] }),
        record("past", { allowed_acc_ids: [1, 2], expires_at: "2020-01-01T00:00:00Z" }),
        record("new"),
      ),
    );
    await poll();
    assert.deepEqual(
      changes.map(({ revoked, changed }) => [[...revoked].sort(), [...changed].sort()]),
      [
        [
          ["elsewhere", "frozen", "gone", "past"],
          ["account", "limit", "scope", "token"],
        ],
      ],
    );
  });

  it("ends a key when its time comes, without any change of the file", async () => {
    const { clock, store, changes, poll, replace } = rig(text(record("a")));
    store.start();
    const expiresAt = new Date(clock.wallMs() + 10_000).toISOString();
    replace(text(record("a", { expires_at: expiresAt })));
    await poll();
    assert.deepEqual(changes.splice(0), [{ revoked: [], changed: ["a"] }]);
    clock.advance(9000);
    await store.settled();
    assert.deepEqual(changes, []);
    clock.advance(1000);
    assert.deepEqual(changes, [{ revoked: ["a"], changed: [] }]);
    clock.advance(10_000);
    assert.equal(changes.length, 1, "told once");
    await store.settled();
    store.close();
  });

  it("lets streams live through a rotation with a grace, and tells them when the grace is over", async () => {
    const { clock, store, changes, poll, replace } = rig(text(record("a")));
    store.start();
    const until = new Date(clock.wallMs() + 5000).toISOString();
    const rotated = { hash: tokenSha256("new"), previous_hash: tokenSha256("a"), previous_expires_at: until };
    replace(text(record("a", rotated)));
    await poll();
    assert.deepEqual(changes, []);
    assert.deepEqual([store.current.verify("a")?.key.id, store.current.verify("new")?.key.id], ["a", "a"]);
    clock.advance(5000);
    await store.settled();
    assert.deepEqual(changes, [{ revoked: [], changed: ["a"] }]);
    replace(text(record("a", { hash: tokenSha256("new") })));
    await poll();
    assert.equal(changes.length, 1, "the old hash was worth nothing any more");
  });

  it("bad keys file: keeps the old keys when the file goes bad or away, says why once, and when it is good again", async () => {
    const { path, store, changes, problems, poll, replace } = rig(text(record("a")));
    store.start();
    replace('{"keys": [');
    await poll();
    await poll();
    assert.match(store.problem ?? "", /keys\.json: no JSON: line 1/);
    assert.equal(store.current.verify("a")?.key.id, "a");
    fs.rmSync(path);
    await poll();
    await poll();
    assert.match(store.problem ?? "", /keys\.json: can't read it: ENOENT/);
    assert.equal(store.current.verify("a")?.key.id, "a");
    replace(text(record("a", { scopes: ["nonsense"] })));
    await poll();
    assert.match(store.problem ?? "", /unknown scope/);
    replace(text(record("a")));
    await poll();
    assert.equal(store.problem, null);
    assert.deepEqual(
      problems.map((problem) => problem?.replace(/.*keys\.json: /, "").slice(0, 10) ?? null),
      ["no JSON: l", "can't read", "keys[0].sc", null],
    );
    assert.deepEqual(changes, []);
  });

  it("follows a link that is swapped, at any level", async () => {
    const { folder, path, store, changes, poll } = rig(text(record("a"), record("b")));
    for (const [version, content] of [
      ["v1", text(record("a"), record("b"))],
      ["v2", text(record("b"))],
    ] as const) {
      fs.mkdirSync(join(folder, version));
      fs.writeFileSync(join(folder, version, "keys.json"), content, { mode: 0o600 });
    }
    fs.symlinkSync("v1", join(folder, "..data"));
    fs.rmSync(path);
    fs.symlinkSync(join("..data", "keys.json"), path);
    store.start();
    await poll();
    assert.deepEqual(changes, []);
    fs.symlinkSync("v2", join(folder, "..data_tmp"));
    fs.renameSync(join(folder, "..data_tmp"), join(folder, "..data"));
    await poll();
    assert.deepEqual(changes, [{ revoked: ["a"], changed: [] }]);
  });

  it("sees a second write that looks like the first one to the clock of files", async () => {
    const { path } = rig(text(record("a")));
    const real = new KeysFile(path, { localTimeZone: "UTC" });
    const clock = new FakeClock();
    const writes = [text(record("b")), text(record("c")), text(record("d"))];
    const file = {
      path,
      read: () => real.read(),
      readLater: () => {
        fs.writeFileSync(path, writes.shift() ?? "");
        return real.readLater();
      },
      signature: () => Promise.resolve("the same tick of the clock"),
    };
    const store = new KeyStore({ file, machineId: null, clock, onChanged: () => undefined });
    store.start();
    const seen: unknown[] = [];
    for (let look = 0; look < 4; look++) {
      clock.advance(KEYS_POLL_MS);
      await store.settled();
      seen.push([...store.current.keys.keys()].join());
    }
    assert.deepEqual(seen, ["b", "c", "c", "c"]);
    store.close();
  });

  it("reads the file only when it may have changed: once more after a change, and then no more", async () => {
    const { store, poll, replace, reads } = rig(text(record("a")));
    store.start();
    for (let count = 0; count < 5; count++) await poll();
    const still = reads();
    for (let count = 0; count < 5; count++) await poll();
    assert.equal(reads(), still);
    replace(text(record("b")));
    for (let count = 0; count < 5; count++) await poll();
    assert.equal(reads(), still + 2);
  });

  it("reloads at once when told, with no look at the clock", async () => {
    const { store, replace, changes } = rig(text(record("a")));
    replace(text());
    await store.reload();
    assert.equal(store.current.verify("a"), null);
    assert.deepEqual(changes, [{ revoked: ["a"], changed: [] }]);
    replace(text(record("b")));
    await Promise.all([store.reload(), store.reload(), store.reload()]);
    assert.equal(store.current.verify("b")?.key.id, "b");
  });

  it("goes on ending keys while the file system hangs, and piles up no looks", async () => {
    const clock = new FakeClock();
    const expiresAt = new Date(clock.wallMs() + 1000).toISOString();
    const content = text(record("a", { expires_at: expiresAt }));
    const { path } = rig(content);
    const file = new KeysFile(path, { localTimeZone: "UTC" });
    let looks = 0;
    const changes: KeyChange[] = [];
    const store = new KeyStore({
      file: {
        path,
        read: () => file.read(),
        readLater: () => file.readLater(),
        signature: () => {
          looks++;
          return new Promise(() => undefined);
        },
      },
      machineId: null,
      clock,
      onChanged: (change) => changes.push(change),
    });
    store.start();
    clock.advance(5000);
    assert.equal(looks, 1);
    assert.deepEqual(
      changes.map(({ revoked }) => [...revoked]),
      [["a"]],
    );
    store.close();
    assert.equal(clock.pendingTimers, 0);
  });

  it("is still after close", async () => {
    const { clock, store, changes, poll, replace } = rig(text(record("a")));
    store.start();
    replace(text());
    clock.advance(KEYS_POLL_MS);
    store.close();
    await store.settled();
    await poll();
    assert.deepEqual(changes, []);
    assert.equal(clock.pendingTimers, 0);
  });
});

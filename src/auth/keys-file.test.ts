import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { type ExactJson, ExactNumber, type ExactObject } from "./exact-json.js";
import { withFields, withoutRecord, withRecord } from "./keys-document.js";
import { KeysFile, type KeysFileOptions } from "./keys-file.js";
import { KeysFileError } from "./keys-problem.js";

const OPTIONS: KeysFileOptions = { localTimeZone: "UTC" };
const folders: string[] = [];
after(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = fs.mkdtempSync(join(tmpdir(), "opend-gateway-keys-"));
  folders.push(made);
  return made;
}

function record(id: string, digit: string): ExactObject {
  return new Map<string, ExactJson>([
    ["id", id],
    ["hash", digit.repeat(64)],
    ["scopes", ["read"]],
  ]);
}

const TEXT = `{
  "version": 1,
  "comment": "ours",
  "keys": [
    {
      "id": "a",
      "hash": "${"a".repeat(64)}",
      "scopes": ["read"],
      "allowed_acc_ids": [281756479000000101],
      "team": {"cost": 1.10, "list": [1, {"deep": null}]}
    }
  ]
}
`;

function written(
  text = TEXT,
  mode = 0o600,
): { readonly path: string; readonly file: KeysFile; readonly folder: string } {
  const place = folder();
  const path = join(place, "keys.json");
  fs.writeFileSync(path, text, { mode });
  fs.chmodSync(path, mode);
  return { path, file: new KeysFile(path, OPTIONS), folder: place };
}

async function problemOf(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    assert.ok(error instanceof KeysFileError, String(error));
    return error.message;
  }
  return "";
}

describe("a keys file", () => {
  it("keeps what an edit is not about: unknown fields, their order, and every digit", async () => {
    const { path, file } = written();
    await file.edit((root) => withRecord(root, record("b", "b")));
    await file.edit((root) => withFields(root, "a", { note: "first", allowed_machines: [] }));
    await file.edit((root) => withFields(root, "a", { note: undefined, allowed_machines: undefined }));
    await file.edit((root) => withoutRecord(root, "b"));
    const normal = TEXT.replace(
      /"team": .*/,
      '"team": {\n        "cost": 1.10,\n        "list": [\n          1,\n          {\n            "deep": null\n          }\n        ]\n      }',
    );
    assert.equal(fs.readFileSync(path, "utf8"), normal);
  });

  it("is made with mode 0600 when it is missing, whatever the umask, and only where that was asked for", async () => {
    const path = join(folder(), "keys.json");
    const file = new KeysFile(path, OPTIONS);
    assert.match(
      await problemOf(() => file.edit((root) => withRecord(root, record("a", "a")))),
      /can't read it: ENOENT/,
    );
    const before = process.umask(0o377);
    try {
      await file.edit((root) => withRecord(root, record("a", "a")), { create: true });
    } finally {
      process.umask(before);
    }
    assert.equal(fs.statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(
      file.read().keys.map(({ id }) => id),
      ["a"],
    );
  });

  it("warns of a mode that lets others read it, and an edit corrects it", async () => {
    const { path, file } = written(TEXT, 0o644);
    assert.match(file.read().warnings.join(), /keys\.json: its mode 0644 lets others .* chmod 600 it$/);
    await file.edit((root) => withRecord(root, record("b", "b")));
    assert.equal(fs.statSync(path).mode & 0o777, 0o600);
    assert.deepEqual(file.read().warnings, []);
    assert.deepEqual((await file.readLater()).keys, file.read().keys);
  });

  it("warns of empty lists that limit nothing, as the rival reads them", () => {
    const { path } = written(TEXT.replace("[281756479000000101]", '[], "limits": {"allowed_trd_sides": []}'));
    const { keys, warnings } = new KeysFile(path, OPTIONS).read();
    assert.equal(keys[0]?.accIds, null);
    assert.deepEqual(
      warnings.map((warning) => /key "a": (\w+) is empty, which is no limit/.exec(warning)?.[1]),
      ["allowed_acc_ids", "allowed_trd_sides"],
    );
  });

  it("warns of profiles that the gateway does not have, and takes the file all the same", () => {
    const { path } = written(TEXT.replace('"team"', '"profile": "smal", "team"'));
    const profiles = new Set(["standard", "small"]);
    const { keys, warnings } = new KeysFile(path, { profiles }).read();
    assert.equal(keys[0]?.profile, "smal");
    assert.match(
      warnings.join(),
      /key "a": there is no limits profile "smal"; did you mean "small"\?; the strictest one counts$/,
    );
    assert.deepEqual(new KeysFile(path, { profiles: new Set(["smal"]) }).read().warnings, []);
    assert.deepEqual(new KeysFile(path).read().warnings, []);
  });

  it("is left as it was by an edit that would make it unusable", async () => {
    const { path, file, folder: place } = written();
    const refused: readonly [(root: ExactObject) => ExactObject, RegExp][] = [
      [(root) => withRecord(root, record("a", "b")), /there is a key "a" already/],
      [(root) => withRecord(root, record("b", "a")), /keys\.json: keys\[1\]\.hash: is the hash of keys\[0\] too/],
      [(root) => withoutRecord(root, "nobody"), /there is no key "nobody"/],
      [(root) => withFields(root, "a", { max_order_value: new ExactNumber("-1") }), /keys\[0\]\.max_order_value/],
    ];
    for (const [edit, message] of refused) assert.match(await problemOf(() => file.edit(edit)), message);
    assert.equal(fs.readFileSync(path, "utf8"), TEXT);
    assert.deepEqual(fs.readdirSync(place), ["keys.json"]);
  });

  it("is changed behind its links, which stay links", async () => {
    const { path, folder: place } = written();
    fs.mkdirSync(join(place, "data"));
    fs.renameSync(path, join(place, "data", "real.json"));
    fs.symlinkSync("data", join(place, "current"));
    fs.symlinkSync(join("current", "real.json"), path);
    await new KeysFile(path, OPTIONS).edit((root) => withRecord(root, record("b", "b")));
    assert.equal(fs.lstatSync(path).isSymbolicLink(), true);
    assert.match(fs.readFileSync(join(place, "data", "real.json"), "utf8"), /"id": "b"/);
    assert.deepEqual(fs.readdirSync(place).sort(), ["current", "data", "keys.json"]);
  });

  it("loses none of many edits at once, over files of one path", async () => {
    const { path } = written();
    const ids = Array.from({ length: 12 }, (_, index) => index.toString(16));
    const options = { ...OPTIONS, wait: () => new Promise<void>((resolve) => setImmediate(resolve)) };
    // More turns than retries would be a failure of its own; so they are tried until they have their turn.
    const edit = async (digit: string): Promise<void> => {
      for (;;) {
        const problem = await problemOf(() =>
          new KeysFile(path, options).edit((root) =>
            withRecord(root, record(`k${digit}`, digit === "a" ? "f" : digit)),
          ),
        );
        if (problem === "") return;
        assert.match(problem, /another edit/);
      }
    };
    await Promise.all(ids.map(edit));
    const found = new KeysFile(path, OPTIONS).read().keys.map(({ id }) => id);
    assert.deepEqual(found.sort(), ["a", ...ids.map((digit) => `k${digit}`)].sort());
  });

  it("waits for an edit that is under way, and says so when it does not end", async () => {
    const { path } = written();
    fs.writeFileSync(`${path}.lock`, "1 other\n");
    let waits = 0;
    const wait = (): Promise<void> => {
      waits++;
      return Promise.resolve();
    };
    const file = new KeysFile(path, { ...OPTIONS, wait });
    const change = (root: ExactObject) => withFields(root, "a", { note: "x" });
    assert.match(await problemOf(() => file.edit(change)), /keys\.json\.lock: another edit of the keys is under way/);
    assert.ok(waits > 10);
    const patient = new KeysFile(path, {
      ...OPTIONS,
      wait: () => {
        fs.rmSync(`${path}.lock`, { force: true });
        return Promise.resolve();
      },
    });
    await patient.edit(change);
    assert.match(fs.readFileSync(path, "utf8"), /"note": "x"/);
  });

  it("changes nothing when another process took its lock meanwhile", async () => {
    const { path, file } = written();
    const problem = await problemOf(() =>
      file.edit((root) => {
        fs.writeFileSync(`${path}.lock`, "2 other\n");
        return withFields(root, "a", { note: "x" });
      }),
    );
    assert.match(problem, /another edit took the lock; nothing was changed/);
    assert.equal(fs.readFileSync(path, "utf8"), TEXT);
    assert.equal(fs.readFileSync(`${path}.lock`, "utf8"), "2 other\n", "the other's lock stays");
  });

  it("is the old one or the new one when an edit is killed, and can be edited again", { timeout: 60_000 }, async () => {
    const isSource = import.meta.url.endsWith(".ts");
    const script = fileURLToPath(new URL(`testing/edit-and-die.${isSource ? "ts" : "js"}`, import.meta.url));
    for (const step of ["change", "write", "rename", "after-rename"]) {
      const { path, file } = written();
      const child = spawn(process.execPath, [...(isSource ? ["--import", "tsx"] : []), script, path, step]);
      let complaint = "";
      child.stderr.on("data", (text) => {
        complaint += String(text);
      });
      const [, signal] = (await once(child, "close")) as [number | null, string | null];
      assert.equal(signal, "SIGKILL", complaint);
      const text = fs.readFileSync(path, "utf8");
      if (step === "after-rename") assert.match(text, /"note": "new"/);
      else assert.equal(text, TEXT, step);
      assert.equal(file.read().keys.length, 1);
      // What the dead process left of its lock is believed for a while only.
      const longAgo = new Date(Date.now() - 60_000);
      fs.utimesSync(`${path}.lock`, longAgo, longAgo);
      await file.edit((root) => withRecord(root, record("b", "b")));
      assert.equal(file.read().keys.length, 2, step);
    }
  });

  it("has one signature until another file stands there, by a write, a replacement, or a link at any level", async () => {
    const { path, file, folder: place } = written();
    const first = await file.signature();
    assert.equal(await file.signature(), first);
    const seen = [first];
    const differs = async (what: string): Promise<void> => {
      const now = await file.signature();
      assert.ok(!seen.includes(now), what);
      seen.push(now);
    };
    fs.appendFileSync(path, " ");
    await differs("written");
    fs.writeFileSync(join(place, "new.json"), TEXT);
    fs.renameSync(join(place, "new.json"), path);
    await differs("replaced");
    for (const version of ["v1", "v2"]) {
      fs.mkdirSync(join(place, version));
      fs.writeFileSync(join(place, version, "keys.json"), TEXT);
    }
    // As Kubernetes mounts a secret: keys.json -> ..data/keys.json, ..data -> v1.
    fs.symlinkSync("v1", join(place, "..data"));
    fs.rmSync(path);
    fs.symlinkSync(join("..data", "keys.json"), path);
    await differs("linked");
    fs.symlinkSync("v2", join(place, "..data_tmp"));
    fs.renameSync(join(place, "..data_tmp"), join(place, "..data"));
    await differs("the folder's link was swapped");
  });

  it("says of what can't be read which file it is and why", async () => {
    const place = folder();
    const cases: readonly [string, RegExp][] = [
      [join(place, "none.json"), /none\.json: can't read it: ENOENT/],
      [place, /(is no regular file|EISDIR)/],
    ];
    for (const [path, message] of cases) {
      const file = new KeysFile(path, OPTIONS);
      assert.match(await problemOf(() => file.read()), message);
      assert.match(await problemOf(() => file.readLater()), message);
    }
    const large = join(place, "large.json");
    fs.writeFileSync(large, "");
    fs.truncateSync(large, 17 * 1024 * 1024);
    assert.match(await problemOf(() => new KeysFile(large, OPTIONS).read()), /has 17825792 bytes/);
    const broken = written('{"keys": [').file;
    assert.match(await problemOf(() => broken.read()), /keys\.json: no JSON: line 1, column 11: expected a value/);
  });
});

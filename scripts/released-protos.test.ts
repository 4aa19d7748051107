import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { breakingChanges } from "./released-protos.js";

const root = join(import.meta.dirname, "..").replace(/\/dist$/, "");
const released = join(root, "proto/released.binpb.gz");

/** What the check says of a copy of the protos in which one file was edited. */
function changesAfter(file: string, text: string | RegExp, replacement: string): readonly string[] {
  const copy = mkdtempSync(join(tmpdir(), "opend-gateway-released-"));
  try {
    for (const part of ["buf.yaml", "proto", "generated/proto"]) {
      cpSync(join(root, part), join(copy, part), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
    const path = join(copy, file);
    const before = readFileSync(path, "utf8");
    const after = before.replace(text, replacement);
    assert.notEqual(after, before);
    writeFileSync(path, after);
    return breakingChanges(copy, released);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

test("clients of the last release go on working", () => {
  assert.deepEqual(breakingChanges(root, released), []);
});

test("a field that gets another number breaks clients", () => {
  const changes = changesAfter("proto/futu/service/futu.proto", "uint32 proto_id = 1;", "uint32 proto_id = 9;");
  assert.match(changes.join("\n"), /FutuRequest/);
});

test("a method that goes breaks clients", () => {
  const method = /rpc Get\(GetLimitsRequest\) returns \(GetLimitsResponse\);/;
  const changes = changesAfter("proto/opend/v1/limits.proto", method, "");
  assert.match(changes.join("\n"), /RPC "Get".*deleted/);
});

test("a service that goes breaks clients", () => {
  const changes = changesAfter("proto/opend/v1/keys.proto", /service Keys \{[^}]*\}/, "");
  assert.match(changes.join("\n"), /service "Keys" was deleted/);
});

test("a new field breaks nobody", () => {
  const field = "uint32 proto_id = 1;";
  const changes = changesAfter("proto/futu/service/futu.proto", field, `${field}\n  string added = 199;`);
  assert.deepEqual(changes, []);
});

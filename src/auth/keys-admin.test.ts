import assert from "node:assert/strict";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { GatewayError } from "../errors/gateway-error.js";
import { FakeClock } from "../opend/testing/fake-clock.js";
import { KeyStore } from "./key-store.js";
import { KeysAdmin } from "./keys-admin.js";
import { KeysFile } from "./keys-file.js";
import { tokenSha256 } from "./token.js";

const folders: string[] = [];
after(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

function rig() {
  const folder = fs.mkdtempSync(join(tmpdir(), "opend-gateway-admin-"));
  folders.push(folder);
  const path = join(folder, "keys.json");
  const record = (id: string, fields: object = {}) => ({ id, hash: tokenSha256(id), scopes: ["read"], ...fields });
  const keys = [
    record("a"),
    record("cold", { allowed_machines: [] }),
    record("old", { expires_at: "2020-01-01T00:00:00Z" }),
    record("away", { allowed_machines: ["0".repeat(64)] }),
  ];
  fs.writeFileSync(path, JSON.stringify({ version: 1, keys }), { mode: 0o600 });
  const clock = new FakeClock();
  const file = new KeysFile(path, { localTimeZone: "UTC" });
  const revoked: string[] = [];
  const store = new KeyStore({
    file,
    machineId: "host",
    clock,
    onChanged: (change) => revoked.push(...change.revoked),
  });
  return {
    path,
    store,
    revoked,
    admin: new KeysAdmin({ store, file, machineId: "host", wallMs: () => clock.wallMs() }),
  };
}

describe("KeysAdmin", () => {
  it("lists the keys in use with their state", () => {
    const { admin } = rig();
    assert.deepEqual(
      admin.list().map(({ key, state }) => [key.id, state]),
      [
        ["a", "active"],
        ["cold", "frozen"],
        ["old", "expired"],
        ["away", "other_machine"],
      ],
    );
  });

  it("has removed a key from the file and from use when a revocation resolves", async () => {
    const { path, store, revoked, admin } = rig();
    assert.equal(await admin.revoke("a"), true);
    assert.equal(store.current.verify("a"), null);
    assert.deepEqual(revoked, ["a"]);
    assert.equal(fs.readFileSync(path, "utf8").includes('"a"'), false);
    assert.equal(await admin.revoke("a"), false, "there is none any more");
  });

  it("also takes out of use what another program has just removed from the file", async () => {
    const { path, store, admin } = rig();
    fs.writeFileSync(path, '{"keys": []}');
    assert.equal(await admin.revoke("a"), false);
    assert.equal(store.current.verify("a"), null);
  });

  it("says that it failed when the file can't be changed, with the cause for the operator only", async () => {
    const { path, store, admin } = rig();
    fs.writeFileSync(path, "broken");
    await assert.rejects(admin.revoke("a"), (error) => {
      assert.ok(error instanceof GatewayError);
      assert.equal(error.reason, "STATE_UNAVAILABLE");
      assert.equal(error.message.includes(path), false);
      assert.match(error.auditReason ?? "", /keys\.json: no JSON/);
      return true;
    });
    assert.equal(store.current.verify("a")?.key.id, "a");
    await store.reload();
    assert.equal(admin.hasProblem, true);
  });
});

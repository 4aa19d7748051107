import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { machineFingerprint, readMachineId } from "./machine.js";

function missing(): string {
  throw new Error("ENOENT");
}

describe("machine binding", () => {
  it("makes the rival's fingerprint, which differs from key to key", () => {
    const expected = createHash("sha256").update("futu-machine-bind:v1:bot:abc123").digest("hex");
    assert.equal(machineFingerprint("bot", "abc123"), expected);
    assert.notEqual(machineFingerprint("bot2", "abc123"), expected);
  });

  it("reads Linux's machine-id, the older place when there is no new one", () => {
    const read = (files: Readonly<Record<string, string>>) =>
      readMachineId({ platform: "linux", readFile: (path) => files[path] ?? missing(), run: missing });
    assert.equal(read({ "/etc/machine-id": "abc\n", "/var/lib/dbus/machine-id": "def\n" }), "abc");
    assert.equal(read({ "/var/lib/dbus/machine-id": "def\n" }), "def");
    assert.equal(read({ "/etc/machine-id": "\n" }), null);
    assert.equal(read({ "/etc/machine-id": "uninitialized\n" }), null);
    assert.equal(read({}), null);
  });

  it("reads macOS's IOPlatformUUID", () => {
    const read = (output: string | null) =>
      readMachineId({ platform: "darwin", readFile: missing, run: () => output ?? missing() });
    assert.equal(read('  "IOPlatformSerialNumber" = "X"\n  "IOPlatformUUID" = "1B2C-3D"\n'), "1B2C-3D");
    assert.equal(read("nothing"), null);
    assert.equal(read(null), null);
  });
});

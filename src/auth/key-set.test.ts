import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { KeySet } from "./key-set.js";
import { machineFingerprint } from "./machine.js";
import { testKey } from "./testing/keys.js";
import { newToken, tokenSha256 } from "./token.js";

describe("KeySet", () => {
  it("finds the key of each token, the first time and from its cache, and none for others", () => {
    const tokens = Array.from({ length: 100 }, () => newToken());
    const set = new KeySet(
      tokens.map((token, index) => testKey(`key-${index}`, token)),
      null,
    );
    for (let round = 0; round < 2; round++) {
      for (const [index, token] of tokens.entries()) assert.equal(set.verify(token)?.key.id, `key-${index}`);
    }
    const [token = ""] = tokens;
    for (const other of ["", "fc_", newToken(), `${token} `, ` ${token}`, token.slice(1), token.toUpperCase()]) {
      assert.equal(set.verify(other), null, other);
    }
  });

  it("takes no token for another one that ends alike, cached or not", () => {
    const token = newToken();
    const alike = `fc_${"0".repeat(56)}${token.slice(-8)}`;
    const both = new KeySet([testKey("a", token), testKey("b", alike)], null);
    for (let round = 0; round < 2; round++) {
      assert.equal(both.verify(token)?.key.id, "a");
      assert.equal(both.verify(alike)?.key.id, "b");
    }
    const one = new KeySet([testKey("a", token)], null);
    one.verify(token);
    assert.equal(one.verify(alike), null);
  });

  it("takes the digest of a token for no token", () => {
    const token = newToken();
    const set = new KeySet([testKey("a", token)], null);
    assert.equal(set.verify(tokenSha256(token)), null);
    assert.equal(set.verify(Buffer.from(tokenSha256(token), "hex").toString("latin1")), null);
  });

  it("ends a token with its key, and that of a rotation with the grace", () => {
    const [token, old] = [newToken(), newToken()];
    const hashes = [
      { sha256: tokenSha256(token), expiresAtMs: null },
      { sha256: tokenSha256(old), expiresAtMs: 100 },
    ];
    const set = new KeySet([testKey("a", token, [], { hashes, expiresAtMs: 500 })], null);
    assert.deepEqual([set.verify(token)?.expiresAtMs, set.verify(old)?.expiresAtMs], [500, 100]);
    assert.deepEqual([set.isGood("a", 499), set.isGood("a", 500), set.isGood("b", 0)], [true, false, false]);
    const ends = [
      set.someEnds(0, 99),
      set.someEnds(99, 100),
      set.someEnds(100, 499),
      set.someEnds(499, 500),
      set.someEnds(500, 9999),
    ];
    assert.deepEqual(ends, [false, true, false, true, false]);
  });

  it("locks keys that are frozen, or bound to other machines, and those that are bound when the host has no id", () => {
    const bound = (machines: readonly string[] | null) => ({
      binding: { machines, networks: null, certificates: null },
    });
    const here = machineFingerprint("a", "host-1");
    const lockOn = (machines: readonly string[] | null, machineId: string | null) =>
      new KeySet([testKey("a", "t", [], bound(machines))], machineId).verify("t")?.locked;
    assert.equal(lockOn(null, null), null);
    assert.equal(lockOn([here], "host-1"), null);
    assert.equal(lockOn(["0".repeat(64), here], "host-1"), null);
    assert.equal(lockOn([here], "host-2"), "machine");
    assert.equal(lockOn([here], null), "machine");
    assert.equal(lockOn([], "host-1"), "frozen");
    assert.equal(lockOn([machineFingerprint("b", "host-1")], "host-1"), "machine", "the fingerprint of another key");
  });
});

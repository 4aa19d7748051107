import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Metadata, type ServerUnaryCall } from "@grpc/grpc-js";
import { Authenticator } from "../auth/authenticator.js";
import { FailedAttempts } from "../auth/failed-attempts.js";
import { KeySet } from "../auth/key-set.js";
import { testKey } from "../auth/testing/keys.js";
import { GatewayError } from "../errors/gateway-error.js";
import { openCaller } from "../gateway/testing/open-caller.js";
import { type CallSource, callerOf, certificateOf, peerHost } from "./caller.js";

type AuthContext = ReturnType<ServerUnaryCall<unknown, unknown>["getAuthContext"]>;

function metadata(...entries: readonly [string, string][]): Metadata {
  const made = new Metadata();
  for (const [key, value] of entries) made.add(key, value);
  return made;
}

function source(peer: string, given: Metadata, certificate: string | null = null): CallSource {
  return { peer, metadata: given, certificate: () => certificate };
}

describe("callerOf", () => {
  it("names the peer's host without its port, or local for a Unix socket", () => {
    const hosts: readonly [string, string][] = [
      ["127.0.0.1:50123", "127.0.0.1"],
      ["::1:50123", "::1"],
      ["fe80::1%eth0:50123", "fe80::1%eth0"],
      ["::ffff:10.1.2.3:50123", "10.1.2.3"],
      ["unknown", "local"],
    ];
    for (const [peer, host] of hosts) assert.equal(peerHost(peer), host, peer);
  });

  it("tells programs of one host apart by x-client-id", () => {
    assert.deepEqual(callerOf(source("127.0.0.1:1", metadata()), null, true), openCaller("127.0.0.1"));
    assert.equal(callerOf(source("127.0.0.1:1", metadata(["x-client-id", "app-1"])), null, true).id, "127.0.0.1/app-1");
    assert.equal(callerOf(source("unknown", metadata(["x-client-id", "a"])), null, true).id, "local/a");
  });

  it("lets each call say whether reads subscribe", () => {
    for (const value of ["true", "false"]) {
      const { autoSubscribe } = callerOf(
        source("h:1", metadata(["x-opend-auto-subscribe", value])),
        null,
        value !== "true",
      );
      assert.equal(autoSubscribe, value === "true");
    }
    assert.equal(callerOf(source("h:1", metadata()), null, false).autoSubscribe, false);
  });

  it("refuses other values, naming the metadata", () => {
    const bad: readonly [string, string][] = [
      ["x-client-id", ""],
      ["x-client-id", "a b"],
      ["x-client-id", "a".repeat(65)],
      ["x-opend-auto-subscribe", "yes"],
      ["x-opend-auto-subscribe", "TRUE"],
      ["x-opend-auto-subscribe", ""],
    ];
    for (const entry of bad) {
      assert.throws(
        () => callerOf(source("h:1", metadata(entry)), null, true),
        (error) =>
          error instanceof GatewayError && error.reason === "INVALID_REQUEST" && error.message.includes(entry[0]),
      );
    }
    assert.throws(
      () => callerOf(source("h:1", metadata(["x-client-id", "a"], ["x-client-id", "b"])), null, true),
      /x-client-id/,
    );
  });
});

const TOKEN = `fc_${"7".repeat(64)}`;

function keyed(id: string, certificates: ReadonlySet<string> | null = null): Authenticator {
  const binding = { machines: null, networks: null, certificates };
  return new Authenticator({
    store: { current: new KeySet([testKey(id, TOKEN, ["qot:read"], { binding })], null) },
    failures: new FailedAttempts({ now: () => 0 }),
    wallMs: () => 0,
  });
}

describe("callerOf with keys", () => {
  it("is the key, for subscriptions with the client, wherever the call comes from", () => {
    const given = metadata(["authorization", `Bearer ${TOKEN}`], ["x-client-id", "app-1"]);
    const { principal, ...caller } = callerOf(source("10.0.0.1:1", given), keyed("bot"), true);
    assert.deepEqual(caller, { id: "key:bot/app-1", owner: "key:bot", host: "10.0.0.1", autoSubscribe: true });
    assert.equal(principal.key?.id, "bot");
    const alone = callerOf(source("unknown", metadata(["authorization", `Bearer ${TOKEN}`])), keyed("bot"), true);
    assert.deepEqual([alone.id, alone.owner, alone.host], ["key:bot", "key:bot", "local"]);
  });

  it("never takes a key's client for another key", () => {
    const ids = new Set<string>();
    const cases: readonly (readonly [string, string | null])[] = [
      ["a", null],
      ["a", "b"],
      ["a/b", null],
      ["a%2Fb", null],
      ["a", "b/c"],
      ["a/b", "c"],
    ];
    for (const [key, client] of cases) {
      const given = metadata(["authorization", `Bearer ${TOKEN}`]);
      if (client !== null) given.add("x-client-id", client);
      const { id, owner } = callerOf(source("h:1", given), keyed(key), true);
      assert.equal(owner, `key:${key}`);
      ids.add(id);
    }
    assert.equal(ids.size, cases.length);
  });

  it("refuses calls without a valid key before it looks at other metadata", () => {
    for (const values of [[], [`Bearer ${TOKEN}x`], [`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]]) {
      const given = metadata(...values.map((value) => ["authorization", value] as [string, string]), [
        "x-client-id",
        "a b",
      ]);
      assert.throws(
        () => callerOf(source("h:1", given), keyed("bot"), true),
        (error) =>
          error instanceof GatewayError && error.reason === "UNAUTHENTICATED" && error.message === "unauthenticated",
      );
    }
  });

  it("asks for the certificate of a key that is bound to one, and only then", () => {
    const given = metadata(["authorization", `Bearer ${TOKEN}`]);
    const certificate = "ab".repeat(32);
    let asked = 0;
    const shown = (fingerprint256?: string): CallSource => ({
      peer: "h:1",
      metadata: given,
      certificate: () => {
        asked++;
        const sslPeerCertificate = fingerprint256 === undefined ? {} : { sslPeerCertificate: { fingerprint256 } };
        return certificateOf({ getAuthContext: () => sslPeerCertificate as AuthContext })();
      },
    });
    callerOf(shown(), keyed("bot"), true);
    assert.equal(asked, 0);
    const bound = keyed("bot", new Set([certificate]));
    const colons = Array.from({ length: 32 }, () => "AB").join(":");
    assert.equal(callerOf(shown(colons), bound, true).owner, "key:bot");
    for (const other of [undefined, colons.replace("AB", "AC")]) {
      assert.throws(() => callerOf(shown(other), bound, true), { message: "unauthenticated" });
    }
  });

  it("takes no notice of authorization in open mode", () => {
    for (const value of ["Bearer x", "nonsense"]) {
      const given = metadata(["authorization", value], ["authorization", value]);
      assert.deepEqual(callerOf(source("127.0.0.1:1", given), null, true), openCaller("127.0.0.1"));
    }
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Metadata } from "@grpc/grpc-js";
import { GatewayError } from "../errors/gateway-error.js";
import { openCaller } from "../gateway/testing/open-caller.js";
import { type CallSource, callerOf, peerHost } from "./caller.js";

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

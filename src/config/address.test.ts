import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { AddressError, formatAddress, isLoopback, parseListenAddress, parseUpstreamAddress } from "./address.js";

describe("addresses", () => {
  it("reads host and port, IPv6 in brackets, and socket paths", () => {
    assert.deepEqual(parseListenAddress("127.0.0.1:33333"), { kind: "tcp", host: "127.0.0.1", port: 33333 });
    assert.deepEqual(parseListenAddress("[::1]:0"), { kind: "tcp", host: "::1", port: 0 });
    assert.deepEqual(parseListenAddress("unix:/run/g.sock"), { kind: "unix", path: "/run/g.sock" });
    assert.deepEqual(parseListenAddress("unix:///run/g.sock"), { kind: "unix", path: "/run/g.sock" });
    assert.deepEqual(parseUpstreamAddress("opend.example:11111"), { host: "opend.example", port: 11111 });
  });

  for (const [text, expected] of [
    ["33333", /write host:port/],
    [":33333", /has no host/],
    ["localhost", /write host:port/],
    ["localhost:65536", /out of range/],
    ["localhost:http", /write host:port/],
    ["::1:33333", /write host:port/],
    ["::1", /stands in brackets/],
    ["[localhost]:1", /not an IPv6 address/],
    ["127.0.0.256:1", /neither a host name/],
    ["ho st:1", /neither a host name/],
    ["http://localhost:1", /write host:port/],
    ["unix:", /has no path/],
    [`unix:/${"a".repeat(103)}`, /longer than 103 bytes/],
  ] as const) {
    it(`refuses ${text.slice(0, 30)} and says why`, () => {
      assert.throws(
        () => parseListenAddress(text),
        (error) => error instanceof AddressError && expected.test(error.message),
      );
    });
  }

  it("refuses port 0 for an OpenD, which must be a real port", () => {
    assert.throws(() => parseUpstreamAddress("127.0.0.1:0"), /out of range: use 1 to 65535/);
  });

  it("writes every address so that it is read back the same", () => {
    const host = fc.oneof(fc.ipV4(), fc.constantFrom("::1", "2001:db8::7"), fc.domain());
    fc.assert(
      fc.property(host, fc.integer({ min: 0, max: 65_535 }), (name, port) => {
        const address = { kind: "tcp", host: name, port } as const;
        assert.deepEqual(parseListenAddress(formatAddress(address)), address);
      }),
    );
  });

  it("knows which addresses stay on the machine", () => {
    for (const text of [
      "127.0.0.1:1",
      "127.9.9.9:1",
      "localhost:1",
      "[::1]:1",
      "[0:0:0:0:0:0:0:1]:1",
      "[::ffff:127.0.0.1]:1",
      "unix:/a",
    ]) {
      assert.equal(isLoopback(parseListenAddress(text)), true, text);
    }
    for (const text of ["0.0.0.0:1", "[::]:1", "10.0.0.1:1", "gateway:1", "127.example:1", "[::ffff:10.0.0.1]:1"]) {
      assert.equal(isLoopback(parseListenAddress(text)), false, text);
    }
  });
});

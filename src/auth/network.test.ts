import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addressGroup, NetworkRanges, rangeProblem } from "./network.js";

describe("network ranges", () => {
  it("hold the addresses of their IPv4 and IPv6 blocks, ends included, and no others", () => {
    const ranges = new NetworkRanges(["10.1.0.0/16", "192.168.1.7", "fd00::/8", "::1"]);
    const inside = ["10.1.0.0", "10.1.255.255", "192.168.1.7", "fd12::1", "::1", "fd00::1%eth0"];
    const outside = ["10.0.255.255", "10.2.0.0", "192.168.1.8", "fe80::1", "::2", "127.0.0.1"];
    for (const host of inside) assert.equal(ranges.includes(host), true, host);
    for (const host of outside) assert.equal(ranges.includes(host), false, host);
  });

  it("know an IPv4 peer under its IPv6 name", () => {
    const ranges = new NetworkRanges(["10.0.0.0/8"]);
    assert.equal(ranges.includes("::ffff:10.1.2.3"), true);
    assert.equal(ranges.includes("::FFFF:11.1.2.3"), false);
  });

  it("hold no peer without an address, not even the widest", () => {
    const everywhere = new NetworkRanges(["0.0.0.0/0", "::/0"]);
    for (const host of ["local", "", "example.com", "10.0.0"]) assert.equal(everywhere.includes(host), false, host);
  });

  it("say what is wrong with a text that is none", () => {
    const bad = [
      "",
      "10.0.0",
      "10.0.0.0/33",
      "10.0.0.0/",
      "10.0.0.0/8/8",
      "fd00::/129",
      "fe80::1%eth0",
      "host",
      "::ffff:10.0.0.0/104",
      "10.0.0.0/-1",
      "10.0.0.0/1e1",
    ];
    for (const text of bad) {
      assert.notEqual(rangeProblem(text), null, text);
      assert.throws(() => new NetworkRanges([text]), RangeError);
    }
    for (const text of ["10.0.0.0/8", "10.0.0.1", "fd00::/8", "0.0.0.0/0"])
      assert.equal(rangeProblem(text), null, text);
  });
});

describe("addressGroup", () => {
  it("is the address of IPv4, and of IPv6 its first 64 bits however it is written", () => {
    const groups: readonly [string, string][] = [
      ["10.1.2.3", "10.1.2.3"],
      ["::ffff:10.1.2.3", "10.1.2.3"],
      ["local", "local"],
      ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
      ["2001:0DB8:1:2::9", "2001:db8:1:2::/64"],
      ["2001:db8::9", "2001:db8:0:0::/64"],
      ["::1", "0:0:0:0::/64"],
      ["1::", "1:0:0:0::/64"],
      ["::2:3:4:5:6:7:8", "0:2:3:4::/64"],
      ["::5:4:3:2:1", "0:0:0:5::/64"],
      ["1:2:3:4:5:6:10.0.0.1", "1:2:3:4::/64"],
      ["64:ff9b::10.0.0.1", "64:ff9b:0:0::/64"],
      ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ];
    for (const [host, group] of groups) assert.equal(addressGroup(host), group, host);
  });
});

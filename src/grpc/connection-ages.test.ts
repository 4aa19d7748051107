import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ConnectionAges } from "./connection-ages.js";

describe("ConnectionAges", () => {
  it("ends streams after the last moment of the GOAWAY, and before the connection's end", () => {
    const ages = new ConnectionAges({ maxAgeMs: 10_000, graceMs: 30_000 });
    assert.equal(ages.open("h:1", 500).endAtMs, 11_500);
    const short = new ConnectionAges({ maxAgeMs: 10_000, graceMs: 1000 });
    assert.equal(short.open("h:1", 500).endAtMs, 500 + 9900);
  });

  it("counts from the first stream of a connection, as long as it has any", () => {
    const ages = new ConnectionAges({ maxAgeMs: 10_000, graceMs: 30_000 });
    const first = ages.open("h:1", 0);
    const second = ages.open("h:1", 5000);
    assert.equal(second.endAtMs, first.endAtMs);
    first.close();
    second.close();
    assert.equal(ages.size, 0);
    assert.equal(ages.open("h:1", 7000).endAtMs, 18_000);
  });

  it("keeps the streams of a Unix socket apart: their peers have no name", () => {
    const ages = new ConnectionAges({ maxAgeMs: 10_000, graceMs: 30_000 });
    ages.open("unknown", 0);
    assert.equal(ages.open("unknown", 4000).endAtMs, 15_000);
    assert.equal(ages.size, 0);
  });
});

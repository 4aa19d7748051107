import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseRfc3339 } from "./rfc3339.js";

describe("RFC 3339 times", () => {
  it("are read whatever their zone and precision", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("9999-01-01"), noInvalidDate: true }), (date) => {
        assert.equal(parseRfc3339(date.toISOString()), date.getTime());
      }),
    );
    const same = ["2026-01-05T10:00:00.123456789+08:00", "2026-01-05t02:00:00.123z", "2026-01-04T21:00:00.1230-05:00"];
    for (const text of same) assert.equal(parseRfc3339(text), Date.UTC(2026, 0, 5, 2, 0, 0, 123), text);
  });

  it("have a zone, and a day that there is", () => {
    const bad = [
      "2026-01-05",
      "2026-01-05T10:00:00",
      "2026-01-05 10:00:00Z",
      "2026-02-29T00:00:00Z",
      "2026-13-01T00:00:00Z",
      "2026-01-05T24:00:00Z",
      "2026-01-05T10:60:00Z",
      "tomorrow",
      "",
    ];
    for (const text of bad) assert.equal(parseRfc3339(text), null, text);
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { RecordOptions } from "./key-record.js";
import { readKeysText } from "./keys-document.js";
import { KeysFileError } from "./keys-problem.js";
import { KEY_SCOPES, scopeNames } from "./scopes.js";

const HASH = "a".repeat(64);
const OPTIONS: RecordOptions = { localTimeZone: "Asia/Hong_Kong" };

function file(...records: readonly object[]): string {
  return JSON.stringify({ version: 1, keys: records });
}

/** The only key of a file with one record. */
function read(record: object) {
  const [key] = readKeysText(file({ id: "k", hash: HASH, scopes: [], ...record }), OPTIONS).keys;
  assert.ok(key !== undefined);
  return key;
}

function problems(text: string): readonly string[] {
  try {
    readKeysText(text, OPTIONS);
  } catch (error) {
    assert.ok(error instanceof KeysFileError);
    return error.problems;
  }
  return [];
}

const wrong = (record: object) => problems(file({ id: "k", hash: HASH, scopes: [], ...record }));

const LIMITS = {
  allowed_markets: ["HK", "us"],
  allowed_symbols: ["HK.00700", "11_AAPL"],
  allowed_trd_sides: ["BUY", "SELL_SHORT"],
  max_order_value: 50000.5,
  max_daily_value: 0,
  max_orders_per_minute: 5,
  hours_window: "22:00-04:30",
  hours_time_zone: "America/New_York",
  allowed_card_nums: ["1234"],
  tag_remark: true,
};

describe("records of the keys file", () => {
  it("are read with limits nested or flat, and mean the same", () => {
    const nested = read({ limits: LIMITS });
    assert.deepEqual(nested, read(LIMITS));
    assert.deepEqual(nested, read({ ...LIMITS, limits: LIMITS }), "in both places, and equal");
    assert.deepEqual(nested.orders, {
      markets: new Set(["HK", "US"]),
      symbols: new Set(["HK.00700", "US.AAPL"]),
      sides: new Set(["BUY", "SELL_SHORT"]),
      hours: { startMinute: 22 * 60, endMinute: 4 * 60 + 30, timeZone: "America/New_York" },
      maxOrderValue: 50000.5,
      maxDailyValue: 0,
      maxOrdersPerMinute: 5,
      tagsRemark: true,
    });
    assert.deepEqual(nested.cardNums, ["1234"]);
  });

  it("have account ids exactly, beyond what JSON.parse can hold, as numbers or as texts", () => {
    const text = `{"keys": [{"id": "k", "hash": "${HASH}", "scopes": [],
      "allowed_acc_ids": [281756479000000101, "281756479000000103", 18446744073709551615]}]}`;
    const [key] = readKeysText(text, OPTIONS).keys;
    assert.deepEqual(key?.accIds, new Set([281756479000000101n, 281756479000000103n, 18446744073709551615n]));
    // What an innocent reader would have made of the first.
    assert.notEqual(BigInt(JSON.parse("281756479000000101") as number), 281756479000000101n);
  });

  it("take a hash with or without sha256:, in any case", () => {
    const mixed = `${"Ab".repeat(32)}`;
    for (const hash of [mixed, `sha256:${mixed}`]) {
      assert.deepEqual(read({ hash }).hashes, [{ sha256: mixed.toLowerCase(), expiresAtMs: null }]);
    }
  });

  it("expand the aliases of scopes", () => {
    assert.deepEqual(scopeNames(read({ scopes: ["read"] }).scopes), ["qot:read", "acc:read"]);
    assert.deepEqual(scopeNames(read({ scopes: ["trade"] }).scopes), ["trade:simulate", "trade:real"]);
    assert.deepEqual(scopeNames(read({ scopes: ["admin"] }).scopes), ["admin"]);
    for (const scope of KEY_SCOPES) assert.deepEqual(scopeNames(read({ scopes: [scope] }).scopes), [scope]);
  });

  it("leave absent and null fields without limit", () => {
    const names = [
      ...Object.keys(LIMITS),
      "allowed_acc_ids",
      "allowed_machines",
      "allowed_networks",
      "profile",
      "note",
    ];
    const absent = read({});
    assert.deepEqual(read(Object.fromEntries(names.map((name) => [name, null]))), absent);
    assert.deepEqual(absent.binding, { machines: null, networks: null, certificates: null });
    assert.deepEqual(absent.orders.markets, null);
    assert.deepEqual(
      [absent.accIds, absent.cardNums, absent.expiresAtMs, absent.orders.tagsRemark],
      [null, null, null, false],
    );
  });

  it("keep to the rival's meaning of empty lists where it has one, and refuse them where it has none", () => {
    assert.equal(read({ allowed_acc_ids: [] }).accIds, null);
    assert.equal(read({ allowed_trd_sides: [] }).orders.sides, null);
    assert.deepEqual(read({ allowed_machines: [] }).binding.machines, [], "frozen");
    for (const name of [
      "allowed_markets",
      "allowed_symbols",
      "allowed_card_nums",
      "allowed_networks",
      "allowed_certificates",
    ]) {
      assert.deepEqual(wrong({ [name]: [] }), [
        `keys[0].${name}: is empty, which could mean all or none; write null for no limit`,
      ]);
    }
  });

  it("may hold a second hash for the time of a grace", () => {
    const previous = { previous_hash: "b".repeat(64), previous_expires_at: "2026-01-05T10:00:00Z" };
    assert.deepEqual(read(previous).hashes[1], { sha256: "b".repeat(64), expiresAtMs: Date.UTC(2026, 0, 5, 10) });
    assert.match(wrong({ previous_hash: "b".repeat(64) }).join(), /^keys\[0\]\.previous_expires_at: is missing/);
    assert.match(
      wrong({ previous_expires_at: "2026-01-05T10:00:00Z" }).join(),
      /^keys\[0\]\.previous_hash: is missing/,
    );
    assert.match(wrong({ ...previous, previous_hash: HASH }).join(), /same as hash/);
  });

  it("use the server's zone for hours without one, and take bindings in the forms that tools print", () => {
    assert.deepEqual(read({ hours_window: "00:00-00:00" }).orders.hours, {
      startMinute: 0,
      endMinute: 0,
      timeZone: "Asia/Hong_Kong",
    });
    const colons = Array.from({ length: 32 }, () => "AB").join(":");
    assert.deepEqual(
      read({ allowed_certificates: [colons, `sha256:${HASH}`] }).binding.certificates,
      new Set(["ab".repeat(32), HASH]),
    );
    assert.deepEqual(read({ allowed_networks: ["10.0.0.0/8", "::1"] }).binding.networks, ["10.0.0.0/8", "::1"]);
  });

  it("name each problem with the path of its field, nested or flat, and what to do", () => {
    const cases: readonly [object, RegExp][] = [
      [{ id: "" }, /^keys\[0\]\.id: must have 1 to 128 characters/],
      [{ id: "a\nb" }, /^keys\[0\]\.id: /],
      [{ id: 7 }, /^keys\[0\]\.id: must be a text in double quotes, not the number 7$/],
      [{ id: null }, /^keys\[0\]\.id: is missing; give the key a name$/],
      [{ hash: null }, /^keys\[0\]\.hash: is missing/],
      [{ hash: "abc" }, /^keys\[0\]\.hash: must be the SHA-256 .* 64 hex digits/],
      [{ hash: `fc_${HASH}` }, /^keys\[0\]\.hash: must be/],
      [{ scopes: null }, /^keys\[0\]\.scopes: is missing; name some of qot:read/],
      [
        { scopes: ["qot:raed"] },
        /^keys\[0\]\.scopes\[0\]: unknown scope "qot:raed"; did you mean "qot:read"\?; valid are qot:read, .*admin/,
      ],
      [{ scopes: ["qot:read", 3] }, /^keys\[0\]\.scopes\[1\]: must be a scope in double quotes/],
      [{ scopes: "qot:read" }, /^keys\[0\]\.scopes: must be a list of scopes or null, not the text "qot:read"/],
      [{ scopes: ["toString"] }, /unknown scope/],
      [{ limits: { max_order_value: -1 } }, /^keys\[0\]\.limits\.max_order_value: must be a number from 0 up, not -1/],
      [{ max_order_value: "5" }, /^keys\[0\]\.max_order_value: must be a number/],
      [{ max_orders_per_minute: 1.5 }, /^keys\[0\]\.max_orders_per_minute: must be a whole number/],
      [{ max_orders_per_minute: 2 ** 32 }, /max_orders_per_minute/],
      [{ allowed_acc_ids: [0] }, /^keys\[0\]\.allowed_acc_ids\[0\]: 0 is no account id/],
      [{ allowed_acc_ids: [1.5] }, /allowed_acc_ids\[0\]: 1\.5 is no account id/],
      [{ allowed_acc_ids: ["18446744073709551616"] }, /allowed_acc_ids\[0\]/],
      [{ limits: { allowed_acc_ids: [1, -5] } }, /^keys\[0\]\.limits\.allowed_acc_ids\[1\]: -5/],
      [{ allowed_card_nums: ["12x4"] }, /allowed_card_nums\[0\]: "12x4" is no card number/],
      [{ allowed_markets: ["HKK"] }, /allowed_markets\[0\]: unknown market "HKK"; did you mean "HK"\?/],
      [{ allowed_symbols: ["00700"] }, /allowed_symbols\[0\]: "00700" has no market/],
      [{ allowed_trd_sides: ["buy"] }, /allowed_trd_sides\[0\]: unknown side "buy"; did you mean "BUY"\?/],
      [{ hours_window: "9:30-16:00" }, /hours_window: "9:30-16:00" is no window; write it as 09:30-16:00/],
      [{ hours_window: "09:30-24:00" }, /hours_window/],
      [{ hours_window: "09:30-16:00", hours_time_zone: "Mars/Base" }, /hours_time_zone: "Mars\/Base" is no time zone/],
      [{ hours_time_zone: "Asia/Tokyo" }, /hours_time_zone: is there without hours_window/],
      [{ tag_remark: "yes" }, /tag_remark: must be true or false/],
      [{ expires_at: "2026-01-05" }, /expires_at: "2026-01-05" is no RFC 3339 time/],
      [{ allowed_networks: ["10.0.0.0/40"] }, /allowed_networks\[0\]: "10.0.0.0\/40" has no prefix length/],
      [{ allowed_machines: ["x"] }, /allowed_machines\[0\]: "x" is no fingerprint of a machine: 64 hex digits/],
      [{ limits: [] }, /^keys\[0\]\.limits: must be an object, not a list$/],
      [
        { limits: { max_order_value: 1 }, max_order_value: 2 },
        /^keys\[0\]\.limits\.max_order_value: differs from max_order_value beside id/,
      ],
    ];
    for (const [record, message] of cases) {
      const found = wrong(record);
      assert.equal(found.length, 1, `${JSON.stringify(record)}: ${found.join(" | ")}`);
      assert.match(found[0] ?? "", message);
    }
  });

  it("keep fields of other programs, but never pass over what reads like a limit", () => {
    for (const name of ["owner", "team", "x_color", "raw_explicit_acc_ids"])
      assert.deepEqual(wrong({ [name]: [1] }), [], name);
    const limits: readonly [object, RegExp][] = [
      [{ allowed_account_ids: [1] }, /unknown field; did you mean "allowed_acc_ids"\?/],
      [{ max_position: 5 }, /unknown field that reads like a limit/],
      [{ disabled: true }, /unknown field that reads like a limit/],
      [{ revoked: true }, /unknown field/],
      [{ scope: ["read"] }, /did you mean "scopes"\?/],
      [{ expire_at: "2020-01-01T00:00:00Z" }, /did you mean "expires_at"\?/],
      [
        { limits: { max_orders_value: 1 } },
        /^keys\[0\]\.limits\.max_orders_value: unknown limit.*did you mean "max_order_value"\?/,
      ],
      [{ limits: { anything: null } }, /^keys\[0\]\.limits\.anything: unknown limit/],
      [{ limits: { allowed_machines: [] } }, /stands beside id, not in limits/],
    ];
    for (const [record, message] of limits) assert.match(wrong(record).join(), message, JSON.stringify(record));
    assert.deepEqual(wrong({ max_position: null }), [], "null takes nothing away");
  });
});

describe("keys files", () => {
  it("refuse two keys with one id or one token", () => {
    const one = { id: "a", hash: HASH, scopes: [] };
    assert.match(
      problems(file(one, { ...one, hash: "b".repeat(64) })).join(),
      /^keys\[1\]\.id: "a" is the id of keys\[0\] too/,
    );
    assert.match(
      problems(file(one, { ...one, id: "b", hash: `sha256:${HASH}` })).join(),
      /^keys\[1\]\.hash: is the hash of keys\[0\]/,
    );
    const rotated = {
      id: "b",
      hash: "b".repeat(64),
      previous_hash: HASH,
      previous_expires_at: "2026-01-05T10:00:00Z",
      scopes: [],
    };
    assert.match(problems(file(one, rotated)).join(), /^keys\[1\]\.hash: is the hash of keys\[0\]/);
  });

  it("name all their problems at once, up to twenty", () => {
    assert.deepEqual(problems("nothing"), ["no JSON: line 1, column 1: expected a value"]);
    assert.match(problems("[]").join(), /^must be an object/);
    assert.deepEqual(problems("{}"), ["keys: must be a list of records; write [] for no keys"]);
    assert.deepEqual(problems('{"version": 2, "keys": [3]}'), [
      "version: must be 1, not the number 2; this program knows no other form",
      "keys[0]: must be an object, not the number 3",
    ]);
    const many = problems(file(...Array.from({ length: 30 }, () => ({ id: "", hash: HASH, scopes: [] }))));
    assert.deepEqual([many.length, many.at(-1)], [21, "and 10 more problems"]);
    assert.deepEqual(problems('{"keys": []}'), [], "without version too, as no key needs it");
  });

  it("never make a key of a damaged record: whatever is put into a field, it is read right or refused", () => {
    const names = [
      "id",
      "hash",
      "scopes",
      ...Object.keys(LIMITS),
      "allowed_acc_ids",
      "allowed_machines",
      "allowed_networks",
      "expires_at",
      "limits",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
        const text = file({ id: "k", hash: HASH, scopes: ["read"], ...LIMITS, [name]: value });
        const found = problems(text);
        if (found.length > 0) {
          assert.ok(
            found.every(
              (problem) => problem.startsWith(`keys[0].${name}`) || name.startsWith("hours") || name === "limits",
            ),
            found.join(" | "),
          );
          return;
        }
        const [key] = readKeysText(text, OPTIONS).keys;
        assert.ok(key !== undefined);
        // No value may lift a limit but an absent one; of the lists with the rival's meaning, the empty one.
        if (value === null) return;
        const lifts = Array.isArray(value) && value.length === 0;
        if (name === "allowed_markets") assert.notEqual(key.orders.markets, null);
        if (name === "allowed_trd_sides") assert.equal(key.orders.sides === null, lifts);
        if (name === "allowed_acc_ids") assert.equal(key.accIds === null, lifts);
        if (name === "max_order_value") assert.equal(key.orders.maxOrderValue, value);
        if (name === "max_daily_value") assert.equal(key.orders.maxDailyValue, value);
        if (name === "allowed_machines") assert.deepEqual(key.binding.machines, value);
      }),
      { numRuns: 1000 },
    );
  });
});

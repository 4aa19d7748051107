/** `make upstream` on real releases of `futu-api`, each pinned by version and integrity; what it has to find was read in both packages by eye. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, it } from "node:test";
import { catalogRows } from "../../../scripts/upstream/catalog-text.js";
import type { Change } from "../../../scripts/upstream/change.js";
import type { Report } from "../../../scripts/upstream/report.js";
import { RELEASES } from "./releases.js";

const TIMEOUT_MS = 60_000;

function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run it through "make test-clients"`);
  return value;
}

const root = needed("CLIENT_TEST_ROOT");
const home = needed("CLIENT_TEST_HOME");

function upstream(...flags: readonly string[]): { readonly exitCode: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/scripts/upstream.js"), ...flags], {
    cwd: home,
    encoding: "utf8",
    timeout: TIMEOUT_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  return { exitCode: status, output: status === 2 || stdout === "" ? stderr : stdout };
}

function compared(from: string, to: string): { readonly exitCode: number | null; readonly report: Report } {
  const { exitCode, output } = upstream("--from", from, "--to", to, "--json");
  return { exitCode, report: JSON.parse(output) as Report };
}

function line({ breaks, what, how, name, detail }: Change): string {
  return `${breaks}: ${what} ${how}: ${name}: ${detail}`;
}

describe("10.9.6908 to 10.11.7108", () => {
  const { exitCode, report } = compared("10.9.6908", "10.11.7108");

  it("compares exactly these packages", () => {
    assert.deepEqual(report.from, RELEASES["10.9.6908"]);
    assert.deepEqual(report.to, RELEASES["10.11.7108"]);
  });

  it("brought three other names of old numbers, and nothing that breaks", () => {
    assert.deepEqual(report.changes.map(line), [
      "nothing: enum value added: Qot_Common.QotMarketState.QotMarketState_AShareAfterHoursBegin: 28, another name of QotMarketState_StibAfterHoursBegin",
      "nothing: enum value added: Qot_Common.QotMarketState.QotMarketState_AShareAfterHoursEnd: 29, another name of QotMarketState_StibAfterHoursEnd",
      "nothing: enum value added: Qot_Common.QotMarketState.QotMarketState_AShareAfterHoursWait: 27, another name of QotMarketState_StibAfterHoursWait",
    ]);
    for (const { commands } of report.changes) assert.deepEqual(commands, ["GetGlobalState", "Qot_GetMarketState"]);
    assert.equal(exitCode, 0);
  });

  it("agrees with the table", () => {
    assert.deepEqual(report.table, { missing: [], wrong: [] });
  });
});

describe("7.6.3808 to 10.11.7108", () => {
  const { exitCode, report } = compared("7.6.3808", "10.11.7108");
  const found = (breaks: Change["breaks"]): readonly Change[] =>
    report.changes.filter((change) => change.breaks === breaks);
  const ORDER_TYPE_USERS = [
    "Qot_GetOptionEvent",
    "Trd_GetComboMaxTrdQtys",
    "Trd_GetHistoryOrderList",
    "Trd_GetMaxTrdQtys",
    "Trd_GetOrderList",
    "Trd_PlaceComboOrder",
    "Trd_PlaceOrder",
    "Trd_UpdateOrder",
  ];

  it("compares exactly these packages", () => {
    assert.deepEqual(report.from, RELEASES["7.6.3808"]);
    assert.deepEqual(report.to, RELEASES["10.11.7108"]);
  });

  it("broke the wire of TestCmd and took three ids of local history away", () => {
    assert.deepEqual(found("wire").map(line), [
      "wire: command removed: Qot_GetHistoryKL: request 3100, no messages",
      "wire: command removed: Qot_GetHistoryKLPoints: request 3101, no messages",
      "wire: command removed: Qot_GetRehab: request 3102, no messages",
      "wire: field changed: TestCmd.S2C.result: required string = 2, now called resultStr, label required became optional",
    ]);
    assert.equal(exitCode, 1);
  });

  it("gave other names to four order types and a field, and moved an enum", () => {
    assert.deepEqual(
      found("names").map((change) => [line(change).replace("names: ", ""), change.commands]),
      [
        [
          "enum removed: Qot_UpdatePriceReminder.MarketStatus: MarketStatus_Unknow = 0, MarketStatus_Open = 1, MarketStatus_USPre = 2, MarketStatus_USAfter = 3",
          ["Qot_UpdatePriceReminder"],
        ],
        [
          "enum value changed: Trd_Common.OrderType.OrderType_TWAP: 16, now called OrderType_TWAP_MARKET",
          ORDER_TYPE_USERS,
        ],
        [
          "enum value changed: Trd_Common.OrderType.OrderType_TWAPLimit: 17, now called OrderType_TWAP_LIMIT",
          ORDER_TYPE_USERS,
        ],
        [
          "enum value changed: Trd_Common.OrderType.OrderType_VWAP: 18, now called OrderType_VWAP_MARKET",
          ORDER_TYPE_USERS,
        ],
        [
          "enum value changed: Trd_Common.OrderType.OrderType_VWAPLimit: 19, now called OrderType_VWAP_LIMIT",
          ORDER_TYPE_USERS,
        ],
        ["field changed: TestCmd.C2S.params: optional string = 2, now called paramStr", ["TestCmd"]],
      ],
    );
  });

  it("added this much", () => {
    const counts: Record<string, number> = {};
    for (const { what, how } of found("nothing")) counts[`${what} ${how}`] = (counts[`${what} ${how}`] ?? 0) + 1;
    assert.deepEqual(counts, {
      "command added": 111,
      "enum added": 39,
      "enum value added": 97,
      "field added": 134,
      "message added": 14,
    });
  });

  it("added these fields to the placing of orders", () => {
    assert.deepEqual(
      found("nothing").flatMap(({ name, detail }) =>
        name.startsWith("Trd_PlaceOrder.") ? [`${name}: ${detail}`] : [],
      ),
      [
        "Trd_PlaceOrder.C2S.amount: optional double = 21",
        "Trd_PlaceOrder.C2S.expireTime: optional string = 20",
        "Trd_PlaceOrder.C2S.positionID: optional uint64 = 19",
        "Trd_PlaceOrder.C2S.predSide: optional int32 = 22",
        "Trd_PlaceOrder.C2S.session: optional int32 = 18",
        "Trd_PlaceOrder.S2C.orderIDEx: optional string = 3",
      ],
    );
  });
});

describe("the rows of what 7.6.3808 did not have", () => {
  const source = readFileSync(join(root, "proto/opend/v1/catalog.proto"), "utf8");
  const full = catalogRows(source);
  const folder = join(home, "rows/opend/v1");
  const catalog = join(folder, "catalog.proto");
  const added = compared("7.6.3808", "pinned").report.changes.flatMap(({ what, how, name }) =>
    what === "command" && how === "added" ? [name] : [],
  );
  const lines = source.split("\n");
  for (const row of full.toReversed()) {
    if (added.includes(row.name)) lines.splice(row.line, lines.indexOf("  }];", row.line) + 1 - row.line);
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(catalog, lines.join("\n"));
  const written = upstream("--to", "pinned", "--catalog", catalog, "--write");

  /** What buf says of the table, as `make generate` would; empty: it compiles. */
  const compile = (): string => {
    const buf = createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf");
    const image = join(home, "rows/image.binpb");
    const { stdout, stderr } = spawnSync(process.execPath, [buf, "build", ".", "-o", image], {
      cwd: join(home, "rows"),
      encoding: "utf8",
      timeout: TIMEOUT_MS,
    });
    return stdout + stderr;
  };

  it("are 110: UsedQuota, which has no official id, gets none", () => {
    assert.equal(written.exitCode, 0, written.output);
    const again = catalogRows(readFileSync(catalog, "utf8"));
    assert.equal(again.length, full.length);
    assert.equal(added.filter((name) => !full.some((row) => row.name === name)).join(), "UsedQuota");
    assert.equal(written.output.match(/^ {2}PROTO_ID_/gm)?.length, 110);
  });

  it("say what the rows of the table say, wherever that can be derived", () => {
    const derived = new Map(catalogRows(readFileSync(catalog, "utf8")).map((row) => [row.name, row]));
    for (const { protoId, line: _line, category: _category, service: _service, ...facts } of full) {
      const row = derived.get(facts.name);
      assert.ok(row !== undefined, facts.name);
      const { protoId: id, line: _at, category: _guess, service: _other, ...found } = row;
      assert.deepEqual(found, facts);
      if (id !== null) assert.equal(id, protoId, facts.name);
    }
  });

  it("stop the generator at every scope, effect, summary and id that nobody has filled in", () => {
    const problems = compile();
    const missing = (name: string): number => problems.split(`cannot find \`${name}\` in this scope`).length - 1;
    assert.equal(missing("FILL_IN_SCOPE"), 110);
    assert.equal(missing("FILL_IN_SUMMARY"), 110);
    assert.equal(missing("FILL_IN_EFFECT"), written.output.match(/effect: FILL_IN_EFFECT/g)?.length);
    assert.equal(missing("FILL_IN_PROTO_ID"), written.output.match(/= FILL_IN_PROTO_ID/g)?.length);
  });

  it("are a table that compiles and is formatted once they are filled in", () => {
    let id = 9000;
    const filled = readFileSync(catalog, "utf8")
      .replaceAll("FILL_IN_SCOPE", "SCOPE_QOT_READ")
      .replaceAll("FILL_IN_EFFECT", "EFFECT_READ")
      .replaceAll("FILL_IN_SUMMARY", '"Filled in"')
      .replaceAll("FILL_IN_CATEGORY", "CATEGORY_QUOTE_PULL")
      .replaceAll("FILL_IN_SERVICE", '"Quote"')
      .replaceAll("FILL_IN_PROTO_ID", () => String(++id));
    writeFileSync(catalog, filled);
    assert.equal(compile(), "");
    const buf = createRequire(import.meta.url).resolve("@bufbuild/buf/bin/buf");
    execFileSync(process.execPath, [buf, "format", "--diff", "--exit-code", "."], { cwd: join(home, "rows") });
  });
});

describe("what can't be compared", () => {
  it("is exit code 2 and one line that says why", () => {
    assert.deepEqual(upstream("--from", "1.2.3"), {
      exitCode: 2,
      output: "npm view futu-api@1.2.3: No match found for version 1.2.3\n",
    });
    assert.deepEqual(upstream("--from", "^7.0.0"), {
      exitCode: 2,
      output: "a version is like 10.11.7108, pinned or latest, not ^7.0.0\n",
    });
  });
});

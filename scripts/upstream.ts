/**
 * Compares the protos of two `futu-api` packages with each other and with the
 * table, and writes the rows of new commands.
 *
 *     upstream.ts [--from VERSION] [--to VERSION] [--json] [--write] [--catalog FILE]
 *
 * A version is exact, `pinned` (the default of --from) or `latest` (the default
 * of --to). Exit code: 0 nothing breaks the wire, 1 something does, 2 it could
 * not be found out.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { catalogRows, insertRows } from "./upstream/catalog-text.js";
import { compareReleases } from "./upstream/compare.js";
import { downloadPackage, publishedPackage } from "./upstream/npm.js";
import { type Release, readRelease } from "./upstream/release.js";
import { type Report, reportText } from "./upstream/report.js";
import { rowText } from "./upstream/row-text.js";
import { tableFindings } from "./upstream/table-findings.js";

const root = join(import.meta.dirname, "..").replace(/\/dist$/, "");
const installed = dirname(createRequire(import.meta.url).resolve("futu-api/package.json"));
const pinned = (
  JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity: string }>>;
  }
).packages["node_modules/futu-api"];

function release(wanted: string, scratch: string): Release {
  if (!/^(pinned|latest|\d+\.\d+\.\d+)$/.test(wanted)) {
    throw new Error(`a version is like 10.11.7108, pinned or latest, not ${wanted}`);
  }
  if (pinned === undefined) throw new Error("package-lock.json has no futu-api");
  mkdirSync(scratch);
  if (wanted === "pinned" || wanted === pinned.version) return readRelease(installed, pinned.integrity, scratch);
  const published = publishedPackage(wanted);
  if (published.version === pinned.version) return readRelease(installed, pinned.integrity, scratch);
  return readRelease(downloadPackage(published, scratch), published.integrity, scratch);
}

function main(): number {
  const { values } = parseArgs({
    options: {
      from: { type: "string", default: "pinned" },
      to: { type: "string", default: "latest" },
      catalog: { type: "string", default: join(root, "proto/opend/v1/catalog.proto") },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const scratch = mkdtempSync(join(tmpdir(), "opend-gateway-upstream-"));
  try {
    const from = release(values.from, join(scratch, "from"));
    const to = release(values.to, join(scratch, "to"));
    const catalog = readFileSync(values.catalog, "utf8");
    const known = catalogRows(catalog);
    const table = tableFindings(known, to.commands);
    const rows = table.missing.map((command) => ({
      protoId: command.protoId,
      text: rowText(command, known, to.version),
    }));
    const report: Report = {
      from: { version: from.version, integrity: from.integrity },
      to: { version: to.version, integrity: to.integrity },
      changes: compareReleases(from, to),
      table,
      rows: rows.map(({ text }) => text),
    };
    const ids = new Map(
      [...from.commands, ...to.commands, ...known].map(({ name, protoId }) => [name, protoId] as const),
    );
    process.stdout.write(
      values.json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, (name) => ids.get(name) ?? null),
    );
    if (values.write) {
      writeFileSync(values.catalog, insertRows(catalog, rows));
      console.error(`${rows.length} rows written to ${values.catalog}: fill in what \`make generate\` names.`);
    }
    return report.changes.some(({ breaks }) => breaks === "wire") ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

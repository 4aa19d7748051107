import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { AuditLineWriter, type AuditNotice, CHAIN_START, hashLine } from "./audit-line.js";
import { type AuditFault, verifyAudit } from "./audit-verify.js";

const writer = new AuditLineWriter();

/** Lines of a chain, without line ends. */
function chain(length: number): string[] {
  let end = CHAIN_START;
  return Array.from({ length }, (_, index) => {
    const next = writer.next(end, Date.UTC(2026, 10, 21) + index, {
      event: "call",
      iface: "grpc",
      key_id: "k",
      peer: "p",
      request_id: `r${index}`,
      outcome: "success",
    });
    end = next.end;
    return next.line.slice(0, -1);
  });
}

describe("verifying an audit log", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "og-verify-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
  const faultOf = async (lines: readonly string[]): Promise<Pick<AuditFault, "kind" | "line"> | null> => {
    const { fault } = await verifyAudit([write("a.jsonl", text(lines))], null);
    return fault === null ? null : { kind: fault.kind, line: fault.line };
  };

  it("tells count, range and last hash of whole lines, over several files", async () => {
    const lines = chain(5);
    const files = [write("1", text(lines.slice(0, 2))), write("2", ""), write("3", text(lines.slice(2)))];
    const { range, fault } = await verifyAudit(files, hashLine(lines[4] ?? ""));
    assert.equal(fault, null);
    assert.deepEqual(range, {
      files: 3,
      lines: 5,
      first: { seq: 1, time: "2026-11-21T00:00:00.000Z" },
      last: { seq: 5, time: "2026-11-21T00:00:00.004Z", hash: hashLine(lines[4] ?? "") },
      recovered: 0,
    });
  });

  it("takes lines whose forerunners were archived, but not a first line that has lost its mark", async () => {
    const lines = chain(4);
    const { range, fault } = await verifyAudit([write("tail", text(lines.slice(2)))], null);
    assert.deepEqual([fault, range.first?.seq], [null, 3]);
    assert.deepEqual(await faultOf([(lines[0] ?? "").replace('"prev":"0', '"prev":"1')]), { kind: "changed", line: 1 });
  });

  it("names the first line that is missing, changed, moved, there twice, or none", async () => {
    const lines = chain(6);
    const [a = "", b = "", c = "", d = "", e = "", f = ""] = lines;
    const cases: readonly (readonly [string[], AuditFault["kind"], number])[] = [
      [[a, b, d, e, f], "missing", 3],
      [[a, d, e, f], "missing", 2],
      [[a, b.replace("success", "failure"), c, d], "changed", 2],
      [[a, b.replace('"r1"', '"r9"'), c], "changed", 2],
      [[a, b, c.replace(/"prev":"./, '"prev":"x'), d], "changed", 3],
      [[a, b, c.replace('"seq":3', '"seq":4'), d], "changed", 3],
      [[a, b, c.replace('"seq":3', '"seq":2'), d], "duplicated", 3],
      [[a, c, b, d], "reordered", 2],
      [[a, b, b, c], "duplicated", 3],
      [[a, b, c, b, d], "duplicated", 4],
      [[a, b, "garbage", c], "changed", 3],
      [[a, b, ""], "changed", 3],
      [[a, b.slice(0, 50)], "changed", 2],
    ];
    for (const [changed, kind, line] of cases)
      assert.deepEqual(await faultOf(changed), { kind, line }, `${kind} ${line}`);
  });

  it("names the file where a line over a file's end is missing", async () => {
    const lines = chain(5);
    const second = write("second", text(lines.slice(3)));
    const { fault } = await verifyAudit([write("first", text(lines.slice(0, 2))), second], null);
    assert.deepEqual([fault?.file, fault?.line, fault?.kind], [second, 1, "missing"]);
    assert.match(fault?.text ?? "", /^line 3 of the chain should stand before it$/);
  });

  it("sees missing lines at the end only against the last hash", async () => {
    const lines = chain(3);
    const cut = write("cut", text(lines.slice(0, 2)));
    assert.equal((await verifyAudit([cut], null)).fault, null);
    const { fault } = await verifyAudit([cut], hashLine(lines[2] ?? ""));
    assert.deepEqual([fault?.kind, fault?.line], ["not the last", 2]);
  });

  it("takes a cut-off line only where the next one reports exactly that", async () => {
    const [a = "", b = ""] = chain(2);
    const torn = b.slice(0, 40);
    const report = (change: Partial<Extract<AuditNotice, { event: "audit.recovered" }>>): string =>
      writer
        .next({ seq: 1, hash: hashLine(a) }, 0, {
          event: "audit.recovered",
          torn_bytes: 40,
          torn_sha256: hashLine(torn),
          ...change,
        })
        .line.slice(0, -1);
    const { range, fault } = await verifyAudit([write("torn", text([a, torn, report({})]))], null);
    assert.deepEqual([fault, range.lines, range.recovered], [null, 2, 1]);
    assert.deepEqual(await faultOf([a, torn, report({ torn_bytes: 39 })]), { kind: "changed", line: 2 });
    assert.deepEqual(await faultOf([a, torn, report({ torn_sha256: "0".repeat(64) })]), { kind: "changed", line: 2 });
    assert.deepEqual(await faultOf([a, torn, b]), { kind: "changed", line: 2 });
    assert.deepEqual(await faultOf([a, report({})]), { kind: "changed", line: 2 });
    const open = await verifyAudit([write("open", `${a}\n${torn}`)], null);
    assert.deepEqual([open.fault?.kind, open.fault?.line], ["torn", 2]);
  });

  it("finds any change of one byte that is not in the last line", async () => {
    const path = write("bytes", text(chain(8)));
    const bytes = readFileSync(path);
    const lastLine = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
    const change = fc.tuple(fc.nat(lastLine - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(change, async ([at, flip]) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const { fault } = await verifyAudit([write("changed", changed)], null);
        assert.notEqual(fault, null);
      }),
      { numRuns: 200 },
    );
  });
});

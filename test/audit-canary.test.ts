import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { commands } from "../src/catalog/catalog.js";
import type { Command } from "../src/catalog/command.js";
import { messageType } from "../src/catalog/schema.js";
import { Simulator } from "../src/simulator/simulator.js";
import { AuditLog } from "../src/telemetry/audit-log.js";
import { verifyAudit } from "../src/telemetry/audit-verify.js";
import { sampleRequest } from "./support/sample-request.js";
import { Stack } from "./support/stack.js";

const CANARY = "c4nary";
/** With the account of simulated orders, and a key that may do nothing. */
/** Two, because of one key no more than 100 refusals in a minute have a line of their own. */
const WITHOUT_RIGHTS = ["none-1", "none-2"] as const;

describe("the audit log of every command, asked with and without rights", () => {
  let folder: string;
  let path: string;
  let simulator: Simulator;
  let audit: AuditLog;
  let stack: Stack;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "og-canary-"));
    path = join(folder, "audit.jsonl");
    simulator = new Simulator({ seed: 7, frequencyLimits: false });
    audit = await AuditLog.open({ kind: "file", path }, { onEvent: (event) => assert.fail(event.type) });
    stack = new Stack({
      opend: [await simulator.listen({ host: "127.0.0.1", port: 0 })],
      trading: "real",
      keys: [{ id: "all" }, ...WITHOUT_RIGHTS.map((id) => ({ id, scopes: [] }))],
      audit,
      auditReads: true,
    });
    await stack.start();
  });
  after(async () => {
    await stack.stop();
    await simulator.close();
    rmSync(folder, { recursive: true });
  });

  it("holds no token, no password and nothing of a body, and is whole", { timeout: 60_000 }, async () => {
    const stranger = stack.newClient("no such key");
    const requests = commands.filter(({ kind }) => kind === "request");
    for (const [index, command] of requests.entries()) {
      const body = poisoned(command);
      const metadata = { "idempotency-key": `${CANARY}-${command.protoId}` };
      const keys = ["all", WITHOUT_RIGHTS[index % WITHOUT_RIGHTS.length] as string];
      for (const key of keys) await stack.newClient(key).request(command.protoId, body, { metadata });
      const wrong = { authorization: `Bearer fc_${CANARY}${"0123456789abcdef".repeat(3)}` };
      await stranger.request(command.protoId, body, { metadata: wrong });
    }
    await stack.newClient("all").request(2202, Buffer.from(`not a message ${CANARY}`));
    await audit.close();

    const text = readFileSync(path, "utf8");
    assert.equal(
      text.toLowerCase().includes(CANARY),
      false,
      text.split("\n").find((line) => line.includes(CANARY)),
    );
    assert.doesNotMatch(text, /0123456789abcdef/);
    assert.doesNotMatch(text, new RegExp(Buffer.from(CANARY).toString("hex")));
    assert.doesNotMatch(text, new RegExp(Buffer.from(CANARY).toString("base64").slice(0, 7)));
    const { fault, range } = await verifyAudit([path], null);
    assert.equal(fault, null);
    // Each is forbidden to the key without scopes at least.
    assert.ok(range.lines > requests.length, `${range.lines} lines`);
    for (const line of text.trimEnd().split("\n")) {
      const entry = JSON.parse(line) as { readonly proto_id?: number; readonly args_hash?: string };
      if (entry.proto_id === 2005) assert.equal(entry.args_hash, undefined);
    }
  });
});

/** A request whose every text is the canary. */
function poisoned(command: Command): Buffer {
  const body = sampleRequest(command);
  if (command.requestMessage === null) return Buffer.concat([body, Buffer.from(CANARY)]);
  const type = messageType(command.requestMessage);
  const message = type.toObject(type.decode(body), { longs: String });
  return Buffer.from(type.encode(type.fromObject(withCanary(message) as Record<string, unknown>)).finish());
}

function withCanary(value: unknown): unknown {
  // Numbers of 64 bits are texts here.
  if (typeof value === "string") return /^\d{1,2}$/.test(value) ? value : CANARY;
  if (Buffer.isBuffer(value)) return Buffer.from(CANARY);
  if (Array.isArray(value)) return value.map(withCanary);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withCanary(each)]));
}

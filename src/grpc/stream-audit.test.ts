import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { once } from "node:events";
import { after, describe, it } from "node:test";
import { OPEN_MODE } from "../auth/principal.js";
import { GatewayError } from "../errors/gateway-error.js";
import type { Caller } from "../gateway/caller.js";
import type { AuditEntry, AuditSink } from "../telemetry/audit-entry.js";
import { StreamAudit } from "./stream-audit.js";
import { startTestServer, type TestServer } from "./testing/test-server.js";

/** Keeps lines, and wakes who waits for one. */
function memorySink(): AuditSink & { readonly entries: AuditEntry[]; ofEvent(event: string): Promise<AuditEntry> } {
  const entries: AuditEntry[] = [];
  let waiting: (() => void)[] = [];
  return {
    entries,
    failing: false,
    note: (entry) => {
      entries.push(entry);
      for (const wake of waiting.splice(0)) wake();
    },
    commit: () => assert.fail("nothing of a stream waits for the disk"),
    ofEvent: async (event) => {
      for (;;) {
        const found = entries.find((entry) => entry.event === event);
        if (found !== undefined) return found;
        await new Promise<void>((wake) => {
          waiting = [...waiting, wake];
        });
      }
    },
  };
}

describe("the audit of push streams", () => {
  const servers: TestServer[] = [];
  after(() => Promise.all(servers.map((server) => server.close())));

  it("names when a stream began, and when and why it ended", async () => {
    const sink = memorySink();
    const server = await startTestServer({ call: () => () => {} }, { audit: sink });
    servers.push(server);
    const stream = server.client.subscribe();
    stream.on("error", () => {});
    await once(stream, "metadata");
    const opened = await sink.ofEvent("stream_opened");
    assert.deepEqual(
      { ...opened, request_id: typeof opened.request_id },
      {
        event: "stream_opened",
        iface: "grpc",
        key_id: null,
        peer: "127.0.0.1",
        request_id: "string",
        outcome: "allow",
      },
    );
    stream.cancel();
    const ended = await sink.ofEvent("stream_ended");
    assert.deepEqual(
      [ended.request_id, ended.outcome, ended.reason],
      [opened.request_id, "success", "CLIENT_CANCELLED"],
    );
  });

  it("names a stream that was forbidden with the rule, and none that was refused for other reasons", async () => {
    const sink = memorySink();
    const caller: Caller = { id: "k", owner: "key:k", principal: OPEN_MODE, host: "h", autoSubscribe: false };
    const audit = new StreamAudit(sink, "r");
    audit.refused(caller, new GatewayError("LIMIT", "too many"));
    audit.refused(caller, new GatewayError("FORBIDDEN", "forbidden", { auditReason: "account 7" }));
    assert.deepEqual(
      sink.entries.map(({ event, outcome, reason }) => [event, outcome, reason]),
      [["stream_opened", "reject", "FORBIDDEN: account 7"]],
    );
    const server = await startTestServer({ call: () => () => {} }, { audit: sink, serving: () => false });
    servers.push(server);
    await once(server.client.subscribe(), "error");
    await once(server.client.subscribe(Buffer.from([0x0a, 0x7f])), "error");
    assert.equal(sink.entries.length, 1);
  });
});

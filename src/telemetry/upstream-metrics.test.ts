import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Registry } from "prom-client";
import { registerProcessMetrics } from "./process-metrics.js";
import { type MemberSnapshot, registerUpstreamMetrics, type UpstreamSnapshot } from "./upstream-metrics.js";

const member: MemberSnapshot = {
  name: "127.0.0.1:11111#1",
  state: "ready",
  inFlight: 3,
  framesIn: 10,
  framesOut: 11,
  bytesIn: 1000,
  bytesOut: 1100,
  connects: 2,
  reconnects: 1,
  lateReplies: 4,
  unknownReplies: 5,
  frameErrors: { BAD_DIGEST: 1 },
};

describe("upstream metrics", () => {
  it("are read afresh at each scrape", async () => {
    const registry = new Registry();
    let snapshot: UpstreamSnapshot = { members: [], queued: 0, queueRejected: 0 };
    registerUpstreamMetrics(registry, () => snapshot);
    const before = (await registry.metrics()).split("\n");
    assert.ok(before.includes('opend_gateway_upstream_members{state="ready"} 0'));

    snapshot = { members: [member, { ...member, name: "b", state: "backing_off" }], queued: 7, queueRejected: 8 };
    const after = (await registry.metrics()).split("\n");
    for (const line of [
      'opend_gateway_upstream_members{state="ready"} 1',
      'opend_gateway_upstream_members{state="backing_off"} 1',
      'opend_gateway_upstream_members{state="connecting"} 0',
      'opend_gateway_upstream_in_flight{member="127.0.0.1:11111#1"} 3',
      "opend_gateway_upstream_queued 7",
      "opend_gateway_upstream_queue_rejected_total 8",
      'opend_gateway_upstream_frames_total{member="127.0.0.1:11111#1",direction="in"} 10',
      'opend_gateway_upstream_bytes_total{member="127.0.0.1:11111#1",direction="out"} 1100',
      'opend_gateway_upstream_connects_total{member="127.0.0.1:11111#1"} 2',
      'opend_gateway_upstream_reconnects_total{member="127.0.0.1:11111#1"} 1',
      'opend_gateway_upstream_late_replies_total{member="127.0.0.1:11111#1"} 4',
      'opend_gateway_upstream_unknown_replies_total{member="127.0.0.1:11111#1"} 5',
      'opend_gateway_upstream_frame_errors_total{member="127.0.0.1:11111#1",code="BAD_DIGEST"} 1',
    ]) {
      assert.ok(after.includes(line), line);
    }
  });
});

describe("process metrics", () => {
  it("carry the event-loop delay, memory and the build", async () => {
    const registry = new Registry();
    registerProcessMetrics(registry, { version: "1.2.3", node: "v20.19.0" });
    const text = await registry.metrics();
    assert.match(text, /^nodejs_eventloop_lag_p99_seconds \d/m);
    assert.match(text, /^process_resident_memory_bytes \d/m);
    assert.match(text, /^opend_gateway_build_info\{version="1\.2\.3",node="v20\.19\.0"\} 1$/m);
  });
});

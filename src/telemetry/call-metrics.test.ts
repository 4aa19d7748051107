import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { Registry } from "prom-client";
import { CallMetrics, MethodMetrics } from "./call-metrics.js";

const LABELS = 'grpc_type="unary",grpc_service="s.S",grpc_method="M"';

function setUp(): { registry: Registry; metrics: CallMetrics } {
  const registry = new Registry();
  return { registry, metrics: new CallMetrics(registry, { boundsSeconds: [0.01, 0.1, 1] }) };
}

describe("call metrics", () => {
  it("show a method's series at zero before its first call", async () => {
    const { registry, metrics } = setUp();
    metrics.method("s.S", "M", "unary");
    const text = await registry.metrics();
    assert.ok(text.includes(`grpc_server_started_total{${LABELS}} 0`));
    assert.ok(text.includes(`grpc_server_handled_total{${LABELS},grpc_code="OK"} 0`));
    assert.ok(text.includes(`grpc_server_handled_total{${LABELS},grpc_code="Unauthenticated"} 0`));
    assert.ok(text.includes(`grpc_server_handling_seconds_bucket{${LABELS},le="+Inf"} 0`));
    assert.match(text, /# TYPE grpc_server_handling_seconds histogram/);
    assert.match(text, /# TYPE grpc_server_started_total counter/);
  });

  it("count calls, messages, codes and seconds", async () => {
    const { registry, metrics } = setUp();
    const method = metrics.method("s.S", "M", "unary");
    for (const [code, seconds] of [
      [0, 0.01],
      [0, 0.05],
      [5, 3],
    ] as const) {
      method.started();
      method.messageReceived();
      method.handled(code, seconds);
    }
    method.messageSent();
    method.started();
    assert.equal(method.inProgress, 1);
    const text = await registry.metrics();
    for (const line of [
      `grpc_server_started_total{${LABELS}} 4`,
      `grpc_server_msg_received_total{${LABELS}} 3`,
      `grpc_server_msg_sent_total{${LABELS}} 1`,
      `grpc_server_handled_total{${LABELS},grpc_code="OK"} 2`,
      `grpc_server_handled_total{${LABELS},grpc_code="NotFound"} 1`,
      `grpc_server_handling_seconds_bucket{${LABELS},le="0.01"} 1`,
      `grpc_server_handling_seconds_bucket{${LABELS},le="0.1"} 2`,
      `grpc_server_handling_seconds_bucket{${LABELS},le="1"} 2`,
      `grpc_server_handling_seconds_bucket{${LABELS},le="+Inf"} 3`,
      `grpc_server_handling_seconds_count{${LABELS}} 3`,
    ]) {
      assert.ok(text.split("\n").includes(line), line);
    }
    assert.match(text, /handling_seconds_sum\{.*\} 3\.06/);
  });

  it("return the same numbers for the same method", () => {
    const { metrics } = setUp();
    assert.equal(metrics.method("s.S", "M", "unary"), metrics.method("s.S", "M", "unary"));
    assert.notEqual(metrics.method("s.S", "M", "unary"), metrics.method("s.S", "N", "unary"));
  });

  it("count a number that is no status code as Unknown", () => {
    const method = new MethodMetrics("s.S", "M", "unary", [1]);
    for (const code of [17, -1, 1.5, Number.NaN]) method.handled(code, 0);
    const unknown = method.handledSamples().find(({ labels }) => labels["grpc_code"] === "Unknown");
    assert.equal(unknown?.value, 4);
  });

  it("keep every observation in exactly one bucket, whatever its size", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true })), (seconds) => {
        const bounds = [0.001, 0.5, 7];
        const method = new MethodMetrics("s.S", "M", "unary", bounds);
        for (const value of seconds) method.handled(0, value);
        const buckets = method.histogramSamples().filter(({ suffix }) => suffix === "_bucket");
        assert.deepEqual(
          buckets.map(({ value }) => value),
          [...bounds, Number.POSITIVE_INFINITY].map((bound) => seconds.filter((value) => value <= bound).length),
        );
      }),
    );
  });

  it("tell whoever wants it of each refused call", () => {
    const refused: string[] = [];
    const metrics = new CallMetrics(new Registry(), {
      boundsSeconds: [1],
      onRefused: ({ reason }) => refused.push(reason),
    });
    metrics.method("s", "m", "unary").refused({ reason: "FORBIDDEN", metadata: {} });
    new CallMetrics(new Registry(), { boundsSeconds: [1] })
      .method("s", "m", "unary")
      .refused({ reason: "x", metadata: {} });
    assert.deepEqual(refused, ["FORBIDDEN"]);
  });
});

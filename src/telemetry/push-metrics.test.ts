import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Registry } from "prom-client";
import { endReasons, type PushSnapshot, registerPushMetrics } from "./push-metrics.js";

const nothing: PushSnapshot = {
  streams: 0,
  opened: 0,
  endsByReason: {},
  written: 0,
  conflated: 0,
  dropped: 0,
  queuedEvents: 0,
  queuedBytes: 0,
  keys: 0,
  gaps: 0,
};

describe("push metrics", () => {
  it("show every end reason from the start, and are read afresh at each scrape", async () => {
    const registry = new Registry();
    let push = nothing;
    registerPushMetrics(registry, {
      push: () => push,
      subscriptions: () => ({ units: 11, lingering: 12, holders: 13, refused: 14 }),
      record: () => ({ events: 15, bytes: 16 }),
      homeLosses: () => 17,
    });
    const before = (await registry.metrics()).split("\n");
    for (const reason of endReasons) {
      assert.ok(before.includes(`opend_gateway_push_streams_ended_total{reason="${reason}"} 0`), reason);
    }

    push = {
      streams: 1,
      opened: 2,
      endsByReason: { SLOW_CONSUMER: 3 },
      written: 4,
      conflated: 5,
      dropped: 6,
      queuedEvents: 7,
      queuedBytes: 8,
      keys: 9,
      gaps: 10,
    };
    const after = (await registry.metrics()).split("\n");
    for (const line of [
      "opend_gateway_push_streams 1",
      "opend_gateway_push_streams_opened_total 2",
      'opend_gateway_push_streams_ended_total{reason="SLOW_CONSUMER"} 3',
      'opend_gateway_push_streams_ended_total{reason="LIMIT"} 0',
      "opend_gateway_push_events_written_total 4",
      "opend_gateway_push_events_conflated_total 5",
      "opend_gateway_push_events_dropped_total 6",
      "opend_gateway_push_queued_events 7",
      "opend_gateway_push_queued_bytes 8",
      "opend_gateway_push_keys 9",
      "opend_gateway_push_gaps_total 10",
      "opend_gateway_subscription_units 11",
      "opend_gateway_subscription_units_lingering 12",
      "opend_gateway_subscription_holders 13",
      "opend_gateway_subscription_units_refused_total 14",
      "opend_gateway_push_record_events 15",
      "opend_gateway_push_record_bytes 16",
      "opend_gateway_upstream_home_losses_total 17",
    ]) {
      assert.ok(after.includes(line), line);
    }
  });
});

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Registry } from "prom-client";
import { type PushSnapshot, registerPushMetrics } from "./push-metrics.js";

const nothing: PushSnapshot = {
  streams: 0,
  blocked: 0,
  queuedEvents: 0,
  queuedBytes: 0,
  keys: 0,
  opened: 0,
  refused: 0,
  endsByReason: { SLOW_CONSUMER: 0, DRAINING: 0 },
  pushes: 0,
  unreadable: 0,
  written: 0,
  conflated: 0,
  dropped: 0,
  gaps: 0,
  upstreamLosses: 0,
};

describe("push metrics", () => {
  it("show every end reason from the start, and are read afresh at each scrape", async () => {
    const registry = new Registry();
    let push = nothing;
    registerPushMetrics(registry, {
      push: () => push,
      subscriptions: () => ({
        confirmed: 21,
        lingering: 22,
        holders: 23,
        waiting: 24,
        accounts: 25,
        upstreamCalls: { subscribe: 26, unsubscribe: 0 },
        refused: 27,
      }),
      record: () => ({ events: 28, failing: push !== nothing }),
    });
    const before = (await registry.metrics()).split("\n");
    for (const reason of Object.keys(nothing.endsByReason)) {
      assert.ok(before.includes(`opend_gateway_push_ends_total{reason="${reason}"} 0`), reason);
    }
    assert.ok(before.includes("opend_gateway_state_failing 0"));

    push = {
      streams: 1,
      blocked: 2,
      queuedEvents: 3,
      queuedBytes: 4,
      keys: 5,
      opened: 6,
      refused: 7,
      endsByReason: { SLOW_CONSUMER: 8, DRAINING: 0, LIMIT: 0 },
      pushes: 9,
      unreadable: 10,
      written: 11,
      conflated: 12,
      dropped: 13,
      gaps: 14,
      upstreamLosses: 15,
    };
    const after = (await registry.metrics()).split("\n");
    for (const line of [
      "push_streams 1",
      "push_streams_behind 2",
      "push_queued_events 3",
      "push_queued_bytes 4",
      "push_keys 5",
      "push_streams_opened_total 6",
      "push_streams_refused_total 7",
      'push_ends_total{reason="SLOW_CONSUMER"} 8',
      'push_ends_total{reason="LIMIT"} 0',
      "push_received_total 9",
      "push_unreadable_total 10",
      "push_events_written_total 11",
      "push_events_conflated_total 12",
      "push_events_dropped_total 13",
      "push_gaps_total 14",
      "push_upstream_losses_total 15",
      "subscription_units 21",
      "subscription_units_lingering 22",
      "subscription_holders 23",
      "subscription_waiting 24",
      "subscription_accounts 25",
      'subscription_calls_total{kind="subscribe"} 26',
      'subscription_calls_total{kind="unsubscribe"} 0',
      "subscription_refused_total 27",
      "push_record_events 28",
      "state_failing 1",
    ]) {
      assert.ok(after.includes(`opend_gateway_${line}`), line);
    }
  });
});

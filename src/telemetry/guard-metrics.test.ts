import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Registry } from "prom-client";
import { REASONS } from "../errors/reasons.js";
import { GuardCounters, type GuardState, guardReasons, registerGuardMetrics } from "./guard-metrics.js";

const NOTHING: GuardState = { keys: null, audit: null, orders: null, redis: null, certificate: null };

describe("guard metrics", () => {
  it("show every label from the start, and no part that is not there", async () => {
    const registry = new Registry();
    registerGuardMetrics(registry, new GuardCounters(), () => NOTHING);
    const text = await registry.metrics();
    assert.match(text, /^opend_gateway_auth_failures_total\{cause="throttled"\} 0$/m);
    assert.match(text, /^opend_gateway_refusals_total\{reason="STATE_UNAVAILABLE"\} 0$/m);
    assert.match(text, /^opend_gateway_order_refusals_total\{rule="max_daily_value"\} 0$/m);
    assert.doesNotMatch(text, /^opend_gateway_(keys|audit|order_state|redis|certificate)/m);
  });

  it("are read afresh at each scrape", async () => {
    const registry = new Registry();
    const counters = new GuardCounters();
    let state = NOTHING;
    registerGuardMetrics(registry, counters, () => state);
    counters.countAuthFailure("expired");
    counters.countRefusal({ reason: "ORDER_QUOTA", metadata: { limit: "max_daily_value" } });
    state = {
      keys: { count: 3, failing: true },
      audit: { failing: false, lostLines: 7 },
      orders: { failing: true },
      redis: { available: false },
      certificate: { notAfterMs: 1_800_000_000_500, failing: false },
    };
    const text = await registry.metrics();
    for (const line of [
      'auth_failures_total{cause="expired"} 1',
      'refusals_total{reason="ORDER_QUOTA"} 1',
      'order_refusals_total{rule="max_daily_value"} 1',
      "keys 3",
      "keys_file_problem 1",
      "audit_failing 0",
      "audit_lost_lines_total 7",
      "order_state_failing 1",
      "redis_available 0",
      "certificate_failing 0",
      "certificate_not_after_seconds 1800000000",
    ]) {
      assert.ok(text.split("\n").includes(`opend_gateway_${line}`), line);
    }
  });

  it("take nothing into a label that is not in its list", async () => {
    const registry = new Registry();
    const counters = new GuardCounters();
    registerGuardMetrics(registry, counters, () => NOTHING);
    counters.countAuthFailure("c4nary");
    counters.countAuthFailure("__proto__");
    counters.countRefusal({ reason: "c4nary", metadata: {} });
    counters.countRefusal({ reason: "ORDER_LIMIT", metadata: { limit: "c4nary" } });
    const text = await registry.metrics();
    assert.doesNotMatch(text, /c4nary|proto/);
    assert.match(text, /cause="unknown_token"\} 2$/m);
    assert.match(text, /rule="other"\} 1$/m);
  });

  it("name only reasons that there are", () => {
    for (const reason of guardReasons) assert.ok(reason in REASONS, reason);
  });
});

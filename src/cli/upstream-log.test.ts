import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PoolEvent } from "../opend/pool.js";
import { createLogger } from "../telemetry/logger.js";
import { logPoolEvent } from "./upstream-log.js";

function logged(event: PoolEvent, draining: boolean): string[] {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  logPoolEvent(createLogger({ level: "debug", format: "json", maxBufferedBytes: 1, write }), event, draining);
  return lines.map((line) => (JSON.parse(line) as { readonly event: string }).event);
}

const state = (
  from: "ready" | "connecting" | "initialising" | "draining",
  to: "ready" | "backing_off" | "closed",
): PoolEvent => ({
  type: "member_state",
  member: "a:1#1",
  from,
  to,
  cause: "x",
});

describe("the log of the connections to OpenD", () => {
  it("tells a loss from one more failed attempt", () => {
    assert.deepEqual(logged(state("ready", "backing_off"), false), ["upstream.lost"]);
    assert.deepEqual(logged(state("connecting", "backing_off"), false), ["upstream.waiting"]);
    assert.deepEqual(logged(state("initialising", "ready"), false), ["upstream.ready"]);
  });

  it("tells when calls can be served, and when no longer", () => {
    assert.deepEqual(logged({ type: "pool_serving", serving: true }, false), ["upstream.available"]);
    assert.deepEqual(logged({ type: "pool_serving", serving: false }, false), ["upstream.unavailable"]);
    assert.deepEqual(logged({ type: "home_changed", member: null, cause: "x" }, false), ["upstream.home_lost"]);
  });

  it("tells which connection carries the pushes now", () => {
    assert.deepEqual(logged({ type: "home_changed", member: "a:1#2", cause: "x" }, false), ["upstream.home_changed"]);
  });

  it("raises no alarm when the gateway itself closes its connections", () => {
    assert.deepEqual(logged({ type: "pool_serving", serving: false }, true), []);
    assert.deepEqual(logged(state("draining", "closed"), true), []);
    assert.deepEqual(logged({ type: "home_changed", member: null, cause: "x" }, true), []);
  });
});

import { Registry } from "prom-client";
import { LATENCY_BOUNDS_SECONDS } from "../../src/config/defaults.js";
import { END_REASONS } from "../../src/gateway/push/end-reason.js";
import type { UpstreamCallKind } from "../../src/opend/ledger/types.js";
import { CallMetrics } from "../../src/telemetry/call-metrics.js";
import { GuardCounters, registerGuardMetrics } from "../../src/telemetry/guard-metrics.js";
import { type PushSnapshot, registerPushMetrics } from "../../src/telemetry/push-metrics.js";
import { registerUpstreamMetrics } from "../../src/telemetry/upstream-metrics.js";

/** A metric as the registry has it. */
export interface MetricFact {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly labels: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Labels whose values are names of this gateway's user, or of methods: no closed list. */
const OPEN_LABELS: ReadonlySet<string> = new Set(["member", "grpc_service", "grpc_method", "code"]);

/** The gateway's own metrics, from a registry that is filled as the gateway's, of a gateway in which each part exists. */
export async function metricFacts(): Promise<readonly MetricFact[]> {
  const registry = new Registry();
  new CallMetrics(registry, { boundsSeconds: LATENCY_BOUNDS_SECONDS }).method("service", "method", "unary");
  registerUpstreamMetrics(registry, () => UPSTREAM);
  registerPushMetrics(registry, { push: () => PUSH, subscriptions: () => SUBSCRIPTIONS, record: () => RECORD });
  registerGuardMetrics(registry, new GuardCounters(), () => GUARD);
  const metrics = await registry.getMetricsAsJSON();
  return metrics.map(({ name, type, help, ...rest }) => {
    const values = (rest as { readonly values?: readonly { readonly labels: Record<string, unknown> }[] }).values ?? [];
    return { name, type: String(type), help, labels: labelsOf(values.map(({ labels }) => labels)) };
  });
}

function labelsOf(samples: readonly Readonly<Record<string, unknown>>[]): MetricFact["labels"] {
  const labels = new Map<string, Set<string>>();
  for (const sample of samples) {
    for (const [name, value] of Object.entries(sample)) {
      labels.set(name, (labels.get(name) ?? new Set()).add(String(value)));
    }
  }
  return [...labels].map(([name, values]) => ({ name, values: OPEN_LABELS.has(name) ? [] : [...values] }));
}

const UPSTREAM = {
  queued: 0,
  queueRejected: 0,
  members: [
    {
      name: "member",
      state: "ready",
      inFlight: 0,
      framesIn: 0,
      framesOut: 0,
      bytesIn: 0,
      bytesOut: 0,
      connects: 0,
      reconnects: 0,
      lateReplies: 0,
      unknownReplies: 0,
      frameErrors: { code: 0 },
    },
  ],
};

const PUSH: PushSnapshot = {
  streams: 0,
  blocked: 0,
  queuedEvents: 0,
  queuedBytes: 0,
  keys: 0,
  opened: 0,
  refused: 0,
  endsByReason: Object.fromEntries(END_REASONS.map((reason) => [reason, 0])),
  pushes: 0,
  unreadable: 0,
  written: 0,
  conflated: 0,
  dropped: 0,
  gaps: 0,
  upstreamLosses: 0,
};

const UPSTREAM_CALLS: Readonly<Record<UpstreamCallKind, number>> = {
  subscribe: 0,
  unsubscribe: 0,
  register: 0,
  unregister: 0,
  accounts: 0,
};

const SUBSCRIPTIONS = {
  confirmed: 0,
  lingering: 0,
  holders: 0,
  waiting: 0,
  accounts: 0,
  upstreamCalls: UPSTREAM_CALLS,
  refused: 0,
};

const RECORD = { events: 0, failing: false };

const GUARD = {
  keys: { count: 0, failing: false },
  audit: { failing: false, lostLines: 0 },
  orders: { failing: false },
  redis: { available: true },
  certificate: { notAfterMs: 0, failing: false },
};

import type { Registry } from "prom-client";
import { registerSnapshotMetric, type Sample } from "./snapshot-metric.js";

/** Why a push stream ended: a closed list; all are shown, so that an absent one reads as 0. */
export const endReasons = [
  "CLIENT_CANCELLED",
  "SLOW_CONSUMER",
  "KEY_REVOKED",
  "RESUME_OUT_OF_RANGE",
  "DRAINING",
  "UPSTREAM_LOST",
  "LIMIT",
] as const;

/** What the push hub counts. Counts since the start of the gateway, unless they say "now". */
export interface PushSnapshot {
  /** Streams that are open now. */
  readonly streams: number;
  readonly opened: number;
  /** By one of `endReasons`; any other is shown as it is. */
  readonly endsByReason: Readonly<Record<string, number>>;
  /** Data events that were handed to the wire. */
  readonly written: number;
  /** Values that were merged into a newer one. */
  readonly conflated: number;
  readonly dropped: number;
  /** Waiting for their readers now. */
  readonly queuedEvents: number;
  readonly queuedBytes: number;
  /** Keys that pushes were seen of, now. */
  readonly keys: number;
  /** Gaps that streams were told of. */
  readonly gaps: number;
}

/** What the subscription ledger knows. A unit is one security with one sub type, as OpenD counts its quota. */
export interface SubscriptionSnapshot {
  /** Units that OpenD holds for the gateway now. */
  readonly units: number;
  /** Of these, units that nobody wants any more. */
  readonly lingering: number;
  readonly holders: number;
  /** Units that OpenD refused. */
  readonly refused: number;
}

/** The record that streams resume from, now. */
export interface RecordSnapshot {
  readonly events: number;
  readonly bytes: number;
}

export interface PushMetricsSource {
  readonly push: () => PushSnapshot;
  readonly subscriptions: () => SubscriptionSnapshot;
  readonly record: () => RecordSnapshot;
  /** How often the connection that carried the pushes was lost. */
  readonly homeLosses: () => number;
}

const PREFIX = "opend_gateway_";

/** Registers the metrics of push streams and subscriptions; `source` is asked at each scrape. */
export function registerPushMetrics(registry: Registry, source: PushMetricsSource): void {
  const add = (type: "counter" | "gauge", name: string, help: string, samples: () => readonly Sample[]): void =>
    registerSnapshotMetric(registry, type, { name: PREFIX + name, help, samples });
  const one = (type: "counter" | "gauge", name: string, help: string, read: () => number): void =>
    add(type, name, help, () => [{ labels: {}, value: read() }]);
  const { push, subscriptions, record, homeLosses } = source;

  one("gauge", "push_streams", "Push streams that are open.", () => push().streams);
  one("counter", "push_streams_opened_total", "Push streams that were opened.", () => push().opened);
  add("counter", "push_streams_ended_total", "Push streams that ended, by reason.", () =>
    endSamples(push().endsByReason),
  );
  one("counter", "push_events_written_total", "Data events handed to clients.", () => push().written);
  one("counter", "push_events_conflated_total", "Values merged into a newer one.", () => push().conflated);
  one("counter", "push_events_dropped_total", "Data events that slow readers lost.", () => push().dropped);
  one("gauge", "push_queued_events", "Data events that wait for their readers.", () => push().queuedEvents);
  one("gauge", "push_queued_bytes", "Bytes of data events that wait for their readers.", () => push().queuedBytes);
  one("gauge", "push_keys", "Keys that pushes were seen of.", () => push().keys);
  one("counter", "push_gaps_total", "Gaps that streams were told of.", () => push().gaps);
  one("gauge", "push_record_events", "Trade and notification events kept for streams that resume.", () => {
    return record().events;
  });
  one("gauge", "push_record_bytes", "Bytes of the events kept for streams that resume.", () => record().bytes);
  one("counter", "upstream_home_losses_total", "Losses of the connection that carried the pushes.", homeLosses);
  one("gauge", "subscription_units", "Subscription units that OpenD holds: securities by sub type.", () => {
    return subscriptions().units;
  });
  one("gauge", "subscription_units_lingering", "Subscription units that nobody wants any more.", () => {
    return subscriptions().lingering;
  });
  one("gauge", "subscription_holders", "Callers and streams that hold subscriptions.", () => subscriptions().holders);
  one("counter", "subscription_units_refused_total", "Subscription units that OpenD refused.", () => {
    return subscriptions().refused;
  });
}

function endSamples(ends: Readonly<Record<string, number>>): Sample[] {
  const counts = new Map<string, number>(endReasons.map((reason) => [reason, 0]));
  for (const [reason, count] of Object.entries(ends)) counts.set(reason, count);
  return [...counts].map(([reason, value]) => ({ labels: { reason }, value }));
}

import type { Registry } from "prom-client";
import { registerSnapshotMetric, type Sample } from "./snapshot-metric.js";

/** What the push hub counts: since the start of the gateway, unless it says "now". */
export interface PushSnapshot {
  /** Streams that are open now. */
  readonly streams: number;
  /** Of these, streams whose reader has to catch up now. */
  readonly blocked: number;
  /** Waiting for their readers now. */
  readonly queuedEvents: number;
  readonly queuedBytes: number;
  /** Keys that pushes were seen of, now. */
  readonly keys: number;
  readonly opened: number;
  /** Streams that were refused before they were accepted. */
  readonly refused: number;
  /** Each reason that a stream can end for, so that one that has not occurred reads as 0. */
  readonly endsByReason: Readonly<Record<string, number>>;
  /** Pushes of OpenD. */
  readonly pushes: number;
  /** Of these, pushes whose key could not be read. */
  readonly unreadable: number;
  /** Data events that were handed to the wire. */
  readonly written: number;
  /** Values that were merged into a newer one. */
  readonly conflated: number;
  readonly dropped: number;
  /** Gaps that streams were told of. */
  readonly gaps: number;
  readonly upstreamLosses: number;
}

/** What the subscription ledger knows. A unit is one security with one sub type, as OpenD counts its quota. */
export interface SubscriptionSnapshot {
  /** Units that OpenD confirmed, now. */
  readonly confirmed: number;
  /** Units that nobody wants any more and that wait for their release, now. */
  readonly lingering: number;
  /** Callers and streams that hold something, now. */
  readonly holders: number;
  /** Calls that wait for OpenD's answer to a subscription, now. */
  readonly waiting: number;
  /** Accounts whose pushes are registered, now. */
  readonly accounts: number;
  /** Calls to OpenD by what they did. */
  readonly upstreamCalls: Readonly<Record<string, number>>;
  /** Of these, calls that OpenD refused. */
  readonly refused: number;
}

/** The record that streams resume from, now. */
export interface RecordSnapshot {
  readonly events: number;
  /** Whether the state folder takes nothing. */
  readonly failing: boolean;
}

export interface PushMetricsSource {
  readonly push: () => PushSnapshot;
  readonly subscriptions: () => SubscriptionSnapshot;
  readonly record: () => RecordSnapshot;
}

const PREFIX = "opend_gateway_";

/** Registers the metrics of push streams and subscriptions; `source` is asked at each scrape. */
export function registerPushMetrics(registry: Registry, source: PushMetricsSource): void {
  const add = (type: "counter" | "gauge", name: string, help: string, samples: () => readonly Sample[]): void =>
    registerSnapshotMetric(registry, type, { name: PREFIX + name, help, samples });
  const one = (type: "counter" | "gauge", name: string, help: string, read: () => number): void =>
    add(type, name, help, () => [{ labels: {}, value: read() }]);
  const { push, subscriptions, record } = source;

  one("gauge", "push_streams", "Push streams that are open.", () => push().streams);
  one("gauge", "push_streams_behind", "Push streams whose reader has to catch up.", () => push().blocked);
  one("counter", "push_streams_opened_total", "Push streams that were accepted.", () => push().opened);
  one("counter", "push_streams_refused_total", "Push streams that were not accepted.", () => push().refused);
  add("counter", "push_ends_total", "Push streams that ended, by reason.", () =>
    Object.entries(push().endsByReason).map(([reason, value]) => ({ labels: { reason }, value })),
  );
  one("counter", "push_received_total", "Pushes of OpenD.", () => push().pushes);
  one("counter", "push_unreadable_total", "Pushes of OpenD whose key could not be read.", () => push().unreadable);
  one("counter", "push_events_written_total", "Data events handed to clients.", () => push().written);
  one("counter", "push_events_conflated_total", "Values merged into a newer one.", () => push().conflated);
  one("counter", "push_events_dropped_total", "Data events that slow readers lost.", () => push().dropped);
  one("gauge", "push_queued_events", "Data events that wait for their readers.", () => push().queuedEvents);
  one("gauge", "push_queued_bytes", "Bytes of data events that wait for their readers.", () => push().queuedBytes);
  one("gauge", "push_keys", "Keys that pushes were seen of.", () => push().keys);
  one("counter", "push_gaps_total", "Gaps that streams were told of.", () => push().gaps);
  one("counter", "push_upstream_losses_total", "Times that pushes stopped because OpenD was lost.", () => {
    return push().upstreamLosses;
  });
  one("gauge", "push_record_events", "Trade and notification events kept for streams that resume.", () => {
    return record().events;
  });
  one("gauge", "state_failing", "1 while the state folder can't be written, else 0.", () => {
    return record().failing ? 1 : 0;
  });

  one("gauge", "subscription_units", "Subscription units that OpenD holds: securities by sub type.", () => {
    return subscriptions().confirmed;
  });
  one("gauge", "subscription_units_lingering", "Subscription units that nobody wants any more.", () => {
    return subscriptions().lingering;
  });
  one("gauge", "subscription_holders", "Callers and streams that hold subscriptions.", () => subscriptions().holders);
  one("gauge", "subscription_accounts", "Accounts whose pushes are registered.", () => subscriptions().accounts);
  one("gauge", "subscription_waiting", "Calls that wait for OpenD's answer to a subscription.", () => {
    return subscriptions().waiting;
  });
  add("counter", "subscription_calls_total", "Calls to OpenD that change subscriptions, by kind.", () =>
    Object.entries(subscriptions().upstreamCalls).map(([kind, value]) => ({ labels: { kind }, value })),
  );
  one("counter", "subscription_refused_total", "Calls that change subscriptions which OpenD refused.", () => {
    return subscriptions().refused;
  });
}

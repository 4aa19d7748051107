import type { Registry } from "prom-client";
import { registerSnapshotMetric, type Sample } from "./snapshot-metric.js";

/** Why authentications failed: a closed list, for the operator only. */
export const authFailures = [
  "missing",
  "several",
  "not_bearer",
  "unknown_token",
  "expired",
  "frozen",
  "machine",
  "network",
  "certificate",
  "throttled",
] as const;

/** Refusals of rights, limits and state: reasons of docs/reference/errors.md, a closed list. */
export const guardReasons = [
  "FORBIDDEN",
  "TRADING_OFF",
  "RATE_LIMITED",
  "UPSTREAM_RATE",
  "LIMIT",
  "ORDER_LIMIT",
  "ORDER_QUOTA",
  "ORDER_NOT_FOUND",
  "VALUE_UNKNOWN",
  "IDEMPOTENCY_CONFLICT",
  "ORDER_NOT_PLACED",
  "STATE_UNAVAILABLE",
  "UNLOCK_REFUSED",
  "UNLOCK_BLOCKED",
  "ACCOUNT_MISMATCH",
] as const;

/** Rules behind ORDER_LIMIT and ORDER_QUOTA: the metadata `limit` of the error. */
export const orderRules = [
  "market",
  "symbol",
  "side",
  "hours",
  "order_value",
  "max_daily_value",
  "max_orders_per_minute",
  "lookups",
  "other",
] as const;

type AuthFailureCause = (typeof authFailures)[number];
type GuardReason = (typeof guardReasons)[number];
type OrderRule = (typeof orderRules)[number];

const AUTH_FAILURES: ReadonlySet<string> = new Set(authFailures);
const GUARD_REASONS: ReadonlySet<string> = new Set(guardReasons);
const ORDER_RULES: ReadonlySet<string> = new Set(orderRules);

/** Counts what the guards decide. Labels are closed lists: no key, account or address gets into a metric. */
export class GuardCounters {
  readonly authFailures: Record<AuthFailureCause, number> = zeros(authFailures);
  readonly refusals: Record<GuardReason, number> = zeros(guardReasons);
  readonly orderRefusals: Record<OrderRule, number> = zeros(orderRules);
  /** Answers of OpenD about another account than asked. */
  withheldReplies = 0;

  /** An authentication failed; what is not in the list counts as an unknown token. */
  countAuthFailure(cause: string): void {
    this.authFailures[isIn(AUTH_FAILURES, cause) ? (cause as AuthFailureCause) : "unknown_token"]++;
  }

  /** A call was refused; reasons that are no guard's are left to the metrics of calls. */
  countRefusal({
    reason,
    metadata,
  }: {
    readonly reason: string;
    readonly metadata: Readonly<Record<string, string>>;
  }): void {
    if (!isIn(GUARD_REASONS, reason)) return;
    this.refusals[reason as GuardReason]++;
    if (reason !== "ORDER_LIMIT" && reason !== "ORDER_QUOTA") return;
    const rule = metadata["limit"] ?? "";
    this.orderRefusals[isIn(ORDER_RULES, rule) ? (rule as OrderRule) : "other"]++;
  }
}

/** How the guards' parts are, now. null: there is no such part. */
export interface GuardState {
  readonly keys: { readonly count: number; readonly failing: boolean } | null;
  readonly audit: { readonly failing: boolean; readonly lostLines: number } | null;
  readonly orders: { readonly failing: boolean } | null;
  readonly redis: { readonly available: boolean } | null;
  readonly certificate: { readonly notAfterMs: number; readonly failing: boolean } | null;
}

/** Metrics of keys, limits, audit log and state: what alerts are built on. */
export function registerGuardMetrics(registry: Registry, counters: GuardCounters, state: () => GuardState): void {
  const counter = (name: string, help: string, label: string, counts: Readonly<Record<string, number>>): void =>
    registerSnapshotMetric(registry, "counter", {
      name: `opend_gateway_${name}`,
      help,
      samples: () => Object.entries(counts).map(([value, count]) => ({ labels: { [label]: value }, value: count })),
    });
  /** Only where there is such a part: an alert on 0 must not fire for a gateway without Redis. */
  const part = (
    type: "gauge" | "counter",
    name: string,
    help: string,
    read: (now: GuardState) => number | undefined,
  ): void =>
    registerSnapshotMetric(registry, type, {
      name: `opend_gateway_${name}`,
      help,
      samples: () => sample(read(state())),
    });

  counter("auth_failures_total", "Failed authentications by cause.", "cause", counters.authFailures);
  counter(
    "refusals_total",
    "Calls refused by rights, limits or missing state, by reason.",
    "reason",
    counters.refusals,
  );
  counter("order_refusals_total", "Orders refused by a key's rules, by rule.", "rule", counters.orderRefusals);
  part(
    "counter",
    "replies_withheld_total",
    "Answers of OpenD about another account than asked, which were withheld.",
    () => counters.withheldReplies,
  );
  part("gauge", "keys", "Keys in force.", ({ keys }) => keys?.count);
  part("gauge", "keys_file_problem", "1 while the keys file can't be used and older keys are in force.", ({ keys }) =>
    flag(keys?.failing),
  );
  part("gauge", "audit_failing", "1 while the audit log can't be written and orders are refused.", ({ audit }) =>
    flag(audit?.failing),
  );
  part(
    "counter",
    "audit_lost_lines_total",
    "Lines of the audit log that could not be kept.",
    ({ audit }) => audit?.lostLines,
  );
  part(
    "gauge",
    "order_state_failing",
    "1 while the state of orders can't be written and orders are refused.",
    ({ orders }) => flag(orders?.failing),
  );
  part("gauge", "redis_available", "1 while Redis answers.", ({ redis }) => flag(redis?.available));
  part(
    "gauge",
    "certificate_failing",
    "1 while the certificate's files can't be used and the old one is in use.",
    (now) => flag(now.certificate?.failing),
  );
  part("gauge", "certificate_not_after_seconds", "When the certificate in use expires, in epoch seconds.", (now) =>
    now.certificate === null ? undefined : Math.floor(now.certificate.notAfterMs / 1000),
  );
}

function sample(value: number | undefined): readonly Sample[] {
  return value === undefined ? [] : [{ labels: {}, value }];
}

function flag(value: boolean | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function isIn(set: ReadonlySet<string>, text: string): boolean {
  return set.has(text);
}

function zeros<const T extends string>(names: readonly T[]): Record<T, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<T, number>;
}

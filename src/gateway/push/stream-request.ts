import {
  type PushConflation,
  PushConflation_Mode,
  type PushPosition,
  type SubscribePushRequest,
} from "../../../generated/ts/futu/service/futu.js";
import { checkFilter, invalid, type StreamFilter, TAKES_ALL } from "./push-filter.js";
import { NO_WANTS, type StreamWants, subscriptionWants } from "./subscription-wants.js";

/** Named sets of a client: a hundred is a big screen, and each costs a look per new key. */
export const MAX_FILTERS = 100;
/** Five times what OpenD's largest quota allows (facts: ftapi-protocol.md 3.7). */
export const MAX_SECURITIES = 10_000;
export const MIN_HEARTBEAT_MS = 5_000;
export const MAX_HEARTBEAT_MS = 120_000;
export const MIN_CONFLATE_MS = 10;
export const MAX_CONFLATE_MS = 60_000;

/** A place in the record. */
export interface ResumePoint {
  readonly epoch: bigint;
  readonly position: bigint;
}

/** What a stream does, as its request asked. */
export interface StreamPlan {
  /** Data events as they were before the fields from 100 up: no sequence, no control events. */
  readonly compat: boolean;
  /** At least one. */
  readonly filters: readonly StreamFilter[];
  /** Whether the request named any. */
  readonly filtered: boolean;
  readonly wants: StreamWants;
  /** Whether its caller may see every account; otherwise what OpenD says of several accounts together is not for it. */
  readonly seesAllAccounts: boolean;
  readonly snapshot: boolean;
  readonly controlEvents: boolean;
  /** Between two heartbeats; 0 for none. */
  readonly heartbeatMs: number;
  readonly resumeAfter: ResumePoint | null;
  /** Whether values of one key may be merged, and ticks dropped, when the reader is too slow. */
  readonly mayConflate: boolean;
  /** At most one event per key in so many milliseconds; 0: no such rule. */
  readonly conflateMs: number;
  readonly endOnUpstreamLoss: boolean;
}

/**
 * Checks a request and fills in what it leaves open.
 * @throws GatewayError INVALID_REQUEST naming the field.
 */
export function planStream(request: SubscribePushRequest, defaultHeartbeatMs: number): StreamPlan {
  const heartbeat = request.heartbeat_interval_ms ?? 0;
  if (heartbeat !== 0 && (heartbeat < MIN_HEARTBEAT_MS || heartbeat > MAX_HEARTBEAT_MS)) {
    throw invalid(
      `heartbeat_interval_ms: ${heartbeat} is out of range; write ${MIN_HEARTBEAT_MS} to ${MAX_HEARTBEAT_MS}, or 0 for ${defaultHeartbeatMs}`,
    );
  }
  const filters = checkFilters(request);
  const controlEvents = request.control_events === true || heartbeat !== 0;
  const subscribe = request.subscribe === true;
  const plan = {
    filters: filters.length === 0 ? [TAKES_ALL] : filters,
    filtered: filters.length > 0,
    wants: subscribe ? subscriptionWants(filters) : NO_WANTS,
    seesAllAccounts: true,
    snapshot: request.snapshot === true,
    controlEvents,
    heartbeatMs: controlEvents ? heartbeat || defaultHeartbeatMs : 0,
    resumeAfter: checkPosition(request.resume_after),
    ...checkConflation(request.conflate),
    endOnUpstreamLoss: request.end_on_upstream_loss === true,
  };
  const compat =
    !plan.filtered &&
    !plan.snapshot &&
    !controlEvents &&
    !plan.endOnUpstreamLoss &&
    request.resume_after === undefined &&
    request.conflate === undefined;
  return { compat, ...plan };
}

function checkFilters(request: SubscribePushRequest): readonly StreamFilter[] {
  const { filters } = request;
  if (filters.length > MAX_FILTERS) throw invalid(`filters: ${filters.length} entries; write at most ${MAX_FILTERS}`);
  const securities = filters.reduce((count, filter) => count + filter.securities.length, 0);
  if (securities > MAX_SECURITIES) {
    throw invalid(`filters: ${securities} securities; a stream takes at most ${MAX_SECURITIES}, or all of them`);
  }
  return filters.map((filter, index) => checkFilter(filter, `filters[${index}]`));
}

function checkPosition(position: PushPosition | undefined): ResumePoint | null {
  if (position === undefined) return null;
  const epoch = position.epoch ?? 0n;
  if (epoch === 0n) {
    throw invalid("resume_after.epoch: is missing; write the epoch that came with the position");
  }
  return { epoch, position: position.position ?? 0n };
}

function checkConflation(conflate: PushConflation | undefined): Pick<StreamPlan, "mayConflate" | "conflateMs"> {
  const mode = conflate?.mode ?? PushConflation_Mode.MODE_UNSPECIFIED;
  const intervalMs = conflate?.interval_ms ?? 0;
  switch (mode) {
    case PushConflation_Mode.MODE_INTERVAL:
      if (intervalMs < MIN_CONFLATE_MS || intervalMs > MAX_CONFLATE_MS) {
        throw invalid(
          `conflate.interval_ms: ${intervalMs} is out of range; write ${MIN_CONFLATE_MS} to ${MAX_CONFLATE_MS}`,
        );
      }
      return { mayConflate: true, conflateMs: intervalMs };
    case PushConflation_Mode.MODE_UNSPECIFIED:
    case PushConflation_Mode.MODE_OFF:
      if (intervalMs !== 0) throw invalid("conflate.interval_ms: only goes with mode MODE_INTERVAL");
      return { mayConflate: mode === PushConflation_Mode.MODE_UNSPECIFIED, conflateMs: 0 };
    default:
      throw invalid(`conflate.mode: ${mode} is no PushConflation.Mode`);
  }
}

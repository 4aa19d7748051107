import { Buffer } from "node:buffer";
import {
  type PushControl,
  PushEvent,
  type PushGap,
  type PushKey,
  type PushPosition,
  type PushRefusedKey,
} from "../../../generated/ts/futu/service/futu.js";
import type { EndReason } from "./end-reason.js";
import { effectiveFilter } from "./push-filter.js";
import type { RecordGap, RecordWindow } from "./record.js";
import type { Route, SharedEvent } from "./shared-event.js";
import type { StreamPlan } from "./stream-request.js";

/** Control events wait in the queue among the data, so that their order tells something. */
export const CONTROL_ROUTE: Route = {
  protoId: 0,
  secKey: "",
  subType: 0,
  klType: 0,
  rehabType: undefined,
  accId: 0n,
  trdMarket: 0,
  eventType: "notify",
  eventClass: "keep",
};

/** A control event as it waits in a queue. */
export function queuedControl(bytes: Buffer): SharedEvent {
  return { route: CONTROL_ROUTE, bytes, readAtMs: 0, position: 0 };
}

/** Wall clock milliseconds as the wire has them: nanoseconds since 1970. */
export function nanoseconds(wallMs: number): bigint {
  return BigInt(Math.round(wallMs * 1000)) * 1000n;
}

export function acceptedEvent(plan: StreamPlan, epoch: bigint, window: RecordWindow): Buffer {
  return encode({
    accepted: {
      filters: plan.filters.map(effectiveFilter),
      heartbeat_interval_ms: plan.heartbeatMs,
      epoch,
      first_sequence: 1n,
      resume_window: {
        oldest_position: BigInt(window.oldestPosition),
        newest_position: BigInt(window.newestPosition),
        max_age_ms: BigInt(window.maxAgeMs),
        max_events: window.maxEvents,
      },
    },
  });
}

export function heartbeatEvent(
  lastSequence: number,
  wallMs: number,
  upstreamReady: boolean,
  position: PushPosition,
): Buffer {
  return encode({
    heartbeat: {
      last_sequence: BigInt(lastSequence),
      server_time: nanoseconds(wallMs),
      upstream_ready: upstreamReady,
      position,
    },
  });
}

export interface GapNotice {
  readonly cause: NonNullable<PushGap["cause"]>;
  readonly fromMs: number;
  readonly toMs: number;
  /** How many events, where known. */
  readonly events?: number;
  /** Of which keys, where known. */
  readonly routes?: readonly KeyOfRoute[] | null;
}

type KeyOfRoute = Pick<Route, "secKey" | "subType" | "rehabType" | "accId">;

/** A gap of the record. */
export function recordGapEvent({ cause, fromMs, toMs, accId }: RecordGap): Buffer {
  const account = { secKey: "", subType: 0, rehabType: undefined, accId };
  return gapEvent({ cause, fromMs, toMs, routes: accId === 0n ? [] : [account] });
}

export function gapEvent(notice: GapNotice): Buffer {
  return encode({
    gap: {
      cause: notice.cause,
      from: nanoseconds(notice.fromMs),
      to: nanoseconds(notice.toMs),
      events: notice.events === undefined ? undefined : BigInt(notice.events),
      keys: (notice.routes ?? []).map(pushKey),
    },
  });
}

/** A route as clients know it. */
export function pushKey(route: KeyOfRoute): PushKey {
  return {
    ...(route.secKey === "" ? {} : { sec_key: route.secKey }),
    ...(route.subType === 0 ? {} : { sub_type: route.subType }),
    rehab_type: route.rehabType,
    ...(route.accId === 0n ? {} : { acc_id: route.accId }),
  };
}

export function upstreamDownEvent(sinceMs: number): Buffer {
  return encode({ upstream_down: { since: nanoseconds(sinceMs) } });
}

export function upstreamRestoredEvent(
  sinceMs: number,
  possibleGap: boolean,
  keys: readonly PushKey[],
  refused: readonly PushRefusedKey[],
): Buffer {
  return encode({
    upstream_restored: {
      possible_gap: possibleGap,
      since: nanoseconds(sinceMs),
      keys: [...keys],
      refused: [...refused],
    },
  });
}

export function goingAwayEvent(lastSequence: number): Buffer {
  return encode({ going_away: { last_sequence: BigInt(lastSequence) } });
}

export function endingEvent(reason: EndReason, lastSequence: number, dropped: number, position: PushPosition): Buffer {
  return encode({
    ending: { reason, last_sequence: BigInt(lastSequence), dropped: BigInt(dropped), position },
  });
}

function encode(control: PushControl): Buffer {
  const bytes = PushEvent.encode({ event_type: "control", filters: [], control }).finish();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

import type { Buffer } from "node:buffer";
import type { GatewayError } from "../../errors/gateway-error.js";
import type { Clock } from "../../opend/clock.js";
import type { Caller } from "../caller.js";
import type { EndReason } from "./end-reason.js";
import type { PushCounters } from "./push-counters.js";
import type { Route, SharedEvent } from "./shared-event.js";
import type { StallWatch } from "./stall-watch.js";
import type { StreamPlan } from "./stream-request.js";

/** The transport's side of a stream. */
export interface PushTransport {
  /** Whether it takes WatchEvents. Absent: PushEvents. */
  readonly typed?: boolean;
  /** Hands one encoded event to the wire; false: taken, but no more until `writable` of the stream is called. */
  write(event: Buffer): boolean;
  /** Grows whenever written events have really left: how a stalled reader is told from a slow one. */
  readonly flushed: number;
  /** Ends the call with this status; nothing comes after it. Called at most once. */
  end(error: GatewayError): void;
  /** Runs `task` once when nothing is left of the call: one that has ended may wait long for its reader to take the status. Absent: it goes with its end. */
  whenGone?(task: () => void): void;
}

/** What all streams of a hub share. */
export interface StreamHost {
  readonly clock: Clock;
  readonly counters: PushCounters;
  readonly stalls: StallWatch;
  /** The newest event of a key; a copy. */
  lastValue(route: Route): SharedEvent | undefined;
  /** Whether OpenD is connected and all subscriptions stand. */
  upstreamReady(): boolean;
  /** The record's epoch and newest position. */
  readonly epoch: bigint;
  newestPosition(): number;
  /** A queue has grown: the total may be too much. */
  queued(): void;
}

export interface PushStreamOptions {
  readonly host: StreamHost;
  readonly plan: StreamPlan;
  readonly caller: Caller;
  readonly transport: PushTransport;
  /** Called once; `reason` is null for a stream that was refused before it was accepted. */
  readonly onEnd: (reason: EndReason | null) => void;
  readonly maxQueuedEvents: number;
  readonly maxQueuedBytes: number;
}

/** What comes before the live events. */
export interface CatchUp {
  /** Encoded control events: accepted and what belongs to it. */
  readonly controls: readonly Buffer[];
  /** From the record, in order; a Buffer is an encoded gap notice. */
  readonly replay: readonly (SharedEvent | Buffer)[];
  /** Keys whose last known value comes first. */
  readonly snapshot: Iterable<Route>;
}

import { END_REASONS, type EndReason } from "./end-reason.js";

/** Plain numbers of the hub, for metrics; all but the first group only grow. */
export interface PushStats {
  /** Open streams, those that wait for OpenD's answer among them. */
  readonly streams: number;
  /** Streams whose reader has to catch up now. */
  readonly blocked: number;
  readonly queuedEvents: number;
  readonly queuedBytes: number;
  /** Keys that were seen and not forgotten. */
  readonly keys: number;

  /** Streams that were accepted. */
  readonly opened: number;
  /** Streams that were refused before that, for no end reason. */
  readonly refused: number;
  readonly endsByReason: Readonly<Record<EndReason, number>>;
  /** Pushes of OpenD. */
  readonly pushes: number;
  /** Of them, those whose key could not be read. */
  readonly unreadable: number;
  /** Data events given to transports. */
  readonly written: number;
  /** Control events given to transports. */
  readonly controlsWritten: number;
  /** Values that were merged into newer ones. */
  readonly conflated: number;
  readonly dropped: number;
  /** Gaps that streams were told of. */
  readonly gaps: number;
  /** Keys of streams that may miss events because OpenD was lost, also those that no event had room for. */
  readonly gapKeys: number;
  /** Times that OpenD was lost. */
  readonly upstreamLosses: number;
}

/** What the hub and its streams count. */
export class PushCounters {
  queuedEvents = 0;
  queuedBytes = 0;
  opened = 0;
  refused = 0;
  pushes = 0;
  unreadable = 0;
  written = 0;
  controlsWritten = 0;
  conflated = 0;
  dropped = 0;
  gaps = 0;
  gapKeys = 0;
  upstreamLosses = 0;
  readonly endsByReason = Object.fromEntries(END_REASONS.map((reason) => [reason, 0])) as Record<EndReason, number>;

  snapshot(now: Pick<PushStats, "streams" | "blocked" | "keys">): PushStats {
    return { ...this, ...now, endsByReason: { ...this.endsByReason } };
  }
}

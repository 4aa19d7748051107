import type { PushEvent, PushPosition, SubscribePushRequest } from "../../../generated/ts/futu/service/futu.js";
import type { CallFailure } from "../../grpc/client.js";
import type { OpenPushStream, PushStreamHandle } from "../../grpc/push-client.js";
import { backoffMs } from "../../opend/backoff.js";
import type { Clock } from "../../opend/clock.js";
import { failureLine } from "../failure-line.js";
import { SilenceWatch } from "./silence-watch.js";

/** What happens to the stream as a whole. */
export type SessionNotice =
  | { readonly type: "connecting"; readonly attempt: number }
  /** The gateway accepted the stream; `again` after another one had ended. */
  | { readonly type: "live"; readonly again: boolean }
  | { readonly type: "waiting"; readonly why: string; readonly delayMs: number }
  /** Trade events and notices since the last stream can't be had any more. */
  | { readonly type: "not_resumed"; readonly why: string };

export interface WatchSessionOptions {
  readonly open: OpenPushStream;
  /** Without `resume_after`. */
  readonly request: SubscribePushRequest;
  /** The heartbeat that is expected until the gateway names its own. */
  readonly heartbeatMs: number;
  readonly clock: Pick<Clock, "now" | "schedule">;
  /** In [0, 1). */
  readonly random: () => number;
  readonly onEvent: (event: PushEvent) => void;
  readonly onNotice: (notice: SessionNotice) => void;
  /** No further attempt makes sense; the session has stopped. */
  readonly onFatal: (line: string) => void;
}

/** A stream that lived so long was no failed attempt. */
const STABLE_MS = 10_000;
/** The first answer may wait for OpenD's to a subscription. */
const MIN_FIRST_SILENCE_MS = 30_000;
const SILENT_INTERVALS = 2.5;

/** Statuses that another attempt won't change. */
const FATAL_CODES: ReadonlySet<string> = new Set([
  "INVALID_ARGUMENT",
  "NOT_FOUND",
  "PERMISSION_DENIED",
  "UNAUTHENTICATED",
  "UNIMPLEMENTED",
]);

/**
 * A push stream that is opened again whenever it ends: with back-off, and from
 * the last position of trade events and notices that was seen.
 */
export class WatchSession {
  readonly #options: WatchSessionOptions;
  readonly #silence: SilenceWatch;
  #stream: PushStreamHandle | null = null;
  #cancelRetry: () => void = () => undefined;
  #resume: PushPosition | null = null;
  #resuming = false;
  #attempt = 0;
  #acceptedAtMs: number | null = null;
  #heartbeatMs = 0;
  #wasLive = false;
  #paused = false;
  #stopped = false;

  constructor(options: WatchSessionOptions) {
    this.#options = options;
    this.#silence = new SilenceWatch(options.clock, (limitMs) => this.#onSilence(limitMs));
  }

  start(): void {
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancelRetry();
    this.#dropStream();
  }

  /** Takes no events until `resume`. */
  pause(): void {
    this.#paused = true;
    this.#silence.stop();
    this.#stream?.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (this.#stream === null) return;
    this.#silence.start(this.#silenceLimitMs());
    this.#stream.resume();
  }

  #connect(): void {
    const { open, request, heartbeatMs, onNotice } = this.#options;
    onNotice({ type: "connecting", attempt: this.#attempt });
    this.#acceptedAtMs = null;
    this.#resuming = this.#resume !== null;
    this.#heartbeatMs = heartbeatMs;
    this.#silence.start(this.#silenceLimitMs());
    const stream = open(
      { ...request, resume_after: this.#resume ?? undefined },
      {
        onEvent: (event) => {
          if (this.#stream === stream) this.#onEvent(event);
        },
        onEnd: (failure) => {
          if (this.#stream === stream) this.#onEnd(failure);
        },
      },
    );
    this.#stream = stream;
    if (this.#paused) this.pause();
  }

  #onEvent(event: PushEvent): void {
    this.#silence.heard();
    const accepted = event.control?.accepted;
    if (accepted !== undefined) {
      this.#acceptedAtMs = this.#options.clock.now();
      this.#heartbeatMs = accepted.heartbeat_interval_ms ?? this.#options.heartbeatMs;
      this.#silence.start(this.#silenceLimitMs());
      // What is resumed still comes: the position moves on with each event only.
      if (!this.#resuming) {
        this.#resume = { epoch: accepted.epoch, position: accepted.resume_window?.newest_position ?? 0n };
      }
      const again = this.#wasLive;
      this.#wasLive = true;
      this.#options.onNotice({ type: "live", again });
    }
    this.#remember(event.position);
    this.#remember(event.control?.heartbeat?.position?.position);
    this.#remember(event.control?.ending?.position?.position);
    this.#options.onEvent(event);
  }

  #remember(position: bigint | undefined): void {
    if (position === undefined || this.#resume === null || position <= (this.#resume.position ?? 0n)) return;
    this.#resume = { epoch: this.#resume.epoch, position };
  }

  #onEnd(failure: CallFailure | null): void {
    this.#dropStream();
    if (failure === null) {
      this.#retry("the gateway ended the stream and gave no reason", 0);
      return;
    }
    const line = failureLine(failure);
    if (failure.codeName === "OUT_OF_RANGE" && this.#resuming) {
      this.#resume = null;
      this.#options.onNotice({ type: "not_resumed", why: line });
      this.#retry(line, 0);
      return;
    }
    // A subscription that stood before may be refused for a while, such as for want of quota.
    const refused = failure.codeName === "FAILED_PRECONDITION" && !this.#wasLive;
    if (refused || FATAL_CODES.has(failure.codeName)) {
      this.stop();
      this.#options.onFatal(line);
      return;
    }
    this.#retry(line, failure.details?.retryAfterMs ?? 0);
  }

  #onSilence(limitMs: number): void {
    const accepted = this.#acceptedAtMs !== null;
    this.#dropStream();
    const seconds = limitMs / 1000;
    this.#retry(
      accepted
        ? `no message for ${seconds} s, though heartbeats were due`
        : `no answer for ${seconds} s: is the gateway stopped, or is it another server?`,
      0,
    );
  }

  #retry(why: string, minDelayMs: number): void {
    const { clock, random, onNotice } = this.#options;
    if (this.#acceptedAtMs !== null && clock.now() - this.#acceptedAtMs >= STABLE_MS) this.#attempt = 0;
    const delayMs = Math.round(Math.max(minDelayMs, backoffMs(this.#attempt, random())));
    this.#attempt++;
    onNotice({ type: "waiting", why, delayMs });
    if (this.#stopped) return;
    this.#cancelRetry = clock.schedule(delayMs, () => this.#connect());
  }

  #dropStream(): void {
    this.#silence.stop();
    const stream = this.#stream;
    this.#stream = null;
    stream?.cancel();
  }

  #silenceLimitMs(): number {
    const limitMs = this.#heartbeatMs * SILENT_INTERVALS;
    return this.#acceptedAtMs === null ? Math.max(limitMs, MIN_FIRST_SILENCE_MS) : limitMs;
  }
}

import type { Clock } from "./clock.js";

/** The official clients beat at four fifths of the interval the server names (facts: ftapi-protocol.md 3.2). */
const BEAT_SHARE = 0.8;
/** OpenD itself gives up after 30 s at an interval of 10 s. */
const SILENT_INTERVALS = 3;

export interface HeartbeatOptions {
  readonly clock: Clock;
  /** `keepAliveInterval` of InitConnect, in milliseconds. */
  readonly intervalMs: number;
  /** Sends one KeepAlive. */
  readonly beat: () => void;
  /** Called once, when nothing at all was heard for three intervals. */
  readonly dead: (silentMs: number) => void;
}

/** Keeps a connection alive and notices when its peer is gone without a word. */
export class Heartbeat {
  private readonly options: HeartbeatOptions;
  private heardAtMs: number;
  private nextBeatMs: number;
  private unansweredBeats = 0;
  private stopped = false;
  private cancelTimer: (() => void) | null = null;

  constructor(options: HeartbeatOptions) {
    this.options = options;
    this.heardAtMs = options.clock.now();
    this.nextBeatMs = this.heardAtMs + options.intervalMs * BEAT_SHARE;
    this.arm();
  }

  /** Any frame from the peer counts. @param nowMs on the clock's monotonic time. */
  heard(nowMs: number): void {
    this.heardAtMs = nowMs;
    this.unansweredBeats = 0;
  }

  stop(): void {
    this.stopped = true;
    this.cancelTimer?.();
    this.cancelTimer = null;
  }

  private get silentTooLongAtMs(): number {
    return this.heardAtMs + SILENT_INTERVALS * this.options.intervalMs;
  }

  /** Beats are counted besides time: after a stall of our own the peer was silent only because nobody asked it. */
  private get askedEnough(): boolean {
    return this.unansweredBeats >= SILENT_INTERVALS;
  }

  private arm(): void {
    const { clock } = this.options;
    const wakeMs = this.askedEnough ? Math.min(this.nextBeatMs, this.silentTooLongAtMs) : this.nextBeatMs;
    this.cancelTimer = clock.schedule(Math.max(1, Math.ceil(wakeMs - clock.now())), () => this.tick());
  }

  private tick(): void {
    const { clock, intervalMs } = this.options;
    const now = clock.now();
    this.cancelTimer = null;
    if (this.askedEnough && now >= this.silentTooLongAtMs) {
      // Timers run before sockets are read: an answer may be waiting there.
      clock.endOfTurn(() => this.judge());
      return;
    }
    if (now >= this.nextBeatMs) {
      this.unansweredBeats++;
      this.nextBeatMs = now + intervalMs * BEAT_SHARE;
      this.options.beat();
    }
    // The beat may have ended the connection.
    if (!this.stopped) this.arm();
  }

  private judge(): void {
    if (this.stopped) return;
    const silentMs = this.options.clock.now() - this.heardAtMs;
    if (this.askedEnough) this.options.dead(silentMs);
    else this.arm();
  }
}

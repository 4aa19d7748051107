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
  private heardSinceBeat = true;
  private silentBeats = 0;
  private cancelTimer: (() => void) | null = null;

  constructor(options: HeartbeatOptions) {
    this.options = options;
    this.heardAtMs = options.clock.now();
    this.arm();
  }

  /** Any byte from the peer counts. */
  heard(): void {
    this.heardSinceBeat = true;
  }

  stop(): void {
    this.cancelTimer?.();
    this.cancelTimer = null;
  }

  private arm(): void {
    this.cancelTimer = this.options.clock.schedule(this.options.intervalMs * BEAT_SHARE, () => this.tick());
  }

  private tick(): void {
    const { clock, intervalMs } = this.options;
    if (this.heardSinceBeat) {
      this.heardSinceBeat = false;
      this.heardAtMs = clock.now();
      this.silentBeats = 0;
    } else {
      this.silentBeats++;
    }
    const silentMs = clock.now() - this.heardAtMs;
    // Beats are counted besides time: after a stall of our own one late beat
    // would look like a long silence although answers wait in the socket.
    if (this.silentBeats >= SILENT_INTERVALS && silentMs >= SILENT_INTERVALS * intervalMs) {
      this.cancelTimer = null;
      this.options.dead(silentMs);
      return;
    }
    this.arm();
    this.options.beat();
  }
}

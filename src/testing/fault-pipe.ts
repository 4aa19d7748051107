import { Buffer } from "node:buffer";
import type { Socket } from "node:net";
import type { DirectionFaults, FaultClock, MutableDirectionStats } from "./faults.js";
import { FrameCutter } from "./frame-cutter.js";

/** Reading stops while this much waits: a long latency must not need endless memory. */
const MAX_QUEUED_BYTES = 32 * 1024 * 1024;
/** With a bandwidth, a piece is what passes in this time, so that bytes trickle. */
const BANDWIDTH_SLICE_MS = 20;

export interface FaultPipeOptions {
  readonly source: Socket;
  readonly target: Socket;
  readonly faults: DirectionFaults;
  readonly clock: FaultClock;
  readonly random: () => number;
  /** Shared by all connections of this direction. */
  readonly stats: MutableDirectionStats;
  /** Resets the whole connection. */
  readonly reset: () => void;
}

/** One direction of one connection. */
export class FaultPipe {
  private readonly options: FaultPipeOptions;
  private readonly cutter = new FrameCutter();
  private faults: DirectionFaults;
  private queue: { readonly bytes: Buffer; readonly dueMs: number }[] = [];
  /** Place of the next piece: a shift of a long list of small pieces would move them all. */
  private head = 0;
  private queuedBytes = 0;
  private lastDueMs = 0;
  /** Since the last change of the faults. */
  private taken = 0;
  private written = 0;
  private writing = false;
  private cancelTimer: (() => void) | null = null;
  private sourceEnded = false;
  private cut = false;
  private ended = false;

  constructor(options: FaultPipeOptions) {
    this.options = options;
    this.faults = options.faults;
    options.source.on("data", (chunk) => this.read(chunk));
    options.source.on("end", () => {
      this.sourceEnded = true;
      this.pump();
    });
    this.steer();
  }

  /** Whether the other side is told what happens to this one. */
  get silent(): boolean {
    return this.faults.drop === true;
  }

  apply(faults: DirectionFaults): void {
    this.faults = faults;
    this.taken = 0;
    this.written = 0;
    this.steer();
    this.pump();
  }

  /** Ends this direction after what is under way; what comes later is swallowed. */
  halfClose(): void {
    this.cut = true;
    this.pump();
  }

  /** Forgets what is under way. */
  close(): void {
    this.ended = true;
    this.cancelTimer?.();
    this.cancelTimer = null;
    this.options.stats.queuedBytes -= this.queuedBytes;
    this.queuedBytes = 0;
    this.queue = [];
    this.head = 0;
  }

  private read(chunk: Buffer): void {
    const { stats, random } = this.options;
    stats.readBytes += chunk.length;
    const parts = this.cutter.push(chunk);
    if (this.faults.drop === true || this.cut || this.ended) {
      stats.droppedBytes += chunk.length;
      return;
    }
    const { duplicate } = this.faults;
    const twice = (): boolean => duplicate !== undefined && random() < (duplicate.chance ?? 1);
    if (duplicate?.unit === "frame") {
      for (const { bytes, frame } of parts) {
        this.take(bytes);
        if (frame === null || !twice()) continue;
        stats.duplicates += 1;
        this.enqueue(Buffer.concat(frame));
      }
    } else {
      this.take(chunk);
      if (twice()) {
        stats.duplicates += 1;
        this.enqueue(chunk);
      }
    }
    this.steer();
    this.pump();
  }

  private take(bytes: Buffer): void {
    const place = this.placeToCorrupt(bytes.length);
    this.taken += bytes.length;
    if (place === null) {
      this.enqueue(bytes);
      return;
    }
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(place) ^ (1 << Math.floor(this.options.random() * 8)), place);
    this.options.stats.corruptedBytes += 1;
    this.enqueue(copy);
  }

  private placeToCorrupt(length: number): number | null {
    const { corrupt } = this.faults;
    if (corrupt === undefined) return null;
    if ("atByte" in corrupt) {
      const place = corrupt.atByte - this.taken;
      return place >= 0 && place < length ? place : null;
    }
    return this.options.random() < corrupt.chance ? Math.floor(this.options.random() * length) : null;
  }

  private enqueue(bytes: Buffer): void {
    const { clock, random, stats } = this.options;
    const { latencyMs = 0, jitterMs = 0, bytesPerSecond, sliceBytes = Infinity } = this.faults;
    const trickle = bytesPerSecond === undefined ? Infinity : Math.ceil((bytesPerSecond * BANDWIDTH_SLICE_MS) / 1000);
    const step = Math.max(1, Math.min(sliceBytes, trickle, bytes.length));
    const arrivalMs = clock.now() + latencyMs + jitterMs * random();
    for (let offset = 0; offset < bytes.length; offset += step) {
      const piece = bytes.subarray(offset, offset + step);
      const transferMs = bytesPerSecond === undefined ? 0 : (piece.length / bytesPerSecond) * 1000;
      this.lastDueMs = Math.max(this.lastDueMs, arrivalMs) + transferMs;
      this.queue.push({ bytes: piece, dueMs: this.lastDueMs });
    }
    this.queuedBytes += bytes.length;
    stats.queuedBytes += bytes.length;
  }

  /** Reads or stops reading. */
  private steer(): void {
    const { source } = this.options;
    if (this.faults.stall === true || this.queuedBytes > MAX_QUEUED_BYTES) source.pause();
    else source.resume();
  }

  private pump(): void {
    if (this.writing || this.ended || this.faults.stall === true) return;
    const next = this.queue[this.head];
    if (next === undefined) {
      this.queue = [];
      this.head = 0;
      if ((this.sourceEnded && !this.silent) || this.cut) {
        this.ended = true;
        this.options.target.end();
      }
      return;
    }
    const waitMs = next.dueMs - this.options.clock.now();
    if (waitMs > 0) {
      this.cancelTimer ??= this.options.clock.schedule(waitMs, () => {
        this.cancelTimer = null;
        this.pump();
      });
      return;
    }
    this.write(next.bytes);
  }

  private write(bytes: Buffer): void {
    const { target, stats, reset } = this.options;
    const left = (this.faults.resetAfterBytes ?? Infinity) - this.written;
    const piece = bytes.length > left ? bytes.subarray(0, left) : bytes;
    this.written += piece.length;
    this.writing = true;
    this.head += 1;
    this.queuedBytes -= bytes.length;
    stats.queuedBytes -= bytes.length;
    stats.writtenBytes += piece.length;
    stats.writes += 1;
    // The next piece waits until this one has left: pieces stay apart, and a slow target is felt by the source.
    target.write(piece, () => {
      this.writing = false;
      if (bytes.length >= left) {
        reset();
        return;
      }
      this.steer();
      this.pump();
    });
  }
}

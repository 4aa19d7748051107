import type { Buffer } from "node:buffer";

/** Where events go: {@link EventCall}. */
export interface EventSink {
  writeEvent(event: Buffer, flushed: () => void): void;
}

export interface EventWriterOptions {
  readonly sink: EventSink;
  /** There is room again after a write that returned false. */
  readonly writable: () => void;
}

/** Bytes on their way to the socket, from which on no more events are taken: four times what HTTP/2 clients take at first. */
export const HIGH_MARK_BYTES = 64 * 1024;
/** At half of it the next events come while the other half still leaves: the pipe never runs dry. */
export const LOW_MARK_BYTES = HIGH_MARK_BYTES / 2;
/** gRPC's length prefix. */
const PREFIX_BYTES = 5;
/** How much of the list's front may be dead. */
const MAX_DEAD_ENTRIES = 4096;

/**
 * Writes to one stream in a pipeline: takes events at once while less than
 * {@link HIGH_MARK_BYTES} have not left, and lets http2 put them together.
 */
export class EventWriter {
  private readonly options: EventWriterOptions;
  /** Sizes of the events that have not left, in order, from `head` on: one callback for all instead of one each. */
  private readonly sizes: number[] = [];
  private head = 0;
  private unflushed = 0;
  private flushedCount = 0;
  private full = false;
  private closed = false;
  private readonly onFlushed = (): void => this.left();

  constructor(options: EventWriterOptions) {
    this.options = options;
  }

  /** Events that have left. */
  get flushed(): number {
    return this.flushedCount;
  }

  /** Bytes that have not. */
  get unflushedBytes(): number {
    return this.unflushed;
  }

  /** Takes an event. False: no more, until `writable` is called. After the end nothing is taken. */
  write(event: Buffer): boolean {
    if (this.closed) return false;
    const size = event.length + PREFIX_BYTES;
    this.sizes.push(size);
    this.unflushed += size;
    this.options.sink.writeEvent(event, this.onFlushed);
    this.full = this.unflushed >= HIGH_MARK_BYTES;
    return !this.full;
  }

  /** Nothing is written or told any more. What was written before still leaves. */
  close(): void {
    this.closed = true;
    this.sizes.length = 0;
    this.head = 0;
    this.unflushed = 0;
  }

  private left(): void {
    if (this.closed) return;
    this.unflushed -= this.sizes[this.head++] ?? 0;
    this.flushedCount++;
    if (this.head === this.sizes.length) {
      this.sizes.length = 0;
      this.head = 0;
    } else if (this.head >= MAX_DEAD_ENTRIES) {
      this.sizes.splice(0, this.head);
      this.head = 0;
    }
    if (!this.full || this.unflushed > LOW_MARK_BYTES) return;
    this.full = false;
    this.options.writable();
  }
}

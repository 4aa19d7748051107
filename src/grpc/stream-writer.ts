import type { Buffer } from "node:buffer";

/** A writable stream of messages, as grpc-js gives it. */
export interface MessageStream {
  write(message: Buffer): boolean;
  once(event: "drain", listener: () => void): unknown;
}

export interface StreamWriterOptions {
  readonly stream: MessageStream;
  /** Most messages that wait. */
  readonly maxMessages: number;
  /** Most bytes that wait. */
  readonly maxBytes: number;
  /** The reader is too slow: called once, when a message finds no room. */
  readonly overflow: () => void;
}

/**
 * Writes to one stream without ever queueing in grpc-js, which would take any
 * number of messages (facts: node-grpc.md 9): after `false` the next ones wait
 * here, bounded, until the stream drains.
 */
export class StreamWriter {
  private readonly options: StreamWriterOptions;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private blocked = false;
  private closed = false;

  constructor(options: StreamWriterOptions) {
    this.options = options;
  }

  /** Messages that wait for the reader. */
  get queued(): number {
    return this.waiting.length;
  }

  write(message: Buffer): void {
    if (this.closed) return;
    if (!this.blocked) {
      this.push(message);
      return;
    }
    const { maxMessages, maxBytes, overflow } = this.options;
    if (this.waiting.length >= maxMessages || this.waitingBytes + message.length > maxBytes) {
      this.close();
      overflow();
      return;
    }
    this.waiting.push(message);
    this.waitingBytes += message.length;
  }

  /** Drops what waits; nothing is written any more. */
  close(): void {
    this.closed = true;
    this.waiting = [];
    this.waitingBytes = 0;
  }

  private push(message: Buffer): void {
    if (this.options.stream.write(message)) return;
    this.blocked = true;
    this.options.stream.once("drain", () => this.drained());
  }

  private drained(): void {
    this.blocked = false;
    const { waiting } = this;
    let written = 0;
    while (written < waiting.length && !this.blocked && !this.closed) {
      const message = waiting[written++] as Buffer;
      this.waitingBytes -= message.length;
      this.push(message);
    }
    if (!this.closed) this.waiting = waiting.slice(written);
  }
}

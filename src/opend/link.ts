import type { Buffer } from "node:buffer";
import type { BodyCipher } from "../ftapi/cipher.js";
import { BodyFormat, type Frame } from "../ftapi/frame.js";
import { FrameDecoder } from "../ftapi/frame-decoder.js";
import { FrameError } from "../ftapi/frame-error.js";
import { FrameWriter } from "../ftapi/frame-writer.js";
import type { Clock } from "./clock.js";
import type { Dial, OpendAddress, Transport } from "./transport.js";

/** Counts of one member, over all its connections. */
export interface TrafficCounters {
  framesIn: number;
  framesOut: number;
  bytesIn: number;
  bytesOut: number;
}

export interface LinkOptions {
  readonly dial: Dial;
  readonly address: OpendAddress;
  readonly clock: Pick<Clock, "wallPreciseMs">;
  readonly maxBodyBytes: number;
  readonly traffic: TrafficCounters;
  readonly connected: () => void;
  readonly frame: (frame: Frame) => void;
  /** The peer takes bytes again. */
  readonly drained: () => void;
  /** The stream ended or can't be trusted any more. Called once; not after `destroy`. */
  readonly lost: (cause: Error | null) => void;
}

/** One TCP connection that carries frames both ways. */
export class Link {
  private readonly options: LinkOptions;
  private readonly decoder: FrameDecoder;
  private readonly writer = new FrameWriter();
  private readonly transport: Transport;
  private sendCipher: BodyCipher | null = null;
  private ended = false;
  private flowing = true;
  private lastReadAtMs = 0;

  constructor(options: LinkOptions) {
    this.options = options;
    this.decoder = new FrameDecoder({
      maxBodyBytes: options.maxBodyBytes,
      onFrame: (frame) => {
        if (this.ended) return;
        options.traffic.framesIn++;
        options.frame(frame);
      },
    });
    this.transport = options.dial(options.address, {
      connected: () => this.unlessEnded(options.connected),
      data: (chunk) => this.receive(chunk),
      drained: () => {
        this.flowing = true;
        this.unlessEnded(options.drained);
      },
      closed: (cause) => this.end(cause),
    });
  }

  /** Whether the socket takes more bytes now. */
  get writable(): boolean {
    return this.flowing && !this.ended;
  }

  /** When the bytes of the frame at hand were read, by the wall clock: taken once a read, however many frames it brings. */
  get readAtMs(): number {
    return this.lastReadAtMs;
  }

  /** Encrypts and decrypts every later body; null for plain text. */
  useCipher(cipher: BodyCipher | null): void {
    this.sendCipher = cipher;
    this.decoder.cipher = cipher;
  }

  /** Adds a frame to the next flush. */
  append(protoId: number, serialNo: number, body: Uint8Array): void {
    this.writer.append({ protoId, serialNo, format: BodyFormat.protobuf, body, cipher: this.sendCipher });
    this.options.traffic.framesOut++;
  }

  /** Hands everything appended to the socket, in one write. */
  flush(): void {
    const { byteLength } = this.writer;
    if (this.ended || byteLength === 0) return;
    this.options.traffic.bytesOut += byteLength;
    this.flowing = this.transport.write(this.writer.take());
  }

  /** Ends the link without telling its owner. */
  destroy(): void {
    if (this.ended) return;
    this.ended = true;
    this.transport.destroy();
  }

  private receive(chunk: Buffer): void {
    if (this.ended) return;
    this.options.traffic.bytesIn += chunk.length;
    this.lastReadAtMs = this.options.clock.wallPreciseMs();
    try {
      this.decoder.push(chunk);
    } catch (error) {
      this.transport.destroy();
      this.end(error instanceof Error ? error : new Error(String(error)));
      // A fault of ours, not of the peer: frames of this chunk are skipped, so the stream is lost all the same.
      if (!(error instanceof FrameError)) throw error;
    }
  }

  private end(cause: Error | null): void {
    if (this.ended) return;
    this.ended = true;
    this.options.lost(cause);
  }

  private unlessEnded(notify: () => void): void {
    if (!this.ended) notify();
  }
}

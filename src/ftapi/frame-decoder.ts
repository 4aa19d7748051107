import { Buffer } from "node:buffer";
import type { BodyCipher } from "./cipher.js";
import { digestMatches } from "./digest.js";
import { type Frame, HEADER_BYTES, HeaderOffset, MAGIC, VERSION } from "./frame.js";
import { FrameError } from "./frame-error.js";

/** No limit is documented; the largest known replies are whole-market lists (facts: ftapi-protocol.md 1.6). */
export const DEFAULT_MAX_BODY_BYTES = 16 * 1024 * 1024;

const EMPTY = Buffer.alloc(0);

export interface FrameDecoderOptions {
  /** Largest body on the wire, in bytes. Default 16 MiB. Checked before memory is taken for it. */
  readonly maxBodyBytes?: number;
  /** Called for each whole frame, in order, while `push` runs. */
  readonly onFrame: (frame: Frame) => void;
}

/**
 * Turns a byte stream, however it was cut, into frames. Bodies that arrived
 * whole are views on the chunk; only a frame cut by chunks is copied together.
 */
export class FrameDecoder {
  /** Decrypts bodies; null for plain text. May change between two frames, also from within `onFrame`. */
  cipher: BodyCipher | null = null;

  private readonly maxBodyBytes: number;
  private readonly onFrame: (frame: Frame) => void;
  /** A frame that is not whole yet: `pending[0..pendingBytes)` has arrived of `neededBytes`. */
  private pending: Buffer = EMPTY;
  private pendingBytes = 0;
  private neededBytes = HEADER_BYTES;
  private failure: { readonly error: unknown } | null = null;

  constructor(options: FrameDecoderOptions) {
    this.maxBodyBytes = options.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES;
    this.onFrame = options.onFrame;
  }

  /** Bytes held of a frame that is not whole. */
  get bufferedBytes(): number {
    return this.pendingBytes;
  }

  /**
   * Takes the next bytes of the stream.
   * @throws FrameError when the stream is broken, or what `onFrame` threw. The
   *   place in the stream is lost then: every later call throws the same again.
   */
  push(chunk: Buffer): void {
    if (this.failure !== null) throw this.failure.error;
    try {
      let offset = this.pendingBytes > 0 ? this.completePending(chunk) : 0;
      while (chunk.length - offset >= HEADER_BYTES) {
        const frameBytes = HEADER_BYTES + this.checkHeader(chunk, offset);
        if (chunk.length - offset < frameBytes) break;
        this.deliver(chunk, offset, frameBytes);
        offset += frameBytes;
      }
      if (offset < chunk.length) this.keep(chunk, offset);
    } catch (error) {
      this.failure = { error };
      this.pending = EMPTY;
      this.pendingBytes = 0;
      throw error;
    }
  }

  /** Finishes the pending frame from `chunk` and returns how many of its bytes were used. */
  private completePending(chunk: Buffer): number {
    let offset = 0;
    for (;;) {
      const take = Math.min(this.neededBytes - this.pendingBytes, chunk.length - offset);
      chunk.copy(this.reserve(this.pendingBytes + take), this.pendingBytes, offset, offset + take);
      this.pendingBytes += take;
      offset += take;
      if (this.pendingBytes < this.neededBytes) return offset;
      const frameBytes = HEADER_BYTES + this.checkHeader(this.pending, 0);
      if (this.pendingBytes === frameBytes) {
        const whole = this.pending;
        this.pending = EMPTY;
        this.pendingBytes = 0;
        this.neededBytes = HEADER_BYTES;
        this.deliver(whole, 0, frameBytes);
        return offset;
      }
      this.neededBytes = frameBytes;
    }
  }

  /** Keeps the cut frame at the end of `chunk`. */
  private keep(chunk: Buffer, offset: number): void {
    const rest = chunk.length - offset;
    if (rest >= HEADER_BYTES) this.neededBytes = HEADER_BYTES + chunk.readUInt32LE(offset + HeaderOffset.bodyLength);
    else if (rest >= 2 && chunk.readUInt16LE(offset) !== MAGIC) throw badMagic(chunk, offset);
    chunk.copy(this.reserve(rest), 0, offset);
    this.pendingBytes = rest;
  }

  /**
   * Room for `bytes` of the pending frame. It grows with what has arrived, not
   * with what the header announces: a peer can't make us hold 16 MiB by sending
   * 44 bytes.
   */
  private reserve(bytes: number): Buffer {
    if (this.pending.length >= bytes) return this.pending;
    const capacity = Math.min(
      Math.max(bytes, this.pending.length * 2, 4 * HEADER_BYTES),
      Math.max(bytes, this.neededBytes),
    );
    const grown = Buffer.allocUnsafeSlow(capacity);
    this.pending.copy(grown, 0, 0, this.pendingBytes);
    this.pending = grown;
    return grown;
  }

  /** Checks the header at `offset` and returns the length of its body. */
  private checkHeader(bytes: Buffer, offset: number): number {
    if (bytes.readUInt16LE(offset) !== MAGIC) throw badMagic(bytes, offset);
    const version = bytes[offset + HeaderOffset.version];
    if (version !== VERSION) throw new FrameError("BAD_VERSION", `header version ${version}, expected ${VERSION}`);
    const bodyLength = bytes.readUInt32LE(offset + HeaderOffset.bodyLength);
    if (bodyLength > this.maxBodyBytes) {
      throw new FrameError("BODY_TOO_LARGE", `body of ${bodyLength} bytes is over the limit of ${this.maxBodyBytes}`);
    }
    return bodyLength;
  }

  private deliver(bytes: Buffer, offset: number, frameBytes: number): void {
    const wireBody = bytes.subarray(offset + HEADER_BYTES, offset + frameBytes);
    const body = this.cipher === null ? wireBody : this.cipher.decrypt(wireBody);
    if (!digestMatches(body, bytes, offset + HeaderOffset.digest)) {
      throw new FrameError("BAD_DIGEST", "the body does not match its SHA-1");
    }
    this.onFrame({
      protoId: bytes.readUInt32LE(offset + HeaderOffset.protoId),
      serialNo: bytes.readUInt32LE(offset + HeaderOffset.serialNo),
      format: bytes[offset + HeaderOffset.format] as number,
      body,
    });
  }
}

function badMagic(bytes: Buffer, offset: number): FrameError {
  return new FrameError("BAD_MAGIC", `frame begins with ${bytes.toString("hex", offset, offset + 2)}, expected 4654`);
}

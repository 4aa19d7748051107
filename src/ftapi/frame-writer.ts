import { Buffer } from "node:buffer";
import { type FrameContent, HEADER_BYTES, writeHeader } from "./frame.js";

/** Bodies up to this size are copied behind their header: one small copy is cheaper than one more buffer in a writev. */
const MAX_COPIED_BODY_BYTES = 4 * 1024;
const BATCH_BYTES = 16 * 1024;
/** A shorter rest of a batch holds hardly any frame. */
const MIN_REST_BYTES = HEADER_BYTES + 256;

/** Gathers frames so that many leave in one socket write. */
export class FrameWriter {
  private readonly ready: Buffer[] = [];
  private batch: Buffer | null = null;
  private batchBytes = 0;
  private totalBytes = 0;

  /** Bytes that wait for `take`. */
  get byteLength(): number {
    return this.totalBytes;
  }

  /**
   * Adds one frame and returns its size in bytes. A big body is not copied: it
   * must not change until the frame has left.
   * @throws RangeError when protoId or serialNo is no 32-bit number; nothing is added then.
   */
  append(content: FrameContent): number {
    const wireBody = content.cipher ? content.cipher.encrypt(content.body) : content.body;
    const frameBytes = HEADER_BYTES + wireBody.length;
    if (wireBody.length <= MAX_COPIED_BODY_BYTES) {
      const batch = this.room(frameBytes);
      writeHeader(batch, this.batchBytes, content, wireBody.length);
      batch.set(wireBody, this.batchBytes + HEADER_BYTES);
      // Counted last: a header that can't be written throws and must leave no half frame behind.
      this.batchBytes += frameBytes;
    } else {
      const header = Buffer.allocUnsafe(HEADER_BYTES);
      writeHeader(header, 0, content, wireBody.length);
      this.closeBatch();
      this.ready.push(header, Buffer.from(wireBody.buffer, wireBody.byteOffset, wireBody.byteLength));
    }
    this.totalBytes += frameBytes;
    return frameBytes;
  }

  /** Hands over everything gathered so far, in order. */
  take(): Buffer[] {
    this.closeBatch();
    this.totalBytes = 0;
    return this.ready.splice(0);
  }

  /** The open batch, with room for `bytes` at `batchBytes`. */
  private room(bytes: number): Buffer {
    if (this.batch !== null && this.batch.length - this.batchBytes >= bytes) return this.batch;
    this.closeBatch();
    if (this.batch === null || this.batch.length < bytes)
      this.batch = Buffer.allocUnsafeSlow(Math.max(BATCH_BYTES, bytes));
    return this.batch;
  }

  private closeBatch(): void {
    if (this.batch === null || this.batchBytes === 0) return;
    this.ready.push(this.batch.subarray(0, this.batchBytes));
    // What is left of the batch serves the next frames: the written part is never touched again.
    const rest = this.batch.subarray(this.batchBytes);
    this.batch = rest.length >= MIN_REST_BYTES ? rest : null;
    this.batchBytes = 0;
  }
}

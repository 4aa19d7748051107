import { Buffer } from "node:buffer";
import { type FrameContent, HEADER_BYTES, writeHeader } from "./frame.js";

/** Bodies up to this size are copied behind their header: one small copy is cheaper than one more buffer in a writev. */
const MAX_COPIED_BODY_BYTES = 4 * 1024;
const BATCH_BYTES = 16 * 1024;

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

  /** Adds one frame and returns its size in bytes. */
  append(content: FrameContent): number {
    const wireBody = content.cipher ? content.cipher.encrypt(content.body) : content.body;
    const frameBytes = HEADER_BYTES + wireBody.length;
    if (wireBody.length <= MAX_COPIED_BODY_BYTES) {
      const offset = this.reserve(frameBytes);
      const batch = this.batch as Buffer;
      writeHeader(batch, offset, content, wireBody.length);
      batch.set(wireBody, offset + HEADER_BYTES);
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

  private reserve(bytes: number): number {
    if (this.batch !== null && this.batchBytes + bytes > this.batch.length) this.closeBatch();
    this.batch ??= Buffer.allocUnsafeSlow(Math.max(BATCH_BYTES, bytes));
    const offset = this.batchBytes;
    this.batchBytes += bytes;
    return offset;
  }

  private closeBatch(): void {
    if (this.batch === null) return;
    this.ready.push(this.batch.subarray(0, this.batchBytes));
    // What is left of the batch serves the next frames: the written part is never touched again.
    const rest = this.batch.subarray(this.batchBytes);
    this.batch = rest.length >= HEADER_BYTES + 256 ? rest : null;
    this.batchBytes = 0;
  }
}


import { Buffer } from "node:buffer";
import { HEADER_BYTES, HeaderOffset, MAGIC } from "../ftapi/frame.js";

/** A stretch of the stream that does not go beyond the end of a frame. */
export interface FramePart {
  readonly bytes: Buffer;
  /** The whole frame, in parts, when `bytes` ends one. */
  readonly frame: readonly Buffer[] | null;
}

/** Finds the borders of FTAPI frames in a stream, and changes nothing. A stream of something else has no borders. */
export class FrameCutter {
  private readonly header = Buffer.alloc(HEADER_BYTES);
  private parts: Buffer[] = [];
  private readonly restOf: { header: number; body: number } = { header: HEADER_BYTES, body: 0 };
  private foreign = false;

  push(chunk: Buffer): FramePart[] {
    if (this.foreign) return [{ bytes: chunk, frame: null }];
    const found: FramePart[] = [];
    let start = 0;
    let offset = 0;
    while (offset < chunk.length) {
      if (this.restOf.header > 0) {
        const taken = Math.min(this.restOf.header, chunk.length - offset);
        chunk.copy(this.header, HEADER_BYTES - this.restOf.header, offset, offset + taken);
        offset += taken;
        this.restOf.header -= taken;
        if (this.restOf.header > 0) break;
        if (this.header.readUInt16LE(HeaderOffset.magic) !== MAGIC) {
          this.foreign = true;
          this.parts = [];
          found.push({ bytes: chunk.subarray(start), frame: null });
          return found;
        }
        this.restOf.body = this.header.readUInt32LE(HeaderOffset.bodyLength);
      }
      const taken = Math.min(this.restOf.body, chunk.length - offset);
      offset += taken;
      this.restOf.body -= taken;
      if (this.restOf.body > 0) break;
      const bytes = chunk.subarray(start, offset);
      found.push({ bytes, frame: [...this.parts, bytes] });
      this.parts = [];
      this.restOf.header = HEADER_BYTES;
      start = offset;
    }
    if (start < chunk.length) {
      const bytes = chunk.subarray(start);
      this.parts.push(bytes);
      found.push({ bytes, frame: null });
    }
    return found;
  }
}

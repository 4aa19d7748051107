import { Buffer } from "node:buffer";
import type { FileHandle } from "node:fs/promises";

const CHUNK_BYTES = 64 * 1024;
/** A line has some hundred bytes, and a write that was cut off some hundred lines. */
const MAX_TAIL_BYTES = 64 * 1024 * 1024;
const LINE_END = 0x0a;

/** How a file ends. */
export interface FileTail {
  /** The last whole line without its line end; null where there is none. */
  readonly line: Buffer | null;
  /** What stands behind the last line end. */
  readonly torn: Buffer;
}

/** Reads a file's end, of which `size` bytes are there. @throws the system's error, or one that says that it is no log */
export async function readTail(file: Pick<FileHandle, "read">, size: number): Promise<FileTail> {
  let tail: Buffer = Buffer.alloc(0);
  for (let start = size; ; ) {
    const lastEnd = tail.lastIndexOf(LINE_END);
    const lineStart = lastEnd < 1 ? -1 : tail.lastIndexOf(LINE_END, lastEnd - 1);
    if (lineStart >= 0 || start === 0) {
      const line = lastEnd < 0 ? null : tail.subarray(lineStart + 1, lastEnd);
      return { line, torn: tail.subarray(lastEnd + 1) };
    }
    if (tail.length > MAX_TAIL_BYTES) throw new Error("its last line has no end: it is no audit log");
    const length = Math.min(CHUNK_BYTES, start);
    start -= length;
    const chunk = Buffer.alloc(length);
    for (let read = 0; read < length; ) {
      const { bytesRead } = await file.read(chunk, read, length - read, start + read);
      if (bytesRead === 0) throw new Error("it became shorter while it was read");
      read += bytesRead;
    }
    tail = Buffer.concat([chunk, tail]);
  }
}

import { Buffer } from "node:buffer";
import * as fs from "node:fs";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { join } from "node:path";
import { FolderLock, type LockHolder } from "./folder-lock.js";
import { type ClosedSegment, recoverSegments } from "./recovery.js";
import { HEADER_BYTES, RECORD_HEADER_BYTES, recordHeader, segmentHeader, segmentName } from "./segment.js";
import { isErrno, StateError, systemText } from "./state-error.js";

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const FIRST_RETRY_MS = 1000;
const MAX_RETRY_MS = 30_000;
/** Of all segments but the last: fifty accounts with a full record. A clock that was set back would keep them for ever. */
const MAX_CLOSED_BYTES = 256 * 1024 * 1024;
/** What waits while the disk takes nothing: thousands of order events, and no threat to the process. */
const MAX_PENDING_BYTES = 4 * 1024 * 1024;

/** What the log needs of an open file; a FileHandle is one. */
export type LogFile = Pick<FileHandle, "write" | "sync" | "close">;

export interface AppendLogOptions {
  /** A segment that is larger is followed by a new one. */
  readonly maxSegmentBytes: number;
  /** Segments whose newest record is older are removed. */
  readonly maxAgeMs: number;
  /** Of all segments but the last; the oldest go first. */
  readonly maxClosedBytes?: number;
  readonly maxPendingBytes?: number;
  /**
   * For what must not be forgotten before its time: nothing is given up for want of room, on the disk
   * or in memory, and a hole costs no more than what is in it. Whoever appends stops while it is `failing`.
   */
  readonly keepsAll?: boolean;
  /** Every problem after the start; the log goes on. */
  readonly onError: (error: StateError) => void;
  /** The wall clock in epoch milliseconds. */
  readonly wallMs?: () => number;
  readonly schedule?: (delayMs: number, task: () => void) => () => void;
  /** Makes a new file; fails where there is one. */
  readonly createFile?: (path: string) => Promise<LogFile>;
  readonly self?: LockHolder;
}

interface ActiveSegment {
  readonly path: string;
  readonly file: LogFile;
  readonly openedMs: number;
  newestMs: number;
  bytes: number;
  /** Of the record that may come next. */
  nextIndex: number;
}

interface Waiter {
  /** The index behind the last record that it waits for. */
  readonly upTo: number;
  readonly resolve: () => void;
  readonly reject: (error: StateError) => void;
}

/**
 * Records in a folder, oldest first, that outlive the process.
 *
 * A record that was written is there after kill -9 at any moment; `sync` adds
 * the loss of power. What was appended in one turn of the event loop is written
 * at once, and nobody waits for it. A write error is reported and tried again
 * in a new segment; what can't wait any longer is lost, and then everything
 * before the loss is left out by the next `open`: a reader never sees records
 * with a hole between them.
 */
export class AppendLog {
  private readonly folder: string;
  private readonly options: AppendLogOptions;
  private readonly lock: FolderLock;
  private readonly closedSegments: ClosedSegment[] = [];
  private closedBytes = 0;
  private recovered: readonly Uint8Array[] = [];
  private segment: ActiveSegment | null = null;
  private nextNumber = 1;
  /** Of the record that is appended next. */
  private nextIndex = 0;
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;
  private pendingCount = 0;
  private writing = false;
  private closing: Promise<void> | null = null;
  private retryMs = 0;
  private cancelRetry: (() => void) | null = null;
  private waiters: Waiter[] = [];

  /**
   * Reads what the folder holds, and removes what is too old. Blocks: it is for the start.
   * @throws StateError FOLDER or LOCKED.
   */
  static open(folder: string, options: AppendLogOptions): AppendLog {
    return new AppendLog(folder, options);
  }

  private constructor(folder: string, options: AppendLogOptions) {
    this.folder = folder;
    this.options = options;
    try {
      fs.mkdirSync(folder, { recursive: true, mode: FOLDER_MODE });
    } catch (error) {
      throw this.folderError(error);
    }
    this.lock = FolderLock.take(folder, {
      ...(options.self === undefined ? {} : { self: options.self }),
      wallMs: () => this.wallMs(),
      schedule: (delayMs, task) => this.schedule(delayMs, task),
      onError: (error) => options.onError(error),
    });
    try {
      this.recover();
    } catch (error) {
      this.lock.release();
      throw this.folderError(error);
    }
  }

  /** Whether records wait because they could not be written. */
  get failing(): boolean {
    return this.retryMs > 0;
  }

  /** The records that were found at the start, oldest first; they are let go of when they have been read. */
  *entries(): Generator<Uint8Array, void, undefined> {
    const { recovered } = this;
    this.recovered = [];
    yield* recovered;
  }

  /** Adds a record, which must not change afterwards. Never throws, never waits; after `close` it does nothing. */
  append(payload: Uint8Array): void {
    if (this.closing !== null) return;
    const bytes = RECORD_HEADER_BYTES + payload.length;
    if (this.pendingBytes + bytes > this.maxPendingBytes) this.losePending();
    this.pending.push(recordHeader(payload), payload);
    this.pendingBytes += bytes;
    this.pendingCount++;
    this.nextIndex++;
    if (this.cancelRetry === null) this.startWriting();
  }

  /** Waits until everything appended so far is on the disk. @throws StateError WRITE when the next try fails. */
  sync(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiters.push({ upTo: this.nextIndex, resolve, reject });
      this.cancelRetry?.();
      this.cancelRetry = null;
      this.startWriting();
    });
  }

  /** Tries to write what waits, and lets go of the folder; never rejects. */
  close(): Promise<void> {
    this.closing ??= this.letGo();
    return this.closing;
  }

  private async letGo(): Promise<void> {
    // What fails first may be a write that was under way before. A third try would hold the process up.
    await this.sync().catch(() => this.sync().catch(() => undefined));
    this.cancelRetry?.();
    this.cancelRetry = null;
    await this.leaveSegment();
    this.lock.release();
  }

  private recover(): void {
    const { maxAgeMs, onError, keepsAll } = this.options;
    const found = recoverSegments(this.folder, this.wallMs() - maxAgeMs, onError, keepsAll);
    this.recovered = found.payloads;
    for (const segment of found.segments) this.noteClosed(segment);
    this.nextNumber = found.nextNumber;
    this.nextIndex = found.nextIndex;
  }

  private startWriting(): void {
    if (this.writing) return;
    this.writing = true;
    setImmediate(() => void this.writeAll());
  }

  /** Writes until nothing waits; never rejects. */
  private async writeAll(): Promise<void> {
    try {
      do {
        if (this.pendingCount > 0) await this.writeBatch();
        this.retryMs = 0;
        await this.syncDue();
      } while (this.pendingCount > 0 || this.waiters.length > 0);
    } catch (error) {
      this.fail(error);
    }
    this.writing = false;
  }

  private async writeBatch(): Promise<void> {
    const firstIndex = this.nextIndex - this.pendingCount;
    const segment = await this.segmentFor(firstIndex);
    // What came while the segment was opened goes with it.
    const { pending, pendingBytes, pendingCount } = this;
    if (this.nextIndex - pendingCount !== segment.nextIndex) return;
    this.clearPending();
    const bytes = Buffer.concat(pending, pendingBytes);
    try {
      await writeWhole(segment.file, bytes);
    } catch (error) {
      await this.leaveSegment();
      // Records that came meanwhile may have been given up: then these can't stand before them any more.
      if (this.nextIndex - this.pendingCount === firstIndex + pendingCount) {
        this.pending.unshift(bytes);
        this.pendingBytes += bytes.length;
        this.pendingCount += pendingCount;
      }
      throw error;
    }
    segment.bytes += bytes.length;
    segment.nextIndex += pendingCount;
    segment.newestMs = this.wallMs();
  }

  /** The segment that the record of this index goes to: a new one where the last is full, old, or lacks what is before. */
  private async segmentFor(index: number): Promise<ActiveSegment> {
    const { segment } = this;
    const now = this.wallMs();
    if (segment !== null) {
      const { bytes, openedMs, nextIndex } = segment;
      const isOld = now - openedMs > this.options.maxAgeMs;
      if (nextIndex === index && bytes < this.options.maxSegmentBytes && !isOld) return segment;
    }
    await this.leaveSegment();
    const path = join(this.folder, segmentName(this.nextNumber++));
    const file = await (this.options.createFile ?? createFile)(path);
    try {
      await writeWhole(file, segmentHeader(index));
    } catch (error) {
      // A full disk would be tried with a new file every half minute.
      await file.close().catch(() => undefined);
      await unlink(path).catch(() => undefined);
      throw error;
    }
    const opened = { path, file, openedMs: now, newestMs: now, bytes: HEADER_BYTES, nextIndex: index };
    this.segment = opened;
    await this.removeOld();
    return opened;
  }

  /** Never rejects: what a close that fails has lost is not known to be lost, and can't be written again. */
  private async leaveSegment(): Promise<void> {
    const { segment } = this;
    if (segment === null) return;
    this.segment = null;
    this.noteClosed({ path: segment.path, newestMs: segment.newestMs, bytes: segment.bytes });
    try {
      await segment.file.close();
    } catch (error) {
      this.options.onError(this.writeError(error));
    }
  }

  private noteClosed(segment: ClosedSegment): void {
    this.closedSegments.push(segment);
    this.closedBytes += segment.bytes;
  }

  /** Never rejects. The newest of the closed ones stays: the active one may still be empty. */
  private async removeOld(): Promise<void> {
    const { maxAgeMs } = this.options;
    const { maxClosedBytes } = this;
    const oldestMs = this.wallMs() - maxAgeMs;
    while (this.closedSegments.length > 1) {
      const [first] = this.closedSegments;
      if (first === undefined || (first.newestMs >= oldestMs && this.closedBytes <= maxClosedBytes)) return;
      this.closedSegments.shift();
      this.closedBytes -= first.bytes;
      try {
        await unlink(first.path);
      } catch (error) {
        if (!isErrno(error, "ENOENT")) this.options.onError(this.writeError(error));
      }
    }
  }

  /** For those whose records are written; others may append without end. */
  private async syncDue(): Promise<void> {
    const writtenUpTo = this.nextIndex - this.pendingCount;
    const due = this.waiters.filter(({ upTo }) => upTo <= writtenUpTo);
    if (due.length === 0) return;
    await this.segment?.file.sync();
    this.waiters = this.waiters.filter((waiter) => !due.includes(waiter));
    for (const waiter of due) waiter.resolve();
  }

  private fail(error: unknown): void {
    const problem = this.writeError(error);
    // Once for a row of failures: a full disk stays full for a while.
    if (this.retryMs === 0) this.options.onError(problem);
    this.retryMs = Math.min(Math.max(this.retryMs * 2, FIRST_RETRY_MS), MAX_RETRY_MS);
    const { waiters } = this;
    this.waiters = [];
    for (const waiter of waiters) waiter.reject(problem);
    if (this.closing !== null) return;
    this.cancelRetry = this.schedule(this.retryMs, () => {
      this.cancelRetry = null;
      this.startWriting();
    });
  }

  private losePending(): void {
    const text = `${this.folder}: ${this.pendingCount} records could not be written in time and are not kept over a restart`;
    this.clearPending();
    this.options.onError(new StateError("LOST", text));
  }

  private clearPending(): void {
    this.pending = [];
    this.pendingBytes = 0;
    this.pendingCount = 0;
  }

  private get maxPendingBytes(): number {
    return this.options.keepsAll === true
      ? Number.POSITIVE_INFINITY
      : (this.options.maxPendingBytes ?? MAX_PENDING_BYTES);
  }

  private get maxClosedBytes(): number {
    return this.options.keepsAll === true
      ? Number.POSITIVE_INFINITY
      : (this.options.maxClosedBytes ?? MAX_CLOSED_BYTES);
  }

  private wallMs(): number {
    return (this.options.wallMs ?? Date.now)();
  }

  private schedule(delayMs: number, task: () => void): () => void {
    if (this.options.schedule !== undefined) return this.options.schedule(delayMs, task);
    const timer = setTimeout(task, delayMs).unref();
    return () => clearTimeout(timer);
  }

  private writeError(error: unknown): StateError {
    const text = `${this.folder}: records can't be written (${systemText(error)}); they wait in memory, free space or correct the folder`;
    return new StateError("WRITE", text, error);
  }

  private folderError(error: unknown): StateError {
    if (error instanceof StateError) return error;
    return new StateError("FOLDER", `${this.folder}: the state folder can't be used: ${systemText(error)}`, error);
  }
}

function createFile(path: string): Promise<LogFile> {
  return open(path, "wx", FILE_MODE);
}

async function writeWhole(file: LogFile, bytes: Buffer): Promise<void> {
  for (let offset = 0; offset < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, offset, bytes.length - offset);
    offset += bytesWritten;
  }
}

import { Buffer } from "node:buffer";
import type { AuditEntry, AuditSink } from "./audit-entry.js";
import { AuditFile, AuditFileSpoilt, type OpenAuditFile } from "./audit-file.js";
import {
  AuditLineWriter,
  type AuditNotice,
  CHAIN_START,
  type ChainEnd,
  hashLine,
  type ReopenReason,
  readAuditLine,
} from "./audit-line.js";
import { type AuditPlace, auditFiles, fileForTime } from "./audit-place.js";

/** Lines made at once: some milliseconds of work. */
const MAX_BATCH_LINES = 512;
/** Some MiB; what one burst of calls brings while the disk is slow. */
const MAX_WAITING_LINES = 20_000;
const CHECK_INTERVAL_MS = 250;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 5000;

/** What the operator is told. */
export type AuditEvent =
  | { readonly type: "failing"; readonly problem: string }
  | { readonly type: "resumed"; readonly lostLines: number; readonly failingMs: number }
  | { readonly type: "reopened"; readonly file: string; readonly why: ReopenReason }
  | { readonly type: "recovered"; readonly file: string; readonly tornBytes: number };

export interface AuditLogOptions {
  readonly onEvent: (event: AuditEvent) => void;
  readonly wallMs?: () => number;
  readonly schedule?: (delayMs: number, task: () => void) => () => void;
  readonly openFile?: OpenAuditFile;
  readonly maxWaitingLines?: number;
}

interface Item {
  readonly timeMs: number;
  readonly record: AuditEntry | AuditNotice;
  readonly waiter: { readonly resolve: () => void; readonly reject: (error: Error) => void } | null;
}

/**
 * Lines in files, each with the hash of the one before.
 *
 * What comes while a batch is written goes with the next one, and all who wait
 * for it share one fdatasync. While nothing can be written commits are refused
 * at once, and notes wait in a bounded buffer; a line says then how many are lost.
 */
export class AuditLog implements AuditSink {
  readonly #place: AuditPlace;
  readonly #options: AuditLogOptions;
  readonly #lines = new AuditLineWriter();
  #file: AuditFile | null = null;
  /** The newest file's path, also while it is not open. */
  #path: string | null = null;
  #end: ChainEnd = CHAIN_START;
  #waiting: Item[] = [];
  #writing = false;
  #reopen = false;
  #spoilt = false;
  #checkedMs = 0;
  #failingSinceMs: number | null = null;
  #retryMs = 0;
  #cancelRetry: (() => void) | null = null;
  #lost = 0;
  #lostTotal = 0;
  #closing: Promise<void> | null = null;

  /** Goes on with the chain that is there. @throws the system's error, or one that says why the place can't be used */
  static async open(place: AuditPlace, options: AuditLogOptions): Promise<AuditLog> {
    const log = new AuditLog(place, options);
    try {
      await log.#start();
    } catch (error) {
      log.#cancelRetry?.();
      await log.#file?.close();
      throw error;
    }
    return log;
  }

  private constructor(place: AuditPlace, options: AuditLogOptions) {
    this.#place = place;
    this.#options = options;
  }

  get failing(): boolean {
    return this.#failingSinceMs !== null;
  }

  /** Lines that could not be kept, since the start. */
  get lostLines(): number {
    return this.#lostTotal;
  }

  /** Of the last line that was written. */
  get end(): ChainEnd {
    return this.#end;
  }

  note(entry: AuditEntry): void {
    if (this.#closing !== null) return;
    this.#note(entry);
  }

  commit(entry: AuditEntry): Promise<void> {
    if (this.#closing !== null || this.failing) {
      return Promise.reject(new Error("the audit log can't be written"));
    }
    return new Promise((resolve, reject) => {
      this.#add({ timeMs: this.#wallMs(), record: entry, waiter: { resolve, reject } });
    });
  }

  /** Opens the file anew, after something has moved it; with the next line at the latest. */
  reopen(): void {
    if (this.#closing !== null) return;
    this.#reopen = true;
    this.#startWriting();
  }

  /** Writes what waits, and a last line. Never rejects. */
  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #start(): Promise<void> {
    const files = this.#place.kind === "folder" ? await auditFiles(this.#place).catch(noFolder) : [this.#place.path];
    for (const path of files.reverse()) {
      const file = await this.#open(path);
      if (file.tail.line === null && file.tail.torn.length === 0) {
        await file.close();
        continue;
      }
      this.#file = file;
      this.#path = path;
      const known = await this.#endOfFile(file, files);
      this.#end = known;
      await this.#closeOff(file);
      break;
    }
    // Shows at the start, not at the first order, whether it can be written.
    const opened = new Promise<void>((resolve, reject) => {
      this.#add({ timeMs: this.#wallMs(), record: { event: "audit.opened" }, waiter: { resolve, reject } });
    });
    await opened;
  }

  /** Where the chain stands in a file, or, where a crash left it no whole line, in the one before. */
  async #endOfFile(file: AuditFile, newestFirst: readonly string[]): Promise<ChainEnd> {
    if (file.tail.line !== null) return lineEnd(file.path, file.tail.line);
    for (const path of newestFirst.slice(newestFirst.indexOf(file.path) + 1)) {
      const older = await this.#open(path);
      await older.close();
      if (older.tail.line !== null) return lineEnd(path, older.tail.line);
    }
    return CHAIN_START;
  }

  /** Ends a line that a crash cut off, and says so in a line of its own; not where only the line end is missing. */
  async #closeOff(file: AuditFile): Promise<void> {
    const { torn } = file.tail;
    if (torn.length === 0) return;
    const read = readAuditLine(torn);
    if (read !== null && read.seq === this.#end.seq + 1 && read.prev === this.#end.hash) {
      await file.append(Buffer.from("\n"), true);
      this.#end = { seq: read.seq, hash: hashLine(torn) };
      return;
    }
    const record = { event: "audit.recovered", torn_bytes: torn.length, torn_sha256: hashLine(torn) } as const;
    const { line, end } = this.#lines.next(this.#end, this.#wallMs(), record);
    await file.append(Buffer.from(`\n${line}`), true);
    this.#end = end;
    this.#options.onEvent({ type: "recovered", file: file.path, tornBytes: torn.length });
  }

  #note(record: AuditEntry | AuditNotice): void {
    if (this.#waiting.length >= (this.#options.maxWaitingLines ?? MAX_WAITING_LINES)) {
      this.#lost++;
      this.#lostTotal++;
      return;
    }
    this.#add({ timeMs: this.#wallMs(), record, waiter: null });
  }

  #add(item: Item): void {
    this.#waiting.push(item);
    if (this.#cancelRetry === null) this.#startWriting();
  }

  #startWriting(): void {
    if (this.#writing) return;
    this.#writing = true;
    // What the same turn brings goes with it.
    setImmediate(() => void this.#writeAll());
  }

  /** Never rejects. */
  async #writeAll(): Promise<void> {
    try {
      if (this.#reopen) await this.#fileFor(this.#wallMs());
      while (this.#waiting.length > 0 || this.#lost > 0) {
        if (this.#waiting.length === 0) this.#addResumed();
        await this.#writeBatch();
      }
      this.#retryMs = 0;
    } catch (error) {
      this.#fail(error);
    }
    this.#writing = false;
  }

  async #writeBatch(): Promise<void> {
    const first = this.#waiting[0];
    if (first === undefined) return;
    const file = await this.#fileFor(first.timeMs);
    let { batch, end, text } = { batch: 0, end: this.#end, text: "" };
    let sync = this.failing;
    for (const { timeMs, record, waiter } of this.#waiting) {
      if (batch === MAX_BATCH_LINES || fileForTime(this.#place, timeMs, file.path) !== file.path) break;
      const next = this.#lines.next(end, timeMs, record);
      text += next.line;
      end = next.end;
      sync ||= waiter !== null;
      batch++;
    }
    await this.#append(file, Buffer.from(text), sync);
    this.#end = end;
    for (const item of this.#waiting.splice(0, batch)) {
      item.waiter?.resolve();
      if (item.record.event === "audit.resumed") this.#resumed(item.record);
    }
  }

  async #append(file: AuditFile, bytes: Buffer, sync: boolean): Promise<void> {
    try {
      await file.append(bytes, sync);
    } catch (error) {
      if (error instanceof AuditFileSpoilt) {
        // It is read anew before the next line: whole lines that it kept are part of the chain, a cut one is closed off.
        this.#file = null;
        this.#spoilt = true;
        await file.close();
      }
      throw error;
    }
  }

  /** The open file that a line of this time belongs to. */
  async #fileFor(timeMs: number): Promise<AuditFile> {
    const path = fileForTime(this.#place, timeMs, this.#path);
    const file = this.#file;
    const why = file === null ? null : await this.#changed(file);
    if (file !== null && path === file.path && why === null) return file;
    this.#file = null;
    await file?.close();
    const opened = await this.#open(path);
    try {
      const { line } = opened.tail;
      if (this.#spoilt && line !== null) this.#end = lineEnd(path, line);
      this.#spoilt = false;
      await this.#closeOff(opened);
    } catch (error) {
      await opened.close();
      throw error;
    }
    this.#file = opened;
    this.#path = path;
    if (why !== null && file !== null) {
      this.#options.onEvent({ type: "reopened", file: path, why });
      this.#waiting.unshift({ timeMs, record: { event: "audit.reopened", why }, waiter: null });
    }
    return opened;
  }

  async #changed(file: AuditFile): Promise<ReopenReason | null> {
    const nowMs = this.#wallMs();
    if (!this.#reopen && Math.abs(nowMs - this.#checkedMs) < CHECK_INTERVAL_MS) return null;
    const asked = this.#reopen;
    const why = await file.changed();
    this.#reopen = false;
    this.#checkedMs = nowMs;
    return why ?? (asked ? "asked" : null);
  }

  #open(path: string): Promise<AuditFile> {
    return AuditFile.open(path, this.#options.openFile);
  }

  #addResumed(): void {
    const failingMs = this.#failingSinceMs === null ? 0 : this.#wallMs() - this.#failingSinceMs;
    const record = { event: "audit.resumed", lost_lines: this.#lost, failing_ms: Math.max(0, failingMs) } as const;
    this.#waiting.push({ timeMs: this.#wallMs(), record, waiter: null });
  }

  #resumed({ lost_lines, failing_ms }: Extract<AuditNotice, { event: "audit.resumed" }>): void {
    this.#lost -= lost_lines;
    this.#failingSinceMs = null;
    this.#options.onEvent({ type: "resumed", lostLines: lost_lines, failingMs: failing_ms });
  }

  #fail(error: unknown): void {
    const problem = error instanceof Error ? error : new Error(String(error));
    if (this.#failingSinceMs === null) {
      this.#failingSinceMs = this.#wallMs();
      this.#options.onEvent({ type: "failing", problem: `${this.#path ?? this.#place.path}: ${problem.message}` });
    }
    const waiting = this.#waiting;
    // An order that is refused now must not stand in the log later as if it had been sent.
    this.#waiting = waiting.filter(({ record, waiter }) => waiter === null && record.event !== "audit.resumed");
    for (const { waiter } of waiting) waiter?.reject(problem);
    if (this.#closing !== null) return;
    this.#retryMs = Math.min(Math.max(this.#retryMs * 2, FIRST_RETRY_MS), MAX_RETRY_MS);
    this.#cancelRetry = this.#schedule(this.#retryMs, () => {
      this.#cancelRetry = null;
      this.#addResumed();
      this.#startWriting();
    });
  }

  async #finish(): Promise<void> {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    if (this.failing) this.#addResumed();
    await new Promise<void>((resolve) => {
      const waiter = { resolve, reject: () => resolve() };
      this.#waiting.push({ timeMs: this.#wallMs(), record: { event: "audit.closed" }, waiter });
      this.#startWriting();
    });
    await this.#file?.close();
  }

  #wallMs(): number {
    return (this.#options.wallMs ?? Date.now)();
  }

  #schedule(delayMs: number, task: () => void): () => void {
    if (this.#options.schedule !== undefined) return this.#options.schedule(delayMs, task);
    const timer = setTimeout(task, delayMs).unref();
    return () => clearTimeout(timer);
  }
}

function lineEnd(path: string, line: Buffer): ChainEnd {
  const read = readAuditLine(line);
  if (read === null) throw new Error(`${path}: its last line is no audit line; move the file away, or correct it`);
  return { seq: read.seq, hash: hashLine(line) };
}

function noFolder(error: unknown): string[] {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
  throw error;
}

import type { Buffer } from "node:buffer";
import { type FileHandle, mkdir, open, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { ReopenReason } from "./audit-line.js";
import { type FileTail, readTail } from "./audit-tail.js";

const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;
const OTHERS = 0o077;

/** What the log needs of an open file; a FileHandle is one. */
export type AuditFileHandle = Pick<FileHandle, "read" | "write" | "datasync" | "truncate" | "stat" | "chmod" | "close">;

/** Opens for reading and appending, and makes the file where there is none. */
export type OpenAuditFile = (path: string) => Promise<AuditFileHandle>;

/** One open file of the audit log. */
export class AuditFile {
  readonly path: string;
  /** How it ended when it was opened. */
  readonly tail: FileTail;
  readonly #handle: AuditFileHandle;
  readonly #identity: string;
  /** Bytes that belong to whole batches. */
  #good: number;

  /** @throws the system's error, or one that says why the file can't be used */
  static async open(path: string, openFile: OpenAuditFile = openAppending): Promise<AuditFile> {
    await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
    const handle = await openFile(path);
    try {
      const about = await handle.stat();
      if (!about.isFile()) throw new Error("it is no file");
      if (process.platform !== "win32" && (about.mode & OTHERS) !== 0) await handle.chmod(FILE_MODE);
      const size = Number(about.size);
      const tail = await readTail(handle, size);
      // Else a power failure could take a new file's name.
      if (size === 0) await syncFolder(dirname(path));
      return new AuditFile(path, handle, `${about.dev}:${about.ino}`, size, tail);
    } catch (error) {
      await handle.close().catch(() => undefined);
      throw error;
    }
  }

  private constructor(path: string, handle: AuditFileHandle, identity: string, size: number, tail: FileTail) {
    this.path = path;
    this.tail = tail;
    this.#handle = handle;
    this.#identity = identity;
    this.#good = size;
  }

  /** Appends; on the disk when it resolves if `sync`. After a failure the file is as before. @throws the system's error, or {@link AuditFileSpoilt} */
  async append(bytes: Buffer, sync: boolean): Promise<void> {
    try {
      for (let offset = 0; offset < bytes.length; ) {
        const { bytesWritten } = await this.#handle.write(bytes, offset, bytes.length - offset, null);
        offset += bytesWritten;
      }
      if (sync) await this.#handle.datasync();
    } catch (error) {
      await this.#handle.truncate(this.#good).catch((cause: unknown) => {
        throw new AuditFileSpoilt(error, cause);
      });
      throw error;
    }
    this.#good += bytes.length;
  }

  /** What happened to the file behind our back; null if nothing. */
  async changed(): Promise<ReopenReason | null> {
    try {
      const { dev, ino, size } = await stat(this.path);
      if (`${dev}:${ino}` !== this.#identity) return "moved";
      if (size < this.#good) return "truncated";
      return size > this.#good ? "written by another" : null;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "removed";
      throw error;
    }
  }

  /** Never rejects. */
  async close(): Promise<void> {
    await this.#handle.datasync().catch(() => undefined);
    await this.#handle.close().catch(() => undefined);
  }
}

/** A write failed, and what it left could not be taken away either. */
export class AuditFileSpoilt extends Error {
  override readonly name = "AuditFileSpoilt";

  constructor(written: unknown, cause: unknown) {
    super(written instanceof Error ? written.message : String(written), { cause });
  }
}

function openAppending(path: string): Promise<FileHandle> {
  return open(path, "a+", FILE_MODE);
}

/** Not every system can; the file's own data does not depend on it. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close().catch(() => undefined);
}

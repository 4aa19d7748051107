import { randomBytes } from "node:crypto";
import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { type FileHandle, open, realpath, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { suggestion } from "../config/suggest.js";
import type { ExactObject } from "./exact-json.js";
import type { RecordOptions } from "./key-record.js";
import { EMPTY_ROOT, emptyLists, formatKeys, type KeysDocument, readKeysText } from "./keys-document.js";
import { KeysFileLock } from "./keys-file-lock.js";
import { KeysFileError, shown } from "./keys-problem.js";

/** Room for some ten thousand keys; a larger file is something else. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const FILE_MODE = 0o600;

/** What a file held when it was read. */
export interface KeysFileContent extends KeysDocument {
  readonly text: string;
  /** For the operator: nothing that keeps the keys from working. */
  readonly warnings: readonly string[];
}

export interface KeysFileOptions extends RecordOptions {
  /** Names of limits profiles that there are: others are warned of. Default: any. */
  readonly profiles?: ReadonlySet<string>;
  /** How edits wait for each other. Default: real time. */
  readonly wait?: (delayMs: number) => Promise<void>;
}

/** One keys file on the disk. Every error is a KeysFileError that names the path. */
export class KeysFile {
  readonly path: string;
  private readonly options: KeysFileOptions;

  constructor(path: string, options: KeysFileOptions = {}) {
    this.path = resolve(path);
    this.options = options;
  }

  /** What tells that another file stands there, or the same one was written: it follows links at every level. */
  async signature(): Promise<string> {
    try {
      return signatureOf(await stat(this.path, { bigint: true }));
    } catch (error) {
      throw this.failure("can't read it", error);
    }
  }

  /** For the start, before anything runs. */
  read(): KeysFileContent {
    let bytes: Buffer;
    let mode: bigint;
    try {
      // A named pipe would block for ever.
      const file = openSync(this.path, constants.O_RDONLY | constants.O_NONBLOCK);
      try {
        const stats = fstatSync(file, { bigint: true });
        bytes = Buffer.alloc(this.checkedSize(stats));
        mode = stats.mode;
        // One that shrinks meanwhile is read again at its next change.
        bytes = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0));
      } finally {
        closeSync(file);
      }
    } catch (error) {
      throw this.failure("can't read it", error);
    }
    return this.parsed(bytes, mode);
  }

  async readLater(): Promise<KeysFileContent> {
    let bytes: Buffer;
    let mode: bigint;
    try {
      const file = await open(this.path, constants.O_RDONLY | constants.O_NONBLOCK);
      try {
        const stats = await file.stat({ bigint: true });
        bytes = Buffer.alloc(this.checkedSize(stats));
        mode = stats.mode;
        bytes = bytes.subarray(0, (await file.read(bytes, 0, bytes.length, 0)).bytesRead);
      } finally {
        await file.close();
      }
    } catch (error) {
      throw this.failure("can't read it", error);
    }
    return this.parsed(bytes, mode);
  }

  /**
   * Changes the file so that a reader, or a crash, finds the old one or the new one. Edits of several
   * processes follow each other. What is behind a link is changed, not the link.
   * @param change throws KeysFileError to leave the file alone
   * @param options.create whether a missing file counts as one without keys
   */
  async edit(
    change: (root: ExactObject) => ExactObject,
    options: { readonly create?: boolean } = {},
  ): Promise<KeysDocument> {
    const target = await this.target(options.create ?? false);
    const lock = await KeysFileLock.take(`${target.path}.lock`, this.options.wait);
    try {
      const before = target.stats === null ? EMPTY_ROOT : (await this.readLater()).root;
      const text = formatKeys(change(before));
      const document = this.named(() => readKeysText(text, this.options));
      await this.replace(target, text, () => lock.check());
      return document;
    } finally {
      await lock.release();
    }
  }

  private async target(create: boolean): Promise<{ readonly path: string; readonly stats: BigIntStats | null }> {
    try {
      const path = await realpath(this.path);
      return { path, stats: await stat(path, { bigint: true }) };
    } catch (error) {
      if (create && isErrno(error, "ENOENT")) return { path: this.path, stats: null };
      throw this.failure("can't read it", error);
    }
  }

  private async replace(
    target: { readonly path: string; readonly stats: BigIntStats | null },
    text: string,
    check: () => Promise<void>,
  ): Promise<void> {
    const folder = dirname(target.path);
    const draft = join(folder, `.${basename(target.path)}.${process.pid}.${randomBytes(6).toString("hex")}.tmp`);
    try {
      const file = await open(draft, "wx", FILE_MODE);
      try {
        await this.fill(file, text, target.stats);
      } finally {
        await file.close();
      }
      await check();
      await rename(draft, target.path);
    } catch (error) {
      await unlink(draft).catch(() => undefined);
      if (error instanceof KeysFileError) throw error;
      const advice = isErrno(error, "EBUSY") ? "; it is mounted alone: mount its folder instead" : "";
      throw this.failure("can't write it", error, advice);
    }
    await syncFolder(folder);
  }

  private async fill(file: FileHandle, text: string, old: BigIntStats | null): Promise<void> {
    // The umask may have taken bits away, and a file of root's that the gateway can't read helps nobody.
    await file.chmod(FILE_MODE);
    if (old !== null && process.geteuid !== undefined && old.uid !== BigInt(process.geteuid())) {
      await file.chown(Number(old.uid), Number(old.gid));
    }
    await file.writeFile(text);
    await file.sync();
  }

  private checkedSize(stats: BigIntStats): number {
    if (!stats.isFile()) throw new KeysFileError([`${this.path}: is no regular file`]);
    if (stats.size <= BigInt(MAX_FILE_BYTES)) return Number(stats.size);
    throw new KeysFileError([`${this.path}: has ${stats.size} bytes; a keys file has ${MAX_FILE_BYTES} at most`]);
  }

  private parsed(bytes: Buffer, mode: bigint): KeysFileContent {
    const text = bytes.toString("utf8");
    const document = this.named(() => readKeysText(text, this.options));
    const warnings = [
      ...this.modeWarnings(mode),
      ...this.profileWarnings(document),
      ...this.emptyListWarnings(document),
    ];
    return { ...document, text, warnings };
  }

  private modeWarnings(mode: bigint): readonly string[] {
    if ((mode & 0o077n) === 0n || process.platform === "win32") return [];
    const modeText = (mode & 0o777n).toString(8).padStart(4, "0");
    return [`${this.path}: its mode ${modeText} lets others at the hashes and limits of keys; chmod 600 it`];
  }

  /** No fault of the file: the profiles stand in the gateway's settings, which those who write keys may not have. */
  private profileWarnings({ keys }: KeysDocument): readonly string[] {
    const { profiles } = this.options;
    if (profiles === undefined) return [];
    return keys.flatMap(({ id, profile }) =>
      profile === null || profiles.has(profile)
        ? []
        : [
            `${this.path}: key ${shown(id)}: there is no limits profile ${shown(profile)}${suggestion(profile, profiles)}; the strictest one counts`,
          ],
    );
  }

  /** As the rival reads its file (facts: futuopend-rs.md 3.2), but who wrote it may have meant none. */
  private emptyListWarnings({ root }: KeysDocument): readonly string[] {
    return emptyLists(root).map(
      ({ id, field }) =>
        `${this.path}: key ${shown(id)}: ${field} is empty, which is no limit, as FutuOpenD-rs has it; write null if that is meant`,
    );
  }

  private named<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof KeysFileError)) throw error;
      throw new KeysFileError(
        error.problems.map((problem) => `${this.path}: ${problem}`),
        { cause: error },
      );
    }
  }

  private failure(what: string, error: unknown, advice = ""): KeysFileError {
    if (error instanceof KeysFileError) return error;
    const text = error instanceof Error ? error.message : String(error);
    return new KeysFileError([`${this.path}: ${what}: ${text}${advice}`], { cause: error, isSystem: true });
  }
}

function signatureOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`;
}

/** So that the rename is on the disk too; where a folder can't be opened, it is as good as the system gives. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY).catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync();
  } catch {
    // Some file systems can't.
  } finally {
    await handle.close();
  }
}

function isErrno(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === code;
}

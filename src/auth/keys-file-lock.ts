import { randomBytes } from "node:crypto";
import { open, readFile, rename, stat, unlink } from "node:fs/promises";
import { KeysFileError } from "./keys-problem.js";

const RETRY_MS = 50;
const MAX_RETRIES = 100;
/**
 * An edit takes milliseconds: a lock as old as this was left by a process that
 * is gone. One that was only slow finds its lock lost, and changes nothing.
 */
const STALE_MS = 3000;

/** Keeps a keys file to one edit at a time, over processes: a file beside it. Readers need none. */
export class KeysFileLock {
  private readonly path: string;
  private readonly text: string;

  /** @throws KeysFileError when another edit keeps it, or it can't be made */
  static async take(path: string, wait: (delayMs: number) => Promise<void> = sleep): Promise<KeysFileLock> {
    const text = `${process.pid} ${randomBytes(8).toString("hex")}\n`;
    for (let retry = 0; retry < MAX_RETRIES; retry++) {
      if (await create(path, text)) return new KeysFileLock(path, text);
      await removeStale(path, text);
      await wait(RETRY_MS);
    }
    throw new KeysFileError([`${path}: another edit of the keys is under way; if there is none, remove this file`], {
      isSystem: true,
    });
  }

  private constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Before the last step: a process that was stopped for long may have lost the lock. */
  async check(): Promise<void> {
    if ((await readFile(this.path, "utf8").catch(() => "")) === this.text) return;
    throw new KeysFileError([`${this.path}: another edit took the lock; nothing was changed, try again`], {
      isSystem: true,
    });
  }

  async release(): Promise<void> {
    try {
      await this.check();
      await unlink(this.path);
    } catch {
      // Another edit has it, or the folder is gone: nothing of ours is left.
    }
  }
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (isErrno(error, "EEXIST")) return false;
    throw new KeysFileError([`${path}: can't lock the keys file: ${error instanceof Error ? error.message : error}`], {
      cause: error,
      isSystem: true,
    });
  }
}

async function removeStale(path: string, ours: string): Promise<void> {
  try {
    const found = await stat(path);
    if (Date.now() - found.mtimeMs < STALE_MS) return;
    const text = await readFile(path, "utf8");
    // Renamed before it is removed: what another process has put there meanwhile must not go.
    const aside = `${path}.${ours.trim().replace(" ", ".")}`;
    await rename(path, aside);
    if ((await readFile(aside, "utf8")) === text) await unlink(aside);
    else await rename(aside, path);
  } catch {
    // It was released, or taken, meanwhile.
  }
}

function sleep(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}

function isErrno(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && "code" in thrown && thrown.code === code;
}

import { Buffer } from "node:buffer";
import * as fs from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { isErrno, StateError, systemText } from "./state-error.js";

const DEFAULT_NAME = "lock";
const FILE_MODE = 0o600;
/** How often the holder shows that it lives, and how long others believe it. */
const TOUCH_MS = 5000;
const BELIEVED_MS = 15_000;
/** Others may take or leave the lock between two steps. */
const MAX_ATTEMPTS = 5;

/** A process, as the lock file names it. */
export interface LockHolder {
  readonly pid: number;
  /** Host and process namespace: a pid says something only there. */
  readonly space: string;
  /** When the process started, so that a reused pid is not taken for it; empty where the system does not tell. */
  readonly started: string;
}

export interface FolderLockOptions {
  /** Of the lock file, where the folder is not only ours. */
  readonly name?: string;
  /** Default: this process. */
  readonly self?: LockHolder;
  readonly wallMs: () => number;
  readonly schedule: (delayMs: number, task: () => void) => () => void;
  readonly onError: (error: StateError) => void;
}

/**
 * Keeps a folder to one process, by a file with the pid.
 *
 * Node has no file locks, so a lock that a killed process left is found by its
 * pid, or, where that says nothing (another host or container), by its age.
 */
export class FolderLock {
  private readonly path: string;
  private readonly text: string;
  private readonly options: FolderLockOptions;
  private cancelTouch: (() => void) | null = null;
  private gone = false;

  /** @throws StateError LOCKED where another process has the folder, FOLDER where the file can't be made. */
  static take(folder: string, options: FolderLockOptions): FolderLock {
    return new FolderLock(join(folder, options.name ?? DEFAULT_NAME), options);
  }

  private constructor(path: string, options: FolderLockOptions) {
    this.path = path;
    this.options = options;
    const self = options.self ?? thisProcess();
    this.text = `${JSON.stringify(self)}\n`;
    for (let attempt = 0; !this.create(); attempt++) {
      if (attempt === MAX_ATTEMPTS)
        throw new StateError("LOCKED", `${path}: several processes want this folder at once`);
      this.removeStale(self);
    }
    this.keepTouching();
  }

  release(): void {
    this.cancelTouch?.();
    this.cancelTouch = null;
    try {
      if (fs.readFileSync(this.path, "utf8") === this.text) fs.unlinkSync(this.path);
    } catch (error) {
      if (!isErrno(error, "ENOENT")) this.options.onError(this.problem(error));
    }
  }

  private create(): boolean {
    let file: number;
    try {
      file = fs.openSync(this.path, "wx", FILE_MODE);
    } catch (error) {
      if (isErrno(error, "EEXIST")) return false;
      throw this.problem(error);
    }
    try {
      fs.writeSync(file, Buffer.from(this.text));
    } catch (error) {
      fs.unlinkSync(this.path);
      throw this.problem(error);
    } finally {
      fs.closeSync(file);
    }
    return true;
  }

  /** Takes away the lock of a process that is gone; throws where it is not. */
  private removeStale(self: LockHolder): void {
    let text: string;
    let ageMs: number;
    try {
      text = fs.readFileSync(this.path, "utf8");
      ageMs = this.options.wallMs() - fs.statSync(this.path).mtimeMs;
    } catch (error) {
      if (isErrno(error, "ENOENT")) return;
      throw this.problem(error);
    }
    const holder = readHolder(text);
    const lives = holder?.space === self.space ? processLives(holder, self) : ageMs < BELIEVED_MS;
    if (lives) throw new StateError("LOCKED", this.lockedText(holder, self));
    // Renamed before it is removed: what another process has put there meanwhile must not go.
    const aside = `${this.path}.${self.pid}.stale`;
    try {
      fs.renameSync(this.path, aside);
      if (fs.readFileSync(aside, "utf8") === text) fs.unlinkSync(aside);
      else fs.renameSync(aside, this.path);
    } catch (error) {
      if (!isErrno(error, "ENOENT")) throw this.problem(error);
    }
  }

  private lockedText(holder: LockHolder | null, self: LockHolder): string {
    const who = holder === null ? "another process" : `process ${holder.pid} of ${holder.space}`;
    const advice =
      holder?.space === self.space
        ? "stop it, or give each gateway a state folder of its own"
        : `stop it, or give each gateway a state folder of its own; if it is gone, try again in ${BELIEVED_MS / 1000} s`;
    return `${this.path}: the folder is in use by ${who}; ${advice}`;
  }

  private keepTouching(): void {
    this.cancelTouch = this.options.schedule(TOUCH_MS, () => {
      const nowS = this.options.wallMs() / 1000;
      fs.utimes(this.path, nowS, nowS, (error) => {
        if (error === null || this.cancelTouch === null) return;
        if (!isErrno(error, "ENOENT")) this.options.onError(this.problem(error));
        else if (!this.gone) this.reportGone();
      });
      this.keepTouching();
    });
  }

  /** Once: files that were removed take what is written as if nothing were wrong. */
  private reportGone(): void {
    this.gone = true;
    const text = `${this.path}: the lock file is gone: the folder was removed or cleaned while in use, and what is written may not outlive a restart; restart the gateway`;
    this.options.onError(new StateError("LOST", text));
  }

  private problem(error: unknown): StateError {
    return new StateError("FOLDER", `${this.path}: the lock file can't be used: ${systemText(error)}`, error);
  }
}

export function thisProcess(): LockHolder {
  return { pid: process.pid, space: `${hostname()} ${pidNamespace()}`.trimEnd(), started: startOf(process.pid) };
}

function readHolder(text: string): LockHolder | null {
  try {
    const { pid, space, started } = JSON.parse(text) as Partial<Record<keyof LockHolder, unknown>>;
    const whole = typeof pid === "number" && typeof space === "string" && typeof started === "string";
    return whole ? { pid, space, started } : null;
  } catch {
    return null;
  }
}

function processLives(holder: LockHolder, self: LockHolder): boolean {
  const started = holder.pid === self.pid ? self.started : startOf(holder.pid);
  if (holder.started !== "" && started !== "") return holder.started === started;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, "EPERM");
  }
}

/** Linux: the start time in ticks since boot, field 22; the second field may hold blanks and brackets. */
function startOf(pid: number): string {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function pidNamespace(): string {
  try {
    return fs.readlinkSync("/proc/self/ns/pid");
  } catch {
    return "";
  }
}
